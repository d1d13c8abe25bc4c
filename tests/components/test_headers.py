"""What every answer says about safety, and what a page is told to fetch early."""

import gzip
import re

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, PlainTextResponse, StreamingResponse
from starlette.routing import Route

from components.http.headers import Headers
from tests.components.asgi_client import ask

PAGE = "<html><head><script>\n  window.ready = false\n</script></head><body>ü</body></html>"
LATE = '<link rel="stylesheet" href="./late.css">'
TAG = '<script async src="./early.js"></script>'


def page(_):
    return HTMLResponse(PAGE, headers={"ETag": '"page"', "Last-Modified": "Sun, 06 Nov 1994 08:49:37 GMT"})


async def in_parts():
    for part in (PAGE[:20], PAGE[20:]):
        yield part


@pytest.fixture
def app():
    routes = [
        Route("/", page),
        Route("/parts", lambda _: StreamingResponse(in_parts(), media_type="text/html")),
        Route("/text", lambda _: PlainTextResponse(PAGE)),
        Route("/lost", lambda _: HTMLResponse(PAGE, 404)),
    ]
    return Starlette(routes=routes, middleware=[Middleware(Headers, early=lambda: TAG, late=lambda: LATE)])


@pytest.mark.parametrize("path", ["/", "/text", "/lost", "/nowhere"])
def test_every_answer_is_guarded(app, path):
    answer = ask(app, path, accept="text/html")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "SAMEORIGIN"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "camera=()" in answer.headers["permissions-policy"]
    policy = answer.headers["content-security-policy"]
    for part in ("default-src 'self'", "object-src 'none'", "base-uri 'self'", "frame-ancestors 'self'"):
        assert part in policy
    assert "unsafe-eval" not in policy
    [scripts] = re.findall("script-src[^;]*", policy)
    assert "unsafe-inline" not in scripts


@pytest.mark.parametrize("path", ["/", "/parts"])
def test_a_page_is_told_what_to_fetch_early(app, path):
    answer = ask(app, path, accept="text/html,*/*")
    assert f"{TAG}</head>" in answer.body.decode()
    assert f"{LATE}</body>" in answer.body.decode(), "after the styles that Streamlit puts into the head"
    assert int(answer.headers["content-length"]) == len(answer.body)
    assert "etag" not in answer.headers, "the tag was that of the page before it was changed"


@pytest.mark.parametrize("accept", [{"accept": "*/*"}, {}])
def test_a_program_that_previews_a_link_gets_the_same_page(app, accept):
    assert f"{TAG}</head>" in ask(app, "/", "event=dismissal", **accept).body.decode()
    assert TAG not in ask(app, "/parts", **accept).body.decode(), "a script or a style is sent as it is"


def test_a_page_is_packed_for_browsers_that_take_it(app):
    answer = ask(app, "/", accept="text/html", accept_encoding="gzip, br")
    assert TAG in gzip.decompress(answer.body).decode()
    assert answer.headers["content-encoding"] == "gzip"


def test_the_page_s_own_script_is_allowed_by_its_digest_and_no_other(app):
    policy = ask(app, "/", accept="text/html").headers["content-security-policy"]
    assert re.search(r"script-src 'self' blob: 'sha256-[\w+/]{43}='", policy)
    assert "sha256" not in ask(app, "/text", accept="text/html").headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/text", "/lost"])
def test_what_is_no_page_is_left_as_it_is(app, path):
    assert ask(app, path, accept="text/html").body.decode() == PAGE


@pytest.mark.parametrize("host", ["evil.example; script-src *", "a b", 'x"y', ""])
def test_no_host_can_write_into_the_policy(app, host):
    async def asked(scope, receive, send):
        scope["headers"] = [(b"host", host.encode()), (b"accept", b"text/html")]
        await app(scope, receive, send)

    policy = ask(asked, "/").headers["content-security-policy"]
    assert re.search(r"connect-src 'self'(;|$)", policy)


@pytest.mark.parametrize(
    ("path", "query", "is_allowed"),
    [
        ("/", "embed=true&category=a", True),
        ("/", "embed=false", False),
        ("/", "", False),
        ("/text", "embed=true", False),
    ],
)
def test_only_the_page_to_embed_may_be_framed_and_only_by_the_sites_that_are_named(path, query, is_allowed):
    routes = [Route("/", page), Route("/text", lambda _: PlainTextResponse(PAGE))]
    middleware = [Middleware(Headers, framed=lambda: ["https://example.org"])]
    answer = ask(Starlette(routes=routes, middleware=middleware), path, query, accept="text/html")
    policy = answer.headers["content-security-policy"]
    assert ("frame-ancestors 'self' https://example.org" in policy) == is_allowed
    assert ("x-frame-options" not in answer.headers) == is_allowed
