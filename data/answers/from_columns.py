"""The answers of columns: those of a data set of moderate size in memory, and those of a large one beside its tables.

What such columns do not know is asked of the engine.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, TypeVar

import ibis.expr.types as ir
import numpy as np
import pyarrow as pa

from data.answers.answerer import OTHERS, Answerer, Row, Window
from data.answers.bins import Cell, Counts, Stretch, by_days, cells, is_days, running
from data.answers.event_marks import Mark, alone
from data.answers.from_engine import FromEngine
from data.columnar import chosen_events, in_memory
from data.columnar.columns import NEVER
from data.columnar.cumulative_counts import Cumulative
from data.columnar.in_memory import InMemoryColumns, Places, Selection
from data.columnar.text_columns import Texts
from data.dates import calendar
from data.engine import count_tables
from data.queries.lanes import Bin
from data.search.results import SearchResults
from data.view import View

Answer = TypeVar("Answer")
ALL = (-NEVER, NEVER)
READ = tuple(name for name in Mark._fields if name != "lane")


class InMemory(Answerer):
    """What passes a view's filters, among all events in columns: only for that is the engine asked, once."""

    def __init__(self, engine: FromEngine) -> None:
        self.engine, self.view, self.grouping = engine, engine.view, engine.grouping

    @property
    def rest(self) -> Answerer:
        """The engine."""
        return self.engine

    @property
    def size(self) -> int:
        """Bytes that it keeps, nearly."""
        return super().size + self.selection.size

    @cached_property
    def selection(self) -> Selection:
        """The events that pass the filters, in each of their lanes."""
        memory = self._columns()
        return Selection.of(memory, *self._in_lanes(memory), self._passing(memory))

    def _columns(self) -> InMemoryColumns:
        cache = self.engine.dataset.in_memory
        if "events" not in cache:
            event = self.engine.dataset.table()
            cache["events"] = InMemoryColumns.of(
                self.engine.arrow("drawable", lambda _: in_memory.drawable(event), view=View())
            )
        return cache["events"]

    def _passing(self, memory: InMemoryColumns) -> Places | None:
        """Where those stand that pass the filters; None where there is none on."""
        if not self.view.is_filtered:
            return None
        event, member = self.engine.dataset.table(), self.engine.dataset.table("member")

        def ask(view: View) -> ir.Table:
            matches = count_tables.result_table(self.engine.dataset, view)
            return in_memory.rows(event if matches is None else matches, member, view)

        return memory.passing(self.view, lambda view: self.engine.arrow("passing", ask, view=view))

    def _in_lanes(self, memory: InMemoryColumns) -> tuple[Places, Texts]:
        """Where the events in each of their lanes are, and those lanes; asked of the engine if they are no column."""
        event, member = self.engine.dataset.table(), self.engine.dataset.table("member")
        column, own = self.grouping.column, self.grouping.own
        if lane := memory.texts.get(column):
            return np.arange(len(memory.moments)), lane.gathered(own, OTHERS) if own else lane
        ask = lambda _: in_memory.lanes(event, member, column, own, OTHERS)  # noqa: E731
        rows = self.engine.arrow(("lanes", column, own), ask, view=View())
        return memory.places(rows), Texts.of(rows["lane"])

    def summary(self, window: Window) -> Row:
        """Of what has a part in the window its extent and count, and how many there are in all."""
        return chosen_events.summary(self.selection, window)

    def how_many(self, window: Window) -> int:
        """The events that have a part in the window."""
        return self.counts.every.touching(*window) if window else self.counts.every.total

    def first(self, window: Window, most: int, columns: Sequence[str], importance: Sequence[int] = ()) -> list[Row]:
        """The first `most` of a window in time order, where these are columns that are in memory."""
        if not set(columns) <= self.selection.columns.texts.keys():
            return self.rest.first(window, most, columns, importance)
        return chosen_events.first(self.selection, window, most, columns, importance)

    @cached_property
    def lanes(self) -> Sequence[str]:
        """The lanes in which there is any."""
        return tuple(self.counts.lanes)

    @cached_property
    def counts(self) -> Cumulative:
        """When they begin and end, by lane, to the second."""
        return self.selection.cumulative()

    def marks(self, window: Window, most: int) -> list[Mark]:
        """The first `most` events of a window by importance, then time, in each of their lanes."""
        return self._marks(self.selection.foremost(*(window or ALL), most))

    def stretch(self, stretch: Stretch, until: int) -> Counts:
        """The counts of one stretch, and what has a part in it, but does not begin from it to `until`."""
        runs = running(self.counts.lanes, stretch.first, until)
        if is_days(stretch.size):
            return list(by_days(self.counts.lanes, stretch)), runs
        for lane in self._untimed_before(stretch.first):
            runs[lane] -= 1
        return list(self._moments(stretch)), runs

    def together(self, stretch: Stretch) -> list[Cell]:
        """The counts of a stretch in one lane "", each event once, by time."""
        cells = (
            by_days({"": self.counts.every}, stretch) if is_days(stretch.size) else self._moments(stretch, in_one=True)
        )
        return sorted(cells, key=lambda cell: cell.place)

    def _moments(self, stretch: Stretch, *, in_one: bool = False) -> Iterator[Cell]:
        """Bins shorter than a day hold what has a time of day; what has none counts in its day."""
        selection, day = self.selection, stretch.first // calendar.DAY * calendar.DAY
        which = np.arange(*np.searchsorted(selection.moments, [day, stretch.last]))
        which = which[~selection.is_again[which]] if in_one else which
        moments, is_timed = selection.moments[which], selection.columns.is_timed[selection.place[which]]
        code = np.zeros_like(which) if in_one else selection.code[which]
        for is_day, size, meant in (
            (True, Bin(calendar.DAY), ~is_timed), (False, stretch.size, is_timed & (moments >= stretch.first))
        ):  # fmt: skip
            number = (moments[meant] - size.start(0)) // size.seconds
            keys, index, counts = np.unique(
                np.stack([code[meant], number]), axis=1, return_index=True, return_counts=True
            )
            firsts = moments[meant][index]
            for lane, bin, count, moment in zip(*keys.tolist(), counts.tolist(), firsts.tolist(), strict=True):
                name = "" if in_one else selection.names[lane]
                yield Cell(name, size.start(bin), size.start(bin + 1), count, is_day, moment)

    def _untimed_before(self, start: int) -> Iterator[str]:
        """The lanes of what has no time of day and begins in the day of this moment: it does not run on within it."""
        selection = self.selection
        first, last = np.searchsorted(selection.moments, [start // calendar.DAY * calendar.DAY, start])
        place = selection.place[first:last]
        meant = ~selection.columns.is_timed[place] & (selection.columns.end[place] > start)
        yield from (selection.names[code] for code in selection.code[first:last][meant].tolist())

    def lone(self, cells: Sequence[Cell]) -> list[Mark]:
        """The events of cells of one, by lane and time; those whose start is open are left out."""
        return alone(self._marks(self.selection.beginning([cell.first for cell in cells])), cells)

    def running(self, before: int, now: int) -> list[Mark]:
        """In each lane the most important event that began `before` and is not over `now`; by lane."""
        return self._marks(self.selection.running(before, now))

    def _marks(self, which: Places) -> list[Mark]:
        """A Mark for each of the chosen that is named."""
        memory, place = self.selection.columns, self.selection.place[which]
        texts = memory.texts
        columns: dict[str, list[Any]] = {name: texts[name].take(place) for name in Mark._fields if name in texts}
        columns["lane"] = [self.selection.names[code] for code in self.selection.code[which].tolist()]
        columns["start"] = [None if moment == -NEVER else moment for moment in memory.start[place].tolist()]
        columns["end"] = [None if moment == NEVER else moment for moment in memory.end[place].tolist()]
        columns["importance"] = memory.importance[place].tolist()
        return list(map(Mark._make, zip(*(columns[name] for name in Mark._fields), strict=True)))


class OnDisk(Answerer):
    """What a view's words find in a large data set whose columns lie beside its tables, and what is in a window of
    it; of these the engine is asked for the texts of few rows only."""

    def __init__(self, engine: FromEngine) -> None:
        self.engine, self.view, self.grouping = engine, engine.view, engine.grouping

    @property
    def rest(self) -> Answerer:
        """The engine."""
        return self.engine

    def _else(
        self, answer: Callable[[SearchResults], Answer | None], ask: Callable[[Answerer], Answer],
        window: Window = None, moments: Collection[int] = (),
    ) -> Answer:  # fmt: skip
        """What the columns say; where they do not know, what the next one says. window, moments: where all is that is
        asked for."""
        results = self.engine.dataset.search(self.view, window, moments)
        rows = None if results is None else answer(results)
        return ask(self.rest) if rows is None else rows

    @property
    def _lane(self) -> tuple[str, tuple[str, ...], str]:
        return self.grouping.column, self.grouping.own, OTHERS

    def summary(self, window: Window) -> Row:
        """Of what has a part in the window its extent and count, and how many there are in all."""
        answer = lambda results: next(iter(results.summary(window) or ()), None)  # noqa: E731
        return self._else(answer, lambda rest: rest.summary(window), window)

    def how_many(self, window: Window) -> int:
        """The events that have a part in the window."""
        return self._else(lambda results: len(results.within(window)), lambda rest: rest.how_many(window), window)

    def first(self, window: Window, most: int, columns: Sequence[str], importance: Sequence[int] = ()) -> list[Row]:
        """The first `most` of a window in time order."""

        def answer(results: SearchResults) -> list[Row]:
            few = results.places[np.isin(results.columns["importance"][results.places], importance)]
            return (replace(results, places=few) if importance else results).first(window, most, columns)

        return self._else(answer, lambda rest: rest.first(window, most, columns, importance), window)

    def facet(self, field: str) -> list[Row]:
        """Each `value` of a field, and the `count` of events that have it under all the other filters."""
        return self._else(lambda results: results.facet(field), lambda rest: rest.facet(field))

    def sources(self) -> list[Row]:
        """Who says so: `source`, how many `events`, and how many of them are figure `claims`."""
        return self._else(lambda results: results.sources(), lambda rest: rest.sources())

    def claiming_rows(self) -> list[int]:
        """The rows of the events that claim a figure, rising."""
        return self._else(
            lambda results: sorted(row["row"] for row in results.claiming()), lambda rest: rest.claiming_rows()
        )

    def how_many_claims(self) -> int:
        """How many they are."""
        return self._else(lambda results: len(results.claiming()), lambda rest: rest.how_many_claims())

    @cached_property
    def counts(self) -> Cumulative | None:
        """When they begin and end, by day and lane."""
        return self._else(lambda results: results.cumulative(*self._lane), lambda rest: rest.counts)

    def marks(self, window: Window, most: int) -> list[Mark]:
        """The first `most` events of a window by importance, then time, in each of their lanes."""
        answer = lambda results: _marks(results.each(*self._lane, READ, window=window, most=most))  # noqa: E731
        return self._else(answer, lambda rest: rest.marks(window, most), window)

    def stretch(self, stretch: Stretch, until: int) -> Counts:
        """The counts of one stretch, and what has a part in it, but does not begin from it to `until`."""

        def answer(results: SearchResults) -> Counts | None:
            column, own, others = self._lane
            columns = results.counts(column, window, stretch.size.seconds, own, others, max(until, stretch.last))
            return None if columns is None else cells(pa.table(columns), stretch.size)

        window = stretch.first, stretch.last
        if is_days(stretch.size):
            return self.rest.stretch(stretch, until)
        return self._else(answer, lambda rest: rest.stretch(stretch, until), window)

    def together(self, stretch: Stretch) -> list[Cell]:
        """The counts of a stretch in one lane "", each event once, by time."""
        one = OnDisk(FromEngine(self.engine.dataset, self.view, replace(self.grouping, column="none", values=("",))))
        return sorted(one.stretch(stretch, stretch.last)[0], key=lambda cell: cell.place)

    def lone(self, cells: Sequence[Cell]) -> list[Mark]:
        """The events of cells of one, by lane and time; those whose start is open are left out."""
        moments = {cell.first for cell in cells}
        answer = lambda results: _marks(results.each(*self._lane, READ, moments=moments) if moments else [])  # noqa: E731
        rows = self._else(answer, lambda rest: rest.lone(cells), moments=moments)
        return alone(rows, cells)

    def running(self, before: int, now: int) -> list[Mark]:
        """In each lane the most important event that began `before` and is not over `now`; by lane."""
        answer = lambda results: _marks(results.running(*self._lane, READ, before, now))  # noqa: E731
        rows = self._else(answer, lambda rest: rest.running(before, now), (now, max(now + 1, before)))
        return sorted(rows, key=lambda mark: mark.lane)


def _marks(rows: Sequence[Row] | None) -> list[Mark] | None:
    return None if rows is None else [Mark(**row) for row in rows]
