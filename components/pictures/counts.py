"""Counts by lane and bin, and the single events that stand among them."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from components.figures.count_bars import Bin, Counts
from components.figures.events import Event, of_marks
from components.figures.placed_events import KEY
from components.figures.plot_area import Stage
from components.pictures.bin_sizes import stretches
from data.answers import Answerer, Cell
from data.dates import calendar
from data.queries.lanes import TIMED

MOST_LONE: Final = 150
"""Bins of one that are drawn as the mark of their event; of more, those that stand farthest from any other."""


def counts(held: Answerer, stage: Stage, few: Sequence[Event] = ()) -> Counts:
    """What the figure `density` draws: bins, how many are running, the events that are alone in their bin, and in each
    lane one that runs on from before.

    few: all events of the view, where they are few and yet too many to be told apart: of these only what matters most
    is named, and all are counted.
    """
    found = list(stretches(stage, is_timed=not few or any(event.precision in TIMED for event in few)))
    cells, running = held.bins(found)
    alone = [] if few else _loneliest(cells)
    events = of_marks(held.lone(alone))
    drawn = {(event.lane, event.start) for event in events}
    bins: dict[str, list[Bin]] = {}
    for cell in cells:
        if cell.events > 1 or (cell.lane, cell.first) not in drawn:
            bins.setdefault(cell.lane, []).append(Bin(cell.start, cell.end, cell.events, cell.is_day))
    return Counts(bins, running, events, _ongoing(held, found[0].first) if running else [],
                  [event for event in few if event.importance >= KEY])  # fmt: skip


def _ongoing(held: Answerer, start: int) -> list[Event]:
    day = start // calendar.DAY * calendar.DAY  # what has no time of day does not run on within its day
    return of_marks(held.running(day, max(start, day + 1)))


def _loneliest(cells: Sequence[Cell]) -> list[Cell]:
    """The bins of one, at most MOST_LONE; of cells by lane and time."""
    alone = [cell for cell in cells if cell.events == 1]
    if len(alone) <= MOST_LONE:
        return alone
    room: list[tuple[float, Cell]] = []
    for _, lane in groupby(cells, lambda cell: cell.lane):
        row = list(lane)
        before = (float("inf"), *(cell.end for cell in row[:-1]))
        after = (*(cell.start for cell in row[1:]), float("inf"))
        for cell, end, start in zip(row, before, after, strict=True):
            if cell.events == 1:
                room.append((min(abs(cell.start - end), start - cell.end), cell))
    room.sort(key=lambda found: -found[0])
    return [cell for _, cell in room[:MOST_LONE]]
