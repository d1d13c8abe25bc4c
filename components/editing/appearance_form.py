"""The form of how a record is shown, beside its chart: what it is given, and what it sends back."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, Final
from zoneinfo import available_timezones

from components import session_state
from components.assets.streamlit_component import component
from data.settings import SHAPES

OUTCOME: Final = "shown.outcome"
FIELDS: Final = (
    ("title", "Title", "of the page, the briefing and all that is taken away"),
    ("subtitle", "Subtitle", "a line below it"),
    ("handling", "Handling label", "at the head of everything, as in OFFICIAL"),
    ("zone", "Time zone", "times with an offset are turned into it"),
    ("description", "About", "what the record is about; it stands on the page About"),
    ("licence", "Licence", ""),
    ("credit", "Credit", ""),
)  # fmt: skip
LONG: Final = ("description",)


def shown(
    *, values: Mapping[str, str], usual: Mapping[str, str], lanes: Sequence[tuple[str, str]],
    categories: Sequence[Mapping[str, Any]], metrics: Sequence[Mapping[str, Any]], order: Mapping[str, Sequence[str]],
    undo: str, redo: str, on_save: Callable[[object], dict[str, Any]],
) -> None:  # fmt: skip
    """The form.

    values: what the settings say of each field; usual: what is shown where they say nothing. lanes: the columns that
    can make them, with what they are called. categories, metrics: as they are shown, in their order. order: the names
    that the settings list, under `categories`, `metrics` and `hide`. undo, redo: what would be.
    """
    name = "shown_host"
    component(
        "shown",
        {
            "fields": [[*field, field[0] in LONG] for field in FIELDS], "values": dict(values), "usual": dict(usual),
            "lanes": [list(one) for one in lanes], "categories": list(categories), "metrics": list(metrics),
            "order": {key: list(names) for key, names in order.items()}, "shapes": list(SHAPES), "zones": _zones(),
            "undo": undo, "redo": redo, "outcome": session_state.get(OUTCOME),
        },
        key=name,
        on_save_change=lambda: session_state.keep(OUTCOME, on_save(session_state.message(name, "save"))),
    )  # fmt: skip


@cache
def _zones() -> list[str]:
    places = (zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "posix/")))
    return [*sorted(places), "UTC"]
