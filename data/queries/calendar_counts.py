"""How many events begin on each day, or in each month, year or decade: each counted as finely as its date is known.

    begun(event, member, view, unit) -> ir.Table   asks for them, in the events or in a count table
    counted(rows, unit, within) -> CalendarCounts          what its rows come to, by stretch of the calendar

Precision is never gained: what is known by its month stands in the month and on no day of it.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from data.dates import calendar
from data.queries.events import matching, tallied
from data.queries.lanes import TIMED
from data.view import View

UNITS: Final = ("day", "month", "year", "decade", "century")
"""The stretches of the calendar, each within the next."""
MOST: Final = 1_000_000
"""Rows of an answer: days and categories together."""
YEARS: Final = {"year": 1, "decade": 10, "century": 100}
COARSER: Final = {"season": "year", "millennium": ""}
"""What is none of the stretches counts in the next that is; in none where there is none."""

Stretch = tuple[int, int]
"""First second, and the one after the last."""


@dataclass(frozen=True, slots=True)
class CalendarCounts:
    """exact: how many begin in each stretch of a unit, by category, the stretch named by its first second. wider: those
    known only by the next unit, in stretches of that. loose: how many are known less finely still. unbegun: how many
    have no known beginning."""

    exact: Mapping[int, Mapping[str, int]]
    wider: Mapping[int, Mapping[str, int]]
    loose: int = 0
    unbegun: int = 0

    @property
    def total(self) -> int:
        """Events that begin at a time that is known, however finely."""
        every = (count for held in (self.exact, self.wider) for by in held.values() for count in by.values())
        return sum(every) + self.loose


def wider_than(unit: str) -> str:
    """The next unit.

    >>> wider_than("day"), wider_than("year")
    ('month', 'decade')
    """
    return UNITS[UNITS.index(unit) + 1]


def begun(event: ir.Table, member: ir.Table, view: View, unit: str) -> ir.Table:
    """`count` of the events that pass the filters and begin in the window, by `category`, by `known` and by `at`, when.

    known: the finest unit in which the date says that they begin, "" where it says none; an approximate date counts one
    unit coarser, for "about 5 January" may be the 4th. at: the day from 1970 where the unit is the day, else the month
    (year * 12 + month - 1); null where no beginning is known, which is in every window. At most MOST rows and one.
    """
    events = matching(event, member, view)
    if view.window:
        begin = (events["start"] >= view.window[0]) & (events["start"] < view.window[1])
        events = events.filter(begin | events["start"].isnull())
    at = events["start"] // calendar.DAY if unit == "day" else events["month"]
    at = ibis.ifelse(events["start"].isnull(), ibis.null("int64"), at.cast("int64"))
    placed = events.mutate(at=at, known=_known(events))
    grouped = placed.group_by("category", "known", "at").aggregate(count=tallied(placed))
    return grouped.order_by("at", "category", "known").limit(MOST + 1)


def _known(events: ir.Table) -> ir.StringValue:
    """The unit in which it is known when each event began."""
    is_one_of = events["is_one_of"] if "is_one_of" in events.columns else events["date"].startswith("[")
    is_about = events["start_qualifier"].isin(["~", "%"])
    found = ibis.literal("")
    for precision in (*TIMED, *UNITS, *COARSER):
        unit = "day" if precision in TIMED else COARSER.get(precision, precision)
        is_so = events["precision"] == precision
        about = ibis.ifelse(is_about, ibis.literal(_coarser(unit)), ibis.literal(unit))
        found = ibis.ifelse(is_so, about, found)
    return ibis.ifelse(is_one_of | events["start"].isnull(), ibis.literal(""), found)


def _coarser(unit: str) -> str:
    return wider_than(unit) if unit in UNITS[:-1] else ""


def counted(rows: pa.Table, unit: str, within: Stretch) -> CalendarCounts:
    """What the rows of `begun` come to, in stretches of this unit, which the question was asked for.

    within: what begins outside it is not counted.
    """
    exact: dict[int, Counter[str]] = defaultdict(Counter)
    wider: dict[int, Counter[str]] = defaultdict(Counter)
    loose = unbegun = 0
    columns = (rows[name].to_pylist() for name in ("category", "known", "at", "count"))
    for category, known, at, count in zip(*columns, strict=True):
        if at is None:
            unbegun += count
            continue
        moment = at * calendar.DAY if unit == "day" else calendar.seconds(*_month(at))
        if not within[0] <= moment < within[1]:
            continue
        coarser = UNITS.index(known) - UNITS.index(unit) if known else len(UNITS)
        if coarser <= 0:
            exact[stretch(moment, unit)[0]][category] += count
        elif coarser == 1:
            wider[stretch(moment, wider_than(unit))[0]][category] += count
        else:
            loose += count
    return CalendarCounts(exact, wider, loose, unbegun)


def _month(number: int) -> tuple[int, int]:
    year, month = divmod(number, 12)
    return year, month + 1


@lru_cache(maxsize=65_536)
def stretch(moment: int, unit: str) -> Stretch:
    """The day, month, year, decade or century that a moment is in.

    >>> stretch(calendar.seconds(2022, 5, 3), "decade") == (calendar.seconds(2020), calendar.seconds(2030))
    True
    """
    year, month, day, *_ = calendar.civil(moment)
    if unit == "day":
        start = calendar.seconds(year, month, day)
        return start, start + calendar.DAY
    if unit == "month":
        start = calendar.seconds(year, month)
        return start, calendar.add_months(start, 1)
    first = year // YEARS[unit] * YEARS[unit]
    return calendar.seconds(first), calendar.seconds(first + YEARS[unit])


def stretches(start: int, end: int, unit: str) -> list[Stretch]:
    """Every stretch of a unit that has a part in [start, end), in order.

    >>> len(stretches(calendar.seconds(2022, 1, 31), calendar.seconds(2022, 3, 1), "month"))
    2
    """
    found = [stretch(start, unit)]
    while found[-1][1] < end:
        found.append(stretch(found[-1][1], unit))
    return found
