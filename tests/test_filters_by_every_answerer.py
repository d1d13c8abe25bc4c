"""Whoever answers a question about the events answers as the engine does, for every filter; or hands the question on.

The engine's plain answer is read from the table of events, with nothing beside it. Against it stand the questions that
are compiled once, the count tables, what words find, the columns in memory, the columns on disk, and the preview.
"""

from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import ibis.expr.types as ir
import numpy as np
import pytest

from data import queries
from data.bulk import preview as bulk_preview
from data.columnar import chosen_events as columnar_events
from data.columnar import filters as columnar_filters
from data.columnar.in_memory import InMemoryColumns, Selection, drawable, rows
from data.dataset import compiled_queries, opening
from data.dataset.dataset import Dataset
from data.engine import count_tables as engine_count_tables
from data.queries import filters
from data.queries.events import in_window, matching, tallied
from data.queries.filters import FOUND
from data.settings import DEFAULT
from data.view import View
from data.view.filter_table import FILTERS, WITH_CHOICES, Filter, Kind
from tests.factories import in_engine
from tests.large_record import thought_large

LANE = "category"
WORDS = "r"
WINDOW: dict[str, Any] = {"start": "1949-06-01T10:30:00", "end": "1969-12-31T12:00:00"}
DAYS: dict[str, Any] = {"start": "1949-06-01T00:00:00", "end": "1969-12-31T00:00:00"}


class Answer(NamedTuple):
    """How many events there are, their rows in time order (None where they are not told), and how many in each lane."""

    total: int
    rows: list[int] | None
    lanes: dict[str, int] | None


@dataclass(frozen=True)
class Record:
    """The same events for every answerer."""

    large: Dataset
    counted: Any
    preview: Dataset
    held: InMemoryColumns
    truth: dict[View, Answer]

    def answer(self, view: View) -> Answer:
        """What the engine says, of the events alone."""
        if view not in self.truth:
            self.truth[view] = _plainly(queries.visible(self.large.table(), self.large.table("member"), view))
        return self.truth[view]


def _plainly(events: ir.Table) -> Answer:
    found = queries.in_time_order(events).select("row", LANE).to_pyarrow()
    return Answer(len(found), found["row"].to_pylist(), dict(Counter(found[LANE].to_pylist())))


class Counted:
    """The events in an engine with every count table that can be made."""

    is_glimpse = False

    def __init__(self, large: Dataset) -> None:
        event, self.member = in_engine(large.table().to_pyarrow(), large.table("member").to_pyarrow())
        self.backend = event.get_backend()
        engine_count_tables.build(self.backend.con)
        self.tallies = engine_count_tables.names(self.backend.con)

    def result_table(self, words: str) -> str:  # noqa: ARG002 - the count tables are asked by themselves
        return ""

    def table(self, name: str = "event") -> ir.Table:
        return self.backend.table(name)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    place = tmp_path_factory.mktemp("every")
    with thought_large(place) as large:
        days = bulk_preview.glimpse(place / "events.csv", {}, DEFAULT)
        assert days
        event = large.table()
        everything = InMemoryColumns.of(drawable(event).to_pyarrow())
        preview = opening.load_glimpse(days, DEFAULT, "preview")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(engine_count_tables, "LEAST", 10**6)  # its eras, which are few, have no count tables
            assert preview.tallies
        yield Record(large, Counted(large), preview, everything, {})


def compiled(record: Record, view: View) -> Answer | None:
    event, member = record.large.table(), record.large.table("member")
    ask = lambda view: queries.visible(event, member, view).select("row", LANE)  # noqa: E731
    found = compiled_queries.answer(record.large, "rows and lanes", view, ask)
    return Answer(len(found), found["row"].to_pylist(), dict(Counter(found[LANE].to_pylist())))


def count_tables(record: Record, view: View) -> Answer | None:
    table = engine_count_tables.best_table(record.counted, view, [LANE], window=view.window)
    return None if table.get_name() == "event" else _tallied(table, record.counted.member, view)


def preview(record: Record, view: View) -> Answer | None:
    table = engine_count_tables.best_table(record.preview, view, [LANE], window=view.window)
    return None if table.get_name() == "event" else _tallied(table, record.preview.table("member"), view)


def _tallied(table: ir.Table, member: ir.Table, view: View) -> Answer:
    events = in_window(matching(table, member, view), view)
    found = events.group_by(LANE).aggregate(n=tallied(events)).to_pyarrow()
    lanes = dict(zip(found[LANE].to_pylist(), found["n"].to_pylist(), strict=True))
    return Answer(sum(lanes.values()), None, lanes)


def found_words(record: Record, view: View) -> Answer | None:
    among = engine_count_tables.result_table(record.large, view, [LANE])
    if among is None:
        return None
    return _plainly(in_window(matching(among, record.large.table("member"), view), view))


def in_memory(record: Record, view: View) -> Answer | None:
    event, member = record.large.table(), record.large.table("member")
    held = record.held
    there = held.passing(view, lambda view: rows(event, member, view).to_pyarrow())
    chosen = Selection.of(held, np.arange(len(held.moments)), held.texts[LANE], there)
    times = chosen.cumulative()
    window = view.window or (-(10**12), 10**12)
    lanes = {lane: found for lane, each in times.lanes.items() if (found := each.touching(*window))}
    ids = [row["id"] for row in columnar_events.first(chosen, view.window, 10**6, ("id",))]
    row_of = dict(zip(*event.select("id", "row").to_pyarrow().to_pydict().values(), strict=True))
    return Answer(times.every.touching(*window), [row_of[id] for id in ids], lanes)


def on_disk(record: Record, view: View) -> Answer | None:
    picked = record.large.search(view, view.window)
    if picked is None:
        return None
    found = picked.first(view.window, 10**6, ("row",))
    lanes = Counter(row["lane"] for row in picked.each(LANE, (), "", (), window=view.window) or ())
    return Answer(len(picked.within(view.window)), [row["row"] for row in found], dict(lanes))


ANSWERERS: dict[str, Callable[[Record, View], Answer | None]] = {
    "compiled": compiled, "count tables": count_tables, "found words": found_words, "in memory": in_memory,
    "on disk": on_disk, "preview": preview,
}  # fmt: skip


def must_answer(answerer: str, line: Filter) -> bool:
    """Whether it answers some of a filter's views by itself."""
    if answerer == "preview":
        return line.name in (LANE, "since", "until")
    if answerer == "count tables":
        return line.kind not in (Kind.WORDS, Kind.NAME)
    return answerer != "found words" or line.kind is not Kind.OWN  # of own columns it has those that are counted


def samples(record: Record, line: Filter) -> list[Any]:
    """Two ways to set a filter, each of which keeps some events of the record and hides some."""
    event = record.large.table()
    if line.kind is Kind.NAME:
        member = record.large.table("member")
        there = member.filter(member["field"] == line.name).select("value").distinct().to_pyarrow()["value"].to_pylist()
        return [(sorted(there)[0],), ("", sorted(there)[-1])]
    if line.kind in (Kind.VALUE, Kind.NUMBER):
        there = sorted(event.select(line.column).distinct().to_pyarrow()[line.column].to_pylist())
        return [(there[-1],), (*there[:1], *there[2:][:1])]
    return SET[line.kind]


SET: dict[Kind, list[Any]] = {
    Kind.WORDS: ["fuel", '"3 ri" fuel'],
    Kind.OWN: [(("Region", "North"),), (("Region", ""), ("Region", "South"))],
    Kind.SINCE: ["1950-02-04", "1950-02-03T04"],
    Kind.UNTIL: ["1950-02-03", "1950-02-03T04"],
    Kind.ASOF: ["1980", "1950-02-03T04"],
}


def alone(record: Record, line: Filter) -> Iterator[View]:
    """The filter by itself, with words, with a window, and with both."""
    for value in samples(record, line):
        view = View(**{line.name: value})
        with_words = view if line.kind is Kind.WORDS else replace(view, words=WORDS)
        yield from (view, replace(view, **DAYS), with_words, replace(with_words, **WINDOW))


def pairs(record: Record, one: Filter) -> Iterator[View]:
    """The filter with each that comes after it, in whole days, and with words and a window."""
    names = list(FILTERS)
    for other in names[names.index(one.name) + 1 :]:
        first, *_ = samples(record, one)
        *_, second = samples(record, FILTERS[other])
        view = View(**{one.name: first, other: second})
        yield replace(view, **DAYS)
        yield replace(view, **WINDOW, words=view.words or WORDS)


@pytest.mark.parametrize("answerer", ANSWERERS)
@pytest.mark.parametrize("name", FILTERS)
def test_every_filter_is_answered_as_the_engine_does(record: Record, answerer: str, name: str) -> None:
    tried = 0
    for view in [*alone(record, FILTERS[name]), *pairs(record, FILTERS[name])]:
        found = ANSWERERS[answerer](record, view)
        if found is not None:
            tried += 1
            truth = record.answer(view)
            assert found == truth._replace(rows=truth.rows if found.rows is not None else None), view.to_string()
    assert tried or not must_answer(answerer, FILTERS[name])


@pytest.mark.parametrize("answerer", ["count tables", "preview"])
def test_what_only_counts_answers_some_of_it(record: Record, answerer: str) -> None:
    views = [View(), View(category=("A",)), View(since="1950-02-04"), View(until="1960", category=("", "B"))]
    for view in views:
        truth = record.answer(view)
        assert ANSWERERS[answerer](record, view) == truth._replace(rows=None), view.to_string()


def test_the_views_that_are_tried_keep_something_and_hide_something(record: Record) -> None:
    every = record.answer(View()).total
    for line in FILTERS.values():
        for value in samples(record, line):
            assert 0 < record.answer(View(**{line.name: value})).total < every, (line.name, value)


def test_columns_in_memory_and_on_disk_are_the_same(record: Record) -> None:
    """Of the events; on disk there are eras among them, and names and own columns too."""
    held, index = record.held, record.large._index
    assert index
    disk = index.columns
    assert disk
    order = np.flatnonzero(disk["is_event"])
    mine, theirs = (np.argsort(each) for each in (held["row"], disk["row"][order]))
    for name in (*held.numbers, *held.coded):
        ours, other = held[name], disk[name]
        if name == "claims":
            assert sorted(held["row"][ours]) == sorted(disk["row"][other])
        elif name in held.coded:
            assert list(held.values(name)) == disk.values(name)
        if name != "claims":
            assert ours[mine].tolist() == other[order][theirs].tolist(), name
    assert held.events == disk.events


@pytest.mark.parametrize("field", WITH_CHOICES)
def test_choices_are_counted_as_the_engine_counts_them(record: Record, field: str) -> None:
    """Under words alone, and under words with another filter on, from what the words find and from the columns."""
    event, member = record.large.table(), record.large.table("member")
    for view in (
        View(words="fuel"),
        View(words="fuel", importance=(1,), metric=("",)),
        View(words="fuel", tag=("t2",)),
    ):
        truth = queries.facet(event, member, view, field).to_pyarrow().to_pylist()
        among, picked = (
            engine_count_tables.best_table(record.large, view, [field], but=field),
            record.large.search(view),
        )
        assert picked
        assert picked.facet(field) == truth
        assert FOUND in among.columns
        assert queries.facet(among, member, view, field).to_pyarrow().to_pylist() == truth


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.WORDS])
def test_columns_hand_on_a_kind_of_filter_that_they_do_not_know(
    record: Record, kind: Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A filter that is left out would make a number too large."""
    monkeypatch.delitem(columnar_filters.KEEPS, kind)
    monkeypatch.setattr(record.large._searcher, "_results", OrderedDict())
    for view in of_kind(record, kind):
        assert record.large.search(replace(view, words=WORDS)) is None, view.to_string()
        assert in_memory(record, view) == record.answer(view), view.to_string()


@pytest.mark.parametrize("kind", Kind)
def test_count_tables_hand_on_a_kind_of_filter_that_they_do_not_know(
    record: Record, kind: Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(engine_count_tables.LOOKS_AT, kind)
    for view in of_kind(record, kind):
        assert engine_count_tables.best_table(record.counted, view).get_name() == "event", view.to_string()
        assert engine_count_tables.best_table(record.preview, view).get_name() == "event", view.to_string()
        assert engine_count_tables.result_table(record.large, replace(view, words=WORDS)) is None, view.to_string()


def of_kind(record: Record, kind: Kind) -> list[View]:
    lines = [line for line in FILTERS.values() if line.kind is kind]
    return [View(**{line.name: value}) for line in lines for value in samples(record, line)]


def test_the_engine_refuses_a_kind_that_it_does_not_know(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    """It has the last word: there is nobody to hand the question on to."""
    monkeypatch.delitem(filters.CONDITIONS, Kind.VALUE)
    with pytest.raises(KeyError):
        queries.visible(record.large.table(), record.large.table("member"), View(category=("A",)))
