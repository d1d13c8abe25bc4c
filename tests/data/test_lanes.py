"""Events in lanes: as marks, and as counts."""

import math
from collections import Counter

import ibis.expr.types as ir
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import queries
from data.dates import calendar
from data.view import View, parameters
from tests.data.reference_queries import FEW, WINDOWS, Row, asked, dates_of, names_in, passing, touches, tuples
from tests.factories import make_tables


@asked
@given(view=FEW, window=WINDOWS, most=st.integers(1, 30))
def test_marks_are_the_most_important_events(
    event: ir.Table, member: ir.Table, view: View, window: tuple[int, int], most: int
) -> None:
    held = [row for row in passing(view) if touches(row, *window)]
    first = sorted(held, key=lambda row: -row["importance"])[:most]
    answer = queries.marks(event, member, view, "category", *window, most).execute()
    assert list(zip(answer["id"], answer["lane"], strict=True)) == [(row["id"], row["category"]) for row in first]


def test_an_event_stands_in_each_of_its_lanes_and_in_the_nameless_one_without(
    event: ir.Table, member: ir.Table
) -> None:
    window = (calendar.seconds(-9999), calendar.seconds(10000))
    answer = queries.marks(event, member, View(), "actor", *window, 1000).execute()
    expected = {(row["id"], name) for row in passing(View()) for name in names_in(row, "actors")}
    assert sorted(zip(answer["id"], answer["lane"], strict=True)) == sorted(expected)
    few = queries.marks(event, member, View(), "actor", *window, 5).execute()
    assert few["id"].nunique() == 5
    assert set(zip(few["id"], few["lane"], strict=True)) == {pair for pair in expected if pair[0] in set(few["id"])}


@pytest.mark.parametrize(("lane", "found"), [("none", [""]), ("importance", ["1", "3"]), ("x:Absent", [""])])
def test_lanes_can_be_any_column_or_none(lane: str, found: list[str]) -> None:
    event, member = make_tables({"importance": 1}, {"importance": 3})
    answer = queries.marks(event, member, View(), lane, *dates_of("2022"), 9).execute()
    assert sorted(set(answer["lane"])) == found


class Lanes:
    def __init__(self, lanes: str) -> None:
        self.lanes = lanes


@pytest.mark.parametrize(
    ("asked", "set_", "lane"),
    [
        ("", None, "category"),
        ("", "", "category"),
        ("", "actors", "actor"),
        ("", "Region", "x:Region"),
        ("", "x:Region", "x:Region"),
        ("place", "actors", "place"),
        ("x:Region", "place", "x:Region"),
        ("none", "place", "none"),
    ],
)
def test_lanes_are_the_viewers_else_the_settings_else_the_category(
    event: ir.Table, asked: str, set_: str | None, lane: str
) -> None:
    settings = None if set_ is None else Lanes(set_)
    assert queries.lane_of(event.columns, View(lanes=asked), settings) == lane


def _bin_of(row: Row, window: tuple[int, int], size: queries.Bin) -> tuple[int, bool, bool]:
    at = next((x for x in (row["start"], row["end"] and row["end"] - 1) if x is not None), -math.inf)
    at = at if at < window[1] else -math.inf  # its start is open
    is_day = 0 < size.seconds < calendar.DAY and row["precision"] not in ("hour", "minute", "second")
    first = window[0] // calendar.DAY * calendar.DAY if is_day else window[0]
    year, month, *_ = calendar.civil(int(max(at, first)))
    seconds = calendar.DAY if is_day else size.seconds
    number = (int(max(at, first)) - calendar.seconds(1970, 1, 5)) // seconds if seconds else 0
    return (year * 12 + month - 1) // size.months if size.months else number, at < first, is_day


SIZES = st.sampled_from([queries.Bin(1), queries.Bin(3600), queries.Bin(7 * 86400)]) | st.sampled_from(
    [queries.Bin(months=count) for count in (1, 3, 12, 120)]
)


@asked
@given(view=FEW, window=WINDOWS, size=SIZES)
def test_counts_put_each_event_of_the_stretch_into_one_bin(
    event: ir.Table, member: ir.Table, view: View, window: tuple[int, int], size: queries.Bin
) -> None:
    held = Counter((row["category"], *_bin_of(row, window, size)) for row in passing(view) if touches(row, *window))
    answer = queries.counts(event, member, view, "category", *window, size).execute()
    assert (
        Counter(dict(zip(tuples(answer, "lane", "bin", "is_running", "is_day"), answer["count"], strict=True))) == held
    )


def test_counts_put_an_event_into_each_of_its_lanes() -> None:
    event, member = make_tables({"actors": "a; b"}, {"actors": "b"}, {"actors": ""})
    answer = queries.counts(event, member, View(), "actor", *dates_of("2022"), queries.Bin(months=12)).execute()
    assert tuples(answer, "lane", "bin", "count") == [("", 2022, 1), ("a", 2022, 1), ("b", 2022, 2)]


@pytest.mark.parametrize(
    ("size", "number", "start"),
    [
        (queries.Bin(86400), -4, "1970-01-01T00:00:00"),
        (queries.Bin(7 * 86400), 0, "1970-01-05T00:00:00"),
        (queries.Bin(months=1), 2022 * 12 + 1, "2022-02-01T00:00:00"),
        (queries.Bin(months=120), 202, "2020-01-01T00:00:00"),
        (queries.Bin(months=120), -1, "-0010-01-01T00:00:00"),
    ],
)
def test_a_bin_starts_where_its_number_says(size: queries.Bin, number: int, start: str) -> None:
    assert calendar.to_iso(size.start(number)) == start


def test_the_parameters_know_every_lane_that_the_queries_draw() -> None:
    event, member = make_tables({})
    for lane in parameters.LANES:
        assert queries.marks(event, member, View(lanes=lane), lane, *dates_of("2022"), 5).count().execute() == 1
