"""The timeline on the page. It is drawn in the browser and fetches its own pictures; what the hand does there
changes the View here: the window, the chosen event, the lanes that are opened.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from components import assets, session_state
from components.assets.streamlit_component import component
from components.words import clean
from data.view import View

Moments = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Choice:
    """A pill in the bar: its words, the fields of the View that it sets, and whether it is on."""

    label: str
    changes: Mapping[str, Any]
    is_on: bool


@dataclass(frozen=True, slots=True)
class Switch:
    """A group of pills of which one is on, with its name before it: Switch("Gaps", [...])."""

    name: str
    choices: Sequence[Choice]


@dataclass(frozen=True, slots=True)
class Line:
    """A line between the chosen event and another one, which need not be on the picture.

    at: from when to when that is. is_own: whether the line leads away from the chosen event. kind: what it means, in a
    word. says: what is told where the pointer is on it, the first line in bold.
    """

    event: str
    at: Moments
    is_own: bool
    kind: str
    says: Sequence[str]


def plot(
    dataset_key: str, view: View, *, key: str = "timeline", switches: Sequence[Switch] = (),
    says: Mapping[str, str] = MappingProxyType({}), named: str = "Timeline", at: Moments | None = None,
    lines: Sequence[Line] = (), moves: str | None = None,
) -> None:  # fmt: skip
    """The chart of a data set, with its buttons and the strip of the whole record under it.

    dataset_key: of a set that `cache.find` knows. view: its filters, lanes and scale, the window, the chosen event.
    switches: groups of pills at the left of the bar above the chart. says: what stands on a picture that is taken
    away, with no page around it: `title`, `subtitle`, `asof`, `handling`, `sources`, `credit`; and its file's `stem`.
    named: what the chart is called, for those who do not see it. at: from when to when the chosen event is (None is
    open): where the page chose it and it is out of the window, the window goes there. lines: from it to others, drawn
    over whichever picture there is. moves: where its dates may be changed by hand, the query that says how the file is
    read.

    Call it on every run, in the same place, whatever has changed: the chart stays the same element and takes what is
    new. What the viewer does there is in the View (`session_state.current()`) before the script begins its next run:
    `start` and `end` when the hand rests ("" for the whole), `event` when one is clicked or opened ("" when it is let
    go), `opened` when a "+3" is clicked.
    """
    window = view.window
    component(
        "plot",
        {
            "key": dataset_key,
            "query": replace(
                view, start="", end="", page="", columns=(), file="", baseline="", brief="", recorded=""
            ).to_query(),
            "window": list(window) if window else None,
            "event": view.event,
            "at": list(at) if at else None,
            "lines": [_drawn(line) for line in lines],
            "moves": moves,
            "library": assets.plotly().path,
            "named": named,
            "says": {name: clean(text) for name, text in says.items()},
            "switches": [_plain(switch) for switch in switches],
        },
        key=key,
        on_window_change=lambda: _window(session_state.message(key, "window")),
        on_event_change=lambda: _event(session_state.message(key, "event")),
        on_opened_change=lambda: _opened(session_state.message(key, "opened")),
        on_go_change=session_state.following(key),
    )


def _window(sent: object) -> None:
    match sent:
        case [str(start), str(end)]:
            session_state.ask({"start": start, "end": end})


def _event(sent: object) -> None:
    if isinstance(sent, str):
        session_state.ask({"event": sent})


def _opened(sent: object) -> None:
    """A lane that was closed is opened, and the other way round."""
    if isinstance(sent, str):
        session_state.ask({"opened": list({*session_state.current().opened} ^ {sent})})


def _drawn(line: Line) -> dict[str, Any]:
    told = [clean(text) for text in line.says]
    return {"event": line.event, "at": list(line.at), "isOwn": line.is_own, "kind": line.kind, "says": told}


def _plain(switch: Switch) -> dict[str, Any]:
    choices = [{"label": one.label, "go": dict(one.changes), "on": one.is_on} for one in switch.choices]
    return {"name": switch.name, "choices": choices}
