"""The document of a briefing: the deck in it as inert JSON, our script and style beside it, and a strict policy."""

import gzip
import hashlib
import html
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import brotli
import orjson

from components import assets

PLACE: Final = re.compile(r"@([a-z]+)@")
POLICY: Final = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
    "connect-src 'self'; img-src 'self' data: https: http:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'"
}


@dataclass(frozen=True, slots=True)
class Page:
    """The document, and the tag that changes with it."""

    body: bytes
    etag: str

    def encoded(self, encoding: str) -> bytes:
        """The body as "br", "gzip" or "identity"."""
        if encoding == "br":
            compressed: bytes = brotli.compress(self.body, quality=4)
            return compressed
        return gzip.compress(self.body, 5, mtime=0) if encoding == "gzip" else self.body


def page(deck: bytes, root: str) -> Page:
    """The document of a deck, which is JSON. root: the way from the page's address to the root of the app."""
    parts = {
        "title": html.escape(str(orjson.loads(deck)["title"])),
        "root": root,
        "font": root + assets.font(),
        "style": root + assets.briefing_style().path,
        "script": root + assets.briefing().path,
        "deck": inert(deck),
    }
    frame = Path(__file__).with_name("page.html").read_text("utf-8")
    body = PLACE.sub(lambda match: parts[match[1]], frame).encode()
    return Page(body, f'"{hashlib.sha256(body).hexdigest()[:20]}"')


def inert(deck: bytes) -> str:
    """JSON in which nothing can end the element that it stands in."""
    return deck.decode().replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
