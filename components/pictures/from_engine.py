"""Marks and counts of a record that is too large to be held: what its days do not tell is asked of the engine."""

from collections.abc import Sequence
from dataclasses import dataclass

import ibis.expr.types as ir

from components.figures.events import Event, read
from components.pictures import from_picked
from components.pictures.bin_sizes import Cell, Counted, Stretch, cells, is_days
from components.pictures.events import counted_in, how_many, marks, own_lanes
from components.pictures.from_held import by_days
from components.pictures.questions import answered
from components.scales import OTHERS, Dataset, Ground
from data import queries
from data.columnar.cumulative import Cumulative
from data.dates import calendar
from data.engine import count_tables
from data.view import View


@dataclass(frozen=True, slots=True)
class FromEngine:
    """What passes a view's filters, in the engine. counts: of its days, where they are few enough to be known."""

    dataset: Dataset
    view: View
    on: Ground
    counts: Cumulative | None

    def how_many(self, window: tuple[int, int]) -> int:
        """The events that have a part in the window."""
        if self.counts:
            least, most = self._least(self.counts, window), self._most(self.counts, window)
            if least == most:
                return most
        return how_many(self.dataset, self.view, window)

    def marks(self, window: tuple[int, int], most: int) -> list[Event]:
        """The events of a window, in each of their lanes; at most so many events, the important ones."""
        found = from_picked.events(self.dataset, self.view, self.on, window, most)
        return read(marks(self.dataset, self.view, self.on, window, most)[0]) if found is None else found

    def counted(self, stretches: Sequence[Stretch]) -> Counted:
        """The counts of the stretches, and what runs on from before the first of them."""
        found: list[Cell] = []
        running: dict[str, int] = {}
        for at, stretch in enumerate(stretches):
            own, ran = self._days(stretch) if is_days(stretch.size) else self._asked(stretch)
            found += own
            running = running if at else ran
        return found, running

    def _days(self, stretch: Stretch) -> Counted:
        if self.counts is None:
            return self._asked(stretch)
        ran = {lane: times.running(*stretch[:2]) for lane, times in self.counts.lanes.items()}
        return list(by_days(self.counts.lanes, stretch)), {lane: count for lane, count in ran.items() if count}

    def _least(self, counts: Cumulative, window: tuple[int, int]) -> int:
        """The events that have a part in the whole days of a window."""
        first, last = -(-window[0] // calendar.DAY), window[1] // calendar.DAY
        return counts.every.touching(first * calendar.DAY, last * calendar.DAY) if first < last else 0

    def _most(self, counts: Cumulative, window: tuple[int, int]) -> int:
        """The events that have a part in the days of which the window has any."""
        first, last = window[0] // calendar.DAY, -(-window[1] // calendar.DAY)
        return counts.every.touching(first * calendar.DAY, last * calendar.DAY)

    def _asked(self, stretch: Stretch) -> Counted:
        window = stretch.first, stretch.last
        if self.counts and not self._most(self.counts, window):
            return [], {}
        return cells(counted_in(self.dataset, self.view, self.on.lane, window, stretch.size, self._own), stretch.size)

    def together(self, stretch: Stretch) -> list[Cell]:
        """The counts of a stretch in one lane, each event once."""
        if self.counts and is_days(stretch.size):
            return list(by_days({"": self.counts.every}, stretch))
        return cells(counted_in(self.dataset, self.view, "none", stretch[:2], stretch.size), stretch.size)[0]

    def lone(self, alone: Sequence[Cell]) -> list[Event]:
        """The events of bins of one."""
        event, member, on, own = self.dataset.table(), self.dataset.table("member"), self.on, self._own
        found = from_picked.events(self.dataset, self.view, on, begun={cell.first for cell in alone})
        if found is not None:
            there = {(cell.lane, cell.first) for cell in alone}
            return [event for event in found if (event.lane, event.start) in there]
        places = [queries.place(cell.lane, cell.first) for cell in alone]

        def ask(view: View, moments: Sequence[int], places: Sequence[str]) -> ir.Table:
            among = count_tables.among(self.dataset, view)
            return queries.lone(event, member, view, on.lane, moments, places, own, OTHERS, among, view.window)

        moments = sorted({cell.first for cell in alone})
        within = moments[0], moments[-1] + 1
        return read(answered(self.dataset, ("lone", on.lane, own), self.view, ask, moments, places, window=within))

    def ongoing(self, before: int, now: int) -> list[Event]:
        """In each lane the most important event that began `before` and is not over `now`."""
        if (found := from_picked.ongoing(self.dataset, self.view, self.on, before, now)) is not None:
            return found
        event, member, on, own = self.dataset.table(), self.dataset.table("member"), self.on, self._own

        def ask(view: View) -> ir.Table:
            among = count_tables.among(self.dataset, view)
            return queries.running(event, member, view, on.lane, *(view.window or (before, now)), own, OTHERS, among)

        return read(answered(self.dataset, ("running", on.lane, own), self.view, ask, window=(before, now)))

    @property
    def _own(self) -> tuple[str, ...]:
        return own_lanes(self.on) if self.on.merged else ()
