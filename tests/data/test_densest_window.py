"""Where most of the record happened."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import queries
from data.dataset import opening
from data.dates import calendar
from data.queries.densest_window import densest, step
from data.queries.lanes import Bin
from data.view import View

DATA = Path(__file__).parents[2] / "data"
UNIT = Bin(1)
ORIGIN = UNIT.start(0)


def of(*moments: int) -> tuple[int, int] | None:
    """The densest part of events that begin at these moments, in steps of one."""
    counts = sorted(Counter(moments).items())
    found = densest([moment for moment, _ in counts], [count for _, count in counts], UNIT)
    return (found[0] - ORIGIN, found[1] - ORIGIN) if found else None


@pytest.mark.parametrize(
    ("moments", "found"),
    [
        pytest.param((), None, id="no event, no part"),
        pytest.param((7,), (7, 8), id="one event is its own part"),
        pytest.param((0, 100, 101, 102, 500), (100, 103), id="three of five close together"),
        pytest.param((0, 50, 99, 100, 100, 100, 100), (99, 101), id="the day before the great day belongs to it"),
        pytest.param((0, 50, 100, 100, 100, 101, 103), (100, 102), id="the day after too, but not what follows"),
        pytest.param((1, 2, 10, 11), (10, 12), id="of two that are equal the later"),
        pytest.param((1, 1, 1, 50, 60), (1, 2), id="all in one moment"),
        pytest.param((0, 90, 100, 110, 114, 121, 300, 400), (90, 122), id="what lies within half its length"),
        pytest.param((-9, -8, -7, 100), (-9, -6), id="before the common era it is the same"),
    ],
)
def test_the_densest_part_is_the_shortest_with_half_of_the_events(
    moments: tuple[int, ...], found: tuple[int, int] | None
) -> None:
    assert of(*moments) == found


@settings(deadline=None)
@given(st.lists(st.integers(-200, 200), min_size=1, max_size=40))
def test_it_holds_half_of_the_events_and_is_twice_as_long_as_need_be_at_most(moments: list[int]) -> None:
    found = of(*moments)
    assert found is not None
    start, end = found
    half = (len(moments) + 1) // 2
    ordered = sorted(moments)
    shortest = min(ordered[at + half - 1] - ordered[at] + 1 for at in range(len(moments) - half + 1))
    assert sum(start <= moment < end for moment in moments) >= half
    assert shortest <= end - start <= shortest + 2 * max(1, shortest // 2)
    assert {start, end - 1} <= set(moments)


@pytest.mark.parametrize(
    ("length", "seconds"), [(30 * 366 * calendar.DAY, 86400), (3 * calendar.DAY, 3600), (7200, 60), (90, 1)]
)
def test_a_long_record_is_looked_at_in_days_and_a_short_one_in_seconds(length: int, seconds: int) -> None:
    assert step(length) == Bin(seconds)


def test_the_shipped_record_is_densest_on_the_two_days_of_crisis() -> None:
    dataset = opening.open_file(DATA / "kazakhstan-2022.csv")
    event, member = dataset.table(), dataset.table("member")
    extent = queries.extent(event).execute().iloc[0]
    size = step(int(extent["end"] - extent["start"]))
    answer = queries.starts(event, member, View(), size).execute()
    found = densest(answer["bin"].tolist(), answer["count"].tolist(), size)
    assert found == (calendar.from_iso("2022-01-05"), calendar.from_iso("2022-01-07"))
    dataset.close()
