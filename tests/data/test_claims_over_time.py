"""Figures through time: a story for each figure and measure, a series for each source, and never a sum of two."""

from data import queries
from data.claims import totals_by_source as claims_series
from data.claims.claims_over_time import stories
from data.settings import MetricSetting, Settings
from data.view import View
from tests.factories import make_tables

NAMED = Settings(metrics=(MetricSetting("killed", "Killed", "people"), MetricSetting("detained", "Detained")))


def told(*rows, settings: Settings | None = None, view: View | None = None):
    tables = make_tables(*rows)
    return stories(claims_series.claims_of(queries.claims(*tables, view or View()).to_pyarrow().to_pylist()), settings)


def claim(date: str, value: str, source: str = "Police", metric: str = "killed", **more: object) -> dict[str, object]:
    return {"date": date, "value": value, "source": source, "metric": metric, **more}


def numbers(series) -> list[str]:
    return [state.value for state in series.states]


def test_totals_replace_and_increments_add_within_one_source():
    [story] = told(claim("2022-01-05", "10"), claim("2022-01-06", "+2"), claim("2022-01-07", "9"))
    assert [numbers(one) for one in story.series] == [["10", "12", "9"]]


def test_two_sources_are_two_series_and_never_a_sum():
    [story] = told(claim("2022-01-05", "10"), claim("2022-01-06", "4", "Hospital"), claim("2022-01-07", "+1"))
    assert {one.source: numbers(one) for one in story.series} == {"Police": ["10", "11"], "Hospital": ["4"]}
    assert story.bounds == (4, 11)


def test_ranges_and_open_ends_keep_their_bounds():
    [story] = told(claim("2022-01-05", "24..99"), claim("2022-01-06", ">1000"), claim("2022-01-07", "dozens"))
    held = [(state.bounds.low, state.bounds.high) for state in story.series[0].states]
    assert held == [(24, 99), (1000, None), (24, None)]
    assert story.bounds == (24, 1000)


def test_what_is_counted_otherwise_is_another_story():
    found = told(claim("2022-01-05", "10", unit="people"), claim("2022-01-05", "3%"))
    assert [story.unit for story in found] == ["%", "people"] or [story.unit for story in found] == ["people", "%"]


def test_the_settings_give_order_label_and_unit():
    found = told(claim("2022-01-05", "7", metric="lost"), claim("2022-01-05", "2", metric="detained"),
                 claim("2022-01-05", "1"), settings=NAMED)  # fmt: skip
    assert [(story.label, story.unit) for story in found] == [("Killed", "people"), ("Detained", ""), ("lost", "")]


def test_a_claim_that_is_not_known_yet_does_not_exist():
    rows = (claim("2022-01-05", "10"), claim("2022-01-05", "20", reported="2022-01-09"))
    assert [numbers(one) for one in told(*rows, view=View(asof="2022-01-06"))[0].series] == [["10"]]


def test_a_claim_without_a_number_is_left_out_and_counted():
    [story] = told(claim("2022-01-05", "3", low=None, high=None), claim("2022-01-05", "4"))
    assert (story.claims, story.left_out) == (1, 1)
