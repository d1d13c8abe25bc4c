"""What was corrected in the file itself, by whom and why; and the file as it was before each change."""

import csv
import io
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Final

import streamlit as st

from components import session_state, words
from components.cache import editable_files
from components.pages import _event_editor
from components.pages._cached_answers import Answers
from components.widgets.element_tree import Node, el, go, sheet
from data.corrections import history, settings_changes
from data.errors import DatelineError
from data.files.journal_lines import Entry, Save, Setting
from data.reading import corrected_copy
from data.reading.editable_files import is_editable, is_overlaid
from data.schema import PRIVATE, meant
from data.view import View

MOST_SAVES: Final = 100
MOST_ENTRIES: Final = 8
BEFORE: Final = "see.before"
"""The number of the change before which the file is compared with that of today; -1 for none."""


def corrections(answers: Answers) -> None:
    """The changes of the journal, the newest first, each with a way to see what was different before it."""
    path = Path(_event_editor.edited_path() or "")
    saves = editable_files.saves(path) if is_editable(path) else ()
    saves = [one for one in saves if not one.is_same]
    if not saves:
        sheet("corrections")
        return
    rows = [_save(answers, one) for one in reversed(saves[-MOST_SAVES:])]
    more = el("p", f"The last {MOST_SAVES} are shown.", class_="quiet") if len(saves) > MOST_SAVES else None
    head = el("tr", [el("th", title, scope="col") for title in ("When", "Who", "What", "Why", "")])
    table = el("table", el("thead", head), el("tbody", rows), aria_label="Corrections", data_testid="corrections")
    sheet("corrections", el("div", el("h3", "Corrections"), el("div", table, class_="tabled"), more, class_="changed"))
    if is_overlaid(path) and _event_editor.may_edit(answers):
        _corrected_copy(answers, path)


def _corrected_copy(answers: Answers, path: Path) -> None:
    """The file with its changes in it, for whoever may edit it: private cells are in it, too."""
    mapping = answers.dataset.settings.mapping(dict(answers.view.columns))
    with st.container(key="corrected", horizontal=True):
        st.download_button(
            "Download a corrected copy, with the changes beside it (.zip)",
            data=lambda: corrected_copy.archive(path, mapping),
            file_name=f"{path.stem} corrected.zip",
            mime="application/zip",
            key="corrected_copy",
            on_click="ignore",
            type="tertiary",
        )


def earlier(answers: Answers) -> tuple[str, bytes] | None:
    """The file as it was before the change that was chosen; None where none is. Raises DatelineError."""
    number = int(session_state.get(BEFORE, -1))
    if number < 0:
        return None
    path = Path(_event_editor.edited_path() or "")
    try:
        grid = history.before(path, number - 1, answers.dataset.settings.mapping(dict(answers.view.columns)))
    except OSError as error:
        raise DatelineError(f"{path.name} cannot be read: {error.strerror}.") from None
    text = io.StringIO(newline="")
    csv.writer(text).writerows([grid.headers, *grid.rows])
    return f"{path.stem} before change {number}.csv", text.getvalue().encode()


def _save(answers: Answers, one: Save) -> Node:
    when = f"{one.at[:16].replace('T', ' ')} UTC"
    private = {answers.dataset.report.columns.get(name, name) for name in PRIVATE}
    what = [_entry(answers.view, entry, private) for entry in _said(one.entries)[:MOST_ENTRIES]]
    what += [_setting(each) for each in one.settings[: MOST_ENTRIES - len(what)]]
    rest = len(_said(one.entries)) + len(one.settings) - MOST_ENTRIES
    more = el("span", f"and {words.number(rest)} cells more", class_="quiet") if rest > 0 else None
    unknown = el("span", "more than could be told", class_="quiet") if not one.is_known else None
    why = [words.one_line(one.why, 200), el("span", " (taken back)", class_="quiet") if one.undo_of else None]
    is_of_rows = bool(one.entries) or not one.is_known
    show = el("button", "Compare with before", type="button", keep={BEFORE: one.number}, class_="plain")
    return el(
        "tr",
        el("td", when),
        el("td", words.one_line(one.who, 60)),
        el("td", *what, more, unknown),
        el("td", *why),
        el("td", show if is_of_rows else None),
        key=str(one.number),
    )


def _setting(one: Setting) -> Node:
    before, after = (words.one_line(settings_changes.shown(value), 120) for value in (one.before, one.after))
    return el("p", f"How it is shown, {words.one_line(settings_changes.label(one.path), 60)}: ",
              el("del", before) if before else None, " ", el("ins", after) if after else None)  # fmt: skip


def _said(entries: Sequence[Entry]) -> list[Entry]:
    """The cells that say something before or after; a new row by its title or first words."""
    return [entry for entry in entries if entry.row and (entry.before or entry.after)]


def _entry(view: View, entry: Entry, private: Collection[str]) -> Node:
    name = words.one_line(entry.id or f"row {entry.row}", 60)
    way = go(view, name, event=entry.id, page="") if entry.id else name
    if entry.column in private or meant(entry.column) in PRIVATE:
        return el("p", way, f" {entry.column}: ", el("span", "not shown here", class_="quiet"))
    before = el("del", words.one_line(entry.before, 120)) if entry.before else None
    after = el("ins", words.one_line(entry.after, 120)) if entry.after else None
    return el("p", way, f" {words.one_line(entry.column, 40)}: ", before, " " if before and after else None, after)
