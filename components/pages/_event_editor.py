"""The form of the chosen event, or of the row that is to be mended, where the record may be edited."""

from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from components import cache, session_state, words
from components.access.rights import Right
from components.cache import editable_files
from components.editing import edited_file
from components.editing import event_editor as form
from components.editing.edited_file import EditedFile
from components.editing.saving import Desk, saved
from components.pages import _data_source, _own_file, _visitor_rights
from components.pages._cached_answers import Answers
from data.corrections import history, incremental_update, settings_changes
from data.dataset import opening
from data.errors import DatelineError
from data.files.journal_lines import Save
from data.remarks import COLUMN
from data.schema import NAMES
from data.view import View

OFFERED: Final = {"category": "category", "source": "source", "place": "place", "actors": "actor", "tags": "tag",
                  "metric": "metric"}  # fmt: skip
MOST_OFFERED: Final = 100
AT: Final = "desk.at"
MOST_OTHERS: Final = 50
FELT: Final = 500_000
"""Bytes of a file that is not read again for one change."""
MOST_NAMED: Final = 12


def may_edit(answers: Answers) -> bool:
    """Whether the record on the page can be edited, by who looks at it."""
    return _is_editable(answers) and _visitor_rights.may(Right.EDIT)


def has_form(answers: Answers, event: str) -> bool:
    """Whether there is a form: for who may edit; and at the event where they were when they no longer might, for what
    they wrote is theirs still, though it cannot be saved."""
    if may_edit(answers):
        session_state.keep(AT, event)
        return True
    return bool(event) and session_state.get(AT) == event and _is_editable(answers)


def moves(answers: Answers) -> str | None:
    """How the file is read, as a query, where the dates on the timeline may be moved by hand; else None."""
    is_there = not answers.view.chart and not session_state.is_embedded() and not _own_file.is_own()
    is_by_hand = is_there and may_edit(answers)
    return View(columns=answers.view.columns).to_string() if is_by_hand else None


def _is_editable(answers: Answers) -> bool:
    path = None if answers.view.recorded else edited_path()
    return path is not None and edited_file.is_editable(path, answers.dataset)


def may_edit_settings(answers: Answers) -> bool:
    """Whether how it is shown can be edited, too: what a viewer brought has no settings."""
    return may_edit(answers) and not _own_file.is_own()


def edited_path() -> Path | str | None:
    """Where that is which is edited: the file that everybody sees, or the kept one that this viewer brought."""
    return _own_file.edited_at() if _own_file.is_own() else _data_source.path()


def opened(answers: Answers) -> EditedFile | None:
    """The file of the page; None where it cannot be read as it is now, which the page says."""
    try:
        who = _visitor_rights.visitor().known_as
        at = edited_file.edited_file(Path(edited_path() or ""), answers.dataset, dict(answers.view.columns), who)
    except DatelineError:
        return None
    desk = replace(
        at.desk, find=lambda name: _row_of(answers, name), refusal=lambda: _visitor_rights.refusal(Right.EDIT)
    )
    return replace(at, desk=desk)


def desk(answers: Answers, row: int = 0, event: str = "", open_at: str = "") -> None:
    """The buttons under the row, and its form. row: its number, 0 where none is chosen."""
    at, columns = opened(answers), answers.dataset.report.columns
    if at is None:
        return
    found = at.cells([row]).get(row) if row else None
    row, cells = (row, found) if found else (0, [""] * len(at.desk.headers))
    form.desk(
        event=event, row=row, seen=at.digest, open_at=open_at,
        columns=form.fields(at.desk.headers, cells, columns, _options(answers)),
        missing=[name for name in NAMES if name not in columns and name not in form.HIDDEN],
        withdrawn=_withdrawn(at.desk, cells), steps=history.of_row(at.saves, row) if row else (),
        others=_others(answers, event), undo=words_of(next(history.undoable(at.saves), None)),
        redo=words_of(history.redoable(at.saves)),
        zone=at.desk.rules.zone, discussion=_discussion(at.desk, cells),
        on_save=lambda message: _save(answers, at, message),
        key=f"desk_{open_at}" if open_at else "desk",
    )  # fmt: skip


def _save(answers: Answers, at: EditedFile, message: object) -> dict[str, Any]:
    """What became of what the form sent; where it can be done, the page shows it without reading the file again."""
    told = saved(at.desk, message)
    if told["kind"] == "saved":
        show(answers, at)
    return told


def show(answers: Answers, at: EditedFile) -> None:
    """Show the one change that was saved since the page was drawn; a small file is read again in no time."""
    path, dataset = at.desk.path, answers.dataset
    if _own_file.is_own():
        _own_file.read_again()
        return
    if not at.desk.known.is_of(path):
        return
    stamp, columns = opening.accept(path), answers.view.columns
    table, digest, saves = editable_files.now(path, at.desk.rules.mapping)
    last = saves[-1] if saves else None
    if not _is_worth_it(path) or last is None or last.settings or (last.before, last.after) != (dataset.digest, digest):
        return
    made = incremental_update.patched(dataset, last, table, at.desk.rules)
    if made is not None and opening.stamp(path) == stamp:
        cache.dataset(path, columns, made=made)


def _is_worth_it(path: Path) -> bool:
    """Whether reading a file again is felt."""
    try:
        return path.stat().st_size >= FELT
    except OSError:
        return False


def _options(answers: Answers) -> dict[str, list[str]]:
    """What is there already, for the columns in which the same is said often."""
    return {
        column: [str(row["value"]) for row in answers.all_values(field)[:MOST_OFFERED] if row["value"]]
        for column, field in OFFERED.items()
        if column in answers.dataset.report.columns
    }


def _others(answers: Answers, event: str) -> list[tuple[str, str]]:
    """The events that are listed, but the chosen one."""
    rows = answers.rows(most=MOST_OTHERS) if event else []
    return [(str(row["id"]), words.one_line(row["title"], 80)) for row in rows if row["id"] != event]


def _row_of(answers: Answers, name: str) -> int:
    """The row of an id; 0 where it is not there."""
    found = Answers(answers.dataset, replace(answers.view, event=name)).chosen() if name else None
    return int(found["row"]) if found else 0


def _withdrawn(at: Desk, cells: list[str]) -> str:
    return cells[at.headers.index(at.withdrawn)] if at.withdrawn in at.headers else ""


def _discussion(at: Desk, cells: list[str]) -> str:
    header = at.header(COLUMN)
    return cells[at.headers.index(header)] if header in at.headers else ""


def words_of(one: Save | None) -> str:
    """What would be taken back, or done again."""
    if one is None:
        return ""
    columns: dict[str, Any] = dict.fromkeys(entry.column for entry in one.entries if entry.row)
    named = [*columns, *(settings_changes.label(setting.path) for setting in one.settings)]
    name = next((entry.id for entry in one.entries if entry.id), "")
    return f"{name and f'{name}: '}{', '.join(named[:MOST_NAMED])} ({one.who})"
