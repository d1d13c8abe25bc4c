"""The one file put together: nothing in it is fetched, and what the data say is only ever text."""

import base64
import hashlib
import html
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import orjson

from components.figures.widths import font_file

HERE: Final = Path(__file__).parent
PLOT: Final = HERE.parent / "plot"
SCRIPTS: Final = (
    PLOT / "time.js",
    PLOT / "hand.js",
    HERE / "axis.js",
    HERE / "layout.js",
    HERE / "paint.js",
    HERE / "timeline.js",
    HERE / "page.js",
)
"""The parts of the file's own script, in the order in which they are joined."""
PLACE: Final = re.compile(r"@([a-z]+)@")


def page(record: Mapping[str, Any], *, title: str, subtitle: str, handling: str, footer: str) -> bytes:
    """The whole file in UTF-8. record: what `record` gives: chart, categories, cards, sources."""
    script = "\n".join(path.read_text("utf-8") for path in SCRIPTS)
    style = _font() + (HERE / "page.css").read_text("utf-8") + _colors(record["chart"]["styles"])
    parts = {
        "title": html.escape(title),
        "subtitle": f'<p class="quiet">{html.escape(subtitle)}</p>' if subtitle else "",
        "handling": f'<p class="handling" role="note">{html.escape(handling)}</p>' if handling else "",
        "footer": html.escape(footer),
        "brief": "",
        "slides": "",
        "style": style,
        "script": script,
        "record": _inert(record),
        "policy": _policy(script, style),
    }
    frame = (HERE / "page.html").read_text("utf-8")
    return PLACE.sub(lambda found: parts[found[1]], frame).encode("utf-8", "replace")


def _inert(record: Mapping[str, Any]) -> str:
    """JSON in which nothing can end the element that it stands in."""
    return (
        orjson.dumps(record).decode().replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    )


def _policy(script: str, style: str) -> str:
    """Only this script and this style, and nothing from anywhere."""
    hashes = {
        name: base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        for name, text in (("script", script), ("style", style))
    }
    return (
        f"default-src 'none'; script-src 'sha256-{hashes['script']}'; "
        f"style-src 'sha256-{hashes['style']}'; "
        "font-src data:; img-src data:; base-uri 'none'; form-action 'none'"
    )


def _font() -> str:
    """The font that the app serves, within the file, or nothing where it is not found."""
    found = font_file()
    if found is None:
        return ""
    held = base64.b64encode(found.read_bytes()).decode()
    return (
        '@font-face { font-family: "Source Sans"; font-weight: 200 900; '
        f'src: url(data:font/woff2;base64,{held}) format("woff2"); }}\n'
    )


def _colors(styles: Mapping[str, Mapping[str, str]]) -> str:
    light = "".join(f".{style['name']} {{ --c: {style['light']}; }}\n" for style in styles.values())
    dark = "".join(f'[data-theme="dark"] .{style["name"]} {{ --c: {style["dark"]}; }}\n' for style in styles.values())
    return light + dark
