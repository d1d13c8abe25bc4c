"""Events put into lanes, as marks where they fit and as counts where they do not: Ibis expressions; nothing runs."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import ibis
import ibis.expr.types as ir

from data.dates import calendar
from data.queries import time_order
from data.queries.events import MARK, in_full, matching, tallied
from data.queries.filters import overlaps
from data.queries.time_order import BEFORE_ALL
from data.view import View
from data.view.parameters import NAMES, OWN

DEFAULT: Final = "category"
SINGULAR: Final = {column: name for name, column in NAMES.items()}
TIMED: Final = ("hour", "minute", "second")
"""The precisions of dates that have a time of day."""
MONDAY: Final = 4 * calendar.DAY
"""1970-01-05: bins of whole weeks begin on a Monday, and so do all the others that divide a week."""


class HasLanes(Protocol):
    """What is asked of the settings: the column that makes the lanes."""

    @property
    def lanes(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Bin:
    """A stretch of equal seconds, or of calendar months where `months` is given. Bins are numbered through all time."""

    seconds: int = 0
    months: int = 0

    @property
    def is_within_a_day(self) -> bool:
        """Whether the bins are shorter than a day."""
        return 0 < self.seconds < calendar.DAY

    def start(self, number: int) -> int:
        """The first second of a bin.

        >>> Bin(months=12).start(2022) == calendar.seconds(2022)
        True
        """
        if self.months:
            year, month = divmod(number * self.months, 12)
            return calendar.seconds(year, month + 1)
        return number * self.seconds + MONDAY

    def number_of(self, moment: int) -> int:
        """The number of the bin that a moment is in.

        >>> Bin(months=12).number_of(calendar.seconds(2022, 5))
        2022
        """
        if self.months:
            year, month, *_ = calendar.civil(moment)
            return (year * 12 + month - 1) // self.months
        return (moment - MONDAY) // self.seconds

    def number(self, moment: ir.IntegerValue, month: ir.IntegerValue) -> ir.IntegerValue:
        """The bin of a moment, of which the month (year * 12 + month - 1) is known."""
        if self.months:
            return (month // self.months).cast("int64")
        return ((moment - MONDAY) // self.seconds).cast("int64")


def lane_of(columns: Collection[str], view: View, settings: HasLanes | None = None) -> str:
    """The lane column that the view asks for among these of the events, else the settings, else `category`."""
    lane = view.lanes or (settings.lanes if settings else "") or DEFAULT
    lane = SINGULAR.get(lane, lane)
    return OWN + lane if OWN + lane in columns and not _is_ours(columns, lane) else lane


def _is_ours(columns: Collection[str], lane: str) -> bool:
    return lane == "none" or lane in NAMES or lane in columns


def with_lanes(events: ir.Table, member: ir.Table, lane: str, *, keep: Sequence[str] = ()) -> ir.Table:
    """The events with a text column `lane`; in each of its lanes where it has many, in "" where it has none.

    keep: the columns that are asked for; empty is all.
    """
    columns = [events[name] for name in keep or events.columns]
    if lane not in NAMES:
        text = events[lane].cast("string") if lane in events.columns else ibis.literal("")
        return events.select(*columns, lane=ibis.coalesce(text, ibis.literal("")))
    lines = member.filter(member["field"] == lane).select(member_row="row", member_value="value")
    joined = events.left_join(lines, events["row"] == lines["member_row"])
    lane_name = ibis.coalesce(joined["member_value"], ibis.literal(""))
    return joined.select(*(joined[column.get_name()] for column in columns), lane=lane_name)


def widened(start: int, end: int, by: float = 0.5) -> tuple[int, int]:
    """The window with a margin on both sides, as a part of its length.

    >>> widened(100, 200)
    (50, 250)
    """
    margin = int((end - start) * by)
    return start - margin, end + margin


def marks(
    event: ir.Table, member: ir.Table, view: View, lane: str, start: int | None, end: int | None, most: int,
    subset: ir.Table | None = None, own: Collection[str] = (), rest: str = "",
) -> ir.Table:  # fmt: skip
    """The first `most` events in [start, end) by importance, then time, with `lane`.

    An event of several lanes is one of `most`, and has a row in each. The view's own window does not count here.
    start, end: None is no limit. subset: see `data.queries.events.visible`. own, rest: as in `counts`.
    """
    events = matching(event if subset is None else subset, member, view)
    events = events.filter(overlaps(events, start, end))
    first = events.order_by(events["importance"].desc(), *time_order.keys(events)).limit(most)
    in_lanes = with_lanes(in_full(event, first, subset), member, lane, keep=MARK)
    in_lanes = gathered(in_lanes, lane, own, rest) if own else in_lanes
    return in_lanes.order_by(in_lanes["importance"].desc(), *time_order.keys(in_lanes), in_lanes["lane"])


def how_many(event: ir.Table, member: ir.Table, view: View, window: tuple[int, int] | None = None) -> ir.Table:
    """One row: `count`, the events that pass the filters and have a part in the window; of all times without one."""
    events = matching(event, member, view)
    events = events.filter(overlaps(events, *window)) if window else events
    return events.aggregate(count=tallied(events))


def gathered(in_lanes: ir.Table, lane: str, own: Collection[str], rest: str) -> ir.Table:
    """The rows of `with_lanes`, those of no lane in `own` put together in the lane `rest`; once an event, if `row` is
    there."""
    merged = in_lanes.mutate(lane=ibis.ifelse(in_lanes["lane"].isin(sorted(own)), in_lanes["lane"], rest))
    return merged.distinct() if lane in NAMES and "row" in in_lanes.columns else merged


def counts(
    event: ir.Table, member: ir.Table, view: View, lane: str, start: int, end: int, size: Bin,
    own: Collection[str] = (), rest: str = "", until: int | None = None,
) -> ir.Table:  # fmt: skip
    """How many events in [start, end): `lane`, `bin` (its number), `is_running`, `is_day`, `count`, the `first` moment.

    own, rest: where there are too many lanes, those that stand by themselves, and the one that all others share.
    until: the end of further stretches that are counted after this one; what begins in those is left to them.
    Each event is counted once in each of its lanes, in the bin of its start (of its last moment where the start is
    open). What does not begin in the stretch stands in the first bin, apart: `is_running` is true. Where bins are
    shorter than a day, what has no time of day counts in its day as a whole: `is_day` is true, `bin` that of the day.
    """
    events = matching(event, member, view)
    events = events.filter(overlaps(events, start, end))
    begins = _begin_moment(events, BEFORE_ALL)
    if until is not None:
        events = events.filter((begins < end) | (begins >= until))
        begins = _begin_moment(events, BEFORE_ALL)
    begins = ibis.ifelse(begins < end, begins, ibis.literal(BEFORE_ALL, "int64"))  # its start is open, its end is later
    month = ibis.ifelse(begins >= start, events["month"].cast("int64"), Bin(months=1).number_of(start))
    first = events["first"] if "first" in events.columns else _moment(events)
    is_day, begin = untimed(events, size), ibis.literal(start, "int64")
    if size.is_within_a_day:
        begin = ibis.ifelse(is_day, begin // calendar.DAY * calendar.DAY, begin)
    bins = size.number(ibis.greatest(begins, begin), month)
    if size.is_within_a_day:
        bins = ibis.ifelse(is_day, Bin(calendar.DAY).number(ibis.greatest(begins, begin), month), bins)
    events = events.mutate(bin=bins, is_running=begins < begin, is_day=is_day, first=first)
    keep = ("bin", "is_running", "is_day", "first", *(("row",) if own and lane in NAMES else weight(events)))
    in_lanes = with_lanes(events, member, lane, keep=keep)
    in_lanes = gathered(in_lanes, lane, own, rest) if own else in_lanes
    grouped = in_lanes.group_by("lane", "bin", "is_running", "is_day")
    return grouped.aggregate(count=tallied(in_lanes), first=in_lanes["first"].min()).order_by("lane", "bin")


def untimed(events: ir.Table, size: Bin) -> ir.BooleanValue:
    """Whether an event has no time of day, where that matters for bins of this size."""
    return events["precision"].notin(TIMED) if size.is_within_a_day else ibis.literal(False)


def weight(events: ir.Table) -> list[str]:
    """The column that says how many events a row stands for, where there is one."""
    return [name for name in ("events",) if name in events.columns]


def _begin_moment(events: ir.Table, unknown: int) -> ir.IntegerValue:
    """The moment that puts an event into its bin: its start, or its last second where the start is open."""
    return ibis.coalesce(_moment(events), ibis.literal(unknown, "int64"))


def _moment(events: ir.Table) -> ir.IntegerValue:
    return ibis.coalesce(events["start"], events["end"] - 1)


def starts(event: ir.Table, member: ir.Table, view: View, size: Bin) -> ir.Table:
    """How many events that pass the filters begin in each bin, of all times: `bin`, `count`, in order.

    An event without any moment begins in none.
    """
    events = matching(event, member, view)
    events = events.filter(events["start"].notnull() | events["end"].notnull())
    events = events.select(*weight(events), bin=size.number(_begin_moment(events, 0), events["month"].cast("int64")))
    return events.group_by("bin").aggregate(count=tallied(events)).order_by("bin")
