"""Single events among counts: on the floor of their lane, with their titles where nothing stands in the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from components.figures import packing
from components.figures.count_bars import Bin, Most, tall
from components.figures.event_shapes import Body, body, marked
from components.figures.events import Event
from components.figures.layout import item_of, labels
from components.figures.placed_events import Shown
from components.figures.plot_area import Stage

OVER_FLOOR: Final = 6.0
"""Pixels from a lone event's middle to the line that the bars stand on."""
SHORTEST: Final = 36.0
"""Pixels of a lone event that is drawn as the bar it is; what is shorter is its mark, for bars here are counts."""


@dataclass(frozen=True, slots=True)
class Floor:
    """What the events of a lane stand on and among. tallest: pixels above the floor. most: see `bins.most_of`."""

    y: float
    tallest: float
    bins: Sequence[Bin]
    most: Most


def arrange(events: Sequence[Event], floor: Floor, stage: Stage) -> list[Shown]:
    """The events with their places. A mark stands on the floor, unless nothing is counted in its lane; what lasts
    stands over the bars that it would cross."""
    if not events:
        return []
    forms = [_form(event, stage) for event in events]
    names = [labels(event, stage) for event in events]
    items = [_item(at, *one, stage) for at, one in enumerate(zip(events, forms, names, strict=True))]
    taken = _taken(floor, stage)
    placed = packing.among(items, taken, stage.room, 1 if _shorter(floor) else len(taken))
    return [_shown(one, events, forms, names, floor.y - OVER_FLOOR - one.row * stage.sizes.row) for one in placed]


def over(events: Sequence[Event], floor: Floor, stage: Stage) -> list[Shown]:
    """What matters most, as marks with their titles in the row above the bars; where that is full, without them, and
    what finds no room at all is in the bars alone."""
    forms = [marked(form.mark if form.mark is not None else (form.left + form.right) / 2)
             for form in (body(event, stage) for event in events)]  # fmt: skip
    names = [labels(event, stage) for event in events]
    items = [_item(at, *one, stage) for at, one in enumerate(zip(events, forms, names, strict=True))]
    placed, _ = packing.pack([item for item in items if 0 <= forms[item.key].left < stage.room], stage.room, 1)
    y = floor.y - floor.tallest - stage.sizes.row / 2
    return [_shown(one, events, forms, names, y) for one in placed]


def _form(event: Event, stage: Stage) -> Body:
    form = body(event, stage)
    if form.is_bar and form.width < SHORTEST:
        return marked((form.left + form.right) / 2)
    return form


def _item(at: int, event: Event, form: Body, names: tuple[str, ...], stage: Stage) -> packing.Item:
    item = item_of(at, event, form, names, stage)
    return item if item.labels[-1] == 0 else item._replace(labels=(*item.labels, 0.0))


def _shown(
    one: packing.Placed, events: Sequence[Event], forms: Sequence[Body], names: Sequence[tuple[str, ...]], y: float
) -> Shown:
    at = one.item.key
    label = names[at][one.label] if one.label < len(names[at]) else ""
    return Shown(events[at], forms[at], y, one.side, label, one.text, one.left, one.right)


def _taken(floor: Floor, stage: Stage) -> list[list[tuple[float, float]]]:
    """By row, from the floor up, where bars stand in it."""
    found: list[list[tuple[float, float]]] = [[] for _ in range(max(round(floor.tallest / stage.sizes.row), 1))]
    for start, end, events, is_day in _shorter(floor):
        high = tall(events, floor.most[is_day], floor.tallest)
        for row in found[: 1 + int((high + OVER_FLOOR) // stage.sizes.row)]:
            row.append((stage.axis.pixel(start), stage.axis.pixel(end)))
    return found


def _shorter(floor: Floor) -> list[Bin]:
    """The bins that nothing is written over: the pale ones of whole days behind them are wider than any title."""
    return [bin for bin in floor.bins if not bin.is_day]
