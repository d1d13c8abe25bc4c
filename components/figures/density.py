"""Where events stand too close to be told apart: how many there are, in each lane, along the axis; and, as themselves,
those that are alone in their bin, and the most important of those that run on from before.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from components import theme
from components.figures import backdrop, eras, paint
from components.figures._registry import Plain, figure
from components.figures.arrange import HEADER, PAD, ROW, Band, Shown, inside_from, weight
from components.figures.bodies import body, marked
from components.figures.events import NEEDS, Event, read
from components.figures.ink import Bars, Labels, Trace, traces_of
from components.figures.stage import BOTTOM, TOP, Lane, Stage
from components.figures.widths import fit
from components.figures.widths import width as text_width
from components.figures.words import named
from components.format import number, one_line, per_words, stretch_words

ROWS: Final = 2
"""Rows of a lane of the timeline that the bars take, so that a lane keeps its height where counts turn into marks."""
TALLEST: Final = 46
"""Pixels of the fullest bin of the picture, in whichever lane it is."""
LEAST: Final = 3.0
"""Pixels of a bar, however few it stands for: it must still be seen beside a thousand."""
OVER_FLOOR: Final = 6.0
"""Pixels from a lone event's middle to the line that the bars stand on."""
LONE: Final = 0.75
"""How much smaller the mark of a lone event is than on the timeline: it stands in the width of a bar."""
SHORTEST: Final = 36.0
"""Pixels of a lone event that is drawn as the bar it is; what is shorter is its mark, for bars here are counts."""
REST_SIZE: Final = 13


Bin = tuple[int, int, int]
"""Its first second, the next bin's, and how many events begin in it."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A lane with what is counted in it."""

    band: Band
    floor: float
    bins: Sequence[Bin]
    rest: int
    """How many run on from before the window, beside the one that is shown."""


@figure(title="Counts", needs=("count", "kind", *NEEDS))
def density(rows: pd.DataFrame, stage: Stage) -> Plain:
    """Draw each row of kind `bin` as a bar, all to one scale, and those of kind `event` as the timeline does.

    Rows of kind `running` say how many began before the window; those of kind `era` stand behind. The figure's `meta`
    has the bins by lane and period, for the page to enter.
    """
    kinds = {name: rows[rows["kind"] == name] for name in ("bin", "running", "event", "era")}
    ages = eras.arrange(read(kinds["era"]), stage)
    lanes = _lanes(kinds, stage, ages.height)
    bands = [lane.band for lane in lanes]
    height = bands[-1].bottom if bands else 60.0
    line, words = backdrop.known_line(stage)
    layout = theme.layout(stage.colors) | {
        "height": round(height) + TOP + BOTTOM,
        "margin": {"l": stage.left, "r": stage.right, "t": TOP, "b": BOTTOM, "pad": 0},
        "xaxis": backdrop.x_axis(stage),
        "yaxis": backdrop.y_axis(height),
        "shapes": [*backdrop.lane_shapes(bands, stage), *_floors(lanes, stage), *line, *paint.outlines(bands, stage)],
        "annotations": [
            *backdrop.lane_names(bands, stage),
            *backdrop.top_labels(stage),
            *words,
            *_scale(
                lanes, stage, is_left=not words or stage.axis.pixel(stage.known.seconds if stage.known else 0) > 260
            ),
        ],
        "meta": _meta(lanes, stage, round(height) + TOP + BOTTOM),
    }
    traces = [
        *eras.washes(ages, stage, ages.height, height),
        *_bars(lanes, stage),
        *paint.spans(bands, stage),
        *paint.targets(bands, stage),
        *backdrop.folds(stage, height),
        *paint.marks(bands, stage, LONE),
        *eras.names(ages, stage),
        *paint.labels(bands, stage),
        *_rests(lanes, stage),
    ]
    return {"data": traces, "layout": layout}


def _lanes(kinds: Mapping[str, pd.DataFrame], stage: Stage, top: float) -> list[Counted]:
    """Lanes of one height: a row for what runs on from before, if anything does, and the bars under it."""
    ran = {lane: int(count) for lane, count in zip(kinds["running"]["lane"], kinds["running"]["count"], strict=True)}
    bins: dict[str, list[Bin]] = {lane.value: [] for lane in stage.lanes}
    for lane, *bin in zip(*(kinds["bin"][name] for name in ("lane", "start", "end", "count")), strict=True):
        bins.setdefault(lane, []).append((int(bin[0]), int(bin[1]), int(bin[2])))
    found: dict[str, list[Event]] = {}
    for event in read(kinds["event"]):
        found.setdefault(event.lane, []).append(event)
    header, above = (HEADER if stage.is_narrow else 0), (ROW if ran else 0)
    tall = 2 * PAD + header + above + ROWS * ROW
    return [
        _lane(lane, top + at * tall, tall, header, bins[lane.value], ran.get(lane.value, 0),
              found.get(lane.value, ()), stage)
        for at, lane in enumerate(stage.lanes)
    ]  # fmt: skip


def _lane(
    lane: Lane, top: float, tall: float, header: float, bins: Sequence[Bin], ran: int, events: Sequence[Event],
    stage: Stage,
) -> Counted:  # fmt: skip
    floor = top + tall - PAD
    over = [event for event in events if event.start is not None and event.start < stage.window[0]][:ran]
    row = top + PAD + header + ROW / 2
    shown = [
        _shown(event, row, stage, _rest_width(ran - 1)) if event in over else _shown(event, floor - OVER_FLOOR, stage)
        for event in events
    ]
    band = Band(lane, top, top + tall, round(tall / ROW), tuple(shown), (), (), floor, {})
    return Counted(band, floor, bins, ran - len(over))


def _shown(event: Event, y: float, stage: Stage, taken: float = -1) -> Shown:
    """The event in the row of what runs on, with as much of its label as there is room; without `taken` unlabelled."""
    form = body(event, stage)
    if taken < 0 and form.is_bar and form.width < SHORTEST:
        form = marked((form.left + form.right) / 2, is_chosen=event.id == stage.chosen)
    left, right = max(form.left, 0.0), min(form.right, stage.room)
    if taken < 0:
        return Shown(event, form, y, "right", "", 0, form.left, form.right)
    begin = left + max(inside_from(form, stage.room), 0)
    label = fit(one_line(event.title, 200), stage.room - taken - begin - 16, stage.label_size, weight(event))
    return Shown(event, form, y, "inside", label or "", begin, left, right)


def _rest_words(rest: int) -> str:
    return f"and {number(rest)} more" if rest > 0 else ""


def _rest_width(rest: int) -> float:
    return text_width(_rest_words(rest), REST_SIZE) if rest > 0 else 0.0


def _rests(lanes: Sequence[Counted], stage: Stage) -> list[Trace]:
    """At the right of each lane's first row, how many more run on from before the window."""
    labels = Labels(stage.axis, REST_SIZE, stage.colors)
    for lane in lanes:
        if lane.rest > 0:
            y = lane.band.top + PAD + (HEADER if stage.is_narrow else 0) + ROW / 2
            labels.add(stage.room - 6, y, _rest_words(lane.rest), side="left", color=stage.colors.grey)
    return labels.trace()


def _floors(lanes: Sequence[Counted], stage: Stage) -> list[dict[str, Any]]:
    """The line that the bars of a lane stand on."""
    return [
        {"type": "line", "xref": "paper", "yref": "y", "x0": 0, "x1": 1, "y0": lane.floor, "y1": lane.floor,
         "line": {"color": stage.colors.hairline, "width": 1}, "layer": "below"}
        for lane in lanes
    ]  # fmt: skip


def _fullest(lanes: Sequence[Counted]) -> tuple[int, int, int]:
    """How many the fullest bin of all lanes holds, and from when to when it is; none is 0."""
    bins = (bin for lane in lanes for bin in lane.bins)
    start, end, count = max(bins, key=lambda bin: bin[2], default=(0, 1, 0))
    return count, start, end


def _scale(lanes: Sequence[Counted], stage: Stage, *, is_left: bool) -> list[dict[str, Any]]:
    """What the tallest bar stands for, in words, above the lanes."""
    most, start, end = _fullest(lanes)
    if not most:
        return []
    words = f"Tallest bar: {number(most)} {per_words(start, end)}"
    return [
        {"text": words, "x": 0 if is_left else 1, "xref": "paper", "xanchor": "left" if is_left else "right", "y": 1,
         "yref": "paper", "yanchor": "bottom", "yshift": 20, "showarrow": False,
         "font": {"size": backdrop.AXIS_SIZE, "color": stage.colors.grey}}
    ]  # fmt: skip


def tall(count: float, most: float) -> float:
    """Pixels of a bar: in proportion, but never too low to be seen.

    >>> tall(0, 10), tall(1, 1000), tall(10, 10)
    (0.0, 3.0, 46.0)
    """
    return 0.0 if count <= 0 else max(LEAST, TALLEST * count / max(most, 1))


def _bars(lanes: Sequence[Counted], stage: Stage) -> list[Trace]:
    most, _, _ = _fullest(lanes)
    collected: dict[str, Bars] = {}
    for lane in lanes:
        category = lane.band.lane.category
        color = stage.colors.grey if category is None else stage.style(category).color
        bars = collected.setdefault(color, Bars(stage.axis, color, 1))
        for start, end, count in lane.bins:
            left, right, high = stage.axis.pixel(start), stage.axis.pixel(end), tall(count, most)
            bars.add(left, max(right - (1 if right - left > 3 else 0), left + 1.5), lane.floor - high / 2, high)
    return traces_of(collected.values())


def _meta(lanes: Sequence[Counted], stage: Stage, height: int) -> dict[str, Any]:
    """What the page must know: the single events in time order, the bins, and what no bar counts."""
    events = [
        named(one.event, paint.seen(one, stage), one.y, lane.band.lane, stage)
        for lane in lanes
        for one in lane.band.shown
    ]
    events.sort(key=lambda one: (one["x"], one["y"]))
    running = sum(max(lane.rest, 0) for lane in lanes)
    return {"height": height, "events": events, "more": [], "notes": _notes(running), "bins": _bins(lanes, stage)}


def _bins(lanes: Sequence[Counted], stage: Stage) -> Mapping[str, Any]:
    """The bins: each a lane, a period and a count; their words are said once for all lanes."""
    periods: dict[tuple[int, int], int] = {}
    cells = [
        [at, periods.setdefault((start, end), len(periods)), count]
        for at, lane in enumerate(lanes)
        for start, end, count in lane.bins
    ]
    place = stage.scale.to_place
    return {
        "lanes": [
            [lane.band.lane.value, lane.band.lane.name, round(lane.floor - ROWS * ROW, 1), round(lane.floor, 1)]
            for lane in lanes
        ],
        "periods": [
            [start, end, round(place(start), 4), round(place(end), 4), stretch_words(start, end)]
            for start, end in periods
        ],
        "cells": cells,
    }


def _notes(running: int) -> list[str]:
    return [f"{number(running)} more began before this window and are not counted here."] if running else []
