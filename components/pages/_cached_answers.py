"""What is answered about one data set under one View, each question asked once for all viewers."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from components import cache
from components.dataset_scales import categories
from components.pictures.size_and_theme import hidden
from data import answers, event_links
from data.answers import Answerer, Row, linked_events
from data.answers.linked_events import LinkedEvent
from data.claims import cards as claims_cards
from data.claims import changes, totals_by_source
from data.claims.compare_files import Comparison, compare_sets
from data.claims.totals_by_source import Claim
from data.dataset.dataset import Dataset
from data.remarks import COLUMN
from data.schema import squeezed
from data.view import View
from data.view.parameters import OWN

Answer = TypeVar("Answer")
CROWDED = 0.2
"""Of the record: what happened in no more of it happened at once."""
FEWEST_IN_A_CROWD = 4
NAMED = ("id", "date", "title", "category", "value", "unit", "source", "place")
"""What a list says of an event: no more than that is read, least of all its texts."""
COMPARED = ("id", "date", "title", "text", "source", "metric", "value")
"""By what a row is told from another."""


class Answers:
    """The answers for one data set and one View, as plain rows: each question runs when it is first asked.

    A question is kept with no more of the View than it depends on, so that neither another zoom nor another viewer
    asks it again.
    """

    def __init__(self, dataset: Dataset, view: View) -> None:
        self.dataset, self.view = dataset, view
        self._always = answers.plain(view)
        self._here = replace(self._always, start=view.start, end=view.end)

    @property
    def _in_windows(self) -> Answerer:
        """Who answers for every window, as for the pictures."""
        return cache.answerer(self.dataset, self.view)

    def _of(self, view: View) -> Answerer:
        return answers.of(self.dataset, view)

    def summary(self) -> Row:
        """Extent and count of what is on screen, of how many, by how many sources."""
        return self._asked("summary", self._here, lambda: self._in_windows.summary(self.view.window))

    def rows(self, *, by: str = "", is_descending: bool = False, most: int = 50) -> list[Row]:
        """The events on screen, in time order or by a column."""

        def ask() -> list[Row]:
            if not by and not is_descending:
                return self._in_windows.first(self.view.window, most, NAMED)
            return self._of(self._always).sorted_by(by, self.view.window, most, NAMED, is_descending=is_descending)

        return self._asked(f"rows {by} {is_descending} {most}", self._here, ask)

    def whole_record(self, most: int) -> list[Row]:
        """Every row of the record, whatever is filtered: what a draft is held against."""
        record = View()
        return self._asked(f"record {most}", record, lambda: self._of(record).first(record.window, most, COMPARED))

    def facet(self, field: str) -> list[Row]:
        """Each value of a field, and how many events have it under all the other filters, at all times."""
        return self._asked(f"facet {field}", self._always, lambda: self._of(self._always).facet(field))

    def all_values(self, field: str) -> list[Row]:
        """Each value of a field in all events, the commonest first."""
        return self._asked(f"facet {field}", View(), lambda: self._of(View()).facet(field))

    def withdrawn(self) -> list[Row]:
        """The rows that were withdrawn, in the order of time; they are no events any more."""
        return self._asked("withdrawn", View(), lambda: self._of(View()).withdrawn())

    def shown_rows(self, most: int) -> list[int]:
        """The rows of the file that pass the filters, in the order of the file; without a filter all that there are,
        those that are no events, too."""
        if not self.view.is_filtered and not self.view.window:
            return list(range(1, min(self.dataset.report.rows, most) + 1))
        return sorted(int(row["row"]) for row in self._in_windows.first(self.view.window, most, ("id", "row")))

    def loosen(self) -> list[Row]:
        """For each filter that is on: how many events there would be without it."""
        return self._asked("loosen", self._here, lambda: self._of(self._always).loosen(self.view.window))

    def chosen(self) -> Row | None:
        """Everything about the chosen event; None where there is none of that id."""
        key = self.view.event
        return self._asked("chosen", View(event=key), lambda: self._of(View()).event(key)) if key else None

    def neighbours(self) -> Mapping[str, Row]:
        """The event before the chosen one as "previous", the one after it as "next"."""
        chosen = self.chosen()
        if chosen is None:
            return {}
        view = replace(self._always, event=self.view.event)
        return self._asked("near", view, lambda: self._of(self._always).neighbours(chosen))

    def linked(self) -> list[LinkedEvent]:
        """How the chosen event bears on others, and they on it, as far as that was known."""
        chosen = self.chosen()
        if chosen is None or "links" not in self.dataset.report.columns:
            return []
        view, targets = View(event=chosen["id"], asof=self.view.asof), event_links.targets(event_links.of_row(chosen))
        rows = self._asked("linked", view, lambda: self._of(View(asof=view.asof)).linked(targets, chosen["id"]))
        return linked_events.both_ways(chosen, rows)

    def key_events(self, most: int = 12) -> tuple[str, list[Row]]:
        """The key events on screen in time order; where none is marked so, the first events. What they are called."""
        keys = self.view.importance or (3,)
        ask = lambda: self._in_windows.first(self.view.window, most, NAMED, keys)  # noqa: E731
        found = self._asked(f"keys {most}", self._here, ask)
        return ("Key events", found) if found else ("The first events", self.rows(most=most))

    def categories(self) -> tuple[str, ...]:
        """Every category of the data set, whatever is filtered, in the order of their looks."""
        return self._asked("categories", View(), lambda: categories(self.dataset))

    def hidden_lanes(self) -> tuple[str, ...]:
        """The lanes that are drawn only when somebody asks for them."""
        if self.dataset.is_glimpse or not self.dataset.settings.hide:
            return ()
        return hidden(self.dataset, self.view, cache.scales(self.dataset, replace(self.view, scale="")))

    def has_folds(self) -> bool:
        """Whether long empty stretches of the axis would be folded."""
        return bool(cache.scales(self.dataset, replace(self.view, scale="")).scale.folds)

    def crowd(self) -> tuple[tuple[int, int], int] | None:
        """The short stretch in which more than half of what is on screen happened, and how many that is; None where
        there is none."""
        on = cache.scales(self.dataset, self.view)
        length, whole = on.crowd[1] - on.crowd[0], on.straight.whole[1] - on.straight.whole[0]
        if self.view.window or length > CROWDED * whole or int(self.summary()["count"]) < FEWEST_IN_A_CROWD:
            return None
        inside = self._asked("crowd", self._always, lambda: self._in_windows.how_many(on.crowd))
        return (on.crowd, inside) if 2 * inside > int(self.summary()["count"]) else None

    def columns(self) -> tuple[str, ...]:
        """The columns of the events, as far as they are known."""
        return tuple(self._of(View()).facts.columns())

    def heading(self) -> str:
        """The title of the row that heads the page; "" where there is none."""
        if "kind" not in self.dataset.report.columns or self.dataset.is_glimpse:
            return ""
        row = self._asked("heading", View(), lambda: self._of(View()).heading())
        return str(row["title"]) if row else ""

    def cards(self) -> list[claims_cards.Card]:
        """The metric cards of the claims, at all times."""

        def ask() -> list[claims_cards.Card]:
            rows = set(self._of(self._always).claiming_rows())
            return claims_cards.cards_of([claim for claim in self._every_claim() if claim.row in rows], self._settings)

        return self._asked("cards", self._always, ask)

    def later_cards(self) -> list[claims_cards.Card]:
        """The cards there would be if the view looked from no earlier moment."""
        return Answers(self.dataset, replace(self.view, asof="")).cards()

    @property
    def _settings(self) -> Any:
        return self.dataset.settings

    def _every_claim(self) -> list[Claim]:
        """The claims of the data set, whatever is filtered, in the order of their making: read once."""
        return self._asked("every claim", View(), lambda: totals_by_source.claims_of(self._of(View()).claims()))

    def news(self, baseline: str, most: int) -> list[Row]:
        """The events that became known after the baseline, at all times."""
        ask = lambda: self._of(self._always).news(baseline, most)  # noqa: E731
        return self._asked(f"news {most}", replace(self._always, baseline=baseline), ask)

    def moves(self, baseline: str) -> list[changes.Move]:
        """The figures that a source has given anew since the baseline."""
        rows = self._asked("claims", self._always, lambda: self._of(self._always).claims())
        return changes.moves(rows, baseline, self._settings)

    def against(self, earlier: Dataset) -> Comparison:
        """What became of the rows of an earlier file."""
        return self._asked(f"against {earlier.key}", View(), lambda: compare_sets(earlier, self.dataset))

    def sources(self) -> list[Row]:
        """Who says so: how many events, and how many claims."""
        return self._asked("sources", self._always, lambda: self._of(self._always).sources())

    def own_columns(self) -> list[str]:
        """The user's own columns that sort the events into few groups."""
        names = self._asked("own", View(), lambda: self._of(View()).own_columns())
        return [name for name in names if squeezed(name.removeprefix(OWN)) != COLUMN]

    def filled(self) -> set[str]:
        """The columns of ours that could make lanes: they say something, importance more than one thing."""
        return self._asked("filled", View(), lambda: self._of(View()).filled_columns())

    def reported_days(self, most: int = 400) -> list[tuple[int, int]]:
        """Days since 1970 on which something became known, oldest first, each with how well that is known: of more than
        `most`, as many evenly chosen."""
        return self._asked(f"days {most}", View(), lambda: self._of(View()).reported_days(most))

    def _asked(self, question: str, view: View, ask: Callable[[], Answer]) -> Answer:
        return cache.answer(self.dataset.key, question, view, ask)
