"""An answer that fails by our own fault is a sentence, with the headers of every answer."""

import logging

from components.http.calm import FAULT, Calm
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route

from components.http.headers import Headers
from tests.components.asking import ask


def fail(_):
    raise ZeroDivisionError("secret of the library")


def test_what_fails_is_said_and_written_down(caplog):
    app = Starlette(routes=[Route("/fails", fail)], middleware=[Middleware(Headers), Middleware(Calm)])
    with caplog.at_level(logging.ERROR):
        answer = ask(app, "/fails")
    assert (answer.status, answer.body.decode().strip()) == (500, FAULT)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "secret of the library" in caplog.text
