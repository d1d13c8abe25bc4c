"""What words find in a large record is answered from plain columns as the engine answers it."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from data import queries
from data.columnar import column_file
from data.dataset.dataset import Dataset
from data.dates import calendar
from data.engine import cache_folder
from data.queries.events import matching
from data.search import result_tables, windows, word_index
from data.view import View
from tests.large_record import thought_large

VIEWS = (
    View(words="fuel"),
    View(words="fuel", start="1950-02-03T04:00:00", end="1950-02-04T00:00:00"),
    View(words="fuel", category=("A", ""), importance=(1, 3)),
    View(words="fuel", actor=("Ann", "")),
    View(words="rise", actor=("Ann", "Bo"), tag=("t1",), asof="1980"),
    View(words="rise", place=("Town 1",), source=("S 2", "S 1"), grade=("A1", "")),
    View(words="r", since="1950-02-04", until="1960", where=(("Region", "North"), ("Region", ""))),
    View(words="r", where=(("None such", ""),)),
    View(words="r", where=(("None such", "x"),)),
    View(words="r", metric=("dead",), precision=("day", "minute")),
    View(words="nowhere"),
    View(words="-"),
    View(words='"fuel 3"'),
    View(words='"3 ri" fuel', category=("A",)),
    View(words="fuel rise"),
)
FIELDS = ("category", "actor", "tag", "place", "source", "grade", "importance", "metric", "precision", "x:Region")


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dataset]:
    with thought_large(tmp_path_factory.mktemp("picked")) as opened:
        yield opened


def asked(question: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = question.to_pyarrow().to_pylist()
    return found


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_plain_columns_answer_as_the_engine_does(held: Dataset, view: View) -> None:
    event, member = held.table(), held.table("member")
    picked = held.search(view)
    assert picked
    for field in FIELDS:
        assert picked.facet(field) == asked(queries.facet(event, member, view, field)), field
    assert picked.summary(view.window) == asked(queries.summary(event, member, view))
    claims = matching(event, member, view).filter(event["metric"] != "").select("row")
    assert sorted(map(str, picked.claiming())) == sorted(map(str, asked(claims)))
    assert by_source(picked.sources() or ()) == by_source(asked(queries.sources(event, member, view)))
    for most in (1, 7, 1000):
        rows = queries.rows(event, member, view, most=most).select("id", "title", "place")
        assert picked.first(view.window, most, ("id", "title", "place")) == asked(rows)
    assert len(picked.places) == len(asked(matching(event, member, view)))


WINDOW = calendar.seconds(1950, 2, 3) + 7000, calendar.seconds(1960, 1, 1) - 50


@pytest.mark.parametrize("window", [WINDOW, (WINDOW[0], WINDOW[0] + 90_000), (-(10**12), 10**12)])
@pytest.mark.parametrize("lane", ["category", "none"])
def test_bins_of_hours_hold_what_the_engine_counts_in_them(held: Dataset, lane: str, window: tuple[int, int]) -> None:
    event, member, view = held.table(), held.table("member"), View(words="r")
    picked = held.search(view)
    assert picked
    found = picked.counts(lane, window, 3600, ("A",), "rest")
    theirs = asked(queries.counts(event, member, view, lane, *window, queries.Bin(3600), ("A",), "rest"))
    ours = [dict(zip(found, row, strict=True)) for row in zip(*found.values(), strict=True)] if found else []
    assert sorted(map(told, ours)) == sorted(map(told, theirs))
    assert len(picked.within(window)) == asked(queries.how_many(event, member, view, window))[0]["count"]
    marks = queries.marks(event, member, view, "none", *window, 9).select("id")
    assert [{"id": row["id"]} for row in picked.each("none", (), "", ("id",), window=window, most=9) or ()] == asked(
        marks
    )


DAY_AND_HOURS = (
    (calendar.seconds(1950, 2, 3), calendar.seconds(1950, 2, 4)),
    (calendar.seconds(1950, 2, 4), calendar.seconds(1950, 2, 5) + 7000),
    (calendar.seconds(1960, 1, 1) - 1, calendar.seconds(1960, 1, 1)),
    (calendar.seconds(1900, 12, 31), calendar.seconds(1970)),
    WINDOW,
)


@pytest.mark.parametrize("view", [View(), View(category=("A", "")), View(actor=("Ann", "Bo"), asof="1980")], ids=str)
def test_a_window_without_words_is_answered_from_the_columns_as_the_engine_does(held: Dataset, view: View) -> None:
    event, member = held.table(), held.table("member")
    for window in DAY_AND_HOURS:
        there = held.search(view, window)
        assert there
        seen = view.with_window(*window)
        assert len(there.places) == asked(queries.how_many(event, member, view, window))[0]["count"]
        assert there.summary(window) == asked(queries.summary(event, member, seen))
        rows = queries.rows(event, member, seen, most=9).select("id", "title")
        assert there.first(window, 9, ("id", "title")) == asked(rows)
        until = window[1] + 90_000
        found = there.counts("category", window, 3600, ("A",), "rest", until)
        ours = [dict(zip(found, row, strict=True)) for row in zip(*found.values(), strict=True)] if found else []
        theirs = queries.counts(event, member, view, "category", *window, queries.Bin(3600), ("A",), "rest", until)
        assert sorted(map(told, ours)) == sorted(map(told, asked(theirs)))
        starts = matching(event, member, view)
        begun = starts.filter(starts["start"] >= window[0]).order_by("start").limit(3)["start"].to_pyarrow().to_pylist()
        ids = [row["id"] for row in asked(starts.filter(starts["start"].isin(begun)).select("id"))]
        at_moments = held.search(view, None, begun)
        assert at_moments
        assert sorted(row["id"] for row in at_moments.texts(at_moments.places, ("id",))) == sorted(ids)


def test_a_window_of_too_many_is_left_to_the_engine(held: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    assert held.search(View()) is None
    assert held.search(View(), WINDOW)
    monkeypatch.setattr(windows, "MOST_LOOKED_AT", 50)
    assert held.search(View(), WINDOW) is None
    assert held.search(View(), None, (WINDOW[0],)) is None


def told(row: dict[str, Any]) -> tuple[Any, ...]:
    first = None if row["is_running"] else row["first"]
    return row["lane"], row["bin"], row["is_running"], row["is_day"], row["count"], first or 0


NEEDED = ("row", "id", "title", "start", "importance")


@pytest.mark.parametrize("own", [(), ("A", "North")])
@pytest.mark.parametrize("lane", ["category", "none", "importance", "x:Region", "actor"])
@pytest.mark.parametrize("view", VIEWS[2:5], ids=str)
def test_single_events_are_those_that_the_engine_finds(
    held: Dataset, view: View, lane: str, own: tuple[str, ...]
) -> None:
    event, member, picked = held.table(), held.table("member"), held.search(view)
    assert picked
    found = picked.each(lane, own, "rest", NEEDED)
    if found is None:
        assert lane == "actor"
        return
    marks = queries.marks(event, member, view, lane, -(10**12), 10**12, 1000)
    marks = marks.mutate(lane=marks["lane"].isin(own).ifelse(marks["lane"], "rest")) if own else marks
    assert found == asked(marks.select(*NEEDED, "lane"))
    begun = sorted({row["start"] for row in found if row["start"]})[:2]
    alone = [row for row in found if row["start"] in begun]
    assert picked.each(lane, own, "rest", NEEDED, moments=begun) == alone
    now = calendar.seconds(1955)
    running = asked(queries.running(event, member, view, lane, now, now, own, "rest").select(*NEEDED, "lane"))
    theirs = sorted(running, key=lambda row: str(row["lane"]))
    assert sorted(picked.running(lane, own, "rest", NEEDED, now, now) or (), key=lambda row: row["lane"]) == theirs
    assert theirs
    assert alone


def by_source(rows: Sequence[Any]) -> list[tuple[str, int, int]]:
    return [(row["source"], row["events"], row["claims"]) for row in rows]


def test_a_column_with_too_many_values_is_left_to_the_engine(held: Dataset) -> None:
    picked = held.search(View(words="r"))
    assert picked
    assert picked.facet("x:Number") is None
    assert held.search(View(words="r", where=(("Number", "3"),))) is None


def test_columns_that_are_not_whole_are_made_anew(held: Dataset) -> None:
    assert held._index
    path = cache_folder.find(held._index._name + word_index.COLUMNS)
    assert path
    half = path.read_bytes()[:-100]
    path.unlink()  # it is open
    path.write_bytes(half)
    with pytest.raises(ValueError, match="not whole"):
        column_file.ColumnFile(path)
    again = word_index.Index(held._index._name)
    assert again.columns is None
    again.build()
    assert again.columns is not None


def test_the_words_of_a_page_ask_the_engine_for_few_texts_only(held: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(result_tables.ResultTables, "_look", lambda *_: pytest.fail("nothing need be put into a table"))
    picked = held.search(View(words="prices"))
    assert picked
    assert picked.first(None, 3, ("title",))
