"""Single events in their lanes: values that every answerer of single events gives."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import pyarrow as pa

from data.answers.bins import Cell
from data.dates import calendar
from data.queries.lanes import TIMED


class Mark(NamedTuple):
    """An event in one lane. Times are seconds, None is open, the end is exclusive."""

    id: str
    date: str
    start: int | None
    end: int | None
    precision: str
    start_qualifier: str
    end_qualifier: str
    title: str
    category: str
    lane: str
    source: str
    importance: int


def marks_of(rows: pa.Table) -> list[Mark]:
    """A Mark for each row that has its columns, in the order of the rows."""
    return list(map(Mark._make, zip(*(rows[name].to_pylist() for name in Mark._fields), strict=True)))


def alone(marks: Iterable[Mark], cells: Sequence[Cell]) -> list[Mark]:
    """Those of the marks that these cells of one hold, by lane and time.

    A moment in a lane may be in two cells, where bins are shorter than a day: that of what has a time of day, and that
    of what has none.
    """
    keys = {(cell.lane, cell.first, _is_timed(cell)) for cell in cells}
    matches = (mark for mark in marks if not keys.isdisjoint(_places(mark)))
    return sorted(matches, key=lambda mark: (mark.lane, mark.start or 0))


def _is_timed(cell: Cell) -> bool | None:
    """Whether a cell holds what has a time of day; None where both."""
    return None if cell.end - cell.start >= calendar.DAY and not cell.is_day else not cell.is_day


def _places(mark: Mark) -> list[tuple[str, int | None, bool | None]]:
    return [(mark.lane, mark.start, is_timed) for is_timed in (None, mark.precision in TIMED)]
