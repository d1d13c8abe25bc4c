"""Who asks: what a request tells of its sender, and so does the page's own connection."""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.types import Scope

FORWARDED: Final = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "x-forwarded-proto")
"""What a proxy adds: who asks through one is not known to sit at this computer."""


@dataclass(frozen=True, slots=True)
class Asker:
    """The addresses of client and server, "" where they are not known; headers by their names in small letters."""

    client: str = ""
    server: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    cookies: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of_scope(cls, scope: Scope) -> "Asker":
        """Who sent a request, or opened a socket."""
        headers = Headers(scope=scope)
        cookies = cookie_parser("; ".join(headers.getlist("cookie")))
        client, server = (str((scope.get(name) or ("",))[0]) for name in ("client", "server"))
        return cls(client, server, headers, cookies)

    @property
    def bearer(self) -> str:
        """The secret that is borne, "" where there is none."""
        kind, _, secret = self.headers.get("authorization", "").partition(" ")
        return secret.strip() if kind.lower() == "bearer" else ""

    @property
    def is_here(self) -> bool:
        """Whether the browser runs on the very computer that serves, asks over no proxy, and calls it by no name that
        somebody else could give it."""
        if not self.client or any(name in self.headers for name in FORWARDED):
            return False
        try:
            name = urlsplit(f"//{self.headers.get('host', '')}").hostname or ""
        except ValueError:
            return False
        is_named_here = name in ("localhost", self.client) or _is_loopback(name)
        return is_named_here and (_is_loopback(self.client) or self.client == self.server)


ALONE: Final = Asker("127.0.0.1", "", {"host": "localhost"})
"""Whoever runs the pages without a server."""


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
