"""Events of every kind and what a view means for them, in a plain loop: the twin of the queries."""

import math
import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
from hypothesis import settings
from hypothesis import strategies as st

from data import dates
from data.view import View
from data.view.filter_table import FILTERS
from tests.factories import make_events, make_members

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


def some_rows(count: int) -> list[Row]:
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


EVENTS = make_events(*some_rows(90))
MEMBERS = make_members(EVENTS)
ROWS: list[Row] = EVENTS.to_pylist()


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
    metric=_some(("dead", "")),
    precision=_some(("day", "year", "minute")),
    since=PERIODS,
    until=PERIODS,
    asof=PERIODS,
    where=_some((("Region", "North"), ("Region", "South"), ("Region", ""), ("Absent", ""), ("Absent", "x"))),
)
FEW = st.sampled_from(list(FILTERS)).flatmap(lambda name: VIEWS.map(lambda view: only(view, name)))
"""Views with one filter at most: with all of them on, hardly any event passes."""


def only(view: View, name: str) -> View:
    return replace(View(), **{name: getattr(view, name)})


def touches(row: Row, start: float, end: float) -> bool:
    begins = -math.inf if row["start"] is None else row["start"]
    ends = math.inf if row["end"] is None else row["end"]
    return bool(begins < end and ends > start)


def _is_one(row: Row, column: str, values: tuple[Any, ...]) -> bool:
    return not values or row[column] in values


def names_in(row: Row, column: str) -> list[str]:
    return [name.strip() for name in row[column].split(";")]


def bound(text: str, side: str) -> float:
    found = getattr(dates.parse(text), side) if text else None
    return found if found is not None else (-math.inf if side == "start" else math.inf)


PASSES: dict[str, Callable[[Row, View], bool]] = {
    "words": lambda row, view: all(word in row["words"] for word in WORDS[view.words]),
    "category": lambda row, view: _is_one(row, "category", view.category),
    "actor": lambda row, view: not view.actor or bool({*names_in(row, "actors")} & {*view.actor}),
    "source": lambda row, view: _is_one(row, "source", view.source),
    "place": lambda row, view: _is_one(row, "place", view.place),
    "tag": lambda row, view: not view.tag or bool({*names_in(row, "tags")} & {*view.tag}),
    "grade": lambda row, view: _is_one(row, "grade", view.grade),
    "importance": lambda row, view: _is_one(row, "importance", view.importance),
    "metric": lambda row, view: _is_one(row, "metric", view.metric),
    "precision": lambda row, view: _is_one(row, "precision", view.precision),
    "since": lambda row, view: touches(row, bound(view.since, "start"), math.inf),
    "until": lambda row, view: touches(row, -math.inf, bound(view.until, "end")),
    "asof": lambda row, view: row["known_from"] is None or row["known_from"] < bound(view.asof, "end"),
    "where": lambda row, view: all(
        row.get(f"x:{header}", "") in [value for other, value in view.where if other == header]
        for header, _ in view.where
    ),
}
"""What each filter means, in a line of plain Python; the registry's twin."""


def passing(view: View, but: str = "") -> list[Row]:
    tests = [test for name, test in PASSES.items() if name != but]
    return [row for row in ROWS if row["kind"] == "event" and all(test(row, view) for test in tests)]


def ids(answer: pd.DataFrame) -> list[str]:
    return [str(found) for found in answer["id"]]


def dates_of(text: str) -> tuple[int, int]:
    span = dates.parse(text)
    assert span.start is not None
    assert span.end is not None
    return span.start, span.end


def tuples(answer: pd.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    return list(answer[list(columns)].itertuples(index=False, name=None))
