"""Each chart is one file of this folder that marks one function with @chart.

From here it comes into the switch over the chart, the picture route, what is taken away, and the briefing.
"""

import pkgutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any, Final

from components.dataset_scales import Scales
from components.figures import Plain
from components.figures.plot_area import Stage
from data.answers import Answerer, Dataset
from data.errors import BadView
from data.view import View
from data.view.parameters import cannot_be

SLIDE_WIDTH: Final = 720
"""Pixels for which a chart is drawn on a slide, which shows it more than twice as large on a large screen."""
SLIDE_HEIGHT: Final = 325
"""Pixels that a chart of this width can be high without being shown smaller."""
FIRST: Final = "timeline"
"""The chart of a link that names none."""


@dataclass(frozen=True)
class Given:
    """What a chart is drawn from: a data set under a View, and where it hangs.

    stage: the record's own axis, the window, the room, the colours. on: the axis, the lanes and the categories of the
    record. held: gives who answers for the view in its lanes; a chart that needs no lanes asks for its own.
    """

    dataset: Dataset
    view: View
    stage: Stage
    on: Scales
    held: Callable[[], Answerer]


Draw = Callable[[Given], tuple[Plain, dict[str, Any]]]
"""A figure's JSON, and what the page must know of it (`pictures.told`): its `scale`, `window` and `whole`, `height`, an
`alt` for those who do not see it, `notes` below it; `events` to walk through, or `cells` to go into."""


Pages = Callable[[Given], Sequence[tuple[str, Plain]]]
"""What a briefing's slides show, each with its own headline; none where there is nothing to tell."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: its name in the link, its title, what it draws.

    explains: one sentence for those who have not seen one. gaps: whether long empty stretches are folded in it. lanes:
    whether its lanes can be chosen. briefed: the headline of its slide in a briefing, or what
    follows those of its pages; "" where it has none. pages: its slides, where one picture is not what a room can read.
    """

    name: str
    title: str
    order: int
    draw: Draw
    explains: str
    gaps: bool = True
    lanes: bool = False
    briefed: str = ""
    pages: Pages | None = None

    @property
    def value(self) -> str:
        """What a link says of it: the first says nothing."""
        return "" if self.name == FIRST else self.name


CHARTS: dict[str, Chart] = {}


def chart(
    name: str,
    *,
    title: str,
    order: int,
    explains: str,
    gaps: bool = True,
    lanes: bool = False,
    briefed: str = "",
    pages: Pages | None = None,
) -> Callable[[Draw], Draw]:
    """Offer the function as a chart."""

    def add(draw: Draw) -> Draw:
        CHARTS[name] = Chart(name, title, order, draw, explains, gaps, lanes, briefed, pages)
        ordered = sorted(CHARTS.items(), key=lambda pair: pair[1].order)
        CHARTS.clear()
        CHARTS.update(ordered)
        return draw

    return add


def named(view: View) -> Chart:
    """The chart that a view asks for. Raises BadView, which says what to write, where there is none of that name."""
    found = CHARTS.get(view.chart or FIRST)
    if found is None or view.chart == FIRST:
        others = [one.value for one in CHARTS.values() if one.value]
        advice = f"Write {', '.join(others[:-1])} or {others[-1]}, or leave it out for the timeline."
        raise cannot_be("chart", view.chart, advice)
    return found


def follow(view: View) -> tuple[View, list[str]]:
    """The view with a chart that there is, and a sentence where it asked for another."""
    try:
        named(view)
    except BadView as problem:
        return replace(view, chart=""), [str(problem)]
    return view, []


def discover(package: str, path: Iterable[str]) -> None:
    """Import every file of the folder. A chart that cannot be imported is loud."""
    for module in pkgutil.iter_modules(path):
        if not module.name.startswith("_"):
            import_module(f"{package}.{module.name}")
