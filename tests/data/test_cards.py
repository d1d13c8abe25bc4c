"""Cards are claims: who says it, what it was before, what others say; never a bare sum."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import queries
from data.claims import cards as claims_cards
from data.claims.cards import Card
from data.claims.interval_arithmetic import Bounds
from data.claims.totals_by_source import claims_of
from data.view import View
from tests.factories import make_events, make_tables


@dataclass
class Setting:
    name: str
    label: str = ""
    unit: str = ""


@dataclass
class Settings:
    metrics: tuple[Setting, ...]


def claim(
    value: str, day: int = 6, source: str = "Ministry", metric: str = "detained", **more: object
) -> dict[str, object]:
    """A figure claim of a day of January 2022."""
    return {"value": value, "date": f"2022-01-{day:02}", "source": source, "metric": metric, **more}


def cards_in(answer: pd.DataFrame, settings: Settings | None = None) -> list[Card]:
    return claims_cards.cards_of(claims_of(answer.to_dict("records")), settings)  # type: ignore[arg-type]


def cards(*claims: Mapping[str, object], settings: Settings | None = None) -> list[Card]:
    return cards_in(make_events(*claims).to_pandas(), settings)


def card(*claims: Mapping[str, object]) -> Card:
    (found,) = cards(*claims)
    return found


def test_a_claim_is_shown_as_worded_with_its_speaker_and_day() -> None:
    found = card(claim("about 2,000", unit="people", reported="2022-01-07?"))
    assert (found.value, found.source, found.date_said, found.unit) == (
        "about 2,000",
        "Ministry",
        "2022-01-07?",
        "people",
    )
    assert (found.label, found.event) == ("detained", "e1")
    assert (found.previous, found.change, found.disagreement) == (None, None, None)


def test_without_a_reported_day_it_was_said_when_it_happened() -> None:
    assert card(claim("5", 5)).date_said == "2022-01-05"


def test_a_total_replaces_the_total_before() -> None:
    found = card(claim("500", 5), claim("2000", 6))
    assert found.value == "2000"
    assert found.previous is not None
    assert (found.previous.value, found.previous.date_said) == ("500", "2022-01-05")
    assert found.change is not None
    assert (found.change.words, found.change.value) == ("up from", "1500")
    assert [number for _, number in found.growth] == [500, 2000]
    assert [made.value for made in found.claims] == ["2000", "500"]


def test_an_increment_adds_to_the_last_total_of_its_source() -> None:
    found = card(claim("100", 3), claim("+12", 4), claim("+8", 5))
    assert found.value == "120"
    assert [part.value for part in found.now.parts] == ["100", "+12", "+8"]
    assert found.previous is not None
    assert found.previous.value == "112"
    assert found.change is not None
    assert found.change.value == "8"
    assert [number for _, number in found.growth] == [100, 112, 120]
    assert "two additions" not in found.how
    assert "2 additions" in found.how


def test_a_total_after_increments_starts_anew() -> None:
    found = card(claim("100", 3), claim("+12", 4), claim("105", 5))
    assert found.value == "105"
    assert [part.value for part in found.now.parts] == ["105"]
    assert found.change is not None
    assert (found.change.words, found.change.value) == ("down from", "7")


def test_increments_before_any_total_are_at_least_what_they_say() -> None:
    found = card(claim("+12", 4), claim("+8", 5))
    assert found.value == ">=20"
    assert found.now.is_at_least
    assert found.how.startswith("At least: 2 additions")
    assert not card(claim("+12", 4), claim("100", 5)).now.is_at_least


def test_an_increment_never_adds_to_the_total_of_another_source() -> None:
    found = card(claim("100", 5, "Police"), claim("+12", 6, "Ministry"))
    assert found.value == ">=12"
    assert found.previous is None


def test_an_increment_never_adds_to_a_total_in_another_unit() -> None:
    assert card(claim("100", 5, unit="families"), claim("+12", 6, unit="people")).value == ">=12"
    assert card(claim("50%", 5), claim("+12", 6)).value == ">=12"
    assert card(claim("50%", 5), claim("+12%", 6)).value == "62%"


@pytest.mark.parametrize(
    ("total", "more", "value"),
    [
        (">1000", "+12", ">1012"),
        (">=1000", "+12", ">=1012"),
        ("~2000", "+12", "~2012"),
        ("<50", "+1", "<51"),
        ("20..30", "+5", "25..35"),
        ("dozens", "+1", ">=25"),
        ("1.5", "+1", "2.5"),
        (">1000", "+<5", ">1000"),
        ("20", "+<5", "20..25"),
    ],
)
def test_adding_keeps_what_is_known_of_both(total: str, more: str, value: str) -> None:
    assert card(claim(total, 5), claim(more, 6)).value == value


@pytest.mark.parametrize(
    ("before", "now", "words", "value", "is_approximate"),
    [
        ("500", "500", "the same as", "0", False),
        ("500", "~2000", "up from", "1500", True),
        ("~500", ">1000", "up from", ">500", True),
        (">=500", "1000", None, "", False),
        ("<500", "1000", "up from", ">500", False),
        ("20..30", "40..60", "up from", "10..40", False),
        ("20..30", "25..40", None, "", False),
        ("15..16", "16", None, "", False),
        ("<16", "16", "up from", ">0", False),
        ("~16", "16", "the same as", "0", True),
        ("dozens", "50", None, "", False),
        ("10", "dozens", "up from", ">=14", False),
        (">1000", "10", "down from", ">990", False),
        (">1000", ">2000", None, "", False),
    ],
)
def test_a_change_is_told_only_where_both_figures_bear_it(
    before: str, now: str, words: str | None, value: str, is_approximate: bool
) -> None:
    found = card(claim(before, 5), claim(now, 6))
    assert found.previous is not None
    change = found.change
    assert (change and change.words) == words
    if change:
        assert (change.value, change.is_approximate) == (value, is_approximate)


def test_the_latest_claim_leads_by_when_it_was_said() -> None:
    late = claim("10", 1, "Police", reported="2022-01-09")
    assert card(late, claim("20", 6)).value == "10"


@pytest.mark.parametrize(
    ("first", "second", "leads"),
    [
        pytest.param(2, 2, "B", id="of one moment the last in the file"),
        pytest.param(3, 2, "A", id="or the more important"),
        pytest.param(2, 3, "B", id="wherever it stands"),
    ],
)
def test_a_tie_goes_to_the_more_important_then_to_the_last_in_the_file(first: int, second: int, leads: str) -> None:
    assert card(claim("1", source="A", importance=first), claim("2", source="B", importance=second)).source == leads


def test_an_increment_of_the_same_day_is_not_passed_over_for_an_important_total() -> None:
    assert card(claim("100", importance=3), claim("+12")).value == "112"
    assert card(claim("100", importance=3), claim("90")).value == "100"


def test_sources_that_differ_are_told_with_their_range() -> None:
    found = card(claim("164", 4, "Health"), claim("100", 4, "Police"), claim("225", 5, "Police"), claim("~200", 6))
    assert found.value == "~200"
    assert found.disagreement is not None
    assert (found.disagreement.low, found.disagreement.high, found.disagreement.sources) == (164, 225, 2)
    assert not found.disagreement.is_high_open
    assert {state.source for state in found.disagreement.states} == {"Health", "Police"}, (
        "the Ministry only spoke later"
    )


def test_a_later_count_of_another_source_is_no_dispute() -> None:
    at = {"metric": "missing", "date": "2022-01-06T14:30"}
    assert card(claim("1", source="Officer") | at, claim("0", 6, "Fire brigade", "missing")).disagreement is None
    counted_on = card(claim("40", 4, "Police"), claim("60", 5, "Hospital"), claim("45", 6, "Police"))
    assert counted_on.disagreement is not None, "the police keep to their own count"
    assert card(claim("~2000", 6, "Police"), claim("2100", 6)).disagreement is None, "about 2,000 may be 2,100"


def test_the_better_graded_or_more_important_source_stands_before_the_last_word() -> None:
    found = card(claim("12", 4, "Hospital", grade="B2"), claim("30", 6, "A witness", grade="E4"))
    assert (found.value, found.source, found.preferred) == ("12", "Hospital", "better graded")
    assert found.passed_over is not None
    assert found.passed_over.source == "A witness"
    assert "better graded than A witness, which spoke later" in found.how
    found = card(claim("12", 4, "Hospital", importance=3), claim("30", 6, "A witness", importance=1))
    assert (found.value, found.preferred) == ("12", "more important")
    assert card(claim("12", 4, "Hospital"), claim("30", 6, "Police")).value == "30"


def test_an_important_source_does_not_stand_for_ever_before_what_others_said_since() -> None:
    found = card(claim("200", 2, "Radio", importance=3), claim("9900", 15, "Agency"))
    assert (found.value, found.passed_over) == ("9900", None)
    assert card(claim("200", 2, "Radio", grade="A1"), claim("9900", 15, "Agency", grade="C3")).value == "200"


def test_of_counts_that_say_only_a_least_the_highest_stands() -> None:
    found = card(claim("+56", 5, "Ministry"), claim("+23", 6, "Radio"))
    assert (found.value, found.source, found.passed_over) == (">=56", "Ministry", None)
    assert card(claim("+56", 5, "Ministry"), claim("23", 6, "Radio")).value == "23", "which is a total"


def test_a_range_without_an_end_is_said_to_have_none() -> None:
    found = card(claim("500", 6, "Police"), claim(">1000", 6)).disagreement
    assert found is not None
    assert (found.low, found.high, found.is_low_open, found.is_high_open) == (500, 1000, False, True)


def test_sources_that_agree_do_not_differ() -> None:
    assert card(claim("2000", 5, "Police"), claim("2,000", 6)).disagreement is None
    assert card(claim("100", 5, "Police"), claim("2000", 5, "Police")).disagreement is None
    assert card(claim("50", 5, "Police", unit="families"), claim("200", 6, unit="people")).disagreement is None


def test_what_was_before_is_of_the_same_source() -> None:
    found = card(claim("100", 4, "Ministry"), claim("900", 5, "Police"), claim("200", 6, "Ministry"))
    assert found.previous is not None
    assert (found.previous.value, found.previous.source) == ("100", "Ministry")
    assert [number for _, number in found.growth] == [100, 200]
    assert len(found.claims) == 3


def test_cards_come_in_the_order_of_the_settings_then_of_the_file() -> None:
    made = [claim("1", metric="injured"), claim("2", metric="Killed"), claim("3", metric="detained", unit="men")]
    known = Settings(
        (Setting("detained", "Detained", "people"), Setting("absent"), Setting("killed", "Dead", "people"))
    )
    found = cards(*made, settings=known)
    assert [(one.label, one.unit) for one in found] == [("Detained", "men"), ("Dead", "people"), ("injured", "")]
    assert [one.metric for one in cards(*made)] == ["injured", "Killed", "detained"]


def test_metrics_are_one_whatever_their_case() -> None:
    assert card(claim("1", 5, metric="Détained "), claim("2", 6, metric="détained")).value == "2"


def test_a_claim_without_a_figure_is_no_card() -> None:
    assert cards(claim(""), {"metric": "", "value": "5"}) == []
    assert cards_in(make_events().to_pandas()) == []


def test_a_figure_that_could_not_be_read_is_shown_and_never_counted() -> None:
    unread = {"low": None, "high": None, "is_increment": False, "is_approximate": False}
    events = make_events(claim("100", 5), claim("7", 6)).to_pandas()
    events = pd.concat([events.iloc[:1], events.iloc[1:].assign(value="very many", **unread)])
    (found,) = cards_in(events)
    assert found.value == "very many"
    assert found.change is None
    assert [number for _, number in found.growth] == [100]
    added = make_events(claim("+7", 7)).to_pandas().assign(row=9)
    (found,) = cards_in(pd.concat([events, added]))
    assert found.value == ">=7"


def test_the_table_that_was_handed_in_is_not_changed() -> None:
    events = make_events(claim("100", 5), claim("+7", 6)).to_pandas()
    before = events.copy(deep=True)
    assert cards_in(events) == cards_in(events)
    pd.testing.assert_frame_equal(events, before)


def test_every_card_obeys_the_as_of_moment() -> None:
    event, member = make_tables(
        claim("500", 5),
        claim("2000", 6),
        claim("900", 5, "Police", reported="2022-01-07"),
        claim("7", 8, metric="killed"),
    )
    shown = {}
    for day in range(4, 9):
        answer = queries.claims(event, member, View(asof=f"2022-01-{day:02}")).execute()
        found = cards_in(answer)
        shown[day] = [(one.value, one.source, one.disagreement and one.disagreement.sources) for one in found]
    assert shown == {
        4: [],
        5: [("500", "Ministry", None)],
        6: [("2000", "Ministry", None)],
        7: [("900", "Police", None)],
        8: [("900", "Police", None), ("7", "Ministry", None)],
    }


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from("AB"), st.booleans(), st.integers(0, 9)), min_size=1, max_size=8))
def test_the_number_of_a_source_is_its_last_total_and_what_it_added_since(made: list[tuple[str, bool, int]]) -> None:
    found = card(*(claim(f"{'+' * more}{n}", day, name) for day, (name, more, n) in enumerate(made, 1)))
    sums = {name: sum(number for of, _, number in made if of == name) for name, _, _ in made}
    is_least = all(more for _, more, _ in made)  # then the highest stands
    last = max(sums, key=lambda name: (sums[name], name == made[-1][0])) if is_least else made[-1][0]
    total, has_total = 0, False
    for name, more, number in made:
        if name == last:
            total, has_total = (total + number, has_total) if more else (number, True)
    assert found.source == last
    assert found.now.bounds.low == total
    assert found.now.is_at_least != has_total
    assert found.now.bounds.high == (total if has_total else None)


NUMBERS = st.one_of(st.none(), st.integers(-50, 50))


@settings(deadline=None)
@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS, st.data())
def test_sums_and_differences_hold_whatever_the_numbers_are(
    a: int | None, b: int | None, c: int | None, d: int | None, data: st.DataObject
) -> None:
    one, other = _ordered(a, b), _ordered(c, d)
    x, y = data.draw(_inside(one)), data.draw(_inside(other))
    assert _holds(one.plus(other), x + y)
    assert _holds(one.minus(other), x - y)


def _ordered(low: int | None, high: int | None) -> Bounds:
    return Bounds(low, high) if low is None or high is None or low <= high else Bounds(high, low)


def _inside(bounds: Bounds) -> st.SearchStrategy[int]:
    low = int(bounds.low) if bounds.low is not None else None
    high = int(bounds.high) if bounds.high is not None else None
    return st.integers(low if low is not None else (high or 0) - 100, high if high is not None else (low or 0) + 100)


def _holds(bounds: Bounds, number: int) -> bool:
    low = -math.inf if bounds.low is None else bounds.low
    return low <= number <= (math.inf if bounds.high is None else bounds.high)


def tally(
    view: View, *rows: Mapping[str, object]
) -> tuple[claims_cards.Metric, claims_cards.Metric, claims_cards.Metric]:
    event, member = make_tables(*rows)
    return claims_cards.tallies(queries.summary(event, member, view).to_pyarrow().to_pylist()[0], view.window)


def test_events_are_those_shown_of_all_and_sources_those_they_name() -> None:
    rows = [{"date": "1990", "source": "a"}, {"date": "2022", "source": "b"}, {"date": "2022", "source": "b"}]
    events, _, sources = tally(View(since="2000"), *rows)
    assert (events.value, events.of) == (2, 3)
    assert sources.value == 1


@pytest.mark.parametrize(
    ("dates", "window", "days", "is_at_least"),
    [
        pytest.param(("2022-01-05", "2022-01-06"), None, 2, False, id="two days"),
        pytest.param(("2022-01-05T10:00",), None, 1, False, id="a day that is begun counts as one"),
        pytest.param(("2020",), None, 366, False, id="a leap year"),
        pytest.param(("2022",), ("2022-01-05", "2022-01-08"), 3, False, id="no more than the window"),
        pytest.param(("2022-01-05/..",), None, 1, True, id="at least what an open end leaves"),
        pytest.param(("../2022-01-05", "2022-01-08"), ("2022-01-01", "2022-02-01"), 4, True, id="or an open start"),
        pytest.param((), None, 0, False, id="nothing shown covers nothing"),
    ],
)
def test_days_covered_are_from_the_first_start_to_the_last_end(
    dates: tuple[str, ...], window: tuple[str, str] | None, days: int, is_at_least: bool
) -> None:
    view = View(start=window[0], end=window[1]) if window else View()
    covered = tally(view, *({"date": date} for date in dates))[1]
    assert (covered.value, covered.is_at_least) == (days, is_at_least)


def test_every_count_says_how_it_was_counted() -> None:
    for metric in tally(View(), {"date": "2022"}):
        assert metric.how.endswith(".")
