"""What every answer says to the browser about safety, and what the page is told to fetch early."""

import base64
import gzip
import hashlib
import re
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers as RequestHeaders
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.http.insert_into_page import Insertion

POLICY: Final = {
    "default-src": "'self'",
    # Streamlit runs the code of components from blob: addresses. It tries WebAssembly for the sums of its messages, and
    # does them without where it may not: no 'wasm-unsafe-eval' is needed, whatever Firefox says of it on its console.
    "script-src": "'self' blob:",
    "worker-src": "'self' blob:",
    "style-src": "'self' 'unsafe-inline'",  # Streamlit and Plotly write style elements
    "img-src": "'self' data: blob: https:",  # pictures of events may be anywhere on the web
    "media-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "frame-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}
ALWAYS: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}
ADDRESS: Final = re.compile(r"[A-Za-z0-9.\-]+(?::\d{1,5})?|\[[0-9A-Fa-f:.]+\](?::\d{1,5})?")
INLINE: Final = re.compile(rb"<script>(.*?)</script>", re.S)
OURS: Final = re.compile(r"/(?:briefing(?:/|$)|sign-(?:in|out)$)")
"""Pages that are no Streamlit's: they say themselves what they may do, and are sent as they are."""
OF_A_PART: Final = (b"if-none-match", b"if-modified-since", b"accept-encoding", b"range", b"if-range")
"""Left out when a page is asked for: the page is changed on its way, so it must come whole and plain."""


async def nothing(_: Scope) -> Insertion:
    """Nothing to insert."""
    return Insertion()


class Headers:
    """Puts the headers on every answer, and into every page of Streamlit's `early()` and `late()`: tags for the end of
    its head and of its body; and what is `inserted`, by what was asked.

    framed: the sites that may show the page for embedding (`?embed=true`) in a frame; no other page, and no other site.
    """

    def __init__(
        self,
        app: ASGIApp,
        early: Callable[[], str] = str,
        late: Callable[[], str] = str,
        framed: Callable[[], Sequence[str]] = tuple,
        inserted: Callable[[Scope], Awaitable[Insertion]] = nothing,
    ) -> None:
        self._app, self._tags, self._framed, self._inserted = app, (early, late), framed, inserted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = RequestHeaders(scope=scope)
        answer = (
            _Page(
                send, headers, self._tags, self._framed if is_to_embed(scope) else tuple, lambda: self._inserted(scope)
            )
            if _is_for_a_page(scope, headers)
            else _Answer(send, headers)
        )
        if isinstance(answer, _Page):
            scope = {**scope, "headers": [pair for pair in scope["headers"] if pair[0] not in OF_A_PART]}
        await self._app(scope, receive, answer)


class _Answer:
    """An answer on its way: its headers are added when it starts."""

    def __init__(self, send: Send, request_headers: RequestHeaders) -> None:
        self._send, self._request_headers = send, request_headers

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            _guard(message, self._request_headers)
        await self._send(message)


class _Page:
    """A page on its way: held until it is whole, then sent with the tags at the ends of its head and its body."""

    def __init__(
        self,
        send: Send,
        request_headers: RequestHeaders,
        tags: Sequence[Callable[[], str]],
        framed: Callable[[], Sequence[str]],
        inserted: Callable[[], Awaitable[Insertion]],
    ) -> None:
        self._send, self._request_headers, self._tags, self._framed = send, request_headers, tags, framed
        self._inserted = inserted
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            _guard(message, self._request_headers)
            is_page = message["status"] == 200 and "text/html" in MutableHeaders(scope=message).get("content-type", "")
            if not is_page:
                await self._send(message)
            self._start = message if is_page else None
        elif self._start is None or message["type"] != "http.response.body":
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._finish(self._start)

    async def _finish(self, start: Message) -> None:
        body = self._body
        for tags, end in zip(self._tags, (b"</head>", b"</body>"), strict=True):
            body = body.replace(end, (await run_in_threadpool(tags)).encode() + end, 1)
        body = (await self._inserted()).into(body)
        headers = MutableHeaders(scope=start)
        scripts = "".join(f" 'sha256-{_digest(text)}'" for text in INLINE.findall(body))
        sites = "".join(f" {site}" for site in await run_in_threadpool(self._framed))
        headers["Content-Security-Policy"] = _policy(self._request_headers, scripts, sites)
        if sites:
            del headers["X-Frame-Options"]  # it knows no list, and the policy says it all
        if "gzip" in self._request_headers.get("accept-encoding", ""):
            body = gzip.compress(body, 6)
            headers["Content-Encoding"] = "gzip"
        headers.add_vary_header("Accept-Encoding")
        for stale in ("etag", "last-modified", "accept-ranges"):
            del headers[stale]
        headers["Content-Length"] = str(len(body))
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


def _is_for_a_page(scope: Scope, headers: RequestHeaders) -> bool:
    """Whether a page of Streamlit's is asked for. Programs that make a picture of a link often say only `*/*`."""
    accept = headers.get("accept", "*/*")
    is_wanted = "text/html" in accept or (scope["path"].endswith("/") and "*/*" in accept)
    return scope["method"] == "GET" and not OURS.search(scope["path"]) and is_wanted


def is_to_embed(scope: Scope) -> bool:
    """Whether the page is asked for to stand in a frame of another page."""
    return b"embed=true" in scope["query_string"].lower().split(b"&")


def _guard(start: Message, request_headers: RequestHeaders) -> None:
    headers = MutableHeaders(scope=start)
    for name, value in ALWAYS.items():
        headers.setdefault(name, value)
    headers.setdefault("Content-Security-Policy", _policy(request_headers))


def _policy(request: RequestHeaders, scripts: str = "", sites: str = "") -> str:
    """The content security policy; a browser that is older than 'self' for sockets is told the socket's address."""
    host = request.get("host", "")
    sockets = f" ws://{host} wss://{host}" if ADDRESS.fullmatch(host) else ""
    added = {"script-src": scripts, "connect-src": sockets, "frame-ancestors": sites}
    return "; ".join(f"{name} {value}{added.get(name, '')}" for name, value in POLICY.items())


def _digest(text: bytes) -> str:
    return base64.b64encode(hashlib.sha256(text).digest()).decode()
