"""Every question about the events, asked of a real engine and of a plain loop over the same rows."""

import math
from collections.abc import Callable
from dataclasses import fields

import ibis
import ibis.expr.types as ir
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import queries
from data.dates import calendar
from data.queries import time_order
from data.view import View
from data.view.filter_table import FILTERS
from tests.data.reference_queries import FEW, PASSES, ROWS, VIEWS, WINDOWS, asked, ids, only, passing, touches, tuples
from tests.factories import in_engine, make_events, make_members, make_tables


def test_every_field_of_a_view_is_a_filter_or_is_said_to_be_none() -> None:
    assert tuple(PASSES) == tuple(FILTERS)
    assert FILTERS.keys() < {field.name for field in fields(View)}


@asked
@given(view=VIEWS | FEW)
def test_a_view_shows_the_events_that_pass_every_filter_oldest_first(
    event: ir.Table, member: ir.Table, view: View
) -> None:
    assert ids(queries.visible(event, member, view).execute()) == [row["id"] for row in passing(view)]


@asked
@given(window=WINDOWS)
def test_an_event_is_in_the_window_when_any_part_of_it_is(
    event: ir.Table, member: ir.Table, window: tuple[int, int]
) -> None:
    view = View().with_window(*window)
    inside = [row["id"] for row in passing(view) if touches(row, *window)]
    assert ids(queries.visible(event, member, view).execute()) == inside


def test_the_rows_try_what_they_should() -> None:
    """The oracle proves little over rows that all pass, or none: each filter must part them."""
    samples = {"words": "cafe square", "since": "2022-01-06", "until": "1990", "asof": "1990", "importance": (3,)}
    samples |= {"category": ("State",), "actor": ("CSTO",), "place": ("",), "source": ("Police",), "grade": ("A1",)}
    samples |= {"tag": ("",), "where": (("Region", "North"),), "metric": ("dead",), "precision": ("day",)}
    for name in FILTERS:
        assert 0 < len(passing(only(View(**samples), name))) < len(passing(View())), name  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asof", "is_known"),
    [
        pytest.param("2022-01-05", False, id="not on the day before"),
        pytest.param("2022-01-06", True, id="all of that day counts"),
        pytest.param("2022-01-06T14:29", False, id="not a minute before"),
        pytest.param("2022-01-06T14:30", True, id="in that minute it is"),
        pytest.param("2022", True, id="all of that year counts"),
        pytest.param("../2021", False, id="an interval is looked at from its end"),
        pytest.param("2021/..", True, id="from an open end all is known"),
    ],
)
def test_as_of_hides_what_was_reported_later(asof: str, is_known: bool) -> None:
    event, member = make_tables({"date": "1990", "reported": "2022-01-06T14:30"}, {"date": "1990", "kind": "era"})
    view = View(asof=asof)
    assert queries.visible(event, member, view).count().execute() == is_known
    assert queries.eras(event, view).count().execute() == 1


@pytest.mark.parametrize(("asof", "is_known"), [("2022-01-05", False), ("2022-01-06", True)])
def test_what_has_an_end_alone_is_known_on_its_last_day(asof: str, is_known: bool) -> None:
    event, member = make_tables({"date": "../2022-01-06"})
    assert queries.visible(event, member, View(asof=asof)).count().execute() == is_known


def test_eras_are_kept_apart_and_titles_are_no_events() -> None:
    event, member = make_tables(
        {"date": "1990/2019", "kind": "era", "reported": "2022"}, {"kind": "title"}, {"date": "1991"}
    )
    assert ids(queries.visible(event, member, View()).execute()) == ["e3"]
    assert ids(queries.eras(event, View(category=("none",), start="2022-01-01", end="2023-01-01")).execute()) == ["e1"]
    assert ids(queries.eras(event, View(asof="2021")).execute()) == []


@asked
@given(view=FEW, chosen=st.sampled_from([row["id"] for row in ROWS]), window=WINDOWS)
def test_neighbours_are_the_next_in_time_whatever_the_window(
    event: ir.Table, member: ir.Table, view: View, chosen: str, window: tuple[int, int]
) -> None:
    order = [row["id"] for row in ROWS]
    shown = [row["id"] for row in passing(view)]
    before = [other for other in shown if order.index(other) < order.index(chosen)]
    after = [other for other in shown if order.index(other) > order.index(chosen)]
    expected = {side: found for side, found in (("previous", before[-1:]), ("next", after[:1])) if found}
    there = ROWS[order.index(chosen)]
    here = time_order.place(there)
    places = here, time_order.among_dated(here)
    answer = queries.neighbours(event, member, view.with_window(*window), *places).execute()
    assert {side: [found] for side, found in zip(answer["side"], answer["id"], strict=True)} == expected


def test_an_unknown_event_is_no_row(event: ir.Table) -> None:
    assert queries.one(event, "nobody").count().execute() == 0
    assert ids(queries.one(event, "e1").execute()) == ["e1"]


def test_the_extent_is_from_the_first_that_is_dated_to_the_last() -> None:
    event, _ = make_tables({"date": "../1990"}, {"date": "2019/.."})
    answer = queries.extent(event).execute().iloc[0]
    assert answer["start"] == calendar.seconds(1991) - 1
    assert answer["end"] == calendar.seconds(2019) + 1
    assert (answer["open_start"], answer["open_end"], answer["count"]) == (True, True, 2)


def test_the_summary_counts_what_is_shown_of_what_there_is() -> None:
    event, member = make_tables(
        {"date": "1990", "source": "a"}, {"date": "1991", "source": "b"}, {"date": "2022", "source": "a"},
        {"date": "1990", "kind": "era", "source": "c"}, {"date": "1990"},
    )  # fmt: skip
    answer = queries.summary(event, member, View(until="2000")).execute().iloc[0]
    assert (answer["count"], answer["total"], answer["sources"]) == (3, 4, 2)
    assert (answer["start"], answer["end"]) == (calendar.seconds(1990), calendar.seconds(1992))
    inside = View(start="1991-01-01", end="1991-02-01")
    assert queries.summary(event, member, inside).execute().iloc[0]["count"] == 1


def test_claims_are_the_events_with_a_metric_of_all_times() -> None:
    event, member = make_tables(
        {"date": "2022-01-06", "metric": "dead", "value": "9"},
        {"date": "2022-01-05", "metric": "dead", "value": "2"},
        {},
    )
    view = View(start="2022-01-06", end="2022-01-07")
    assert ids(queries.claims(event, member, view).execute()) == ["e2", "e1"]
    assert ids(queries.claims(event, member, view, window=True).execute()) == ["e1"]
    assert ids(queries.claims(event, member, View(asof="2022-01-05")).execute()) == ["e2"]


def test_sources_come_with_how_many_claims_each() -> None:
    claim = {"source": "Police", "metric": "dead", "value": "2"}
    event, member = make_tables(claim, {"source": "Police"}, {"source": "Ministry"}, {}, {"source": "x", "kind": "era"})
    answer = queries.sources(event, member, View()).execute()
    assert tuples(answer, "source", "events", "claims") == [("Police", 2, 1), ("", 1, 0), ("Ministry", 1, 0)]


def test_rows_come_in_time_order_or_by_a_column_and_as_many_as_are_asked_for(event: ir.Table, member: ir.Table) -> None:
    shown = [row["id"] for row in passing(View())]
    assert ids(queries.rows(event, member, View(), most=7).execute()) == shown[:7]
    by_title = queries.rows(event, member, View(), by="title", is_descending=True).execute()
    expected = sorted(passing(View()), key=lambda row: row["title"], reverse=True)
    assert list(by_title["title"]) == [row["title"] for row in expected]
    assert ids(queries.rows(event, member, View(), by="no such column").execute()) == shown


def test_the_days_of_reports_reach_from_the_first_to_the_last_however_few_are_asked_for() -> None:
    event, _ = make_tables(*({"date": f"2022-01-{day:02}"} for day in (1, 2, 2, 3, 4, 5, 6, 7, 9)))
    first = calendar.days(2022, 1, 1)
    every = [0, 1, 2, 3, 4, 5, 6, 8]
    for most, expected in ((99, every), (8, every), (3, [2, 5, 8]), (1, [8])):
        answer = queries.days_of_reports(event, most).execute()
        assert [day - first for day in answer["day"]] == expected


def test_of_a_day_it_is_told_whether_more_than_its_year_or_month_is_known() -> None:
    event, _ = make_tables(
        *({"date": date} for date in ("1799-07-15", "1822", "1922-11", "1960/1968", "1972-01-01", "1972", "1980-21")),
        {"date": "1990", "reported": "1995-01-01"},
    )
    answer = queries.days_of_reports(event, 99).execute()
    assert list(answer["finest"]) == [2, 0, 1, 0, 2, 1, 2]


QUESTIONS: dict[str, Callable[[ir.Table, ir.Table, View], ir.Table]] = {
    "visible": queries.visible,
    "eras": lambda event, _, view: queries.eras(event, view),
    "rows": lambda event, member, view: queries.rows(event, member, view, most=2, by="title"),
    "first rows": lambda event, member, view: queries.rows(event, member, view, most=2),
    "one": lambda event, _member, _view: queries.one(event, "e1"),
    "neighbours": lambda event, member, view: queries.neighbours(event, member, view, (1, 2, 3, 4), (0, 2, 3, 4)),
    "extent": lambda event, _member, _view: queries.extent(event),
    "summary": queries.summary,
    "claims": queries.claims,
    "sources": queries.sources,
    "facet": lambda event, member, view: queries.facet(event, member, view, "category"),
    "facet of names": lambda event, member, view: queries.facet(event, member, view, "actor"),
    "loosen": queries.loosen,
    "days of reports": lambda event, _member, _view: queries.days_of_reports(event, 2),
    "own values": lambda event, _member, _view: queries.own_values(event),
    "marks": lambda event, member, view: queries.marks(event, member, view, "actor", 0, 99, 5),
    "counts": lambda event, member, view: queries.counts(event, member, view, "tag", 0, 99, queries.Bin(60)),
    "counts by month": lambda event, member, view: queries.counts(
        event, member, view, "none", 0, 99, queries.Bin(months=1)
    ),
    "starts": lambda event, member, view: queries.starts(event, member, view, queries.Bin(months=1)),
}
FULL = View(
    start="1970-01-01", end="2023-01-01", words='a% "b c"', category=("a", ""), actor=("b", ""), tag=("c",),
    importance=(1, 2),
    place=("",), source=("'",), grade=("A1",), since="1960", until="2023", asof="2023", where=(("Region", "N"),),
)  # fmt: skip


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_about_no_events_has_an_answer(name: str) -> None:
    event, member = in_engine(make_events(), make_members(make_events()))
    for view in (View(), FULL):
        answer = QUESTIONS[name](event, member, view).execute()
        assert len(answer) == (name in ("extent", "summary", "own values")) or name == "loosen"
        if name in ("extent", "summary"):
            assert answer.iloc[0]["count"] == 0
            assert pd.isna(answer.iloc[0]["start"])
            assert not answer.iloc[0]["open_start"]


@pytest.mark.parametrize("engine", ["sqlite", "postgres", "clickhouse"])
@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_can_be_put_to_other_engines(name: str, engine: str) -> None:
    event, member = (
        ibis.table(table.schema(), name=name) for name, table in zip(("event", "member"), make_tables({}), strict=True)
    )
    for view in (View(), FULL):
        asked = QUESTIONS[name](event, member, view)
        if name != "loosen" or view == FULL:  # with no filter on there is nothing to ask
            assert str(ibis.to_sql(asked, dialect=engine)).startswith(("SELECT", "WITH"))


def test_a_hostile_view_is_text_to_the_engine(event: ir.Table, member: ir.Table) -> None:
    hostile = "'; DROP TABLE event; --"
    assert set(queries.visible(event, member, View(words=hostile)).execute()["title"]) == {hostile}
    for view in (View(category=(hostile,)), View(actor=(hostile,)), View(where=((hostile, hostile),))):
        assert queries.visible(event, member, view).count().execute() == 0
    assert queries.marks(event, member, View(), f"x:{hostile}", 0, 10**10, 5).count().execute() == 5
    assert event.count().execute() == len(ROWS)


def test_events_follow_each_other_by_the_earliest_moment_then_the_latest_then_the_file() -> None:
    dates_in_order = (
        *("1990/2019", "2019-01-01", "2019", "2019/2022-01-05", "2019/..", "2019-03-01", "2022-01-05"),
        *("[..2022-01-06T14:30]", "../2022-01-06", "[..2022-01-06]", "2022-01-06T00:00", "2022-01-06", "2022-01-06"),
        *("2022-01-06/..", "2022-01-06T14:30", "../2022-01-07", "2022-01-07"),
    )
    shuffled = [*dates_in_order[::2], *dates_in_order[1::2]]
    event, member = make_tables(*({"date": date} for date in shuffled))
    rows = event.execute().to_dict("records")
    answer = queries.visible(event, member, View()).execute()
    assert list(answer["date"]) == list(dates_in_order)
    plain = [
        {**row, **{side: None if math.isnan(row[side]) else row[side] for side in ("start", "end")}} for row in rows
    ]
    assert [row["row"] for row in sorted(plain, key=time_order.place)] == list(answer["row"])


def test_what_dates_alone_cannot_order_a_row_says() -> None:
    """Never against a date; what says nothing comes after what does, and as in the file."""
    told = (
        ("[..2022-01-06]", None), ("2022-01-06", 2), ("../2022-01-06", 2), ("2022-01-06/..", 1), ("2022-01-06", None),
        ("[..2022-01-06]", 1), ("2022-01-05", 9), ("2022-01-06", -1),
    )  # fmt: skip
    event, member = make_tables(*({"date": date, "sequence": number} for date, number in told))
    in_order = [6, 5, 2, 0, 7, 3, 1, 4]
    answer = queries.visible(event, member, View()).execute()
    assert [told.index((date, None if math.isnan(number) else int(number)))
            for date, number in zip(answer["date"], answer["sequence"], strict=True)] == in_order  # fmt: skip
    rows = event.to_pyarrow().to_pylist()
    assert [row["row"] for row in sorted(rows, key=time_order.place)] == list(answer["row"])
    here = time_order.place(next(row for row in rows if row["row"] == answer["row"][4]))
    near = queries.neighbours(event, member, View(), here, time_order.among_dated(here)).execute()
    sides = dict(zip(near["side"], near["id"], strict=True))
    assert (sides["previous"], sides["next"]) == (answer["id"][3], answer["id"][5])
