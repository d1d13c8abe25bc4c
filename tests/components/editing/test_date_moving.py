"""When a dragged event would be, asked over HTTP: in words and in cells, by who may edit; nothing is saved by it."""

import json

import pytest
from starlette.applications import Starlette

from components import cache
from components.server import routes
from tests.components.asgi_client import ask
from tests.components.whole_app import bound_to
from tests.data.corrections.records import PLAIN, write


@pytest.fixture
def path(tmp_path):
    yield write(tmp_path)
    cache._SHARED.drop(lambda _: True)


@pytest.fixture
def app(path):
    return Starlette(routes=routes.routes(lambda: path), middleware=routes.middleware(lambda: path))


def moved(app, path, query):
    with bound_to("127.0.0.1"):
        return ask(app, f"/moved/{cache.dataset(path).key}", query)


def test_it_says_when_that_would_be_and_which_cells_it_takes(app, path):
    answer = json.loads(moved(app, path, "event=e3&part=whole&by=200000").body)
    assert (answer["words"], answer["row"], answer["part"]) == ("5 January 2022", 3, "whole")
    assert answer["cells"] == {"date": ["2022-01-03", "2022-01-05"]}
    assert answer["seen"] == cache.dataset(path).digest
    assert json.loads(moved(app, path, "event=e3&part=whole&steps=-3").body)["words"] == "31 December 2021"
    refused = moved(app, path, "event=e3&part=whole&steps=99999999")
    assert (refused.status, "too far" in json.loads(refused.body)["refusal"]) == (200, True)
    assert path.read_bytes() == PLAIN.encode()


@pytest.mark.parametrize("query", [
    "event=e3&part=whole", "event=e3&part=middle&by=1", "part=whole&by=1", "event=e3&part=whole&by=1&steps=1",
    "event=e3&part=whole&by=nan", "event=e3&part=whole&by=inf", "event=e3&part=whole&steps=1.5",
    "event=e3&part=whole&by=1&by=2", "event=nobody&part=whole&by=1",
])  # fmt: skip
def test_what_is_asked_badly_is_refused_in_a_sentence(app, path, query):
    answer = moved(app, path, query)
    assert (answer.status, answer.headers["content-type"][:10]) == (400, "text/plain")
    assert answer.body.count(b"\n") == 1


def test_who_may_not_edit_is_told_so(app, path):
    with bound_to("0.0.0.0"):
        assert ask(app, f"/moved/{cache.dataset(path).key}", "event=e3&part=whole&by=1").status in (401, 403)
