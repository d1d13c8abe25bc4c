"""The one gate through which every request comes, to our routes and to Streamlit's: what is refused here reaches none.

A check is given the request's scope and says why it is refused, or nothing. They are asked in their order, for requests
and for sockets alike; another rule of who may do what is one more check.
"""

import logging
import re
from collections.abc import Callable, Collection, Sequence
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.access import hosts
from components.http import sign_in_page
from components.http.access_checks import AccessChecks
from components.http.requests import Refused, plainly

Check = Callable[[Scope, Headers], Refused | None]

LOOKS: Final = ("GET", "HEAD", "OPTIONS")
"""Requests that change nothing."""
CLOSED: Final = re.compile(r"/_stcore/(?:metrics|script-health-check|agent/.*)/?")
"""What Streamlit has for programs of the owner's, and tells everybody; a probe asks `/_stcore/health`."""
FOR_PROGRAMS: Final = re.compile(r"/(?:api(?:/.*)?|feed\.atom)$")
"""What pages of other sites may ask where the settings name them."""
PORT: Final = re.compile(r":[0-9]*$")
FAULT: Final = (
    "Something went wrong here, and it has been written down. Try it again; if it stays, tell whoever runs this."
)


def is_for_us(_: Scope, headers: Headers) -> Refused | None:
    """Refuses any name that is not ours: a page elsewhere may have its own name point here (DNS rebinding)."""
    host = headers.get("host")
    if len(headers.getlist("host")) == 1 and hosts.is_allowed(host):
        return None
    name = PORT.sub("", (host or "")[:100])
    return Refused(421, hosts.HOW.format(name, name))


def is_from_here(scope: Scope, headers: Headers) -> Refused | None:
    """Refuses what a page of another site asks for, but that somebody goes to a page of ours, or frames it where it
    may be."""
    origin, site = headers.get("origin"), headers.get("sec-fetch-site", "")
    is_ours = origin is None or host_of(origin) == headers.get("host")
    if scope["type"] == "websocket" or scope["method"] not in LOOKS:
        return None if is_ours else Refused(403, "This can be done from a page of this server only.")
    is_going = headers.get("sec-fetch-mode") == "navigate"
    return Refused(403, "This is for pages of this server only.") if site == "cross-site" and not is_going else None


def is_open(scope: Scope, _: Headers) -> Refused | None:
    """Refuses what is nobody's business but the owner's."""
    return Refused(404, "There is nothing here.") if CLOSED.search(scope["path"]) else None


def host_of(origin: str) -> str:
    """The host and the port of an origin; "" where there is none."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""


CHECKS: Final = (is_for_us, is_from_here, is_open)


class Gate:
    """Lets through what every check lets through; turns a fault of ours into a sentence, and a line in the log."""

    def __init__(
        self,
        app: ASGIApp,
        checks: Sequence[Check] = CHECKS,
        sites: Callable[[], Collection[str]] = tuple,
        access: AccessChecks | None = None,
    ) -> None:
        """sites: those whose pages may ask what is for programs. access: asks who may do what, after all else."""
        self._app, self._checks, self._sites, self._access = app, checks, sites, access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        checks = [check for check in self._checks if check is not is_from_here or not self._is_shared(scope, headers)]
        checks += [self._access.refusal] if self._access else []
        refused = next((found for check in checks if (found := check(scope, headers))), None)
        if refused is not None:
            await _refuse(refused, scope, receive, send)
            return
        if self._access and scope["type"] == "http":
            send = self._access.sending(scope, send)
        await _calmly(self._app, scope, receive, send)

    def _is_shared(self, scope: Scope, headers: Headers) -> bool:
        """Whether a page of a site that the settings name asks what is for programs."""
        origin = headers.get("origin")
        is_for_programs = scope["type"] == "http" and scope["method"] in LOOKS and FOR_PROGRAMS.search(scope["path"])
        return bool(origin and is_for_programs and origin in self._sites())


async def _refuse(refused: Refused, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await receive()  # its greeting; a close in place of an answer to it is a 403
        await send({"type": "websocket.close", "code": 1008, "reason": refused.sentence[:120]})
    elif refused.page and "text/html" in Headers(scope=scope).get("accept", ""):
        page = HTMLResponse(refused.page, refused.status, sign_in_page.HEADERS)
        await page(scope, receive, send)
    else:
        await plainly(refused.status, refused.sentence)(scope, receive, send)


async def _calmly(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    """Pass it on; what is raised before the answer begins is told as our fault."""
    has_begun = False

    async def noted(message: Message) -> None:
        nonlocal has_begun
        has_begun = True
        await send(message)

    try:
        await app(scope, receive, noted)
    except ClientDisconnect:
        return
    except Refused as refused:
        if has_begun:
            raise
        await _refuse(refused, scope, receive, send)
    except Exception:
        if has_begun or scope["type"] != "http":
            raise
        logging.getLogger(__name__).exception("%s %s could not be answered.", scope["method"], scope["path"])
        await plainly(500, FAULT)(scope, receive, send)
