"""Rows in which nothing touches, and nothing is lost."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from components.figures import packing
from components.figures.packing import Item, gather, pack, rows_needed, share_rows


@st.composite
def crowds(draw):
    width = draw(st.integers(150, 1600))
    count = draw(st.integers(0, 45))
    items = []
    for key in range(count):
        left = draw(st.floats(-300, width - 1))
        length = draw(st.sampled_from([16.0, 30.0, 80.0, 400.0, 3000.0]))
        full = draw(st.floats(10, 0.6 * width))
        labels = (full, 0.5 * full) if draw(st.booleans()) else (full,)
        inside = draw(st.sampled_from([-1.0, 8.0, 26.0, length / 2])) if length > 16 else -1.0
        if left + length > 0:
            row = draw(st.integers(-1, 6))
            items.append(
                Item(key, left, left + length, labels, draw(st.integers(1, 3)), inside, draw(st.booleans()), row)
            )
    return items, float(width), draw(st.integers(1, 8))


@settings(deadline=None, max_examples=200)
@given(crowds())
def test_no_two_boxes_touch(crowd):
    placed, _ = pack(*crowd)
    for row in range(rows_needed(placed)):
        boxes = sorted((one.left, one.right) for one in placed if one.row == row)
        assert all(before[1] + packing.GAP <= after[0] + 1e-6 for before, after in pairwise(boxes))


@settings(deadline=None, max_examples=200)
@given(crowds())
def test_everything_stands_inside_the_window(crowd):
    items, width, most = crowd
    for one in pack(items, width, most)[0]:
        label = one.item.labels[one.label]
        start = one.text - label if one.side == "left" else one.text
        assert one.left >= -1e-6
        assert one.right <= width + 1e-6
        assert start >= one.left - 1e-6
        assert start + label <= one.right + 1e-6
        assert 0 <= one.row < most


def test_what_happens_in_the_window_comes_before_what_only_runs_through_it():
    running = [Item(key, -500.0, 2000.0, (200.0,), inside=8.0) for key in range(9)]
    here = [Item(key, 90.0 * key, 90.0 * key + 16, (60.0,)) for key in (9, 10)]
    placed, hidden = pack([*running, *here], 1000.0, 3)
    assert {9, 10} <= {one.item.key for one in placed}
    assert {item.key for item in hidden} < set(range(9))


@settings(deadline=None, max_examples=200)
@given(crowds())
def test_nothing_is_lost(crowd):
    items, width, most = crowd
    placed, hidden = pack(items, width, most)
    assert sorted([one.item.key for one in placed] + [item.key for item in hidden]) == sorted(
        item.key for item in items
    )
    assert sorted(key for more in gather(hidden, width) for key in more.keys) == sorted(item.key for item in hidden)


@settings(deadline=None)
@given(crowds())
def test_the_same_events_are_packed_the_same_whatever_their_order(crowd):
    items, width, most = crowd
    assert pack(items, width, most) == pack(list(reversed(items)), width, most)


@settings(deadline=None)
@given(crowds())
def test_what_is_counted_together_does_not_touch_either(crowd):
    items, width, most = crowd
    pixels = [more.pixel for more in gather(pack(items, width, most)[1], width)]
    assert all(after - before >= packing.NEAR - 1e-6 for before, after in pairwise(pixels))
    assert all(12 <= pixel <= width - 12 for pixel in pixels)


def test_the_key_events_are_the_last_to_give_way():
    items = [Item(key, 100.0 + key, 116.0 + key, (120.0,), importance=3 if key in (4, 7) else 1) for key in range(9)]
    placed, hidden = pack(items, 400.0, 2)
    assert {one.item.key for one in placed} >= {4, 7}
    assert {item.key for item in hidden}.isdisjoint({4, 7})


def test_a_label_stands_right_of_its_mark_and_left_where_the_window_ends():
    items = [Item(0, 10, 26, (100,)), Item(1, 370, 386, (100,))]
    assert [one.side for one in pack(items, 400, 3)[0]] == ["right", "left"]


def test_a_wide_bar_holds_its_own_label():
    [one] = pack([Item(0, 50, 350, (100,), inside=26)], 400, 1)[0]
    assert one.side == "inside"
    assert one.text == 76


def test_a_shorter_label_is_better_than_none():
    [one, other] = pack([Item(0, 0, 16, (200, 100)), Item(1, 240, 256, (200, 100))], 400, 1)[0]
    assert sorted([one.label, other.label]) == [0, 1]


def test_an_event_keeps_the_row_that_it_has_in_the_whole():
    [one] = pack([Item(0, 50, 66, (100,), row=4)], 400, 6)[0]
    assert one.row == 4


def test_rows_are_read_in_the_order_of_time():
    items = [Item(key, 200 + 5 * key, 216 + 5 * key, (150,), importance=1 + key % 3) for key in range(5)]
    assert [one.item.key for one in sorted(pack(items, 600, 9)[0], key=lambda one: one.row)] == [0, 1, 2, 3, 4]


@given(st.lists(st.integers(1, 60), min_size=1, max_size=14), st.integers(5, 60))
def test_lanes_share_the_rows_and_none_starves(needed, budget):
    allowed = share_rows(needed, budget)
    assert all(given <= asked for given, asked in zip(allowed, needed, strict=True))
    assert all(given >= min(asked, 2) for given, asked in zip(allowed, needed, strict=True))
    assert sum(allowed) <= max(budget, sum(min(asked, 2) for asked in needed))
