"""Views taken away over HTTP: as a download from the page, and as read-only feeds for other programs.

GET /export/<key>/<kind>?<view>      a file of any kind there is, of a shared set or one's own upload
GET /events.json|.csv|.ics?<view>    the set that everybody sees, never an upload, and never the notes

Which column is which is for the settings to say: a link that says otherwise changes nothing here.
"""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from functools import cache as once
from pathlib import Path
from typing import Final
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from components import cache
from components.cache import recorded_moments
from components.exporters import EXPORTERS, Exporter, Subject, TooMany
from components.http.requests import GONE, OWN, Refused, key_of, pairs_of, plainly, sees_notes
from data.dataset.dataset import Dataset
from data.errors import DatelineError
from data.view import NOT_OURS, Pairs, View
from data.view.saved_views import strictly

FEEDS: Final = {"json": "events", "csv": "file", "ics": "ics"}
"""The kind of each feed, by the ending of its address."""

FEED: Final = "public, max-age=60"
ROOT: Final = Path(__file__).parents[2]


def routes(base: str, shared: Callable[[], Path | str] | None) -> list[Route]:
    """Downloads, and where there is a set that everybody sees its feeds."""
    routes = [Route(f"{base}/export/{{key}}/{{kind}}", download)]
    if shared is not None:
        routes += [Route(f"{base}/events.{ending}", _feed(EXPORTERS[kind], shared)) for ending, kind in FEEDS.items()]
    return routes


async def download(request: Request) -> Response:
    """A view of a data set as a file, named after what it holds."""
    try:
        key, pairs = key_of(request), pairs_of(request)
        exporter = EXPORTERS.get(request.path_params["kind"])
        if exporter is None:
            raise Refused(404, f"There is no such kind of file. There are {', '.join(EXPORTERS)}.")
        dataset = cache.find(key)
        if dataset is None:
            raise cache.UnknownKey(key)
        view = recorded_moments.true_to(key, _view(pairs, dataset))
        subject = Subject(dataset, view, has_notes=sees_notes(request, key))
        return await run_in_threadpool(_file, request, exporter, subject)
    except cache.UnknownKey:
        return plainly(404, GONE)
    except (Refused, DatelineError) as mistake:
        return _refusal(mistake)


def _file(request: Request, exporter: Exporter, subject: Subject) -> Response:
    name = exporter.file_name(subject)
    ascii_name = name.encode("ascii", "replace").decode().replace("?", "-")
    headers = {
        "Cache-Control": OWN,
        "Content-Disposition": f"attachment; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(name)}",
    }
    return _answer(request, exporter, subject, headers)


def _feed(exporter: Exporter, shared: Callable[[], Path | str]) -> Callable[[Request], object]:
    async def feed(request: Request) -> Response:
        """The shared set, as far as the view of the address shows it."""
        try:
            return await run_in_threadpool(_feed_answer, request, exporter, shared())
        except (Refused, DatelineError) as mistake:
            return _refusal(mistake)

    return feed


def _feed_answer(request: Request, exporter: Exporter, path: Path | str) -> Response:
    view = _view(pairs_of(request), cache.dataset(path))
    subject = Subject(recorded_moments.shown(path, view), view, has_notes=False)
    tag = _tag(exporter, subject)
    headers = {"Cache-Control": FEED, "ETag": tag}
    known_tags = {text.strip().removeprefix("W/") for text in request.headers.get("if-none-match", "").split(",")}
    if known_tags & {tag.removeprefix("W/"), "*"}:
        return Response(status_code=304, headers=headers)
    return _answer(request, exporter, subject, headers)


def _answer(request: Request, exporter: Exporter, subject: Subject, headers: dict[str, str]) -> Response:
    encoding = subject.dataset.report.encoding.removesuffix("-sig")
    kind = f"{exporter.mime}; charset={encoding}" if exporter.name == FEEDS["csv"] else exporter.mime
    pieces = iter(()) if request.method == "HEAD" else exporter.pieces(subject)
    return StreamingResponse(pieces, headers=headers, media_type=kind)


def _tag(exporter: Exporter, subject: Subject) -> str:
    """What changes with the content of a feed: its data set, its view, and the code that writes it."""
    bare = replace(subject.view, lanes="", scale="", chart="", event="", opened=(), page="", columns=())
    view = replace(bare, file="", brief="")
    content = repr((subject.dataset.key, view.to_string(), exporter.name, _code()))
    return f'W/"{hashlib.blake2b(content.encode(), digest_size=12).hexdigest()}"'


@once
def _code() -> str:
    """A hash of all our code: a newer version may write the same events otherwise."""
    files = sorted([*ROOT.glob("data/**/*.py"), *ROOT.glob("components/**/*.py")])
    return hashlib.blake2b(b"".join(path.read_bytes() for path in files), digest_size=12).hexdigest()


def _view(pairs: Pairs, dataset: Dataset) -> View:
    return strictly((pair for pair in pairs if pair[0] not in NOT_OURS), dataset.settings.views)


def _refusal(mistake: Refused | DatelineError) -> Response:
    if isinstance(mistake, Refused):
        return plainly(mistake.status, mistake.sentence)
    return plainly(413 if isinstance(mistake, TooMany) else 400, str(mistake))
