"""The file that is edited, as it is shown."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from components.cache import editable_files
from components.editing.saving import Desk
from data import answers
from data.corrections.row_validation import Rules
from data.dataset.dataset import Dataset
from data.files.changed_table import EditableTable
from data.files.dialect import Dialect
from data.files.journal_lines import Save
from data.reading.editable_files import is_editable as can_be_edited
from data.reading.editable_files import is_overlaid
from data.reading.reader import is_large
from data.view import View

Cells = dict[int, list[str]]
"""The cells of some records by the records' numbers, as many as there are headers."""


@dataclass(frozen=True, slots=True)
class EditedFile:
    """The file that is edited, as it is shown: its digest, its journal until then, how many records it has, and the
    cells of those with some numbers. whole: all of it, which may have to be read for that."""

    desk: Desk
    digest: str
    saves: Sequence[Save]
    count: int
    cells: Callable[[Sequence[int]], Cells]
    whole: Callable[[], EditableTable]

    @classmethod
    def of(cls, desk: Desk, table: EditableTable, digest: str, saves: Sequence[Save]) -> "EditedFile":
        """One that has been read."""
        cells = lambda rows: {row: table.cells(row) for row in rows if 0 < row <= table.count}  # noqa: E731
        return cls(desk, digest, saves, table.count, cells, lambda: table)

    @property
    def table(self) -> EditableTable:
        """All its records."""
        return self.whole()


def is_editable(path: Path | str, dataset: Dataset) -> bool:
    """Whether the record lies in a file that can be edited, by whoever may."""
    return not dataset.is_glimpse and not dataset.report.place and can_be_edited(Path(path))


def edited_file(path: Path, dataset: Dataset, columns: Mapping[str, str], who: str) -> EditedFile:
    """The file as the data set has it, so that their rows are the same; another program may have changed it since.

    A large one is not read for that: the tables that were made of it have its records, too.
    Raises DatelineError where it cannot be read so. columns: as the viewer chose. who: by whose name a change goes into
    the journal.
    """
    report = dataset.report
    mapping = dataset.settings.mapping(columns)

    def whole() -> editable_files.Now:
        return editable_files.with_digest(path, mapping, dataset.digest)

    head = (
        editable_files.head(path, mapping, report.encoding, dataset.digest)
        if is_large(path) and not is_overlaid(path)
        else None
    )
    if head and head[0].headers == report.headers:
        desk = _desk(path, dataset, mapping, head[0], who)
        return EditedFile(desk, dataset.digest, head[1], report.rows, _kept(dataset), lambda: whole()[0])
    table, digest, saves = whole()
    return EditedFile.of(_desk(path, dataset, mapping, table.layout, who), table, digest, saves)


def _desk(path: Path, dataset: Dataset, mapping: Mapping[str, str], layout: Dialect, who: str) -> Desk:
    report = dataset.report
    rules = Rules(report.columns, mapping, dataset.settings.zone or report.zone, layout.unnamed)
    return Desk(path, rules, layout.headers, who, editable_files.known(path, mapping))


def _kept(dataset: Dataset) -> Callable[[Sequence[int]], Cells]:
    """The cells of records as the tables of the data set have them."""
    names = [f"c{place}" for place in range(len(dataset.report.headers))]

    def read(rows: Sequence[int]) -> Cells:
        records = answers.of(dataset, View()).numbered_records(rows)
        found = {int(record["row"]): [record[name] or "" for name in names] for record in records}
        return {row: found[row] for row in rows if row in found}

    return read
