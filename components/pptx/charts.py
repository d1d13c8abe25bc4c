"""The figures as charts and a table of PowerPoint's own: how each grew, and every claim with who made it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
from pptx.util import Emu

from components.format import clean, date_short, one_line, quantity_words
from components.pptx import template
from components.pptx.shapes import Box, Pen, set_name
from components.pptx.slide_frame import Deck, headline, page
from components.pptx.text_runs import PIXEL, Run, paint
from components.pptx.text_width import cut
from components.pptx.workbook import inert
from data.claims.cards import Card
from data.claims.series import by_source, states_of

MOST_BARS: Final = 12
"""The last figures of a source that a chart shows."""
PER_SLIDE: Final = 4
GAP: Final = 40.0


@dataclass(frozen=True, slots=True)
class Growth:
    """How one figure of one source grew: its name, and (day, figure as worded, number) one after the other."""

    label: str
    source: str
    points: Sequence[tuple[str, str, float]]


def growth_slides(deck: Deck, cards: Sequence[Card], foot: str) -> None:
    """A column chart for each figure that has changed, four to a slide."""
    series = [growth for card in cards if len((growth := _growth(card)).points) > 1]
    for first in range(0, len(series), PER_SLIDE):
        batch = series[first : first + PER_SLIDE]
        more = f" ({first // PER_SLIDE + 1} of {-(-len(series) // PER_SLIDE)})" if len(series) > PER_SLIDE else ""
        slide = page(deck, template.TITLE_ONLY, f"How the figures grew{more}", foot=foot)
        headline(slide, f"How the figures grew{more}", template.HEADLINE)
        for growth, box in zip(batch, _boxes(len(batch)), strict=True):
            _chart(slide, growth, box)


def _growth(card: Card) -> Growth:
    """The states of the source that leads, oldest first; what has no number cannot be drawn."""
    claims = by_source(tuple(reversed(card.claims)))[card.now.source, card.now.claim.measure]
    states = [(state, state.bounds.number) for state in states_of(claims)]
    points = [(date_short(state.date_said) or "No date", quantity_words(state.value), number)
              for state, number in states if number is not None]  # fmt: skip
    return Growth(one_line(card.label, 60), one_line(card.source, 80), points[-MOST_BARS:])


def _boxes(count: int) -> Iterator[Box]:
    """Places for so many charts: one, two beside each other, or two rows of two."""
    body = template.BODY
    columns, rows = (1 if count == 1 else 2), (1 if count < 3 else 2)
    width = (body.width - GAP * (columns - 1)) / columns
    height = (body.height - GAP / 2 * (rows - 1)) / rows
    for index in range(count):
        left = body.left + index % columns * (width + GAP)
        top = body.top + index // columns * (height + GAP / 2)
        yield Box(left, top, left + width, top + height)


def _chart(slide: Any, growth: Growth, box: Box) -> None:
    pen = Pen(slide.shapes)
    pen.area(Box(box.left, box.top, box.right, box.top + 2), "ink", name="Rule")
    heading = [Run(cut(growth.label, box.width * 0.5, 18.7, bold=True), 18.7, bold=True)]
    if growth.source:
        heading.append(Run("   " + cut(growth.source, box.width * 0.4, 14), 14, "grey"))
    pen.words(Box(box.left, box.top + 10, box.right, box.top + 36), heading, name=f"Figure: {growth.label}")
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = [clean(day) for day, _, _ in growth.points]
    data.add_series(clean(growth.label), [value for _, _, value in growth.points])
    place = Box(box.left, box.top + 40, box.right, box.bottom).emus
    frame = slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *place, data)
    set_name(frame, f"Chart: {growth.label}", "; ".join(f"{day}: {worded}" for day, worded, _ in growth.points))
    _look(frame.chart, growth)
    inert(frame.chart, data)


def _look(chart: Any, growth: Growth) -> None:
    """One colour, the figures as worded over their columns, no more lines than needed."""
    chart.has_legend = chart.has_title = False
    chart.font.size = Emu(14 * PIXEL)
    paint(chart.font.color, "grey")
    values, days = chart.value_axis, chart.category_axis
    values.visible = values.has_major_gridlines = False
    values.minimum_scale = min(0.0, *(value for _, _, value in growth.points))
    days.format.line.fill.solid()
    paint(days.format.line.color, "grey")
    days.has_major_gridlines = False
    plot = chart.plots[0]
    plot.gap_width = 60
    plot.vary_by_categories = False
    series = plot.series[0]
    series.format.fill.solid()
    paint(series.format.fill.fore_color, "accent")
    for index, (_, wording, _) in enumerate(growth.points):
        label = series.points[index].data_label
        label.position = XL_LABEL_POSITION.OUTSIDE_END
        run = label.text_frame.paragraphs[0].add_run()
        run.text = clean(one_line(wording, 40))
        run.font.size, run.font.bold = Emu(16 * PIXEL), True
        paint(run.font.color, "ink")
