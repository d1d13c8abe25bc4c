"""Pictures and assets over HTTP: what is asked well is answered, everything else costs nothing."""

import gzip
import time
from typing import Any
from urllib.parse import quote

import brotli
import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from components import assets, cache, pictures
from tests.components.asgi_client import Answer, ask

ROWS = "date,title,category\n2022-01-05,Dismissed,Government\n2022-01-06,Detained,Casualties\n"
FRAME = "figure=timeline&w=800&dark=0"


@pytest.fixture
def drawing(monkeypatch):
    """Every picture that is drawn is noted here."""
    drawn, real = list[object](), pictures.picture

    def draw(*given: Any) -> bytes:
        drawn.append(given)
        return real(*given)

    monkeypatch.setattr(pictures, "picture", draw)
    return drawn


def is_plain_refusal(answer: Answer) -> bool:
    """A 4xx with one sentence in plain text, which nobody keeps."""
    kind, text = answer.headers["content-type"], answer.body.decode()
    is_sentence = text.strip().endswith((".", "?")) and len(text) < 2000 and "Traceback" not in text
    return 400 <= answer.status < 500 and kind.startswith("text/plain") and is_sentence


def test_a_picture_is_json_with_data_layout_and_meta(app, key):
    answer = ask(app, f"/picture/{key}", FRAME)
    assert (answer.status, answer.headers["content-type"]) == (200, "application/json")
    assert set(orjson.loads(answer.body)) == {"data", "layout", "meta"}


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        pytest.param("gzip, deflate, br, zstd", "br", id="brotli is the smallest"),
        pytest.param("gzip, deflate", "gzip", id="gzip where brotli is not taken"),
        pytest.param("br;q=0, gzip;q=0.5", "gzip", id="q=0 is a refusal"),
        pytest.param("identity", "", id="nothing is packed that cannot be unpacked"),
    ],
)
def test_a_picture_is_packed_as_the_browser_takes_it(app, key, accepted, encoding):
    plain = ask(app, f"/picture/{key}", FRAME).body
    answer = ask(app, f"/picture/{key}", FRAME, accept_encoding=accepted)
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}[encoding]
    assert answer.headers.get("content-encoding", "") == encoding
    assert unpack(answer.body) == plain
    assert "Accept-Encoding" in answer.headers["vary"]
    assert int(answer.headers["content-length"]) == len(answer.body)


def test_a_browser_that_has_the_picture_is_told_so(app, key):
    tag = ask(app, f"/picture/{key}", FRAME).headers["etag"]
    again = ask(app, f"/picture/{key}", FRAME, if_none_match=tag)
    assert (again.status, again.body) == (304, b"")
    assert again.headers["etag"] == tag


def test_widths_that_are_nearly_the_same_share_a_picture(app, key, drawing):
    for width in (900, 905, 919):
        assert ask(app, f"/picture/{key}", f"figure=timeline&w={width}&dark=0&words=shared").status == 200
    assert len(drawing) == 1


def test_what_one_viewer_uploaded_is_kept_by_nobody_on_the_way(app):
    uploaded = cache.upload("mine.csv", ROWS.encode())
    assert ask(app, f"/picture/{uploaded.key}", FRAME).headers["cache-control"] == "private, no-store"
    cache.forget(uploaded.key)
    assert ask(app, f"/picture/{uploaded.key}", FRAME).status == 404


def test_what_everybody_sees_may_be_kept_on_the_way(app, key):
    assert ask(app, f"/picture/{key}", FRAME).headers["cache-control"].startswith("public")


HOSTILE = {
    "nothing asked": "",
    "no figure": "w=800&dark=0",
    "another figure": "figure=../../secret&w=800&dark=0",
    "figure twice": f"{FRAME}&figure=overview",
    "too narrow": "figure=timeline&w=239&dark=0",
    "too wide": "figure=timeline&w=4001&dark=0",
    "a width that is no number": "figure=timeline&w=8e2&dark=0",
    "a width of other digits": f"figure=timeline&w={quote('٨٠٠')}&dark=0",
    "a negative width": "figure=timeline&w=-800&dark=0",
    "a huge width": f"figure=timeline&w={'9' * 4000}&dark=0",
    "dark of another kind": "figure=timeline&w=800&dark=yes",
    "an unknown part": f"{FRAME}&surprise=1",
    "a page's own part": f"{FRAME}&embed=true",
    "no pairs at all": "timeline",
    "a part without a value": f"{FRAME}&words",
    "a broken escape": f"{FRAME}&words=%ff%fe",
    "NUL": f"{FRAME}&words=%00",
    "a lone surrogate": f"{FRAME}&words=%ED%A0%80",
    "a date that is none": f"{FRAME}&asof=yesterday",
    "a window without an end": f"{FRAME}&start=2022-01-05",
    "a window that ends before it begins": f"{FRAME}&start=2022-01-06T00:00:00&end=2022-01-05T00:00:00",
    "a window beyond all years": f"{FRAME}&start=-99999-01-01&end=99999-01-01",
    "an importance that is none": f"{FRAME}&importance=9",
    "a lane of SQL": f"{FRAME}&lanes={quote(chr(34) + '; drop table event; --')}",
    "too many values": FRAME + "&category=a" * 300,
    "one value that is too long": f"{FRAME}&words={'a' * 600}",
    "an address that is too long": f"{FRAME}&words={'a' * 9000}",
    "bytes that are no text": b"figure=timeline&w=800&dark=0&words=\xff",
}


@pytest.mark.parametrize("query", HOSTILE.values(), ids=HOSTILE)
def test_what_is_asked_badly_is_refused_in_a_sentence_and_nothing_is_drawn(app, key, drawing, query):
    begin = time.process_time()
    answer = ask(app, f"/picture/{key}", query)
    assert is_plain_refusal(answer), (answer.status, answer.body[:200])
    assert not drawing
    assert time.process_time() - begin < 0.5


@pytest.mark.parametrize("key", ["", "x", "0" * 24, "a" * 5000, "../../etc/passwd", "%2e%2e", "a/b", "ключ-ключ"])
def test_an_unknown_key_is_refused_before_its_question_is_read(app, drawing, key):
    answer = ask(app, f"/picture/{key}", "&&&=%ff")
    assert answer.status == 404
    assert is_plain_refusal(answer)
    assert not drawing


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_pictures_are_only_to_be_had(app, key, method):
    assert ask(app, f"/picture/{key}", FRAME, method=method).status == 405


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.one_of(st.binary(max_size=200), st.text(max_size=100).map(lambda text: quote(text).encode())))
def test_whatever_bytes_are_asked_they_are_answered_calmly(app, key, query):
    assert is_plain_refusal(ask(app, f"/picture/{key}", query))


def test_an_asset_is_kept_for_ever_under_a_name_that_changes_with_it(app):
    for found in (assets.plotly(), assets.code("plot")):
        answer = ask(app, f"/{found.path}", accept_encoding="gzip")
        assert gzip.decompress(answer.body) == found.bodies["identity"]
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers["content-type"].startswith("text/javascript")


@pytest.mark.parametrize("name", ["plotly-000000000000.min.js", "../app.py", "", "chart_component.js"])
def test_an_asset_of_another_name_is_not_found(app, name):
    answer = ask(app, f"/assets/{name}")
    assert answer.status == 404
    assert is_plain_refusal(answer)
