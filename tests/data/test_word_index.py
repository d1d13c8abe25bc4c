"""Words are looked up in an index, which finds what looking through all texts finds."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import queries
from data.columnar import day_counts
from data.dataset import opening
from data.dataset.dataset import Dataset
from data.dates import calendar
from data.engine import cache_folder, connection, count_tables
from data.reading import reader
from data.search import build_index, result_tables, tokens, word_index
from data.search.result_tables import ResultTables
from data.search.word_index import Index
from data.text_folding import fold
from data.view import View

TITLES = (
    *("Fuel prices rise", "Café: “on the square”", "post-war, pre-war", "50% off_now", "o'clock/noon"),
    *("Straße (left)", "Nұr-Sultan...", "the the the"),
)
DATES = ("1900", "1950-02-03", "../1950-02-03", "[..1960-01-01]", "1950-02-03T04:05", "1950/..", "1950/1960", "-0043",
         "1969-12-31", "1950-02-04/1950-02-05", "1950-02-04")  # fmt: skip
LOOKED_FOR = (
    *("fuel", "ri", "cafe on", '"fuel prices"', '"el pri"', "post-war", '"war, pre"', ", ...", "ұr-s", "the", "%"),
    *("fuel noon", "strasse", "(left)", '"e (l"', "nothing", "-"),
)

EDGES = [day * calendar.DAY for day in range(-750_000, 30_000, 97)]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A file that is thought large, in a cache folder of its own."""
    place = tmp_path_factory.mktemp("index")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATELINE_CACHE", str(place / "cache"))
        patch.setattr(reader, "LARGE", 1_000)
        patch.setattr(opening, "LEAST_INDEXED", 1)
        patch.setattr(count_tables, "LEAST", 1)
        patch.setattr(word_index, "WAIT_SECONDS", 0)
        rows = (
            f'{DATES[n % len(DATES)]},"{TITLES[n % len(TITLES)]} {n % 7}",{n},{"era" * (n % 29 == 0)},{"ABC"[n % 3]},'
            f"Town {n % 5}\n"
            for n in range(400)
        )
        (place / "events.csv").write_text("date,title,Own,kind,category,place\n" + "".join(rows), "utf-8")
        yield place / "events.csv"


@pytest.fixture
def held(file: Path) -> Iterator[Dataset]:
    opened = opening.open_file(file)
    assert opened._index
    opened._index.build()
    yield opened
    opened.close()


def rows(opened: Dataset, words: str) -> list[int]:
    found = opened.table(opened.result_table(words))
    return sorted(found["row"].to_pyarrow().to_pylist())


@pytest.mark.parametrize("words", LOOKED_FOR)
def test_an_index_finds_what_looking_through_all_texts_finds(
    held: Dataset, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from_index = rows(held, words)
    held._tables._results._tables.clear()  # type: ignore[attr-defined]
    monkeypatch.setattr(Index, "candidates", lambda *_: None)
    assert rows(held, words) == from_index


def test_words_are_not_looked_for_in_the_texts_where_an_index_knows_them(
    held: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(result_tables, "literal", lambda _: "'a word that is in none'")
    assert rows(held, "prices rise")


def test_what_is_found_has_the_places_that_the_file_names(held: Dataset) -> None:
    view, member = View(words="fuel"), held.table("member")
    found = queries.facet(held.table(held.result_table("fuel")), member, view, "place").to_pyarrow()
    assert found.equals(queries.facet(held.table(), member, view, "place").to_pyarrow())


@pytest.mark.parametrize("lane", ["category", "none", "x:Own", "actor"])
@pytest.mark.parametrize("own", [(), ("A", "C")])
@pytest.mark.parametrize("words", ["fuel", "nothing", "r"])
def test_what_an_index_finds_is_counted_by_day_as_the_engine_counts_it(
    held: Dataset, words: str, lane: str, own: tuple[str, ...]
) -> None:
    picked = held.search(View(words=words))
    found = picked.cumulative(lane, own, "rest") if picked else None
    if found is None:
        assert lane in ("x:Own", "actor"), "these lanes are many"
        return
    view = View(words=words)
    turns = day_counts.turns(held.table(), held.table("member"), view, lane, own, "rest")
    asked = day_counts.cumulative(turns.to_pyarrow())
    assert found.lanes.keys() == asked.lanes.keys()
    for one, other in ((found.every, asked.every), *((found.lanes[name], asked.lanes[name]) for name in found.lanes)):
        assert one.undated == other.undated
        for ours, theirs in ((one.starts, other.starts), (one.ends, other.ends), (one.open_starts, other.open_starts)):
            assert [*ours.between(EDGES)] == [*theirs.between(EDGES)] or ours is one.ends
            assert [ours.before(edge) for edge in EDGES] == [theirs.before(edge) for edge in EDGES]


@pytest.fixture
def kept(held: Dataset, monkeypatch: pytest.MonkeyPatch) -> ResultTables:
    """The store of what words find, empty, in which a view becomes a table only when it is told to."""
    monkeypatch.setattr(result_tables, "later", lambda *_: None)
    found: ResultTables = held._tables._results  # type: ignore[attr-defined]
    found._tables.clear()
    return found


def test_a_view_of_what_an_index_found_becomes_a_table_under_the_hands_of_those_who_ask(
    held: Dataset, kept: ResultTables
) -> None:
    name = held.result_table("fuel")
    before = rows(held, "fuel")
    answers: list[bool] = []
    asking = threading.Thread(target=lambda: answers.extend(rows(held, "fuel") == before for _ in range(20)))
    asking.start()
    kept._settle(kept._tables[("fuel",)])
    asking.join()
    assert answers == [True] * 20
    assert held.result_table("fuel") == name
    tables = held.table().get_backend().con.execute("select table_name from duckdb_tables()").fetchall()
    assert (name,) in tables
    assert not [made for (made,) in tables if made.startswith(("places_", "whole_"))]


def test_words_without_room_for_a_table_are_still_found_by_their_places(
    held: Dataset, kept: ResultTables, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(result_tables, "MOST_ROWS", len(rows(held, "fuel")))
    kept._settle(kept._tables[("fuel",)])
    assert kept._tables[("fuel",)].places, "no room for them twice"
    assert held.result_table("fuel")
    monkeypatch.setattr(result_tables, "LINGER_SECONDS", -1.0)
    monkeypatch.setattr(result_tables, "MOST_ROWS", 1)
    assert held.result_table("prices") != held.result_table("fuel")


parts = st.text("ab ,-’", min_size=1, max_size=6)


@settings(max_examples=300, deadline=None)
@given(text=st.text("ab ,-’", max_size=12), word=parts)
def test_a_text_with_a_word_has_tokens_that_have_its_pieces(text: str, word: str) -> None:
    text, word = fold(text), fold(word)
    holds = {"contains": str.__contains__, "starts_with": str.startswith, "ends_with": str.endswith, "=": str.__eq__}
    there = text.translate(tokens._SPACED).split(" ")
    pieces = tokens.pieces(word)
    has_all = all(any(holds[piece.how](token, piece.text) for token in there) for piece in pieces)
    assert has_all or word not in text
    if len(pieces) == 1 and pieces[0].how == "contains":
        assert has_all == (word in text)
    [[split]] = duckdb.execute(f"select {tokens.split('?')}", [text]).fetchall()
    assert split == there


def test_texts_that_share_no_words_are_given_no_index(tmp_path: Path) -> None:
    tables, made = tmp_path / "tables", tmp_path / "index"
    with connection.writing(tables) as held:
        held.execute("create table placed as select range as spot, md5(range::varchar) as words from range(1000)")
    build_index.build(tables, made)
    opened = word_index._Open(made)
    assert opened.candidates(["ab"]) is None


def test_an_index_is_built_beside_the_pages_and_kept(file: Path) -> None:
    opened = opening.open_file(file)
    for kept in cache_folder.files():
        if word_index.SUFFIX in kept.path.name:
            kept.path.write_bytes(b"damaged")
    opened = opening.open_file(file)
    assert opened._index
    assert opened._index._open is None, "a damaged one is not used"
    assert opened.result_table("fuel"), "words are found without one"
    others = set(threading.enumerate())
    opened.index()
    opened.index()
    for builder in set(threading.enumerate()) - others:
        builder.join()
    assert opened._index._open
    again = opening.open_file(file)._index
    assert again
    assert again._open


def test_an_index_that_is_stopped_leaves_nothing_behind(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_index, "SUFFIX", "-stopped")
    opened = opening.open_file(file)
    assert opened._index
    run, start, closing = Index._run, subprocess.Popen, threading.Thread(target=opened.close)

    def half_written(self: Index, tables: Path, part: Path, suffix: str) -> None:
        part.write_bytes(b"half")
        run(self, tables, part, suffix)

    def endless(_command: object, **given: Any) -> subprocess.Popen[bytes]:
        """A builder that only ends when it is ended; the one who closes waits until it is known."""
        closing.start()
        return start([sys.executable, "-c", "import sys; sys.stdin.read()"], **given)

    monkeypatch.setattr(Index, "_run", half_written)
    monkeypatch.setattr(subprocess, "Popen", endless)
    opened._index.build()
    closing.join()
    assert opened._index._open is None
    assert not [name for name in os.listdir(cache_folder.folder()) if "stopped" in name or ".part" in name]
