"""The one file put together: nothing in it is fetched, and what the data say is only ever text."""

import base64
import hashlib
import html
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import orjson

from components import assets
from components.assets import bundle_javascript
from components.figures.text_width import font_file
from components.offline import drawing

HERE: Final = Path(__file__).parent
SLIDES: Final = HERE.parent / "briefing"
NO_FACE: Final = re.compile(r"^@font-face.*$", re.MULTILINE)
"""The font is in the file once, for both styles."""
PLACE: Final = re.compile(r"@([a-z]+)@")


def page(
    record: Mapping[str, Any],
    deck: bytes,
    *,
    title: str,
    subtitle: str,
    handling: str,
    footer: str,
    unread: Sequence[str] = (),
) -> bytes:
    """The whole file in UTF-8. record: what `record` gives: chart, categories, cards, sources. deck: JSON.
    unread: what could not be read of the file, a heading and sentences."""
    script = bundle_javascript.join(HERE / "page.js")
    slides = bundle_javascript.join(SLIDES / "entry_offline.js")
    style = (HERE / "page.css").read_text("utf-8") + drawing.style() + _colors(record["chart"]["styles"])
    slide_style = _slide_style() + "#page { display: none !important; }\n"
    font_face = _font()
    parts = {
        "title": html.escape(title),
        "subtitle": f'<p class="quiet">{html.escape(subtitle)}</p>' if subtitle else "",
        "handling": f'<p class="handling" role="note">{html.escape(handling)}</p>' if handling else "",
        "footer": html.escape(footer),
        "unread": _unread(unread),
        "face": font_face,
        "style": style,
        "slidestyle": slide_style,
        "script": script,
        "slidescript": slides,
        "record": _inert(orjson.dumps(record)),
        "deck": _inert(deck),
        "policy": _policy((script, slides), (font_face, style, slide_style)),
    }
    frame = (HERE / "page.html").read_text("utf-8")
    return PLACE.sub(lambda match: parts[match[1]], frame).encode("utf-8", "replace")


def _unread(sentences: Sequence[str]) -> str:
    if not sentences:
        return ""
    heading, *more = map(html.escape, sentences)
    items = "".join(f"<li>{sentence}</li>" for sentence in more)
    return f'<details class="quiet" id="unread"><summary>{heading}</summary><ul>{items}</ul></details>'


def paper(deck: bytes, *, title: str) -> bytes:
    """A document of the slides alone, each on a page, to be printed. deck: JSON."""
    script, style, font_face = bundle_javascript.join(SLIDES / "entry_paper.js"), _slide_style(), _font()
    parts = {
        "title": html.escape(title),
        "face": font_face,
        "slidestyle": style,
        "slidescript": script,
        "deck": _inert(deck),
        "policy": _policy((script,), (font_face, style)),
    }
    frame = (HERE / "paper.html").read_text("utf-8")
    return PLACE.sub(lambda match: parts[match[1]], frame).encode("utf-8", "replace")


def _slide_style() -> str:
    return NO_FACE.sub("", assets.briefing_rules())


def _inert(record: bytes) -> str:
    """JSON in which nothing can end the element that it stands in."""
    return record.decode().replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """Only these scripts and these styles, and nothing from anywhere."""
    return (
        f"default-src 'none'; script-src {_hashes(scripts)}; style-src {_hashes(styles)}; "
        "font-src data:; img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hashes(texts: Iterable[str]) -> str:
    digests = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts)
    return " ".join(f"'sha256-{digest}'" for digest in digests)


def _font() -> str:
    """The font that the app serves, within the file, or nothing where it is not found."""
    path = font_file()
    if path is None:
        return ""
    encoded = base64.b64encode(path.read_bytes()).decode()
    return (
        '@font-face { font-family: "Source Sans"; font-weight: 200 900; '
        f'src: url(data:font/woff2;base64,{encoded}) format("woff2"); }}\n'
    )


def _colors(styles: Mapping[str, Mapping[str, str]]) -> str:
    light = "".join(f".{style['name']} {{ --c: {style['light']}; }}\n" for style in styles.values())
    dark = "".join(f'[data-theme="dark"] .{style["name"]} {{ --c: {style["dark"]}; }}\n' for style in styles.values())
    return light + dark
