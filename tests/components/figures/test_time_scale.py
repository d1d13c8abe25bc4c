"""Where moments stand, and which empty stretches are folded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.figures.folding import MOST_FOLDS, Piece, groups
from components.figures.time_scale import WHOLE, folded_scale, true_scale
from data.dates import seconds

DAY, YEAR = 86400, 31_556_952
KAZAKHSTAN = [
    Piece(seconds(1990), seconds(1991)),
    Piece(seconds(1991), seconds(1992)),
    Piece(seconds(2019), seconds(2020)),
    Piece(seconds(2019), seconds(2020)),
    Piece(seconds(2022, 1, 5), seconds(2022, 1, 6)),
    *(Piece(seconds(2022, 1, 6), seconds(2022, 1, 7)) for _ in range(10)),
]
PIECES = st.lists(
    st.builds(
        lambda start, length: Piece(start, start + length), st.integers(-(10**11), 10**11), st.integers(0, 10**8)
    ),
    min_size=1, max_size=60,
)  # fmt: skip


def test_thirty_years_and_two_days_are_three_stretches_and_two_folds():
    scale = folded_scale(KAZAKHSTAN)
    assert [round(fold.empty / YEAR) for fold in scale.folds] == [27, 2]
    first, second, third = (scale.to_place(end) - scale.to_place(start) for start, end in scale.segments)
    assert third > 2 * first
    assert third > 0.45 * WHOLE
    assert min(first, second) > 0.1 * WHOLE
    start, end = scale.segments[2]
    assert seconds(2022, 1, 1) <= start < seconds(2022, 1, 4)
    assert seconds(2022, 1, 7) < end < seconds(2022, 1, 8)


def test_the_two_days_are_far_enough_apart_to_be_read():
    scale = folded_scale(KAZAKHSTAN)
    assert scale.to_place(seconds(2022, 1, 6)) - scale.to_place(seconds(2022, 1, 5)) > 0.08 * WHOLE


@pytest.mark.parametrize("count", [1, 2, 3, 10, 200])
def test_what_is_spread_evenly_is_not_folded(count):
    assert len(groups([Piece(at * YEAR, at * YEAR) for at in range(count)])) == 1


def test_one_event_long_before_all_others_is_folded_away_from_them():
    crowd = [Piece(100 * YEAR + at * DAY, 100 * YEAR + at * DAY) for at in range(20)]
    assert [group.weight for group in groups([Piece(0, 0), *crowd])] == [1, 20]


def test_a_few_events_scattered_before_a_crowd_leave_it_room():
    scattered = [Piece(seconds(year), seconds(year + 1)) for year in (1891, 1914, 1938, 1953, 1967, 1986)]
    crowd = [Piece(seconds(2001 + at // 12, 1 + at % 12), seconds(2001 + at // 12, 1 + at % 12) + 1, 900)
             for at in range(300)]  # fmt: skip
    scale = folded_scale([*scattered, *crowd])
    assert scale.folds
    assert WHOLE - scale.to_place(seconds(2001)) > 0.3 * WHOLE


def test_a_full_span_is_not_folded_whatever_crowds_in_it():
    filled = [Piece(at * YEAR, (at + 1) * YEAR) for at in range(30)]
    assert folded_scale([*filled, *(Piece(15 * YEAR + at, 15 * YEAR + at) for at in range(50))]).folds == ()


def test_no_pieces_are_a_day():
    assert folded_scale([]).folds == ()


@given(PIECES)
def test_every_scale_rises_and_comes_back(pieces):
    scale = folded_scale(pieces)
    assert list(scale.times) == sorted(set(scale.times))
    assert list(scale.places) == sorted(set(scale.places))
    assert len(scale.folds) <= MOST_FOLDS
    for moment in {edge for piece in pieces for edge in (piece.start, piece.end)}:
        assert scale.whole[0] <= moment <= scale.whole[1]
        place = scale.to_place(moment)
        slack = max((scale.times[-1] - scale.times[0]) * 1e-9, 1)
        assert abs(scale.to_time(place) - moment) <= slack


@given(PIECES)
def test_nothing_is_folded_away_that_holds_something(pieces):
    for fold in folded_scale(pieces).folds:
        assert fold.start < fold.end
        assert not any(piece.start < fold.end and piece.end > fold.start for piece in pieces)


@given(PIECES)
def test_the_order_of_the_rows_does_not_matter(pieces):
    assert folded_scale(pieces) == folded_scale(list(reversed(pieces)))


@given(st.integers(-(10**11), 10**11), st.integers(0, 10**11))
def test_the_true_scale_counts_in_seconds(start, length):
    scale = true_scale(start, start + length)
    assert scale.to_place(start) == pytest.approx(start)
    assert scale.whole[0] < start
    assert scale.whole[1] > start + length
