"""What every request comes through, asked of every route that the app has, Streamlit's too."""

import asyncio
import functools
import json
import re
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route

from components import cache
from components.access import hosts
from components.http import request_limits
from components.http.host_and_origin_checks import Gate
from components.http.request_limits import RequestLimit, RequestLimits
from tests.components.asgi_client import Answer, ask, run_aside
from tests.components.whole_app import bound_to, every_route, whole_app

ROWS = "date,title,category\n2022-01-05,Dismissed,Government\n2022-01-06,Detained,Casualties\n"
HERE = {"host": "localhost"}
ELSEWHERE = "https://elsewhere.example"


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    path = tmp_path_factory.mktemp("gate") / "events.csv"
    path.write_text(ROWS)
    return path


@pytest.fixture(scope="module")
def app(shared):
    with whole_app(shared) as app:
        yield app


@pytest.fixture(scope="module")
def asked(app, shared):
    """Every route: there are ours, Streamlit's pages, its uploads and its socket."""
    found = every_route(app, cache.dataset(shared).key)
    paths = {path for _, path in found}
    assert {"/briefing", "/events.csv", "/live", "/_stcore/host-config", "/_stcore/stream"} <= paths
    assert ("PUT", "/_stcore/upload_file/session_id/file_id") in found
    return found


def answer(app: Any, method: str, path: str, host: str = "localhost", **headers: str) -> Answer:
    """What the app says; of a socket that is let in 200, of one that is not 403."""
    sent = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    if method != "WEBSOCKET":

        async def named(scope, receive, send):
            scope["headers"] = [(b"host", host.encode()), *sent]
            await app(scope, receive, send)

        return ask(named, path, method=method)
    said: list[Any] = []

    async def greet() -> None:
        coming = [{"type": "websocket.connect"}]

        async def receive() -> Any:
            return coming.pop(0) if coming else await asyncio.Event().wait()

        async def send(message: Any) -> None:
            said.append(message["type"])
            raise StopIteration if message["type"] == "websocket.accept" else OSError

        scope = {"type": "websocket", "path": path, "raw_path": path.encode(), "query_string": b"", "root_path": "",
                 "headers": [(b"host", host.encode()), *sent], "subprotocols": [], "client": ("127.0.0.1", 1),
                 "server": ("localhost", 80), "scheme": "ws", "state": {}}  # fmt: skip
        try:
            await asyncio.wait_for(app(scope, receive, send), 5)
        except (OSError, RuntimeError, StopIteration):
            return

    run_aside(lambda: asyncio.run(greet()))
    return Answer(200 if said[0] == "websocket.accept" else 403, {}, b"")


@pytest.mark.parametrize("host", ["elsewhere.example", "localhost.elsewhere.example", "localhost@x", "[", "", "a b:80"])
def test_no_route_answers_to_a_name_that_is_not_ours(app, asked, host):
    for method, path in asked:
        found = answer(app, method, path, host)
        assert found.status == (403 if method == "WEBSOCKET" else 421), (method, path)
    said = answer(app, "GET", "/events.json", "me.example:8501").body.decode()
    assert "STREAMLIT_SERVER_ALLOWED_HOSTS='localhost me.example'" in said


def test_a_request_with_two_names_has_none(app):
    async def twice(scope, receive, send):
        scope["headers"] = [(b"host", b"localhost"), (b"host", b"elsewhere.example")]
        await app(scope, receive, send)

    assert ask(twice, "/events.json").status == 421


def test_a_page_of_another_site_can_neither_read_nor_do_anything(app, asked):
    for method, path in asked:
        found = answer(app, method, path, origin=ELSEWHERE, sec_fetch_site="cross-site", sec_fetch_mode="cors")
        assert found.status in (403, 404), (method, path)
        plain = answer(app, method, path, origin=ELSEWHERE)  # an older browser, which says only whence
        assert plain.headers.get("access-control-allow-origin", "") not in ("*", ELSEWHERE), (method, path)
        if method not in ("GET", "HEAD", "OPTIONS"):
            assert plain.status == 403, (method, path)


def test_somebody_may_come_from_another_site(app):
    found = answer(app, "GET", "/briefing", sec_fetch_site="cross-site", sec_fetch_mode="navigate")
    assert found.status == 200


def test_every_answer_says_what_a_browser_may_do_with_it(app, asked):
    for method, path in asked:
        if method != "WEBSOCKET":
            headers = answer(app, method, path).headers
            assert headers["x-content-type-options"] == "nosniff", (method, path)
            assert headers["cross-origin-resource-policy"] == "same-origin", (method, path)
            assert "frame-ancestors" in headers["content-security-policy"], (method, path)


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/script-health-check", "/_stcore/agent/openapi.json"])
def test_what_is_the_owner_s_business_is_shown_to_nobody(app, path):
    assert answer(app, "GET", path).status == 404
    assert answer(app, "GET", f"/below{path}").status == 404


def test_what_streamlit_tells_its_page_lets_no_other_page_steer_it(app):
    told = json.loads(answer(app, "GET", "/_stcore/host-config").body)
    assert told["allowedOrigins"] == []
    assert not any(told[name] for name in ("useExternalAuthToken", "enableCustomParentMessages", "metricsUrl"))


@pytest.mark.parametrize(
    ("address", "names", "is_alone", "allowed"),
    [
        pytest.param("127.0.0.1", (), True, {"localhost:9": True, "a.streamlit.app": False}, id="one's own machine"),
        pytest.param("::1", (), True, {"[::1]:9": True, "::1": False}, id="the same in IPv6"),
        pytest.param(
            "localhost", ("me.example",), False, {"me.example": True, "localhost": False}, id="a proxy before"
        ),
        pytest.param(
            None, (), False, {"a.streamlit.app": True, "localhost": True, "x.example": False}, id="everywhere"
        ),
        pytest.param("192.0.2.7", (), False, {"192.0.2.7:9": True, "192.0.2.8": False}, id="an address of its own"),
    ],
)
def test_which_names_are_ours_and_whether_it_serves_nobody_else(address, names, is_alone, allowed):
    with bound_to(address, *names):
        hosts.settle()
        assert hosts.is_for_this_machine_alone() is is_alone
        assert {name: hosts.is_allowed(name) for name in allowed} == allowed


def test_a_fault_of_ours_is_a_sentence_and_a_line_in_the_log(caplog):
    async def broken(_):
        raise ZeroDivisionError

    app = Starlette(routes=[Route("/broken", broken)], middleware=[Middleware(Gate)])
    found = ask(app, "/broken")
    assert (found.status, found.headers["content-type"]) == (500, "text/plain; charset=utf-8")
    assert "written down" in found.body.decode()
    assert "GET /broken could not be answered" in caplog.text


def test_so_many_at_once_and_no_more_of_all_or_of_one():
    waiting, done = list[asyncio.Event](), list[int]()

    async def slow(*_):
        event = asyncio.Event()
        waiting.append(event)
        await event.wait()

    app = Gate(
        RequestLimits(
            slow, (RequestLimit("exports are being written", re.compile("/export/"), frozenset(("GET",)), 3, 2),)
        )
    )

    async def one(client: str) -> None:
        async def receive() -> Any:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Any) -> None:
            if message["type"] == "http.response.start":
                done.append(message["status"])

        scope = {"type": "http", "method": "GET", "path": "/export/a/b", "headers": [(b"host", b"localhost")],
                 "client": (client, 1)}  # fmt: skip
        await app(scope, receive, send)

    async def all_of_them() -> None:
        tasks = [asyncio.create_task(one(client)) for client in ("1.1.1.1", "1.1.1.1", "1.1.1.1", "2.2.2.2", "3.3.3.3")]
        while len(done) < 2:
            await asyncio.sleep(0)
        assert sorted(done) == [429, 503]
        for event in list(waiting):
            event.set()
        await asyncio.gather(*tasks)
        again = asyncio.create_task(one("1.1.1.1"))
        while len(waiting) < 4:
            await asyncio.sleep(0)
        waiting[-1].set()
        await again
        assert len(done) == 2, "what is over makes room"

    run_aside(lambda: asyncio.run(all_of_them()))


def test_what_comes_too_slowly_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(request_limits, "QUIET_SECONDS", 0.05)

    async def reads(_scope, receive, _send):
        while (await receive()).get("more_body"):
            pass

    async def asking(drops: bool) -> list[Any]:
        said: list[Any] = []

        async def receive() -> Any:
            await asyncio.sleep(0.02 if drops else 10)
            return {"type": "http.request", "body": b"x", "more_body": True}

        async def send(message: Any) -> None:
            said.append(message)

        scope = {"type": "http", "method": "POST", "path": "/live", "headers": [(b"host", b"localhost")]}
        await Gate(RequestLimits(reads))(scope, receive, send)
        return said

    def asked_so(drops: bool, found: list[Any]) -> None:
        found.extend(asyncio.run(asking(drops)))

    for drops in (True, False):
        found: list[Any] = []
        run_aside(functools.partial(asked_so, drops, found))
        assert found[0]["status"] == 408
        assert (b"connection", b"close") in found[0]["headers"]
