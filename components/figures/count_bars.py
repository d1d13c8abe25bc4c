"""Counts as bars: how tall each is, what the tallest stands for in words, and what the page must know to enter them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from components import theme
from components.figures import lanes_and_axis
from components.figures.events import Event
from components.figures.layout import Band
from components.figures.plot_area import LINE, Lane, Stage
from components.figures.text_width import width as text_width
from components.figures.traces import Bars, Trace, reached, traces_of
from components.words import number, per_words, plotly_text, stretch_words
from data.dates.calendar import DAY

AIR: Final = 2
"""Pixels above the fullest bin of the picture, in whichever lane it is."""
LEAST: Final = 3.0
"""Pixels of a bar, however few it stands for: it must still be seen beside a thousand."""
FEW: Final = 6
"""Where the fullest bin holds fewer than this, it is no taller for it: two are not shown as a peak."""
REST: Final = 0.55
"""How strongly the bars of all that have no lane of their own are filled: they are not to the scale of the others."""
PALE: Final = 0.3
"""How strongly a day's bar is filled that stands behind shorter bins."""
AIR_OF_WORDS: Final = 12
"""Pixels between the words of the scale and those of the known moment."""


class Bin(NamedTuple):
    """How many events begin from its first second to before the next bin's. is_day: on that day, at no time given."""

    start: int
    end: int
    events: int
    is_day: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """By lane the bins, and how many are running on from before the window; the events that are alone in their bin;
    of those that run on, in each lane one; and what matters most, to be named above the bars that count it too."""

    bins: Mapping[str, Sequence[Bin]]
    running: Mapping[str, int]
    alone: Sequence[Event]
    ongoing: Sequence[Event]
    keys: Sequence[Event] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """A lane with what is counted in it."""

    band: Band
    floor: float
    tallest: float
    """Pixels that the bars may take above the floor."""
    bins: Sequence[Bin]
    rest: int
    """How many run on from before the window, beside the one that is shown."""


def tall(count: float, most: float, tallest: float) -> float:
    """Pixels of a bar: in proportion, but never too low to be seen.

    >>> tall(0, 10, 48), tall(1, 1000, 48), tall(10, 10, 48)
    (0.0, 3.0, 46.0)
    """
    return 0.0 if count <= 0 else max(LEAST, (tallest - AIR) * count / max(most, 1))


Most = Mapping[bool, int]
"""What the tallest bar stands for: of those of whole days among shorter bins (True), and of the others."""


def most_of(lanes: Iterable[Lane], bins: Mapping[str, Sequence[Bin]]) -> Mapping[bool, Most]:
    """The same for the bins of these lanes, by their values; for those of the rest (True) by itself."""
    most = {is_rest: {True: FEW, False: FEW} for is_rest in (True, False)}
    for lane in lanes:
        own = most[lane.is_rest]
        for bin in bins.get(lane.value, ()):
            own[bin.is_day] = max(own[bin.is_day], bin.events)
    return most


def bars(lanes: Sequence[Counted], stage: Stage) -> list[Trace]:
    """A bar for each bin; those of whole days are pale, behind the others, and have a scale of their own; so has the
    lane of all that have none."""
    most = most_of((lane.band.lane for lane in lanes), {lane.band.lane.value: lane.bins for lane in lanes})
    collected: dict[str, Bars] = {}
    places: dict[tuple[int, int], tuple[float, float] | None] = {}
    for is_day in (True, False):
        for lane in lanes:
            fill = _fill(lane.band.lane, stage, is_day=is_day)
            added = collected.setdefault(fill, Bars(stage.axis, fill, 1))
            for bin in _some(lane.bins, is_day=is_day):
                period, high = (
                    (bin.start, bin.end),
                    tall(bin.events, most[lane.band.lane.is_rest][is_day], lane.tallest),
                )
                if period not in places:
                    left, right = map(stage.axis.pixel, period)
                    right = max(right - (1 if right - left > 3 else 0), left + 1.5)
                    places[period] = reached(stage.axis, left, right)
                added.add_at(places[period], lane.floor - high / 2, high)
    return traces_of(collected.values())


def _fill(lane: Lane, stage: Stage, *, is_day: bool) -> str:
    color = stage.colors.grey if lane.category is None else stage.style(lane.category).color
    return theme.rgba(color, PALE) if is_day else theme.rgba(color, REST) if lane.is_rest else color


def scale(lanes: Sequence[Counted], stage: Stage) -> list[dict[str, Any]]:
    """What the tallest bar stands for, in words, above the lanes, where they do not meet those of the known moment."""
    own = [lane for lane in lanes if not lane.band.lane.is_rest]
    said = [*_said("Tallest bar", own, is_day=False), *_said("pale, at no time given", own, is_day=True)]
    rest = [_said(lane.band.lane.name, [lane], is_day=False) for lane in lanes if lane.band.lane.is_rest]
    lines = [
        *(said if stage.is_narrow else filter(None, [" · ".join(said)])),
        *(words for some in rest for words in some),
    ]
    if not lines:
        return []
    lines[0] = lines[0][0].upper() + lines[0][1:]
    side, above = _free(text_width(lines[-1], lanes_and_axis.AXIS_SIZE), stage)
    return [
        {"text": "<br>".join(map(plotly_text, lines)), "x": int(side == "right"), "xref": "paper", "xanchor": side,
         "align": side, "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 20 + LINE * above, "showarrow": False,
         "font": {"size": lanes_and_axis.AXIS_SIZE, "color": stage.colors.grey}}
    ]  # fmt: skip


def _said(name: str, lanes: Sequence[Counted], *, is_day: bool) -> list[str]:
    fullest = _fullest(lanes, is_day=is_day)
    return [f"{name}: {number(fullest.events)} {per_words(fullest.start, fullest.end)}"] if fullest.events else []


def _free(wide: float, stage: Stage) -> tuple[str, int]:
    """At which end of the line above the ticks so many pixels are free of the known moment's words, and how many lines
    above it they must stand where they are at neither."""
    known = lanes_and_axis.known_words(stage)
    if known is None or wide + AIR_OF_WORDS <= known[1]:
        return "left", 0
    return ("right", 0) if known[2] + AIR_OF_WORDS <= stage.room - wide else ("left", 1)


def told(lanes: Sequence[Counted], stage: Stage) -> dict[str, Any]:
    """The bins for the page: each a lane, a period and a count; the words of a period are said once for all lanes."""
    periods: dict[tuple[int, int, bool], int] = {}
    cells = [
        [at, periods.setdefault((bin.start, bin.end, bin.is_day), len(periods)), bin.events]
        for at, lane in enumerate(lanes)
        for bin in lane.bins
    ]
    return {
        "lanes": [
            [lane.band.lane.value, lane.band.lane.name, round(lane.floor - lane.tallest, 1), round(lane.floor, 1)]
            for lane in lanes
        ],
        "periods": [_period(*period, stage) for period in periods],
        "cells": cells,
    }


def _period(start: int, end: int, is_day: bool, stage: Stage) -> list[Any]:
    """From when to when, where on the axis, in words, and whether what is in it has a time of day ("" where some)."""
    words, first, last = stretch_words(start, end), *map(stage.scale.to_place, (start, end))
    words = f"{words}, no time given" if is_day else words
    has_time = "no" if is_day else "yes" if end - start < DAY else ""
    return [start, end, stage.axis.near(first), stage.axis.near(last), words, has_time]


def _fullest(lanes: Sequence[Counted], *, is_day: bool) -> Bin:
    """The fullest bin of all lanes; an empty one where there is none."""
    found = (bin for lane in lanes for bin in _some(lane.bins, is_day=is_day))
    return max(found, key=lambda bin: bin.events, default=Bin(0, 1, 0, is_day))


def _some(bins: Iterable[Bin], *, is_day: bool) -> list[Bin]:
    return [bin for bin in bins if bin.is_day == is_day]
