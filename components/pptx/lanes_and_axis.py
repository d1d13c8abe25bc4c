"""What stands behind the events of a timeline slide: lanes, axis, eras, folds, the moment that is looked from."""

from typing import Final

from pptx.enum.shapes import MSO_SHAPE

from components.figures.eras import SIZE
from components.figures.lanes_and_axis import AXIS_SIZE, NAME_MARK, TOOTH, ZIGZAG
from components.figures.plot_area import MOST_NAME, NAME_SIZE, USUAL
from components.figures.ticks import Tick, ticks
from components.pptx.bars import pieces, stops
from components.pptx.shapes import Pen, fade, outline
from components.pptx.text_runs import Run
from components.pptx.text_width import cut, line_height, width
from components.pptx.timeline import Sheet
from components.words import one_line

NARROWED: Final = 0.83
"""Of a size in the app's own font: at that size Arial is no wider."""
MARGIN: Final = 2.0


def backdrop(pen: Pen, sheet: Sheet) -> None:
    """Draw it all, each kind of thing in a group of its own."""
    _lanes(pen, sheet)
    _axis(pen, sheet)
    _eras(pen, sheet)
    _folds(pen, sheet)
    _names(pen, sheet)


def size_of(pixels: float, pen: Pen) -> float:
    """The slide's pixels of letters that are so large in the app."""
    return pixels * NARROWED * pen.scale


def _lanes(pen: Pen, sheet: Sheet) -> None:
    stage = sheet.stage
    for index, band in enumerate(sheet.bands):
        name = band.lane.name or "All"
        inside = pen.group(f"Lane: {one_line(name, 80)}")
        fill = stage.colors.band_other if index % 2 else stage.colors.band
        inside.area(pen.box(0, band.top, stage.room, band.bottom), fill, name="Lane")
        if band.lane.category is not None:
            style = stage.style(band.lane.category)
            inside.mark(-15, (band.top + band.bottom) / 2, NAME_MARK, style, fill=style.color, name="Mark of the lane")
        if band.lane.name:
            size = size_of(NAME_SIZE, pen)
            text = cut(one_line(name, 80), min(MOST_NAME, stage.left - 30) * pen.scale, size, bold=True)
            box = pen.box(-stage.left, band.top, -27, band.bottom)
            inside.words(box, Run(text, size, "grey", bold=True), name="Name of the lane", side="right",
                         anchor="middle", wraps=False)  # fmt: skip


def _axis(pen: Pen, sheet: Sheet) -> None:
    stage = sheet.stage
    inside = pen.group("Axis", "The axis of time; folded where nothing happened for long.")
    axis_ticks = ticks(stage.axis, AXIS_SIZE, edges=(float(stage.left), float(stage.right)), margin=0)
    for tick in axis_ticks:
        pixel = (tick.place - stage.axis.first) / (stage.axis.last - stage.axis.first) * stage.room
        if not -1 <= pixel <= stage.room + 1:
            continue
        if not tick.is_fold:
            inside.line(pixel, 0, pixel, sheet.bottom + 4, "hairline", 1, name="Line")
        if tick.label:
            _tick(inside, tick, pixel, sheet)


def _tick(pen: Pen, tick: Tick, pixel: float, sheet: Sheet) -> None:
    size = size_of(AXIS_SIZE, pen)
    half = width(tick.label, size) / pen.scale / 2 + MARGIN
    middle = min(max(pixel, half - sheet.stage.left), sheet.stage.width - sheet.stage.left - half)
    box = pen.box(middle - half, sheet.bottom + 8, middle + half, sheet.bottom + 28)
    pen.words(box, Run(tick.label, size, "grey", italic=tick.is_fold), name="Date", side="center", wraps=False)


def _eras(pen: Pen, sheet: Sheet) -> None:
    colors = sheet.stage.colors
    for age in sheet.ages.found:
        inside = pen.group(f"Era: {one_line(age.era.title, 120)}")
        for left, right in pieces(age.body, sheet.stage):
            inside.area(pen.box(left, sheet.ages.height, right, sheet.bottom), colors.grey, name="Wash", alpha=0.035)
            strip = inside.area(
                pen.box(left, age.y - USUAL.strip / 2, right, age.y + USUAL.strip / 2), colors.grey, name="Strip"
            )
            fade(strip, stops(age.body, left, right, colors.grey, 0.15, colors.paper))


def _names(pen: Pen, sheet: Sheet) -> None:
    """The eras' names, over the folds."""
    size = size_of(SIZE, pen)
    for age in sheet.ages.found:
        length = width(age.name, size, bold=True) / pen.scale + MARGIN
        left = age.text - length if age.side == "left" else age.text
        pen.words(pen.box(left, age.y - 12, left + length, age.y + 12), Run(age.name, size, "grey", bold=True),
                  name=f"Name of the era: {age.name}", anchor="middle", wraps=False)  # fmt: skip


def _folds(pen: Pen, sheet: Sheet) -> None:
    stage = sheet.stage
    for fold in stage.scale.folds:
        left, right = stage.axis.pixel(fold.start), stage.axis.pixel(fold.end)
        if right < 0 or left > stage.room:
            continue
        middle, half = (left + right) / 2, max((right - left) / 2 - 3, 4)
        strip = _ragged(middle - half, sheet) + list(reversed(_ragged(middle + half, sheet)))
        inside = pen.group("Fold", "Here a long stretch in which nothing happened is folded away.")
        torn = inside.path([(min(max(x, 0), stage.room), y) for x, y in strip], "paper", "Fold")
        outline(torn, stage.colors.fold, 1)


def _ragged(pixel: float, sheet: Sheet) -> list[tuple[float, float]]:
    tooth = TOOTH * 1.5
    count = int(sheet.bottom / tooth) + 1
    return [
        (pixel + (ZIGZAG / 2 if step % 2 else -ZIGZAG / 2), min(step * tooth, sheet.bottom))
        for step in range(count + 1)
    ]


def known_line(pen: Pen, sheet: Sheet) -> None:
    """The dashed line at the moment that is looked from; nothing where it is not in the window."""
    stage, known = sheet.stage, sheet.stage.known
    pixel = stage.axis.pixel(known.seconds) if known else -1.0
    if known is None or not 0 <= pixel <= stage.room:
        return
    inside = pen.group("As known on", known.words)
    inside.line(pixel, -6, pixel, sheet.bottom, "accent", 1.5, name="Line", dash="dash")
    size = size_of(AXIS_SIZE, pen)
    length = width(known.words, size, bold=True) / pen.scale + MARGIN
    right = min(pixel + length / 2, stage.room + stage.right)
    height = line_height(known.words, size) / pen.scale
    inside.words(pen.box(right - length, -8 - height, right, -8), Run(known.words, size, "accent", bold=True),
                 name="As known on", side="right", wraps=False)  # fmt: skip


PILL: Final = MSO_SHAPE.ROUNDED_RECTANGLE
