"""A picture as it is sent: its bytes, its tag, and its shorter forms, each made when a browser first asks for it."""

import gzip
import hashlib
from dataclasses import dataclass, field
from typing import Final

import brotli

ROOM_FOR_SHORTER: Final = 1.4
"""What a picture weighs beside its plain bytes once both shorter forms are made, more than ever measured."""


@dataclass(frozen=True, slots=True)
class Compressed:
    """JSON, and the tag that changes with it."""

    body: bytes
    etag: str
    _shorter: dict[str, bytes] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, body: bytes) -> "Compressed":
        return cls(body, f'"{hashlib.sha256(body).hexdigest()[:20]}"')

    @property
    def weight(self) -> int:
        """The bytes of memory it may come to hold."""
        return round(len(self.body) * ROOM_FOR_SHORTER)

    def has(self, encoding: str) -> bool:
        """Whether this form is made."""
        return encoding == "identity" or encoding in self._shorter

    def encoded(self, encoding: str) -> bytes:
        """The body as "br", "gzip" or "identity"; two threads that ask at once make the same bytes."""
        if encoding == "identity":
            return self.body
        if encoding not in self._shorter:
            compressed = (
                brotli.compress(self.body, quality=1) if encoding == "br" else gzip.compress(self.body, 5, mtime=0)
            )
            self._shorter[encoding] = compressed
        return self._shorter[encoding]
