"""Where events stand too close to be told apart: how many there are, in each lane, along the axis."""

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from components import theme
from components.figures import backdrop
from components.figures._registry import figure
from components.figures.arrange import HEADER, PAD, Band
from components.figures.ink import Bars, Trace, joined
from components.figures.stage import BOTTOM, TOP, Stage
from components.format import date_words, number, plotly_text
from data import calendar

TALLEST: Final = 46
"""Pixels of the fullest bin of the picture, in whichever lane it is."""
LEAST: Final = 3.0
"""Pixels of a lone event: it must still be seen beside a thousand."""


@figure(title="Counts", needs=("lane", "start", "end", "count", "is_running"))
def density(rows: pd.DataFrame, stage: Stage) -> go.Figure:
    """Draw how many events begin in each bin of each lane, to one scale; what began before is told in a note."""
    begun = rows[~rows["is_running"].astype(bool)]
    running = int(rows.loc[rows["is_running"].astype(bool), "count"].sum())
    bands = _bands(stage)
    height = bands[-1].bottom if bands else 60.0
    line, words = backdrop.known_line(stage)
    layout = theme.layout(stage.colors) | {
        "height": round(height) + TOP + BOTTOM,
        "margin": {"l": stage.left, "r": stage.right, "t": TOP, "b": BOTTOM, "pad": 0},
        "xaxis": backdrop.x_axis(stage),
        "yaxis": backdrop.y_axis(height),
        "shapes": [*backdrop.lane_shapes(bands, stage), *_floors(bands, stage), *line],
        "annotations": [*backdrop.lane_names(bands, stage), *backdrop.top_labels(stage), *words],
        "meta": {"height": round(height) + TOP + BOTTOM, "events": [], "more": [], "notes": _notes(running)},
    }
    traces = [*joined(_counts(begun, bands, stage)), *backdrop.folds(stage, height)]
    return go.Figure({"data": traces, "layout": layout}, _validate=False)


def _notes(running: int) -> list[str]:
    return [f"{number(running)} more began before this window and are not counted here."] if running else []


def _bands(stage: Stage) -> list[Band]:
    """Lanes of one height."""
    header = HEADER if stage.is_narrow else 0
    tall = 2 * PAD + header + TALLEST
    return [
        Band(lane, at * tall, (at + 1) * tall, 1, (), (), (), 0, {}) for at, lane in enumerate(stage.lanes)
    ]  # fmt: skip


def _floors(bands: Sequence[Band], stage: Stage) -> list[dict[str, Any]]:
    """The line that the bars of a lane stand on."""
    return [
        {"type": "line", "xref": "paper", "yref": "y", "x0": 0, "x1": 1, "y0": band.bottom - PAD,
         "y1": band.bottom - PAD, "line": {"color": stage.colors.hairline, "width": 1}, "layer": "below"}
        for band in bands
    ]  # fmt: skip


def tall(count: float, most: float) -> float:
    """Pixels of a bar: in proportion, but never too low to be seen.

    >>> tall(0, 10), tall(1, 1000), tall(10, 10)
    (0.0, 3.0, 46.0)
    """
    return 0.0 if count <= 0 else max(LEAST, TALLEST * count / max(most, 1))


def _counts(rows: pd.DataFrame, bands: Sequence[Band], stage: Stage) -> list[Trace]:
    by_lane = {band.lane.value: band for band in bands}
    most = float(rows["count"].max()) if len(rows) else 1.0
    traces = []
    for lane, found in rows.groupby("lane", sort=False):
        if (band := by_lane.get(str(lane))) is None:
            continue
        color = stage.style(band.lane.category or "").color if band.lane.category is not None else stage.colors.grey
        traces += _lane(found, band, stage, most, color)
    return traces


def _lane(rows: pd.DataFrame, band: Band, stage: Stage, most: float, color: str) -> list[Trace]:
    bars = Bars(stage.axis, color, 1)
    floor = band.bottom - PAD
    found: list[tuple[list[str], str]] = []
    for start, end, count in zip(rows["start"].tolist(), rows["end"].tolist(), rows["count"].tolist(), strict=True):
        left, right = stage.axis.pixel(start), stage.axis.pixel(end)
        high = tall(count, most)
        bars.add(left, max(right - (1 if right - left > 3 else 0), left + 1.5), floor - high / 2, high)
        found.append(([f"bin:{start}:{end}"], bin_words(int(count), start, end, band)))
    [trace] = bars.trace() or [{}]
    told = {"customdata": [key for key, _ in found], "hovertext": [words for _, words in found]}
    return [trace | told | {"hoverinfo": "text"}] if trace else []


def bin_words(count: int, start: int, end: int, band: Band) -> str:
    """How many, when, where; and that a click goes in."""

    many = "1 event" if count == 1 else f"{number(count)} events"
    first, last = calendar.to_iso(start), calendar.to_iso(end - 1)
    is_day = end - start >= calendar.DAY
    when = [date_words(text[:-9] if is_day else text[:-3]) for text in (first, last)]
    period = when[0] if when[0] == when[1] else f"{when[0]} to {when[1]}"
    return f"<b>{many}</b><br>{plotly_text(period)}<br>{plotly_text(band.lane.name)}"
