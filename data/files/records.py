"""The records below the header, as columns of text: everything that is there, unjudged.

Python's `csv.reader` with the settled dialect is the reference. A file without a doubt in it (every quotation mark in
its place, every record as wide as the header) is read by a faster way that must find the same, and as many: the
records are counted independently beforehand.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from string import whitespace

import pyarrow as pa
from pyarrow import csv as arrow_csv

from data.files.dialect import ENDING
from data.files.limits import MOST_CELL, Meter, too_long
from data.files.quotation import MendedLines
from data.files.record_count import count_clean

MOST_EXTRAS = 20
"""Columns kept for cells beyond the header; what is beyond these is joined in the last of them."""
CHUNK = 20_000
NOTHING = f"{whitespace}\0\x1a\u00a0"
"""Spaces, the NULs with which a file is filled up, and the sign that ended files once."""

OnShare = Callable[[float], None]


@dataclass(slots=True)
class Records:
    """One text array for each header, then those for cells beyond the header; and which records were not as wide.

    `short` and `long` are record numbers from 1, with the number of cells; `is_cut` where the last record ends inside
    a quotation; `misplaced` what is wrong with a record's quotation marks, or its keys; `ending` is "open" where no
    line end comes after the last record, "cut" where the file itself is not at its end.
    """

    columns: list[pa.ChunkedArray]
    count: int
    extras: list[pa.ChunkedArray] = field(default_factory=list)
    short: dict[int, int] = field(default_factory=dict)
    long: dict[int, list[str]] = field(default_factory=dict)
    is_cut: bool = False
    ending: str = ""
    misplaced: dict[int, str] = field(default_factory=dict)


def ending_of(records: Records) -> str:
    """How a file ends: "cut" in the middle of its last record, "open" with no line end after it, "" as it should."""
    return "cut" if records.is_cut or (records.ending and records.count in records.short) else records.ending


def read(utf8: bytes, start: int, delimiter: str, width: int, name: str, on_progress: OnShare | None = None) -> Records:
    """All records from the byte `start` on. Raises BadFile for what is larger than `data.files.limits` has it."""
    clean = read_clean(utf8, start, delimiter, width, name)
    return clean or read_carefully(utf8, start, delimiter, width, name, on_progress)


def read_clean(utf8: bytes, start: int, delimiter: str, width: int, name: str = "") -> Records | None:
    """The records of a file without a doubt in it, fast; None for any other file. Raises as `read` does."""
    count = count_clean(utf8, start, delimiter, width)
    if count is None:
        return None
    names = [f"c{number}" for number in range(width)]
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(pa.py_buffer(utf8).slice(start)),
            arrow_csv.ReadOptions(column_names=names, block_size=1 << 22),
            arrow_csv.ParseOptions(delimiter=delimiter, newlines_in_values=True),
            arrow_csv.ConvertOptions(check_utf8=False, column_types=dict.fromkeys(names, pa.string())),
        )
    except pa.ArrowInvalid:
        return None
    if table.num_rows != count:
        return None
    Meter(name, len(utf8)).columns(table.columns)
    return Records(table.columns, count)


def read_carefully(
    utf8: bytes, start: int, delimiter: str, width: int, name: str, on_progress: OnShare | None = None
) -> Records:
    """The records of any file, as `csv.reader` finds them. Blank lines are none."""
    source = io.BytesIO(utf8)
    source.seek(start)
    lines = io.TextIOWrapper(source, "utf-8", newline="")
    csv.field_size_limit(MOST_CELL)
    records = Records([], 0)
    reader = _all(lines, delimiter, width, records)
    chunks: list[list[pa.Array]] = []
    meter = Meter(name, len(utf8))
    following = _next_rows(reader, name, 0)
    while rows := following:
        following = _next_rows(reader, name, records.count + len(rows))
        if not following:
            _end(rows, records)
        chunks.append(_columns(rows, width, records))
        meter.columns(chunks[-1], records.count + 1)
        records.count += len(rows)
        if on_progress:
            on_progress(source.tell() / max(len(utf8), 1))
    records.columns = [pa.chunked_array([chunk[place] for chunk in chunks], pa.string()) for place in range(width)]
    records.extras = _extras(records, delimiter)
    return records


def _all(lines: Iterable[str], delimiter: str, width: int, records: Records) -> Iterator[list[str]]:
    """Every record, and last the mark of the end; what is wrong with its quotation marks is kept."""
    mended, number = MendedLines(lines, delimiter, width), 0
    for cells in csv.reader(chain(mended, (ENDING,)), delimiter=delimiter):
        if not is_blank(cells):
            number += 1
            yield cells
        if mended.problems:
            records.misplaced[number] = mended.problems[0]
            mended.problems.clear()


def is_blank(cells: list[str]) -> bool:
    """Whether a line is no record: nothing is on it, or only spaces, or what some programs put behind the last one."""
    return not cells or (len(cells) == 1 and not cells[0].strip(NOTHING))


def _next_rows(reader: Iterator[list[str]], name: str, before: int) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        rows.extend(islice(reader, CHUNK))
    except csv.Error:
        raise too_long(name, f"row {before + len(rows) + 1:,}", is_quoted=True) from None
    return rows


def _end(rows: list[list[str]], records: Records) -> None:
    """Takes the mark of the end away again, from a line of its own or from a quotation that is still open."""
    if rows[-1] == [ENDING]:
        rows.pop()
    else:
        rows[-1][-1] = rows[-1][-1].removesuffix(ENDING)
        records.is_cut = True


def _columns(rows: list[list[str]], width: int, records: Records) -> list[pa.Array]:
    if {len(cells) for cells in rows} != {width}:
        rows = [_fit(cells, width, records, number) for number, cells in enumerate(rows, records.count + 1)]
    return [pa.array(column, pa.string()) for column in zip(*rows, strict=True)] or [pa.array([], pa.string())] * width


def _fit(cells: list[str], width: int, records: Records, number: int) -> list[str]:
    if len(cells) > width:
        if any(cell.strip() for cell in cells[width:]):
            records.long[number] = cells[width:]
        return cells[:width]
    if len(cells) < width:
        records.short[number] = len(cells)
        return cells + [""] * (width - len(cells))
    return cells


def _extras(records: Records, delimiter: str) -> list[pa.ChunkedArray]:
    """The cells beyond the header as columns of their own, empty but for the records that have them."""
    most = min(max(map(len, records.long.values()), default=0), MOST_EXTRAS)
    columns = [[""] * records.count for _ in range(most)]
    for number, cells in records.long.items():
        fitted = cells if len(cells) <= most else [*cells[: most - 1], delimiter.join(cells[most - 1 :])]
        for column, cell in zip(columns, fitted, strict=False):
            column[number - 1] = cell
    return [pa.chunked_array([pa.array(column, pa.string())]) for column in columns]
