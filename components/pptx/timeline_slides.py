"""The slide of the timeline."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from components import theme
from components.deck import Look
from components.figures.events import Event
from components.figures.plot_area import USUAL, Stage
from components.pptx import template
from components.pptx.lanes_and_axis import backdrop, known_line
from components.pptx.marks import marks
from components.pptx.shapes import Box, Pen
from components.pptx.slide_frame import headline
from components.pptx.text_runs import Run
from components.pptx.text_width import width
from components.pptx.timeline import AREA, Sheet, sheet
from components.words import clean, number, one_line

MOST_NOTES = 100
LEGEND, LEGEND_TOP = 16.0, 664.0


@dataclass(frozen=True, slots=True)
class PaperTimeline:
    """What is to be drawn, as `pictures.on_paper` gives it; `total` is how many events there are."""

    events: Sequence[Event]
    eras: Sequence[Event]
    stage: Stage
    total: int


def timeline_shapes(page: Any, timeline: PaperTimeline, looks: Sequence[Look] = ()) -> dict[str, list[Any]]:
    """Draw the timeline on its slide, and what its marks mean; the shapes that stand for each event, by its id."""
    drawn = sheet(timeline.events, timeline.eras, timeline.stage)
    shapes: dict[str, list[Any]] = {}
    headline(page, "The timeline", template.HEADLINE)
    if notes := _notes(drawn):
        page.notes_slide.notes_text_frame.text = clean(notes)
    Pen(page.shapes).words(Box(400, 80, template.RIGHT, 102), Run(_count_words(drawn, timeline.total), 16, "grey"),
                           name="What is shown", side="right", wraps=False)  # fmt: skip
    stage = drawn.stage
    pen = Pen(page.shapes, AREA.left + stage.left * drawn.scale, AREA.top + USUAL.top * drawn.scale, drawn.scale)
    backdrop(pen, drawn)
    marks(pen, drawn, lambda key, shape: shapes.setdefault(key, []).append(shape))
    known_line(pen, drawn)
    _legend(Pen(page.shapes), looks)
    return shapes


def _legend(pen: Pen, looks: Sequence[Look]) -> None:
    """The mark of each category with its name, as many as there is room for on one line."""
    left = float(template.LEFT)
    inside = pen.group("Legend")
    for look in looks:
        name = one_line(look.name, 40)
        room = width(name, LEGEND)
        if not name or left + 22 + room > template.RIGHT:
            continue
        inside.mark(left + 7, LEGEND_TOP + 11, 13, theme.Style(look.light, look.shape), fill=look.light, name=name)
        inside.words(Box(left + 22, LEGEND_TOP, left + 24 + room, LEGEND_TOP + 22), Run(name, LEGEND, "grey"),
                     name="Category", wraps=False)  # fmt: skip
        left += room + 52


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
