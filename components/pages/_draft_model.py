"""The model beside the draft: asked by who may edit the record, while the rows of the rules are there already."""

from collections.abc import Callable
from typing import Final

import streamlit as st

from components import session_state, words
from components.widgets.element_tree import el, sheet
from data.draft import chat_model
from data.draft.document import Document
from data.draft.model_call import Call

CALL: Final = "draft.call"
OFTEN_SECONDS: Final = 1.0
NOTICE: Final = (
    "A model at {} is asked too, by whoever may edit this record: the report is sent there. Nothing of what it "
    "proposes is taken on trust: a quotation that is not in the text, and a date or a figure that our readers do not "
    "read from it, is dropped, and said."
)
CALLED_OFF: Final = "The model is asked no longer. The rows are those of the rules."


def notice() -> str:
    """What is said of the model before a report is sent; "" where none is named."""
    return NOTICE.format(words.one_line(chat_model.host(), 80)) if chat_model.host() else ""


def begin(document: Document) -> None:
    """Ask the model about a report, where one is named."""
    end()
    if chat_model.host():
        session_state.keep(CALL, Call(document))


def end() -> None:
    """Call off what is under way; a callback too."""
    if isinstance(call := session_state.get(CALL), Call):
        call.call_off()
    session_state.keep(CALL, None)


def follow(take: Callable[[Call], None]) -> None:
    """Draw how far the question is. take: what becomes of it when it is over, before the page is drawn anew."""
    call = session_state.get(CALL)
    if not isinstance(call, Call):
        return
    if call.is_over:
        session_state.keep(CALL, None)
        take(call)
    else:
        _beside(call)


@st.fragment(run_every=OFTEN_SECONDS)
def _beside(call: Call) -> None:
    if call.is_over:
        st.rerun()
    with st.container(key="draft_model_call", horizontal=True, vertical_alignment="center"):
        host = words.one_line(chat_model.host(), 80)
        said = f"The model at {host} is asked: {call.seconds} of {chat_model.PATIENCE_SECONDS} seconds at the most."
        sheet("draft_model_said", el("p", said, class_="quiet", role="status"))
        st.button("Ask it no longer", on_click=_call_off, key="draft_call_off")


def _call_off() -> None:
    session_state.keep("draft.added", CALLED_OFF)
    end()
