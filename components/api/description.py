"""What can be asked, declared once: the routes, their description in OpenAPI and the page for people are made of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from components.api.answers import FARTHEST, MOST, MOST_NEWS, USUAL
from data.view.filter_table import FILTERS

OPENAPI: Final = "3.1.0"
VERSION: Final = "1"


@dataclass(frozen=True, slots=True)
class Operation:
    """A question: its path below `/api`, what it answers, and what may stand in its address beside the filters."""

    path: str
    title: str
    explains: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    takes_filters: bool = True
    media: str = "application/json"


OPERATIONS: Final = (
    Operation(
        "", "What can be asked", "This page for people; for programs see /api/openapi.json.", {}, False, "text/html"
    ),
    Operation("/openapi.json", "This description", "OpenAPI, for programs that make clients of it.", {}, False),
    Operation("/record", "The record", "Its title, how many events pass the filters, of when, and how many sources."),
    Operation(
        "/events", "Events", "In the order of time, with row, source and day each; `next` is where to go on.",
        {"limit": f"How many, at most {MOST:,}; {USUAL} if it is left out.",
         "after": f"How many to pass over, at most {FARTHEST:,}."},
    ),
    Operation("/events/{id}", "One event", "All of it, its quotation, and what was changed in its row.", {}, False),
    Operation("/figures", "Figures", "Each as its latest source words it at the moment of `asof`, with all claims."),
    Operation(
        "/changes", "What changed", f"Figures that moved, and at most {MOST_NEWS} events that became known.",
        {"since": "A day, as in 2022-01-05. It is needed."},
    ),
    Operation("/sources", "Sources", "Who says so: of how many events and figures."),
    Operation("/picture.svg", "A picture", "The chart of the view as a drawing.", media="image/svg+xml"),
    Operation("/picture.png", "A picture", "The chart of the view, 2 pixels for each.", media="image/png"),
    Operation("/link", "A link", "The address of the page that shows the view."),
)  # fmt: skip


def openapi(title: str, server: str) -> dict[str, Any]:
    """The description as OpenAPI."""
    return {
        "openapi": OPENAPI,
        "info": {"title": f"Dateline: {title}", "version": VERSION,
                 "description": "A record of dated events. Figures of different sources are never added."},
        "servers": [{"url": server}],
        "paths": {f"/api{one.path}": {"get": _operation(one)} for one in OPERATIONS},
    }  # fmt: skip


def _operation(one: Operation) -> dict[str, Any]:
    named = [_parameter(name, said) for name, said in one.parameters.items()]
    if "{id}" in one.path:
        said = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}, "description": "Its id."}
        named.append(said)
    if one.takes_filters:
        named += [_parameter(name, f"Filter: {line.label}. May be given again.") for name, line in FILTERS.items()]
        named += [_parameter(name, said) for name, said in WINDOW.items()]
    answer = {"description": one.explains, "content": {one.media: {}}}
    wrong = {"description": "One sentence that says what to ask instead.", "content": {"text/plain": {}}}
    return {
        "summary": one.title,
        "description": one.explains,
        "parameters": named,
        "responses": {"200": answer, "304": {"description": "As it was: see ETag."}, "400": wrong, "404": wrong},
    }


WINDOW: Final = {
    "start": "The first moment of the window, as in a link.",
    "end": "The end of the window.",
    "asof": "As known at the end of this day.",
    "recorded": "The record as it stood at this moment of its journal, in UTC.",
}


def _parameter(name: str, said: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": {"type": "string"}, "description": said}


def people(title: str) -> list[tuple[str, str, str]]:
    """The same for people: the address, what it answers, and what it takes."""
    del title
    rows = []
    for one in OPERATIONS:
        takes = [*(f"{name}: {said}" for name, said in one.parameters.items())]
        takes += ["the filters of a link"] if one.takes_filters else []
        rows.append((f"/api{one.path}", one.explains, " ".join(takes)))
    return rows
