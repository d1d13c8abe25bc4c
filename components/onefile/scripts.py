"""Which small files make the script of a briefing, in the order in which they are joined."""

from typing import Final

BRIEFING: Final = (
    *("state.js", "paint.js", "strip.js", "fit.js", "keys.js", "panels.js", "sync.js", "presenter.js", "paper.js"),
    *("live.js", "main.js"),
)
