"""Counts of a record of which nothing but its days is known yet: bins shorter than a day are days."""

from collections.abc import Sequence
from dataclasses import dataclass

from components.figures.events import Event
from components.pictures.bin_sizes import Cell, Counted, Stretch, is_days
from components.pictures.from_held import by_days
from data.columnar.cumulative import Cumulative
from data.dates import calendar
from data.queries.lanes import Bin


@dataclass(frozen=True, slots=True)
class FromDays:
    """What the days of a record tell; no event of it is known by itself."""

    counts: Cumulative

    def how_many(self, window: tuple[int, int]) -> int:
        """The events that have a part in the days of the window."""
        whole = _in_days(Stretch(*window, Bin(calendar.DAY)))
        return self.counts.every.touching(whole.first, whole.last)

    def counted(self, stretches: Sequence[Stretch]) -> Counted:
        """The counts of the stretches, and what runs on from before the first of them."""
        whole = [_in_days(stretch) for stretch in stretches]
        found = [cell for stretch in whole for cell in by_days(self.counts.lanes, stretch)]
        if not whole:
            return found, {}
        start, end = whole[0].first, whole[-1].last
        running = {lane: times.running(start, end) for lane, times in self.counts.lanes.items()}
        return found, {lane: count for lane, count in running.items() if count}

    def together(self, stretch: Stretch) -> list[Cell]:
        """The counts of a stretch in one lane, each event once."""
        return list(by_days({"": self.counts.every}, _in_days(stretch)))

    def _none(self, *_: object, **__: object) -> list[Event]:
        """No event is known: bins of one stay bins."""
        return []

    marks = lone = ongoing = _none


def _in_days(stretch: Stretch) -> Stretch:
    """The stretch in bins of whole days."""
    if is_days(stretch.size):
        return stretch
    first, last = stretch.first // calendar.DAY, -(-stretch.last // calendar.DAY)
    return Stretch(first * calendar.DAY, last * calendar.DAY, Bin(calendar.DAY))
