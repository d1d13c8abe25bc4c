"""Every question about the events, asked of a real engine and of a plain loop over the same rows."""

import math
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

import ibis
import ibis.expr.types as ir
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import calendar, dates, parameters, queries
from data.lanes import month_of
from data.view import FILTERS, View
from tests.factories import in_engine, make_events, make_members, make_tables

pytestmark = [
    pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:The 'future.infer_string' option:pandas.errors.Pandas4Warning"),
]

Row = dict[str, Any]

asked = settings(max_examples=25, deadline=None)
"""An engine answers in milliseconds, not in microseconds."""

DATES = (
    *("1990", "1991-12-16", "2019-03", "199X", "-0043-03-15", "1969-12-31T23:59:59", "2022-01-05", "2022-01-06"),
    *("2022-01-06T14:30", "2022-01-06~", "../2022-01-06", "[..2022-01-05]", "2022-01-06/..", "2019/..", "1990/2019"),
    *("2022-01-05/2022-01-06", "2021-21", "9999", "[2019..2022-01-06]"),
)
TITLES = (
    *("Fuel prices rise", "Café on the square", "50% off_now", r"back\slash", "Nұr-Sultan", 'it\'s “quoted” "so"'),
    *("straße", "'; DROP TABLE event; --"),
)
CATEGORIES = ("Protest", "protest", "State", "", "O'Brien", "100%")
NAMES = ("Tokayev", "Nazarbayev", "CSTO", "%", "a b")
GRADES = ("", "A1", "B2", "C")


def _some_rows(count: int) -> list[Row]:
    """Rows of every kind of date, name and filling, always the same."""
    chance = random.Random(5)
    return [
        {
            "date": chance.choice(DATES),
            "title": chance.choice(TITLES),
            "kind": chance.choices(("event", "era", "title"), (10, 1, 1))[0],
            "category": chance.choice(CATEGORIES),
            "actors": "; ".join(chance.choices(NAMES, k=chance.randrange(4))),
            "tags": "; ".join(chance.choices(NAMES, k=chance.randrange(2))),
            "place": chance.choice(("Almaty", "")),
            "source": chance.choice(("Police", "Ministry", "")),
            "reported": chance.choice(("", "", "2022-01-06", "2022-01-07T08:00")),
            "grade": chance.choice(GRADES),
            "importance": chance.choice((1, 2, 3)),
            **chance.choice(({}, {}, {"metric": "dead", "value": ">10"})),
            "x:Region": chance.choice(("North", "South", "")),
        }
        for _ in range(count)
    ]


EVENTS = make_events(*_some_rows(90))
MEMBERS = make_members(EVENTS)
ROWS: list[Row] = EVENTS.to_pylist()


@pytest.fixture(scope="module")
def event() -> ir.Table:
    return in_engine(EVENTS, MEMBERS)[0]


@pytest.fixture(scope="module")
def member(event: ir.Table) -> ir.Table:
    engine: Any = ibis.get_backend(event)
    table: ir.Table = engine.table("member")
    return table


WORDS = {
    "": [],
    "FUEL": ["fuel"],
    "cafe square": ["cafe", "square"],
    '"on the"': ["on the"],
    '"the on"': ["the on"],
    "%": ["%"],
    "0% off_": ["0%", "off_"],
    "off.now": ["off.now"],
    "k\\s": ["k\\s"],
    "ss": ["ss"],
    'price "rise': ["price", "rise"],
    '""': [],
    "sultan “50% off": ["sultan", "50%", "off"],
    "'; drop": ["';", "drop"],
}


def _some(values: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    return st.just(()) | st.lists(st.sampled_from(values), min_size=1, max_size=2).map(tuple)


PERIODS = st.sampled_from(["", "", "1990", "2022-01-06", "2022-01-06T14:30", "-0043", "2019~", "../2019", "2021/.."])
MOMENTS = st.sampled_from(sorted({row[side] for row in ROWS for side in ("start", "end") if row[side] is not None}))
WINDOWS = st.tuples(MOMENTS, MOMENTS, st.sampled_from([-1, 0, 1])).map(
    lambda drawn: (min(drawn[:2]) + drawn[2], max(drawn[:2]) + drawn[2] + 1)
)
VIEWS = st.builds(
    View,
    words=st.just("") | st.sampled_from(list(WORDS)),
    category=_some(CATEGORIES),
    actor=_some((*NAMES, "")),
    tag=_some((*NAMES, "")),
    place=_some(("Almaty", "")),
    source=_some(("Police", "", "nobody")),
    grade=_some(GRADES),
    importance=_some((1, 2, 3)),
    since=PERIODS,
    until=PERIODS,
    asof=PERIODS,
    where=_some((("Region", "North"), ("Region", "South"), ("Region", ""), ("Absent", ""), ("Absent", "x"))),
)
FEW = st.sampled_from(FILTERS).flatmap(lambda name: VIEWS.map(lambda view: _only(view, name)))
"""Views with one filter at most: with all of them on, hardly any event passes."""


def _only(view: View, name: str) -> View:
    return replace(View(), **{name: getattr(view, name)})


def _touches(row: Row, start: float, end: float) -> bool:
    begins = -math.inf if row["start"] is None else row["start"]
    ends = math.inf if row["end"] is None else row["end"]
    return bool(begins < end and ends > start)


def _is_one(row: Row, column: str, values: tuple[Any, ...]) -> bool:
    return not values or row[column] in values


def _names(row: Row, column: str) -> list[str]:
    return [name.strip() for name in row[column].split(";")]


def _bound(text: str, side: str) -> float:
    found = getattr(dates.parse(text), side) if text else None
    return found if found is not None else (-math.inf if side == "start" else math.inf)


PASSES: dict[str, Callable[[Row, View], bool]] = {
    "words": lambda row, view: all(word in row["words"] for word in WORDS[view.words]),
    "category": lambda row, view: _is_one(row, "category", view.category),
    "actor": lambda row, view: not view.actor or bool({*_names(row, "actors")} & {*view.actor}),
    "place": lambda row, view: _is_one(row, "place", view.place),
    "source": lambda row, view: _is_one(row, "source", view.source),
    "grade": lambda row, view: _is_one(row, "grade", view.grade),
    "tag": lambda row, view: not view.tag or bool({*_names(row, "tags")} & {*view.tag}),
    "importance": lambda row, view: _is_one(row, "importance", view.importance),
    "since": lambda row, view: _touches(row, _bound(view.since, "start"), math.inf),
    "until": lambda row, view: _touches(row, -math.inf, _bound(view.until, "end")),
    "asof": lambda row, view: row["known_from"] is None or row["known_from"] < _bound(view.asof, "end"),
    "where": lambda row, view: all(
        row.get(f"x:{header}", "") in [value for other, value in view.where if other == header]
        for header, _ in view.where
    ),
}
"""What each filter means, in a line of plain Python; the registry's twin."""


def _passing(view: View, but: str = "") -> list[Row]:
    tests = [test for name, test in PASSES.items() if name != but]
    return [row for row in ROWS if row["kind"] == "event" and all(test(row, view) for test in tests)]


def _ids(answer: pd.DataFrame) -> list[str]:
    return [str(found) for found in answer["id"]]


def test_every_field_of_a_view_is_a_filter_or_is_said_to_be_none() -> None:
    assert queries.FILTERS.keys() | queries.PLAIN == {field.name for field in fields(View)}
    assert not queries.FILTERS.keys() & queries.PLAIN
    assert tuple(queries.FILTERS) == FILTERS
    assert tuple(PASSES) == FILTERS


@asked
@given(view=VIEWS | FEW)
def test_a_view_shows_the_events_that_pass_every_filter_oldest_first(
    event: ir.Table, member: ir.Table, view: View
) -> None:
    assert _ids(queries.visible(event, member, view).execute()) == [row["id"] for row in _passing(view)]


@asked
@given(window=WINDOWS)
def test_an_event_is_in_the_window_when_any_part_of_it_is(
    event: ir.Table, member: ir.Table, window: tuple[int, int]
) -> None:
    view = View().with_window(*window)
    inside = [row["id"] for row in _passing(view) if _touches(row, *window)]
    assert _ids(queries.visible(event, member, view).execute()) == inside
    assert _ids(queries.visible(event, member, view, window=False).execute()) == [row["id"] for row in _passing(view)]


def test_the_rows_try_what_they_should() -> None:
    """The oracle proves little over rows that all pass, or none: each filter must part them."""
    samples = {"words": "cafe square", "since": "2022-01-06", "until": "1990", "asof": "1990", "importance": (3,)}
    samples |= {"category": ("State",), "actor": ("CSTO",), "place": ("",), "source": ("Police",), "grade": ("A1",)}
    samples |= {"tag": ("",), "where": (("Region", "North"),)}
    for name in FILTERS:
        assert 0 < len(_passing(_only(View(**samples), name))) < len(_passing(View())), name  # type: ignore[arg-type]


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
    assert _ids(queries.visible(event, member, View()).execute()) == ["e3"]
    assert _ids(queries.eras(event, View(category=("none",), start="2022-01-01", end="2023-01-01")).execute()) == ["e1"]
    assert _ids(queries.eras(event, View(asof="2021")).execute()) == []


@pytest.mark.parametrize("field", ["category", "place", "source", "grade", "importance", "actor", "tag", "x:Region"])
@asked
@given(view=VIEWS | FEW)
def test_a_value_is_counted_under_all_the_other_filters(
    event: ir.Table, member: ir.Table, field: str, view: View
) -> None:
    but = "where" if field == "x:Region" else field
    view = replace(view, where=tuple(pair for pair in view.where if pair[0] == "Region"))
    column = {"actor": "actors", "tag": "tags"}.get(field)
    held = Counter(
        value for row in _passing(view, but) for value in ({*_names(row, column)} if column else {str(row[field])})
    )
    answer = queries.facet(event, member, view, field).execute()
    assert list(zip(answer["value"], answer["count"], strict=True)) == sorted(
        held.items(), key=lambda item: (-item[1], item[0])
    )


def test_a_value_can_be_counted_in_the_window_alone(event: ir.Table, member: ir.Table) -> None:
    view = View(start="1989-01-01", end="1990-01-01")
    everything = queries.facet(event, member, view, "category").execute()["count"].sum()
    inside = queries.facet(event, member, view, "category", window=True).execute()["count"].sum()
    assert 0 < inside < everything == len(_passing(View()))


@asked
@given(view=VIEWS, window=st.none() | WINDOWS)
def test_each_filter_says_how_many_events_it_alone_holds_back(
    event: ir.Table, member: ir.Table, view: View, window: tuple[int, int] | None
) -> None:
    view = view.with_window(*window) if window else view
    stretch = window or (-math.inf, math.inf)
    expected = []
    for name in dict.fromkeys(name for name, _ in view.chips()):
        if name == "words" and not WORDS[view.words]:
            continue
        rest = view.without(name)
        expected.append((name, sum(_touches(row, *stretch) for row in _passing(rest))))
    expected += [("window", len(_passing(view)))] if window else []
    answer = queries.loosen(event, member, view).execute()
    assert list(zip(answer["field"], answer["count"], strict=True)) == expected


@asked
@given(view=FEW, window=WINDOWS, most=st.integers(1, 30))
def test_marks_are_the_most_important_events_and_say_how_many_there_are(
    event: ir.Table, member: ir.Table, view: View, window: tuple[int, int], most: int
) -> None:
    held = [row for row in _passing(view) if _touches(row, *window)]
    first = sorted(held, key=lambda row: -row["importance"])[:most]
    answer = queries.marks(event, member, view, "category", *window, most).execute()
    assert list(zip(answer["id"], answer["lane"], strict=True)) == [(row["id"], row["category"]) for row in first]
    assert set(answer["total"]) == ({len(held)} if held else set())


def test_an_event_stands_in_each_of_its_lanes_and_in_the_nameless_one_without(
    event: ir.Table, member: ir.Table
) -> None:
    window = (calendar.seconds(-9999), calendar.seconds(10000))
    answer = queries.marks(event, member, View(), "actor", *window, 1000).execute()
    expected = {(row["id"], name) for row in _passing(View()) for name in _names(row, "actors")}
    assert sorted(zip(answer["id"], answer["lane"], strict=True)) == sorted(expected)
    few = queries.marks(event, member, View(), "actor", *window, 5).execute()
    assert few["id"].nunique() == 5
    assert set(zip(few["id"], few["lane"], strict=True)) == {pair for pair in expected if pair[0] in set(few["id"])}


@pytest.mark.parametrize(("lane", "found"), [("none", [""]), ("importance", ["1", "3"]), ("x:Absent", [""])])
def test_lanes_can_be_any_column_or_none(lane: str, found: list[str]) -> None:
    event, member = make_tables({"importance": 1}, {"importance": 3})
    answer = queries.marks(event, member, View(), lane, *dates_of("2022"), 9).execute()
    assert sorted(set(answer["lane"])) == found


def dates_of(text: str) -> tuple[int, int]:
    span = dates.parse(text)
    assert span.start is not None
    assert span.end is not None
    return span.start, span.end


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
    assert queries.lane_of(event, View(lanes=asked), settings) == lane


def _bin_of(row: Row, window: tuple[int, int], size: queries.Bin) -> tuple[int, bool]:
    at = next((x for x in (row["start"], row["end"] and row["end"] - 1) if x is not None), window[0])
    year, month, *_ = calendar.civil(max(at, window[0]))
    number = (year * 12 + month - 1) // size.months if size.months else None
    if number is None:
        number = (max(at, window[0]) - calendar.seconds(1970, 1, 5)) // size.seconds
    return number, at < window[0]


SIZES = st.sampled_from([queries.Bin(1), queries.Bin(3600), queries.Bin(7 * 86400)]) | st.sampled_from(
    [queries.Bin(months=count) for count in (1, 3, 12, 120)]
)


@asked
@given(view=FEW, window=WINDOWS, size=SIZES)
def test_counts_put_each_event_of_the_stretch_into_one_bin(
    event: ir.Table, member: ir.Table, view: View, window: tuple[int, int], size: queries.Bin
) -> None:
    held = Counter((row["category"], *_bin_of(row, window, size)) for row in _passing(view) if _touches(row, *window))
    answer = queries.counts(event, member, view, "category", *window, size).execute()
    assert Counter(dict(zip(_tuples(answer, "lane", "bin", "is_running"), answer["count"], strict=True))) == held


def _tuples(answer: pd.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    return list(answer[list(columns)].itertuples(index=False, name=None))


def test_counts_put_an_event_into_each_of_its_lanes() -> None:
    event, member = make_tables({"actors": "a; b"}, {"actors": "b"}, {"actors": ""})
    answer = queries.counts(event, member, View(), "actor", *dates_of("2022"), queries.Bin(months=12)).execute()
    assert _tuples(answer, "lane", "bin", "count") == [("", 2022, 1), ("a", 2022, 1), ("b", 2022, 2)]


@asked
@given(st.lists(st.integers(calendar.seconds(-9999), calendar.seconds(10000)), min_size=1, max_size=50))
def test_the_engine_finds_the_month_that_the_calendar_finds(moments: list[int]) -> None:
    table = ibis.memtable(pa.table({"at": pa.array(moments, pa.int64())}))
    answer = table.select("at", month=month_of(table["at"])).execute()
    expected = {at: year * 12 + month - 1 for at in moments for year, month, *_ in [calendar.civil(at)]}
    assert dict(zip(answer["at"], answer["month"], strict=True)) == expected


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


@asked
@given(view=FEW, chosen=st.sampled_from([row["id"] for row in ROWS]), window=WINDOWS)
def test_neighbours_are_the_next_in_time_whatever_the_window(
    event: ir.Table, member: ir.Table, view: View, chosen: str, window: tuple[int, int]
) -> None:
    order = [row["id"] for row in ROWS]
    shown = [row["id"] for row in _passing(view)]
    before = [other for other in shown if order.index(other) < order.index(chosen)]
    after = [other for other in shown if order.index(other) > order.index(chosen)]
    expected = {side: found for side, found in (("previous", before[-1:]), ("next", after[:1])) if found}
    answer = queries.neighbours(event, member, view.with_window(*window), chosen).execute()
    assert {side: [found] for side, found in zip(answer["side"], answer["id"], strict=True)} == expected


def test_an_unknown_event_is_no_row_and_has_no_neighbours(event: ir.Table, member: ir.Table) -> None:
    assert queries.one(event, "nobody").count().execute() == 0
    assert queries.neighbours(event, member, View(), "nobody").count().execute() == 0
    assert _ids(queries.one(event, "e1").execute()) == ["e1"]


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
    assert _ids(queries.claims(event, member, view).execute()) == ["e2", "e1"]
    assert _ids(queries.claims(event, member, view, window=True).execute()) == ["e1"]
    assert _ids(queries.claims(event, member, View(asof="2022-01-05")).execute()) == ["e2"]


def test_sources_come_with_how_many_claims_each() -> None:
    claim = {"source": "Police", "metric": "dead", "value": "2"}
    event, member = make_tables(claim, {"source": "Police"}, {"source": "Ministry"}, {}, {"source": "x", "kind": "era"})
    answer = queries.sources(event, member, View()).execute()
    assert _tuples(answer, "source", "events", "claims") == [("Police", 2, 1), ("", 1, 0), ("Ministry", 1, 0)]


def test_rows_come_in_pages_that_hold_each_event_once(event: ir.Table, member: ir.Table) -> None:
    shown = [row["id"] for row in _passing(View())]
    pages = [_ids(queries.rows(event, member, View(), first=at, most=7).execute()) for at in range(0, len(shown), 7)]
    assert [found for page in pages for found in page] == shown
    by_title = queries.rows(event, member, View(), by="title", is_descending=True).execute()
    expected = sorted(_passing(View()), key=lambda row: row["title"], reverse=True)
    assert list(by_title["title"]) == [row["title"] for row in expected]
    assert _ids(queries.rows(event, member, View(), by="no such column").execute()) == shown


def test_an_own_column_that_sorts_the_events_can_be_chosen() -> None:
    event, _ = make_tables(
        *({"x:Half": "ab"[n % 2], "x:Some": "" if n else "a", "x:Flag": "yes" if n % 3 else "", "x:Number": str(n),
           "x:Same": "a", "x:Blank": "", "x:Few": str(n % 30), "x:Many": str(n % 31)} for n in range(90))
    )  # fmt: skip
    counted = queries.own_values(event).execute()
    assert queries.choosable(event, counted) == ["x:Half", "x:Flag", "x:Few"]


def test_a_file_without_own_columns_has_none_to_choose() -> None:
    event, _ = make_tables({})
    assert queries.choosable(event, queries.own_values(event).execute()) == []


QUESTIONS: dict[str, Callable[[ir.Table, ir.Table, View], ir.Table]] = {
    "visible": queries.visible,
    "eras": lambda event, _, view: queries.eras(event, view),
    "rows": lambda event, member, view: queries.rows(event, member, view, first=1, most=2, by="title"),
    "one": lambda event, _member, _view: queries.one(event, "e1"),
    "neighbours": lambda event, member, view: queries.neighbours(event, member, view, "e1"),
    "extent": lambda event, _member, _view: queries.extent(event),
    "summary": queries.summary,
    "claims": queries.claims,
    "sources": queries.sources,
    "facet": lambda event, member, view: queries.facet(event, member, view, "category"),
    "facet of names": lambda event, member, view: queries.facet(event, member, view, "actor"),
    "loosen": queries.loosen,
    "own values": lambda event, _member, _view: queries.own_values(event),
    "marks": lambda event, member, view: queries.marks(event, member, view, "actor", 0, 99, 5),
    "counts": lambda event, member, view: queries.counts(event, member, view, "tag", 0, 99, queries.Bin(60)),
    "counts by month": lambda event, member, view: queries.counts(
        event, member, view, "none", 0, 99, queries.Bin(months=1)
    ),
    "starts": lambda event, member, view: queries.starts(event, member, view, queries.Bin(months=1)),
}
FULL = View(
    *("1970-01-01", "2023-01-01"), words='a% "b c"', category=("a", ""), actor=("b", ""), tag=("c",), importance=(1, 2),
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
    assert str(ibis.to_sql(QUESTIONS[name](event, member, FULL), dialect=engine)).startswith(("SELECT", "WITH"))


def test_a_hostile_view_is_text_to_the_engine(event: ir.Table, member: ir.Table) -> None:
    hostile = "'; DROP TABLE event; --"
    assert set(queries.visible(event, member, View(words=hostile)).execute()["title"]) == {hostile}
    for view in (View(category=(hostile,)), View(actor=(hostile,)), View(where=((hostile, hostile),))):
        assert queries.visible(event, member, view).count().execute() == 0
    assert queries.marks(event, member, View(), f"x:{hostile}", 0, 10**10, 5).count().execute() == 5
    assert event.count().execute() == len(ROWS)


def test_the_parameters_know_every_lane_that_the_queries_draw() -> None:
    event, member = make_tables({})
    for lane in parameters.LANES:
        assert queries.marks(event, member, View(lanes=lane), lane, *dates_of("2022"), 5).count().execute() == 1
