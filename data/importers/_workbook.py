"""Which sheet of a workbook holds the events, and that sheet as the CSV that its owner would have saved."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from data.errors import BadFile, shown
from data.files.dialect import LINES_SEARCHED
from data.files.limits import MOST_COLUMNS, Meter, too_many_columns
from data.files.records import OnShare
from data.importers._registry import Sheet
from data.importers.delimited import read_delimited
from data.schema import REQUIRED, find_columns, squeezed

Row = Mapping[int, str]
"""The cells of a row that are not empty, by their column from 0."""
SHEET = "sheet"
"""Beside the columns that are chosen, under a name that no column has: the sheet that is read."""
COMMAS = "sep=,"
"""Above the rows, so that nobody has to find out what stands between the cells."""


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet of a workbook: its name and its rows, read anew each time; hidden ones come last in the choice."""

    name: str
    rows: Callable[[], Iterable[Row]]
    is_hidden: bool = False


class MergedCells:
    """The cells that are merged downwards, while the rows go by."""

    def __init__(self) -> None:
        self._running: list[tuple[int, int, str]] = []

    def begin(self, place: int, last: int, text: str) -> None:
        """From here to the row `last` this stands in the column."""
        self._running.append((place, last, text))

    def fill(self, row: int, cells: dict[int, str]) -> None:
        """Writes what is merged over this row into its cells, where they are empty."""
        self._running = [one for one in self._running if row <= one[1]]
        for place, _, text in self._running:
            if text:
                cells.setdefault(place, text)


def sheet_of(
    pages: Sequence[Page], name: str, kind: str, mapping: Mapping[str, str], on_progress: OnShare | None = None,
    *, size: int,
) -> Sheet:  # fmt: skip
    """The sheet with the events, as an importer gives it. kind: what the workbook is called. size: that of its file, in
    bytes. Raises BadFile."""
    scores = [_score(page, mapping) for page in pages]
    if not any(scores):
        raise BadFile(f"{name} has no sheet with anything on it.", text=name, advice="Write a header and events below.")
    chosen = [index for index, page in enumerate(pages) if page.name == mapping.get(SHEET) and scores[index]]
    best = chosen[0] if chosen else scores.index(max(scores))
    meter = Meter(name, size)
    content = _csv(list(_weighed(pages[best].rows(), meter)), name, meter)
    sheet = read_delimited(content, name, mapping, on_progress)
    others = [page.name for page, score in zip(pages, scores, strict=True) if score and page is not pages[best]]
    return replace(
        sheet, encoding=kind, delimiter="", notes=(*_page_notes(pages[best].name, others), *sheet.notes),
        others=tuple(others),
        skipped=tuple(line.strip(",") for line in sheet.skipped if line != COMMAS),
    )  # fmt: skip


def _page_notes(name: str, others: Sequence[str]) -> list[str]:
    if not others:
        return []
    rest = f"{', '.join(map(shown, others[:20]))}{', …' if others[20:] else ''}"
    return [f"The sheet {shown(name)} is read, and not {rest}."]


def _score(page: Page, mapping: Mapping[str, str]) -> tuple[int, ...]:
    """How well the first rows of a sheet name our columns; () for an empty one. The first sheet wins among equals."""
    first = list(islice(page.rows(), LINES_SEARCHED))
    chosen = {squeezed(header) for header in mapping.values()}
    named = [find_columns(tuple(row.values()))[0] for row in first]
    own = [len(chosen & {squeezed(cell) for cell in row.values()}) for row in first]
    required = max((sum(name in columns for name in REQUIRED) for columns in named), default=0)
    return (max(own), required, not page.is_hidden, max(map(len, named))) if first else ()


def _weighed(rows: Iterable[Row], meter: Meter) -> Iterator[Row]:
    for number, row in enumerate(rows, 1):
        meter.row(row.values(), number)
        yield row


def _csv(rows: Sequence[Row], name: str, meter: Meter) -> bytes:
    """The rows with commas between the cells. A column in which nothing stands is left out."""
    columns = sorted({place for row in rows for place in row})
    if len(columns) > MOST_COLUMNS:
        raise too_many_columns(name, len(columns))
    meter.table(len(rows), len(columns))
    into = io.StringIO(newline="")
    into.write(f"{COMMAS}\n")
    write = csv.writer(into, lineterminator="\n").writerow
    for row in rows:
        write([row.get(place, "") for place in columns])
    return into.getvalue().encode("utf-8", "replace")
