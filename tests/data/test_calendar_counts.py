"""Events by day, month and year, each as finely as its date is known and no finer."""

from itertools import pairwise

import duckdb
import pytest

from data.dates.calendar import seconds
from data.engine import connection, count_tables
from data.queries import calendar_counts
from data.queries.calendar_counts import CalendarCounts, stretch, stretches, wider_than
from data.view import View
from tests.factories import make_events, make_members, make_tables

YEAR = seconds(2022), seconds(2023)


def counted(*dates: str, unit: str = "day", view: View | None = None, within: tuple[int, int] = YEAR) -> CalendarCounts:
    tables = make_tables(*({"date": date, "category": "Talks"} for date in dates))
    asked = calendar_counts.begun(*tables, view or View(), unit)
    return calendar_counts.counted(asked.to_pyarrow(), unit, within)


@pytest.mark.parametrize(
    ("date", "unit", "stands_in"),
    [
        pytest.param("2022-01-05", "day", "exact", id="a day is known to the day"),
        pytest.param("2022-01-05T14:30", "day", "exact", id="so is a minute"),
        pytest.param("2022-01-05?", "day", "exact", id="an uncertain day is a day still"),
        pytest.param("2022-01-05~", "day", "wider", id="about a day is known by its month"),
        pytest.param("2022-01", "day", "wider", id="a month is on none of its days"),
        pytest.param("2022-01~", "day", "loose", id="about a month is known by its year"),
        pytest.param("2022", "day", "loose", id="a year is in none of its months"),
        pytest.param("2022-21", "day", "loose", id="a spring is known by its year"),
        pytest.param("2022-01-05/..", "day", "exact", id="what goes on began on its day"),
        pytest.param("2022-01-05/2022-02", "day", "wider", id="a span is known as its coarser end is"),
        pytest.param("[2022-01-05,2022-01-06]", "day", "loose", id="one of two days is neither"),
        pytest.param("{2022-01-05,2022-01-06}", "day", "exact", id="both of two days begin with the first"),
        pytest.param("../2022-01-05", "day", "unbegun", id="an open beginning is none"),
        pytest.param("2022-01", "month", "exact", id="among months a month is exact"),
        pytest.param("2022", "month", "wider", id="and a year stands apart"),
        pytest.param("202X", "year", "wider", id="among years a decade stands apart"),
        pytest.param("2022", "decade", "exact", id="among decades a year is exact"),
    ],
)
def test_a_date_counts_as_finely_as_it_is_known(date, unit, stands_in):
    found = counted(date, unit=unit, within=(seconds(2000), seconds(2100)))
    held = {name: getattr(found, name) for name in ("exact", "wider", "loose", "unbegun")}
    assert [name for name, value in held.items() if value] == [stands_in]
    assert found.total == (stands_in != "unbegun")


def test_counts_are_by_category_and_stretch():
    tables = make_tables(
        {"date": "2022-01-05", "category": "Talks"}, {"date": "2022-01-05", "category": "Unrest"},
        {"date": "2022-01-05T10:00", "category": "Talks"}, {"date": "2022-02", "category": ""},
    )  # fmt: skip
    asked = calendar_counts.begun(*tables, View(), "day")
    found = calendar_counts.counted(asked.to_pyarrow(), "day", YEAR)
    assert found.exact == {seconds(2022, 1, 5): {"Talks": 2, "Unrest": 1}}
    assert found.wider == {seconds(2022, 2): {"": 1}}


def test_filters_and_the_moment_that_is_looked_from_hide():
    rows = ({"date": "2022-01-05", "reported": "2022-01-09"}, {"date": "2022-01-05", "category": "Talks"})
    tables = make_tables(*rows)
    for view, total in ((View(), 2), (View(asof="2022-01-06"), 1), (View(category=("Talks",)), 1)):
        asked = calendar_counts.begun(*tables, view, "day")
        assert calendar_counts.counted(asked.to_pyarrow(), "day", YEAR).total == total


def test_what_begins_outside_is_not_counted():
    dates = ("2021-12-31", "2022-01-01", "2023-01-01", "2021/2022-01-05", "../2022-01-05")
    asked = View(start="2022-01-01T00:00:00", end="2023-01-01T00:00:00")
    for found in (counted(*dates), counted(*dates, view=asked)):
        assert (found.total, found.unbegun) == (1, 1)


@pytest.mark.parametrize(
    ("unit", "moment", "start", "end"),
    [
        ("day", seconds(2024, 2, 29, 12), seconds(2024, 2, 29), seconds(2024, 3, 1)),
        ("month", seconds(2022, 12, 31), seconds(2022, 12), seconds(2023, 1)),
        ("decade", seconds(1999), seconds(1990), seconds(2000)),
        ("decade", seconds(-43), seconds(-50), seconds(-40)),
        ("century", seconds(1850), seconds(1800), seconds(1900)),
    ],
)
def test_a_stretch_holds_its_moment(unit, moment, start, end):
    assert stretch(moment, unit) == (start, end)


def test_stretches_follow_one_another():
    found = stretches(seconds(1899, 5), seconds(1902, 1, 2), "year")
    assert [after[0] - before[1] for before, after in pairwise(found)] == [0, 0, 0]
    assert wider_than("decade") == "century"


DATES = ("2022-01-05", "2022-01-05~", "2022-01", "2022", "[2022-01-05,2022-01-07]", "../2022-01-05", "199X",
         "2022-01-05T10:00", "2022-01-05/2022-02", "2022-21~", "-0043")  # fmt: skip


@pytest.mark.parametrize("unit", ["day", "month", "year"])
def test_a_count_table_answers_as_the_events_do(unit, monkeypatch):
    """At ten million no picture goes through the events."""
    monkeypatch.setattr(count_tables, "LEAST", 1)
    monkeypatch.setattr(count_tables, "SHARE", 0)
    events = make_events(*({"date": date, "category": "Talks" if at % 2 else "Unrest"}
                           for at, date in enumerate(DATES * 3)))  # fmt: skip
    held: duckdb.DuckDBPyConnection = connection.in_memory()
    for name, rows in (("given", events), ("members", make_members(events))):
        held.register(name, rows)
    held.execute("create table event as from given")
    held.execute("create table member as from members")
    count_tables.build(held)
    backend = connection.for_ibis(held)
    answers = []
    counts = next(name for name in count_tables.names(held) if "category" in backend.table(name).columns)
    for name in ("event", counts):
        asked = calendar_counts.begun(backend.table(name), backend.table("member"), View(), unit)
        answers.append(calendar_counts.counted(asked.to_pyarrow(), unit, (seconds(-100), seconds(2100))))
    assert answers[0] == answers[1]
    assert answers[0].total
