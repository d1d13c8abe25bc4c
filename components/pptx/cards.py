"""The figures as cards: a rule, what is counted, the figure as worded, who says so and how it changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from components.deck import Card
from components.pptx.shapes import Box, Pen
from components.pptx.text_runs import Run, joined
from components.pptx.text_width import cut, width
from components.words import number

SCALES: Final = (1.0, 0.88, 0.76)
LABEL, VALUE, DETAIL = 16.0, 37.0, 16.0
"""Pixels; details stay so large however small the rest becomes, for they are read from further away."""
GAP: Final = 14.0


@dataclass(frozen=True, slots=True)
class Size:
    """How large the cards are drawn: letters in pixels, and how high a line of details is."""

    scale: float

    def height(self, card: Card, room: float) -> float:
        """Pixels from the card's rule to the end of its last line."""
        return (8 + LABEL * 1.3 + VALUE * 1.25) * self.scale + len(details(card, room)) * DETAIL * 1.35


def details(card: Card, room: float) -> list[str]:
    """What stands under the figure, a line each: who and when on one line, or on two where there is no room."""
    attribution = joined(card.source, card.said)
    attribution_lines = [attribution] if width(attribution, DETAIL) <= room else [card.source, card.said]
    return [line for line in (*attribution_lines, card.rise, card.spread, card.note) if line]


def column(pen: Pen, cards: Sequence[Card], box: Box) -> None:
    """The cards one under the other, those of the dead first, smaller where they are many; how many had no room."""
    if not cards:
        return
    top = box.top
    size = next(
        (size for size in map(Size, SCALES) if _height(cards, size, box.width) <= box.bottom - top), Size(SCALES[-1])
    )
    for index, card in enumerate(cards):
        height = size.height(card, box.width)
        is_last = index == len(cards) - 1
        if top + height + (0 if is_last else 24) > box.bottom:
            more = f"and {number(len(cards) - index)} more"
            pen.words(Box(box.left, top, box.right, top + 20), Run(more, DETAIL, "grey"), name="More figures")
            return
        draw(pen, card, Box(box.left, top, box.right, top + height), size)
        top += height + GAP * size.scale


def _height(cards: Sequence[Card], size: Size, room: float) -> float:
    return sum(size.height(card, room) + GAP * size.scale for card in cards)


def draw(pen: Pen, card: Card, box: Box, size: Size) -> None:
    """One card, a group of its own; a figure in many words is written smaller, and cut at last."""
    inside = pen.group(f"Figure: {card.label}")
    inside.area(Box(box.left, box.top, box.right, box.top + 2), "hairline", name="Rule")
    k, top = size.scale, box.top + 8 * size.scale
    size_of_label = max(LABEL * k, DETAIL)
    label = Run(cut(card.label, box.width, size_of_label, bold=True), size_of_label, "grey", bold=True)
    inside.words(Box(box.left, top, box.right, top + LABEL * 1.3 * k), label, name="What is counted", wraps=False)
    top += LABEL * 1.3 * k
    inside.words(Box(box.left, top, box.right, top + VALUE * 1.25 * k), _value(card, box.width, k), name="Figure",
                 anchor="middle", wraps=False)  # fmt: skip
    top += VALUE * 1.25 * k
    for line in details(card, box.width):
        text = Run(cut(line, box.width, DETAIL), DETAIL, "grey")
        inside.words(Box(box.left, top, box.right, top + DETAIL * 1.35), text, name="Who says so", wraps=False)
        top += DETAIL * 1.35


def _value(card: Card, room: float, k: float) -> list[Run]:
    sizes = [VALUE * k * part for part in (1.0, 0.8, 0.6, 0.45)]
    size = next((size for size in sizes if width(card.value, size, bold=True) <= room), sizes[-1])
    value = cut(card.value, room, size, bold=True)
    rest = room - width(value, size, bold=True) - 10
    unit = f" {card.unit}" if card.unit and width(card.unit, DETAIL) <= rest - 6 else ""
    return [Run(value, size, bold=True), *([Run(unit, DETAIL, "grey")] if unit else [])]
