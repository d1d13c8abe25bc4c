"""The picture of a link: GET /card.png?<view> of the set that everybody sees, for programs that show links."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

import orjson
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from components import cache
from components.cache import recorded_moments
from components.cache.first_paints import BUSY, link_card
from components.exporters import Subject, captions
from components.http.requests import GONE, SHARED, Refused, pairs_of, plainly
from components.pictures import Frame, charts
from components.pictures.standalone_image import card_of
from data.dataset.dataset import Dataset
from data.errors import DatelineError
from data.view import Pairs, View
from data.view.saved_views import expanded

WIDTH, HEIGHT = 1180, 480
NAME: Final = "card.png"


def routes(base: str, shared: Callable[[], Path | str] | None) -> list[Route]:
    """Ours, under the base path, where there is a set that everybody sees."""
    if shared is None:
        return []

    async def card(request: Request) -> Response:
        """The same for all who ask; of a set that is still being read there is none yet."""
        try:
            body = await run_in_threadpool(_card, shared(), pairs_of(request))
        except Refused as refused:
            return plainly(refused.status, refused.sentence)
        except cache.UnknownKey:
            return plainly(404, GONE)
        except DatelineError as mistake:
            return plainly(400, str(mistake))
        return Response(body, headers={"Cache-Control": SHARED}, media_type="image/png") if body else plainly(503, BUSY)

    return [Route(f"{base}/{NAME}", card)]


def _card(path: Path | str, pairs: Pairs) -> bytes | None:
    dataset = cache.known(path)
    if dataset is None:
        raise cache.UnknownKey(str(path))
    asked = charts.follow(View.lenient(expanded(pairs, dataset.settings.views)[0])[0])[0]
    if asked.recorded:
        dataset = recorded_moments.as_recorded(dataset, path, asked.recorded)
    view = replace(asked, page="", columns=(), file="", event="")
    return link_card((dataset.key, view.to_string()), lambda: _draw(dataset, view))


def _draw(dataset: Dataset, view: View) -> bytes:
    frame = Frame(charts.named(view).name, WIDTH, height=HEIGHT)
    figure = orjson.loads(cache.picture(dataset.key, replace(view, chart=""), frame).body)
    return card_of(figure, WIDTH, captions(Subject(dataset, view), ())).png()
