"""How long the bins are that events are counted in: the calendar's own stretches."""

from collections.abc import Iterator
from typing import Final, NamedTuple

import pandas as pd

from components.figures.canvas import Stage
from data.dates import calendar
from data.queries import Bin

BIN_WIDTH: Final = 7
"""Pixels of a count's bar."""
SIZES: Final = (
    *(1, 5, 15, 60, 300, 900, 3600, 3 * 3600, 6 * 3600, 12 * 3600),
    *(calendar.DAY, 2 * calendar.DAY, 7 * calendar.DAY, 14 * calendar.DAY),
)
MONTHS: Final = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000)
"""The calendar's own stretches, in seconds and in months."""


class Cell(NamedTuple):
    """What begins in a lane in a bin: how many, and the first one's moment. is_day: those of a day that have no time
    of day, where the other bins are shorter."""

    lane: str
    start: int
    end: int
    events: int
    is_day: bool
    first: int


Counted = tuple[list[Cell], dict[str, int]]
"""What is counted, and by lane how many are running on from before."""


class Stretch(NamedTuple):
    """What the window shows between two folds, with the size of its bins."""

    first: int
    last: int
    size: Bin

    @property
    def edges(self) -> list[int]:
        """Where its bins begin, and where the last one ends: the first begins at or before the stretch."""
        number = self.size.holding(self.first)
        found = [self.size.start(number)]
        while found[-1] < self.last:
            number += 1
            found.append(self.size.start(number))
        return found


def stretches(stage: Stage) -> Iterator[Stretch]:
    """The stretches of a stage's window, each with bins of its own size.

    Bins of days and longer are counted in whole days, so that a count table can tell; no day is counted twice.
    """
    done = stage.window[0] // calendar.DAY * calendar.DAY
    for start, end in stage.scale.segments:
        first, last = max(start, stage.window[0]), min(end, stage.window[1])
        if first >= last:
            continue
        pixels = stage.axis.pixel(last) - stage.axis.pixel(first)
        size = bin_size((last - first) / max(pixels, 1) * BIN_WIDTH)
        if is_days(size):
            first, last = max(first // calendar.DAY * calendar.DAY, done), -(-last // calendar.DAY) * calendar.DAY
            done = last
        if first < last:
            yield Stretch(first, last, size)


def is_days(size: Bin) -> bool:
    """Whether bins of this size are made of whole days."""
    return size.seconds % calendar.DAY == 0


def bin_size(seconds: float) -> Bin:
    """The calendar's own stretch nearest above so many seconds: an hour, a week, a quarter, a century.

    >>> bin_size(4000), bin_size(40 * 86400)
    (Bin(seconds=10800, months=0), Bin(seconds=0, months=3))
    """
    for size in SIZES:
        if size >= seconds:
            return Bin(size)
    month = 30.44 * calendar.DAY
    return Bin(months=next((count for count in MONTHS if count * month >= seconds), MONTHS[-1]))


def cells(rows: pd.DataFrame, size: Bin) -> Counted:
    """What the rows of `queries.counts` come to; and how many are running, by lane."""
    found: list[Cell] = []
    running: dict[str, int] = {}
    columns = (rows[name].tolist() for name in ("lane", "bin", "is_running", "is_day", "count", "first"))
    for lane, at, is_running, is_day, count, first in zip(*columns, strict=True):
        own = Bin(calendar.DAY) if is_day else size
        if is_running:
            running[lane] = running.get(lane, 0) + count
        else:
            found.append(Cell(lane, own.start(at), own.start(at + 1), count, is_day, int(first)))
    return found, running
