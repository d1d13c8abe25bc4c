"""Single events among counts."""

from data import queries
from data.dates.calendar import seconds
from data.view import View
from tests.factories import make_tables

LATER = seconds(2022, 2)


def ids(asked) -> list[str]:
    return sorted(asked.execute()["id"])


def test_a_lone_event_is_found_by_its_lane_and_its_moment():
    event, member = make_tables(
        {"date": "2022-01-05", "category": "a"}, {"date": "2022-01-05", "category": "b"}, {"date": "2022-01-06"}
    )
    fifth = seconds(2022, 1, 5)
    assert ids(queries.lone(event, member, View(), "category", [fifth], [queries.place("b", fifth)])) == ["e2"]
    elsewhere = queries.lone(event, member, View(category=("a",)), "category", [fifth], [queries.place("b", fifth)])
    assert ids(elsewhere) == []


def test_a_lone_event_of_two_actors_is_found_in_each_of_its_lanes():
    event, member = make_tables({"date": "2022-01-05", "actors": "Ana; Bo"})
    fifth = seconds(2022, 1, 5)
    places = [queries.place(lane, fifth) for lane in ("Ana", "…")]
    found = queries.lone(event, member, View(), "actor", [fifth], places, ("Ana",), "…").execute()
    assert sorted(found["lane"]) == ["Ana", "…"]


def test_of_what_runs_on_each_lane_has_its_most_important_and_of_equals_the_oldest():
    event, member = make_tables(
        {"date": "2021/2023", "category": "a"},
        {"date": "2020/2023", "category": "a"},
        {"date": "2019/2023", "category": "a", "importance": 1},
        {"date": "2021/..", "category": "b"},
        {"date": "2021/2022-01", "category": "c"},
        {"date": "2022-02", "category": "d"},
    )
    assert ids(queries.running(event, member, View(), "category", LATER, LATER)) == ["e2", "e4"]


def test_the_foremost_of_a_bin_are_its_most_important_in_that_lane():
    event, member = make_tables(
        {"date": "2022-01-05", "category": "a", "importance": 1},
        {"date": "2022-01-06", "category": "a", "importance": 3},
        {"date": "../2022-01-07", "category": "a"},
        {"date": "2022-01-08", "category": "b", "importance": 3},
        {"date": "2021/2023", "category": "a", "importance": 3},
        {"date": "2022-02-01", "category": "a", "importance": 3},
    )
    window = (seconds(2022), LATER)
    found = queries.foremost(event, member, View(), "category", "a", window, 2).execute()
    assert found["id"].tolist() == ["e2", "e3"]
    rest = queries.foremost(event, member, View(), "category", "…", window, 9, ("a",), "…").execute()
    assert rest["id"].tolist() == ["e4"]
