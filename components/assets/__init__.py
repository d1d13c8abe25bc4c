"""What the browser needs of ours beside Streamlit's own: plotly.js cut down, and the host's code. Each under a name
that changes with its content, so that a browser may keep it for ever.
"""

import gzip
import hashlib
import logging
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from threading import Lock, Thread
from typing import Final

import brotli

from components.assets import bundle_javascript, preload_streamlit, slim_plotly
from components.figures.text_width import font_file

FOLDER: Final = "assets"
COMPONENTS: Final = Path(__file__).parents[1]
_ONE_AT_A_TIME: Final = Lock()
_LOG: Final = logging.getLogger("dateline.assets")

PAGE_STYLES = ("widgets/page.css", "plot/chart_component.css", "widgets/draft.css", "editing/event_editor.css",
               "editing/appearance_form.css", "editing/saved_views_form.css")  # fmt: skip
"""How the page looks, one after the other."""
ENTRIES: Final = {"plot": "plot/chart_component.js", "sheet": "widgets/element_tree_component.js",
                  "facets": "widgets/facets.js", "editor": "editing/event_editor.js", "draft": "widgets/draft.js",
                  "shown": "editing/appearance_form.js", "views": "editing/saved_views_form.js"}  # fmt: skip
"""The code of each component, by its first module."""
ON_THE_FIRST_PAGE: Final = ("plot", "sheet", "facets")


@dataclass(frozen=True, slots=True)
class Asset:
    """One file for the browser, compressed beforehand."""

    name: str
    media_type: str
    bodies: Mapping[str, bytes]
    """By content encoding: "br", "gzip", and "identity" for the plain bytes."""

    @property
    def path(self) -> str:
        """Where it is served, from the root of the app."""
        return f"{FOLDER}/{self.name}"


def find(name: str) -> Asset | None:
    """The asset of this exact name."""
    others = (plotly(), page_style(), briefing(), briefing_style())
    return {asset.name: asset for asset in (*map(code, ENTRIES), *others)}.get(name)


def prepare() -> None:
    """Make everything ready beside the start of the server, so that the first viewer need not wait for it."""
    Thread(target=plotly, name="dateline-assets", daemon=True).start()
    for component in ON_THE_FIRST_PAGE:
        code(component)


def tags() -> str:
    """For the head of the page: have the browser fetch what ours needs while Streamlit starts."""
    paths = (*(code(component).path for component in ON_THE_FIRST_PAGE), *preload_streamlit.needed())
    early = "".join(f'<link rel="modulepreload" href="./{path}">\n' for path in paths)
    return f'<script async src="./{plotly().path}"></script>\n{early}'


def style() -> str:
    """For the end of the page's body, after Streamlit's own styles: how the page looks before anything is on it."""
    return f'<link rel="stylesheet" href="./{page_style().path}">\n'


@cache
def page_style() -> Asset:
    """How the page looks."""
    return _asset("page.css", "text/css", "".join(map(_read_own, PAGE_STYLES)).encode())


@cache
def plotly() -> Asset:
    """plotly.js with scatter and bar only, or the plotly package's whole copy where that cannot be made."""
    whole = files("plotly").joinpath("package_data", "plotly.min.js").read_bytes()
    made_from = hashlib.sha256(whole + bytes([slim_plotly.VERSION])).hexdigest()[:12]
    cached = _cache_file(f"plotly-{version('plotly')}-{made_from}.js.br")
    with _ONE_AT_A_TIME:
        library = _read(cached) or _slim_or_whole(whole, cached)
    return _asset("plotly.min.js", "text/javascript", library)


@cache
def code(component: str) -> Asset:
    """The code of a component: small files joined to one module."""
    return _asset(
        f"{component}.js", "text/javascript", bundle_javascript.join(COMPONENTS / ENTRIES[component]).encode()
    )


@cache
def mounted(component: str) -> str:
    """What Streamlit is sent of it with every message: no more than where its code is."""
    return _read_own("assets/fetch_component_code.js").replace("CODE_PATH", code(component).path)


@cache
def briefing() -> Asset:
    """The code that shows a briefing."""
    return _asset(
        "briefing.js", "text/javascript", bundle_javascript.join(COMPONENTS / "briefing/entry_app.js").encode()
    )


@cache
def briefing_style() -> Asset:
    """How a briefing looks, in the font that Streamlit serves."""
    style = briefing_rules().replace("@font@", f"../{font()}")
    return _asset("briefing.css", "text/css", style.encode())


def briefing_rules() -> str:
    """The slides' rules, and those of the hands; `@font@` stands for where the font is."""
    return _read_own("briefing/briefing.css") + _read_own("briefing/controls.css")


def font() -> str:
    """Where Streamlit serves its font, from the root of the app; of no file where it has none that we know."""
    path = font_file()
    return f"static/media/{path.name}" if path else "static/media/none.woff2"


def _read_own(path: str) -> str:
    return (COMPONENTS / path).read_text("utf-8")


def _asset(name: str, media_type: str, body: bytes) -> Asset:
    stem, ending = name.split(".", 1)
    bodies = {"br": brotli.compress(body, quality=9), "gzip": gzip.compress(body, 9, mtime=0), "identity": body}
    return Asset(f"{stem}-{hashlib.sha256(body).hexdigest()[:12]}.{ending}", media_type, bodies)


def _slim_or_whole(whole: bytes, cached: Path) -> bytes:
    try:
        library = slim_plotly.slim(whole.decode()).encode()
    except (slim_plotly.UnknownShape, UnicodeDecodeError) as reason:
        _LOG.warning("plotly.js is sent whole, for it could not be cut down: %s", reason)
        return whole
    _write(cached, library)
    return library


def _cache_file(name: str) -> Path:
    folder = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(folder) / "dateline" / name


def _read(cached: Path) -> bytes | None:
    """What was kept; None where there is nothing whole to read."""
    try:
        library: bytes = brotli.decompress(cached.read_bytes())
        return library
    except (OSError, brotli.error):
        return None


def _write(cached: Path, library: bytes) -> None:
    """Keep it for the next start, all of it or nothing. Where nothing can be kept, the next start makes it again."""
    try:
        cached.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=cached.parent, delete=False) as file:
            file.write(brotli.compress(library, quality=9))
            file.flush()
            os.fsync(file.fileno())
        os.replace(file.name, cached)
    except OSError as reason:
        _LOG.info("The smaller plotly.js is not kept for the next start: %s", reason)
