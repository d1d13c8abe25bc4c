"""What the server writes into Streamlit's page before it is sent: the name of what is shown, as people and the
programs that show links read it; the ground in the right colour; and the first paint.

None of it makes a page wait for long, or fail: what cannot be had in time is left out, and the living page has it.
"""

import asyncio
import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import Scope

from components import assets, cache
from components.cache.first_paints import first_paint as kept
from components.cache.first_paints import known_first_paint
from components.http.headers import ADDRESS, is_to_embed
from components.http.insert_into_page import Insertion
from components.http.requests import Refused, pairs_in
from components.pages import _data_source, _first_paint
from components.pages._first_paint import Size
from components.pages._header import subject, tab_title
from components.pictures import charts
from components.pictures.standalone_image import CARD
from components.server.link_preview_image import NAME
from components.server.routes import base_path
from components.words import date_phrase, one_line
from data.dataset.dataset import Dataset
from data.errors import DatelineError
from data.view import View
from data.view.saved_views import Saved, expanded

PATIENCE_SECONDS: Final = 0.4
"""A page waits no longer for its first paint; one that was not in time is there for the next who asks."""
SIZE: Final = re.compile(r"(?:^|;\s*)dateline_size=([0-9]{3,4})x([0-9]{1,4})(?:;|$)")
NARROWEST, WIDEST, HIGHEST = 240, 4000, 4000
PHONE: Final = 640
GROUND: Final = (
    '<meta name="color-scheme" content="light dark">\n'
    "<style>html {{ background: light-dark(#fbfaf6, #14171b); }}\n"
    '@font-face {{ font-family: "Dateline Sans"; font-weight: 200 900; src: url("./{font}") format("woff2"); }}\n'
    "</style>\n"
)
_LOG: Final = logging.getLogger("dateline.first_paint")


async def inserted(scope: Scope) -> Insertion:
    """What goes into the page that was asked for."""
    ground = GROUND.format(font=assets.font())
    unknown = Insertion("Dateline", ground, "" if is_to_embed(scope) else _first_paint.empty())
    try:
        dataset = await run_in_threadpool(cache.known, _data_source.path())
        view, notices = _view_of(scope, dataset.settings.views if dataset else ())
    except (Refused, DatelineError, OSError):  # said on the page
        return unknown
    if (
        dataset is None or view.file or view.columns or view.recorded
    ):  # what one viewer alone sees is for the living page
        return unknown
    title = escape(tab_title(dataset, view))
    return Insertion(title, ground + _tags(dataset, view, _root(scope)), await _in_time(scope, dataset, view, notices))


def _view_of(scope: Scope, saved: Sequence[Saved]) -> tuple[View, list[str]]:
    """The view of an address, and what of it could not be followed. Raises Refused."""
    pairs, unnamed = expanded(pairs_in(scope["query_string"]), saved)
    view, notices = View.lenient(pairs)
    view, unknown = charts.follow(view)
    return view, unnamed + notices + unknown


def _tags(dataset: Dataset, view: View, root: str) -> str:
    """For the programs that show a link: what it leads to."""
    settings = dataset.settings
    known = f"As known {date_phrase(view.asof)}" if view.asof else ""
    described = one_line(" ".join(part for part in (settings.handling, settings.subtitle, known) if part), 300)
    named = {
        "og:type": "website",
        "og:site_name": "Dateline",
        "og:title": one_line(subject(dataset), 120),
        "og:description": described,
    }
    if root:
        query = replace(view, page="", event="").to_string()
        width, height = CARD
        named |= {"og:image": f"{root}/{NAME}{'?' if query else ''}{query}", "og:image:width": str(width),
                  "og:image:height": str(height), "og:image:alt": named["og:title"]}  # fmt: skip
    lines = [f'<meta property="{name}" content="{escape(text)}">' for name, text in named.items() if text]
    lines += ['<meta name="twitter:card" content="summary_large_image">'] if root else []
    lines += [f'<meta name="description" content="{escape(described)}">'] if described else []
    return "\n".join([*lines, ""])


def _root(scope: Scope) -> str:
    """The whole address of the app, as programs that show a link must have it; the gate has seen that the host is
    ours. Nothing where it is not known."""
    headers = Headers(scope=scope)
    told = headers.get("x-forwarded-proto", "").partition(",")[0].strip()
    scheme = told if told in ("http", "https") else scope.get("scheme", "http")
    host = headers.get("host", "")
    return f"{scheme}://{host}{base_path()}" if ADDRESS.fullmatch(host) else ""


async def _in_time(scope: Scope, dataset: Dataset, view: View, notices: Sequence[str]) -> str:
    """The first paint, if it can be had in a moment."""
    sizes, is_framed = _sizes(Headers(scope=scope)), is_to_embed(scope)
    key = dataset.key, view.to_string(), tuple(notices), tuple(sizes), is_framed
    if (known := known_first_paint(key)) is not None:
        return known

    def make() -> str:
        return _first_paint.first_paint(dataset, view, notices, sizes, is_framed=is_framed)

    try:
        made = run_in_threadpool(kept, key, make)
        painted = await asyncio.wait_for(asyncio.shield(asyncio.ensure_future(made)), PATIENCE_SECONDS)
    except (TimeoutError, cache.UnknownKey, DatelineError):  # not in time, replaced meanwhile, or said on the page
        painted = None
    except Exception:  # our own fault, and no reason to send no page
        _LOG.exception("The first paint could not be drawn")
        painted = None
    return painted or ("" if is_framed else _first_paint.empty())


def _sizes(headers: Mapping[str, str]) -> list[Size]:
    """The sizes that this visitor's chart may have: the one that it had last, with one to fall back on; else the usual
    ones, as far as its browser says that it is a telephone's, or does not."""
    usual = _first_paint.USUAL_SIZES
    if found := SIZE.search(headers.get("cookie", "")):
        width, height = (int(number) // 20 * 20 for number in found.groups())
        if NARROWEST <= width <= WIDEST and height <= HIGHEST:
            return [*[other for other in usual if other[0] < width][-1:], (width, height)]
    is_phone = headers.get("sec-ch-ua-mobile") == "?1" or "Mobi" in headers.get("user-agent", "")
    return [size for size in usual if (size[0] < PHONE) is is_phone] or list(usual)
