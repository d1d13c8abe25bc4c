"""The story of a briefing: which events it tells, in which order, and which figures are known at each of them.

The order is that of every list (`data.queries.time_order`): that of the story, not of the news. What is known at an
event is a question of its own, and is answered by `known_claims`.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isfinite
from typing import Any, Final

import ibis.expr.types as ir

from data.claims.totals_by_source import LONG_AGO, Claim
from data.queries import time_order
from data.queries.events import matching
from data.queries.time_order import Place, place
from data.schema import squeezed
from data.view import View
from data.view.parameters import OWN

MATTERS: Final = (2, 3)
"""The importance of the events that are told, unless the view asks for others."""
MOST_EVENTS: Final = 200
"""Events that one briefing has at hand, told and in reserve."""
MOST_CLAIMS: Final = 2_000
"""Figures that can be followed from slide to slide."""
MOST_NUMBERED: Final = 100_000
SLIDE: Final = "slide"
"""The user's own column that says which events are told, and in which order."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SlideOrder:
    """The rows that the user has numbered, by those `numbers`, and how many cells hold something else."""

    rows: tuple[int, ...] = ()
    unread: int = 0
    numbers: tuple[float, ...] = ()


def slide_column(event: ir.Table) -> str | None:
    """The user's own column of slide numbers, if there is one."""
    own = (name for name in event.columns if name.startswith(OWN))
    return next((name for name in own if squeezed(name.removeprefix(OWN)) == SLIDE), None)


def slide_numbers(event: ir.Table, member: ir.Table, view: View, column: str) -> ir.Table:
    """`row` and `slide`, the cell as written, of the events of the view in which that is filled in."""
    events = matching(event, member, view)
    filled = events.filter(events[column] != "").order_by("row")
    return filled.select("row", slide=filled[column]).limit(MOST_NUMBERED)


def slide_order(marks: Sequence[Row]) -> SlideOrder:
    """The rows in the order of their numbers, of equal numbers as in the file.

    >>> slide_order([{"row": 1, "slide": "2.5"}, {"row": 2, "slide": "1"}, {"row": 3, "slide": "last"}])
    SlideOrder(rows=(2, 1), unread=1, numbers=(1.0, 2.5))
    """
    numbers = [(_number(mark["slide"]), int(mark["row"])) for mark in marks]
    ordered = sorted((number, row) for number, row in numbers if number is not None)
    unread = len(numbers) - len(ordered)
    return SlideOrder(tuple(row for _, row in ordered), unread, tuple(number for number, _ in ordered))


def _number(cell: str) -> float | None:
    try:
        number = float(cell)
    except ValueError:
        return None
    return number if isfinite(number) else None


def story(event: ir.Table, member: ir.Table, view: View) -> ir.Table:
    """The events that matter: those of the view, and where it asks for no importance of its own those above minor."""
    return matching(event, member, view if view.importance else replace(view, importance=MATTERS))


def first_choice(events: ir.Table) -> ir.Table:
    """As many of them as a briefing has at hand: the most important, of those the ones with a figure, the latest."""
    adds_none = (events["is_increment"] & (events["high"] == 0)).fill_null(False)
    has_figure = ((events["metric"] != "") & ~adds_none).cast("int8")
    *latest, row = time_order.keys(events)
    order = (events["importance"].desc(), has_figure.desc(), *(key.desc() for key in latest), row)
    return events.order_by(*order).limit(MOST_EVENTS)


def titles(event: ir.Table) -> ir.Table:
    """The row that heads the page, if the file has one."""
    return event.filter(event["kind"] == "title").order_by("row").limit(1)


def in_order_of_time(rows: Sequence[Row]) -> list[Row]:
    """The events as they followed each other, cause before effect."""
    return sorted(rows, key=place)


def in_order(rows: Sequence[Row], slides: SlideOrder) -> list[Row]:
    """The events as they are told: by the user's own numbers where there are any, else as time goes."""
    if not slides.rows:
        return in_order_of_time(rows)
    turn = {row: index for index, row in enumerate(slides.rows)}
    return sorted(rows, key=lambda row: turn[int(row["row"])])


def known_claims(
    claims: Sequence[Claim], places: Mapping[int, Place], now: Row, to_come: Container[str]
) -> list[Claim]:
    """The claims that are known when the story has come to an event: figures never run ahead of it.

    places: by row, where each claim stands in the story. to_come: the events whose own slides are still to come.
    What was said later than the event was known is not heard yet; neither is what happens later in the story, nor
    what has a slide of its own that is still to come.
    """
    known, here = now["known_from"], place(now)
    latest = LONG_AGO if known is None else int(known)
    return [
        claim
        for claim in claims
        if claim.moment <= latest and places[claim.row] <= here and (claim.id == now["id"] or claim.id not in to_come)
    ]
