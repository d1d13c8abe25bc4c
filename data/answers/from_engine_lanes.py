"""What the engine knows of events in lanes: single ones, and how many there are in each stretch of time."""

from collections.abc import Callable, Collection, Hashable, Sequence
from functools import cached_property

import ibis.expr.types as ir
import pyarrow as pa

from data import queries
from data.answers.answerer import EVER, OTHERS, Answerer, Dataset, Grouping, Row, Window, plain
from data.answers.bins import Cell, Counts, Stretch, cells, is_days
from data.answers.event_marks import Mark, alone, marks_of
from data.columnar import day_counts
from data.columnar.cumulative_counts import Cumulative
from data.dataset import compiled_queries
from data.engine import count_tables
from data.view import View


class LanesFromEngine(Answerer):
    """Each question is compiled once for all windows and values (`data.dataset.compiled_queries`)."""

    def __init__(self, dataset: Dataset, view: View, grouping: Grouping) -> None:
        self.dataset, self.view, self.grouping = dataset, plain(view), grouping

    @property
    def _event(self) -> ir.Table:
        return self.dataset.table("event")

    @property
    def _member(self) -> ir.Table:
        return self.dataset.table("member")

    @property
    def _lane(self) -> str:
        return self.grouping.column

    @property
    def _own(self) -> tuple[str, ...]:
        return self.grouping.own

    def arrow(
        self, question: Hashable, ask: Callable[..., ir.Table], *lists: Sequence[int | str],
        window: Window = None, view: View | None = None,
    ) -> pa.Table:  # fmt: skip
        """The rows of `ask(view, *lists)`, the view having its filters and this window: see
        `data.dataset.compiled_queries`."""
        view = self.view if view is None else view
        if window:
            view = view.with_window(max(window[0], EVER[0]), min(window[1], EVER[1]))
        return compiled_queries.answer(self.dataset, question, view, ask, *lists)

    def how_many(self, window: Window) -> int:
        """The events that have a part in the window."""

        def ask(view: View) -> ir.Table:
            event = count_tables.best_table(self.dataset, view, window=view.window)
            return queries.how_many(event, self._member, view, view.window)

        return int(self.arrow("how many", ask, window=window)["count"][0].as_py())

    @cached_property
    def lanes(self) -> Collection[str]:
        """The lanes in which anything passes the filters."""

        def ask(view: View) -> ir.Table:
            events = queries.matching(self._countable(view, self._lane), self._member, view)
            in_lanes = queries.with_lanes(events, self._member, self._lane, keep=("kind",))
            in_lanes = queries.gathered(in_lanes, self._lane, self._own, OTHERS) if self._own else in_lanes
            return in_lanes.select("lane").distinct()

        lanes: list[str] = self.arrow(("lanes there", self._lane, self._own), ask)["lane"].to_pylist()
        return lanes

    @cached_property
    def counts(self) -> Cumulative | None:
        """When the events begin and end, by day and lane; None where the days are too many."""

        def ask(view: View) -> ir.Table:
            event = self._countable(view, self._lane)
            return day_counts.turns(event, self._member, view, self._lane, self._own, OTHERS)

        rows = self.arrow(("turns", self._lane, self._own), ask)
        return day_counts.cumulative(rows) if len(rows) <= day_counts.MOST_ROWS else None

    def _countable(self, view: View, lane: str, *, finely: bool = False) -> ir.Table:
        """What to count the events of a view and its window in. finely: whether moments within a day matter."""
        columns = [lane] if lane != "none" else []
        return count_tables.best_table(self.dataset, view, columns, window=view.window, finely=finely)

    def marks(self, window: Window, most: int) -> list[Mark]:
        """The first `most` events of a window by importance, then time, in each of their lanes."""

        def ask(view: View) -> ir.Table:
            matches = count_tables.result_table(self.dataset, view)
            start, end = view.window or (None, None)
            return queries.marks(
                self._event, self._member, view, self._lane, start, end, most, matches, self._own, OTHERS
            )

        return marks_of(self.arrow(("marks", self._lane, self._own, most), ask, window=window))

    def stretch(self, stretch: Stretch, until: int) -> Counts:
        """The counts of one stretch, and what has a part in it, but does not begin from it to `until`."""
        return self._count_in(stretch, self._lane, self._own, [until] if until > stretch.last else [])

    def together(self, stretch: Stretch) -> list[Cell]:
        """The counts of a stretch in one lane "", each event once, by time."""
        return sorted(self._count_in(stretch, "none", (), [])[0], key=lambda cell: cell.place)

    def _count_in(self, stretch: Stretch, lane: str, own: tuple[str, ...], until: Sequence[int]) -> Counts:
        window, size = (stretch.first, stretch.last), stretch.size

        def ask(view: View, *until: Sequence[int]) -> ir.Table:
            event = self._countable(view, lane, finely=not is_days(size))
            last = until[0][0] if until else None
            start, end = view.window or window
            return queries.counts(event, self._member, view, lane, start, end, size, own, OTHERS, last)

        further = [until] if until else []
        rows = self.arrow(("counts", lane, size, own, bool(until)), ask, *further, window=window)
        return cells(rows, size)

    def lone(self, cells: Sequence[Cell]) -> list[Mark]:
        """The events of cells of one, by lane and time; those whose start is open are left out."""

        def ask(view: View, moments: Sequence[int], places: Sequence[str]) -> ir.Table:
            matches = count_tables.result_table(self.dataset, view)
            return queries.lone(
                self._event, self._member, view, self._lane, moments, places, self._own, OTHERS, matches, view.window
            )

        if not cells:
            return []
        moments = sorted({cell.first for cell in cells})
        places = [queries.place(cell.lane, cell.first) for cell in cells]
        within = moments[0], moments[-1] + 1
        return alone(marks_of(self.arrow(("lone", self._lane, self._own), ask, moments, places, window=within)), cells)

    def running(self, before: int, now: int) -> list[Mark]:
        """In each lane the most important event that began `before` and is not over `now`; by lane."""

        def ask(view: View) -> ir.Table:
            matches = count_tables.result_table(self.dataset, view, [self._lane] if self._lane != "none" else [])
            start, end = view.window or (before, now)
            return queries.running(self._event, self._member, view, self._lane, start, end, self._own, OTHERS, matches)

        marks = marks_of(self.arrow(("running", self._lane, self._own), ask, window=(before, now)))
        return sorted(marks, key=lambda mark: mark.lane)

    def foremost(self, lane: str, window: tuple[int, int], most: int, *, is_timed: bool | None = None) -> list[Row]:
        """The first `most` by importance that begin in a window in one lane: `id`, `date`, `title`."""
        matches = count_tables.result_table(self.dataset, self.view)
        rows: list[Row] = queries.foremost(
            self._event, self._member, self.view, self._lane, lane, window, most, self._own, OTHERS,
            is_timed=is_timed, subset=matches,
        ).to_pyarrow().to_pylist()  # fmt: skip
        return rows
