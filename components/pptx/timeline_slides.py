"""The slides of the timeline."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from components.figures.canvas import USUAL, Stage
from components.figures.events import Event
from components.format import number, one_line
from components.pptx import template
from components.pptx.backdrop import backdrop, known_line
from components.pptx.marks import marks
from components.pptx.shapes import Box, Pen
from components.pptx.slide_frame import Deck, headline, page
from components.pptx.text_runs import Run
from components.pptx.timeline import AREA, Sheet, sheets

MOST_NOTES = 100


@dataclass(frozen=True, slots=True)
class PaperTimeline:
    """What is to be drawn, as `pictures.on_paper` gives it; `total` is how many events there are."""

    events: Sequence[Event]
    eras: Sequence[Event]
    stage: Stage
    total: int


def timeline_slides(deck: Deck, timeline: PaperTimeline, foot: str) -> dict[str, list[Any]]:
    """Draw the timeline; the shapes that stand for each event, by its id."""
    drawn = sheets(timeline.events, timeline.eras, timeline.stage)
    shapes: dict[str, list[Any]] = {}
    for turn, sheet in enumerate(drawn, 1):
        more = f" ({turn} of {len(drawn)})" if len(drawn) > 1 else ""
        slide = page(deck, template.TITLE_ONLY, f"Timeline{more}", foot=foot, notes=_notes(sheet))
        headline(slide, f"Timeline{more}", template.HEADLINE)
        shown = _count_words(sheet, timeline.total)
        Pen(slide.shapes).words(Box(400, 76, template.RIGHT, 98), Run(shown, 16, "grey"), name="What is shown",
                                side="right", wraps=False)  # fmt: skip
        stage = sheet.stage
        pen = Pen(slide.shapes, AREA.left + stage.left * sheet.scale, AREA.top + USUAL.top * sheet.scale, sheet.scale)
        backdrop(pen, sheet)
        marks(pen, sheet, lambda key, shape: shapes.setdefault(key, []).append(shape))
        known_line(pen, sheet)
    return shapes


def _count_words(sheet: Sheet, total: int) -> str:
    """How many events there are, and how many of them have a mark here."""
    shown = len({mark.event.id for band in sheet.bands for mark in band.shown})
    count = "1 event" if shown == 1 else f"{number(shown)} events"
    return count if shown >= total else f"{count} of {number(total)}"


def _notes(sheet: Sheet) -> str:
    """For the briefer: what there was no room for."""
    hidden: Mapping[str, str] = {event.id: one_line(event.title, 120) for event in sheet.hidden}
    if not hidden:
        return ""
    listed = list(hidden.values())[:MOST_NOTES]
    rest = f"\n… and {number(len(hidden) - len(listed))} more." if len(hidden) > len(listed) else ""
    return "No room on this slide for:\n" + "\n".join(listed) + rest
