"""What the page must know beside the picture."""

from typing import Any

from components.dataset_scales import Scales
from components.figures import Plain
from components.figures.plot_area import Stage
from components.words import date_words, number
from data import dates
from data.dates import calendar

FIRST, END = calendar.seconds(calendar.FIRST_YEAR), calendar.seconds(calendar.LAST_YEAR + 1)
"""The calendar's first moment, and the one after its last: a margin may reach beyond."""


def told(figure: Plain, stage: Stage, on: Scales, mode: str, count: int) -> dict[str, Any]:
    """What the page must know beside the picture."""
    own = figure["layout"]["meta"]
    return {
        "scale": {"t": list(stage.scale.times), "x": list(stage.scale.places)},
        "window": list(stage.window),
        "whole": list(stage.scale.whole),
        "dense": list(on.dense),
        "crowd": list(on.crowd),
        "events": own.get("events", []),
        "more": own.get("more", []),
        "bins": own.get("bins"),
        "height": own["height"],
        "alt": _alt(stage, count),
        "count": count,
        "mode": mode,
        "notes": own.get("notes", []),
    }


def _alt(stage: Stage, count: int) -> str:
    """The picture in one sentence, for those who do not see it."""
    ends = max(stage.window[0], FIRST), min(stage.window[1], END) - 1
    first, last = (dates.to_iso(moment)[:-9] for moment in ends)
    events = "1 event" if count == 1 else f"{number(count)} events"
    lanes = "" if len(stage.lanes) < 2 else f" in {len(stage.lanes)} lanes"
    return f"Timeline from {date_words(first)} to {date_words(last)}: {events}{lanes}."
