"""The most important titles of a bin, over HTTP."""

from urllib.parse import urlencode

import orjson
import pytest

from tests.components.asgi_client import ask

ROWS = "date,title,category,importance\n" + "".join(
    f"2022-01-{day:02},{'<b>' if day == 9 else ''}Day {day},{'State' if day % 2 else 'Unrest'},{3 if day > 7 else 2}\n"
    for day in range(1, 12)
)
BIN = {"lane": "State", "from": "2022-01-01T00:00:00", "to": "2022-01-12T00:00:00", "time": ""}


def test_a_bin_tells_its_three_most_important_titles_as_they_are_written(app, key):
    answer = ask(app, f"/titles/{key}", urlencode(BIN))
    assert answer.headers["content-type"] == "application/json"
    expected = [["<b>Day 9", "9 Jan 2022"], ["Day 11", "11 Jan 2022"], ["Day 1", "1 Jan 2022"]]
    assert orjson.loads(answer.body) == {"titles": expected}


def test_they_obey_the_filters_and_are_asked_once_for_all(app, key, monkeypatch):
    of = urlencode(
        {**BIN, "importance": "2", "event": "any", "start": "2022-01-02T00:00:00", "end": "2022-01-03T00:00:00"}
    )
    titles = orjson.loads(ask(app, f"/titles/{key}", of).body)["titles"]
    assert [title for title, _ in titles] == ["Day 1", "Day 3", "Day 5"]
    monkeypatch.setattr("data.queries.foremost", None)
    assert orjson.loads(ask(app, f"/titles/{key}", urlencode({**BIN, "importance": "2"})).body)["titles"] == titles


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"lane": "State"}, 400),
        ({**BIN, "to": "tomorrow"}, 400),
        ({**BIN, "time": "noon"}, 400),
        ({**BIN, "from": "2022-02-31T00:00:00"}, 400),
        ({**BIN, "importance": "9"}, 400),
    ],
)
def test_what_is_asked_badly_is_told_so(app, key, asked, status):
    answer = ask(app, f"/titles/{key}", urlencode(asked))
    assert answer.status == status
    assert answer.headers["content-type"].startswith("text/plain")


def test_a_record_that_is_not_kept_has_no_titles(app):
    assert ask(app, "/titles/nosuchrecord", urlencode(BIN)).status == 404
