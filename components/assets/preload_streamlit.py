"""Parts of Streamlit's own code that every page of ours needs, and that a browser hears of only when it meets one."""

import re
from functools import cache
from pathlib import Path
from typing import Final

from components.figures.text_width import font_file

FIRST: Final = "BidiComponent.*.js"
"""What draws components, as all of our pages are; Streamlit asks for it when the first has come."""
IMPORTED: Final = re.compile(r'(?:from|import)\s*"\./([\w.-]+\.js)"')
PRELOADED: Final = re.compile(r"static/js/([\w.-]+\.js)")


@cache
def needed() -> tuple[str, ...]:
    """Where they are served, from the root of the app; none where Streamlit's files are not as we know them.

    Those that its page asks for by itself are left out.
    """
    font = font_file()
    static = font.parents[1] if font else Path("none")
    chunks = [path.name for path in static.glob(f"js/{FIRST}")]
    page = static.parent / "index.html"
    preloaded = set(PRELOADED.findall(page.read_text("utf-8"))) if page.is_file() else set[str]()
    for name in chunks:  # grows meanwhile
        imported = IMPORTED.findall((static / "js" / name).read_text("utf-8"))
        chunks += [other for other in dict.fromkeys(imported) if other not in preloaded and other not in chunks]
    return tuple(f"static/js/{name}" for name in chunks)
