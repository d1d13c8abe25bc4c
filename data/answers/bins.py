"""Stretches of time in bins, and what is counted in each bin: values that every answerer of counts gives."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pyarrow as pa

from data.columnar.cumulative_counts import Times
from data.dates import calendar
from data.queries.lanes import Bin


class Cell(NamedTuple):
    """What begins in a lane in a bin: how many, and the first one's moment. is_day: those of a day that have no time
    of day, where the other bins are shorter."""

    lane: str
    start: int
    end: int
    events: int
    is_day: bool
    first: int

    @property
    def place(self) -> tuple[str, int, bool]:
        """What the cells of one answer are sorted by."""
        return self.lane, self.start, self.is_day


Counts = tuple[list[Cell], dict[str, int]]
"""What is counted, and by lane how many are running on from before."""


class Stretch(NamedTuple):
    """A stretch of time with the size of its bins."""

    first: int
    last: int
    size: Bin

    @property
    def edges(self) -> list[int]:
        """Where its bins begin, and where the last one ends: the first begins at or before the stretch."""
        number = self.size.number_of(self.first)
        edges = [self.size.start(number)]
        while edges[-1] < self.last:
            number += 1
            edges.append(self.size.start(number))
        return edges

    @property
    def in_days(self) -> "Stretch":
        """The same where its bins are made of whole days; else all the days that it has a part of, day by day."""
        if is_days(self.size):
            return self
        first, last = self.first // calendar.DAY, -(-self.last // calendar.DAY)
        return Stretch(first * calendar.DAY, last * calendar.DAY, Bin(calendar.DAY))


def is_days(size: Bin) -> bool:
    """Whether bins of this size are made of whole days."""
    return size.seconds % calendar.DAY == 0


def by_days(lanes: Mapping[str, Times], stretch: Stretch) -> Iterator[Cell]:
    """The counts of a stretch in bins of whole days."""
    edges = stretch.edges
    within = [stretch.first, *edges[1:-1], stretch.last]
    for lane, times in lanes.items():
        for index, count, first in times.starts.between(within):
            yield Cell(lane, edges[index], edges[index + 1], count, False, first)


def running(lanes: Mapping[str, Times], start: int, end: int) -> dict[str, int]:
    """By lane how many have a part in [start, end) but do not begin there."""
    return {lane: times.running(start, end) for lane, times in lanes.items()}


def cells(rows: pa.Table, size: Bin) -> Counts:
    """What the rows of `data.queries.lanes.counts` come to; and how many are running, by lane."""
    in_bins: list[Cell] = []
    runs: dict[str, int] = {}
    columns = (rows[name].to_pylist() for name in ("lane", "bin", "is_running", "is_day", "count", "first"))
    for lane, number, is_running, is_day, count, first in zip(*columns, strict=True):
        own = Bin(calendar.DAY) if is_day else size
        if is_running:
            runs[lane] = runs.get(lane, 0) + count
        else:
            in_bins.append(Cell(lane, own.start(number), own.start(number + 1), count, is_day, first))
    return in_bins, runs
