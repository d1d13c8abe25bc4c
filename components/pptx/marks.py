"""The events of a timeline slide: bar, edge, mark and label of each in one group that bears its title."""

from collections.abc import Callable
from typing import Any, Final

from components.figures.hover_text import sentence
from components.figures.layout import Band, Shown, weight
from components.figures.marks import BAR, mark_place, strength
from components.figures.text_width import SEMIBOLD
from components.format import number, one_line
from components.pptx.backdrop import PILL, size_of
from components.pptx.bars import mixed, pieces, stops
from components.pptx.shapes import Pen, fade, outline
from components.pptx.text_runs import Run
from components.pptx.text_width import cut, width
from components.pptx.timeline import Sheet

MARGIN: Final = 2.0
GLOW: Final = ((23, 0.14), (18, 0.3))
"""Sizes and strengths of what stands around the mark of a moment that is only about right."""

Placed = Callable[[str, Any], None]


def marks(pen: Pen, sheet: Sheet, placed: Placed) -> None:
    """Draw each event, then what gave way. placed: told the id of each event and the shapes that stand for it."""
    for at, band in enumerate(sheet.bands):
        colors = sheet.stage.colors
        for one in band.shown:
            _event(pen, sheet, band, one, colors.band_other if at % 2 else colors.band, placed)
        for more in band.more:
            titles = "; ".join(one_line(band.hidden[key].title, 80) for key in more.keys[:20])
            _pill(pen, more.pixel, band.more_y, len(more.keys), titles)


def _event(pen: Pen, sheet: Sheet, band: Band, one: Shown, paper: str, placed: Placed) -> None:
    title = one_line(one.event.title, 200) or "Event"
    inside = pen.group(title, sentence(one.event, band.lane.name))
    style, stage = sheet.stage.style(one.event.category), sheet.stage
    if one.body.is_bar:
        _bar(inside, sheet, one, paper)
    if one.body.has_edge and 0 <= one.body.left <= stage.room:
        box = pen.box(one.body.left - 1.5, one.y - BAR / 2, one.body.left + 1.5, one.y + BAR / 2)
        inside.area(box, style.color, name="Start")
    at = mark_place(one)
    if at is not None and 0 <= at <= stage.room:
        if not one.body.is_bar and one.event.is_start_soft:
            for size, strong in GLOW:
                inside.mark(at, one.y, size, style, fill=mixed(style.color, paper, strong), name="About then")
        made = inside.mark(at, one.y, style.size, style, fill=paper if one.event.is_uncertain else style.color,
                           name=title)  # fmt: skip
        if one.event.is_uncertain:
            outline(made, style.color, 1.5 * pen.scale)
        placed(one.event.id, made)
    if one.label:
        placed(one.event.id, _label(inside, one, title, stage.label_size))


def _bar(pen: Pen, sheet: Sheet, one: Shown, paper: str) -> None:
    event, form, stage = one.event, one.body, sheet.stage
    color = stage.style(event.category).color
    for left, right in pieces(form, stage):
        box = pen.box(left, one.y - BAR / 2, right, one.y + BAR / 2)
        bar = pen.area(box, mixed(color, paper, strength(event, stage)), name="Span")
        if form.is_soft:
            fade(bar, stops(form, left, right, color, strength(event, stage), paper))
        if event.is_uncertain:
            outline(bar, mixed(color, paper, 0.75), 1, "dash")
        until = min(right, one.text - 8) if one.side == "inside" else right
        if event.is_set and until > left:
            pen.line(left, one.y, until, one.y, color, 1.5, name="Some time in this span", dash="dots")


def _label(pen: Pen, one: Shown, title: str, pixels: float) -> Any:
    """The label where it was arranged; a text of many capitals, which Arial writes wider, is cut a little shorter."""
    size, bold = size_of(pixels, pen), weight(one.event) == SEMIBOLD
    room = (one.text - one.left if one.side == "left" else one.right - one.text) * pen.scale
    text = cut(one.label, max(room, 30), size, bold=bold)
    long = width(text, size, bold=bold) / pen.scale + MARGIN
    left = one.text - long if one.side == "left" else one.text
    box = pen.box(left, one.y - 12, left + long, one.y + 12)
    return pen.words(box, Run(text, size, bold=bold), name=title, side="right" if one.side == "left" else "left",
                     anchor="middle", wraps=False)  # fmt: skip


def _pill(pen: Pen, pixel: float, y: float, count: int, titles: str) -> None:
    said = f"+{number(count)}"
    size = size_of(12, pen)
    half = max(width(said, size, bold=True) / pen.scale / 2 + 6, 14)
    inside = pen.group(f"{number(count)} more", titles)
    shape = inside.area(pen.box(pixel - half, y - 10, pixel + half, y + 10), "paper", name=said, kind=PILL)
    outline(shape, "hairline", 1)
    inside.words(pen.box(pixel - half, y - 10, pixel + half, y + 10), Run(said, size, "grey", bold=True), name=said,
                 side="center", anchor="middle", wraps=False)  # fmt: skip
