"""How many events begin and end on each day, in each lane: counted from their columns."""

from collections.abc import Collection, Sequence
from typing import Any, Final

import numpy as np

from data.columnar.columns import ENDLESS, NEVER, Array, Columns, bin_moments, within
from data.columnar.cumulative_counts import EMPTY, Cumulative, Steps, Times
from data.dates import calendar
from data.queries.lanes import MONDAY
from data.view.filter_table import FILTERS, Kind, names_of
from data.view.parameters import NAMES

NUMBERS: Final = tuple(name for name in names_of(Kind.NUMBER) if FILTERS[name].choices)
"""Lanes by a number of one digit."""
MOST_LANES: Final = 60
MOST_DAYS: Final = 10_000_000
"""Days times lanes that are counted."""
AT_ONCE: Final = 1 << 19
"""Events that are counted at once: what is needed meanwhile stays small, and near the processor."""


def cumulative(
    columns: Columns, places: Array, lane: str, own: Collection[str] = (), rest: str = ""
) -> Cumulative | None:
    """The times of the events at these places by day and lane; None where the lanes are too many, or not known here.

    own, rest: as in `data.queries.lanes.counts`.
    """
    in_lanes = gathered(columns, places, lane, own, rest)
    return _counted_by_day(columns, places, in_lanes[1], in_lanes[0]) if in_lanes else None


def counts(
    columns: Columns, places: Array, lane: str, window: tuple[int, int], size: int, own: Collection[str] = (),
    rest: str = "", until: int | None = None,
) -> dict[str, list[Any]] | None:  # fmt: skip
    """The columns that `data.queries.lanes.counts` answers, for bins of so many seconds, less than a day; None as
    above."""
    start, end = window
    places = within(columns, places, start, end)
    first = bin_moments(columns, places)
    if until is not None:
        is_meant = (first < end) | (first >= until)
        places, first = places[is_meant], first[is_meant]
    in_lanes = gathered(columns, places, lane, own, rest)
    width = (end - start) // size + 3
    if in_lanes is None:
        return None
    return _counted_in_bins(first, ~columns["is_timed"][places], *in_lanes, window, size, width)


def _counted_in_bins(
    first: Array, is_day: Array, names: Sequence[str], lanes: Array, window: tuple[int, int], size: int, width: int
) -> dict[str, list[Any]]:
    """Each event in the cell of its lane and bin, those of whole days and those that run on apart; a number a cell."""
    (start, end), midnight = window, window[0] // calendar.DAY * calendar.DAY
    begin = np.where(is_day, midnight, start)
    is_running = (first >= end) | (first < begin)
    lows = np.array([(start - MONDAY) // size, (midnight - MONDAY) // calendar.DAY])
    bins = (np.where(is_running, begin, first) - MONDAY) // np.where(is_day, calendar.DAY, size)
    cells = ((lanes * np.int64(2) + is_running) * 2 + is_day) * width + bins - lows[is_day.astype(np.intp)]
    if width * 4 * len(names) > MOST_DAYS:
        keys, cells = np.unique(cells, return_inverse=True)
    else:
        keys = np.arange(width * 4 * len(names))
    counted = np.bincount(cells, minlength=len(keys))
    firsts = np.full(len(keys), NEVER)
    np.minimum.at(firsts, cells, first)
    filled = np.flatnonzero(counted)
    kinds, numbers = np.divmod(keys[filled], width)
    days = kinds % 2
    return {
        "lane": [names[number] for number in (kinds // 4).tolist()], "bin": (numbers + lows[days]).tolist(),
        "is_running": (kinds // 2 % 2 > 0).tolist(), "is_day": (days > 0).tolist(),
        "count": counted[filled].tolist(), "first": firsts[filled].tolist(),
    }  # fmt: skip


def gathered(
    columns: Columns, places: Array, lane: str, own: Collection[str], rest: str
) -> tuple[list[str], Array] | None:
    """The lanes, and the number of each event's among them."""
    in_lanes = lanes_of(columns, places, lane)
    if in_lanes is None:
        return None
    values, codes = in_lanes
    names = list(dict.fromkeys(value if value in own or not own else rest for value in values))
    if len(names) > MOST_LANES:
        return None
    number = {name: place for place, name in enumerate(names)}
    lane_of = np.array([number[value if value in own or not own else rest] for value in values], np.uint8)
    return names, lane_of[codes]


def lanes_of(columns: Columns, places: Array, lane: str) -> tuple[Sequence[str], Array] | None:
    """The values of a column, and which of them each event has; None where an event may have several."""
    if lane in ("none", "kind") or columns.is_absent(lane):
        return ["event" if lane == "kind" else ""], np.zeros(len(places), np.uint8)
    if lane in NUMBERS and lane in columns:
        return [str(level) for level in range(10)], columns[lane][places]
    if lane in NAMES or lane not in columns.coded:
        return None
    return columns.values(lane), columns[lane][places]


def _counted_by_day(columns: Columns, places: Array, lanes: Array, names: Sequence[str]) -> Cumulative | None:
    day, end_day = columns["day"][places], columns["end day"][places]
    is_open = (day < ENDLESS) & (columns["start"][places] == -NEVER)
    began = _steps(day, lanes, len(names), columns, places)
    opened = _steps(day[is_open], lanes[is_open], len(names), columns, places[is_open])
    over = _steps(end_day, lanes, len(names))
    if began is None or opened is None or over is None:
        return None
    undated = np.bincount(lanes[day == ENDLESS], minlength=len(names)).tolist()
    times = [Times(*parts) for parts in zip(began, over, opened, [*undated, sum(undated)], strict=True)]
    lane_times = {name: part for name, part in zip(names, times, strict=False) if part.total}
    return Cumulative(lane_times, times[-1], by_day=True)


def _steps(
    days: Array, lanes: Array, of: int, columns: Columns | None = None, places: Array | None = None
) -> list[Steps] | None:
    """The steps of each lane, then of all: days, and of events at these places the first moment of each.

    None where the days are too many.
    """
    is_there = days < ENDLESS
    if not is_there.all():
        days, lanes, places = days[is_there], lanes[is_there], None if places is None else places[is_there]
    if not len(days):
        return [EMPTY] * (of + 1)
    low = int(days.min())
    has_any = np.zeros(int(days.max()) - low + 1, bool)
    has_any[days - low] = True
    steps, number = np.flatnonzero(has_any), np.cumsum(has_any) - 1
    if len(steps) * of > MOST_DAYS:
        return None
    counts, first = np.zeros(of * len(steps), np.int64), np.full(of * len(steps), NEVER)
    for begin in range(0, len(days), AT_ONCE):
        part = slice(begin, begin + AT_ONCE)
        cells = lanes[part] * np.int64(len(steps)) + number[days[part] - low]
        counts += np.bincount(cells, minlength=len(counts))
        if columns is not None and places is not None:
            np.minimum.at(first, cells, bin_moments(columns, places[part]))
    moments, shape = (steps + low) * calendar.DAY, (of, len(steps))
    firsts = first.reshape(shape) if columns is not None else None
    return [
        *(
            _step(moments, lane_counts, None if firsts is None else firsts[lane])
            for lane, lane_counts in enumerate(counts.reshape(shape))
        ),
        _step(moments, counts.reshape(shape).sum(axis=0), None if firsts is None else firsts.min(axis=0)),
    ]


def _step(moments: Array, counts: Array, first: Array | None) -> Steps:
    is_any = counts > 0
    return Steps.of_counts(moments[is_any], counts[is_any], None if first is None else first[is_any])
