"""Which moments the axis names, and how."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from components.figures.text_width import width as text_width
from components.figures.tick_labels import Named, tick_words
from components.figures.time_scale import Fold, Scale
from components.words import duration_words
from data.dates import add_months, civil, seconds

MINUTE, HOUR, DAY = 60, 3600, 86400
MONTH, YEAR = 2_629_746, 31_556_952

STEPS: Final[Sequence[tuple[str, int, int]]] = (
    *(("second", step, step) for step in (1, 5, 15, 30)),
    *(("minute", step, step * MINUTE) for step in (1, 5, 15, 30)),
    *(("hour", step, step * HOUR) for step in (1, 3, 6, 12)),
    *(("day", step, step * DAY) for step in (1, 2, 7, 14)),
    *(("month", step, step * MONTH) for step in (1, 3, 6)),
    *(("year", step, step * YEAR) for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)),
)
"""Unit, how many of it, and about how many seconds that is."""

APART: Final = {"second": 84, "minute": 80, "hour": 80, "day": 62, "month": 100, "year": 62}
"""Pixels between two ticks, at least. Months and hours, which say little by themselves, want more air."""
AIR: Final = 12
"""Pixels between two labels, at least."""
AFTER: Final = 0.14
"""Of a segment, at its end: air, which should not be the only thing that is named. 1892 says nothing of 1891."""
MONDAY: Final = 4 * DAY
"""The first Monday since 1970."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A moment on the axis. No label: there was no room for one, but the line stands."""

    place: float
    label: str
    is_fold: bool = False


@dataclass(frozen=True)
class Axis:
    """A stretch of the axis on so many pixels: places to pixels and back, pixel 0 at the left of the window."""

    scale: Scale
    width: float
    first: float
    last: float

    @classmethod
    def over(cls, scale: Scale, window: tuple[int, int], width: float) -> "Axis":
        """The axis of this window."""
        return cls(scale, width, scale.to_place(window[0]), scale.to_place(window[1]))

    def pixel(self, seconds: float) -> float:
        """How far right of the window's left edge this moment stands."""
        return (self.scale.to_place(seconds) - self.first) / (self.last - self.first) * self.width

    def place(self, pixel: float) -> float:
        """The place that stands here."""
        return self.first + pixel / self.width * (self.last - self.first)

    def at(self, pixel: float) -> float:
        """The same, no longer than need be."""
        return self.near(self.place(pixel))

    def near(self, place: float) -> float:
        """The place with as many digits as a fiftieth of a pixel needs: an hour of a record of centuries needs many."""
        return math.floor(place * self._parts + 0.5) / self._parts  # `round` takes five times as long

    @cached_property
    def _parts(self) -> float:
        """Of how many parts a unit is made up: a power of ten, so that places stay short as they are written."""
        return 10.0 ** max(0, math.ceil(-math.log10((self.last - self.first) / self.width / 50)))


def ticks(
    axis: Axis, size: float, *, edges: tuple[float, float] = (0, 0), margin: float = 0.5, with_folds: bool = True
) -> list[Tick]:
    """What to write along the axis, left to right: no two labels touch, and none reaches past the edges.

    size: of the letters, in pixels. edges: pixels there are left and right of the window for a label to reach into.
    margin: how much of the window's width to prepare on either side, for a hand that drags.
    with_folds: whether the lengths of folds stand among them, and take their room.
    """
    reach = margin * axis.width
    wanted = [
        (axis.pixel(moment), moment, unit)
        for segment in axis.scale.segments
        for moment, unit in _moments(axis, segment, (-reach, axis.width + reach))
    ]
    folds = [_fold_tick(axis, fold, size) for fold in axis.scale.folds if with_folds]
    taken = [(pixel - half, pixel + half) for pixel, half, tick in folds if tick.label]
    found = [tick for _, _, tick in folds]
    named = Named()
    reached = -reach - axis.width
    for pixel, moment, unit in sorted(wanted):
        label = tick_words(moment, unit, Named() if named.is_left(pixel) else named)
        half = text_width(label, size) / 2
        is_free = pixel - half >= reached + AIR and not any(
            pixel - half < end + 5 and start < pixel + half + 5 for start, end in taken
        )
        is_cut = _is_cut(pixel, half, axis.width, edges)
        if is_free and not is_cut:
            reached = pixel + half
            named = Named.by(moment, pixel)
        found.append(Tick(axis.scale.to_place(moment), label if is_free and not is_cut else ""))
    return sorted(found, key=lambda tick: tick.place)


def _is_cut(pixel: float, half: float, width: float, edges: tuple[float, float]) -> bool:
    """Whether a label that the window shows would reach past what there is beside it."""
    return 0 <= pixel <= width and (pixel - half < -edges[0] or pixel + half > width + edges[1])


def _fold_tick(axis: Axis, fold: Fold, size: float) -> tuple[float, float, Tick]:
    """The fold's length, in the middle of what the window shows of it."""
    left, right = axis.pixel(fold.start), axis.pixel(fold.end)
    seen = (max(left, 0), min(right, axis.width))
    middle = (seen[0] + seen[1]) / 2 if seen[0] < seen[1] else (left + right) / 2
    label = duration_words(fold.empty)
    if text_width(label, size - 1) > right - left:
        label = _short(label)
    half = text_width(label, size - 1) / 2
    is_out = 0 <= middle <= axis.width and (middle - half < -2 or middle + half > axis.width + 2)
    return middle, half, Tick(axis.place(middle), "" if is_out else label, is_fold=True)


def _short(length: str) -> str:
    """A length of time where there is little room for it.

    >>> _short("27 years"), _short("5 months"), _short("3 days")
    ('27 y', '5 mo', '3 d')
    """
    count, _, unit = length.partition(" ")
    return f"{count} {unit[:2] if unit.startswith('mo') else unit[:3] if unit.startswith('mi') else unit[:1]}"


def _moments(axis: Axis, segment: tuple[int, int], seen: tuple[float, float]) -> list[tuple[int, str]]:
    """The round moments of a segment that stand far enough apart; at least one where the segment has one at all."""
    left, right = axis.pixel(segment[0]), axis.pixel(segment[1])
    start = max(segment[0], axis.scale.to_time(axis.place(max(left, seen[0]))))
    end = min(segment[1], axis.scale.to_time(axis.place(min(right, seen[1]))))
    if start >= end:
        return []
    per_second = (right - left) / (segment[1] - segment[0])
    fitting = next((at for at, step in enumerate(STEPS) if step[2] * per_second >= APART[step[0]]), len(STEPS) - 1)
    spare: list[tuple[int, str]] = []
    for at in range(fitting, max(fitting - 4, -1), -1):
        unit, step, _ = STEPS[at]
        found = [(moment, unit) for moment in round_moments(unit, step, start, end)]
        if at == fitting and len(found) > 1:
            return found
        if found:
            only = [(found[0][0], _coarsest(*found[0], segment))]
            if found[0][0] < segment[1] - AFTER * (segment[1] - segment[0]):
                return only
            spare = spare or only
    return spare


def _coarsest(moment: int, unit: str, segment: tuple[int, int]) -> str:
    """The unit to call the only tick of a segment by: beside a fold of centuries, what begins with a year is called
    by the year, for of no more than a year's first second is its day known."""
    _, month, day, *clock = civil(moment)
    if segment[1] - segment[0] >= DAY or any(clock) or day > 1:
        return unit
    return "year" if month == 1 else "month"


def round_moments(unit: str, step: int, start: int, end: int) -> Iterator[int]:
    """The calendar's round moments from start to before end: every 6 hours, each Monday, 500 BCE.

    >>> [civil(moment)[0] for moment in round_moments("year", 500, seconds(-700), seconds(600))]
    [-499, 1, 500]
    """
    if unit == "year":
        yield from _years(step, start, end)
    elif unit == "month":
        year, month = civil(start)[:2]
        moment = seconds(year, (month - 1) // step * step + 1)
        while moment < end:
            if moment >= start:
                yield moment
            moment = add_months(moment, step)
    else:
        length = step * {"second": 1, "minute": MINUTE, "hour": HOUR, "day": DAY}[unit]
        offset = MONDAY if unit == "day" and step % 7 == 0 else 0
        first = -(-(start - offset) // length) * length + offset
        yield from range(first, end, length)


def _years(step: int, start: int, end: int) -> Iterator[int]:
    """Years that are round as people count them: there is no year 0, and 500 BCE is the year -499."""
    first, last = civil(start)[0], civil(end)[0]
    for count in range(first // step - 1, last // step + 2):
        year = count * step if count > 0 else count * step + 1
        if -9999 <= year <= 9999 and start <= seconds(year) < end:
            yield seconds(year)
