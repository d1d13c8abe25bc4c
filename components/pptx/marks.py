"""The events of a timeline slide: bar, edge, mark and label of each in one group that bears its title."""

from collections.abc import Callable
from typing import Any, Final

from components.figures.hover_text import sentence
from components.figures.layout import Band
from components.figures.marks import mark_place, strength
from components.figures.placed_events import Shown, weight
from components.figures.plot_area import USUAL
from components.figures.text_width import SEMIBOLD
from components.pptx.bars import mix, pieces, stops
from components.pptx.lanes_and_axis import PILL, size_of
from components.pptx.shapes import Pen, fade, outline
from components.pptx.text_runs import Run
from components.pptx.text_width import cut, width
from components.pptx.timeline import Sheet
from components.words import number, one_line

MARGIN: Final = 2.0
GLOW: Final = ((23, 0.14), (18, 0.3))
"""Sizes and strengths of what stands around the mark of a moment that is only about right."""

OnShape = Callable[[str, Any], None]


def marks(pen: Pen, sheet: Sheet, on_shape: OnShape) -> None:
    """Draw each event, then what gave way. on_shape: called with the id of each event and each of its shapes."""
    for index, band in enumerate(sheet.bands):
        colors = sheet.stage.colors
        for shown in band.shown:
            _event(pen, sheet, band, shown, colors.band_other if index % 2 else colors.band, on_shape)
        for more in band.more:
            titles = "; ".join(one_line(band.hidden[key].title, 80) for key in more.keys[:20])
            _pill(pen, more.pixel, band.more_y, len(more.keys), titles)


def _event(pen: Pen, sheet: Sheet, band: Band, shown: Shown, paper: str, on_shape: OnShape) -> None:
    title = one_line(shown.event.title, 200) or "Event"
    inside = pen.group(title, sentence(shown.event, band.lane.name))
    style, stage = sheet.stage.style(shown.event.category), sheet.stage
    if shown.body.is_bar:
        _bar(inside, sheet, shown, paper)
    if shown.body.has_edge and 0 <= shown.body.left <= stage.room:
        box = pen.box(shown.body.left - 1.5, shown.y - USUAL.bar / 2, shown.body.left + 1.5, shown.y + USUAL.bar / 2)
        inside.area(box, style.color, name="Start")
    place = mark_place(shown)
    if place is not None and 0 <= place <= stage.room:
        if not shown.body.is_bar and shown.event.is_start_soft:
            for size, strong in GLOW:
                inside.mark(place, shown.y, size, style, fill=mix(style.color, paper, strong), name="About then")
        mark = inside.mark(place, shown.y, style.size, style, fill=paper if shown.event.is_uncertain else style.color,
                           name=title)  # fmt: skip
        if shown.event.is_uncertain:
            outline(mark, style.color, 1.5 * pen.scale)
        on_shape(shown.event.id, mark)
    if shown.label:
        on_shape(shown.event.id, _label(inside, shown, title, stage.label_size))


def _bar(pen: Pen, sheet: Sheet, shown: Shown, paper: str) -> None:
    event, form, stage = shown.event, shown.body, sheet.stage
    color = stage.style(event.category).color
    for left, right in pieces(form, stage):
        box = pen.box(left, shown.y - USUAL.bar / 2, right, shown.y + USUAL.bar / 2)
        bar = pen.area(box, mix(color, paper, strength(event, stage)), name="Span")
        if form.is_soft:
            fade(bar, stops(form, left, right, color, strength(event, stage), paper))
        if event.is_uncertain:
            outline(bar, mix(color, paper, 0.75), 1, "dash")
        until = min(right, shown.text - 8) if shown.side == "inside" else right
        if event.is_set and until > left:
            pen.line(left, shown.y, until, shown.y, color, 1.5, name="Some time in this span", dash="dots")


def _label(pen: Pen, shown: Shown, title: str, pixels: float) -> Any:
    """The label where it was arranged; a text of many capitals, which Arial writes wider, is cut a little shorter."""
    size, bold = size_of(pixels, pen), weight(shown.event) == SEMIBOLD
    room = (shown.text - shown.left if shown.side == "left" else shown.right - shown.text) * pen.scale
    text = cut(shown.label, max(room, 30), size, bold=bold)
    length = width(text, size, bold=bold) / pen.scale + MARGIN
    left = shown.text - length if shown.side == "left" else shown.text
    box = pen.box(left, shown.y - 12, left + length, shown.y + 12)
    return pen.words(box, Run(text, size, bold=bold), name=title, side="right" if shown.side == "left" else "left",
                     anchor="middle", wraps=False)  # fmt: skip


def _pill(pen: Pen, pixel: float, y: float, count: int, titles: str) -> None:
    text = f"+{number(count)}"
    size = size_of(12, pen)
    half = max(width(text, size, bold=True) / pen.scale / 2 + 6, 14)
    inside = pen.group(f"{number(count)} more", titles)
    shape = inside.area(pen.box(pixel - half, y - 10, pixel + half, y + 10), "paper", name=text, kind=PILL)
    outline(shape, "hairline", 1)
    inside.words(pen.box(pixel - half, y - 10, pixel + half, y + 10), Run(text, size, "grey", bold=True), name=text,
                 side="center", anchor="middle", wraps=False)  # fmt: skip
