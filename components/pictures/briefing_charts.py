"""The charts of a briefing: each as drawings that need no Plotly, in light and in dark."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from components import theme
from components.dataset_scales import Scales, scales_of
from components.deck import Deck, Drawing, deck
from components.figures import Plain, eras
from components.figures.events import Event
from components.figures.layout import arrange
from components.figures.plot_area import USUAL, Lane, Stage
from components.figures.svg import elements
from components.figures.timeline import marked
from components.pictures.charts import CHARTS, Chart, Given
from components.pictures.charts._registry import SLIDE_HEIGHT, SLIDE_WIDTH
from components.pictures.size_and_theme import Frame, stage_of
from components.pictures.timeline import on_paper
from data import answers
from data.answers import Dataset
from data.claims.compare_files import Comparison
from data.view import View

Told = tuple[str, Plain]
"""A headline, and the figure under it."""
KEY: Final = 3
"""The importance of events that are named before all others."""
Paper = tuple[Sequence[Event], Sequence[Event], Stage, int]


def paper_timeline(dataset: Dataset, view: View, key: Collection[str] = (), on: Scales | None = None) -> Paper:
    """What the slide of the timeline shows, whatever the window: in lanes where all of it fits, else in one.

    key: the events that are told, by id: they are named before all others.
    Gives the events, the eras behind them, a light stage, and how many events there are.
    """
    on = on or scales_of(dataset, View())
    plain = replace(answers.plain(view), asof=view.asof)
    found, behind, stage, total = on_paper(dataset, plain, on)
    events = [event._replace(importance=KEY if event.id in key else min(event.importance, 2)) for event in found]
    stage = replace(stage, width=SLIDE_WIDTH)
    top = eras.arrange(behind, stage).height
    room = SLIDE_HEIGHT - USUAL.top - USUAL.bottom - top
    bands = arrange(events, stage, 0)
    if bands and bands[-1].bottom <= room and not any(band.hidden for band in bands):
        return events, behind, stage, total
    lane = Lane("", "")
    stage = replace(stage, lanes=(lane,), all_lanes=(lane,), most_rows=max(int((room - 2 * USUAL.pad) / USUAL.row), 1))
    return [event._replace(lane="") for event in events], behind, stage, total


def drawn_timeline(dataset: Dataset, view: View, key: Collection[str] = (), on: Scales | None = None) -> Drawing:
    """The slide of the timeline as a drawing."""
    events, behind, light, _ = paper_timeline(dataset, view, key, on)
    styles = theme.styles(light.styles, dataset.settings.categories, dark=True)
    dark = replace(light, styles=styles, colors=theme.DARK)
    return _drawing("The timeline", *(marked(events, behind, stage) for stage in (light, dark)))


def briefing_deck(dataset: Dataset, view: View, on: Scales | None = None, rows: Comparison | None = None) -> Deck:
    """The deck of a view with all that is drawn in it. rows: what became of the rows of an earlier file."""
    charts = briefed(dataset, view, on)
    return deck(dataset, view, on, rows, charts, partial(drawn_timeline, dataset, view, on=on))


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
