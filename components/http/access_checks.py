"""What the gate asks of everybody: whether they may do what they ask for; and what an answer that is not for all says
of itself."""

import re
from collections.abc import Callable
from functools import partial
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import Message, Scope, Send
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from components.access import sign_in
from components.access.access_settings import Named, named
from components.access.request_sender import Asker
from components.access.rights import ANEW_IN_SCOPE, IN_SCOPE, TRIED, Right, Visitor, visitor_of
from components.access.route_rights import SOCKET, need_of
from components.http import sign_in_page
from components.http.requests import Refused

BACK: Final = "dateline_back"
"""The cookie that holds where somebody was who signs in elsewhere."""
BACK_SECONDS: Final = 900
PLAIN_PATH: Final = re.compile(r"/(?![/\\])[\x21-\x3a\x3c-\x7e]{0,1999}")
IS_SECRET: Final = re.compile(r";\s*secure\s*(?:;|$)", re.IGNORECASE)
BY_LINK: Final = "This is done by a button on a page of this server only, not by a link from elsewhere."


class AccessChecks:
    """Asks each request for its right. events: where those are that everybody sees; base: what is before every path."""

    def __init__(self, events: Callable[[], Path | str] | None = None, base: str = "") -> None:
        self._events, self._base = events, base

    def refusal(self, scope: Scope, headers: Headers) -> Refused | None:
        """Why this may not be done by who asks; None where it may. Who that is stands in the scope from now on."""
        asked_anew = partial(self._visitor, Asker.of_scope(scope))
        visitor = scope[IN_SCOPE] = asked_anew()
        scope[ANEW_IN_SCOPE] = asked_anew
        need = need_of(scope.get("method", SOCKET), self._inside(scope))
        if need.from_here and headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
            return Refused(403, BY_LINK)
        if visitor.may(need.right) or (need.or_secret and visitor.asker.bearer):
            return None
        if visitor.bore_too_many():
            return Refused(429, TRIED)
        sentence = visitor.refusal(need.right)
        return Refused(403 if visitor.person else 401, sentence, self._page(scope, visitor, sentence))

    def sending(self, scope: Scope, send: Send) -> Send:
        """Sends on what is answered, changed where that must be: what is not for all is kept by nobody between, who has
        signed in comes back to where they were, and what is asked over TLS leaves no cookie for less."""
        path = self._inside(scope)
        is_public = visitor_of(scope).named.access.view is None or need_of(scope["method"], path).right is Right.OPEN
        is_over_tls = scope["scheme"] == "https"
        if is_public and path != sign_in.CALLBACK and not is_over_tls:
            return send

        async def changed(message: Message) -> None:
            if message["type"] == "http.response.start":
                if not is_public:
                    _keep_private(MutableHeaders(scope=message))
                elif path == sign_in.CALLBACK:
                    _lead_back(MutableHeaders(scope=message), scope, self._base)
                if is_over_tls:
                    _keep_secret(MutableHeaders(scope=message))
            await send(message)

        return changed

    def _visitor(self, asker: Asker) -> Visitor:
        return Visitor.of(asker, named(self._events()) if self._events else Named())

    def _inside(self, scope: Scope) -> str:
        path = str(scope["path"])
        return path.removeprefix(self._base) if path.startswith(f"{self._base}/") else path

    def _page(self, scope: Scope, visitor: Visitor, sentence: str) -> str:
        """The same as a page, for who has gone somewhere with a browser."""
        if scope.get("method") != "GET":
            return ""
        return sign_in_page.page(self._base, visitor, said=sentence, back=where(scope))


def where(scope: Scope) -> str:
    """The address that is asked for, from the root."""
    query = scope["query_string"].decode("latin-1")
    return f"{scope.get('raw_path', scope['path'].encode()).decode('latin-1')}{'?' + query if query else ''}"


def way_back(text: str, base: str) -> str:
    """The address to which somebody goes back, where it is one of this app; else the app's own."""
    return text if PLAIN_PATH.fullmatch(text) and text.startswith(f"{base}/") else f"{base}/"


def back_cookie(scope: Scope, base: str, back: str) -> str:
    """The header that keeps where somebody was, for as long as a sign-in takes; or forgets it."""
    return cookie_header(scope, base, BACK, back, BACK_SECONDS if back else 0)


def cookie_header(scope: Scope, base: str, name: str, value: str, seconds: int) -> str:
    """A cookie that no script reads, for this app alone; sent where somebody follows a link from elsewhere, too."""
    cookie: SimpleCookie = SimpleCookie()
    cookie[name] = value
    cookie[name].update({"path": base or "/", "max-age": str(seconds), "samesite": "Lax"})
    is_secret = "; Secure" if scope["scheme"] == "https" else ""
    return f"{cookie[name].OutputString()}; HttpOnly{is_secret}"


def _lead_back(headers: MutableHeaders, scope: Scope, base: str) -> None:
    back = Asker.of_scope(scope).cookies.get(BACK, "")
    given, taken = f"{USER_COOKIE_NAME}=", f'{USER_COOKIE_NAME}="";'
    is_in = any(text.startswith(given) and not text.startswith(taken) for text in headers.getlist("set-cookie"))
    if back and is_in and "location" in headers:
        headers["location"] = way_back(back, base)
        headers.append("set-cookie", back_cookie(scope, base, ""))


def _keep_secret(headers: MutableHeaders) -> None:
    """No cookie goes over a connection that others can read."""
    cookies = headers.getlist("set-cookie")
    del headers["set-cookie"]
    for cookie in cookies:
        headers.append("set-cookie", cookie if IS_SECRET.search(cookie) else f"{cookie}; Secure")


def _keep_private(headers: MutableHeaders) -> None:
    """Kept by nobody but the browser that asked, and asked for anew each time. What never changes is code."""
    kept = headers.get("cache-control", "")
    if "immutable" not in kept and "no-store" not in kept:
        headers["cache-control"] = "private, no-cache"
        headers.add_vary_header("Cookie")
