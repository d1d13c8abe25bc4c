"""What the server answers beside Streamlit: pictures, briefings, and the files that the browser needs for them."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Final

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Scope

from components import assets, cache
from components.briefing import routes as briefing
from components.cache.compressed_pictures import Compressed
from components.editing import routes as editing
from components.http.access_checks import AccessChecks
from components.http.headers import Headers, nothing
from components.http.host_and_origin_checks import Gate
from components.http.insert_into_page import Insertion
from components.http.page_addresses import Addresses
from components.http.request_limits import RequestLimits
from components.http.requests import (
    GONE,
    NUMBER,
    OWN,
    SHARED,
    Refused,
    encoding_header,
    encoding_of,
    key_of,
    pairs_in,
    plainly,
)
from components.http.viewer_cookie import ViewerCookie
from components.live import routes as live
from components.pictures import CHARTS, OVERVIEW, Frame
from components.server import (
    api,
    count_bar_tooltips,
    download_routes,
    link_preview_image,
    mcp_route,
    sign_in,
    time_between,
)
from components.server.connection_limits import Connections
from data.errors import DatelineError
from data.view import View

NARROWEST, WIDEST, WIDTH_STEP = 240, 4000, 20
LOWEST, HIGHEST, HEIGHT_STEP = 200, 4000, 20
FRAME_FIELDS: Final = ("figure", "w", "dark", "h")
FOREVER: Final = "public, max-age=31536000, immutable"


async def picture(request: Request) -> Response:
    """GET /picture/<key>?<view>&figure=timeline&w=1080&dark=0&h=520: a chart, or the whole record’s strip, as JSON.

    figure: the chart's name; the `chart` of the view itself is the page's, and changes nothing here. h: so many pixels
    it should need at most, if it can; it may be left out.

    All that can be refused is refused before anything is drawn.
    """
    try:
        key, view, frame = _parts_of(request)
        encoding = encoding_of(request.headers)
        chart = cache.known_picture(key, view, frame)
        if chart is None or not chart.has(encoding):  # a known one is sent from here, for another thread costs as much
            chart = await run_in_threadpool(_compressed, key, view, frame, encoding)
    except Refused as refused:
        return plainly(refused.status, refused.sentence)
    except (cache.UnknownKey, DatelineError) as mistake:
        is_gone = cache.find(request.path_params["key"]) is None  # perhaps just now, while it was being drawn
        return plainly(404, GONE) if is_gone else plainly(400, str(mistake))
    keeping = OWN if cache.is_upload(key) else SHARED
    headers = {"ETag": chart.etag, "Cache-Control": keeping, "Vary": "Accept-Encoding"}
    if chart.etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(chart.encoded(encoding), headers=headers | encoding_header(encoding), media_type="application/json")


def _compressed(key: str, view: View, frame: Frame, encoding: str) -> Compressed:
    chart = cache.picture(key, view, frame)
    chart.encoded(encoding)
    return chart


async def asset(request: Request) -> Response:
    """GET /assets/<name>: plotly.js or the host's code, for ever the same under the same name."""
    file = await run_in_threadpool(assets.find, request.path_params["name"])
    if file is None:
        return plainly(404, "There is no such file here. Reload the page.")
    encoding = encoding_of(request.headers)
    headers = {"Cache-Control": FOREVER, "Vary": "Accept-Encoding", **encoding_header(encoding)}
    return Response(file.bodies[encoding], headers=headers, media_type=file.media_type)


def routes(shared: Callable[[], Path | str] | None = None) -> list[Route]:
    """Ours, under the base path that Streamlit is told to serve. shared: where the file is that everybody sees."""
    base = base_path()
    return [
        Route(f"{base}/picture/{{key:path}}", picture),
        Route(f"{base}/{assets.FOLDER}/{{name:path}}", asset),
        *briefing.routes(base, shared),
        *download_routes.routes(base, shared),
        *api.routes(base, shared),
        *mcp_route.routes(base, shared),
        *link_preview_image.routes(base, shared),
        *live.routes(base),
        *count_bar_tooltips.routes(base),
        *time_between.routes(base),
        *editing.routes(base, shared),
        *sign_in.routes(base),
    ]


def base_path() -> str:
    """What stands before every path, as Streamlit is told to serve it; mostly nothing."""
    base = "/" + str(st.get_option("server.baseUrlPath") or "").strip("/")
    return "" if base == "/" else base


def middleware(
    shared: Callable[[], Path | str] | None = None,
    inserted: Callable[[Scope], Awaitable[Insertion]] = nothing,
    pages: Callable[[], Mapping[str, str]] = dict,
) -> list[Middleware]:
    """What every request comes through, Streamlit's own too: the limits of the server, the headers of the answer, the
    gate, how much is done at once, the cookie of who opens a file, and the addresses of pages.

    shared: where the file is that everybody sees. inserted: what goes into a page. pages: the title of each by name.
    """

    def sites(name: str) -> Sequence[str]:
        try:
            return tuple(getattr(cache.dataset(shared()).settings, name)) if shared else ()
        except DatelineError:  # what is wrong with the file is said on the page
            return ()

    headers = Middleware(
        Headers, early=assets.tags, late=assets.style, framed=lambda: sites("embed"), inserted=inserted
    )
    addresses = Middleware(Addresses, pages=pages, base=base_path())
    viewer = Middleware(ViewerCookie)
    gate = Middleware(Gate, sites=lambda: sites("api"), access=AccessChecks(shared, base_path()))
    return [Middleware(Connections), headers, gate, addresses, Middleware(RequestLimits), viewer]


def _parts_of(request: Request) -> tuple[str, View, Frame]:
    """The key, the view and the frame. Raises Refused."""
    return key_of(request), *_parse(request.scope["query_string"])


@lru_cache(maxsize=1024)
def _parse(query: bytes) -> tuple[View, Frame]:
    pairs = pairs_in(query)
    fields = [pair for pair in pairs if pair[0] in FRAME_FIELDS]
    if sorted({"h": "", **dict(fields)}) != sorted(FRAME_FIELDS) or len({name for name, _ in fields}) < len(fields):
        raise Refused(400, "Say figure, w and dark, once each.")
    view = View.from_query(pair for pair in pairs if pair not in fields)
    return replace(view, chart=""), _frame(dict(fields))


def _frame(fields: Mapping[str, str]) -> Frame:
    figure, width, dark, height = (fields.get(name, "") for name in FRAME_FIELDS)
    if figure not in CHARTS and figure != OVERVIEW:
        raise Refused(400, f"Say figure={' or figure='.join((*CHARTS, OVERVIEW))}.")
    if not NUMBER.fullmatch(width) or not NARROWEST <= int(width) <= WIDEST:
        raise Refused(400, f"Say w as a whole number of pixels from {NARROWEST} to {WIDEST}.")
    if dark not in ("0", "1"):
        raise Refused(400, "Say dark=0 or dark=1.")
    if height and (not NUMBER.fullmatch(height) or not LOWEST <= int(height) <= HIGHEST):
        raise Refused(400, f"Say h as a whole number of pixels from {LOWEST} to {HIGHEST}, or leave it out.")
    high = int(height or 0) // HEIGHT_STEP * HEIGHT_STEP if figure != OVERVIEW else 0
    return Frame(figure, int(width) // WIDTH_STEP * WIDTH_STEP, dark == "1", high)
