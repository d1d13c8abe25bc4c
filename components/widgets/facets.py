"""The filters at the side: words, facets with counts, the as-of slider, the period."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from components import session_state
from components.assets.streamlit_component import component
from components.widgets.element_tree import Node
from data import dates
from data.errors import BadDate, BadView
from data.view import View

KEY = "facets"
PROBLEM = "period.problem"


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet, and how many events have it under all the other filters."""

    value: str | int
    label: str
    count: int
    mark: Node | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A facet: a field of the View, or (with `header`) an own column of the file."""

    field: str
    title: str
    choices: Sequence[Choice] = ()
    header: str = ""
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Days:
    """The days on which something was reported, oldest first, each with its words; the last is everything."""

    stops: Sequence[tuple[str, str]]
    at: int


def facets(view: View, groups: Sequence[Group], days: Days) -> None:
    """Draw the filters; what is ticked or typed changes the View."""
    problem = session_state.get(PROBLEM)
    shown = {"since": view.since, "until": view.until, "problem": problem}
    if problem:
        shown[problem["field"]] = problem["text"]
    component(
        "facets",
        {
            "words": view.words,
            "groups": [_group(view, group) for group in groups],
            "days": {"stops": [{"value": value, "label": label} for value, label in days.stops], "at": days.at},
            "period": shown,
        },
        key=KEY,
        on_go_change=session_state.following(KEY),
        on_period_change=_period,
    )


def _group(view: View, group: Group) -> dict[str, Any]:
    return {
        "field": group.field,
        "header": group.header,
        "title": group.title,
        "isOpen": group.is_open,
        "choices": [
            {
                "value": choice.value,
                "label": choice.label,
                "title": choice.title or None,
                "count": choice.count,
                "mark": choice.mark,
                "on": _is_on(view, group, choice.value),
            }
            for choice in group.choices
        ],
    }


def _is_on(view: View, group: Group, value: str | int) -> bool:
    return (group.header, value) in view.where if group.header else value in getattr(view, group.field)


def _period() -> None:
    """Take a date as people write it; what cannot be read stays in its field, with what to write instead."""
    for name, text in (session_state.message(KEY, "period") or {}).items():
        if name not in ("since", "until"):
            continue
        try:
            session_state.change(**{name: dates.parse(str(text)[:64]).edtf if str(text).strip() else ""})
            session_state.keep(PROBLEM, None)
        except (BadDate, BadView) as mistake:
            session_state.keep(PROBLEM, {"field": name, "text": str(text)[:64], "words": str(mistake)})
