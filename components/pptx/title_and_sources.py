"""The first slide and the last ones: what this is, and who says so."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from components.deck import Source
from components.format import number, one_line
from components.pptx import template
from components.pptx.shapes import Box, Pen
from components.pptx.slide_frame import Deck, headline, page
from components.pptx.text_runs import Run, emu, write
from components.pptx.text_width import cut, fitting, height, lines

TEXT: Final = 21.0
LINE: Final = 34.0
REMARK: Final = 18.7


def title_slide(deck: Deck, subtitle: str, remarks: Sequence[str], notes: str) -> Any:
    """The title, what it is about, and under it what must be known before one begins."""
    slide = page(deck, template.TITLE, deck.title, notes=notes)
    title_height = headline(
        slide, deck.title, Box(template.LEFT, 190, template.RIGHT, 350), (64.0, 53.3, 46.7, 40.0, 32.0)
    )
    Pen(slide.shapes).area(Box(template.LEFT, 160, template.LEFT + 88, 165), "accent", name="Rule")
    below = slide.placeholders[1]
    top = 190 + title_height + 26
    texts = [line for line in (subtitle, *remarks) if line]
    if not texts:
        below._element.getparent().remove(below._element)
        return slide
    room = template.RIGHT - template.LEFT
    size = fitting("\n".join(texts), room, 610 - top, (29.3, 26.7, 24.0, 21.3, 18.7, 16.0))
    while height("\n".join(texts), room, size) > 610 - top:
        texts = [one_line(line, max(len(line) // 2, 40)) for line in texts]
        size = 16.0
        if all(len(line) <= 40 for line in texts):
            break
    below.left, below.top, below.width, below.height = Box(template.LEFT, top, template.RIGHT, 650).emus
    write(below, *(Run(line, size if index == 0 else min(size, REMARK), "grey") for index, line in enumerate(texts)),
            shrinks=True)  # fmt: skip
    for paragraph in below.text_frame.paragraphs[1:]:
        paragraph.space_before = emu(12)
    return slide


def source_slides(deck: Deck, voices: Sequence[Source], remarks: Sequence[str]) -> None:
    """Every source by name, with its address as a link, and how many events rest on it; then licence and credit."""
    lines = [_voice(voice) for voice in voices] or [[Run("No source is named.", TEXT, "grey")]]
    lines += [[Run(piece, REMARK, "grey")] for remark in remarks if remark for piece in _lines(remark)]
    most = int((template.BODY.height - 20) / LINE)
    for first in range(0, len(lines), most):
        more = f" ({first // most + 1} of {-(-len(lines) // most)})" if len(lines) > most else ""
        slide = page(deck, template.TEXT, f"Sources{more}")
        headline(slide, f"Sources{more}", template.HEADLINE)
        write(slide.placeholders[1], *lines[first : first + most], shrinks=True)
        for paragraph in slide.placeholders[1].text_frame.paragraphs:
            paragraph.space_before = 0
            paragraph.line_spacing = 1.25


def _voice(voice: Source) -> list[Run]:
    count = "1 event" if voice.count == 1 else f"{number(voice.count)} events"
    name = cut(one_line(voice.name, 200) or "No source named", 860, TEXT, bold=True)
    return [Run(name, TEXT, bold=True, link=voice.url), Run(f"   {count}", TEXT, "grey")]


def _lines(text: str) -> Iterator[str]:
    plain = one_line(text, 1500)
    yield from (plain[first:last] for first, last in lines(plain, template.BODY.width - 10, REMARK))
