"""The shipped events say what the report says, who says it, and nothing that it does not."""

import csv
import re
import tomllib
from pathlib import Path

import pytest

from data import dates, settings
from data.reading import reader

PATH = Path(__file__).parents[2] / "data" / "kazakhstan-2022.csv"
ROWS = {row["id"]: row for row in csv.DictReader(PATH.read_text("utf-8").splitlines())}
SETTINGS = tomllib.loads(PATH.with_suffix(".toml").read_text("utf-8"))
OF_ITS_OWN_DAY = {
    "dismissal": "2022-01-05",
    "square-gathering": "2022-01-06",
    "square-clash": "2022-01-06",
    "csto-deployment": "2022-01-06",
    "russian-statement": "2022-01-06",
}


@pytest.mark.parametrize(("event", "day"), OF_ITS_OWN_DAY.items())
def test_what_the_report_dates_to_the_day_has_that_day(event, day):
    assert ROWS[event]["date"] == day


def test_no_other_event_claims_to_be_known_to_the_day():
    assert {name for name, row in ROWS.items() if re.fullmatch(r"\d{4}-\d\d-\d\d", row["date"])} == set(OF_ITS_OWN_DAY)


@pytest.mark.parametrize(
    ("event", "date"),
    [
        pytest.param("independence", "1991", id="independence came in 1991"),
        pytest.param("resignation", "2019", id="he resigned in 2019"),
        pytest.param("nazarbayev-era", "1990/2019~", id="he led from 1990, for nearly 30 years"),
        pytest.param("kept-council", "2019/2022-01-05", id="he kept the Security Council until he was dismissed"),
        pytest.param("capital-renamed", "[2019..2022-01-06]", id="no date is given for the renaming"),
        pytest.param("protests-spread", "../2022-01-06", id="no first day is given for the protests"),
        pytest.param("troops-mission", "2022-01-06/..", id="no last day is given for the troops"),
    ],
)
def test_what_is_known_of_the_date_is_said_with_the_date(event, date):
    assert ROWS[event]["date"] == date


@pytest.mark.parametrize(
    ("metric", "value", "source"),
    [
        ("detained", "~2000", "Interior Ministry"),
        ("injured", ">1000", "News report (no speaker named)"),
        ("killed", "dozens", "Police officials"),
        ("gathered", "hundreds", "Russian media"),
        ("CSTO states", "6", "News report"),
    ],
)
def test_each_figure_keeps_its_wording_and_its_speaker(metric, value, source):
    claims = [row for row in ROWS.values() if row["metric"] == metric]
    assert [(row["value"], row["source"]) for row in claims] == [(value, source)]


def test_there_are_no_other_figures():
    assert len([row for row in ROWS.values() if row["value"]]) == 5


def test_the_police_word_is_read_through_the_translation():
    assert "eliminated" in ROWS["killed"]["text"]
    assert "excluded" in ROWS["killed"]["notes"]


def test_the_scholar_gives_four_judgements_and_the_slogan():
    said = [name for name, row in ROWS.items() if "Uyama" in row["source"]]
    assert said == ["slogan", "uyama-violence", "uyama-retirement", "uyama-russia", "uyama-overthrow"]


def test_every_event_says_who_says_so():
    assert all(row["source"] for row in ROWS.values())


def test_what_the_report_does_not_give_is_not_there():
    assert not {"grade", "url", "latitude", "longitude", "media"} & set(next(iter(ROWS.values())))
    assert not any("T" in row["date"] + row["reported"] for row in ROWS.values()), "a time of day"


def test_titles_are_short_enough_for_labels():
    assert max(len(row["title"]) for row in ROWS.values()) <= 60


def test_every_category_has_a_setting_and_every_figure_a_label():
    assert {row["category"] for row in ROWS.values()} == {category["name"] for category in SETTINGS["categories"]}
    assert {row["metric"] for row in ROWS.values()} - {""} == {metric["name"] for metric in SETTINGS["metrics"]}


def test_what_began_at_an_unknown_time_says_when_it_was_reported():
    """Else, as of 6 January, it would not be known before that day has ended."""
    starts_open = [row for row in ROWS.values() if dates.parse(row["date"]).start is None]
    assert starts_open
    assert all(row["reported"] for row in starts_open)


def test_it_is_read_without_a_problem_or_a_guess():
    report = reader.read(PATH, None, settings.read(PATH.with_suffix(".toml"))).report
    assert (report.problems, report.rows, report.events) == ((), len(ROWS), len(ROWS))
    assert report.notes == ()
