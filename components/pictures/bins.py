"""How long the bins are that events are counted in: the calendar's own stretches."""

from typing import Final

import pandas as pd

from data import calendar
from data.queries import Bin

BIN_WIDTH: Final = 7
"""Pixels of a count's bar."""
SIZES: Final = (
    *(1, 5, 15, 60, 300, 900, 3600, 3 * 3600, 6 * 3600, 12 * 3600),
    *(calendar.DAY, 2 * calendar.DAY, 7 * calendar.DAY, 14 * calendar.DAY),
)
MONTHS: Final = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000)
"""The calendar's own stretches, in seconds and in months."""


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


def dated(rows: pd.DataFrame, size: Bin) -> pd.DataFrame:
    """The rows of `queries.counts` with the first second of their bin as `start`, and the next bin's as `end`."""
    day = Bin(calendar.DAY)
    bins = [(day if is_day else size, int(at)) for at, is_day in zip(rows["bin"], rows["is_day"], strict=True)]
    begin = pd.array([size.start(at) for size, at in bins], "int64")
    return rows.assign(start=begin, end=pd.array([size.start(at + 1) for size, at in bins], "int64"))
