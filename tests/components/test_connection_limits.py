"""Requests that never become whole, and answers that nobody reads, over real connections to a real server."""

import asyncio
import functools
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket
from websockets.sync.client import connect

from components.server import connection_limits
from components.server.connection_limits import Connections
from tests.components.asgi_client import run_aside

HALF = b"GET /small HTTP/1.1\r\nHost: localhost\r\nX-Slow: "
WHOLE = b"GET /small HTTP/1.1\r\nHost: localhost\r\n\r\n"
LARGE = 50_000_000


async def small(_) -> Response:
    return PlainTextResponse("well")


async def large(_) -> Response:
    return PlainTextResponse(b"x" * LARGE)


async def echo(socket: WebSocket) -> None:
    await socket.accept()
    async for text in socket.iter_text():
        await socket.send_text(text)


@contextmanager
def serving() -> Iterator[int]:
    """A server of our own with our limits; gives its port."""
    routes = [Route("/small", small), Route("/large", large), WebSocketRoute("/socket", echo)]
    app = Starlette(routes=routes, middleware=[Middleware(Connections)])
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen(2_000)
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        server.force_exit = server.should_exit = True
        thread.join()


async def opened(port: int, sent: bytes) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(sent)
    await writer.drain()
    return reader, writer


async def answered(port: int) -> bool:
    reader, writer = await opened(port, WHOLE)
    line = await asyncio.wait_for(reader.readline(), 10)
    writer.close()
    return line.startswith(b"HTTP/1.1 200")


async def last_words(reader: asyncio.StreamReader) -> bytes:
    """What the server said before it closed; a line that is reset under it was given up all the same."""
    try:
        return await reader.readline()
    except ConnectionError:
        return b"HTTP/1.1 408"


def test_six_hundred_half_requests_starve_nobody_and_are_not_kept():
    async def attack(port: int) -> None:
        half = [await opened(port, HALF) for _ in range(600)]
        for _ in range(20):
            assert await answered(port), "the others are answered at once"
        over = [reader for reader, _ in half[: 600 - connection_limits.MOST_UNASKED]]
        said = await asyncio.wait_for(asyncio.gather(*(last_words(reader) for reader in over)), 60)
        assert {line[:12] for line in said} == {b"HTTP/1.1 408"}, "those that waited longest made room"
        for _, writer in half:
            writer.close()

    with serving() as port:
        run_aside(lambda: asyncio.run(attack(port)))


@pytest.mark.parametrize(
    ("begin", "more"),
    [
        pytest.param(b"", b"", id="nothing at all"),
        pytest.param(HALF, b"x", id="a byte now and then"),
        pytest.param(WHOLE + HALF, b"x", id="half of a second request"),
    ],
)
def test_a_request_that_does_not_become_whole_is_given_up(begin, more, monkeypatch):
    monkeypatch.setattr(connection_limits, "ASK_SECONDS", 0.3)

    async def dawdle(port: int) -> None:
        reader, writer = await opened(port, begin)

        async def trickle() -> None:
            while more and not writer.is_closing():
                writer.write(more)
                await asyncio.sleep(0.05)

        drops = asyncio.create_task(trickle())
        try:
            said = await asyncio.wait_for(reader.read(), 60)
        except ConnectionError:
            said = b" 408 "
        drops.cancel()
        writer.close()
        assert b" 408 " in said
        assert (b" 200 " in said) == begin.startswith(WHOLE)

    with serving() as port:
        run_aside(lambda: asyncio.run(dawdle(port)))


def test_a_socket_may_be_silent_for_as_long_as_it_likes(monkeypatch):
    monkeypatch.setattr(connection_limits, "ASK_SECONDS", 0.2)
    with serving() as port, connect(f"ws://127.0.0.1:{port}/socket") as socket:
        for text in ("at once", "and later"):
            with pytest.raises(TimeoutError):
                socket.recv(timeout=0.5)
            socket.send(text)
            assert socket.recv(timeout=10) == text


def test_an_answer_that_nobody_reads_is_not_held_for_ever(monkeypatch):
    monkeypatch.setattr(connection_limits, "READ_SECONDS", 0.3)

    async def ignore(port: int) -> None:
        reader, writer = await opened(port, WHOLE.replace(b"small", b"large"))
        await reader.readexactly(10)
        await asyncio.sleep(0.6)
        with pytest.raises((asyncio.IncompleteReadError, ConnectionError)):
            await reader.readexactly(LARGE)
        writer.close()

    with serving() as port:
        run_aside(lambda: asyncio.run(ignore(port)))


def test_one_address_has_so_many_connections_unless_it_is_a_proxy(monkeypatch):
    monkeypatch.setattr(connection_limits, "MOST_OF_ONE", 5)

    async def crowd(port: int) -> list[bool]:
        held = [await opened(port, HALF) for _ in range(5)]
        try:
            return [await answered(port)]
        except (OSError, AssertionError):
            return [False]
        finally:
            for _, writer in held:
                writer.close()

    def crowded(port: int, found: list[bool]) -> None:
        found.extend(asyncio.run(crowd(port)))

    for trusted, is_answered in (("127.0.0.1", True), ("192.0.2.1", False)):
        monkeypatch.setenv("FORWARDED_ALLOW_IPS", trusted)
        found: list[bool] = []
        with serving() as port:
            run_aside(functools.partial(crowded, port, found))
        assert found == [is_answered]
