"""Where most of the data set happened: the window of the "densest" button."""

from collections.abc import Iterator, Sequence
from typing import Final

from data.dates import calendar
from data.queries.lanes import Bin

BY_DAY: Final = 60 * calendar.DAY
"""Seconds of a data set from which it is looked at day by day."""
STEPS: Final = (
    (BY_DAY, Bin(calendar.DAY)),
    (2 * calendar.DAY, Bin(calendar.HOUR)),
    (2 * calendar.HOUR, Bin(calendar.MINUTE)),
)
"""From which length of a data set it is looked at in which steps."""


def step(length: int) -> Bin:
    """How finely to look for the densest part of a data set that is so many seconds long."""
    return next((size for least, size in STEPS if length >= least), Bin(1))


def densest(bins: Sequence[int], counts: Sequence[int], size: Bin) -> tuple[int, int] | None:
    """The shortest stretch in which at least half of the events begin, and what happened just beside it.

    bins, counts: as `data.queries.lanes.starts` answers, in order. Beside it is what lies within half of its own length
    (but at least one bin) before or after: the day before the great day belongs to it. None where there are none.
    """
    if not bins:
        return None
    first, last = _shortest(bins, counts)
    near = max(1, (last - first + 1) // 2)
    start = min(number for number in bins if first - near <= number <= first)
    end = max(number for number in bins if last <= number <= last + near)
    return size.start(start), size.start(end + 1)


def _shortest(bins: Sequence[int], counts: Sequence[int]) -> tuple[int, int]:
    """First and last bin of the shortest stretch with half of the events; of several the fullest, then the latest."""
    stretches = _with_half(counts)
    low, high, _ = min(stretches, key=lambda stretch: (bins[stretch[1]] - bins[stretch[0]], -stretch[2], -stretch[1]))
    return bins[low], bins[high]


def _with_half(counts: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """For each place that can be the last of a stretch with half of the events: the latest first, it, how many."""
    half, events, low = (sum(counts) + 1) // 2, 0, 0
    for high, count in enumerate(counts):
        events += count
        while events - counts[low] >= half:
            events -= counts[low]
            low += 1
        if events >= half:
            yield low, high, events
