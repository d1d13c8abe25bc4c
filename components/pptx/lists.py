"""Slides of lists: what changed, and all that is open."""

from typing import Any, Final

from components.deck import Deck as Briefing
from components.deck import Slide
from components.pptx import template
from components.pptx.shapes import Box
from components.pptx.slide_frame import Deck, further, headline
from components.pptx.text_runs import Run, write
from components.pptx.text_width import cut

SIZE, LINE = 18.7, 22.6
TOP: Final = 130.0
Lines = list[list[Run]]


def listed(deck: Deck, page: Any, slide: Slide, briefing: Briefing) -> None:  # noqa: ARG001 - as every kind is called
    """The slide, and as many more as its lists take."""
    headline(page, slide.headline, template.HEADLINE)
    lines = _lines(deck, slide)
    while True:
        count = int((676 - TOP) / LINE)
        _list(page, lines[:count])
        lines = lines[count:]
        if not lines:
            return
        page = further(deck, page, template.TEXT, f"{slide.headline} (continued)")
        headline(page, f"{slide.headline} (continued)", template.HEADLINE)


def _lines(deck: Deck, slide: Slide) -> Lines:
    lines: Lines = [[Run(slide.text, SIZE)]] if slide.text else []
    for dispute in slide.disputes:
        lines.append([Run(dispute.title, SIZE, "grey", bold=True)])
        for doubt in dispute.doubts:
            line = [Run(cut(doubt.text, 960, SIZE), SIZE)]
            if doubt.slide:
                line += [Run("   ", 16), Run(f"slide {doubt.slide}", 16, "grey", to=deck.page_of(doubt.slide))]
            lines.append(line)
    return lines


def _list(page: Any, lines: Lines) -> None:
    shape = page.placeholders[1]
    if not lines:
        shape._element.getparent().remove(shape._element)
        return
    shape.left, shape.top, shape.width, shape.height = Box(template.LEFT, TOP, template.RIGHT, 690).emus
    write(shape, *[[run for run in runs if run.text] for runs in lines], shrinks=True)
    for paragraph in shape.text_frame.paragraphs:
        paragraph.space_before = 0
