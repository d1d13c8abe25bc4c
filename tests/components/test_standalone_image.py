"""The chart as a file of its own: a drawing with its letters in it, a picture, and the picture of a link."""

import io
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from PIL import Image

from components import cache
from components.exporters import EXPORTERS, Subject
from components.pictures.standalone_image import CARD
from components.server.routes import routes
from data.dataset import opening
from data.view import View
from tests.browser.running_app import SHIPPED
from tests.components.asgi_client import ask
from tests.factories import make_subject

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def subject():
    dataset = opening.open_file(SHIPPED)
    yield Subject(dataset, View(asof="2022-01-06"))
    dataset.close()


def test_a_drawing_says_what_it_shows_of_when_and_from_whom(subject):
    written = EXPORTERS["svg"].write(subject)
    root = ElementTree.fromstring(written)
    told = [text.text or "" for text in root.iter(f"{SVG}text")]
    assert "Kazakhstan, January 2022" in told
    assert any("as known" in text.lower() for text in told)
    assert any(text.startswith("Sources: ") for text in told)
    assert "font/woff2" in (next(root.iter(f"{SVG}style")).text or "")
    assert len(written) < 100_000, "no more letters travel in it than it needs"


def test_a_picture_has_marks_in_the_colours_of_their_categories(subject):
    image = Image.open(io.BytesIO(EXPORTERS["png"].write(subject))).convert("RGB")
    assert image.width == 3200
    colors = {color for _, color in image.getcolors(1 << 24) or ()}
    assert {(0xC8, 0x51, 0x2B), (0xFB, 0xFA, 0xF6)} <= colors


def test_another_chart_and_a_window_are_in_it(subject):
    told = EXPORTERS["svg"].write(replace(subject, view=View(chart="calendar", start="2022-01-05", end="2022-01-07")))
    assert b"Nazarbayev begins to lead" not in told
    assert b"Jan" in told


def test_a_handling_label_is_on_it_above_and_below():
    subject = make_subject({"date": "2022", "title": "One"}, settings='handling = "EYES <ONLY>"')
    assert EXPORTERS["svg"].write(subject).decode().count("EYES &lt;ONLY&gt;") == 2


def test_a_link_has_a_picture_once_the_file_is_open():
    app = next(route for route in routes(lambda: SHIPPED) if route.path == "/card.png").endpoint

    async def asked(scope, receive, send):
        from starlette.requests import Request

        await (await app(Request(scope, receive)))(scope, receive, send)

    cache.dataset(SHIPPED)
    answer = ask(asked, "/card.png", "category=Protest")
    assert answer.headers["content-type"] == "image/png"
    assert Image.open(io.BytesIO(answer.body)).size == CARD
    assert ask(asked, "/card.png", "a" * 9000).status == 414
