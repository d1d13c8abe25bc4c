"""The slides that say it all at once: the figures in a row, under them what happened, beside it what is open."""

from collections.abc import Sequence
from typing import Any, Final

from components.deck import Card, Line, Slide
from components.deck import Deck as Briefing
from components.pptx import cards, template
from components.pptx.cards import Size
from components.pptx.shapes import Box, Pen
from components.pptx.slide_frame import Deck, headline
from components.pptx.text_runs import LEFT_TO_RIGHT, Run, hang, write
from components.pptx.text_width import fitting, height, width
from components.pptx.timeline_strip import strip

TOP, BOTTOM, GAP = 128.0, 566.0, 32.0
SIZES: Final = (37.3, 33.3, 29.3, 25.3, 22.7, 20.0, 18.0, 16.0)
DATES: Final = 0.36
"""Of the width, for the dates before the lines; where one is longer it runs on into its line."""
OPEN_SHARE: Final = 0.33
"""Of the width, for what is open."""


def standing(deck: Deck, page: Any, slide: Slide, briefing: Briefing) -> None:
    """Draw it: in letters as large as there is room for."""
    headline(page, slide.headline, template.HEADLINE)
    pen = Pen(page.shapes)
    if slide.known:
        pen.words(Box(560, 80, template.RIGHT, 102), Run(slide.known, 16, "grey"), name="As known on", side="right",
                  wraps=False)  # fmt: skip
    top = _row(pen, slide.cards) if slide.cards else TOP
    middle = template.RIGHT - (template.RIGHT - template.LEFT) * OPEN_SHARE if slide.opens else template.RIGHT
    _lines(deck, page, slide.lines, Box(template.LEFT, top, middle - (GAP if slide.opens else 0), BOTTOM))
    if slide.opens:
        _open(deck, pen, slide, Box(middle, top, template.RIGHT, BOTTOM))
    strip(pen, briefing.strip, slide.number, is_end=True)


def _row(pen: Pen, figures: Sequence[Card]) -> float:
    """The figures beside each other; where they end."""
    size, count = Size(1.0), max(len(figures), 3)
    width = (template.RIGHT - template.LEFT - GAP * (count - 1)) / count
    for turn, card in enumerate(figures):
        left = template.LEFT + turn * (width + GAP)
        cards.draw(pen, card, Box(left, TOP, left + width, TOP + size.height(card, width)), size)
    return TOP + max(size.height(card, width) for card in figures) + 26


def _lines(deck: Deck, page: Any, lines: Sequence[Line], box: Box) -> None:
    size, column = _columned(lines, box)
    shape = page.placeholders[1]
    if not lines:
        shape._element.getparent().remove(shape._element)
        return
    shape.left, shape.top, shape.width, shape.height = box.emus
    write(shape, *([*_date(line.date, size, column), Run(line.text, size), *_jump(deck, line.slide)]
                   for line in lines), shrinks=True)  # fmt: skip
    for paragraph in shape.text_frame.paragraphs:
        paragraph.space_before = 0
        paragraph.space_after = round(size * 0.45 * 9525)
        if column:
            hang(paragraph, column)


def _columned(lines: Sequence[Line], box: Box) -> tuple[float, float]:
    """The largest letters in which the lines have room, and how wide the column of their dates is, 0 for none."""
    for size in SIZES:
        dates = max((width(line.date, size, bold=True) for line in lines), default=0.0)
        column = dates + size * 0.9 if 0 < dates <= box.width * DATES else 0.0
        before = "" if column else "{}   "
        texts = [f"{before.format(line.date)}{line.text}   999" for line in lines]
        if sum(height(text, box.width - column, size) + size * 0.5 for text in texts) <= box.height:
            return size, column
    return SIZES[-1], 0.0


def _date(date: str, size: float, column: float) -> list[Run]:
    if column:
        return [Run(date, size, "grey", bold=True, tab=True)]
    return [Run(f"{date}   ", size, "grey", bold=True)] if date else []


def _open(deck: Deck, pen: Pen, slide: Slide, box: Box) -> None:
    texts = [f"{line.text}  999" for line in slide.opens]
    inner = Box(box.left + 20, box.top, box.right, box.bottom)
    size = min(_size([*texts, "", ""], inner), 25.3)
    runs: list[list[Run]] = [[Run("Open", 18.7, "accent", bold=True)]]
    runs += [[Run(line.text, size), *_jump(deck, line.slide)] for line in slide.opens]
    if slide.more:
        runs.append([Run(f"+ {slide.more} more: slide {slide.all_open}", 16, "grey", to=deck.page_of(slide.all_open))])
    high = sum(height("".join(run.text for run in line), inner.width, line[0].size) + size * 0.4 for line in runs)
    pen.area(Box(box.left, box.top, box.left + 3, min(box.top + high, box.bottom)), "accent", name="Rule")
    made = pen.words(Box(inner.left, box.top, box.right, min(box.top + high + 10, box.bottom)), *runs, name="Open")
    for paragraph in made.text_frame.paragraphs:
        paragraph.space_after = round(size * 0.35 * 9525)


def _jump(deck: Deck, number: int) -> list[Run]:
    """A small number behind a line, which leads to its slide."""
    return [Run("  ", 16.0), Run(f"{LEFT_TO_RIGHT}{number}", 16.0, "grey", to=deck.page_of(number))] if number else []


def _size(texts: Sequence[str], box: Box) -> float:
    """The largest letters in which they have room, with air between them."""
    return next((size for size in SIZES
                 if sum(height(text, box.width, size) + size * 0.5 for text in texts) <= box.height),
                fitting("", 1, 1, SIZES[-1:]))  # fmt: skip
