"""What words find is looked up once, and answers as the events do."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import ibis.expr.types as ir
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import queries
from data.dataset import compiled_queries
from data.dataset.tables import OwnTables
from data.engine import connection, count_tables
from data.queries import time_order
from data.queries.filters import FOUND
from data.search import result_tables
from data.view import View
from tests.data.reference_queries import EVENTS, FEW, MEMBERS, VIEWS, WINDOWS, WORDS

some = settings(max_examples=6, deadline=None)
SAID = st.sampled_from([words for words, found in WORDS.items() if found])
HERE = st.builds(lambda view, words: replace(view, words=words), FEW | VIEWS, SAID)


class Searched(OwnTables):
    """The plain events, in a store that thinks them many."""

    is_glimpse, glimpse, claims = False, None, "event"

    def __init__(self) -> None:
        held = connection.in_memory()
        for name, rows in (("event", EVENTS), ("member", MEMBERS)):
            held.register("incoming", rows)
            held.execute(f"create table {name} as select * from incoming order by {connection.ORDER[name]}")
            held.unregister("incoming")
        count_tables.build(held)
        super().__init__(connection.lock(held))
        self.statements: compiled_queries.Statements = {}
        self.event, self.member = self.table(), self.table("member")

    def table(self, name: str = "event") -> ir.Table:
        return super().table(name)

    def best(self, view: View, *columns: str, **rest: bool) -> ir.Table:
        return count_tables.best_table(self, view, columns, **rest)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def many() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(count_tables, "LEAST", 0)
        patch.setattr(count_tables, "SHARE", 0)
        yield


@pytest.fixture(scope="module")
def held(many: None) -> Searched:  # noqa: ARG001 - it makes them so
    return Searched()


def lines(asked: ir.Table) -> list[tuple[object, ...]]:
    return [tuple(row.values()) for row in asked.to_pyarrow().to_pylist()]


@some
@given(view=HERE, lane=st.sampled_from(["category", "actor", "x:Region", "none"]), window=WINDOWS)
def test_counts_are_the_same_from_what_the_words_found(
    held: Searched, view: View, lane: str, window: tuple[int, int]
) -> None:
    found = held.best(view, *[lane] * (lane != "none"), finely=True)
    assert FOUND in found.columns or any(header == "Absent" for header, _ in view.where)
    asks: list[Callable[[ir.Table], ir.Table]] = [
        lambda event: queries.counts(event, held.member, view, lane, *window, queries.Bin(3600)),
        lambda event: queries.how_many(event, held.member, view, window),
        lambda event: queries.starts(event, held.member, view, queries.Bin(months=1)),
        lambda event: queries.summary(event, held.member, view, held.event),
        lambda event: queries.sources(event, held.member, view),
        *[lambda event: queries.facet(event, held.member, view, lane) for _ in range(lane != "none")],
    ]
    for ask in asks:
        assert sorted(lines(ask(found)), key=repr) == sorted(lines(ask(held.event)), key=repr)


@some
@given(view=HERE, window=st.none() | WINDOWS, is_descending=st.booleans())
def test_rows_are_whole_and_the_same_when_chosen_among_what_the_words_found(
    held: Searched, view: View, window: tuple[int, int] | None, is_descending: bool
) -> None:
    view = view.with_window(*window) if window else view
    both, there = (held.event, held.member), time_order.place(EVENTS.slice(50, 1).to_pylist()[0])
    asks: list[Callable[[ir.Table | None], ir.Table]] = [
        lambda among: queries.visible(*both, view, most=3, subset=among),
        lambda among: queries.rows(*both, view, most=2, by="source", is_descending=is_descending, subset=among),
        lambda among: queries.marks(*both, view, "actor", -(10**10), 10**10, 5, among),
        lambda among: queries.loosen(*both, view, among),
        lambda among: queries.neighbours(*both, view, there, time_order.among_dated(there), among).order_by("side"),
        lambda among: queries.foremost(
            *both, view, "category", "State", (-(10**10), 10**10), 2, is_timed=False, subset=among
        ),
        lambda among: queries.running(*both, view, "category", 10**9, 10**9, subset=among).order_by("row"),
    ]
    for ask in asks:
        assert lines(ask(count_tables.result_table(held, view))) == lines(ask(None))


@some
@given(view=HERE)
def test_a_question_is_compiled_once_for_all_words(held: Searched, view: View) -> None:
    ask = lambda view: queries.sources(held.best(view, "source", "metric"), held.member, view)  # noqa: E731
    found = compiled_queries.answer(held, "sources", view, ask)
    assert found.to_pylist() == queries.sources(held.event, held.member, view).to_pyarrow().to_pylist()
    other = replace(view, words="fuel" if view.words != "fuel" else "cafe")
    assert compiled_queries.model(view, "found_1")[0] == compiled_queries.model(other, "found_2")[0]


def test_a_question_of_all_events_is_asked_with_the_words_themselves(held: Searched) -> None:
    for words in ("fuel", "cafe"):
        ask = lambda view: queries.visible(held.event, held.member, view)  # noqa: E731
        found = compiled_queries.answer(held, "everything", View(words=words), ask)["id"].to_pylist()
        assert found == queries.visible(held.event, held.member, View(words=words)).to_pyarrow()["id"].to_pylist() != []


def test_the_same_words_are_looked_up_once_however_they_are_written(held: Searched) -> None:
    assert held.result_table("Fuel  off") == held.result_table('“fuel” "off"') != held.result_table("fuel")


def test_what_was_not_used_for_long_makes_room(many: None, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001
    monkeypatch.setattr(result_tables, "MOST_ROWS", 1)
    held = Searched()
    first = held.result_table("fuel")
    assert first
    assert held.result_table("cafe") == "", "the first may still be asked"
    monkeypatch.setattr(result_tables, "LINGER_SECONDS", -1.0)
    assert held.result_table("cafe") not in ("", first)
    assert held.result_table("fuel") not in ("", first), "it was let go, and is looked up anew"


def test_words_that_find_too_much_are_not_kept(many: None, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001
    monkeypatch.setattr(result_tables, "MOST_EVENTS", 1)
    held = Searched()
    assert held.result_table("the") == ""
    view = View(words="the")
    assert count_tables.result_table(held, view) is None
    ask = lambda view: queries.sources(held.best(view, "source", "metric"), held.member, view)  # noqa: E731
    found = compiled_queries.answer(held, "sources", view, ask).to_pylist()
    assert found == queries.sources(held.event, held.member, view).to_pyarrow().to_pylist() != []


def test_few_events_are_looked_through_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(count_tables, "LEAST", 10**6)
    assert Searched().result_table("fuel") == ""
