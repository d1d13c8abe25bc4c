"""Where the events of a window stand in a column file: found by halving, for they are sorted by length and moment.

What is sorted so (`data.engine.connection.ORDER`): first what is open on a side, then what lasts longer than each of
`LASTING`, the longest first, then the rest; each of these groups by its start.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from data.columnar.column_file import ColumnFile
from data.columnar.columns import NEVER, Array
from data.dates.calendar import DAY
from data.engine.connection import LASTING

MOST_LOOKED_AT: Final = 200_000
"""Events of a window above which the engine counts them as quickly, on all its processors."""


@dataclass(frozen=True, slots=True)
class _Group:
    """Places from `first` to `last`. longest: seconds that none of them lasts longer; None where that is not known."""

    first: int
    last: int
    longest: int | None


class Windows:
    """The groups of a column file. is_sorted: whether they are what they should be; else nothing is found here."""

    def __init__(self, columns: ColumnFile) -> None:
        self._start, self._end, self._is_event = columns["start"], columns["end"], columns["is_event"]
        places = range(len(self._start))
        firsts = [bisect_left(places, group, key=self._group_of) for group in range(len(LASTING) + 2)]
        longest = (None, None, *(days * DAY for days in LASTING))
        ends = [*firsts[1:], len(places)]
        self._open, *self._closed = map(_Group, firsts, ends, longest)

    def _group_of(self, place: int) -> int:
        start, end = int(self._start[place]), int(self._end[place])
        if start == -NEVER or end == NEVER:
            return 0
        return next((group for group, days in enumerate(LASTING, 1) if end - start > days * DAY), len(LASTING) + 1)

    def within(self, start: int, end: int) -> Array | None:
        """The events that have any part in [start, end); None where too many must be looked at."""
        stretches = [(self._open.first, self._open.last), *(self._near(group, start, end) for group in self._closed)]
        if sum(last - first for first, last in stretches) > MOST_LOOKED_AT:
            return None
        return self._those((self._touching(first, last, start, end) for first, last in stretches))

    def beginning(self, moments: Collection[int]) -> Array | None:
        """The events that begin at one of these moments; None where too many must be looked at."""
        wanted = np.unique(np.fromiter(moments, np.int64))
        if self._open.last - self._open.first > MOST_LOOKED_AT or len(wanted) > MOST_LOOKED_AT:
            return None
        is_open = np.isin(self._start[self._open.first : self._open.last], wanted)
        return self._those([np.flatnonzero(is_open) + self._open.first, *self._exactly(wanted)])

    def _exactly(self, moments: Array) -> Iterator[Array]:
        for group in self._closed:
            starts = self._start[group.first : group.last]
            begins, ends = np.searchsorted(starts, moments), np.searchsorted(starts, moments, "right")
            for begin, end in zip(begins.tolist(), ends.tolist(), strict=True):
                if begin < end:
                    yield np.arange(begin, end) + group.first

    def _near(self, group: _Group, start: int, end: int) -> tuple[int, int]:
        """The places of a group between which those are that may have a part in a window."""
        starts = self._start[group.first : group.last]
        earliest = -NEVER if group.longest is None else start - group.longest
        return group.first + int(np.searchsorted(starts, earliest)), group.first + int(np.searchsorted(starts, end))

    def _touching(self, first: int, last: int, start: int, end: int) -> Array:
        is_there = (self._start[first:last] < end) & (self._end[first:last] > start)
        return np.flatnonzero(is_there) + first

    def _those(self, parts: "Collection[Array] | Iterator[Array]") -> Array:
        """The events among these places, in order, each once."""
        found = np.concatenate([np.empty(0, np.int64), *parts]).astype(np.int32)
        return found[self._is_event[found]]
