"""When an event would be that is dragged along the chart, in words and in cells. Nothing is saved by it.

GET /moved/<key>?event=ID&part=whole&by=86400     or steps=1 instead of by; and the View's own choice of columns
    {"refusal": "It has no end yet, …"}, or
    {"words": "6 January 2022", "from": […], "at": […], "part": "whole", "row": 3, "seen": "…", "cells": {"date": […]}}
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from components import cache
from components.access.rights import visitor_of
from components.editing.edited_file import edited_file, is_editable
from components.http.requests import GONE, Refused, key_of, pairs_of, plainly
from components.words import date_words
from data import answers
from data.corrections.moved_event import moved_event
from data.dates.moves import PARTS
from data.errors import DatelineError
from data.view import View

FIELDS: Final = ("event", "part", "by", "steps")
HOW: Final = "Say event and part (whole, start or end), and by in seconds or steps as a whole number, once each."
NOT_HERE: Final = "This record cannot be changed here."
FARTHEST: Final = 1e12
"""Seconds by which a date is moved at most: beyond all years that there are."""


def routes(base: str, shared: Callable[[], Path | str]) -> list[Route]:
    """Ours, under the base path. shared: where the file is that everybody sees."""

    async def moved(request: Request) -> Response:
        """When it would be; or why it cannot be moved so, in a sentence."""
        try:
            answer = await run_in_threadpool(_answer, request, shared())
        except Refused as refused:
            return plainly(refused.status, refused.sentence)
        except cache.UnknownKey:
            return plainly(404, GONE)
        except DatelineError as refused:  # the question was right: this is its answer
            answer = {"refusal": str(refused)}
        return JSONResponse(answer, headers={"Cache-Control": "no-store"})

    return [Route(f"{base}/moved/{{key}}", moved)]


def _answer(request: Request, path: Path | str) -> dict[str, Any]:
    key, pairs = key_of(request), pairs_of(request)
    asked = {name: value for name, value in pairs if name in FIELDS}
    view = View.from_query(pair for pair in pairs if pair[0] not in FIELDS)
    event, part, by, steps = (asked.get(name, "") for name in FIELDS)
    is_once = len(asked) == sum(name in FIELDS for name, _ in pairs)
    if not event or part not in PARTS or (by == "") == (steps == "") or not is_once:
        raise Refused(400, HOW)
    dataset = cache.find(key)
    if dataset is None or cache.is_upload(key) or not is_editable(path, dataset):
        raise Refused(400, NOT_HERE)
    row = answers.of(dataset, View()).event(event)
    if row is None:
        raise Refused(400, "There is no such event here any more. Choose another.")
    at = edited_file(Path(path), dataset, dict(view.columns), visitor_of(request.scope).known_as)
    number = int(row["row"])
    moved = moved_event(at.table, at.desk.rules, number, part, by=_seconds(by), steps=_steps(steps))
    return {
        "words": date_words(moved.date.edtf), "from": [moved.before.start, moved.before.end],
        "at": [moved.date.start, moved.date.end], "part": moved.part, "steps": moved.steps, "row": number,
        "seen": at.digest, "cells": moved.cells,
    }  # fmt: skip


def _seconds(text: str) -> float:
    """Raises Refused."""
    try:
        seconds = float(text or 0)
    except ValueError:
        raise Refused(400, HOW) from None
    if not abs(seconds) < FARTHEST:
        raise Refused(400, HOW)
    return seconds


def _steps(text: str) -> int | None:
    """Raises Refused."""
    if not text:
        return None
    if len(text) > 9 or not text.removeprefix("-").isdecimal():
        raise Refused(400, HOW)
    return int(text)
