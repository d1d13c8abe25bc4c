"""Asks an ASGI app as a server would, without one."""

import asyncio
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


def ask(
    app: Any, path: str, query: str | bytes = "", *, method: str = "GET", body: bytes = b"", **headers: str
) -> Answer:
    """The app's answer. Names of headers are written with underscores: `accept_encoding="gzip"`."""
    said: list[Any] = []
    named = {"host": "localhost"} | {name.replace("_", "-"): value for name, value in headers.items()}
    sent = [(name.encode(), value.encode()) for name, value in named.items()]
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "scheme": "http", "method": method,
        "path": path, "raw_path": path.encode(), "root_path": "", "headers": sent,
        "query_string": query if isinstance(query, bytes) else query.encode(),
        "server": ("localhost", 80), "client": ("127.0.0.1", 1),
    }  # fmt: skip

    waiting = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> dict[str, Any]:
        if not waiting:
            await asyncio.Event().wait()  # the browser stays on the line
        return waiting.pop()

    async def send(message: Any) -> None:
        said.append(message)

    run_aside(lambda: asyncio.run(app(scope, receive, send)))
    start = next(message for message in said if message["type"] == "http.response.start")
    found = {name.decode().lower(): value.decode() for name, value in start["headers"]}
    return Answer(start["status"], found, b"".join(message.get("body", b"") for message in said))


def run_aside(work: Callable[[], None]) -> None:
    """In a thread of its own: that of the tests may be running a browser's event loop."""
    mistakes: list[BaseException] = []

    def tried() -> None:
        try:
            work()
        except BaseException as mistake:
            mistakes.append(mistake)

    thread = threading.Thread(target=tried)
    thread.start()
    thread.join()
    for mistake in mistakes:
        raise mistake
