"""How many events begin, and how many run, in any stretch of time: sorted moments with how many come before each.

The events are asked for these once; every window and every size of bins is answered from them without the engine.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

Moments = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Steps:
    """Moments in order. upto: how many events stand before each, and at the end all; None where each is one event.

    first: of the events that a moment stands for, the first one's own moment; None where that is the moment itself.
    """

    moments: Moments
    upto: Moments | None = None
    first: Moments | None = None

    @classmethod
    def of_counts(cls, moments: Moments, counts: Moments, first: Moments | None = None) -> "Steps":
        """Moments in order, each of so many events."""
        return cls(moments, np.concatenate([[0], np.cumsum(counts)]), first)

    @classmethod
    def join(cls, parts: Iterable["Steps"]) -> "Steps":
        """The moments of all parts; where there is one, itself."""
        filled = [part for part in parts if len(part.moments)]
        if len(filled) < 2:
            return filled[0] if filled else EMPTY
        every_moment = np.concatenate([part.moments for part in filled])
        moments, place = np.unique(every_moment, return_inverse=True)
        counts, first = np.zeros(len(moments), np.int64), np.full(len(moments), np.iinfo(np.int64).max)
        np.add.at(counts, place, np.concatenate([part.counts for part in filled]))
        np.minimum.at(
            first, place, np.concatenate([part.moments if part.first is None else part.first for part in filled])
        )
        return cls.of_counts(moments, counts, first)

    @property
    def counts(self) -> Moments:
        """How many events each moment stands for."""
        return np.ones(len(self.moments), np.int64) if self.upto is None else np.diff(self.upto)

    @property
    def size(self) -> int:
        """Bytes."""
        return sum(part.nbytes for part in (self.moments, self.upto, self.first) if part is not None)

    @property
    def total(self) -> int:
        """Events."""
        return len(self.moments) if self.upto is None else int(self.upto[-1])

    def before(self, moment: int) -> int:
        """How many are earlier than this."""
        place = int(np.searchsorted(self.moments, moment))
        return place if self.upto is None else int(self.upto[place])

    def between(self, edges: Sequence[int]) -> Iterator[tuple[int, int, int]]:
        """For each stretch from edge to edge that holds any: its number, how many, and the first one's moment."""
        places = np.searchsorted(self.moments, edges)
        counts = np.diff(places if self.upto is None else self.upto[places])
        numbers = np.flatnonzero(counts)
        first = (self.moments if self.first is None else self.first)[places[numbers]]
        yield from zip(numbers.tolist(), counts[numbers].tolist(), first.tolist(), strict=True)


EMPTY = Steps(np.empty(0, np.int64))


@dataclass(frozen=True, slots=True, eq=False)
class Times:
    """Events by when they begin (or end, where their start is open), and by the last second of those that end.

    open_starts: those of `starts` whose start is open. undated: how many have neither start nor end, and so run always.
    """

    starts: Steps = EMPTY
    ends: Steps = EMPTY
    open_starts: Steps = EMPTY
    undated: int = 0

    @classmethod
    def join(cls, parts: Collection["Times"]) -> "Times":
        """The events of all parts, which have none in common."""
        starts, ends, open_starts = (
            Steps.join(getattr(part, name) for part in parts) for name in ("starts", "ends", "open_starts")
        )
        return cls(starts, ends, open_starts, sum(part.undated for part in parts))

    @property
    def size(self) -> int:
        """Bytes."""
        return sum(steps.size for steps in (self.starts, self.ends, self.open_starts))

    @property
    def total(self) -> int:
        """Events."""
        return self.starts.total + self.undated

    def running(self, start: int, end: int) -> int:
        """How many have a part in [start, end) but do not begin there."""
        return (
            self.starts.before(start) - self.ends.before(start)
            + self.open_starts.total - self.open_starts.before(max(end, start)) + self.undated
        )  # fmt: skip

    def touching(self, start: int, end: int) -> int:
        """How many have a part in [start, end)."""
        return self.starts.before(end) - self.starts.before(start) + self.running(start, end)


@dataclass(frozen=True)
class Cumulative:
    """The times of the events of each lane, and of all events, each once; to the day, or where not `by_day` exact."""

    lanes: Mapping[str, Times]
    every: Times
    by_day: bool = False

    @cached_property
    def size(self) -> int:
        """Bytes."""
        return sum(times.size for times in (*self.lanes.values(), self.every))

    def only(self, lanes: Collection[str]) -> "Cumulative":
        """The events of these lanes, where each event stands in one."""
        times_of = {lane: times for lane, times in self.lanes.items() if lane in lanes}
        return Cumulative(times_of, Times.join(times_of.values()), self.by_day)
