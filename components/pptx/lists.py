"""Slides of lists: where we stand, with every figure and what is still disputed; and what changed."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from components.deck import Card, Slide
from components.pptx import cards, template
from components.pptx.cards import Size
from components.pptx.shapes import Box, Pen
from components.pptx.slide_frame import Deck, headline, page
from components.pptx.text_runs import Run, write
from components.pptx.text_width import cut

CARDS_PER_ROW: Final = 5
MOST_ROWS: Final = 3
GAP: Final = 32.0
SIZE, LINE = 18.7, 22.6
Lines = list[list[Run]]
Numbered = tuple[int, Any]
"""A slide with its number."""


def standing_slides(deck: Deck, standing: Slide, slides: Mapping[int, Numbered], foot: str) -> None:
    """The slide, and as many more as its lists take. slides: ours, by the numbers of the briefing's."""
    slide = page(deck, template.TEXT, standing.headline, foot=foot, notes=standing.notes)
    headline(slide, standing.headline, template.HEADLINE)
    pen = Pen(slide.shapes)
    if standing.known:
        pen.words(Box(500, 76, template.RIGHT, 98), Run(cut(standing.known, 700, 16), 16, "grey"), name="As known on",
                  side="right", wraps=False)  # fmt: skip
    top = _cards(pen, standing.cards)
    lines = _disputes(standing, slides)
    while True:
        count = int((template.BODY.bottom + 24 - top) / LINE)
        _list(slide, lines[:count], top)
        lines = lines[count:]
        if not lines:
            return
        slide = page(deck, template.TEXT, f"{standing.headline} (continued)", foot=foot)
        headline(slide, f"{standing.headline} (continued)", template.HEADLINE)
        top = template.BODY.top


def _cards(pen: Pen, figures: Sequence[Card]) -> float:
    """Draw them in rows; where the rows end."""
    if not figures:
        return template.BODY.top
    top, size = template.BODY.top + 6, Size(1.0 if len(figures) <= CARDS_PER_ROW else 0.88)
    columns = min(max(len(figures), 3), CARDS_PER_ROW)
    width = (template.BODY.width - GAP * (columns - 1)) / columns
    for first in range(0, min(len(figures), CARDS_PER_ROW * MOST_ROWS), CARDS_PER_ROW):
        row = figures[first : first + CARDS_PER_ROW]
        for turn, card in enumerate(row):
            left = template.LEFT + turn * (width + GAP)
            cards.draw(pen, card, Box(left, top, left + width, top + size.height(card, width)), size)
        top += max(size.height(card, width) for card in row) + 18
    if (more := len(figures) - CARDS_PER_ROW * MOST_ROWS) > 0:
        pen.words(Box(template.LEFT, top, template.RIGHT, top + 20), Run(f"and {more} more figures: see the table",
                  14, "grey"), name="More figures")  # fmt: skip
        top += 28
    return top + 6


def _disputes(standing: Slide, slides: Mapping[int, Numbered]) -> Lines:
    lines: Lines = [[Run(standing.text, SIZE)]] if standing.text else []
    for dispute in standing.disputes:
        lines.append([Run(dispute.title, SIZE, bold=True)])
        for doubt in dispute.doubts:
            line = [Run(cut(doubt.text, 960, SIZE), SIZE)]
            if doubt.slide in slides:
                number, to = slides[doubt.slide]
                line += [Run("   ", 16), Run(f"slide {number}", 16, "grey", to=to)]
            lines.append(line)
    return lines if lines or standing.cards else [[Run("No figure is claimed, and nothing is disputed.", SIZE, "grey")]]


def _list(slide: Any, lines: Lines, top: float) -> None:
    shape = slide.placeholders[1]
    if not lines:
        shape._element.getparent().remove(shape._element)
        return
    shape.left, shape.top, shape.width, shape.height = Box(template.LEFT, top, template.RIGHT, 672).emus
    write(shape, *[[run for run in runs if run.text] for runs in lines], shrinks=True)
    for paragraph in shape.text_frame.paragraphs:
        paragraph.space_before = 0
