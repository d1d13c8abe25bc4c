"""Pictures that should need no more height than a window has, and nothing that moves for being chosen."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from components.figures.plot_area import SMALLEST
from components.figures.text_width import width as text_width
from components.pictures import Frame
from data.dataset import opening
from data.view import View
from tests.components.test_pictures import DATA, drawn, labels, made

LAPTOP, SCREEN = Frame("timeline", 800, height=540), Frame("timeline", 1240, height=840)
KEYS = {"Nazarbayev dismissed from the Security Council", "CSTO troops deployed, from Russia and others"}


@pytest.fixture(scope="module")
def kazakhstan():
    return opening.open_file(Path(DATA) / "kazakhstan-2022.csv")


def rows(answer) -> list[float]:
    """How far below the one before each row that has an event stands."""
    places = sorted({event["y"] for event in answer["meta"]["events"]})
    return [below - above for above, below in pairwise(places)]


@pytest.mark.parametrize("frame", [LAPTOP, SCREEN], ids=["laptop", "screen"])
def test_the_whole_story_fits_into_the_height_with_its_key_events_named(kazakhstan, frame):
    answer = drawn(kazakhstan, frame=frame)
    assert answer["meta"]["height"] <= frame.height
    assert set(labels(answer)) >= KEYS
    assert {event["lane"] for event in answer["meta"]["events"]} == {
        *("Background", "Protest", "Government", "Casualties", "International", "Analysis")
    }
    assert min(rows(answer)) >= SMALLEST.row - 1


def test_on_a_large_screen_there_is_air_and_nothing_gives_way(kazakhstan):
    tight, airy = drawn(kazakhstan, frame=LAPTOP), drawn(kazakhstan, frame=SCREEN)
    assert tight["meta"]["more"]
    assert not airy["meta"]["more"]
    assert min(rows(airy)) > min(rows(tight))


def test_a_picture_is_no_higher_than_it_needs(kazakhstan):
    view = View(start="2022-01-05", end="2022-01-06")
    whole, day = drawn(kazakhstan, frame=LAPTOP), drawn(kazakhstan, view, LAPTOP)
    assert day["meta"]["height"] < whole["meta"]["height"]


def test_lanes_without_a_key_event_give_way_first(kazakhstan):
    answer = drawn(kazakhstan, frame=replace(LAPTOP, height=500))
    assert {more["lane"] for more in answer["meta"]["more"]} == {"Background"}


def test_a_lane_that_was_opened_can_be_closed(kazakhstan):
    pills = [
        trace["text"]
        for trace in drawn(kazakhstan, View(opened=("Background",)), LAPTOP)["data"]
        if trace.get("mode") == "markers+text"
    ]
    assert pills == [["–"]]


@pytest.mark.parametrize("event", ["dismissal", "kept-council", "killed"])
def test_nothing_moves_for_being_chosen(kazakhstan, event):
    before, after = drawn(kazakhstan, frame=LAPTOP), drawn(kazakhstan, View(event=event), LAPTOP)
    assert after["data"] == before["data"]
    assert after["meta"]["events"] == before["meta"]["events"]
    assert after["layout"]["shapes"] != before["layout"]["shapes"], "but it is outlined"


def test_a_crowd_is_counted_by_day_and_its_key_events_are_named():
    month = [
        {"date": f"2022-01-{1 + at % 31:02}", "title": f"Protest in the square, the {at}th", "category": "A"}
        for at in range(299)
    ]
    answer = drawn(made(*month, {"date": "2022-01-15", "title": "The turn", "category": "A", "importance": 3}),
                   frame=LAPTOP)  # fmt: skip
    assert answer["meta"]["mode"] == "counts"
    assert [event["title"] for event in answer["meta"]["events"]] == ["The turn"]
    assert "The turn" in labels(answer)
    days = {end - start for start, end, *_ in answer["meta"]["bins"]["periods"]}
    assert min(days) == 86_400, "what has no time of day is counted by the day"
    assert sum(count for *_, count in answer["meta"]["bins"]["cells"]) == 300, "and none is left out"


def test_a_few_that_give_way_are_no_crowd(kazakhstan):
    assert drawn(kazakhstan, frame=LAPTOP)["meta"]["mode"] == "marks"


def test_a_title_is_cut_between_its_words(kazakhstan):
    cut = [label for label in labels(drawn(kazakhstan, frame=Frame("timeline", 340))) if label.endswith("…")]
    assert cut
    titles = {event["title"] for event in drawn(kazakhstan)["meta"]["events"]} | {"Nazarbayev leads Kazakhstan"}
    for label in cut:
        start = label[:-1]
        assert any(title.startswith(start) and not title[len(start)].isalnum() for title in titles), label
        assert text_width(label, 14) < 340
