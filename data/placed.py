"""How many events of a large record begin and end on each day, in each lane: counted from its plain columns."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from data import calendar
from data.coded import NEVER, Array, Coded
from data.cumulative import EMPTY, Cumulative, Moments, Steps, Times
from data.parameters import NAMES

MOST_LANES: Final = 60
MOST_DAYS: Final = 10_000_000
"""Days times lanes that are counted at once."""
ENDLESS: Final = 2**31 - 1


def cumulative(coded: Coded, places: Array, lane: str, own: Collection[str] = (), rest: str = "") -> Cumulative | None:
    """The times of the events at these places by day and lane; None where the lanes are too many, or not known here.

    own, rest: as in `data.lanes.counts`.
    """
    found = _lanes(coded, places, lane)
    if found is None:
        return None
    values, codes = found
    names = list(dict.fromkeys(value if value in own or not own else rest for value in values))
    if len(names) > MOST_LANES:
        return None
    number = {name: place for place, name in enumerate(names)}
    lane_of = np.array([number[value if value in own or not own else rest] for value in values], np.uint8)
    return _counted_by_day(coded, places, lane_of[codes], names)


def _lanes(coded: Coded, places: Array, lane: str) -> tuple[Sequence[str], Array] | None:
    """The values of a column, and which of them each event has; None where an event may have several."""
    if lane in ("none", "kind") or coded.is_absent(lane):
        return ["event" if lane == "kind" else ""], np.zeros(len(places), np.uint8)
    if lane == "importance":
        return [str(level) for level in range(10)], coded[lane][places]
    if lane in NAMES or lane not in coded.coded:
        return None
    return coded.values(lane), coded[lane][places]


@dataclass(frozen=True, slots=True)
class _Chosen:
    """Some events in order of time: their moments, the number of each one's lane, and of how many lanes."""

    moments: Moments
    lanes: Array
    of: int

    def begun(self) -> list[Steps] | None:
        """The steps of each lane, then of all: days with the first moment of each; None where they are too many."""
        days = self.moments // calendar.DAY
        turns = np.flatnonzero(days[1:] != days[:-1]) + 1
        starts = np.concatenate([[0], turns]) if len(days) else turns
        if len(starts) * self.of > MOST_DAYS:
            return None
        lengths = np.diff(np.concatenate([starts, [len(days)]]))
        cells = self.lanes * np.int64(len(starts)) + np.repeat(np.arange(len(starts)), lengths)
        counts = np.bincount(cells, minlength=len(starts) * self.of)
        first = np.zeros(len(counts), np.int64)
        first[cells[::-1]] = self.moments[::-1]
        at = days[starts] * calendar.DAY
        shape = self.of, len(starts)
        rows = zip(counts.reshape(shape), first.reshape(shape), strict=True)
        lanes = [Steps.counted(at[held > 0], held[held > 0], seen[held > 0]) for held, seen in rows]
        return [*lanes, Steps.counted(at, lengths, self.moments[starts])]


def _counted_by_day(coded: Coded, places: Array, lanes: Array, names: Sequence[str]) -> Cumulative | None:
    start, end = coded["start"][places], coded["end"][places]
    is_open = (start == -NEVER) & (end < NEVER)
    days = np.where(end < NEVER, (end - 1) // calendar.DAY, ENDLESS).astype(np.int32)
    ended = _ended(days, lanes, len(names))
    moments = np.where(start > -NEVER, start, np.where(is_open, end - 1, NEVER))
    if np.any(moments[1:] < moments[:-1]):  # what lasts longer stands apart; and those with an open start
        order = np.argsort(moments, kind="stable")
        lanes, moments, is_open = lanes[order], moments[order], is_open[order]
    dated = int(np.searchsorted(moments, NEVER))
    begun = _Chosen(moments[:dated], lanes[:dated], len(names)).begun()
    opened = _Chosen(moments[is_open], lanes[is_open], len(names)).begun()
    if begun is None or opened is None:
        return None
    undated = np.bincount(lanes[dated:], minlength=len(names)).tolist()
    times = [Times(*parts) for parts in zip(begun, ended, opened, [*undated, sum(undated)], strict=True)]
    found = {name: part for name, part in zip(names, times, strict=False) if part.total}
    return Cumulative(found, times[-1], by_day=True)


def _ended(days: npt.NDArray[np.int32], lanes: Array, of: int) -> Iterator[Steps]:
    """The days of the ends of each lane, then those of all."""
    lanes, days = lanes[days < ENDLESS], days[days < ENDLESS]
    cells = np.sort((lanes.astype(np.int64) << 32) + days)
    edges = np.searchsorted(cells, [(lane << 32) - 2**31 for lane in range(of + 1)])
    for first, last in pairwise(edges.tolist()):
        yield _counted(((cells[first:last] + 2**31) & (2**32 - 1)) - 2**31)
    yield _counted(np.sort(days).astype(np.int64))


def _counted(days: Moments) -> Steps:
    if not len(days):
        return EMPTY
    starts = np.concatenate([[0], np.flatnonzero(days[1:] != days[:-1]) + 1])
    lengths = np.diff(np.concatenate([starts, [len(days)]]))
    return Steps.counted(days[starts] * calendar.DAY, lengths)
