"""The record for programs: GET /api/… as `components.api.description` declares, and /feed.atom.

Read only, of the set that everybody sees, without the notes. An answer has an ETag; a page of another site may ask
only where the settings name that site under `api`.
"""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any, Final

import orjson
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from components import cache
from components.api import answers, atom_feed
from components.api.description import OPERATIONS, openapi, people
from components.cache import recorded_moments
from components.exporters import EXPORTERS, Subject
from components.http.requests import Refused, pairs_of, plainly
from data import answers as answer_view
from data.claims import changes
from data.dataset.dataset import Dataset
from data.errors import DatelineError
from data.reading.editable_files import is_editable
from data.view import NOT_OURS, View
from data.view.saved_views import strictly

CACHED: Final = "public, max-age=0, must-revalidate"
NUMBERS: Final = {"limit": answers.USUAL, "after": 0}
OURS: Final = (*NUMBERS, "since")
PAGE: Final = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>API · {title}</title>
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<style>body {{ font: 17px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }}
td, th {{ text-align: left; vertical-align: top; padding: .4rem 1rem .4rem 0; }} code {{ white-space: nowrap; }}</style>
</head><body><h1>{title}: for programs</h1><p>Read only, as JSON, with the filters of a link
(<code>?category=…&amp;asof=…</code>). Figures of different sources are never added.
<a href="api/openapi.json">The same as OpenAPI.</a></p>
<table><thead><tr><th>GET</th><th>answers</th><th>takes</th></tr></thead><tbody>{rows}</tbody></table></body></html>
"""

Ask = Callable[[Dataset, Path, View, dict[str, str], Request], Any]


def routes(base: str, shared: Callable[[], Path | str] | None) -> list[Route]:
    """Ours, under the base path, where there is a set that everybody sees."""
    if shared is None:
        return []
    found = [Route(f"{base}/feed.atom", _route(shared, _feed))]
    for one in OPERATIONS:
        path = one.path.replace("{id}", "{id:path}")
        found.append(Route(f"{base}/api{path}", _route(shared, ASKED[one.path])))
    return [*found, Route(f"{base}/api/{{rest:path}}", _unknown)]


async def _unknown(_: Request) -> Response:
    """A path that is none of ours."""
    return plainly(404, "There is no such question. /api lists them.")


def _route(shared: Callable[[], Path | str], ask: Ask) -> Callable[[Request], object]:
    async def answer(request: Request) -> Response:
        """As the address asks; one sentence where that cannot be."""
        try:
            return await run_in_threadpool(_answer, request, shared(), ask)
        except Refused as refused:
            return plainly(refused.status, refused.sentence)
        except DatelineError as mistake:
            return plainly(400, str(mistake))

    return answer


def _answer(request: Request, path: Path | str, ask: Ask) -> Response:
    pairs = pairs_of(request)
    own = {name: value for name, value in pairs if name in OURS}
    dataset = cache.dataset(path)
    asked = [pair for pair in pairs if pair[0] not in (*OURS, *NOT_OURS)]
    view = replace(strictly(asked, dataset.settings.views), page="", file="", columns=(), event="")
    dataset = recorded_moments.shown(path, view)
    given = ask(dataset, Path(path), view, own, request)
    response = given if isinstance(given, Response) else Response(orjson.dumps(given), media_type="application/json")
    tag = f'"{hashlib.blake2b(bytes(response.body), digest_size=12).hexdigest()}"'
    headers = {"ETag": tag, "Cache-Control": CACHED, "Vary": "Origin", **_shared_with(request, dataset)}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    response.headers.update(headers)
    return response


def _shared_with(request: Request, dataset: Dataset) -> dict[str, str]:
    origin = request.headers.get("origin", "")
    return {"Access-Control-Allow-Origin": origin} if origin and origin in dataset.settings.api else {}


def _number(own: dict[str, str], name: str) -> int:
    text = own.get(name, "")
    if text and not (text.isdecimal() and text.isascii() and len(text) < 7):
        raise Refused(400, f"Say {name} as a whole number.")
    return int(text) if text else NUMBERS[name]


def _events(dataset: Dataset, _path: Path, view: View, own: dict[str, str], _: Request) -> Any:
    return answers.events(dataset, view, _number(own, "limit"), _number(own, "after"))


def _event(dataset: Dataset, path: Path, _view: View, _own: dict[str, str], request: Request) -> Any:
    name = request.path_params["id"]
    found = answers.event(dataset, name, path if is_editable(path) else None)
    if found is None:
        raise Refused(404, "There is no event of that id. /api/events names them.")
    return found


def _changes(dataset: Dataset, _path: Path, view: View, own: dict[str, str], _: Request) -> Any:
    if not own.get("since"):
        raise Refused(400, "Say since when, as in since=2022-01-05.")
    return answers.changed(dataset, view, own["since"])


def _picture(kind: str) -> Ask:
    def draw(dataset: Dataset, _path: Path, view: View, _own: dict[str, str], _: Request) -> Response:
        exporter = EXPORTERS[kind]
        return Response(exporter.write(Subject(dataset, view, has_notes=False)), media_type=exporter.mime)

    return draw


def _link(_dataset: Dataset, _path: Path, view: View, _own: dict[str, str], request: Request) -> Any:
    query = view.to_string()
    return {"link": f"{_root(request)}{'?' + query if query else ''}"}


def _root(request: Request) -> str:
    """The address of the page, with a slash at its end."""
    return str(request.url).split("/api")[0].split("/feed.atom")[0] + "/"


def _description(dataset: Dataset, _path: Path, _view: View, _own: dict[str, str], request: Request) -> Any:
    return openapi(dataset.settings.title or dataset.name, _root(request).rstrip("/"))


def _page(dataset: Dataset, _path: Path, _view: View, _own: dict[str, str], _: Request) -> Response:
    title = dataset.settings.title or dataset.name
    cells = [
        f"<tr><td><code>{escape(path)}</code></td><td>{escape(explains)}</td><td>{escape(takes)}</td></tr>"
        for path, explains, takes in people(title)
    ]
    return HTMLResponse(PAGE.format(title=escape(title), rows="".join(cells)))


def _feed(dataset: Dataset, path: Path, view: View, _own: dict[str, str], request: Request) -> Response:
    """What became known on the last day that has anything new."""
    asked = answer_view.of(dataset, view)
    since = changes.usual_baseline([day for day, _ in asked.reported_days(400)], view.asof)
    found = (
        answers.changed(dataset, view, since)["events"]
        if since
        else answers.events(dataset, view, atom_feed.MOST)["events"]
    )
    stamp = path.stat().st_mtime if path.is_file() else 0
    updated = datetime.fromtimestamp(stamp, UTC).isoformat(timespec="seconds")
    title = dataset.settings.title or dataset.name
    body = atom_feed.feed(title, _root(request), list(reversed(found)), updated)
    return Response(body, media_type="application/atom+xml")


ASKED: Final[dict[str, Ask]] = {
    "": _page,
    "/openapi.json": _description,
    "/record": lambda dataset, _path, view, _own, _: answers.record(dataset, view),
    "/events": _events,
    "/events/{id}": _event,
    "/figures": lambda dataset, _path, view, _own, _: answers.figures(dataset, view),
    "/changes": _changes,
    "/sources": lambda dataset, _path, view, _own, _: answers.sources(dataset, view),
    "/picture.svg": _picture("svg"),
    "/picture.png": _picture("png"),
    "/link": _link,
}
"""What each path of the description asks."""
