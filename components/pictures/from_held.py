"""Marks and counts of a record that is held: no window asks the engine for anything."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from components.figures.events import NEEDS, Event
from components.pictures.bin_sizes import Cell, Counted, Stretch, is_days
from data.columnar.columns import NEVER
from data.columnar.cumulative import Cumulative, Times
from data.columnar.in_memory import Chosen, Places
from data.dates import calendar
from data.queries.lanes import Bin


@dataclass(frozen=True, slots=True)
class FromHeld:
    """What passes a view's filters, among the events that are held."""

    chosen: Chosen
    counts: Cumulative

    def how_many(self, window: tuple[int, int]) -> int:
        """The events that have a part in the window."""
        return self.counts.every.touching(*window)

    def marks(self, window: tuple[int, int], most: int) -> list[Event]:
        """The events of a window, in each of their lanes; at most so many events, the important ones."""
        return events_of(self.chosen, self.chosen.foremost(*window, most))

    def counted(self, stretches: Sequence[Stretch]) -> Counted:
        """The counts of the stretches, and what runs on from before the first of them."""
        found: list[Cell] = []
        for stretch in stretches:
            found += by_days(self.counts.lanes, stretch) if is_days(stretch.size) else self._moments(stretch)
        if not stretches:
            return found, {}
        start, end = stretches[0].first, stretches[-1].last
        running = {lane: times.running(start, end) for lane, times in self.counts.lanes.items()}
        if not is_days(stretches[0].size):
            for lane in self._untimed_before(start):
                running[lane] -= 1
        return found, {lane: count for lane, count in running.items() if count}

    def together(self, stretch: Stretch) -> list[Cell]:
        """The counts of a stretch in one lane, each event once."""
        if is_days(stretch.size):
            return list(by_days({"": self.counts.every}, stretch))
        return list(self._moments(stretch, in_one=True))

    def _moments(self, stretch: Stretch, *, in_one: bool = False) -> Iterator[Cell]:
        """Bins shorter than a day hold what has a time of day; what has none counts in its day."""
        chosen, day = self.chosen, stretch.first // calendar.DAY * calendar.DAY
        there = np.arange(*np.searchsorted(chosen.begun, [day, stretch.last]))
        there = there[~chosen.is_again[there]] if in_one else there
        begun, is_timed = chosen.begun[there], chosen.held.is_timed[chosen.place[there]]
        code = np.zeros_like(there) if in_one else chosen.code[there]
        for is_day, size, meant in (
            (True, Bin(calendar.DAY), ~is_timed), (False, stretch.size, is_timed & (begun >= stretch.first))
        ):  # fmt: skip
            number = (begun[meant] - size.start(0)) // size.seconds
            keys, at, counts = np.unique(np.stack([code[meant], number]), axis=1, return_index=True, return_counts=True)
            firsts = begun[meant][at]
            for lane, bin, count, moment in zip(*keys.tolist(), counts.tolist(), firsts.tolist(), strict=True):
                name = "" if in_one else chosen.names[lane]
                yield Cell(name, size.start(bin), size.start(bin + 1), count, is_day, moment)

    def _untimed_before(self, start: int) -> Iterator[str]:
        """The lanes of what has no time of day and begins in the day of this moment: it does not run on within it."""
        chosen = self.chosen
        first, last = np.searchsorted(chosen.begun, [start // calendar.DAY * calendar.DAY, start])
        place = chosen.place[first:last]
        meant = ~chosen.held.is_timed[place] & (chosen.held.end[place] > start)
        yield from (chosen.names[code] for code in chosen.code[first:last][meant].tolist())

    def lone(self, alone: Sequence[Cell]) -> list[Event]:
        """The events of bins of one; those whose start is open stay bins."""
        found = self.chosen.find([cell.first for cell in alone], [cell.lane for cell in alone])
        is_open = self.chosen.held.start[self.chosen.place[found]] == -NEVER
        return events_of(self.chosen, found[~is_open])

    def ongoing(self, before: int, now: int) -> list[Event]:
        """In each lane the most important event that began `before` and is not over `now`."""
        return events_of(self.chosen, self.chosen.running(before, now))


def by_days(lanes: Mapping[str, Times], stretch: Stretch) -> Iterator[Cell]:
    """The counts of a stretch in bins of whole days."""
    edges = stretch.edges
    within = [stretch.first, *edges[1:-1], stretch.last]
    for lane, times in lanes.items():
        for at, count, first in times.begun.between(within):
            yield Cell(lane, edges[at], edges[at + 1], count, False, first)


def events_of(chosen: Chosen, which: Places) -> list[Event]:
    """An Event for each of the chosen that is named."""
    held, place = chosen.held, chosen.place[which]
    columns: dict[str, list[Any]] = {name: held.texts[name].at(place) for name in NEEDS if name in held.texts}
    columns["lane"] = [chosen.names[code] for code in chosen.code[which].tolist()]
    columns["start"] = [None if at == -NEVER else at for at in held.start[place].tolist()]
    columns["end"] = [None if at == NEVER else at for at in held.end[place].tolist()]
    columns["importance"] = held.importance[place].tolist()
    return list(map(Event._make, zip(*(columns[name] for name in NEEDS), strict=True)))
