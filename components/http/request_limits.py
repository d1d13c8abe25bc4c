"""How much of what is dear is done at once, for all and for one client, and how slowly a request may come.

What ends before a request is whole, or does not read its answer, is seen to in `components.server.connection_limits`.
"""

import asyncio
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.access.client_address import client_of
from components.http.requests import Refused

QUIET_SECONDS: Final = 20.0
"""So long a request may keep us waiting for its next part."""
LEAST_BYTES_A_SECOND: Final = 2_000
"""As a request that takes longer than that comes at the least, all in all."""
SOCKET: Final = "websocket"
TOO_SLOW: Final = "That came too slowly to be waited for. Send it again over a better line."


@dataclass(frozen=True, slots=True)
class RequestLimit:
    """What is bounded: its paths and methods, how many at once of all clients, and of one. A socket has the method
    SOCKET."""

    what: str
    path: re.Pattern[str]
    methods: frozenset[str]
    most: int
    most_of_one: int

    def is_about(self, scope: Scope) -> bool:
        return scope.get("method", SOCKET) in self.methods and self.path.search(scope["path"]) is not None


REQUEST_LIMITS: Final = (
    RequestLimit("pages are open", re.compile("/_stcore/stream$"), frozenset((SOCKET,)), 1_500, 500),
    RequestLimit("files are being uploaded", re.compile(r"/_stcore/upload_file/"), frozenset(("PUT", "POST")), 24, 4),
    RequestLimit("assistants are being answered", re.compile(r"/mcp$"), frozenset(("POST",)), 8, 4),
    RequestLimit("exports are being written", re.compile(r"/export/[^/]+/[^/]+$"), frozenset(("GET", "HEAD")), 12, 4),
    RequestLimit("people follow a briefing", re.compile(r"/live/[^/]+/events$"), frozenset(("GET",)), 2_000, 1_000),
)
"""The most of one client is more than one person needs: many may share an address."""


class RequestLimits:
    """Raises Refused, which the gate before it tells, for what is too much at once, and what comes too slowly."""

    def __init__(self, app: ASGIApp, bounds: tuple[RequestLimit, ...] = REQUEST_LIMITS) -> None:
        self._app, self._bounds = app, bounds
        self._running: Counter[tuple[str, str]] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        bound = next((bound for bound in self._bounds if bound.is_about(scope)), None)
        with self._counted(bound, client_of(scope)):
            await self._app(scope, _in_time(receive) if scope["type"] == "http" else receive, send)

    @contextmanager
    def _counted(self, bound: RequestLimit | None, client: str) -> Iterator[None]:
        if bound is None:
            yield
            return
        of_all, of_one = (bound.what, ""), (bound.what, client)
        if self._running[of_all] >= bound.most:
            raise Refused(503, f"Too many {bound.what} at this moment. Try again in a little while.")
        if self._running[of_one] >= bound.most_of_one:
            raise Refused(429, f"Too many {bound.what} from where you are. Wait until one is done.")
        self._running.update((of_all, of_one))
        try:
            yield
        finally:
            self._running.subtract((of_all, of_one))
            self._running += Counter()  # drops what is at nought


def _in_time(receive: Receive) -> Receive:
    """The parts of a request, each in time. Raises Refused. What comes after its end may take for ever."""
    began, came, is_whole = monotonic(), 0, False

    async def receive_in_time() -> Message:
        nonlocal came, is_whole
        if is_whole:
            return await receive()
        try:
            message = await asyncio.wait_for(receive(), QUIET_SECONDS)
        except TimeoutError:
            raise Refused(408, TOO_SLOW) from None
        came += len(message.get("body", b""))
        is_whole = not message.get("more_body", False)
        if not is_whole and came < LEAST_BYTES_A_SECOND * (monotonic() - began - QUIET_SECONDS):
            raise Refused(408, TOO_SLOW)
        return message

    return receive_in_time
