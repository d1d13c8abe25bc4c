"""Whose the notes are: the briefer's, and of a file that somebody brought theirs."""

import hashlib
import hmac
import secrets
from typing import Final
from urllib.parse import urlsplit

from starlette.requests import Request

from components.access.request_sender import Asker
from components.access.rights import Right, visitor_of

_PROCESS: Final = secrets.token_bytes(32)


def may_read_notes(request: Request, upload: str) -> bool:
    """Whether who asks is the briefer. upload: the key of the data set, "" for the one that everybody sees."""
    if upload and hmac.compare_digest(bearer(request).encode(), token_of(upload).encode()):
        return True
    return visitor_of(request.scope).may(Right.BRIEF)


def is_from_here(request: Request) -> bool:
    """Whether a page of this server asks, and no page of another site in the briefer's browser."""
    origin = urlsplit(request.headers.get("origin", "")).netloc
    return bool(origin) and origin == request.headers.get("host")


def token_of(upload: str) -> str:
    """What shows that one brought this file: given to the page of its viewer only, and in no link."""
    return hmac.new(_PROCESS, upload.encode(), hashlib.sha256).hexdigest()[:40]


def bearer(request: Request) -> str:
    """The secret that the request bears, "" where it bears none."""
    return Asker.of_scope(request.scope).bearer
