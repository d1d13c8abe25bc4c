"""The script that Streamlit runs for each viewer: the data set, the side, the page that is asked for."""

from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components import session_state
from components.access import rights
from components.access.rights import Right
from components.cache.background_jobs import Stopped
from components.pages import (
    _data_source,
    _errors,
    _header,
    _own_file,
    _progress,
    _saved_views,
    _sidebar,
    _visitor_rights,
)
from components.pages._cached_answers import Answers
from components.pages._registry import discover
from components.widgets.category_mark import looks
from data.dataset import opening
from data.errors import BadColumns, BadEncoding, DatelineError
from data.files import encoding
from data.reading_report import Report

ICON = Path(__file__).parents[1] / "widgets" / "icon.svg"
LOOK_AGAIN_SECONDS = 2
AT_DESK_SECONDS = 0.7
CLOSED = "closed"
"""Under this is kept why this viewer might not look when the page was drawn."""
FIRST = {False: "", True: "problems"}
"""The page that is shown first, of a file with events and of one in which no row is one."""


def main() -> None:
    """Draw everything for who may look; whatever goes wrong is said calmly, and the file is watched all the same."""
    session_state.keep(CLOSED, said := _visitor_rights.refusal(Right.VIEW))
    if said:
        st.set_page_config(page_title="Dateline", page_icon=ICON, layout="wide")
        _visitor_rights.closed(said)
    else:
        _draw()
    _watch()


def _draw() -> None:
    view = session_state.current()
    named = _header.tab_title(_data_source.at_hand(view), view)
    st.set_page_config(page_title=named, page_icon=ICON, layout="wide", initial_sidebar_state=_sidebar.SIDE_WIDTH)
    with _errors.calmly():
        _page_or_reason()


def _page_or_reason() -> None:
    """The page; where there are no events to draw, what to do about it."""
    top = st.container(key="top")
    try:
        with top:  # a wait drawn beside the page would move the page, and the next run would draw all of it anew
            found = _data_source.opened(session_state.current())
    except Stopped:
        _without_events()
        _progress.stopped(_data_source.name(), _data_source.begin_again)
    except BadColumns as unclear:
        _without_events()
        _errors.choose_columns(unclear, session_state.current())
    except BadEncoding as unclear:
        _without_events()
        _errors.choose_encoding(unclear, encoding.likely_encodings(_data_source.content()), session_state.current())
    except DatelineError as mistake:
        _without_events()
        _errors.mistake(mistake, is_own=_own_file.is_own())
    else:
        _page(found, top)


def _page(found: _own_file.Opened, top: DeltaGenerator) -> None:
    session_state.know_saved(found.dataset.settings.views)
    view, pages = session_state.follow_columns(found.columns), discover()
    is_empty = not found.reading and _is_empty(found.dataset.report)
    asked = next((page for page in pages if page.name == (view.page or FIRST[is_empty])), None)
    notices = session_state.notices() + ([found.notice] if found.notice else [])
    if asked is None:
        notices.append(f"There is no page called “{view.page}”. This is the timeline.")
    answers = Answers(found.dataset, view)
    if session_state.is_embedded():
        with top:
            _header.framed(answers)
        pages[0].draw(answers)
        return
    with st.sidebar:
        _sidebar.wordmark(view)
        _sidebar.links(answers, [] if found.reading else pages)
        if not (found.reading or is_empty):
            _saved_views.names(answers)
            _sidebar.filters(answers, looks(answers.categories(), answers.dataset.settings.categories))
            _saved_views.form(answers)
            _sidebar.past_moments(answers)
        _sidebar.upload()
        _visitor_rights.line()
    with top:
        _header.head(answers, notices, has_ways=not (found.reading or is_empty))
        if found.reading:  # it lies over the page; what is below it must not move when it goes
            _progress.beside(_data_source.name(), found.reading, _data_source.stop)
    (asked or pages[0]).draw(answers)


def _is_empty(report: Report) -> bool:
    """Whether there are rows, and none of them is an event: then what is wrong with them is all there is to see."""
    return report.rows > report.events == 0


def _without_events() -> None:
    """The side, as far as there is one without events."""
    with st.sidebar:
        _sidebar.wordmark(session_state.current())
        _sidebar.upload()
        _visitor_rights.line()


def _watch() -> None:
    """Look again and again; often where the file may be corrected, for there few look at once, and wait for it."""
    is_owner = rights.is_own_machine(session_state.asker())
    st.fragment(_look, run_every=AT_DESK_SECONDS if is_owner else LOOK_AGAIN_SECONDS)()


def _look() -> None:
    """Look whether the file has changed on disk, or who may look; if so everything is drawn again, with the view as it
    is."""
    _own_file.let_go()
    if session_state.get(CLOSED, "") != _visitor_rights.refusal(Right.VIEW):
        st.rerun()
    if _own_file.is_own():
        return
    stamp = opening.stamp(_data_source.path())
    if session_state.get("stamp", stamp) != stamp:
        session_state.keep("stamp", stamp)
        st.rerun()
    session_state.keep("stamp", stamp)


if __name__ == "__main__":
    main()
