"""How many events of a large record begin and end on each day, in each lane: counted from its plain columns."""

from collections.abc import Collection, Sequence
from typing import Final

import numpy as np

from data import calendar
from data.coded import ENDLESS, NEVER, Array, Coded
from data.cumulative import EMPTY, Cumulative, Steps, Times
from data.parameters import NAMES

MOST_LANES: Final = 60
MOST_DAYS: Final = 10_000_000
"""Days times lanes that are counted at once."""


def cumulative(coded: Coded, places: Array, lane: str, own: Collection[str] = (), rest: str = "") -> Cumulative | None:
    """The times of the events at these places by day and lane; None where the lanes are too many, or not known here.

    own, rest: as in `data.lanes.counts`.
    """
    found = lanes_of(coded, places, lane)
    if found is None:
        return None
    values, codes = found
    names = list(dict.fromkeys(value if value in own or not own else rest for value in values))
    if len(names) > MOST_LANES:
        return None
    number = {name: place for place, name in enumerate(names)}
    lane_of = np.array([number[value if value in own or not own else rest] for value in values], np.uint8)
    return _counted_by_day(coded, places, lane_of[codes], names)


def lanes_of(coded: Coded, places: Array, lane: str) -> tuple[Sequence[str], Array] | None:
    """The values of a column, and which of them each event has; None where an event may have several."""
    if lane in ("none", "kind") or coded.is_absent(lane):
        return ["event" if lane == "kind" else ""], np.zeros(len(places), np.uint8)
    if lane == "importance":
        return [str(level) for level in range(10)], coded[lane][places]
    if lane in NAMES or lane not in coded.coded:
        return None
    return coded.values(lane), coded[lane][places]


def _counted_by_day(coded: Coded, places: Array, lanes: Array, names: Sequence[str]) -> Cumulative | None:
    day, end_day, start = coded["day"][places], coded["end day"][places], coded["start"][places]
    is_open = np.flatnonzero(start == -NEVER)
    start[is_open] = coded["end"][places[is_open]] - 1
    dated, ended, open_ = day < ENDLESS, end_day < ENDLESS, is_open[day[is_open] < ENDLESS]
    begun = _steps(day, lanes, len(names), start, dated)
    opened = _steps(day[open_], lanes[open_], len(names), start[open_])
    over = _steps(end_day, lanes, len(names), None, ended)
    if begun is None or opened is None or over is None:
        return None
    undated = np.bincount(lanes[~dated], minlength=len(names)).tolist()
    times = [Times(*parts) for parts in zip(begun, over, opened, [*undated, sum(undated)], strict=True)]
    found = {name: part for name, part in zip(names, times, strict=False) if part.total}
    return Cumulative(found, times[-1], by_day=True)


def _steps(days: Array, lanes: Array, of: int, moments: Array | None, which: Array | None = None) -> list[Steps] | None:
    """The steps of each lane, then of all: days, with the first moment of each; None where they are too many."""
    if which is not None and not which.all():
        days, lanes, moments = days[which], lanes[which], None if moments is None else moments[which]
    if not len(days):
        return [EMPTY] * (of + 1)
    low = days.min()
    is_there = np.zeros(int(days.max()) - int(low) + 1, bool)
    is_there[days - low] = True
    there = np.flatnonzero(is_there)
    if len(there) * of > MOST_DAYS:
        return None
    number = np.cumsum(is_there) - 1
    cells = lanes * np.int64(len(there)) + number[days - low]
    counts = np.bincount(cells, minlength=of * len(there)).reshape(of, len(there))
    first = np.full(of * len(there), NEVER)
    if moments is not None:
        np.minimum.at(first, cells, moments)
    first = first.reshape(counts.shape)
    at = (there + int(low)) * calendar.DAY
    has_first = moments is not None
    steps = [
        Steps.counted(at[held > 0], held[held > 0], seen[held > 0] if has_first else None)
        for held, seen in zip(counts, first, strict=True)
    ]
    return [*steps, Steps.counted(at, counts.sum(axis=0), first.min(axis=0) if has_first else None)]
