"""The answers of days: of a large data set, how many events begin and end on each day, in each lane."""

from collections.abc import Collection
from functools import cached_property

from data.answers.answerer import Answerer, Window
from data.answers.bins import Cell, Counts, Stretch, by_days, is_days, running
from data.columnar.cumulative_counts import Cumulative
from data.dates import calendar
from data.view.parameters import NAMES


class FromDays(Answerer):
    """Windows and bins of whole days, once their counts are known; all else is asked of the next one.

    known: the counts, if they are at hand.
    """

    def __init__(self, rest: Answerer, counts: Cumulative | None = None) -> None:
        self.next, self.view, self.grouping, self._known = rest, rest.view, rest.grouping, counts

    @property
    def rest(self) -> Answerer:
        """The one who knows single events."""
        return self.next

    @cached_property
    def total(self) -> int:
        """How many there are at all times."""
        return self._known.every.total if self._known else self.rest.how_many(None)

    @cached_property
    def counts(self) -> Cumulative | None:
        """When they begin and end, by day and lane; None where they are few, or each may stand in several lanes: a
        window has few of those, the whole takes seconds."""
        if self.are_few or self.grouping.column in NAMES:
            return None
        return self._known or self.rest.counts

    @cached_property
    def lanes(self) -> Collection[str]:
        """The lanes in which there is any; all of them where that is not known."""
        if self.are_few:
            return {mark.lane for mark in self.few}
        if self.counts:
            return self.counts.lanes.keys()
        is_asked = self.grouping.column in NAMES and self.view.is_filtered
        return self.rest.lanes if is_asked else self.grouping.values

    def how_many(self, window: Window) -> int:
        """The events that have a part in the window, where its days alone tell."""
        if window is None:
            return self.total
        if self.counts:
            least, most = _least(self.counts, window), _most(self.counts, window)
            if least == most:
                return most
        return self.rest.how_many(window)

    def stretch(self, stretch: Stretch, until: int) -> Counts:
        """The counts of one stretch, and what has a part in it, but does not begin from it to `until`."""
        if self.counts is None:
            return self.rest.stretch(stretch, until)
        if is_days(stretch.size):
            return list(by_days(self.counts.lanes, stretch)), running(self.counts.lanes, stretch.first, until)
        if not _most(self.counts, (stretch.first, stretch.last)):
            return [], {}
        return self.rest.stretch(stretch, until)

    def together(self, stretch: Stretch) -> list[Cell]:
        """The counts of a stretch in one lane "", each event once, by time."""
        if self.counts and is_days(stretch.size):
            return list(by_days({"": self.counts.every}, stretch))
        return self.rest.together(stretch)


def _least(counts: Cumulative, window: tuple[int, int]) -> int:
    """The events that have a part in the whole days of a window."""
    first, last = -(-window[0] // calendar.DAY), window[1] // calendar.DAY
    return counts.every.touching(first * calendar.DAY, last * calendar.DAY) if first < last else 0


def _most(counts: Cumulative, window: tuple[int, int]) -> int:
    """The events that have a part in the days of which the window has any."""
    first, last = window[0] // calendar.DAY, -(-window[1] // calendar.DAY)
    return counts.every.touching(first * calendar.DAY, last * calendar.DAY)
