"""How far apart two events or moments are, asked for when somebody measures on the chart.

GET /apart/<key>?from=event:ID&to=date:2022-01-05
    {"words": "between 3 and 4 days later", "from": "Troops arrive, 6 January 2022", "to": "5 January 2022"}
"""

from typing import Final

import orjson
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from components import cache
from components.http.requests import GONE, OWN, SHARED, Refused, key_of, pairs_of, plainly
from components.words import apart_words, date_words, one_line
from data import answers, dates
from data.dataset.dataset import Dataset
from data.errors import DatelineError
from data.view import View

FIELDS: Final = ("from", "to")
LONGEST_TITLE: Final = 80
HOW: Final = "Say from and to, once each, as event:ID or as date:2022-01-05."


def routes(base: str) -> list[Route]:
    """Ours, under the base path."""
    return [Route(f"{base}/apart/{{key}}", apart)]


async def apart(request: Request) -> Response:
    """Two ends, and the time between their beginnings, in words."""
    try:
        key, pairs = key_of(request), pairs_of(request)
        if sorted(name for name, _ in pairs) != sorted(FIELDS):
            raise Refused(400, HOW)
        answer = await run_in_threadpool(_answer, key, dict(pairs))
    except Refused as refused:
        return plainly(refused.status, refused.sentence)
    except cache.UnknownKey:
        return plainly(404, GONE)
    except DatelineError as mistake:
        return plainly(400, str(mistake))
    headers = {"Cache-Control": OWN if cache.is_upload(key) else SHARED}
    return Response(orjson.dumps(answer), headers=headers, media_type="application/json")


def _answer(key: str, ends: dict[str, str]) -> dict[str, str]:
    dataset = cache.find(key)
    if dataset is None:
        raise cache.UnknownKey(key)
    (one, first), (other, second) = (_end(dataset, ends[name]) for name in FIELDS)
    return {"words": apart_words(one, other), "from": first, "to": second}


def _end(dataset: Dataset, text: str) -> tuple[str, str]:
    """The date of an end in EDTF, and what it is called."""
    kind, _, value = text.partition(":")
    if kind == "date":
        date = dates.parse(value).edtf
        return date, date_words(date)
    row = answers.of(dataset, View()).event(value) if kind == "event" else None
    if row is None:
        raise Refused(400, HOW if kind != "event" else "There is no such event here any more. Choose another.")
    return row["date"], f"{one_line(row['title'], LONGEST_TITLE)}, {date_words(row['date'])}"
