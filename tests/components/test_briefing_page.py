"""The briefing's own document: the deck in it as inert text, a strict policy, a tag that changes with it."""

import orjson
import pytest
from starlette.applications import Starlette

from components import cache
from components.briefing.page import inert
from components.server import routes
from tests.browser.serving import SHIPPED
from tests.components.asking import ask


@pytest.fixture(scope="module")
def app():
    return Starlette(routes=routes.routes(lambda: SHIPPED), middleware=routes.middleware())


def test_the_shared_set_has_an_address_that_stays(app):
    page = ask(app, "/briefing", "category=Protest", accept="text/html")
    assert page.status == 200
    assert "script-src 'self'; style-src 'self'" in page.headers["content-security-policy"]
    assert b"plotly" not in page.body, "it is no page of Streamlit's, and asks for nothing of its"
    again = ask(
        app, "/briefing", "category=Protest&event=slogan", accept="text/html", if_none_match=page.headers["etag"]
    )
    assert again.status == 304, "the chosen event changes nothing"


def test_it_is_found_by_its_key_too_and_nothing_else_is(app):
    key = cache.dataset(SHIPPED).key
    assert b'data-root="../"' in ask(app, f"/briefing/{key}").body
    assert ask(app, "/briefing/nobodyknows").status == 404


def test_nothing_in_the_deck_can_end_its_element():
    hostile = orjson.dumps({"title": "</script><script>alert(1)</script><!--\u2028"})
    assert "<" not in inert(hostile)
    assert orjson.loads(inert(hostile)) == orjson.loads(hostile)
