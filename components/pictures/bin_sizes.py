"""How long the bins are that events are counted in: the calendar's own stretches."""

from collections.abc import Iterator
from typing import Final

from components.figures.plot_area import Stage
from data.answers import Stretch, is_days
from data.dates import calendar
from data.queries.lanes import Bin

BIN_WIDTH: Final = 7
"""Pixels of a count's bar."""
SIZES: Final = (
    *(1, 5, 15, 60, 300, 900, 3600, 3 * 3600, 6 * 3600, 12 * 3600),
    *(calendar.DAY, 2 * calendar.DAY, 7 * calendar.DAY, 14 * calendar.DAY),
)
MONTHS: Final = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000)
"""The calendar's own stretches, in seconds and in months."""


def stretches(stage: Stage, *, is_timed: bool = True) -> Iterator[Stretch]:
    """The stretches of a stage's window, each with bins of its own size; of days at least where nothing is timed.

    Bins of days and longer are counted in whole days, so that a count table can tell; no day is counted twice.
    """
    done = stage.window[0] // calendar.DAY * calendar.DAY
    for start, end in stage.scale.segments:
        first, last = max(start, stage.window[0]), min(end, stage.window[1])
        if first >= last:
            continue
        pixels = stage.axis.pixel(last) - stage.axis.pixel(first)
        shortest = (last - first) / max(pixels, 1) * BIN_WIDTH
        size = bin_size(shortest if is_timed else max(shortest, calendar.DAY))
        if is_days(size):
            first, last = max(first // calendar.DAY * calendar.DAY, done), -(-last // calendar.DAY) * calendar.DAY
            done = last
        if first < last:
            yield Stretch(first, last, size)


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
