"""The answers of a file that is still being read: its days, in each lane, and nothing else of it."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from data import dates
from data.answers.answerer import OTHERS, Answerer, Dataset, Grouping, Row, Window, plain
from data.answers.bins import Cell, Counts, Stretch, by_days, running
from data.answers.event_marks import Mark
from data.columnar import day_counts
from data.columnar.cumulative_counts import Cumulative
from data.dataset.extent import FactsFromPreview
from data.dates import calendar
from data.errors import NotYetKnown
from data.queries.lanes import Bin
from data.reading_report import Glimpse
from data.view import On, View
from data.view.filter_table import Kind

NO_LANES: Final = frozenset({"kind", "month", "start", "end", "first", "begun", "last", "source", "events"})
"""The columns of days that no filter can look at."""


class FromPreview(Answerer):
    """Bins shorter than a day are days, and so are the edges of windows; single events are not known yet."""

    def __init__(self, dataset: Dataset, glimpse: Glimpse, view: View, grouping: Grouping) -> None:
        self.view, self.grouping = plain(view), grouping
        self._settings, self._glimpse = dataset.settings, glimpse

    @property
    def rest(self) -> Answerer:
        """Nobody: raises NotYetKnown."""
        raise _not_yet_known()

    @property
    def has_marks(self) -> bool:
        """No: bins of one stay bins."""
        return False

    @property
    def facts(self) -> FactsFromPreview:
        """What its axis and its lanes rest on."""
        return FactsFromPreview(self._glimpse)

    def own_columns(self) -> list[str]:
        """None can be chosen yet."""
        return []

    def filled_columns(self) -> set[str]:
        """The column of ours that the lanes are made of, where the file has it."""
        return {self._settings.lanes or "category"} & self._glimpse.eras.report.columns.keys()

    @cached_property
    def _passing(self) -> Glimpse:
        """The days of what passes the filters. Raises NotYetKnown where they look at anything else."""
        days = self._glimpse.days
        for on in self.view.on():
            passing = KEEPS.get(on.filter.kind, _unknown)(days, on)
            if passing is None:
                raise _not_yet_known()
            days = passing
        return replace(self._glimpse, days=days)

    def summary(self, window: Window) -> Row:
        """Of what has a part in the window's days its extent and count, and how many there are in all."""
        days = self._passing.days.filter(pc.equal(self._passing.days["kind"], "event"))
        days = _within(days, *window) if window else days
        return {
            "start": pc.min(days["first"]).as_py(),
            "end": pc.max(days["last"]).as_py(),
            "open_start": days["start"].null_count > 0,
            "open_end": days["end"].null_count > 0,
            "count": pc.sum(days["events"]).as_py() or 0,
            "sources": 0,
            "total": sum(self.facts.lanes("none").values()),
        }

    def how_many(self, window: Window) -> int:
        """The events that have a part in the days of the window."""
        every = self.counts.every
        if window is None:
            return every.total
        first, last, _ = Stretch(*window, Bin(calendar.HOUR)).in_days
        return every.touching(first, last)

    @cached_property
    def lanes(self) -> Collection[str]:
        """The lanes in which there is any."""
        return self.counts.lanes.keys()

    @cached_property
    def counts(self) -> Cumulative:
        """When they begin and end, by day and lane."""
        turns = FactsFromPreview(self._passing).turns(self.grouping.column, self.grouping.own, OTHERS)
        return day_counts.cumulative(turns)

    def stretch(self, stretch: Stretch, until: int) -> Counts:
        """The counts of one stretch by days, and what has a part in it, but does not begin from it to `until`."""
        whole, last = stretch.in_days, -(-until // calendar.DAY) * calendar.DAY
        return list(by_days(self.counts.lanes, whole)), running(self.counts.lanes, whole.first, last)

    def together(self, stretch: Stretch) -> list[Cell]:
        """The counts of a stretch in one lane "" by days, by time."""
        return list(by_days({"": self.counts.every}, stretch.in_days))

    def lone(self, cells: Sequence[Cell]) -> list[Mark]:  # noqa: ARG002 - whichever they are
        """None is known by itself."""
        return []

    def running(self, before: int, now: int) -> list[Mark]:  # noqa: ARG002 - whenever it is
        """None is known by itself."""
        return []

    def foremost(
        self,
        lane: str,  # noqa: ARG002 - wherever
        window: tuple[int, int],  # noqa: ARG002 - and whenever it is
        most: int,  # noqa: ARG002
        *,
        is_timed: bool | None = None,  # noqa: ARG002
    ) -> list[Row]:
        """None is known by itself."""
        return []


def _not_yet_known() -> NotYetKnown:
    return NotYetKnown("The file is still being read.", advice="Ask again once it has been read.")


def _valued(days: pa.Table, on: On) -> pa.Table | None:
    """Those with one of the values, where days are told apart by that column."""
    if on.name in NO_LANES or on.name not in days.column_names:
        return None
    return days.filter(pc.is_in(pc.fill_null(days[on.name], ""), pa.array(on.values, pa.string())))


def _since(days: pa.Table, on: On) -> pa.Table | None:
    return _by_day(days, dates.parse(on.value).start, None)


def _until(days: pa.Table, on: On) -> pa.Table | None:
    return _by_day(days, None, dates.parse(on.value).end)


def _by_day(days: pa.Table, start: int | None, end: int | None) -> pa.Table | None:
    """Those with a part in [start, end), where that is said in whole days."""
    return _within(days, start, end) if all((moment or 0) % calendar.DAY == 0 for moment in (start, end)) else None


def _unknown(_: pa.Table, __: On) -> pa.Table | None:
    return None


KEEPS: Final = {Kind.VALUE: _valued, Kind.OWN: _valued, Kind.SINCE: _since, Kind.UNTIL: _until}
"""By the kind of a filter, the days that pass it; None, as for every other kind, where days do not tell."""


def _within(days: pa.Table, start: int | None, end: int | None) -> pa.Table:
    """The rows of days that have any part in [start, end)."""
    if end is not None:
        days = days.filter(pc.fill_null(pc.less(days["start"], end), True))
    return days if start is None else days.filter(pc.fill_null(pc.greater(days["end"], start), True))
