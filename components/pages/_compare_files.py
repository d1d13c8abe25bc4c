"""The file of today against an earlier one that the viewer brings: rows changed, withdrawn, added."""

from collections.abc import Sequence

import streamlit as st

from components import cache, session_state, words
from components.pages._cached_answers import Answers
from components.pages._corrections import BEFORE, earlier
from components.widgets.element_tree import Node, el, go, sheet
from data.claims import compare_files
from data.claims.compare_files import Cell, ChangedEvent, Comparison, Single
from data.dataset.dataset import Dataset
from data.errors import PROGRAM, BadColumns, DatelineError
from data.view import View

FILE, KEY, MISTAKE, WIDGET, OF = "earlier.file", "earlier.key", "earlier.mistake", "earlier", "earlier.of"
MOST_SHOWN = 200
MOST_CELL = 300
TOO_LARGE = (
    f"One of the two files has more than {compare_files.MOST_ROWS:,} events, which is too many to be compared here. "
    f"Compare a part of them: convert both with “{PROGRAM} convert”, and compare the results."
)


def compare(answers: Answers) -> None:
    """The upload, and what the comparison found."""
    sheet("earlier", el("div", el("h3", "Against an earlier file"), class_="changed"))
    with st.container(key="earlier_file"):
        st.file_uploader("An earlier version of this file", key=WIDGET, on_change=_take)
    try:
        opened = _opened(answers)
    except BadColumns as unclear:
        sheet("compared", _refusal(f"{unclear} Name its columns as those of today’s file."))
    except DatelineError as mistake:
        sheet("compared", _refusal(str(mistake)))
    else:
        sheet("compared", _compared(answers, opened) if opened else None)


def _take() -> None:
    """A callback: the file that was put into the upload, or nothing where it was emptied."""
    file = session_state.widget(WIDGET)
    if session_state.get(KEY):
        cache.forget(session_state.get(KEY))
    session_state.keep(FILE, (file.name, file.getvalue()) if file else None)
    session_state.keep(KEY, None)
    session_state.keep(MISTAKE, None)


def _take_from_journal(answers: Answers) -> None:
    """The file as it was before a change that was chosen, in place of one that was brought."""
    number = session_state.get(BEFORE, -1)
    if number != session_state.get(OF, -1):
        session_state.keep(OF, number)
        if session_state.get(KEY):
            cache.forget(session_state.get(KEY))
        for name in (KEY, MISTAKE):
            session_state.keep(name, None)
        session_state.keep(FILE, earlier(answers))


def _opened(answers: Answers) -> Dataset | None:
    """The earlier file as read before, or read now; a mistake in it is found once."""
    _take_from_journal(answers)
    if session_state.get(FILE) is None:
        return None
    if session_state.get(MISTAKE) is not None:
        raise session_state.get(MISTAKE)
    if held := cache.find(session_state.get(KEY) or ""):
        return held
    name, content = session_state.get(FILE)
    try:
        with st.spinner(f"Reading {words.plain(words.one_line(name, 60))}"):
            read = cache.upload(name, content, answers.view.columns, settings=answers.dataset.settings)
    except DatelineError as mistake:
        session_state.keep(MISTAKE, mistake)
        raise
    session_state.keep(KEY, read.key)
    st.rerun()  # the head was drawn before; its briefing tells of these rows now
    return None


def _refusal(sentence: str) -> Node:
    return el("p", sentence, class_="notice", role="alert")


def _compared(answers: Answers, earlier: Dataset) -> Node:
    if max(earlier.report.events, answers.dataset.report.events) > compare_files.MOST_ROWS:
        return _refusal(TOO_LARGE)
    return found(answers.view, answers.against(earlier), earlier)


def found(view: View, comparison: Comparison, earlier: Dataset) -> Node:
    """What became of the rows: a summary in a sentence, then each kind."""
    lost = earlier.report.rows - earlier.report.events
    unread = f" {words.number(lost)} of its rows could not be read, and are not compared." if lost else ""
    return el(
        "div",
        el("p", _summary(comparison), unread, role="status"),
        _changed(view, comparison.changed),
        _singles(view, "Withdrawn", comparison.withdrawn, is_here=False),
        _singles(view, "Added", comparison.added, is_here=True),
        class_="changed",
        data_testid="compared",
    )


def _summary(found: Comparison) -> str:
    if not (found.changed or found.withdrawn or found.added):
        return f"The two files say the same: {_rows(found.same)}."
    parts = ((found.changed, "changed"), (found.withdrawn, "withdrawn"), (found.added, "added"))
    said = [f"{_rows(len(rows))} {verb}" for rows, verb in parts if rows]
    return f"{', '.join(said)}; {_rows(found.same)} as before."


def _rows(count: int) -> str:
    return f"{words.number(count)} {'row' if count == 1 else 'rows'}"


def _changed(view: View, rows: Sequence[ChangedEvent]) -> Node | None:
    if not rows:
        return None
    head = el("tr", [el("th", title, scope="col") for title in ("Event", "Column", "Was", "Is now")])
    body = [_cell(view, row, cell, at) for row in rows[:MOST_SHOWN] for at, cell in enumerate(row.cells)]
    table = el("table", el("thead", head), el("tbody", body), aria_label="Changed rows", data_testid="changed")
    return el("section", el("h3", "Changed"), el("div", table, class_="tabled"), _more(len(rows)))


def _cell(view: View, row: ChangedEvent, cell: Cell, at: int) -> Node:
    name = go(view, words.one_line(row.title, 120), event=row.id, page="") if at == 0 else None
    unsaid = cell.before == cell.now == ""
    return el(
        "tr",
        el("td", name),
        el("td", words.one_line(cell.column, 60)),
        el("td", el("span", "not shown here", class_="quiet") if unsaid else _shown(cell.before)),
        el("td", None if unsaid else _shown(cell.now)),
        key=f"{row.id} {at}",
    )


def _shown(text: str) -> Node:
    return words.one_line(text, MOST_CELL) or el("span", "empty", class_="quiet")


def _singles(view: View, title: str, rows: Sequence[Single], *, is_here: bool) -> Node | None:
    if not rows:
        return None
    items = [el("li", *_single(view, row, is_here), key=row.id) for row in rows[:MOST_SHOWN]]
    return el("section", el("h3", title), el("ul", *items, class_="plain-list"), _more(len(rows)))


def _single(view: View, row: Single, is_here: bool) -> list[Node]:
    title = words.one_line(row.title, 200)
    by = f", {words.one_line(row.source, 60)}" if row.source else ""
    name = go(view, title, event=row.id, page="") if is_here else el("b", title)
    return [name, el("span", f" {words.date_words(row.date)}{by}", class_="quiet")]


def _more(count: int) -> Node | None:
    return el("p", f"The first {MOST_SHOWN} are shown.", class_="quiet") if count > MOST_SHOWN else None
