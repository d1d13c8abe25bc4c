"""The first slide and the last ones: what this is, and who says so."""

from collections.abc import Iterator
from typing import Any, Final

from components.deck import Deck as Briefing
from components.deck import Slide, Source
from components.pptx import template
from components.pptx.shapes import Box, Pen
from components.pptx.slide_frame import Deck, further, headline
from components.pptx.text_runs import LEFT_TO_RIGHT, Run, emu, write
from components.pptx.text_width import cut, fitting, height, lines
from components.words import number, one_line

TEXT: Final = 24.0
LINE: Final = 38.0
REMARK: Final = 18.7


def title(deck: Deck, slide: Any, told: Slide, briefing: Briefing) -> None:
    """The title, what it is about, and under it when, as of when, by whom, and what must be known before one begins."""
    title_height = headline(
        slide, deck.title, Box(template.LEFT, 190, template.RIGHT, 350), (64.0, 53.3, 46.7, 40.0, 32.0)
    )
    Pen(slide.shapes).area(Box(template.LEFT, 160, template.LEFT + 88, 165), "accent", name="Rule")
    below = slide.placeholders[1]
    top = 190 + title_height + 26
    when = " · ".join(part for part in (briefing.when, briefing.asof) if part)
    texts = [line for line in (briefing.subtitle, told.text, when, briefing.by, *told.remarks) if line]
    if not texts:
        below._element.getparent().remove(below._element)
        return
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


def sources(deck: Deck, slide: Any, told: Slide, briefing: Briefing) -> None:
    """Every source by name, with its address as a link, and how many events rest on it; then what must be known."""
    texts = [_voice(voice) for voice in briefing.sources]
    texts += [[Run(piece, REMARK, "grey")] for remark in _remarks(briefing, told) for piece in _lines(remark)]
    most = int((template.BODY.height - 20) / LINE)
    for first in range(0, len(texts), most):
        more = f" ({first // most + 1} of {-(-len(texts) // most)})" if len(texts) > most else ""
        if first:
            slide = further(deck, slide, template.TEXT, f"{told.headline}{more}")
        headline(slide, f"{told.headline}{more}", template.HEADLINE)
        write(slide.placeholders[1], *texts[first : first + most], shrinks=True)
        for paragraph in slide.placeholders[1].text_frame.paragraphs:
            paragraph.space_before = 0
            paragraph.line_spacing = 1.25


def _remarks(briefing: Briefing, told: Slide) -> list[str]:
    waiting = len(briefing.slides) - briefing.main
    has_pictures = any(slide.picture for slide in briefing.slides)
    said = (
        f"Where a slide names no source it is “{briefing.usual}”." if briefing.usual else "",
        briefing.credit,
        briefing.licence,
        briefing.how,
        *told.remarks,
        f"{number(waiting)} more {'slide' if waiting == 1 else 'slides'} in reserve." if waiting else "",
        "Pictures are not in this file: their slides lead to where they are on the web." if has_pictures else "",
    )
    return [text for text in said if text]


def _voice(voice: Source) -> list[Run]:
    count = "1 event" if voice.count == 1 else f"{number(voice.count)} events"
    name = cut(one_line(voice.name, 200) or "No source named", 860, TEXT, bold=True)
    return [
        Run(f"{LEFT_TO_RIGHT}{name}", TEXT, bold=True, link=voice.url),
        Run(f"{LEFT_TO_RIGHT}   {count}", TEXT, "grey"),
    ]


def _lines(text: str) -> Iterator[str]:
    plain = one_line(text, 1500)
    yield from (plain[first:last] for first, last in lines(plain, template.BODY.width - 10, REMARK))
