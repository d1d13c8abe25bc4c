"""Briefings over HTTP: GET /briefing?<view> of the set that everybody sees, GET /briefing/<key>?<view> of any set."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from components import cache
from components.briefing.page import POLICY, Page, page
from components.deck import deck_json
from components.http.requests import GONE, OWN, Refused, encoding_header, encoding_of, key_of, pairs_of, plainly
from components.pictures.briefing_charts import briefing_deck
from data.claims.compare_files import MOST_ROWS, compare_sets
from data.errors import DatelineError
from data.view import View

SHARED: Final = "no-cache"
"""Kept, but asked about each time: the file may have changed."""


def routes(base: str, shared: Callable[[], Path | str] | None) -> list[Route]:
    """A briefing of any set by its key, and where there is a set that everybody sees at an address that stays."""
    routes = [Route(f"{base}/briefing/{{key}}", of_a_key)]
    return routes if shared is None else [Route(f"{base}/briefing", _of_the_shared(shared)), *routes]


async def of_a_key(request: Request) -> Response:
    """The briefing of a set by its key: a shared one, or what one viewer uploaded."""
    try:
        key = key_of(request)
        document = await run_in_threadpool(_make_page, key, _view(request), "../", _against(request))
    except cache.UnknownKey:
        return plainly(404, GONE)
    except (Refused, DatelineError) as mistake:
        return _refusal(mistake)
    return _answer(request, document, OWN if cache.is_upload(key) or _against(request) else SHARED)


def _of_the_shared(shared: Callable[[], Path | str]) -> Callable[[Request], object]:
    async def of_the_shared(request: Request) -> Response:
        """The briefing of the file that everybody sees, as it is now."""
        try:
            document = await run_in_threadpool(_page_of_file, shared(), _view(request), _against(request))
        except cache.UnknownKey:
            return plainly(404, GONE)
        except (Refused, DatelineError) as mistake:
            return _refusal(mistake)
        return _answer(request, document, OWN if _against(request) else SHARED)

    return of_the_shared


def _make_page(key: str, view: View, root: str, against: str) -> Page:
    return page(_changes_deck(key, view, against) if against else cache.briefing(key, view), root)


def _changes_deck(key: str, view: View, against: str) -> bytes:
    """The deck with what became of the rows of an earlier file, one viewer's upload. Raises UnknownKey."""
    dataset, earlier = cache.find(key), cache.find(against)
    if dataset is None or earlier is None:
        raise cache.UnknownKey(against)
    if max(dataset.report.events, earlier.report.events) > MOST_ROWS:  # the page says so
        return cache.briefing(key, view)
    rows = cache.answer(key, f"against {against}", View(), lambda: compare_sets(earlier, dataset))
    return deck_json(briefing_deck(dataset, replace(view, event=""), rows=rows))


def _against(request: Request) -> str:
    """The key of the earlier file, if the briefing is to tell what became of its rows."""
    return request.query_params.get("against", "")


def _page_of_file(path: Path | str, view: View, against: str) -> Page:
    """Of the file as it was last good, where it cannot be read now: a room is waiting."""
    try:
        dataset = cache.dataset(path, view.columns)
    except DatelineError:
        before = cache.last_good(path, view.columns)
        if before is None:
            raise
        dataset = before
    return _make_page(dataset.key, view, "./", against)


def _answer(request: Request, document: Page, keeping: str) -> Response:
    headers = {"ETag": document.etag, "Cache-Control": keeping, "Vary": "Accept-Encoding", **POLICY}
    if document.etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    encoding = encoding_of(request.headers)
    return Response(document.encoded(encoding), headers=headers | encoding_header(encoding), media_type="text/html")


def _view(request: Request) -> View:
    """As much of the address as is a View: what is added by others is left alone."""
    return View.lenient(pairs_of(request))[0]


def _refusal(mistake: Refused | DatelineError) -> Response:
    return plainly(mistake.status, mistake.sentence) if isinstance(mistake, Refused) else plainly(400, str(mistake))
