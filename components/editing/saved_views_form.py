"""The saved views at the side, and the form for them where the record may be edited."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from components import session_state
from components.assets.streamlit_component import component

OUTCOME: Final = "views.outcome"


def views_form(views: Sequence[Any], now: str, on_save: Callable[[object], dict[str, Any]]) -> None:
    """A button that saves what is on screen, and one that opens the others to be changed.

    views: with their names and notes. now: the name of what is on screen, "" where it has none. on_save: given what
    was sent, tells what became of it.
    """
    name = "views_host"
    component(
        "views",
        {"views": [{"name": one.name, "note": one.note} for one in views], "now": now,
         "outcome": session_state.get(OUTCOME)},
        key=name, on_save_change=lambda: session_state.keep(OUTCOME, on_save(session_state.message(name, "save"))),
    )  # fmt: skip
