"""The rows as they stand in the file, to be edited as in a spreadsheet, and many of them at once."""

from typing import Final

import pandas as pd
import streamlit as st

from components import session_state, words
from components.access.rights import Right
from components.editing import find_replace_and_set_all
from components.editing.edited_file import EditedFile
from components.editing.find_replace_and_set_all import Rows
from components.pages import _event_editor, _visitor_rights
from components.pages._cached_answers import Answers
from components.pages._registry import page
from components.widgets.element_tree import Node, el, sheet
from data.corrections.save import Cell

MOST_ROWS: Final = 1_000
MOST_PREVIEWED: Final = 12
TURN, SAID, EVERY = "grid.turn", "grid.said", "every column"
NOT_HERE: Final = (
    "This record cannot be edited here: it lies in a folder, in an engine, or in a file that was opened for a look. "
    "Convert it to a CSV, and keep the record in that."
)


@page("edit", title="Edit", order=4, is_offered=_event_editor.may_edit)
def edit(answers: Answers) -> None:
    """A grid of the rows that pass the filters, a search with a preview, and one value for all of them."""
    at = _event_editor.opened(answers) if _event_editor.may_edit(answers) else None
    if at is None:
        said = _visitor_rights.refusal(Right.EDIT)
        sheet(
            "edit",
            el("p", said or NOT_HERE, class_="notice", role="status"),
            _visitor_rights.way_in() if said else None,
        )
        return
    numbers = answers.shown_rows(MOST_ROWS + 1)
    rows = at.cells(numbers[:MOST_ROWS])
    sheet("edit", el("div", el("h2", "Edit the rows"), *_about(len(numbers), at), class_="prose"))
    _grid(answers, at, rows)
    _replace(answers, at, rows)
    _set(answers, at, rows)


def _about(count: int, at: EditedFile) -> list[Node]:
    shown = f"The first {MOST_ROWS:,} rows" if count > MOST_ROWS else f"{words.number(count)} rows"
    said = session_state.get(SAID)
    return [
        el("p", f"{shown} that pass the filters, of {words.number(at.count)} in the file. Paste from a"
                " spreadsheet, or add rows at the end; nothing is saved before you say so.", class_="quiet"),
        *([el("p", said, class_="notice", role="status")] if said else []),
    ]  # fmt: skip


def _grid(answers: Answers, at: EditedFile, rows: Rows) -> None:
    headers = list(at.desk.headers)
    frame = pd.DataFrame(list(rows.values()), columns=headers, index=list(rows), dtype="string")
    key = f"grid_{session_state.get(TURN, 0)}"
    st.data_editor(frame, key=key, num_rows="add", height=460, width="stretch", alt="The rows of the file")
    cells, added = find_replace_and_set_all.typed(rows, headers, session_state.widget(key) or {})
    _save(answers, at, cells, added, f"Save {_counted(cells, len(added))}", "grid")


def _replace(answers: Answers, at: EditedFile, rows: Rows) -> None:
    with st.container(key="replace"):
        sheet("replace", el("h3", "Find and replace"))
        with st.container(horizontal=True):
            find = st.text_input("Find", key="find_words")
            other = st.text_input("Write instead", key="find_other")
            column = st.selectbox("In", [EVERY, *at.desk.headers], key="find_column")
        cells = find_replace_and_set_all.found(rows, at.desk.headers, "" if column == EVERY else column, find, other)
        sheet("preview", _preview(cells) if find else None)
        if cells:
            _save(answers, at, cells, [], f"Replace in {_counted(cells, 0)}", "replace")


def _set(answers: Answers, at: EditedFile, rows: Rows) -> None:
    with st.container(key="set_all"):
        sheet("set-all", el("h3", f"One value for all {len(rows):,} rows that are shown"))
        with st.container(horizontal=True):
            column = st.selectbox("Column", at.desk.headers, key="set_column")
            value = st.text_input("Value", key="set_value")
        cells = find_replace_and_set_all.set_on_all(rows, at.desk.headers, column, value) if value else []
        if cells:
            _save(answers, at, cells, [], f"Write it into {_counted(cells, 0)}", "set")


def _preview(cells: list[Cell]) -> Node:
    if not cells:
        return el("p", "It stands nowhere in these rows.", class_="quiet")
    items = [
        el("li", f"Row {words.number(cell.row)}, {words.one_line(cell.column, 40)}: ",
           el("del", words.one_line(cell.before, 90)), " ", el("ins", words.one_line(cell.after, 90)), key=str(place))
        for place, cell in enumerate(cells[:MOST_PREVIEWED])
    ]  # fmt: skip
    more = (
        el("p", f"and {len(cells) - MOST_PREVIEWED:,} cells more", class_="quiet") if cells[MOST_PREVIEWED:] else None
    )
    return el("div", el("ul", *items, class_="plain-list"), more, class_="changed", data_testid="preview")


def _save(
    answers: Answers, at: EditedFile, cells: list[Cell], added: list[dict[str, str]], label: str, key: str
) -> None:
    """The reason and the button, where there is something to be saved."""
    if not cells and not added:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input("Why (stands in the journal)", key=f"why_{key}")
        st.button(label, key=f"save_{key}", type="primary", on_click=lambda: _saved(answers, at, cells, added, key))


def _saved(answers: Answers, at: EditedFile, cells: list[Cell], added: list[dict[str, str]], key: str) -> None:
    is_saved, said = find_replace_and_set_all.save_many(
        at.desk, cells, added, at.digest, str(session_state.widget(f"why_{key}") or "")
    )
    session_state.keep(SAID, said)
    if is_saved:
        _event_editor.show(answers, at)
        session_state.keep(TURN, int(session_state.get(TURN, 0)) + 1)


def _counted(cells: list[Cell], added: int) -> str:
    rows = len({cell.row for cell in cells})
    parts = [f"{len(cells):,} cells in {rows:,} rows" if len(cells) != 1 else "1 cell"] if cells else []
    parts += [f"{added:,} new rows" if added != 1 else "1 new row"] if added else []
    return " and ".join(parts)
