"""A table of dates and figures, a column a measure, as claims: each number one of its column's metric on its day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import pyarrow as pa

from data import quantities
from data.errors import BadValue, Problem
from data.files.records import Records
from data.importers import Sheet
from data.schema import NAMES, words
from data.validation.candidate_columns import LOOKED_AT, NO_MOMENT

FIGURES: Final = "figures"
"""Beside the columns that are chosen, under a name that no column has: whether such a table is read as figures."""
ALL: Final = "all"
LEAST: Final = 0.8
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


def figures_in(sheet: Sheet, used: Sequence[str]) -> list[str]:
    """The headers of columns of figures. used: the headers that are read as something else, as the date is."""
    return [
        header
        for place, header in enumerate(sheet.headers)
        if header not in used
        and not {*words(header)} & (NO_MOMENT - {"count", "number"})
        and _are_figures(sheet.records.columns[place].slice(0, LOOKED_AT).to_pylist())
    ]


def is_offered(sheet: Sheet, columns: Mapping[str, str]) -> bool:
    """Whether a table has a date and figures, and nothing that says what happened."""
    return "date" in columns and "title" not in columns and bool(figures_in(sheet, [*columns.values()]))


def _are_figures(cells: Sequence[str]) -> bool:
    filled = [cell.strip() for cell in cells if cell.strip()]
    return bool(filled) and sum(map(_is_figure, filled)) >= LEAST * len(filled)


def _is_figure(cell: str) -> bool:
    if not any(char.isdigit() for char in cell):
        return False
    try:
        return bool(quantities.parse(cell))
    except BadValue:
        return False


def spread(sheet: Sheet, columns: Mapping[str, str], file: str) -> tuple[Sheet, Cells]:
    """The table with a record for each figure, and where each was. columns: what is read as what so far.

    Where the days repeat, the other columns of the row say of what the figure is: they are a part of its metric.
    """
    figures = figures_in(sheet, [*columns.values()])
    kept = [place for place, header in enumerate(sheet.headers) if header not in figures]
    cells = [column.to_pylist() for column in sheet.records.columns]
    others = _telling_apart(sheet, columns, cells, kept)
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
    ours = [
        name if name not in sheet.headers else f"{name} of the figure"
        for name in ("title", "metric", "value", "source")
    ]
    headers = (*(sheet.headers[place] for place in kept), *ours)
    arrays = [pa.chunked_array([pa.array(column, pa.string())]) for column in zip(*rows, strict=True)] or [
        pa.chunked_array([pa.array([], pa.string())]) for _ in headers
    ]
    note = NOTE.format(f"{len(rows):,}", f"{sheet.records.count:,}")
    return replace(
        sheet, headers=headers, records=Records(arrays, len(rows)), notes=(*sheet.notes, note), unnamed=frozenset()
    ), Cells([row for row, _ in origins], [header for _, header in origins])


def _telling_apart(
    sheet: Sheet, columns: Mapping[str, str], cells: Sequence[Sequence[str]], kept: Sequence[int]
) -> list[int]:
    """The places of columns of words, where the same day has several rows."""
    dates = cells[sheet.headers.index(columns["date"])]
    used = {columns[name] for name in NAMES if name in columns and name in ("date", "end", "source", "url", "notes")}
    return [] if len({*dates}) == len(dates) else [place for place in kept if sheet.headers[place] not in used]
