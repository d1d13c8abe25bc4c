"""The calendar, read back by the library that other programs use."""

from datetime import date, datetime

import pytest
from icalendar import Calendar

from components.exporters import EXPORTERS
from data.view import View
from tests.factories import make_subject


def calendar(*rows, **given):
    return Calendar.from_ical(EXPORTERS["ics"].write(make_subject(*rows, **given)))


def only(**row):
    found = calendar({"title": "It happens", **row}).walk("VEVENT")
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        pytest.param("2022-01-05", date(2022, 1, 5), date(2022, 1, 6), id="a day ends before the next"),
        pytest.param("2022-02", date(2022, 2, 1), date(2022, 3, 1), id="a month is all its days"),
        pytest.param("2022", date(2022, 1, 1), date(2023, 1, 1), id="a year is all its days"),
        pytest.param("1990/2019", date(1990, 1, 1), date(2020, 1, 1), id="a span ends after its last year"),
        pytest.param("2022-01-06/..", date(2022, 1, 6), date(2022, 1, 7), id="an open end stands on its first day"),
        pytest.param("../2022-01-06", date(2022, 1, 6), date(2022, 1, 7), id="an open beginning, on its last"),
        pytest.param(
            "2022-01-06T14:30", datetime(2022, 1, 6, 14, 30), datetime(2022, 1, 6, 14, 31), id="a time floats"
        ),
        pytest.param("-0043/0043", date(1, 1, 1), date(44, 1, 1), id="what begins too early begins with the year 1"),
        pytest.param("9999", date(9999, 1, 1), date(9999, 12, 31), id="what ends too late ends where it can"),
    ],
)
def test_it_stands_on_the_days_that_the_date_covers(text, start, end):
    event = only(date=text)
    assert (event["dtstart"].dt, event["dtend"].dt) == (start, end)
    assert getattr(event["dtstart"].dt, "tzinfo", None) is None


@pytest.mark.parametrize(
    ("text", "summary", "said"),
    [
        ("2022-01-05~", "It happens (date approximate)", "About 5 January 2022. The date is approximate."),
        ("2022-01-05?", "It happens (date uncertain)", "The date is uncertain."),
        ("2022", "It happens", "The date is known to the year only"),
        ("2022-01-06/..", "It happens", "No end is given"),
        ("[2019..2021]", "It happens", "It is not known which of these dates it was."),
        ("-0043/0043", "It happens", "It begins before the year 1"),
    ],
)
def test_what_a_calendar_cannot_say_is_said_in_words(text, summary, said):
    event = only(date=text)
    assert event["summary"] == summary
    assert said in event["description"]


def test_what_no_calendar_can_hold_is_counted_and_named():
    read = calendar({"date": "-0043", "title": "A coin is lost"}, {"date": "2022", "title": "It is found"})
    assert [event["summary"] for event in read.walk("VEVENT")] == ["It is found"]
    assert "1 event is not in this calendar" in read["description"]
    assert "A coin is lost (44 BCE)" in read["description"]


def test_text_stays_text_on_lines_of_its_own():
    text = "one; two, three\r\nEND:VEVENT\nBEGIN:VEVENT\\n\x0bATTACH:file:///etc/passwd\u202e \u2028" + "ұ" * 900
    event = only(date="2022", text=text, source=text, place=text, category=text, url="javascript:alert(1)")
    assert {"URL", "ATTACH"}.isdisjoint(event)
    assert "one; two, three\nEND:VEVENT\nBEGIN:VEVENT" in event["description"]
    assert "ұ" * 900 in event["description"]


def test_lines_are_folded_and_addresses_are_kept():
    written = EXPORTERS["ics"].write(
        make_subject({"date": "2022", "title": "ұ" * 300, "url": "https://example.org/a,b"})
    )
    assert max(map(len, written.split(b"\r\n"))) <= 75
    assert Calendar.from_ical(written).walk("VEVENT")[0]["url"] == "https://example.org/a,b"


def test_it_keeps_its_name_when_the_event_changes_and_says_the_figure_and_who_says_so():
    row = {
        "date": "2022-01-06",
        "metric": "detained",
        "value": "~2000",
        "unit": "people",
        "source": "Ministry",
        "id": "a",
    }
    first, second = only(**row), only(**row | {"date": "2022-01-07"})
    assert first["uid"] == second["uid"]
    assert "≈ 2,000 people detained\nSaid by Ministry" in first["description"].replace("about", "≈")


def test_the_calendar_carries_the_handling_label_and_the_moment():
    view = View(asof="2022-01-05")
    read = calendar({"date": "2022-01-05", "title": "A"}, view=view, settings='handling = "EXAMPLE, NOT FACT"')
    assert "EXAMPLE, NOT FACT\nAs known on 5 January 2022." in read["description"]
    assert read.walk("VEVENT")[0]["description"].startswith("EXAMPLE, NOT FACT")
