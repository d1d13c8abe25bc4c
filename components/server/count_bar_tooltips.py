"""The most important titles of a bin of counts, asked for when the pointer rests on it.

GET /titles/<key>?<view>&lane=Protest&from=2012-03-01T00:00:00&to=2012-04-01T00:00:00&time=
    {"titles": [["A square is filled", "5 Mar 2012"], …]}    at most MOST_TITLES

time=yes asks for those only that have a time of day, time=no for those without.
"""

from dataclasses import replace
from typing import Final

import orjson
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from components import cache
from components.http.requests import GONE, OWN, SHARED, Refused, key_of, pairs_of, plainly
from components.words import date_short, one_line
from data import answers
from data.dates.calendar import from_iso
from data.errors import DatelineError
from data.view import View

MOST_TITLES: Final = 3
LONGEST_TITLE: Final = 200
BIN_FIELDS: Final = ("lane", "from", "to", "time")
HAS_TIME: Final = {"yes": True, "no": False, "": None}

Titles = list[tuple[str, str]]


def routes(base: str) -> list[Route]:
    """Ours, under the base path."""
    return [Route(f"{base}/titles/{{key}}", titles)]


async def titles(request: Request) -> Response:
    """The titles of one bin as JSON; the same for all who look at the same events."""
    try:
        key = key_of(request)
        pairs = pairs_of(request)
        bin_pairs = [pair for pair in pairs if pair[0] in BIN_FIELDS]
        if len(bin_pairs) != len(BIN_FIELDS) or {name for name, _ in bin_pairs} != set(BIN_FIELDS):
            raise Refused(400, "Say lane, from, to and time, once each.")
        bin_fields = dict(bin_pairs)
        if bin_fields["time"] not in HAS_TIME:
            raise Refused(400, "Say time=yes, time=no or time=.")
        window = from_iso(bin_fields["from"]), from_iso(bin_fields["to"])
        view = View.from_query(pair for pair in pairs if pair[0] not in BIN_FIELDS)
        titles = await run_in_threadpool(_answer, key, view, bin_fields["lane"], window, HAS_TIME[bin_fields["time"]])
    except Refused as refused:
        return plainly(refused.status, refused.sentence)
    except cache.UnknownKey:
        return plainly(404, GONE)
    except DatelineError as mistake:
        return plainly(400, str(mistake))
    headers = {"Cache-Control": OWN if cache.is_upload(key) else SHARED}
    return Response(orjson.dumps({"titles": titles}), headers=headers, media_type="application/json")


def _answer(key: str, view: View, lane: str, window: tuple[int, int], is_timed: bool | None) -> Titles:
    """Asked once for all viewers."""
    view = replace(answers.plain(view), lanes=view.lanes)
    question = f"titles {window[0]} {window[1]} {is_timed} {lane}"
    return cache.answer(key, question, view, lambda: _foremost(key, view, lane, window, is_timed))


def _foremost(key: str, view: View, lane: str, window: tuple[int, int], is_timed: bool | None) -> Titles:
    dataset = cache.find(key)
    if dataset is None:
        raise cache.UnknownKey(key)
    grouping = cache.scales(dataset, View(lanes=view.lanes)).grouping
    rows = answers.of(dataset, view, grouping).foremost(lane, window, MOST_TITLES, is_timed=is_timed)
    return [(one_line(row["title"], LONGEST_TITLE), date_short(row["date"])) for row in rows]
