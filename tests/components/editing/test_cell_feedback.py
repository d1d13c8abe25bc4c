"""What the form says of a cell while it is being typed."""

import json

import pytest
from starlette.applications import Starlette

from components.editing import routes
from components.editing.cell_feedback import line_understood, understood
from tests.components.asgi_client import ask


@pytest.mark.parametrize(
    ("column", "text", "is_good", "says"),
    [
        ("date", "2022-01-05~", True, "about 5 January 2022"),
        ("date", "[2019..2022-01-06]", True, "some time between 2019 and 6 January 2022"),
        ("date", "05/01/2022", False, "2022-01-05"),
        ("date", "", False, "There is no date"),
        ("end", "", True, ""),
        ("value", "~2000", True, "≈ 2,000"),
        ("value", "many, many", False, "dozens"),
        ("grade", "b2", True, "B2 · usually reliable, probably true"),
        ("grade", "Z9", False, "A to F"),
        ("url", "javascript:alert(1)", False, "https://"),
        ("text", "<script>alert(1)</script>", True, ""),
        ("text", "a\0b", False, "plain text"),
    ],
)
def test_each_cell_is_told_as_it_is_read(column, text, is_good, says):
    answer = understood(column, text)
    assert (answer["good"], says in answer["says"]) == (is_good, True), answer


@pytest.mark.parametrize(
    ("column", "text", "offers"),
    [
        ("date", "2022-13-07", ["2022-07-13"]),
        ("url", "example.org/a", ["https://example.org/a"]),
        ("grade", "B 22", ["B2"]),
        ("date", "whenever", []),
    ],
)
def test_what_to_write_is_offered_where_it_can_be_read(column, text, offers):
    assert [each for each in understood(column, text)["offers"] if each in offers] == offers
    assert all(understood(column, each)["good"] for each in understood(column, text)["offers"])


def test_one_line_is_an_event():
    told = line_understood("5 Jan 2022 Dismissed // Ministry", "2026-01-01")
    assert told["cells"] == {"date": "5 Jan 2022", "title": "Dismissed", "source": "Ministry"}
    assert told["says"] == "5 January 2022: Dismissed, says Ministry"


def test_the_route_answers_what_is_asked_and_refuses_the_rest():
    app = Starlette(routes=routes.routes(""))
    assert json.loads(ask(app, "/understood", "column=date&text=1990%2F2019").body)["says"] == "1990 to 2019"
    assert ask(app, "/understood", "column=date").status == 400
    assert ask(app, "/understood", "column=date&text=x&do=edit").status == 400
    assert ask(app, "/understood", "column=date&text=1990", method="POST").status == 405
    assert ask(app, "/understood", f"column=date&text={'x' * 9000}").status == 414
