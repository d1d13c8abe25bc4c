"""The charts of a briefing: each as drawings that need no Plotly, in light and in dark."""

from collections.abc import Iterator, Sequence
from functools import partial

from components.deck import Drawing
from components.figures import Plain
from components.figures.svg import elements
from components.pictures.charts import CHARTS, Chart, Given
from components.pictures.charts._registry import SLIDE_WIDTH
from components.pictures.frame import Frame, stage_of
from components.scales import Scales, scales_of
from data import answers
from data.answers import Dataset
from data.view import View

Told = tuple[str, Plain]
"""A headline, and the figure under it."""


def briefed(dataset: Dataset, view: View, on: Scales | None = None) -> list[tuple[str, Drawing]]:
    """Headline and drawing of every slide of the charts that are briefed, as of the whole record.

    A chart that has nothing to show has no slide.
    """
    plain = answers.plain(view)
    on = on or scales_of(dataset, plain)
    return [told for chart in CHARTS.values() if chart.briefed for told in _slides(chart, dataset, plain, on)]


def _slides(chart: Chart, dataset: Dataset, view: View, on: Scales) -> list[tuple[str, Drawing]]:
    light, dark = (_pages(chart, _given(chart, dataset, view, on, dark=dark)) for dark in (False, True))
    return [(headline, _drawing(headline, *pair)) for (headline, *pair) in _paired(light, dark)]


def _paired(light: Sequence[Told], dark: Sequence[Told]) -> Iterator[tuple[str, Plain, Plain]]:
    for (headline, one), (_, other) in zip(light, dark, strict=True):
        yield headline, one, other


def _given(chart: Chart, dataset: Dataset, view: View, on: Scales, *, dark: bool) -> Given:
    stage = stage_of(dataset, view, Frame(chart.name, SLIDE_WIDTH, dark), on)
    return Given(dataset, view, stage, on, partial(answers.of, dataset, view, on.grouping))


def _pages(chart: Chart, given: Given) -> list[Told]:
    if chart.pages:
        return [(f"{headline}, {chart.briefed}", figure) for headline, figure in chart.pages(given)]
    figure, meta = chart.draw(given)
    return [(chart.briefed, figure)] if meta["count"] else []


def _drawing(headline: str, light: Plain, dark: Plain) -> Drawing:
    meta = light["layout"]["meta"]
    labels = [meta["alt"]] if "alt" in meta else [event["label"] for event in meta.get("events", ())]
    both = (tuple(elements(figure, SLIDE_WIDTH)) for figure in (light, dark))
    return Drawing(SLIDE_WIDTH, light["layout"]["height"], ". ".join([headline, *labels]), *both)
