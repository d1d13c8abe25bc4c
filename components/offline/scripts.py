"""Which small files make the script of a briefing, in the order in which they are joined."""

from typing import Final

SERVED: Final = ("live.js", "change_notice.js")
"""Those that ask the server, which a file that stands alone does not have."""
BRIEFING: Final = (
    *(
        "state.js",
        "draw_slide.js",
        "timeline_strip.js",
        "fit_slides.js",
        "keys.js",
        "panels.js",
        "presenter_sync.js",
        "presenter.js",
        "print.js",
    ),
    *SERVED,
    "briefing.js",
)
