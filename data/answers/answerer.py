"""Every question that is asked about events under a View: one interface, whoever answers and whoever asks.

An answerer knows what stands in its own module, and asks `rest` for all else. Which of them answers is chosen in one
place, `data.answers.of`. Rows, their types and their order are the same from each; a test holds them to that.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Protocol

import pyarrow as pa

from data import dates
from data.answers.bins import Cell, Counts, Stretch
from data.answers.event_marks import Mark
from data.claims.briefing import SlideOrder
from data.columnar.cumulative_counts import Cumulative
from data.columnar.in_memory import InMemoryColumns
from data.dataset import compiled_queries
from data.dataset.extent import Facts
from data.queries.calendar_counts import CalendarCounts
from data.reading_report import Glimpse
from data.search.results import SearchResults
from data.view import View
from data.view.filter_table import FILTERS

MOST_MARKS: Final = 300
"""Events that are told one by one; of more, how many there are."""
OTHERS: Final = "\u2026others"
"""The lane of all that have none of their own: no cell can say so, for cells are stripped of nothing but spaces."""
EVER: Final = (dates.seconds(-9999), dates.seconds(10_000))
"""The widest window that a view can have."""

Row = dict[str, Any]
Window = tuple[int, int] | None
"""The first second and the one after the last; None is all times."""


class Dataset(compiled_queries.Dataset, Protocol):
    """What is asked of a data set."""

    @property
    def settings(self) -> Any: ...
    @property
    def zone(self) -> str: ...
    @property
    def in_memory(self) -> dict[str, InMemoryColumns]: ...
    @property
    def glimpse(self) -> Glimpse | None: ...
    def search(
        self, view: View, window: tuple[int, int] | None = None, moments: Collection[int] = ()
    ) -> SearchResults | None: ...


@dataclass(frozen=True, slots=True)
class Grouping:
    """The column that sorts the events into lanes, and its values in their order; `OTHERS`, the last of them, has all
    that have no lane of their own. count: how many events and eras the data set has."""

    column: str = "none"
    values: tuple[str, ...] = ("",)
    count: int = 0

    @property
    def own(self) -> tuple[str, ...]:
        """The lanes that stand by themselves, where the others share one; else empty."""
        return tuple(value for value in self.values if value != OTHERS) if OTHERS in self.values else ()


def plain(view: View) -> View:
    """The view with nothing but its filters."""
    return View(**{name: getattr(view, name) for name in FILTERS})


class Answerer:
    """Answers for one data set, one set of filters and one grouping, in whichever window."""

    view: View
    grouping: Grouping

    @property
    def rest(self) -> "Answerer":
        """Who is asked next."""
        raise NotImplementedError

    @property
    def has_marks(self) -> bool:
        """Whether single events are known, not only how many there are."""
        return True

    @property
    def are_few(self) -> bool:
        """Whether all that pass the filters are told one by one."""
        return self.has_marks and self.total <= MOST_MARKS

    @property
    def size(self) -> int:
        """Bytes that it keeps, nearly, once its `few` and its `counts` have been looked at."""
        return 1000 * len(self.few) + (self.counts.size if self.counts else 0)

    # The data set as a whole, whatever is filtered.

    @property
    def facts(self) -> Facts:
        """What its axis and its lanes rest on."""
        return self.rest.facts

    def own_columns(self) -> list[str]:
        """The user's own columns, by their `x:` names, that sort the events into few groups."""
        return self.rest.own_columns()

    def filled_columns(self) -> set[str]:
        """The columns of ours that could make lanes: they say something, and not the same in every event."""
        return self.rest.filled_columns()

    def reported_days(self, most: int) -> list[tuple[int, int]]:
        """Days since 1970 on which something became known, oldest first, each with how well that is known: 0 the year
        of it, 1 the month, 2 the day; of more than `most`, as many evenly chosen."""
        return self.rest.reported_days(most)

    def heading(self) -> Row | None:
        """The row of kind `title`, if there is one."""
        return self.rest.heading()

    def event(self, key: str) -> Row | None:
        """Everything about the event of this id; None where there is none."""
        return self.rest.event(key)

    def eras(self) -> list[Row]:
        """The spans behind the events, as far as they were known at the view's moment, oldest first."""
        return self.rest.eras()

    def withdrawn(self) -> list[Row]:
        """The rows that were withdrawn, whatever is filtered: `id`, `date`, `title`, and why (`withdrawn`)."""
        return self.rest.withdrawn()

    def linked(self, targets: Sequence[str], key: str = "") -> list[Row]:
        """The rows of these ids, and those that name `key` in their links, as far as they were known at the view's
        moment, whatever else is filtered: `MARK`, `kind` and `links`, oldest first."""
        return self.rest.linked(targets, key)

    # The events that pass the filters, as rows.

    def summary(self, window: Window) -> Row:
        """Of what has a part in the window `start`, `end`, `open_start`, `open_end`, `count` and how many `sources`;
        and of how many in all (`total`)."""
        return self.rest.summary(window)

    def how_many(self, window: Window) -> int:
        """The events that have a part in the window."""
        return self.rest.how_many(window)

    def first(self, window: Window, most: int, columns: Sequence[str], importance: Sequence[int] = ()) -> list[Row]:
        """The first `most` of a window in time order, as rows of these columns. importance: only of these, if any."""
        return self.rest.first(window, most, columns, importance)

    def sorted_by(
        self, column: str, window: Window, most: int, columns: Sequence[str], *, is_descending: bool
    ) -> list[Row]:
        """The first `most` of a window by a column ("" is time), as rows of these columns."""
        return self.rest.sorted_by(column, window, most, columns, is_descending=is_descending)

    def every(self, window: Window) -> list[Row]:
        """All of a window, oldest first, with every column."""
        return self.rest.every(window)

    def records(self, window: Window, step: int) -> Iterator[pa.Table]:
        """Their records as read, and those of the eras and the heading, in the order of the file, so many at a time:
        `row`, `c0`, `c1`, …"""
        return self.rest.records(window, step)

    def numbered_records(self, rows: Sequence[int]) -> list[Row]:
        """The records of these rows as read, in any order: as `records`."""
        return self.rest.numbered_records(rows)

    def neighbours(self, row: Row) -> dict[str, Row]:
        """The event before a row in time order as "previous", the one after it as "next": `id` and `title`."""
        return self.rest.neighbours(row)

    def facet(self, field: str) -> list[Row]:
        """Each `value` of a field, and the `count` of events that have it under all the other filters."""
        return self.rest.facet(field)

    def loosen(self, window: Window) -> list[Row]:
        """For each filter that is on (`field`), the `count` of events that there would be without it."""
        return self.rest.loosen(window)

    def by_calendar(self, unit: str, window: tuple[int, int]) -> CalendarCounts:
        """How many begin in each day, month, year or decade (`unit`) of a window, by category, each as finely as its
        date is known."""
        return self.rest.by_calendar(unit, window)

    # What is claimed, who says so, and what is told of it.

    def sources(self) -> list[Row]:
        """Who says so: `source`, how many `events`, and how many of them are figure `claims`."""
        return self.rest.sources()

    def claims(self) -> list[Row]:
        """The events that claim a figure, oldest first, with the columns that `data.claims.totals_by_source` reads."""
        return self.rest.claims()

    def claiming_rows(self) -> list[int]:
        """The rows of those events, rising."""
        return self.rest.claiming_rows()

    def how_many_claims(self) -> int:
        """How many they are."""
        return self.rest.how_many_claims()

    def news(self, baseline: str, most: int) -> list[Row]:
        """The first `most` that became known after the baseline, oldest first."""
        return self.rest.news(baseline, most)

    def how_many_news(self, baseline: str) -> int:
        """How many became known after the baseline."""
        return self.rest.how_many_news(baseline)

    def contradicting(self) -> list[Row]:
        """The events that contradict or correct another one, oldest first, in the same columns as `linked`."""
        return self.rest.contradicting()

    def slide_order(self) -> SlideOrder:
        """The rows that the user has numbered for a briefing."""
        return self.rest.slide_order()

    def numbered_events(self, rows: Sequence[int]) -> list[Row]:
        """The events of these rows, in any order, with every column."""
        return self.rest.numbered_events(rows)

    def story(self) -> tuple[list[Row], int]:
        """The events that a briefing tells where none is numbered, in any order; and how many matter."""
        return self.rest.story()

    # The events in their lanes.

    @cached_property
    def total(self) -> int:
        """How many there are at all times."""
        return self.how_many(None)

    @cached_property
    def lanes(self) -> Collection[str]:
        """The lanes in which there is any; all of them where that is not known."""
        return self.rest.lanes

    @cached_property
    def few(self) -> Sequence[Mark]:
        """The events themselves, the important first, where they are MOST_MARKS or fewer; else empty."""
        return tuple(self.marks(None, MOST_MARKS)) if self.are_few else ()

    @cached_property
    def counts(self) -> Cumulative | None:
        """When they begin and end, by lane; None where that is too much to be known, or not known by lane."""
        return self.rest.counts

    def marks(self, window: Window, most: int) -> list[Mark]:
        """The first `most` events of a window by importance, then time, in each of their lanes."""
        return self.rest.marks(window, most)

    def bins(self, stretches: Sequence[Stretch]) -> Counts:
        """The counts of some stretches in order, by lane and time; and what runs on from before the first of them."""
        cells: list[Cell] = []
        runs: dict[str, int] = {}
        for index, stretch in enumerate(stretches):
            until = stretch.last if index else stretches[-1].last
            more, running = self.stretch(stretch, until)
            cells += more
            runs = runs if index else running
        return sorted(cells, key=lambda cell: cell.place), {lane: runs[lane] for lane in sorted(runs) if runs[lane]}

    def stretch(self, stretch: Stretch, until: int) -> Counts:
        """The counts of one stretch, in any order; and what has a part in it, but does not begin from it to `until`."""
        return self.rest.stretch(stretch, until)

    def together(self, stretch: Stretch) -> list[Cell]:
        """The counts of a stretch in one lane "", each event once, by time."""
        return self.rest.together(stretch)

    def lone(self, cells: Sequence[Cell]) -> list[Mark]:
        """The events of cells of one, by lane and time; those whose start is open are left out."""
        return self.rest.lone(cells)

    def running(self, before: int, now: int) -> list[Mark]:
        """In each lane the most important event that began `before` and is not over `now`; by lane."""
        return self.rest.running(before, now)

    def foremost(self, lane: str, window: tuple[int, int], most: int, *, is_timed: bool | None = None) -> list[Row]:
        """The first `most` by importance that begin in a window in one lane: `id`, `date`, `title`. is_timed: only
        those with a time of day, or only those without."""
        return self.rest.foremost(lane, window, most, is_timed=is_timed)
