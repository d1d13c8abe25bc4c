"""The record as it stood at a moment of its journal: page, picture, briefing, feeds and exports say the same of it."""

import json

import pytest
from starlette.applications import Starlette

from components import cache
from components.cache import EARLIER, recorded_moments
from components.server import routes
from data.errors import BadFile
from data.reading.editable_files import journal_of
from data.view import View
from tests.components.asgi_client import ask
from tests.components.pages.test_pages import run, sheets
from tests.components.whole_app import bound_to
from tests.data.corrections.records import change, write

ROWS = """id,date,title,source,reported,metric,value
a,2022-01-05,Dismissed,Ministry,2022-01-05,,
b,2022-01-06,Detained,Ministry,2022-01-06,detained,~1000
c,2022-01-07,Calm,Ministry,2022-01-07,,
"""
FIRST, SECOND = "2022-02-01T09:00:00", "2022-02-03T09:00:00"
BETWEEN = f"recorded={FIRST}"
FRAME = "figure=timeline&w=1080&dark=0"


@pytest.fixture
def path(tmp_path):
    """A record of which a title was changed on one day, and a figure two days later."""
    path = write(tmp_path, ROWS)
    change(path, 1, "title", "Removed", why="the decree says so")
    change(path, 2, "value", "~2000", who="bolat")
    log = journal_of(path)
    lines = [json.loads(line) | {"at": f"{at}.250Z"} for line, at in
             zip(log.read_text("utf-8").splitlines(), (FIRST, SECOND), strict=True)]  # fmt: skip
    log.write_text("".join(f"{json.dumps(line)}\n" for line in lines), "utf-8")
    EARLIER.drop(lambda _: True)
    yield path
    cache._SHARED.drop(lambda _: True)


@pytest.fixture
def app(path):
    return Starlette(routes=routes.routes(lambda: path), middleware=routes.middleware())


def shown(path, moment):
    return recorded_moments.shown(path, View(recorded=moment))


def test_page_picture_briefing_feeds_and_exports_say_what_it_said_then(app, path, monkeypatch):
    key = shown(path, FIRST).key
    assert key != shown(path, "").key
    bodies = [ask(app, address, query).body.decode() for address, query in (
        ("/events.json", BETWEEN), ("/events.csv", BETWEEN), ("/api/events", BETWEEN), ("/briefing", BETWEEN),
        (f"/picture/{key}", FRAME), (f"/export/{key}/file", BETWEEN), (f"/export/{key}/events", BETWEEN),
    )]  # fmt: skip
    assert all("Removed" in body and "Dismissed" not in body for body in bodies)
    assert not any("2000" in body or "2,000" in body for body in bodies)
    figures = [json.loads(ask(app, "/api/figures", query).body)["figures"] for query in (BETWEEN, "")]
    assert [str(figure[0]).count("2,000") > 0 for figure in figures] == [False, True]
    before = json.loads(ask(app, "/events.json", "recorded=2022-01-31T00:00:00").body)
    assert [event["title"] for event in before["events"]] == ["Dismissed", "Detained", "Calm"]
    assert before["recorded"] == "2022-01-31T00:00:00"
    with bound_to("127.0.0.1"):
        today, then = (run(path, monkeypatch, event="b", **query) for query in ({}, {"recorded": FIRST}))
    page = sheets(then)
    assert "This is how our record stood on 1 February 2022, 09:00 UTC." in page
    assert "Back to the record of today" in page
    assert "1,000" in page
    assert "2,000" not in page
    assert [has_form(one) for one in (today, then)] == [True, False]


def test_no_file_says_that_it_is_of_another_moment_than_it_is(app, path):
    today, then = shown(path, "").key, shown(path, FIRST).key
    for key, query, said in ((today, BETWEEN, None), (then, f"recorded={SECOND}", None), (then, BETWEEN, FIRST)):
        assert json.loads(ask(app, f"/export/{key}/events", query).body).get("recorded") == said
    assert View(file="a" * 16, recorded=FIRST).recorded == ""


def has_form(app):
    return any("dateline_editor" in str(getattr(element, "proto", "")) for element in app.main)


def test_what_was_reported_until_a_day_is_asked_of_what_the_record_said_then(app):
    for asof, titles in (("2022-01-05", ["Removed"]), ("2022-01-06", ["Removed", "Detained"])):
        told = json.loads(ask(app, "/events.json", f"{BETWEEN}&asof={asof}").body)
        assert [event["title"] for event in told["events"]] == titles


def test_however_many_moments_are_asked_for_there_are_no_more_sets_than_saves(path):
    keys = {shown(path, f"2022-02-0{day}T{hour:02}:00:00").key for day in (1, 2, 3, 4) for hour in range(0, 24, 4)}
    assert len(keys) == 3
    assert len(EARLIER.items()) == 2
    assert shown(path, "2022-02-04T00:00:00") is cache.dataset(path)


def test_what_nobody_knows_is_said(app, path, tmp_path):
    other = write(tmp_path, ROWS, "other.csv")
    with pytest.raises(BadFile, match="No journal is kept of this record"):
        shown(other, FIRST)
    lines = [*ROWS.splitlines()[:1], "z,2021,Written by another program,,,,"]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    (path.parent / f".{path.name}.known").unlink()
    answer = ask(app, "/events.json", BETWEEN)
    assert answer.status == 400
    assert b"What was changed outside on" in answer.body
