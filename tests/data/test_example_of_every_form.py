"""`example-of-every-form.csv` shows each form of date, figure, kind and column, and all of it can be read."""

import csv
import re
from pathlib import Path

import pytest

from data import schema, settings
from data.reading import reader

PATH = Path(__file__).parents[2] / "data" / "example-of-every-form.csv"
ROWS = list(csv.DictReader(PATH.read_text("utf-8").splitlines()))
DAY = r"\d{4}-\d\d-\d\d"

DATES = {
    "a year": r"\d{4}",
    "a month": r"\d{4}-(0[1-9]|1[0-2])",
    "a day": DAY,
    "an hour": DAY + r"T\d\d",
    "a minute": DAY + r"T\d\d:\d\d",
    "a second": DAY + r"T\d\d:\d\d:\d\d",
    "a time with an offset": DAY + r"T\d\d:\d\d[+-]\d\d:\d\d",
    "a time of Greenwich": DAY + r"T\d\d:\d\dZ",
    "a span": r"\d{4}/\d{4}",
    "a span of times": rf"{DAY}T\d\d:\d\d/{DAY}T\d\d:\d\d",
    "an open end": r"[^/]+/\.\.",
    "an open start": r"\.\./[^/]+",
    "an unknown end": r"[^/]+/",
    "an unknown start": r"/[^/]+",
    "approximate": r"\d{4}-\d\d-\d\d~",
    "uncertain": r"\d{4}\?",
    "uncertain and approximate": r"\d{4}%",
    "each end with its own qualifier": r"[^/]+~/[^/]+\?",
    "a part with its own qualifier": r"\?\d{4}-\d\d-~\d\d",
    "a decade": r"\d{3}X",
    "a century": r"\d\dXX",
    "some month": r"\d{4}-XX",
    "some day": r"\d{4}-\d\d-XX",
    "a day of some year": r"\d\dXX-\d\d-\d\d",
    "significant digits": r"\d{4}S\d",
    "spring": r"\d{4}-21",
    "winter": r"\d{4}-24",
    "a quarter": r"\d{4}-3[3-6]",
    "one of some": r"\[.*,.*\]",
    "all of some": r"\{.*,.*\}",
    "that or before": r"\[\.\.[^,]+\]",
    "that or after": r"\[[^,]+\.\.\]",
    "before the common era": r"-\d{4}.*",
    "before the common era, spelled": r"\d+ BCE",
    "day, month, year": r"\d+ [A-Z][a-z]+ \d{4}",
    "month, day, year": r"[A-Z][a-z]+ \d+, \d{4}",
    "year/month/day": r"\d{4}/\d+/\d+",
    "eight digits": r"\d{8}",
    "the day first, and no other way": r"(1[3-9]|2\d|3[01])\.\d\d\.\d{4}",
    "the day first, for the column says so": r"0\d\.0\d\.\d{4}",
    "about": r"about \d{4}",
}
VALUES = {
    "plain": r"\d+",
    "with a comma and a point": r"\d,\d{3}\.\d+",
    "about": r"~\d+",
    "more than": r">\d+",
    "at least": r">=\d+",
    "less than": r"<\d+",
    "at most": r"<=\d+",
    "a range": r"\d+\.\.\d+",
    "dozens": "dozens",
    "hundreds": "hundreds",
    "thousands": "thousands",
    "an increment": r"\+\d+",
    "an increment that is a range": r"\+\d+\.\.\d+",
}


def cells(column: str) -> list[str]:
    return [row[column] for row in ROWS if row[column]]


@pytest.mark.parametrize("column", schema.NAMES)
def test_each_column_is_used(column):
    assert cells(column)


@pytest.mark.parametrize("form", DATES)
def test_each_form_of_date_occurs(form):
    assert any(re.fullmatch(DATES[form], cell) for cell in cells("date")), f"no date is {form}"


@pytest.mark.parametrize("form", VALUES)
def test_each_form_of_figure_occurs(form):
    assert any(re.fullmatch(VALUES[form], cell) for cell in cells("value")), f"no figure is {form}"


def test_each_kind_and_each_importance_occurs():
    assert {row["kind"] or "event" for row in ROWS} == set(schema.KINDS)
    assert {row["importance"] for row in ROWS} == {"", "1", "3"}, "2 is what an empty cell means"


def test_each_reliability_and_some_credibility_occurs():
    assert {"A", "B", "C", "D", "E", "F"} == {grade[0] for grade in cells("grade")}


def test_columns_of_its_own_occur():
    assert cells("weather")
    assert cells("logbook page")


def test_two_sources_give_different_totals_of_the_same_thing():
    claims = {(row["source"], row["value"]) for row in ROWS if row["metric"] == "aboard"}
    assert len({source for source, _ in claims}) == len({value for _, value in claims}) == 2


def test_it_is_read_without_a_problem():
    read = reader.read(PATH, None, settings.read(PATH.with_suffix(".toml")))
    assert not read.report.problems
    assert read.report.rows == read.report.events == read.events.num_rows == len(ROWS)
