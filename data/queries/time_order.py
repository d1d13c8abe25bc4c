"""The one order of lists, tables, claims and briefings, for an engine, for columns and for single rows alike.

An event stands at the earliest moment that is possible, then by the number in its column `sequence`, then by the latest
moment, then as in the file; what has no number comes after what has one. What has no beginning
(`[..2022-01-06]`, `../2022-01-06`) can have caused whatever happened on the day that it ends: it stands before all that
begins on that day. What has neither beginning nor end stands first of all.
"""

from collections.abc import Mapping
from typing import Any, Final

import ibis
import ibis.expr.types as ir
import numpy as np
import numpy.typing as npt

from data.dates.calendar import DAY

BEFORE_ALL: Final = -(10**15)
"""Earlier than any moment of the calendar."""
AFTER_ALL: Final = 10**15
"""Later than any."""

UNNUMBERED: Final = 2**31 - 1
"""Behind every number that a row may give itself among those of the same moment."""

Place = tuple[int, int, int, int]
"""Where an event stands: places compare as the events follow each other."""
Array = npt.NDArray[Any]


def place(row: Mapping[str, Any]) -> Place:
    """Where a row stands. `start` and `end` (exclusive) are None where they are open, `sequence` where there is none.

    >>> before, on_the_day = {"start": None, "end": 10 * DAY, "row": 9}, {"start": 9 * DAY, "end": 10 * DAY, "row": 1}
    >>> place(before) < place(on_the_day)
    True
    """
    start, end = row["start"], row["end"]
    turn = BEFORE_ALL if start is None and end is None else _day(end) if start is None else 2 * int(start) + 1
    number = row.get("sequence")
    return (
        turn,
        UNNUMBERED if number is None else int(number),
        AFTER_ALL if end is None else int(end),
        int(row["row"]),
    )


def _day(end: int) -> int:
    return (int(end) - 1) // DAY * DAY * 2


def among_dated(there: Place) -> Place:
    """A place as it compares with those of `dated_keys`."""
    turn, number, latest, row = there
    return (turn // 2, number, latest, row) if turn % 2 else (turn // 2, BEFORE_ALL, BEFORE_ALL, 0)


def moment(row: Mapping[str, Any]) -> int:
    """The moment at which a row stands; long ago where it says nothing of when."""
    return place(row)[0] // 2


def keys(events: ir.Table) -> list[ir.Value]:
    """What to order a table by, in an engine: the parts of each event's place."""
    return [turn(events), sequence(events), latest(events), events["row"]]


def dated_keys(events: ir.Table) -> list[ir.Value]:
    """The same for events that all have a start: an engine need not look at all parts of a plain column."""
    return [events["start"], sequence(events), latest(events), events["row"]]


def turn(events: ir.Table) -> ir.IntegerValue:
    """The first part of each event's place."""
    day = ((events["end"] - 1) // DAY).cast("int64") * (2 * DAY)
    return ibis.coalesce(events["start"] * 2 + 1, day, ibis.literal(BEFORE_ALL, "int64"))


def sequence(events: ir.Table) -> ir.IntegerValue:
    """The second part: what the row says."""
    return ibis.coalesce(events["sequence"].cast("int64"), ibis.literal(UNNUMBERED, "int64"))


def latest(events: ir.Table) -> ir.IntegerValue:
    """The third part."""
    return ibis.coalesce(events["end"], ibis.literal(AFTER_ALL, "int64"))


def turns(start: Array, end: Array, never: int) -> Array:
    """The first parts, of columns in which -never is an open start and never an open end."""
    days = np.where(end < never, (end - 1) // DAY * DAY * 2, BEFORE_ALL)
    return np.where(start > -never, start * 2 + 1, days)
