"""A table of dates and figures, a column a measure, as claims: each number one of its column's metric on its day."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Final

import pyarrow as pa

from data.errors import BadValue, Problem
from data.files.records import Records
from data.importers import Sheet
from data.schema import words
from data.validation import date_parts
from data.validation.candidate_columns import LOOKED_AT
from data.validation.event_columns import READERS
from data.validation.header_words import NO_MOMENT

OURS: Final = ("title", "metric", "value", "source")
"""The columns that each figure has."""
_NUMBER = re.compile(r"[-+]?[0-9][0-9., '’\u00a0\u202f]*%?")
_DECIMAL = re.compile(r"-?[0-9]+,[0-9]+")
LEAST: Final = 0.6
"""How many of the cells of a column that say anything must be figures."""
NOTE: Final = "Each figure is a claim of its own, {} of {} rows; its source is the file."


@dataclass(frozen=True, slots=True)
class Cells:
    """Where each claim stands in the file: its record from 1, and the header of its column."""

    rows: Sequence[int]
    headers: Sequence[str]

    def relocate(self, problem: Problem) -> Problem:
        """A problem that names the cell of the file that it is about."""
        place = problem.row - 1
        column = self.headers[place] if problem.column == "value" else problem.column
        return replace(problem, row=self.rows[place], column=column)


def figures_in(sheet: Sheet, used: Collection[str]) -> list[str]:
    """The headers of columns of figures. used: the headers that are read as something else, as the date is."""
    return [
        header
        for place, header in enumerate(sheet.headers)
        if header not in used
        and not {*words(header)} & (NO_MOMENT - {"count", "number"})
        and are_figures(cells := sheet.records.columns[place].slice(0, LOOKED_AT).to_pylist())
        and not _is_no_measure(header, cells, place in sheet.unnamed)
    ]


def _is_no_measure(header: str, cells: Sequence[str], is_unnamed: bool) -> bool:
    """Whether the numbers are a part of the date, or those of the rows, as programs put before a table."""
    if date_parts.is_part(header):
        return True
    return (
        is_unnamed
        and len(cells) > 1
        and [*cells] in ([str(at + first) for at in range(len(cells))] for first in (0, 1))
    )


def are_figures(cells: Sequence[str]) -> bool:
    """Whether most of the cells that say anything are numbers."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return bool(filled) and sum(map(_is_figure, filled)) >= LEAST * len(filled)


def _is_figure(cell: str) -> bool:
    """Whether it is a number, in whatever way; one that can be two things is a problem later."""
    if not any(char.isdigit() for char in cell):
        return False
    try:
        return bool(_NUMBER.fullmatch(cell) or READERS["value"](cell))
    except BadValue:
        return False


def spread(sheet: Sheet, used: Collection[str], file: str) -> tuple[Sheet, Cells]:
    """The table with a record for each figure, and where each was. used: the headers that are read as something else.

    Where the days repeat, the other columns of the row say of what the figure is: they are a part of its metric.
    """
    figures = figures_in(sheet, used)
    kept = [place for place, header in enumerate(sheet.headers) if header not in figures]
    cells = [_with_points(column.to_pylist(), sheet.delimiter) for column in sheet.records.columns]
    telling = [
        place for place in kept if not _is_no_measure(sheet.headers[place], cells[place], place in sheet.unnamed)
    ]
    others = _telling_apart([sheet.headers.index(header) for header in used], cells, telling)
    rows: list[list[str]] = []
    origins: list[tuple[int, str]] = []
    for row in range(sheet.records.count):
        own = [cells[place][row] for place in kept]
        beside = [name for place in others if (name := cells[place][row].strip())]
        for header in figures:
            if value := cells[sheet.headers.index(header)][row].strip():
                metric = ", ".join([header, *beside])
                rows.append([*own, f"{metric}: {value}", metric, value, file])
                origins.append((row + 1, header))
    note = NOTE.format(f"{len(rows):,}", f"{sheet.records.count:,}")
    headers = (*(sheet.headers[place] for place in kept), *_free(OURS, sheet.headers))
    columns = zip(*rows, strict=True) if rows else [()] * len(headers)
    arrays = [pa.chunked_array([pa.array(column, pa.string())]) for column in columns]
    whole = replace(
        sheet, headers=headers, records=Records(arrays, len(rows)), notes=(*sheet.notes, note), unnamed=frozenset()
    )
    return whole, Cells([row for row, _ in origins], [header for _, header in origins])


def _free(names: Sequence[str], headers: Sequence[str]) -> list[str]:
    return [name if name not in headers else f"{name} of the figure" for name in names]


def _with_points(cells: Sequence[str], delimiter: str) -> Sequence[str]:
    """The cells of a column with points before decimals, where commas are: between semicolons, and not of thousands."""
    commas = [cell.strip() for cell in cells if "," in cell]
    is_decimal = delimiter == ";" and all(map(_DECIMAL.fullmatch, commas))
    if not commas or not is_decimal or all(len(cell.partition(",")[2]) == 3 for cell in commas):
        return cells
    return [cell.replace(",", ".") for cell in cells]


def _telling_apart(used: Sequence[int], cells: Sequence[Sequence[str]], kept: Sequence[int]) -> list[int]:
    """The places of the other columns that are kept, where the same day has several rows."""
    dates = list(zip(*(cells[place] for place in used), strict=True))
    return [] if len({*dates}) == len(dates) else [place for place in kept if place not in used]
