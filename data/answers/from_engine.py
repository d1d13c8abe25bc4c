"""The answers of the engine: the last that is asked, for it knows everything but a file that is still being read."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import replace
from typing import Final

import ibis.expr.types as ir
import pyarrow as pa

from data import event_links, queries
from data.answers.answerer import Row, Window
from data.answers.from_engine_lanes import LanesFromEngine
from data.claims import briefing, changes
from data.claims.briefing import SlideOrder
from data.dataset.extent import Facts, FactsFromEngine
from data.engine import count_tables
from data.queries import calendar_counts, time_order
from data.queries.calendar_counts import CalendarCounts
from data.view import View
from data.view.filter_table import FILTERS, Kind, names_of

BEFORE_ALL: Final = -(2**62)
DATED: Final = ("category", *count_tables.DATED, "is_one_of")
"""The columns that say when an event began, and how well that is known."""
FILLED: Final = names_of(Kind.VALUE, Kind.NUMBER)
"""The columns of ours that could make lanes, beside actors and tags."""


class FromEngine(LanesFromEngine):
    """All that can be asked at all."""

    def _rows(
        self, question: Hashable, ask: Callable[..., ir.Table], *lists: Sequence[int | str],
        window: Window = None, view: View | None = None,
    ) -> list[Row]:  # fmt: skip
        rows: list[Row] = self.arrow(question, ask, *lists, window=window, view=view).to_pylist()
        return rows

    def _count(self, question: Hashable, ask: Callable[[View], ir.Table], window: Window = None) -> int:
        [row] = self._rows(question, lambda view: ask(view).aggregate(count=lambda rows: rows.count()), window=window)
        return int(row["count"])

    @property
    def facts(self) -> Facts:
        """What its axis and its lanes rest on."""
        return FactsFromEngine(self.dataset)

    def own_columns(self) -> list[str]:
        """The user's own columns, by their `x:` names, that sort the events into few groups."""
        if not queries.own_columns(self._event):
            return []
        return queries.choosable_columns(self._event, queries.own_values(self._event).execute())

    def filled_columns(self) -> set[str]:
        """The columns of ours that could make lanes: they say something, and not the same in every event."""
        fields = self._rows("named", lambda _: self._member.select("field").distinct(), view=View())
        return {name for name in FILLED if self._is_said(name)} | {row["field"] for row in fields}

    def _is_said(self, name: str) -> bool:
        def ask(_: View) -> ir.Table:
            of = (
                count_tables.claims(self.dataset)
                if name == "metric"
                else count_tables.best_table(self.dataset, View(), [name])
            )
            of = of.filter(of["kind"] == "event")
            if FILTERS[name].is_given:
                return of.aggregate(count=of[name].nunique())
            few = of.filter(of[name] != "").limit(1)  # an engine stops at the first
            return few.aggregate(count=few.count())

        [row] = self._rows(("said", name), ask, view=View())
        return int(row["count"]) > (1 if FILTERS[name].is_given else 0)

    def reported_days(self, most: int) -> list[tuple[int, int]]:
        """Days since 1970 on which something became known, each with how well that is known: `queries.days_of_reports`.

        Of more than `most`, as many evenly chosen.
        """

        def ask(view: View) -> ir.Table:
            return queries.days_of_reports(count_tables.best_table(self.dataset, view), most)

        return [(int(row["day"]), int(row["finest"])) for row in self._rows(f"days {most}", ask, view=View())]

    def heading(self) -> Row | None:
        """The row of kind `title`, if there is one."""
        return next(iter(self._rows("heading", lambda _: briefing.titles(self._event), view=View())), None)

    def event(self, key: str) -> Row | None:
        """Everything about the event of this id; None where there is none."""
        view_of = View(event=key)
        return next(iter(self._rows("one", lambda view: queries.one(self._event, view.event), view=view_of)), None)

    def eras(self) -> list[Row]:
        """The spans behind the events, as far as they were known at the view's moment, oldest first."""
        return self._rows("eras", lambda view: queries.eras(self._event, view), view=View(asof=self.view.asof))

    def withdrawn(self) -> list[Row]:
        """The rows that were withdrawn, whatever is filtered."""
        return self._rows("withdrawn", lambda _: queries.withdrawn(self._event), view=View())

    def linked(self, targets: Sequence[str], key: str = "") -> list[Row]:
        """The rows of these ids, and those that name `key` in their links, as far as they were known."""

        def ask(view: View, *lists: Sequence[str]) -> ir.Table:
            names, mine, *ends = lists
            return queries.linked(self._event, names, mine, [end for [end] in ends], view.asof)

        ends = [[end] for end in event_links.ends_of(key)] if key else []
        view = View(asof=self.view.asof)
        return self._rows(("linked", len(ends)), ask, [*targets] or [""], [key], *ends, view=view)

    def contradicting(self) -> list[Row]:
        """The events that contradict or correct another one, oldest first."""

        def ask(view: View) -> ir.Table:
            return queries.contradicting(self._event, self._member, view, event_links.AGAINST)

        return self._rows("contradicting", ask)

    def summary(self, window: Window) -> Row:
        """Of what has a part in the window its extent and count, and how many there are in all."""

        def ask(view: View) -> ir.Table:
            event = count_tables.best_table(self.dataset, view, ["source"], window=view.window)
            return queries.summary(event, self._member, view, count_tables.best_table(self.dataset, View()))

        return self._rows("summary", ask, window=window)[0]

    def first(self, window: Window, most: int, columns: Sequence[str], importance: Sequence[int] = ()) -> list[Row]:
        """The first `most` of a window in time order."""
        if not importance:
            return self.sorted_by("", window, most, columns, is_descending=False)
        levels = tuple(level for level in importance if not self.view.importance or level in self.view.importance)
        few = FromEngine(self.dataset, replace(self.view, importance=levels), self.grouping)
        return few.first(window, most, columns) if levels else []

    def sorted_by(
        self, column: str, window: Window, most: int, columns: Sequence[str], *, is_descending: bool
    ) -> list[Row]:
        """The first `most` of a window by a column."""

        def ask(view: View) -> ir.Table:
            matches = count_tables.result_table(self.dataset, view, [column] if column else [])
            table = queries.rows(
                self._event, self._member, view, by=column, is_descending=is_descending, most=most, subset=matches
            )
            return table.select(*columns)

        return self._rows(("rows", column, is_descending, most, tuple(columns)), ask, window=window)

    def every(self, window: Window) -> list[Row]:
        """All of a window, oldest first, with every column."""
        return self._rows("every", lambda view: queries.visible(self._event, self._member, view), window=window)

    def records(self, window: Window, step: int) -> Iterator[pa.Table]:
        """Their records as read, and those of eras and the heading, in the file's order. Each page is a question of its
        own: another thread may ask for the next one."""
        view = self.view.with_window(*window) if window else self.view
        last = BEFORE_ALL
        while True:
            matches = count_tables.result_table(self.dataset, view)
            event = self._event if matches is None else matches
            events = queries.in_window(queries.matching(event, self._member, view), view).select("row")
            events = events.union(self._behind(view).select("row"))
            page = events.filter(events["row"] > last).order_by("row").limit(step)
            raw = self.dataset.table("raw")
            records = raw.filter(raw["row"].isin(page["row"])).order_by("row").to_pyarrow()
            yield records
            if len(records) < step:
                return
            last = records["row"][-1].as_py()

    def numbered_records(self, rows: Sequence[int]) -> list[Row]:
        """The records of these rows as read."""

        def ask(_: View, rows: Sequence[int]) -> ir.Table:
            raw = self.dataset.table("raw")
            return raw.filter(raw["row"].isin(rows))

        return self._rows("records of rows", ask, rows, view=View()) if rows else []

    def _behind(self, view: View) -> ir.Table:
        """The rows that are no events: eras, as far as they were known, and the heading."""
        eras = queries.eras(self._event, view).select("row")
        return eras.union(self._event.filter(self._event["kind"] == "title").select("row"))

    def neighbours(self, row: Row) -> dict[str, Row]:
        """The event before a row in time order as "previous", the one after it as "next"."""
        here = time_order.place(row)
        numbers = [[part] for part in (*here, *time_order.among_dated(here))]

        def ask(view: View, *numbers: Sequence[int]) -> ir.Table:
            turn, number, latest, row, *among_dated = (each[0] for each in numbers)
            start, after, end, behind = among_dated
            matches = count_tables.result_table(self.dataset, view)
            places = (turn, number, latest, row), (start, after, end, behind)
            return queries.neighbours(self._event, self._member, view, *places, matches)

        return {neighbour["side"]: neighbour for neighbour in self._rows("near", ask, *numbers)}

    def facet(self, field: str) -> list[Row]:
        """Each `value` of a field, and the `count` of events that have it under all the other filters."""

        def ask(view: View) -> ir.Table:
            event = count_tables.best_table(self.dataset, view, [field], but=field)
            return queries.facet(event, self._member, view, field)

        return self._rows(f"facet {field}", ask)

    def loosen(self, window: Window) -> list[Row]:
        """For each filter that is on (`field`), the `count` of events that there would be without it."""

        def ask(view: View) -> ir.Table:
            return queries.loosen(self._event, self._member, view, count_tables.result_table(self.dataset, view))

        return self._rows("loosen", ask, window=window)

    def by_calendar(self, unit: str, window: tuple[int, int]) -> CalendarCounts:
        """How many begin in each day, month, year or decade of a window, by category."""

        def ask(view: View) -> ir.Table:
            counted = count_tables.best_table(self.dataset, view, DATED, window=view.window)
            return calendar_counts.begun(counted, self._member, view, unit)

        return calendar_counts.counted(self.arrow(("by calendar", unit), ask, window=window), unit, window)

    def sources(self) -> list[Row]:
        """Who says so: `source`, how many `events`, and how many of them are figure `claims`."""

        def ask(view: View) -> ir.Table:
            if self.dataset.claims == "event":
                return queries.sources(
                    count_tables.best_table(self.dataset, view, ["source", "metric"]), self._member, view
                )
            event = count_tables.best_table(self.dataset, view, ["source"])
            return queries.sources(event, self._member, view, count_tables.claims(self.dataset))

        return self._rows("sources", ask)

    def _claiming(self, view: View) -> ir.Table:
        return queries.claims(count_tables.claims(self.dataset), self._member, view)

    def claims(self) -> list[Row]:
        """The events that claim a figure, oldest first."""
        return self._rows("claims", self._claiming)

    def claiming_rows(self) -> list[int]:
        """The rows of those events, rising."""
        rows = self.arrow("claiming", lambda view: self._claiming(view).select("row").order_by("row"))
        return [int(row) for row in rows["row"].to_pylist()]

    def how_many_claims(self) -> int:
        """How many they are."""
        return self._count("how many claims", self._claiming)

    def news(self, baseline: str, most: int) -> list[Row]:
        """The first `most` that became known after the baseline, oldest first."""
        return self._rows(("news", baseline, most), lambda view: self._news(view, baseline).limit(most))

    def _news(self, view: View, baseline: str) -> ir.Table:
        return changes.news(self._event, self._member, view, baseline)

    def how_many_news(self, baseline: str) -> int:
        """How many became known after the baseline."""
        return self._count(("how many news", baseline), lambda view: self._news(view, baseline))

    def slide_order(self) -> SlideOrder:
        """The rows that the user has numbered for a briefing."""
        column = briefing.slide_column(self._event)
        if not column:
            return SlideOrder()
        rows = self._rows("marked", lambda view: briefing.slide_numbers(self._event, self._member, view, column))
        return briefing.slide_order(rows)

    def numbered_events(self, rows: Sequence[int]) -> list[Row]:
        """The events of these rows, with every column."""

        def ask(_: View, rows: Sequence[int]) -> ir.Table:
            return self._event.filter(self._event["row"].isin(rows))

        return self._rows("of rows", ask, rows, view=View()) if rows else []

    def story(self) -> tuple[list[Row], int]:
        """The events that a briefing tells where none is numbered; and how many matter."""
        rows = self._rows("story", lambda view: briefing.first_choice(self._story(view)))
        return rows, len(rows) if len(rows) < briefing.MOST_EVENTS else self._count("how many matter", self._story)

    def _story(self, view: View) -> ir.Table:
        return briefing.story(self._event, self._member, view)
