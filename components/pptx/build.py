"""A briefing as a PowerPoint file: the slides of the screen, under the same numbers.

What goes on over further slides goes on after all others, so that no number changes; what is in reserve is hidden, as
PowerPoint has it: it is reached by its number, by a click on its event, and by the arrows never.
"""

from collections.abc import Callable
from typing import Any, Final

from components.deck import Deck as Briefing
from components.deck import Slide
from components.pptx import template
from components.pptx.charts import growth_charts
from components.pptx.claims_table import table
from components.pptx.drawing import drawing
from components.pptx.event import event
from components.pptx.lists import listed
from components.pptx.save import to_bytes
from components.pptx.slide_frame import Deck, page
from components.pptx.summary_slide import standing
from components.pptx.timeline_slides import PaperTimeline, timeline_shapes
from components.pptx.title_and_sources import sources, title

LAYOUTS: Final = {
    "title": template.TITLE,
    **dict.fromkeys(("event", "summary", "closing", "changes", "open", "sources"), template.TEXT),
}


def file(briefing: Briefing, timeline: PaperTimeline) -> bytes:
    """The deck as a .pptx file. timeline: what its slide is drawn from."""
    deck = Deck(template.blank(briefing.title, briefing.credit), briefing.title, briefing.handling, briefing.main)
    pages = [_page(deck, slide, briefing) for slide in briefing.slides]
    deck.pages.extend(pages)
    shapes: dict[str, list[Any]] = {}
    for at, slide in zip(pages, briefing.slides, strict=True):
        if slide.kind == "timeline":
            shapes = timeline_shapes(at, timeline, briefing.strip.looks)
        else:
            _DRAWN[slide.kind](deck, at, slide, briefing)
    for slide in briefing.slides:
        for shape in shapes.get(slide.id, []) if slide.id else []:  # a click on an event leads to its slide
            shape.click_action.target_slide = pages[slide.number - 1]
    return to_bytes(deck.file)


def _page(deck: Deck, slide: Slide, briefing: Briefing) -> Any:
    layout = LAYOUTS.get(slide.kind, template.TITLE_ONLY)
    made = page(
        deck,
        layout,
        slide.headline or briefing.title,
        section=" · ".join(filter(None, (briefing.day, slide.section))),
        notes=slide.notes,
    )
    if slide.is_reserve:
        made._element.set("show", "0")
    return made


_DRAWN: Final[dict[str, Callable[[Deck, Any, Slide, Briefing], None]]] = {
    "title": title,
    "event": event,
    "summary": standing,
    "closing": standing,
    "changes": listed,
    "open": listed,
    "chart": drawing,
    "map": drawing,
    "growth": growth_charts,
    "table": table,
    "sources": sources,
}
