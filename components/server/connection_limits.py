"""How many connections there are at once, how long each may take to ask, and to read what it asked for.

Uvicorn's own limits are set where it has them. It has none for a request that never becomes whole, for an answer that
is never read, nor for the connections of one client: its protocol is given those here.
"""

import asyncio
from collections import Counter, OrderedDict
from contextlib import suppress
from typing import Any, Final

from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn import Config

MOST_CONNECTIONS: Final = 4_000
"""At once, sockets and followers of briefings too; more are told to come again (503)."""
MOST_OF_ONE: Final = 600
"""Of one address that is no proxy of ours: many may share it, and each has some."""
MOST_UNASKED: Final = 200
"""So many may be about to ask; one more, and the one that has waited longest is closed."""
ASK_SECONDS: Final = 10.0
"""From the first byte of a request, or from the connection, until its headers are whole."""
READ_SECONDS: Final = 60.0
"""So long an answer may find nobody who reads it."""
KEEP_SECONDS: Final = 15
"""A connection is kept so long for another request."""
MOST_HEADER_BYTES: Final = 32_768
SPARE_FILES: Final = 200
LATE: Final = (
    b"HTTP/1.1 408 Request Timeout\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: 38\r\n"
    b"Connection: close\r\n\r\nThe request did not become whole here\n"
)


class Connections:
    """Sets the limits of the server that this app runs in, when it starts; of another server than Uvicorn none."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            config = getattr(getattr(receive, "__self__", None), "config", None)
            if isinstance(config, Config):
                bound(config)
        await self._app(scope, receive, send)


def bound(config: Config) -> None:
    """Set our limits in Uvicorn's configuration, before it takes its first connection."""
    config.limit_concurrency = config.limit_concurrency or min(MOST_CONNECTIONS, _files() - SPARE_FILES)
    config.timeout_keep_alive = KEEP_SECONDS
    config.h11_max_incomplete_event_size = config.h11_max_incomplete_event_size or MOST_HEADER_BYTES
    protocol = config.http_protocol_class
    if not issubclass(protocol, _Timed):
        config.http_protocol_class = type("TimedProtocol", (_Timed, protocol), {"door": _Door(_proxies(config))})


def _files() -> int:
    """How many files this process may have open, after asking for as many as it may ask for."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return MOST_CONNECTIONS + SPARE_FILES
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = min(hard, MOST_CONNECTIONS + 4 * SPARE_FILES) if hard != resource.RLIM_INFINITY else MOST_CONNECTIONS * 2
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return max(resource.getrlimit(resource.RLIMIT_NOFILE)[0], 2 * SPARE_FILES)


def _proxies(config: Config) -> frozenset[str]:
    """The addresses that bring the requests of many: those whose word Uvicorn takes for whose they are."""
    named = config.forwarded_allow_ips
    return frozenset(part.strip() for part in (named.split(",") if isinstance(named, str) else named))


class _Door:
    """The connections that are about to ask, the one that waits longest first, and how many each address has."""

    def __init__(self, proxies: frozenset[str]) -> None:
        self.waiting: OrderedDict[Any, None] = OrderedDict()
        self.open: Counter[str] = Counter()
        self._proxies = proxies

    def is_full_for(self, address: str) -> bool:
        return address not in self._proxies and "*" not in self._proxies and self.open[address] >= MOST_OF_ONE

    def wait(self, protocol: Any) -> None:
        self.waiting[protocol] = None
        if len(self.waiting) > MOST_UNASKED:
            self.waiting.popitem(last=False)[0].give_up()


class _Timed:
    """What is added to Uvicorn's protocol: one of these is a connection."""

    door: _Door
    transport: Any
    loop: asyncio.AbstractEventLoop
    cycle: Any
    _asking: asyncio.TimerHandle | None = None
    _unread: asyncio.TimerHandle | None = None
    _address = ""
    _is_counted = False
    _is_socket = False
    """Since it was asked to become one: from then on it is another protocol's, and in nobody's hands here."""

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)  # type: ignore[misc]
        self._address = str((transport.get_extra_info("peername") or ("",))[0])
        if self.door.is_full_for(self._address):
            transport.abort()
            return
        self.door.open[self._address] += 1
        self._is_counted = True
        self._await_request()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)  # type: ignore[misc]
        if self._is_between_requests():
            self._await_request()
        else:
            self._end_waiting()

    def handle_websocket_upgrade(self, *event: Any) -> None:
        self._is_socket = True
        self._end_waiting()
        self._leave()
        super().handle_websocket_upgrade(*event)  # type: ignore[misc]

    def connection_lost(self, reason: Exception | None) -> None:
        self._end_waiting()
        self._end_reading()
        self._leave()
        super().connection_lost(reason)  # type: ignore[misc]

    def pause_writing(self) -> None:
        super().pause_writing()  # type: ignore[misc]
        self._end_reading()
        self._unread = self.loop.call_later(READ_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        self._end_reading()
        super().resume_writing()  # type: ignore[misc]

    def give_up(self) -> None:
        """Close it: its request is not whole in time."""
        self._end_waiting()
        if not self.transport.is_closing():
            self.transport.write(LATE)
            self.transport.close()

    def _is_between_requests(self) -> bool:
        is_open = not (self._is_socket or self.transport.is_closing())
        return is_open and (self.cycle is None or self.cycle.response_complete)

    def _await_request(self) -> None:
        if self._asking is None:
            self._asking = self.loop.call_later(ASK_SECONDS, self.give_up)
            self.door.wait(self)

    def _end_waiting(self) -> None:
        self.door.waiting.pop(self, None)
        if self._asking is not None:
            self._asking.cancel()
            self._asking = None

    def _end_reading(self) -> None:
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None

    def _leave(self) -> None:
        if self._is_counted:
            self._is_counted = False
            self.door.open[self._address] -= 1
            if not self.door.open[self._address]:
                del self.door.open[self._address]
