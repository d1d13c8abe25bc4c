"""A window's counts and marks are the same from a record that is held as from its engine."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from typing import Any

import ibis.expr.types as ir
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from components.pictures.bin_sizes import Cell, Stretch, is_days
from components.pictures.from_engine import FromEngine
from components.pictures.from_held import FromHeld
from components.pictures.questions import EVER
from components.pictures.selection import whole, wider
from components.pictures.timeline import source_of
from components.scales import OTHERS, ground
from data import queries
from data.columnar import events, in_memory
from data.columnar.cumulative import Times
from data.columnar.in_memory import Held
from data.dataset.compiled_queries import Compiled
from data.dates import calendar
from data.engine import count_tables
from data.view import View
from tests.data.plain_events import EVENTS, FEW, MEMBERS, WINDOWS
from tests.factories import in_engine

LANES = st.sampled_from(["category", "actor", "x:Region", "none"])
SIZES = st.sampled_from([queries.Bin(600), queries.Bin(6 * 3600), queries.Bin(7 * 86400), queries.Bin(months=120)])


some = settings(max_examples=4, deadline=None, phases=[Phase.generate])
"""Every view is compiled anew, in a tenth of a second; and shrinking would take minutes."""


class Plain:
    """The plain events in an engine, with count tables."""

    is_glimpse, glimpse, claims = False, None, "event"

    class settings:  # noqa: N801 - as a data set has it
        lanes, categories = "", ()

    def __init__(self) -> None:
        self.event, self.member = in_engine(EVENTS, MEMBERS)
        self.backend = self.event.get_backend()
        count_tables.build(self.backend.con)
        self.tallies = count_tables.names(self.backend.con)
        self.statements: Compiled = {}
        self.held: dict[str, Held] = {}

    def found(self, words: str) -> str:  # noqa: ARG002 - words are looked for each time
        return ""

    def picked(self, *_: object) -> None:
        """Nor are they indexed."""

    def table(self, name: str = "event") -> ir.Table:
        return self.backend.table(name)


@pytest.fixture(scope="module")
def plain() -> Iterator[Plain]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(count_tables, "LEAST", 0)
        patch.setattr(count_tables, "SHARE", 0)
        patch.setattr(import_module("components.pictures.selection"), "MOST_MARKS", 0)
        for name, least in (("MOST_LANES", 4), ("MOST_EXACT", 0)):
            patch.setattr(import_module("components.scales"), name, least)
        yield Plain()


def both(plain: Plain, view: View) -> tuple[FromHeld, FromEngine]:
    on = ground(plain, view)
    found = []
    for most in (in_memory.MOST, 0):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(in_memory, "MOST", most)
            found.append(source_of(plain, view, on, whole(plain, view, on)))
    assert isinstance(found[0], FromHeld)
    assert isinstance(found[1], FromEngine)
    return found[0], found[1]


def drawn(cells: list[Cell], running: Any) -> tuple[Any, Any]:
    return Counter(cells), {lane: count for lane, count in running.items() if count}


@some
@given(view=FEW, lane=LANES, window=WINDOWS, size=SIZES)
def test_every_window_is_counted_the_same(
    plain: Plain, view: View, lane: str, window: tuple[int, int], size: queries.Bin
) -> None:
    one, other = both(plain, replace(view, lanes=lane))
    start, end = max(window[0], EVER[0]), min(window[1], EVER[1])
    assert one.how_many((start, end)) == other.how_many((start, end))
    if is_days(size):
        start, end = start // calendar.DAY * calendar.DAY, -(-end // calendar.DAY) * calendar.DAY
    stretch = Stretch(start, min(end, start + 500 * (size.seconds or 31 * 86400 * size.months)), size)
    assert drawn(*one.counted([stretch])) == drawn(*other.counted([stretch]))
    asked_anew = replace(other, counts=None)
    assert drawn(*one.counted([stretch])) == drawn(*asked_anew.counted([stretch]))
    if is_days(size):
        assert one.how_many((start, end)) == asked_anew.how_many((start, end)) == other.how_many((start, end))
    assert Counter(one.together(stretch)) == Counter(other.together(stretch))


@some
@given(view=FEW, lane=LANES, window=WINDOWS, most=st.integers(1, 30))
def test_every_window_has_the_same_marks_and_the_same_lone_events(
    plain: Plain, view: View, lane: str, window: tuple[int, int], most: int
) -> None:
    one, other = both(plain, replace(view, lanes=lane))
    start, end = window = max(window[0], EVER[0]), min(window[1], EVER[1])
    assert Counter(one.marks(window, 1000)) == Counter(other.marks(window, 1000))
    ranks = [[event.importance for event in source.marks(window, most)] for source in (one, other)]
    assert ranks[0] == sorted(ranks[0], reverse=True)
    if lane != "actor":
        assert ranks[0] == ranks[1]
    assert Counter(one.ongoing(start, end)) == Counter(other.ongoing(start, end))
    stretch = Stretch(start, min(end, start + 10**9), queries.Bin(months=1))
    alone = [cell for cell in one.counted([stretch])[0] if cell.events == 1]
    if alone:
        assert Counter(one.lone(alone)) == Counter(other.lone(alone))


@some
@given(view=FEW, lane=LANES, window=st.none() | WINDOWS, most=st.sampled_from([5, 100]))
def test_every_window_has_the_same_sums_and_the_same_list(
    plain: Plain, view: View, lane: str, window: tuple[int, int] | None, most: int
) -> None:
    chosen = both(plain, replace(view, lanes=lane))[0].chosen
    if window:
        view = view.with_window(*(max(EVER[0], min(EVER[1], moment)) for moment in window))
    names = ("id", "title", "value", "place")
    [summed] = queries.summary(plain.event, plain.member, view).to_pyarrow().to_pylist()
    assert events.summary(chosen, view.window) == summed
    rows = queries.rows(plain.event, plain.member, view, most=most).select(*names)
    assert events.first(chosen, view.window, most, names) == rows.to_pyarrow().to_pylist()
    keys = replace(view, importance=view.importance or (3,))
    rows = queries.visible(plain.event, plain.member, keys, most=most).select(*names)
    assert events.first(chosen, view.window, most, names, keys.importance) == rows.to_pyarrow().to_pylist()


@some
@given(view=FEW, lane=st.sampled_from(["category", "source"]), chosen=st.sets(st.integers(0, 3), min_size=1))
def test_what_lanes_show_is_told_from_that_of_all_lanes(plain: Plain, view: View, lane: str, chosen: set[int]) -> None:
    on = ground(plain, View(lanes=lane))
    values = [named.value for number, named in enumerate(on.lanes) if number in chosen and named.value != OTHERS]
    few = replace(view, words="", lanes=lane, category=(), source=())
    few = replace(few, category=tuple(values)) if lane == "category" else replace(few, source=tuple(values))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(in_memory, "MOST", 0)
        more = wider(plain, few, on)
        assert (more is not None) == bool(values)
        asked = whole(plain, few, on)
        told = whole(plain, few, on, whole(plain, more, on) if more else None)
    assert told.total == asked.total
    assert told.counts
    assert asked.counts
    for name in told.lanes:
        assert_same_times(told.counts.lanes[name], asked.counts.lanes[name])
    assert set(told.lanes) == set(asked.lanes)
    assert_same_times(told.counts.every, asked.counts.every)


def assert_same_times(one: Times, other: Times) -> None:
    assert one.undated == other.undated
    for part in ("begun", "ended", "open"):
        mine, its = getattr(one, part), getattr(other, part)
        assert mine.at.tolist() == its.at.tolist()
        assert mine.counts.tolist() == its.counts.tolist()
        if part != "ended":
            assert mine.first is None or mine.first.tolist() == its.first.tolist()
