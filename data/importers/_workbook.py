"""Which sheet of a workbook holds the events, and that sheet as the CSV that its owner would have saved."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import pyarrow as pa

from data.errors import BadFile, shown
from data.files.dialect import LINES_SEARCHED
from data.files.limits import MOST_COLUMNS, Meter, too_many_columns
from data.files.records import OnShare, Records
from data.importers._registry import Sheet
from data.importers.delimited import read_delimited
from data.schema import ALL, REQUIRED, SHEETS, find_columns, squeezed

Row = Mapping[int, str]
"""The cells of a row that are not empty, by their column from 0."""
SHEET = "sheet"
SHEET_HEADER = "Sheet"
"""What the column is called that says of which sheet a record is."""
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
    read: Callable[[Page], Sheet] = lambda page: _read(page, name, mapping, on_progress, meter)  # noqa: E731
    sheet = read(pages[best])
    filled = [page for page, score in zip(pages, scores, strict=True) if score]
    alike = [page for page in filled if page is pages[best] or _is_alike(page, sheet)]
    name_read = pages[best].name
    if mapping.get(SHEETS) == ALL and len(alike) > 1:
        name_read = ALL
        sheet = _together([(page.name, sheet if page is pages[best] else read(page)) for page in alike])
        rest = [page.name for page in filled if page not in alike]
        more: tuple[str, ...] = ()
        notes = _together_notes(alike, rest)
    else:
        rest = [page.name for page in filled if page is not pages[best]]
        more = tuple(page.name for page in alike if page is not pages[best])
        notes = _page_notes(pages[best].name, rest)
    return replace(
        sheet, encoding=kind, delimiter="", notes=(*notes, *sheet.notes), others=tuple(rest), alike=more,
        sheet=name_read, skipped=tuple(line.strip(",") for line in sheet.skipped if line != COMMAS),
    )  # fmt: skip


def _read(page: Page, name: str, mapping: Mapping[str, str], on_progress: OnShare | None, meter: Meter) -> Sheet:
    content = _csv(list(_weighed(page.rows(), meter)), name, meter)
    return read_delimited(content, name, mapping, on_progress)


def _is_alike(page: Page, sheet: Sheet) -> bool:
    """Whether a page has the columns of a sheet, whatever their order."""
    headers = sorted(map(squeezed, sheet.headers))
    first = islice(page.rows(), LINES_SEARCHED)
    return any(sorted(map(squeezed, row.values())) == headers for row in first)


def _together(sheets: Sequence[tuple[str, Sheet]]) -> Sheet:
    """The records of several sheets below each other, and for each of which sheet it is."""
    first = sheets[0][1]
    keys = [squeezed(header) for header in first.headers]
    chunks: list[list[pa.Array]] = [[] for _ in keys]
    whole = Records([], 0)
    for _, sheet in sheets:
        own, read = [squeezed(header) for header in sheet.headers], sheet.records
        for place, key in enumerate(keys):
            chunks[place] += read.columns[own.index(key)].chunks if key in own else [pa.repeat("", read.count)]
        whole.short |= {row + whole.count: cells for row, cells in read.short.items()}
        whole.long |= {row + whole.count: cells for row, cells in read.long.items()}
        whole.misplaced |= {row + whole.count: message for row, message in read.misplaced.items()}
        whole.count += read.count
    parts = tuple((name, sheet.records.count) for name, sheet in sheets)
    header = next(one for one in (SHEET_HEADER, f"{SHEET_HEADER} of the workbook") if squeezed(one) not in keys)
    chunks.append([pa.repeat(name, count) for name, count in parts])
    whole.columns = [pa.chunked_array([chunk.cast(pa.string()) for chunk in column], pa.string()) for column in chunks]
    return replace(first, headers=(*first.headers, header), records=whole, parts=parts)


def _together_notes(pages: Sequence[Page], others: Sequence[str]) -> list[str]:
    names = [shown(page.name) for page in pages]
    rest = f" Not read: {', '.join(map(shown, others[:20]))}{', …' if others[20:] else ''}." if others else ""
    return [f"The sheets {', '.join(names[:-1])} and {names[-1]} are read together.{rest}"]


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
