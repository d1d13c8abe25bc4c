"""The form of the chosen event, or of the row that is to be mended, where the record may be edited."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from components import cache
from components.cache import editable_files
from components.editing import event_editor as form
from components.editing.saving import Desk, saved
from components.http import access
from components.pages import _data_source, _own_file
from components.pages._cached_answers import Answers
from data.corrections import history, incremental_update
from data.corrections.journal import Save
from data.corrections.row_validation import Rules
from data.dataset import opening
from data.errors import DatelineError
from data.files.raw_records import RawTable
from data.reading.editable_files import is_in_place
from data.schema import NAMES

OFFERED: Final = {"category": "category", "source": "source", "place": "place", "actors": "actor", "tags": "tag",
                  "metric": "metric"}  # fmt: skip
MOST_OFFERED: Final = 100
FELT: Final = 500_000
"""Bytes of a file that is not read again for one change."""


def may_edit(answers: Answers) -> bool:
    """Whether the record on the page can be edited, by who looks at it."""
    dataset = answers.dataset
    is_shared = not _own_file.is_own() and not dataset.is_glimpse and not dataset.report.place
    return is_shared and access.may_edit(dataset.settings) and is_in_place(Path(_data_source.path()))


@dataclass(frozen=True, slots=True)
class AtDesk:
    """The file that is edited, as it is now: its records, its digest, its journal."""

    desk: Desk
    table: RawTable
    digest: str
    saves: Sequence[Save]


def opened(answers: Answers) -> AtDesk | None:
    """The file of the page; None where it cannot be read as it is now, which the page says."""
    path, report, settings = Path(_data_source.path()), answers.dataset.report, answers.dataset.settings
    mapping = settings.mapping(dict(answers.view.columns))
    try:
        table, digest, saves = editable_files.now(path, mapping)
    except DatelineError:
        return None
    rules = Rules(report.columns, mapping, settings.zone or report.zone, table.layout.unnamed)
    desk_of = Desk(path, rules, table.layout.headers, access.who(), editable_files.known(path, mapping))
    return AtDesk(desk_of, table, digest, saves)


def desk(answers: Answers, row: int = 0, event: str = "", open_at: str = "") -> None:
    """The buttons under the row, and its form. row: its number, 0 where none is chosen."""
    at, columns = opened(answers), answers.dataset.report.columns
    if at is None:
        return
    table = at.table
    row = row if row <= table.count else 0
    cells = table.cells(row) if row else [""] * table.width
    form.desk(
        event=event, row=row, seen=at.digest, open_at=open_at,
        columns=form.fields(table.layout.headers, cells, columns, _options(answers)),
        missing=[name for name in NAMES if name not in columns and name not in form.HIDDEN],
        withdrawn=_withdrawn(at.desk, table, cells), steps=history.of_row(at.saves, row) if row else (),
        undo=_words(next(history.undoable(at.saves), None)), redo=_words(history.redoable(at.saves)),
        zone=at.desk.rules.zone, on_save=lambda message: _save(answers, at, message),
        key=f"desk_{open_at}" if open_at else "desk",
    )  # fmt: skip


def _save(answers: Answers, at: AtDesk, message: object) -> dict[str, Any]:
    """What became of what the form sent; where it can be done, the page shows it without reading the file again."""
    told = saved(at.desk, message)
    if told["kind"] == "saved":
        show(answers, at)
    return told


def show(answers: Answers, at: AtDesk) -> None:
    """Show the one change that was saved since the page was drawn; a small file is read again in no time."""
    path, dataset = at.desk.path, answers.dataset
    if not at.desk.known.is_of(path):
        return
    stamp, columns = opening.accept(path), answers.view.columns
    table, digest, saves = editable_files.now(path, at.desk.rules.mapping)
    last = saves[-1] if saves else None
    if not _is_worth_it(path) or last is None or (last.before, last.after) != (at.digest, digest):
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


def _withdrawn(at: Desk, table: RawTable, cells: list[str]) -> str:
    return cells[table.place(at.withdrawn)] if at.withdrawn in table.layout.headers else ""


def _words(one: Save | None) -> str:
    """What would be taken back, or done again."""
    if one is None:
        return ""
    columns: dict[str, Any] = dict.fromkeys(entry.column for entry in one.entries if entry.row)
    name = next((entry.id for entry in one.entries if entry.id), "")
    return f"{name}: {', '.join(columns)} ({one.who})"
