"""The timeline: marks where they fit, else counts."""

from typing import Any

from components.figures import Plain
from components.pictures.charts._registry import FIRST, Given, chart
from components.pictures.timeline import timeline as drawn


@chart(
    FIRST, title="Timeline", order=1, explains="Each event where it happened, in lanes; counts where they are many.",
    lanes=True,
)  # fmt: skip
def timeline(given: Given) -> tuple[Plain, dict[str, Any]]:
    """Events in their lanes, in the window."""
    return drawn(given.dataset, given.view, given.stage, given.on, given.held())
