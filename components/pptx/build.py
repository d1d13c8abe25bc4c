"""A briefing as a PowerPoint file: title, timeline, events, figures, where we stand, sources."""

from typing import Any, Final

from components.deck import Deck as Briefing
from components.format import number, one_line
from components.pptx import template
from components.pptx.charts import growth_slides
from components.pptx.claims_table import table_slides
from components.pptx.event import event_slides
from components.pptx.lists import standing_slides
from components.pptx.save import to_bytes
from components.pptx.slide_frame import Deck
from components.pptx.timeline_slides import PaperTimeline, timeline_slides
from components.pptx.title_and_sources import source_slides, title_slide
from data.claims.cards import Card

MOST_NAMED: Final = 6
"""Sources named at the foot of a slide that rests on all of them."""


def file(briefing: Briefing, timeline: PaperTimeline, cards: list[Card]) -> bytes:
    """The deck as a .pptx file, with the timeline and every claim of a figure."""
    deck = Deck(template.blank(briefing.title, briefing.credit), briefing.title, briefing.handling)
    foot = _foot(briefing)
    first = briefing.slides[0]
    title_slide(deck, briefing.subtitle, [briefing.asof, *first.remarks], first.text)
    shapes = timeline_slides(deck, timeline, foot)
    changes = [slide for slide in briefing.slides if slide.kind == "changes"]
    slides = {}
    start = len(deck.file.slides)
    for slide in briefing.slides:
        if slide.kind == "event":
            event_slide = event_slides(deck, slide, briefing.strip)
            slides[slide.number] = deck.file.slides.index(event_slide) + 1 + len(changes), event_slide
            _lead(shapes.get(slide.id, []), event_slide)
    for slide in changes:  # it names the slides of its events, so it is made after them; the briefing keeps it to one
        standing_slides(deck, slide, slides, foot)
        _move_last(deck.file, start)
    growth_slides(deck, cards, foot)
    table_slides(deck, cards, foot)
    for slide in briefing.slides:
        if slide.kind == "closing":
            standing_slides(deck, slide, slides, foot)
    source_slides(deck, briefing.sources, _remarks(briefing))
    return to_bytes(deck.file)


def _lead(shapes: list[Any], slide: Any) -> None:
    """A click on an event of the timeline leads to its slide."""
    for shape in shapes:
        shape.click_action.target_slide = slide


def _move_last(file: Any, to: int) -> None:
    """Put the last slide where it is told."""
    order = file.slides._sldIdLst
    order.insert(to, order[-1])


def _foot(briefing: Briefing) -> str:
    names = [one_line(source.name, 60) for source in briefing.sources[:MOST_NAMED]]
    rest = len(briefing.sources) - len(names)
    more = f" and {number(rest)} more, see the last slide" if rest else ""
    return f"Sources: {', '.join(names)}{more}" if names else "No source is named."


def _remarks(briefing: Briefing) -> list[str]:
    has_pictures = any(slide.picture for slide in briefing.slides)
    linked = "Pictures are not in this file: their slides lead to where they are on the web." if has_pictures else ""
    return [linked, _sentence("Licence", briefing.licence), _sentence("Credit", briefing.credit)]


def _sentence(name: str, text: str) -> str:
    return f"{name}: {text}" if text else ""
