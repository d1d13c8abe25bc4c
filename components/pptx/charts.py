"""The figures as charts of PowerPoint's own: how each grew."""

from collections.abc import Iterator
from typing import Any, Final

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
from pptx.util import Emu

from components.deck import Deck as Briefing
from components.deck import Growth, Slide
from components.pptx import template
from components.pptx.shapes import Box, Pen, set_name
from components.pptx.slide_frame import Deck, headline
from components.pptx.text_runs import PIXEL, Run, paint
from components.pptx.text_width import cut
from components.pptx.workbook import inert
from components.words import clean, one_line

GAP: Final = 40.0


def growth_charts(deck: Deck, page: Any, slide: Slide, briefing: Briefing) -> None:  # noqa: ARG001 - as every kind is called
    """A column chart for each figure of the slide."""
    headline(page, slide.headline, template.HEADLINE)
    for growth, box in zip(slide.growths, _boxes(len(slide.growths)), strict=True):
        _chart(page, growth, box)


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
        heading.append(Run("   " + cut(growth.source, box.width * 0.45, 16), 16, "grey"))
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
    chart.font.size = Emu(16 * PIXEL)
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
