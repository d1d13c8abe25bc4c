"""The cookie of a viewer who opened a file: a secret of this browser's, which no script can read.

Nobody has one who only looks. It is given with the answer to an upload, before which nothing needs it, and the
page that is open already is told of it by the number of its session.
"""

import re
import secrets
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.cache import persistent_uploads

NAME: Final = "dateline_viewer"
UPLOAD: Final = re.compile(r"/_stcore/upload_file/([^/]+)/[^/]+$")


class ViewerCookie:
    """Gives the cookie to whoever has uploaded a file."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        upload = UPLOAD.search(scope["path"]) if scope["type"] == "http" and scope["method"] == "PUT" else None
        if upload is None or not persistent_uploads.hours():
            await self._app(scope, receive, send)
            return
        secret = secret_of(scope) or secrets.token_urlsafe(32)

        async def given(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] < 300:
                persistent_uploads.note(upload[1], secret)
                MutableHeaders(scope=message).append("set-cookie", _cookie(scope, secret))
            await send(message)

        await self._app(scope, receive, given)


def secret_of(scope: Scope) -> str:
    """The secret of the browser that asks; "" where it has none."""
    headers = [value.decode("latin-1") for name, value in scope["headers"] if name == b"cookie"]
    secret = cookie_parser("; ".join(headers)).get(NAME, "")
    return secret if persistent_uploads.SECRET.fullmatch(secret) else ""


def _cookie(scope: Scope, secret: str) -> str:
    """For this app alone, sent where somebody comes from another site too: a link to one's own file is followed."""
    path = UPLOAD.sub("", scope["path"]) or "/"
    is_secret = "; Secure" if scope["scheme"] == "https" else ""
    age = round(persistent_uploads.hours() * 3600)
    return f"{NAME}={secret}; Path={path}; Max-Age={age}; HttpOnly; SameSite=Lax{is_secret}"
