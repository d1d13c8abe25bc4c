"""The form of the chosen event, or of the row that is to be mended, where the record may be edited."""

from pathlib import Path
from typing import Any, Final

from components.cache import files_in_place
from components.desk import desk as form
from components.desk.saving import Desk, saved
from components.http import access
from components.pages import _data_source
from components.pages._page_answers import Answers
from data.corrections import history
from data.corrections.gate import Rules
from data.corrections.journal import Save
from data.errors import DatelineError
from data.files.raw_records import RawTable
from data.reading.in_place import is_in_place
from data.schema import NAMES

OFFERED: Final = {"category": "category", "source": "source", "place": "place", "actors": "actor", "tags": "tag",
                  "metric": "metric"}  # fmt: skip
MOST_OFFERED: Final = 100


def may_edit(answers: Answers) -> bool:
    """Whether the record on the page can be edited, by who looks at it."""
    dataset = answers.dataset
    is_shared = not _data_source.is_own() and not dataset.is_glimpse and not dataset.report.place
    return is_shared and access.may_edit(dataset.settings) and is_in_place(Path(_data_source.path()))


def desk(answers: Answers, row: int = 0, event: str = "", open_at: str = "") -> None:
    """The buttons under the row, and its form. row: its number, 0 where none is chosen."""
    path, report = Path(_data_source.path()), answers.dataset.report
    mapping = dict(answers.view.columns)
    try:
        table, digest, saves = files_in_place.now(path, mapping)
    except DatelineError:
        return
    rules = Rules(report.columns, mapping, answers.dataset.settings.zone or report.zone, table.layout.unnamed)
    at = Desk(path, rules, table.layout.headers, access.who())
    row = row if row <= table.count else 0
    cells = table.cells(row) if row else [""] * table.width
    form.desk(
        event=event, row=row, seen=digest, open_at=open_at,
        columns=form.fields(table.layout.headers, cells, report.columns, _options(answers)),
        missing=[name for name in NAMES if name not in report.columns and name not in form.HIDDEN],
        withdrawn=_withdrawn(at, table, cells), steps=history.of_row(saves, row) if row else (),
        undo=_words(next(history.undoable(saves), None)), redo=_words(history.redoable(saves)),
        zone=rules.zone, on_save=lambda message: saved(at, message), key=f"desk_{open_at}" if open_at else "desk",
    )  # fmt: skip


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
