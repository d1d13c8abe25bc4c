"""The whole record at a glance, true to scale: small bars of counts, eras as a thin line, a few years named."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from components import theme
from components.figures.plot_area import Stage
from components.figures.ticks import ticks
from components.figures.traces import Bars, Plain, Trace

HEIGHT: Final = 36
LABELS: Final = 18
ERA: Final = 4
TALLEST: Final = 22
LEAST: Final = 5.0
SIZE: Final = 12
MOST_COLORED: Final = 300
"""Events whose categories can still be told apart in so little room; of more, how many there are."""
NARROWEST: Final = 3.0
"""Pixels of a bar, however short its time."""

Ends = tuple[int | None, int | None]


class Pile(NamedTuple):
    """How many events of a category begin in a bin."""

    start: int
    end: int
    category: str
    events: int


def strip(piles: Sequence[Pile], ages: Iterable[Ends], stage: Stage) -> Plain:
    """Draw counts by bin, in order of time, the categories on top of one another in their colours.

    ages: the first and last moments of eras, None where they are open, drawn above them.
    """
    found = ticks(stage.axis, SIZE, edges=(float(stage.left), float(stage.right)), margin=0)
    layout = theme.layout(stage.colors) | {
        "height": HEIGHT + LABELS,
        "margin": {"l": stage.left, "r": stage.right, "t": 0, "b": LABELS, "pad": 0},
        "hovermode": False,
        "xaxis": {
            "type": "linear", "range": [stage.axis.first, stage.axis.last], "fixedrange": True,
            "tickmode": "array", "tickvals": [stage.axis.near(tick.place) for tick in found if tick.label],
            "ticktext": [tick.label for tick in found if tick.label], "ticks": "",
            "tickfont": {"size": SIZE, "color": stage.colors.grey}, "tickangle": 0, "ticklabelstandoff": 2,
            "showgrid": False, "zeroline": False, "showline": False, "automargin": False,
        },
        "yaxis": {"type": "linear", "range": [HEIGHT, 0], "fixedrange": True, "visible": False},
        "shapes": [_floor(stage)],
        "meta": {"height": HEIGHT + LABELS},
    }  # fmt: skip
    return {"data": [*_eras(ages, stage), *_counts(piles, stage)], "layout": layout}


def _floor(stage: Stage) -> dict[str, Any]:
    return {"type": "rect", "xref": "paper", "yref": "paper", "x0": 0, "x1": 1, "y0": 0, "y1": 1, "layer": "below",
            "fillcolor": stage.colors.band_other, "line": {"width": 0}}  # fmt: skip


def _eras(ages: Iterable[Ends], stage: Stage) -> list[Trace]:
    bars = Bars(stage.axis, theme.rgba(stage.colors.grey, 0.35), 2)
    for start, end in ages:
        left = 0.0 if start is None else stage.axis.pixel(start)
        bars.add(left, stage.axis.pixel(stage.record_end if end is None else end), 4 + ERA / 2, ERA)
    return bars.trace()


def _counts(piles: Sequence[Pile], stage: Stage) -> list[Trace]:
    """A bin's bars stand on one another; all of them together are as tall as their share of the fullest bin."""
    totals: Counter[int] = Counter()
    for pile in piles:
        totals[pile.start] += pile.events
    if totals.total() > MOST_COLORED:
        ends = {pile.start: pile.end for pile in piles}
        piles = [Pile(start, ends[start], "", count) for start, count in totals.items()]
    most, is_full = max(totals.values(), default=1), totals.total() > MOST_COLORED
    reached: defaultdict[int, float] = defaultdict(float)
    collected: dict[str, Bars] = {}
    for start, end, category, count in piles:
        high = max(LEAST, TALLEST * (totals[start] / most) ** 0.5) * count / totals[start]
        floor = HEIGHT - 4 - reached[start]
        reached[start] += high
        color = stage.colors.grey if is_full else stage.style(category).color
        left, right = stage.axis.pixel(start), stage.axis.pixel(end)
        middle, half = (left + right) / 2, max(right - left - 0.5, NARROWEST) / 2
        collected.setdefault(color, Bars(stage.axis, color, 0)).add(
            middle - half, middle + half, floor - high / 2, high
        )
    return [trace for bars in collected.values() for trace in bars.trace()]
