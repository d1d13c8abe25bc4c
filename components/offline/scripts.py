"""Which small files make the script of a briefing, in the order in which they are joined."""

from typing import Final

SERVED: Final = ("live.js", "newer.js")
"""Those that ask the server, which a file that stands alone does not have."""
BRIEFING: Final = (
    *("state.js", "paint.js", "strip.js", "fit.js", "keys.js", "panels.js", "sync.js", "presenter.js", "paper.js"),
    *SERVED,
    "main.js",
)
