"""An event in its place, with as much of its title as there is room for."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from components.figures import packing
from components.figures.event_shapes import Body
from components.figures.events import Event
from components.figures.plot_area import Stage
from components.figures.text_width import REGULAR, SEMIBOLD, fit
from components.figures.text_width import width as text_width
from components.words import one_line

KEY: Final = 3
"""The importance of what matters most."""
LEAST: Final = 60.0
"""Pixels of a title that is worth to be begun."""
WIDEST, WIDEST_NARROW = 0.7, 0.95
"""Of the plot, and of a telephone's: no title takes more of it."""


class Shown(NamedTuple):
    """An event with its place. y is the middle of its row; text begins (or ends: side left) at `text` pixels."""

    event: Event
    body: Body
    y: float
    side: str
    label: str
    text: float
    left: float
    right: float


class Taken(NamedTuple):
    """What else stands in a row: from and to which pixel."""

    y: float
    left: float
    right: float


def weight(event: Event) -> int:
    """Key events are written in semibold."""
    return SEMIBOLD if event.importance >= KEY else REGULAR


def grown(shown: Sequence[Shown], others: Sequence[Taken], stage: Stage, *, is_whole: bool = False) -> list[Shown]:
    """The same, each title that was cut with as much of it as its row has left, the important first.

    Titles are cut to few lengths while rows are shared out, so that all find a place; what stays free then is theirs.
    is_whole: only key events have a title that is cut.
    """
    rows: dict[float, list[tuple[float, float]]] = {}
    for y, left, right in (*others, *((one.y, one.left, one.right) for one in shown)):
        rows.setdefault(y, []).append((left, right))
    found = list(shown)
    for at in sorted(range(len(found)), key=lambda at: (-found[at].event.importance, found[at].left)):
        one, row = found[at], rows[found[at].y]
        if (title := one_line(one.event.title, 200)) == one.label:
            continue
        found_room = _longer(one, title, row, stage)
        if is_whole and one.event.importance < KEY:
            found_room = (other for other in found_room if other.label == title)
        longer = max(found_room, key=lambda other: len(other.label), default=one)
        if len(longer.label) > len(one.label):
            row.remove((one.left, one.right))
            row.append((longer.left, longer.right))
            found[at] = longer
    return found


def _longer(one: Shown, title: str, row: Sequence[tuple[float, float]], stage: Stage) -> Iterator[Shown]:
    """The event with its title in the room on the side where it stands; where it has none yet, on either side."""
    left, right = max(one.body.left, 0.0), min(one.body.right, float(stage.room))
    if one.side == "inside":
        label, _ = _fitted(one, title, right - packing.INSIDE - one.text, stage)
        yield one._replace(label=label)
    if one.side == "right" or not one.label:
        text = right + packing.BESIDE
        nearest = min((start - packing.GAP for start, _ in row if start > one.left), default=float(stage.room))
        label, width = _fitted(one, title, min(nearest, float(stage.room)) - text, stage)
        yield one._replace(side="right", label=label, text=text, left=left, right=max(text + width, one.right))
    if one.side == "left" or not one.label:
        text = left - packing.BESIDE
        nearest = max((end + packing.GAP for _, end in row if end < one.right), default=0.0)
        label, width = _fitted(one, title, text - max(nearest, 0.0), stage)
        yield one._replace(side="left", label=label, text=text, left=min(text - width, one.left), right=right)


def _fitted(one: Shown, title: str, room: float, stage: Stage) -> tuple[str, float]:
    """As much of the title as there is room for, and how wide that is; nothing where that is too little."""
    room = min(room, (WIDEST_NARROW if stage.is_narrow else WIDEST) * stage.room) - 1
    if room < LEAST:
        return "", 0.0
    label = fit(title, room, stage.label_size, weight(one.event))
    return label, text_width(label, stage.label_size, weight(one.event)) + 1
