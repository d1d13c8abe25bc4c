"""Briefings over HTTP: GET /briefing?<view> of the set that everybody sees, GET /briefing/<key>?<view> of any set.

The notes are in neither: POST /notes?<view> and /notes/<key>?<view> give them to the briefer, and to who drives a room.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from components import cache
from components.access.rights import TRIED, Right, visitor_of
from components.briefing.page import POLICY, Page, page
from components.cache import recorded_moments
from components.deck import Briefing
from components.http.requests import GONE, OWN, Refused, encoding_header, encoding_of, key_of, pairs_of, plainly
from components.live import rooms
from components.live.notes_access import bearer, is_from_here, may_read_notes
from components.pictures.briefing_charts import briefing_deck
from data.claims.compare_files import MOST_ROWS, compare_sets
from data.errors import DatelineError
from data.view import Pairs, View
from data.view.saved_views import expanded

SHARED: Final = "no-cache"
"""Kept, but asked about each time: the file may have changed."""
ROOM: Final = "room"
"""Names the room that who asks for notes drives."""
FROM_HERE: Final = "Notes are read from their own page only."

Handler = Callable[[Request], Awaitable[Response]]


def routes(base: str, shared: Callable[[], Path | str] | None) -> list[Route]:
    """A briefing of any set by its key, and where there is a set that everybody sees at an address that stays."""
    keyed = [
        Route(f"{base}/briefing/{{key}}", _calmly(_page_of_a_key)),
        Route(f"{base}/notes/{{key}}", _calmly(_notes_of_a_key), methods=["POST"]),
    ]
    if shared is None:
        return keyed
    return [
        Route(f"{base}/briefing", _calmly(_page_of_the_shared(shared))),
        Route(f"{base}/notes", _calmly(_notes_of_the_shared(shared)), methods=["POST"]),
        *keyed,
    ]


def _calmly(handler: Handler) -> Handler:
    async def handle(request: Request) -> Response:
        try:
            return await handler(request)
        except cache.UnknownKey:
            return plainly(404, GONE)
        except Refused as refused:
            return plainly(refused.status, refused.sentence)
        except DatelineError as mistake:
            return plainly(400, str(mistake))

    return handle


async def _page_of_a_key(request: Request) -> Response:
    """The briefing of a set by its key: a shared one, or what one viewer uploaded."""
    key = key_of(request)
    document = await run_in_threadpool(_page, "../", _briefing, key, _pairs(request), _against(request))
    return _answer(request, document, OWN if cache.is_upload(key) or _against(request) else SHARED)


def _page_of_the_shared(shared: Callable[[], Path | str]) -> Handler:
    async def handle(request: Request) -> Response:
        """The briefing of the file that everybody sees, as it is now."""
        document = await run_in_threadpool(_page, "./", _briefing_of_file, shared(), _pairs(request), _against(request))
        return _answer(request, document, OWN if _against(request) else SHARED)

    return handle


async def _notes_of_a_key(request: Request) -> Response:
    """The notes of a set by its key."""
    key = key_of(request)
    await _check_reader(request, key)
    return _notes(await run_in_threadpool(_briefing, key, _pairs(request), _against(request)))


def _notes_of_the_shared(shared: Callable[[], Path | str]) -> Handler:
    async def handle(request: Request) -> Response:
        """The notes of the file that everybody sees."""
        await _check_reader(request, "")
        return _notes(await run_in_threadpool(_briefing_of_file, shared(), _pairs(request), _against(request)))

    return handle


async def _check_reader(request: Request, key: str) -> None:
    """Raise Refused for who may not look, or is neither the briefer nor drives a room of this data set that was opened
    by one."""
    if not is_from_here(request):
        raise Refused(403, FROM_HERE)
    visitor = visitor_of(request.scope)
    if not visitor.may(Right.VIEW):
        raise Refused(429, TRIED) if visitor.bore_too_many() else Refused(401, visitor.refusal(Right.VIEW))
    if may_read_notes(request, key):
        return
    room = await run_in_threadpool(rooms.find, request.query_params.get(ROOM, ""))
    if room is None or rooms.data_key(room.link) != key or not room.shows_notes_to(bearer(request)):
        raise Refused(429, TRIED) if visitor.bore_too_many() else Refused(401, visitor.refusal(Right.BRIEF))


def _notes(briefing: Briefing) -> Response:
    return Response(briefing.notes, headers={"Cache-Control": "no-store"}, media_type="application/json")


def _page(root: str, make: Callable[..., Briefing], *given: object) -> Page:
    return page(make(*given).deck, root)


def _briefing(key: str, pairs: Pairs, against: str) -> Briefing:
    dataset = cache.find(key)
    view = View.lenient(expanded(pairs, dataset.settings.views if dataset else ())[0])[0]
    view = recorded_moments.true_to(key, view)
    return _changes_deck(key, view, against) if against else cache.briefing(key, view)


def _changes_deck(key: str, view: View, against: str) -> Briefing:
    """The deck with what became of the rows of an earlier file, one viewer's upload. Raises UnknownKey."""
    dataset, earlier = cache.find(key), cache.find(against)
    if dataset is None or earlier is None:
        raise cache.UnknownKey(against)
    if max(dataset.report.events, earlier.report.events) > MOST_ROWS:  # the page says so
        return cache.briefing(key, view)
    rows = cache.answer(key, f"against {against}", View(), lambda: compare_sets(earlier, dataset))
    return Briefing.of(briefing_deck(dataset, replace(view, event=""), rows=rows))


def _against(request: Request) -> str:
    """The key of the earlier file, if the briefing is to tell what became of its rows."""
    return request.query_params.get("against", "")


def _briefing_of_file(path: Path | str, pairs: Pairs, against: str) -> Briefing:
    """Of the file as it was last good, where it cannot be read now: a room is waiting."""
    try:
        dataset = cache.dataset(path)
    except DatelineError:
        before = cache.last_good(path)
        if before is None:
            raise
        dataset = before
    view = View.lenient(expanded(pairs, dataset.settings.views)[0])[0]
    if view.recorded:
        dataset = recorded_moments.as_recorded(dataset, path, view.recorded)
    return _briefing(dataset.key, pairs, against)


def _answer(request: Request, document: Page, keeping: str) -> Response:
    headers = {"ETag": document.etag, "Cache-Control": keeping, "Vary": "Accept-Encoding", **POLICY}
    if document.etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    encoding = encoding_of(request.headers)
    return Response(document.encoded(encoding), headers=headers | encoding_header(encoding), media_type="text/html")


def _pairs(request: Request) -> Pairs:
    """What the address says of a View: what is added by others is left alone."""
    return [pair for pair in pairs_of(request) if pair[0] != ROOM]
