"""Whose the notes are: who asks from this computer itself, who holds the briefer's key, who brought the file."""

import hashlib
import hmac
import ipaddress
import os
import secrets
from typing import Final
from urllib.parse import urlsplit

from starlette.requests import Request

KEY_NAME: Final = "DATELINE_BRIEFER"
"""The environment names the briefer's key with it; then nothing but the key will do."""
FORWARDED: Final = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "x-forwarded-proto")
"""What a proxy adds: who asks through one is not known to sit at this computer."""
_PROCESS: Final = secrets.token_bytes(32)


def may_read_notes(request: Request, upload: str) -> bool:
    """Whether who asks is the briefer. upload: the key of the data set, "" for the one that everybody sees."""
    given = bearer(request)
    if upload and hmac.compare_digest(given.encode(), token_of(upload).encode()):
        return True
    chosen = os.environ.get(KEY_NAME, "")
    return hmac.compare_digest(given.encode(), chosen.encode()) if chosen else _is_here(request)


def has_key() -> bool:
    """Whether nothing but a key opens the notes of the events that everybody sees."""
    return bool(os.environ.get(KEY_NAME))


def is_from_here(request: Request) -> bool:
    """Whether a page of this server asks, and no page of another site in the briefer's browser."""
    origin = urlsplit(request.headers.get("origin", "")).netloc
    return bool(origin) and origin == request.headers.get("host")


def token_of(upload: str) -> str:
    """What shows that one brought this file: given to the page of its viewer only, and in no link."""
    return hmac.new(_PROCESS, upload.encode(), hashlib.sha256).hexdigest()[:40]


def bearer(request: Request) -> str:
    """The secret that the request bears, "" where it bears none."""
    kind, _, secret = request.headers.get("authorization", "").partition(" ")
    return secret.strip() if kind.lower() == "bearer" else ""


def _is_here(request: Request) -> bool:
    """Whether the browser runs on this very computer, and calls it by no name that somebody else could give it."""
    if request.client is None or any(name in request.headers for name in FORWARDED):
        return False
    client, server = request.client.host, (request.scope.get("server") or ("",))[0]
    name = urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
    is_named_here = name in ("localhost", client) or _is_loopback(name)
    return is_named_here and (_is_loopback(client) or client == server)


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
