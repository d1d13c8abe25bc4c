"""The viewer's choice: what a link may say, and what is said when it may not."""

import time
from dataclasses import FrozenInstanceError, fields, replace
from typing import Any
from urllib.parse import parse_qsl

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import view
from data.dates import calendar
from data.dates.span import PRECISIONS
from data.errors import BadView
from data.view import View, parameters
from data.view.filter_table import Kind

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
NAME = TEXT.filter(bool)
MANY = st.lists(TEXT, max_size=3).map(tuple)
DATE = st.sampled_from(["", "2022", "-0043", "2022-01-05~", "5 January 2022", "2019/..", "199X", "2021-21"])
MOMENT = st.integers(calendar.seconds(-9999), calendar.seconds(10000))
WINDOW = st.lists(MOMENT, min_size=2, max_size=2, unique=True).map(
    lambda pair: [calendar.to_iso(x) for x in sorted(pair)]
)
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(("category", "actor", "place", "source", "tag", "metric", "opened"), MANY),
        **dict.fromkeys(("since", "until", "asof", "baseline"), DATE),
        "lanes": st.sampled_from(["", *parameters.LANES]) | NAME.map("x:".__add__),
        "scale": st.sampled_from(["", "true"]),
        "words": TEXT,
        "event": TEXT,
        "grade": st.lists(st.sampled_from(["", "A1", "f6", "B", "3"])).map(tuple),
        "precision": st.lists(st.sampled_from(PRECISIONS)).map(tuple),
        "importance": st.lists(st.sampled_from([1, 2, 3])).map(tuple),
        "where": st.lists(st.tuples(NAME, TEXT), max_size=3).map(tuple),
        "columns": st.lists(st.tuples(st.sampled_from(["date", "title"]), TEXT), max_size=2).map(tuple),
        "page": st.sampled_from(["", "about", "problems"]),
    },
)


@st.composite
def views(draw: st.DrawFn) -> View:
    start, end = draw(st.just(["", ""]) | WINDOW)
    given_fields: dict[str, Any] = draw(FIELDS)
    return View(start=start, end=end, **given_fields)


ANY_TEXT = st.text(st.characters(), max_size=20) | st.sampled_from(
    ["true", "1", "2022", "2022-01-05T00:00:00", "A1", "\ud800"]
)
ANY_NAME = st.sampled_from(
    [field.name for field in fields(View)] + ["x:Region", "x:", "column:date", "column:", "embed"]
)
ANY_PAIRS = st.lists(st.tuples(ANY_NAME | ANY_TEXT, ANY_TEXT), max_size=12)


@settings(deadline=None)
@given(views())
def test_a_link_brings_back_the_view_it_was_made_from(made: View) -> None:
    assert View.from_query(made.to_query()) == made
    assert View.lenient(made.to_query()) == (made, [])
    assert parse_qsl(made.to_string(), keep_blank_values=True) == made.to_query()


@settings(deadline=None)
@given(ANY_PAIRS)
def test_any_pairs_are_a_view_or_one_kind_of_error(pairs: list[tuple[str, str]]) -> None:
    try:
        made = View.from_query(pairs)
    except BadView:
        return
    assert View.from_query(made.to_query()) == made


@settings(deadline=None)
@given(ANY_PAIRS)
def test_the_page_follows_what_it_can_and_names_the_rest(pairs: list[tuple[str, str]]) -> None:
    made, left_out = View.lenient(pairs)
    assert View.from_query(made.to_query()) == made
    try:
        strict = View.from_query(pair for pair in pairs if pair[0] not in view.NOT_OURS)
    except BadView:
        assert left_out
    else:
        assert (made, left_out) == (strict, [])


@settings(deadline=None)
@given(views(), st.randoms())
def test_the_order_of_what_was_chosen_makes_no_other_link(made: View, random: object) -> None:
    pairs = made.to_query()
    random.shuffle(pairs)  # type: ignore[attr-defined]
    assert View.from_query(pairs).to_string() == made.to_string()


def test_the_usual_view_is_an_empty_link() -> None:
    assert View().to_query() == []
    assert View.from_query([]) == View()
    assert View.from_query([("words", ""), ("since", " ")]) == View()


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("since", "yesterday", "“since” cannot be “yesterday”"),
        ("importance", "4", "Write 1, 2 or 3."),
        ("precision", "fortnight", "minute or second."),
        ("grade", "G7", "Write a grade from A1 to F6."),
        ("lanes", "title", "“lanes” cannot be “title”"),
        ("scale", "log", "Write true, or leave it out."),
        ("words", "a\0b", "characters that are no text"),
        ("category", "x" * 501, "501 characters"),
        ("page", "../etc", "the name of a page"),
        ("start", "2022-13-01T00:00:00", "Write a moment"),
        ("colour", "red", "“colour”, which means nothing here"),
        ("where", "Region", "“where”, which means nothing here"),
        ("x:", "North", "names no column"),
        ("column:drop table", "When", "“drop table” names no column"),
    ],
)
def test_a_bad_part_is_named_with_what_was_there_and_what_it_takes(name: str, value: str, said: str) -> None:
    with pytest.raises(BadView) as caught:
        View.from_query([(name, value)])
    assert said in str(caught.value)
    assert View.lenient([(name, value), ("words", "fuel")]) == (View(words="fuel"), [str(caught.value)])


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ([("start", "2022-01-05")], "half a window"),
        ([("end", "2022-01-05")], "half a window"),
        ([("start", "2022-01-05"), ("end", "2022-01-05")], "ends before it starts"),
        ([("start", "2022-01-06"), ("end", "2022-01-05")], "ends before it starts"),
    ],
)
def test_a_window_that_is_none_is_left_out_whole(pairs: list[tuple[str, str]], said: str) -> None:
    with pytest.raises(BadView, match=said):
        View.from_query(pairs)
    made, left_out = View.lenient([*pairs, ("category", "Protest")])
    assert made == View(category=("Protest",))
    assert len(left_out) == 1
    assert said in left_out[0]


def test_what_is_given_twice_but_takes_one_is_refused_and_the_first_kept() -> None:
    pairs = [("words", "fuel"), ("words", "prices")]
    with pytest.raises(BadView, match="“words” more than once"):
        View.from_query(pairs)
    made, left_out = View.lenient(pairs)
    assert made.words == "fuel"
    assert left_out == ["The link has “words” more than once. Keep one of them."]


@pytest.mark.parametrize(
    "pairs",
    [
        pytest.param([("tag", str(n)) for n in range(201)], id="201 values"),
        pytest.param([("tag", "x" * 400 + str(n)) for n in range(30)], id="12 KB of letters"),
        pytest.param([("tag", "ж" * 400 + str(n)) for n in range(5)], id="12 KB once it is written as a link"),
    ],
)
def test_a_link_that_is_too_long_is_refused_and_the_page_takes_its_beginning(pairs: list[tuple[str, str]]) -> None:
    with pytest.raises(BadView, match="too long"):
        View.from_query(pairs)
    made, left_out = View.lenient(pairs)
    assert 0 < len(made.tag) < len(pairs)
    assert any("too long" in sentence for sentence in left_out)
    assert len(made.to_string()) <= view.MOST_BYTES


@pytest.mark.parametrize(
    "pairs",
    [
        pytest.param([("words", "x" * 10_000_000)], id="one long value"),
        pytest.param([("x:" + "y" * 10_000_000, "")], id="one long name"),
        pytest.param([("tag", "é\ud800" * 20)] * 100_000, id="many pairs"),
        pytest.param([("since", "[" * 500)] * 200, id="dates that are hard to read"),
        pytest.param([("words", "\0" * 40)] * 200, id="NULs"),
    ],
)
def test_a_hostile_link_costs_nothing(pairs: list[tuple[str, str]]) -> None:
    began = time.thread_time()
    with pytest.raises(BadView):
        View.from_query(pairs)
    assert View.lenient(pairs)[1]
    assert time.thread_time() - began < 2


def test_endless_pairs_are_not_read_to_their_end() -> None:
    def endless() -> object:
        while True:
            yield "tag", "a"

    with pytest.raises(BadView, match="too long"):
        View.from_query(endless())  # type: ignore[arg-type]
    assert View.lenient(endless())[0] == View(tag=("a",))  # type: ignore[arg-type]


def test_what_belongs_to_streamlit_is_passed_over_by_the_page() -> None:
    assert View.lenient([("embed", "true"), ("words", "fuel")]) == (View(words="fuel"), [])


def test_a_view_is_frozen_and_a_bad_one_cannot_be_made() -> None:
    with pytest.raises(FrozenInstanceError):
        View().words = "fuel"  # type: ignore[misc]
    with pytest.raises(BadView, match="“since”"):
        replace(View(), since="soon")
    with pytest.raises(TypeError, match="category takes a tuple"):
        View(category="Protest")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="words takes a text"):
        View(words=("fuel",))  # type: ignore[arg-type]


def test_equal_choices_are_equal_views() -> None:
    one = View(category=("b", "a", "b"), since="5 January 2022", start="2022-01-05", end="2022-01-06T00:00")
    other = View(category=("a", "b"), since="2022-01-05", start="2022-01-05T00:00:00", end="2022-01-06T00:00:00")
    assert one == other
    assert hash(one) == hash(other)


def test_own_columns_and_chosen_columns_are_written_with_their_headers() -> None:
    made = View(where=(("Region: north?", "A&B=C"), ("Region: north?", "")), columns=(("date", "When"),))
    assert made.to_query() == [("x:Region: north?", ""), ("x:Region: north?", "A&B=C"), ("column:date", "When")]


def test_the_window_is_in_seconds_and_before_the_common_era_too() -> None:
    assert View().window is None
    assert View(start="1969-12-31T23:59:59", end="1970-01-02").window == (-1, 86400)
    made = View(words="x").with_window(calendar.seconds(-43), calendar.seconds(10000))
    assert made.to_query()[:2] == [("start", "-0043-01-01T00:00:00"), ("end", "10000-01-01T00:00:00")]
    assert made.window == (calendar.seconds(-43), calendar.seconds(10000))


def test_every_filter_that_is_on_has_its_chip_and_goes_with_it() -> None:
    made = View(
        words="fuel",
        category=("", "Protest"),
        importance=(3,),
        asof="2022-01-05",
        where=(("Region", "N"), ("Size", "N")),
    )
    chips = made.chips()
    assert chips == [
        *(("words", "fuel"), ("category", ""), ("category", "Protest"), ("importance", "3"), ("asof", "2022-01-05")),
        *(("x:Region", "N"), ("x:Size", "N")),
    ]
    for chip in chips:
        assert made.without(*chip).chips() == [other for other in chips if other != chip]
    assert made.without("importance", 3) == made.without("importance", "3") == replace(made, importance=())
    assert made.without("category") == replace(made, category=())
    assert made.without("x:Region").where == (("Size", "N"),)
    assert made.without("where").where == ()
    assert made.without("place", "Almaty") == made


def test_what_is_on_is_told_with_its_kind_and_each_own_column_by_itself() -> None:
    made = View(words="fuel", tag=("a", "b"), importance=(3,), where=(("Region", "N"), ("Size", "S"), ("Region", "")))
    told = [(on.name, on.filter.kind, list(on.values)) for on in made.on()]
    assert told == [
        ("words", Kind.WORDS, ["fuel"]),
        ("tag", Kind.NAME, ["a", "b"]),
        ("importance", Kind.NUMBER, [3]),
        ("x:Region", Kind.OWN, ["", "N"]),
        ("x:Size", Kind.OWN, ["S"]),
    ]
    assert not list(View(start="2022-01-01", end="2023-01-01", lanes="tag", event="e1").on())


def test_clearing_takes_every_filter_and_nothing_else() -> None:
    kept = View(start="2022-01-01", end="2023-01-01", lanes="actor", event="e1")
    made = replace(kept, words="fuel", tag=("a",), until="2022", where=(("Region", "N"),))
    assert made.is_filtered
    assert made.cleared() == kept
    assert not kept.is_filtered


@settings(deadline=None)
@given(views())
def test_a_view_without_its_chips_one_by_one_is_cleared(made: View) -> None:
    bare = made
    for field, value in made.chips():
        bare = bare.without(field, value)
    assert bare == made.cleared()


def test_every_field_says_what_it_takes() -> None:
    assert set(parameters.PARAMETERS) == {field.name for field in fields(View)}
