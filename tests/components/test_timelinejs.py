"""JSON for TimelineJS: dates in its parts, text that is only ever text."""

import json

import pytest

from components.exporters import EXPORTERS
from data.view import View
from tests.factories import make_subject


def timeline(*rows, **given):
    return json.loads(EXPORTERS["timelinejs"].write(make_subject(*rows, **given)))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2022-01-05", {"year": 2022, "month": 1, "day": 5}, None),
        ("2022", {"year": 2022}, {"year": 2022, "month": 12, "day": 31}),
        ("1990/2019", {"year": 1990, "month": 1, "day": 1}, {"year": 2019, "month": 12, "day": 31}),
        ("2022-01-06/..", {"year": 2022, "month": 1, "day": 6}, None),
        ("2022-01-06T14:30", {"year": 2022, "month": 1, "day": 6, "hour": 14, "minute": 30},
         {"year": 2022, "month": 1, "day": 6, "hour": 14, "minute": 30}),
        ("-0043", {"year": -43}, {"year": -43, "month": 12, "day": 31}),
    ],
)  # fmt: skip
def test_dates_are_parts_as_fine_as_they_are_known(text, start, end):
    [event] = timeline({"date": text, "title": "A"})["events"]
    assert (event["start_date"], event.get("end_date")) == (start, end)


def test_a_slide_holds_the_picture_the_group_and_the_date_in_words():
    row = {"date": "2022-01-05~", "title": "A", "category": "Protest", "id": "a",
           "media": "https://example.org/a.jpg", "credit": "C", "caption": "D", "alt": "E", "source": "Gazette",
           "url": "https://example.org/?a=1&b"}  # fmt: skip
    [event] = timeline(row)["events"]
    assert event["display_date"] == "about 5 January 2022"
    assert event["media"] == {"url": "https://example.org/a.jpg", "credit": "C", "caption": "D", "alt": "E"}
    assert (event["group"], event["unique_id"], event["autolink"]) == ("Protest", "a", False)
    assert "<p>Said by Gazette</p>" in event["text"]["text"]
    assert 'href="https://example.org/?a=1&amp;b"' in event["text"]["text"]


def test_markup_is_shown_as_written_and_no_address_runs():
    bad = "<script>alert(1)</script>"
    row = {"date": "2022", "title": bad, "category": bad, "text": bad, "source": bad, "url": "javascript:alert(1)",
           "media": "data:text/html,<script>", "id": '"><b>'}  # fmt: skip
    made = timeline(row, {"date": "1990/..", "title": bad, "kind": "era", "text": bad}, settings=f"title = '{bad}'")
    subject = make_subject(row, settings=f"title = '{bad}'")
    assert b"<" not in EXPORTERS["timelinejs"].write(subject), "it may stand inside a page, as it is"
    for part in (*made["events"], *made["eras"]):
        del part["dateline"]  # our own form, which TimelineJS does not look at
    assert "<script" not in json.dumps(made)
    assert "javascript:" not in json.dumps(made)
    assert "media" not in made["events"][0]
    assert '"' not in made["events"][0]["unique_id"]


def test_an_era_with_an_open_end_reaches_as_far_as_the_record():
    made = timeline({"date": "1990/..", "title": "An age", "kind": "era"}, {"date": "2022-01-05", "title": "A"})
    [era] = made["eras"]
    assert era["start_date"] == {"year": 1990, "month": 1, "day": 1}
    assert era["end_date"] == {"year": 2022, "month": 1, "day": 5}
    assert era["text"]["headline"] == "An age, from 1990 on"


def test_the_title_says_as_of_when_and_what_has_no_slide():
    made = timeline({"date": "2022", "title": "A"}, view=View(asof="2022"), settings='handling = "SECRET"')
    assert "<p>SECRET</p>" in made["title"]["text"]["text"]
    assert "As known in 2022" in made["title"]["text"]["text"]
