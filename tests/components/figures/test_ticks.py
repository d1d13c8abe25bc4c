"""What stands along the axis."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.figures.folding import Piece
from components.figures.text_width import width
from components.figures.tick_labels import Named, tick_words
from components.figures.ticks import Axis, round_moments, ticks
from components.figures.time_scale import folded_scale, true_scale
from data.dates import civil, from_iso, seconds, to_iso
from tests.components.figures.test_time_scale import KAZAKHSTAN

SIZE = 13


def named(start: str, end: str, pixels: float) -> list[str]:
    first, last = from_iso(start), from_iso(end)
    axis = Axis.over(true_scale(first, last), (first, last), pixels)
    return [tick.label for tick in ticks(axis, SIZE, edges=(60, 60), margin=0) if tick.label]


@pytest.mark.parametrize(
    ("start", "end", "pixels", "labels"),
    [
        pytest.param("2022-01-02", "2022-01-06", 500, ["2 Jan 2022", "3 Jan", "4 Jan", "5 Jan"],
                     id="days name a year once"),
        pytest.param("2021-12-30", "2022-01-03", 500, ["30 Dec 2021", "31 Dec", "1 Jan 2022", "2 Jan"],
                     id="a new year is named"),
        pytest.param("2022-01-05T18:00", "2022-01-06T10:00", 900,
                     ["5 Jan 2022, 18:00", "21:00", "6 Jan", "03:00", "06:00", "09:00"], id="hours name their day"),
        pytest.param("1990-01-01", "1995-06-01", 500, ["1990", "1991", "1992", "1993", "1994", "1995"], id="years"),
        pytest.param("-0500-01-01", "0500-01-01", 500, ["400 BCE", "200 BCE", "1 CE", "200 CE", "400 CE"],
                     id="there is no year nought"),
        pytest.param("2019-01-01", "2020-02-01", 700, ["2019", "Apr", "Jul", "Oct", "2020"],
                     id="months name years by January"),
    ],
)  # fmt: skip
def test_the_axis_says(start, end, pixels, labels):
    assert named(start, end, pixels) == labels


def test_folds_say_how_long_they_are():
    scale = folded_scale(KAZAKHSTAN)
    found = ticks(Axis.over(scale, scale.whole, 912), SIZE, edges=(125, 18))
    assert [tick.label for tick in found if tick.is_fold] == ["27 y", "2 years"]
    assert "2019" in [tick.label for tick in found]
    assert "6 Jan" in [tick.label for tick in found]


def test_what_begins_with_a_year_far_from_all_else_is_called_by_the_year():
    moments = [seconds(-663), seconds(1850, 3), *(seconds(1914, 7, day) for day in range(20, 28))]
    scale = folded_scale([Piece(moment, moment) for moment in moments])
    found = [tick.label for tick in ticks(Axis.over(scale, scale.whole, 1100), SIZE) if not tick.is_fold]
    assert [label for label in found if label][:3] == ["664 BCE", "Mar 1850", "12 Jul 1914"]


@pytest.mark.parametrize("pixels", range(500, 1500, 50))
def test_a_year_by_itself_is_called_by_itself_not_by_the_next(pixels):
    days = [Piece(seconds(2022, 1, day), seconds(2022, 1, day + 1)) for day in range(1, 9)]
    scale = folded_scale([Piece(seconds(1891), seconds(1892)), *days])
    found = [tick.label for tick in ticks(Axis.over(scale, scale.whole, pixels), SIZE, edges=(6, 18))
             if tick.label]  # fmt: skip
    assert "1891" in found


@settings(deadline=None, max_examples=150)
@given(
    st.sampled_from([True, False]),
    st.floats(0, 990),
    st.floats(0.001, 900),
    st.integers(300, 1900),
    st.integers(0, 150),
)
def test_no_two_labels_touch_and_none_is_cut(is_folded, at, length, pixels, edge):
    scale = folded_scale(KAZAKHSTAN) if is_folded else true_scale(seconds(-9000), seconds(9000))
    span = scale.places[-1] - scale.places[0]
    start = scale.to_time(scale.places[0] + at / 1000 * span)
    end = max(scale.to_time(scale.places[0] + (at + length) / 1000 * span), start + 2)
    axis = Axis.over(scale, (start, end), pixels)
    boxes = []
    for tick in ticks(axis, SIZE, edges=(edge, edge)):
        if tick.label:
            middle = (tick.place - axis.first) / (axis.last - axis.first) * pixels
            half = width(tick.label, SIZE - tick.is_fold) / 2
            boxes.append((middle - half, middle + half))
            if 0 <= middle <= pixels:
                assert middle - half >= -max(edge, 2) - 0.5
                assert middle + half <= pixels + max(edge, 2) + 0.5
    boxes.sort()
    assert all(before[1] + 3 < after[0] for before, after in pairwise(boxes))


@given(
    st.sampled_from([("hour", 6), ("day", 7), ("month", 3), ("year", 20), ("year", 500)]),
    st.integers(-(10**11), 10**11),
)
def test_round_moments_are_round(unit_step, start):
    unit, step = unit_step
    found = list(round_moments(unit, step, start, start + 40 * 31_556_952 * (step if unit == "year" else 1) // 20))[:50]
    assert found == sorted(set(found))
    for moment in found:
        _, month, day, hour, minute, second = civil(moment)
        assert (minute, second) == (0, 0), to_iso(moment)
        assert {"hour": hour % 6, "day": hour, "month": (month - 1) % 3 + day - 1, "year": month + day - 2}[unit] == 0


def test_the_first_label_that_is_seen_says_everything():
    assert tick_words(seconds(2022, 1, 6, 12), "hour", Named()) == "6 Jan 2022, 12:00"
