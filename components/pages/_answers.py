"""What the engine answers about one data set under one View, each question asked once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import ibis.expr.types as ir
import pandas as pd

from components import cache
from components.scales import categories
from data import queries
from data.claims import cards as claims_cards
from data.claims import changes, series
from data.claims.compare_files import Comparison, compared_sets
from data.claims.series import Claim
from data.columnar import events as columnar_events
from data.columnar.in_memory import Chosen
from data.dataset import compiled_queries
from data.dataset.opening import Dataset
from data.engine import count_tables
from data.filter_table import FILTERS, Kind, named
from data.search.results import Picked
from data.view import View

Row = Mapping[str, Any]
FromPicked = Callable[[Picked], Sequence[Row] | None]
FILLED = named(Kind.VALUE, Kind.NUMBER)
NAMED = ("id", "date", "title", "category", "value", "unit", "source", "place")
"""What a list says of an event: the engine reads no more than that, least of all its texts."""


class Answers:
    """The answers for one data set and one View, as plain rows: each question runs when it is first asked.

    A question is kept with no more of the View than it depends on, so that neither another zoom nor another viewer
    asks it again.
    """

    def __init__(self, dataset: Dataset, view: View) -> None:
        self.dataset, self.view = dataset, view
        self._here = replace(view, event="", opened=(), lanes="", scale="", page="", columns=(), baseline="")
        self._always = replace(self._here, start="", end="")

    @property
    def event(self) -> Any:
        return self.dataset.table("event")

    @property
    def member(self) -> Any:
        return self.dataset.table("member")

    @property
    def _tables(self) -> tuple[ir.Table, ir.Table]:
        return self.event, self.member

    def _among(self, view: View, columns: Sequence[str] = ()) -> ir.Table | None:
        return count_tables.among(self.dataset, view, columns)

    def summary(self) -> Row:
        """Extent and count of what is on screen, of how many, by how many sources."""

        def ask(view: View) -> ir.Table:
            event = count_tables.best(self.dataset, view, ["source"], window=view.window)
            return queries.summary(event, self.member, view, count_tables.best(self.dataset, View()))

        held = lambda chosen: [columnar_events.summary(chosen, self.view.window)]  # noqa: E731
        picked = lambda picked: picked.summary(self.view.window)  # noqa: E731
        return self._of_held("summary", self._here, held, picked, ask)[0]

    def rows(self, *, by: str = "", is_descending: bool = False, most: int = 50) -> list[Row]:
        """The events on screen, in time order or by a column."""
        ask = lambda view: self._page(view, by, is_descending, most)  # noqa: E731
        question = f"rows {by} {is_descending} {most}"
        if by or is_descending:
            return self._listed(question, self._here, ask)
        held = lambda chosen: columnar_events.first(chosen, self.view.window, most, NAMED)  # noqa: E731
        picked = lambda picked: picked.first(self.view.window, most, NAMED)  # noqa: E731
        return self._of_held(question, self._here, held, picked, ask)

    def facet(self, field: str) -> list[Row]:
        """Each value of a field, and how many events have it under all the other filters, at all times."""

        def ask(view: View) -> ir.Table:
            event = count_tables.best(self.dataset, view, [field], but=field)
            return queries.facet(event, self.member, view, field)

        return self._picked(f"facet {field}", self._always, lambda picked: picked.facet(field), ask)

    def loosen(self) -> list[Row]:
        """For each filter that is on: how many events there would be without it."""
        return self._listed("loosen", self._here, lambda view: queries.loosen(*self._tables, view, self._among(view)))

    def chosen(self) -> Row | None:
        """Everything about the chosen event; None where there is none of that id."""
        if not self.view.event:
            return None
        view = View(event=self.view.event)
        found = self._listed("chosen", view, lambda view: queries.one(self.event, view.event))
        return found[0] if found else None

    def neighbours(self) -> dict[str, Row]:
        """The event before the chosen one as "previous", the one after it as "next"."""
        chosen = self.chosen()
        if chosen is None:
            return {}
        then = next((at for at in (chosen["start"], chosen["end"]) if at is not None), queries.BEFORE_ALL)

        def ask(view: View, then: Sequence[int], row: Sequence[int]) -> ir.Table:
            return queries.neighbours(*self._tables, view, then[0], row[0], self._among(view))

        asked = self._listed("near", replace(self._always, event=self.view.event), ask, [then], [chosen["row"]])
        return {row["side"]: row for row in asked}

    def key_events(self, most: int = 12) -> tuple[str, list[Row]]:
        """The key events on screen in time order; where none is marked so, the first events. What they are called."""
        keys = replace(self._here, importance=self._here.importance or (3,))

        def ask(view: View) -> ir.Table:
            return queries.visible(*self._tables, view, most=most, among=self._among(view)).select(*NAMED)

        held = lambda chosen: columnar_events.first(chosen, self.view.window, most, NAMED, keys.importance)  # noqa: E731
        picked = lambda picked: picked.first(self.view.window, most, NAMED)  # noqa: E731
        found = self._of_held(f"keys {most}", keys, held, picked, ask)
        return ("Key events", found) if found else ("The first events", self.rows(most=most))

    def categories(self) -> tuple[str, ...]:
        """Every category of the data set, whatever is filtered, in the order of their looks."""
        found: tuple[str, ...] = self._asked("categories", View(), lambda: categories(self.dataset))
        return found

    def claims(self) -> pd.DataFrame:
        """The events that claim a figure, at all times."""
        view = self._always
        found: pd.DataFrame = self._asked("claims", view, lambda: self._claims(view).execute())
        return found

    def _claims(self, view: View) -> ir.Table:
        return queries.claims(count_tables.claims(self.dataset), self.member, view)

    def cards(self) -> list[claims_cards.Card]:
        """The metric cards of the claims, at all times."""
        view, settings = self._always, self.dataset.settings

        def told() -> list[claims_cards.Card]:
            ask = lambda view: _claiming(count_tables.claims(self.dataset), self.member, view)  # noqa: E731
            asked = self._picked("claiming", view, lambda picked: picked.claiming(), ask)
            rows = {row["row"] for row in asked}
            return claims_cards.cards_of([claim for claim in self._every_claim() if claim.row in rows], settings)

        found: list[claims_cards.Card] = self._asked("cards", view, told)
        return found

    def _every_claim(self) -> list[Claim]:
        """The claims of the data set, whatever is filtered, in the order of their making: read once."""
        ask = lambda: series.told_in(self._claims(View()).to_pyarrow().to_pylist())  # noqa: E731
        found: list[Claim] = self._asked("every claim", View(), ask)
        return found

    def news(self, baseline: str, most: int) -> list[Row]:
        """The events that became known after the baseline, at all times."""
        view = replace(self._always, baseline=baseline)
        return self._listed(
            f"news {most}", view, lambda view: changes.news(self.event, self.member, view, baseline).limit(most)
        )

    def moves(self, baseline: str) -> list[changes.Move]:
        """The figures that a source has given anew since the baseline."""
        return changes.moves(self.claims(), baseline, self.dataset.settings)

    def against(self, earlier: Dataset) -> Comparison:
        """What became of the rows of an earlier file."""
        found: Comparison = self._asked(f"against {earlier.key}", View(), lambda: compared_sets(earlier, self.dataset))
        return found

    def sources(self) -> list[Row]:
        """Who says so: how many events, and how many claims."""

        def ask(view: View) -> ir.Table:
            if self.dataset.claims == "event":
                return queries.sources(count_tables.best(self.dataset, view, ["source", "metric"]), self.member, view)
            counted = count_tables.best(self.dataset, view, ["source"])
            return queries.sources(counted, self.member, view, count_tables.claims(self.dataset))

        return self._picked("sources", self._always, lambda picked: picked.sources(), ask)

    def own_columns(self) -> list[str]:
        """The user's own columns that sort the events into few groups."""

        def ask() -> list[str]:
            if not queries.own_columns(self.event):
                return []
            return queries.choosable(self.event, queries.own_values(self.event).execute())

        found: list[str] = self._asked("own", View(), ask)
        return found

    def filled(self) -> set[str]:
        """The columns of ours that could make lanes: they say something, and not the same in every event."""
        if self.dataset.is_glimpse:
            return {self.dataset.settings.lanes or "category"} & self.dataset.report.columns.keys()
        named = self._listed("named", View(), lambda _: self.member.select("field").distinct())
        found: set[str] = self._asked("filled", View(), lambda: {name for name in FILLED if self._is_said(name)})
        return found | {row["field"] for row in named}

    def _is_said(self, name: str) -> bool:
        """Whether a column says something; of those that do in each event, more than one thing."""
        of = count_tables.claims(self.dataset) if name == "metric" else count_tables.best(self.dataset, View(), [name])
        of = of.filter(of["kind"] == "event")
        if FILTERS[name].is_given:
            return int(of[name].nunique().execute()) > 1
        return int(of.filter(of[name] != "").limit(1).count().execute()) > 0  # an engine stops at the first

    def reported_days(self, most: int = 400) -> list[int]:
        """Days since 1970 on which something became known, oldest first: of more than `most`, as many evenly chosen."""

        def ask(view: View) -> ir.Table:
            return queries.days_of_reports(count_tables.best(self.dataset, view), most)

        return [int(row["day"]) for row in self._listed(f"days {most}", View(), ask)]

    def _page(self, view: View, by: str, is_descending: bool, most: int) -> ir.Table:
        found = self._among(view, [by] if by else [])
        asked = queries.rows(*self._tables, view, by=by, is_descending=is_descending, most=most, among=found)
        return asked.select(*NAMED)

    def _listed(self, question: str, view: View, ask: Callable[..., ir.Table], *lists: Sequence[int]) -> list[Row]:
        """The rows of a question that looks at nothing of a view but the one it is given, and these lists."""
        found: list[Row] = self._asked(
            question, view, lambda: compiled_queries.answer(self.dataset, question, view, ask, *lists).to_pylist()
        )
        return found

    def _of_held(
        self, question: str, view: View, held: Callable[[Chosen], Sequence[Row]], picked: FromPicked,
        ask: Callable[[View], ir.Table],
    ) -> list[Row]:  # fmt: skip
        """The rows, from the columns of a record that is held as such, else as `_picked` has them."""
        chosen = cache.whole(self.dataset, self.view).chosen
        if chosen is None:
            return self._picked(question, view, picked, ask)
        found: list[Row] = self._asked(question, view, lambda: list(held(chosen)))
        return found

    def _picked(self, question: str, view: View, told: FromPicked, ask: Callable[[View], ir.Table]) -> list[Row]:
        """The rows, from what a view's words find in plain columns, else from the engine."""

        def asked() -> list[Row]:
            picked = self.dataset.picked(view)
            rows = told(picked) if picked else None
            return (
                compiled_queries.answer(self.dataset, question, view, ask).to_pylist() if rows is None else list(rows)
            )

        found: list[Row] = self._asked(question, view, asked)
        return found

    def _asked(self, question: str, view: View, ask: Callable[[], Any]) -> Any:
        return cache.answer(self.dataset.key, question, view, ask)


def _claiming(event: ir.Table, member: ir.Table, view: View) -> ir.Table:
    """The rows that claim a figure."""
    events = queries.matching(event, member, view)
    return events.filter(events["metric"] != "").select("row")
