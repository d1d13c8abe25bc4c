"""The briefing's own document: the deck in it as inert text, a strict policy, a tag that changes with it."""

import orjson
import pytest
from starlette.applications import Starlette

from components import cache
from components.briefing.page import inert
from components.cache.session_uploads import SessionUploads
from components.exporters import EXPORTERS
from components.live import rooms
from components.live.notes_access import token_of
from components.server import routes
from tests.browser.running_app import SHIPPED
from tests.components.asgi_client import ask


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


SECRET = "Say this to nobody"
NOTED = 4
"""The slide of the one event: after the title, what happened and the timeline."""
LOCAL = {"origin": "http://localhost"}
FAR = LOCAL | {"x_forwarded_for": "192.0.2.7"}


@pytest.fixture
def with_notes(tmp_path, monkeypatch):
    """An app with a note on its second slide, and the data set of one viewer with the same."""
    monkeypatch.setenv("DATELINE_STATE", str(tmp_path / "state"))
    file = tmp_path / "noted.csv"
    file.write_text(f"date,title,importance,notes\n2022-01-05,He is dismissed,3,{SECRET}\n", "utf-8")
    uploaded = cache.upload("own.csv", file.read_bytes(), owner=SessionUploads("me", cache.forget))
    app = Starlette(routes=routes.routes(lambda: file), middleware=routes.middleware())
    app.state.file = file
    yield app, uploaded.key
    cache.forget(uploaded.key)


def post(app, path, query="", **headers):
    return ask(app, path, query, method="POST", content_type="application/json", **headers)


def test_notes_are_in_no_page_and_given_to_who_sits_at_this_computer(with_notes):
    app, _ = with_notes
    page = ask(app, "/briefing", accept="text/html")
    assert b"He is dismissed" in page.body
    assert SECRET.encode() not in page.body
    given = post(app, "/notes", **LOCAL)
    assert orjson.loads(given.body) == {str(NOTED): SECRET}
    assert given.headers["cache-control"] == "no-store"
    assert post(app, "/notes", **FAR).status == 401
    assert post(app, "/notes", host="rebound.example.org", origin="http://rebound.example.org").status == 421
    assert post(app, "/notes").status == 403, "a page of another site, or none"


def test_a_page_to_hand_round_has_notes_only_where_that_is_chosen(with_notes, monkeypatch):
    app, _ = with_notes
    ask(app, "/briefing", accept="text/html")
    key = cache.dataset(app.state.file).key
    assert SECRET.encode() not in ask(app, f"/export/{key}/html").body
    monkeypatch.setenv("DATELINE_BRIEFER", "open sesame")
    for kind in EXPORTERS:
        assert SECRET.encode() not in ask(app, f"/export/{key}/{kind}").body, kind


def test_with_a_key_only_the_key_opens_the_notes(with_notes, monkeypatch):
    app, _ = with_notes
    monkeypatch.setenv("DATELINE_BRIEFER", "open sesame")
    for key in ("", "Bearer wrong", "Bearer ", "Basic open sesame"):
        refused = post(app, "/notes", **LOCAL, authorization=key)
        assert (refused.status, SECRET in refused.body.decode()) == (401, False)
    assert orjson.loads(post(app, "/notes", **FAR, authorization="Bearer open sesame").body) == {str(NOTED): SECRET}


def test_the_notes_of_an_upload_are_for_who_brought_it(with_notes):
    app, key = with_notes
    assert SECRET.encode() not in ask(app, f"/briefing/{key}", accept="text/html").body
    assert post(app, f"/notes/{key}", **FAR).status == 401, "one who was sent the link"
    assert orjson.loads(post(app, f"/notes/{key}", **FAR, authorization=f"Bearer {token_of(key)}").body) == {
        str(NOTED): SECRET
    }


def test_who_drives_a_room_reads_the_notes_if_its_briefer_may_and_only_of_that_file(with_notes):
    app, key = with_notes
    plain, of_a_stranger = rooms.create("/briefing", has_notes=True), rooms.create("/briefing")
    room, secret = plain[0].name, plain[1]
    asked = FAR | {"authorization": f"Bearer {secret}"}
    assert post(app, "/notes", f"room={room}", **asked).status == 200
    assert post(app, f"/notes/{key}", f"room={room}", **asked).status == 401, "another file"
    assert post(app, "/notes", f"room={room}", **FAR, authorization="Bearer wrong").status == 401
    stranger = FAR | {"authorization": f"Bearer {of_a_stranger[1]}"}
    assert post(app, "/notes", f"room={of_a_stranger[0].name}", **stranger).status == 401, "a room anybody may open"

    invited, guest = rooms.invite(plain[0])
    asked = FAR | {"authorization": f"Bearer {guest}"}
    assert post(app, "/notes", f"room={room}", **asked).status == 401, "not before it is handed over"
    rooms.give_to(invited, "guest")
    assert post(app, "/notes", f"room={room}", **asked).status == 200
    rooms.give_to(invited, "owner")
    assert post(app, "/notes", f"room={room}", **asked).status == 401, "nor after it was taken back"


def test_nothing_in_the_deck_can_end_its_element():
    hostile = orjson.dumps({"title": "</script><script>alert(1)</script><!--\u2028"})
    assert "<" not in inert(hostile)
    assert orjson.loads(inert(hostile)) == orjson.loads(hostile)
