"""Feeds and downloads over HTTP: the view of the address, no upload in a feed, and a sentence for the rest."""

import json
from dataclasses import replace

import pytest
from icalendar import Calendar
from starlette.applications import Starlette

from components import cache
from components.exporters import EXPORTERS
from components.server import routes
from tests.components.asgi_client import ask
from tests.components.test_routes import is_plain_refusal

ROWS = (
    "date,title,category,url,actors,notes,Weather\n"
    "2022-01-05~,Dismissed,Government,https://example.org/a,Anna; Bo,for me only,\n"
    "2022-01-06/..,Detained,Casualties,,,,gale\n"
)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("shared") / "events.csv"
    path.write_text(ROWS)
    yield path
    cache._SHARED.drop(lambda _: True)


@pytest.fixture(scope="module")
def app(path):
    return Starlette(routes=routes.routes(lambda: path), middleware=routes.middleware())


def test_the_plain_feed_says_dates_as_edtf_in_words_and_as_moments(app):
    answer = ask(app, "/events.json")
    assert (answer.status, answer.headers["content-type"]) == (200, "application/json")
    first, second = json.loads(answer.body)["events"]
    assert {name: first[name] for name in ("date", "date_words", "start", "end", "actors", "url")} == {
        "date": "2022-01-05~", "date_words": "about 5 January 2022", "start": "2022-01-05T00:00:00",
        "end": "2022-01-06T00:00:00", "actors": ["Anna", "Bo"], "url": "https://example.org/a",
    }  # fmt: skip
    assert "notes" not in first
    assert "end" not in second
    assert second["own"] == {"Weather": "gale"}


def test_every_feed_has_the_filters_of_a_link(app):
    query = "category=Government&embed=true"
    assert [event["title"] for event in json.loads(ask(app, "/events.json", query).body)["events"]] == ["Dismissed"]
    assert b"Detained" not in ask(app, "/events.csv", query).body
    assert len(Calendar.from_ical(ask(app, "/events.ics", query).body).walk("VEVENT")) == 1


def test_no_feed_carries_the_briefers_notes_or_loses_another_cell(app):
    assert not [ending for ending in ("json", "csv", "ics") if b"for me only" in ask(app, f"/events.{ending}").body]
    lines = ask(app, "/events.csv").body.decode().splitlines()
    assert lines[0] == "date,title,category,url,actors,Weather"
    assert lines[2].endswith(",gale")


def test_a_feed_that_has_not_changed_is_not_sent_again(app, path):
    first = ask(app, "/events.ics")
    again = ask(app, "/events.ics", "event=nobody", if_none_match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert first.headers["cache-control"] == again.headers["cache-control"] == "public, max-age=60"
    assert ask(app, "/events.csv", if_none_match=first.headers["etag"]).status == 200
    path.write_text(ROWS + "2023,More,,,,,\n")
    changed = ask(app, "/events.ics", if_none_match=first.headers["etag"])
    path.write_text(ROWS)
    assert changed.status == 200
    assert b"More" in changed.body


def test_the_head_of_a_feed_has_no_body(app):
    answer = ask(app, "/events.csv", method="HEAD")
    assert (answer.status, answer.body) == (200, b"")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["etag"]


@pytest.mark.parametrize("query", ["importance=9", "x", "start=2022", "a" * 9000, "category=%ff"])
def test_a_feed_that_is_asked_badly_says_so(app, query):
    assert is_plain_refusal(ask(app, "/events.json", query))


def test_a_download_is_named_after_its_view_and_kept_by_nobody(app, path):
    key = cache.dataset(path).key
    answer = ask(app, f"/export/{key}/spreadsheet", "category=Government")
    assert answer.headers["content-disposition"].startswith('attachment; filename="events-filtered-spreadsheet.csv"')
    assert answer.headers["cache-control"] == "private, no-store"
    assert b"Dismissed" in answer.body
    assert b"Detained" not in answer.body


def test_what_was_uploaded_can_be_taken_away_by_its_key_and_is_in_no_feed(app):
    key = cache.upload("Құпия.csv", b"date,title\n2022,Secret\n").key
    answer = ask(app, f"/export/{key}/file")
    assert answer.body == b"date,title\r\n2022,Secret\r\n"
    assert "filename*=UTF-8''%D2%9A%D2%B1%D0%BF%D0%B8%D1%8F.csv" in answer.headers["content-disposition"]
    assert b"Secret" not in ask(app, "/events.csv").body
    cache.forget(key)
    assert ask(app, f"/export/{key}/file").status == 404


def test_a_file_that_holds_no_more_says_how_many_there_are(app, path, monkeypatch):
    monkeypatch.setitem(EXPORTERS, "ics", replace(EXPORTERS["ics"], most=1))
    answer = ask(app, f"/export/{cache.dataset(path).key}/ics")
    assert answer.status == 413
    assert "at most 1 events, and this view has 2." in answer.body.decode()


def test_there_is_no_kind_of_that_name(app, path):
    answer = ask(app, f"/export/{cache.dataset(path).key}/exe")
    assert answer.status == 404
    assert "There are" in answer.body.decode()
