"""The record for assistants over HTTP: POST /mcp, where the settings beside the record switch it on.

The protocol's own package speaks it (streamable HTTP), without sessions: each request stands for itself, and is bounded
like all others. It has the tools of `dateline mcp`; what they propose waits on the page Draft.
"""

from collections.abc import Callable
from functools import cache as once
from pathlib import Path
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from components import cache
from components.api import assistants
from components.http.requests import plainly
from data.errors import DatelineError

MOST_BYTES: Final = 4_500_000
"""Of a question: a report of a million characters, in any script."""
OFF: Final = (
    "Assistants are not answered here. Whoever runs this can switch them on, with mcp = true in the settings beside "
    "the record."
)


class Endpoint:
    """Hands a question to the protocol. shared: where the file is that everybody sees."""

    def __init__(self, shared: Callable[[], Path | str]) -> None:
        self._shared = shared

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = await run_in_threadpool(self._refusal)
        if answer is not None:
            await answer(scope, receive, send)
            return
        manager = _manager(self._shared)
        async with manager.run():
            await manager.handle_request(scope, receive, send)

    def _refusal(self) -> Response | None:
        """Why no assistant is answered; None where one is."""
        try:
            is_on = cache.dataset(self._shared()).settings.mcp
            if is_on:
                _server(self._shared)
        except DatelineError as mistake:
            return plainly(503, str(mistake))
        return None if is_on else plainly(404, OFF)


def routes(base: str, shared: Callable[[], Path | str] | None) -> list[Route]:
    """Ours, under the base path, where there is a set that everybody sees."""
    if shared is None:
        return []
    return [Route(f"{base}/mcp", Endpoint(shared), methods=["POST"]), Route(f"{base}/mcp", _only_post)]


async def _only_post(_: Request) -> Response:
    """The protocol's other ways need a session, and there are none."""
    return plainly(405, "Send the questions of the Model Context Protocol here with POST.")


@once
def _server(shared: Callable[[], Path | str]) -> Any:
    """The tools, asked of the set that everybody sees as it is now. Raises DatelineError."""
    return assistants.server(assistants.Tools(lambda: cache.dataset(shared()), str(shared())))


def _manager(shared: Callable[[], Path | str]) -> Any:
    """What speaks the protocol for one request. The gate has asked for host and origin by now."""
    from mcp.server.transport_security import TransportSecuritySettings

    server = _server(shared)
    server.streamable_http_app(
        json_response=True,
        stateless_http=True,
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
        max_request_body_size=MOST_BYTES,
    )
    return server.session_manager
