"""Which right each route needs: all of them, ours and Streamlit's, in one table.

A route that is not in it needs the right to look. A test walks the app's own list, and misses none.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from starlette.routing import compile_path

from components.access.rights import Right

SOCKET: Final = "WEBSOCKET"
READS: Final = ("GET", "HEAD")
ASKS: Final = ("OPTIONS",)


@dataclass(frozen=True, slots=True)
class Need:
    """A route as it is written in the app, and what it needs. or_secret: a request that bears a secret is let through
    to it, for it judges secrets of its own. from_here: no link on another site leads to it."""

    path: str
    right: Right
    methods: tuple[str, ...] = READS
    or_secret: bool = False
    from_here: bool = False
    pattern: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "pattern", compile_path(self.path)[0])


NEEDS: Final = (
    Need("/picture/{key:path}", Right.VIEW),
    Need("/assets/{name:path}", Right.OPEN),
    Need("/briefing", Right.VIEW),
    Need("/briefing/{key}", Right.VIEW),
    Need("/notes", Right.BRIEF, ("POST",), or_secret=True),
    Need("/notes/{key}", Right.BRIEF, ("POST",), or_secret=True),
    Need("/export/{key}/{kind}", Right.VIEW),
    Need("/events.json", Right.VIEW),
    Need("/events.csv", Right.VIEW),
    Need("/events.ics", Right.VIEW),
    Need("/feed.atom", Right.VIEW),
    Need("/api", Right.VIEW),
    Need("/api/openapi.json", Right.VIEW),
    Need("/api/record", Right.VIEW),
    Need("/api/events", Right.VIEW),
    Need("/api/events/{id:path}", Right.VIEW),
    Need("/api/figures", Right.VIEW),
    Need("/api/changes", Right.VIEW),
    Need("/api/sources", Right.VIEW),
    Need("/api/picture.svg", Right.VIEW),
    Need("/api/picture.png", Right.VIEW),
    Need("/api/link", Right.VIEW),
    Need("/api/{rest:path}", Right.VIEW),
    Need("/mcp", Right.VIEW, (*READS, "POST")),
    Need("/card.png", Right.VIEW),
    Need("/live", Right.LEAD, ("POST",)),
    Need("/live/{room}", Right.VIEW, (*READS, "POST", "DELETE")),
    Need("/live/{room}/events", Right.VIEW),
    Need("/live/{room}/remote", Right.VIEW, ("POST",)),
    Need("/live/{room}/guest", Right.VIEW, ("POST",)),
    Need("/live/{room}/hand", Right.VIEW, ("POST",)),
    Need("/titles/{key}", Right.VIEW),
    Need("/apart/{key}", Right.VIEW),
    Need("/understood", Right.EDIT),
    Need("/moved/{key}", Right.EDIT),
    Need("/keep", Right.EDIT, ("POST",)),
    Need("/sign-in", Right.OPEN, (*READS, "POST")),
    Need("/sign-out", Right.OPEN, from_here=True),
    # Streamlit's: its page and its socket, over which edits are saved, which ask once more themselves
    Need("/_stcore/stream", Right.VIEW, (SOCKET,)),
    Need("/_stcore/host-config", Right.VIEW),
    Need("/_stcore/upload_file/{session_id}/{file_id}", Right.VIEW, ("PUT", "DELETE", *ASKS)),
    Need("/media/{file_id:path}", Right.VIEW, (*READS, *ASKS)),
    Need("/component/{path:path}", Right.VIEW, (*READS, *ASKS)),
    Need("/_stcore/bidi-components/{path:path}", Right.VIEW, (*READS, *ASKS)),
    Need("/_stcore/health", Right.OPEN, (*READS, *ASKS)),
    Need("/auth/login", Right.OPEN),
    Need("/auth/logout", Right.OPEN, from_here=True),
    Need("/oauth2callback", Right.OPEN),
    # closed to everybody at the gate
    Need("/_stcore/metrics", Right.VIEW, (*READS, *ASKS)),
    Need("/_stcore/agent/interact", Right.VIEW, ("DELETE", *READS, *ASKS, "PATCH", "POST", "PUT")),
    Need("/_stcore/agent/openapi.json", Right.VIEW, ("DELETE", *READS, *ASKS, "PATCH", "POST", "PUT")),
    Need("/_stcore/agent/mcp", Right.VIEW, ("DELETE", *READS, *ASKS, "PATCH", "POST", "PUT")),
)
ELSE: Final = Need("/{path:path}", Right.VIEW)
"""What is not in the table: Streamlit's page under any name, and all that is of it."""


def need_of(method: str, path: str) -> Need:
    """What a request needs. path: without the base path."""
    return next((need for need in NEEDS if method in need.methods and need.pattern.match(path)), ELSE)
