"""Where the claims of a figure stand: one panel for each figure, its numbers on an axis of its own."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

from components import theme
from components.figures.plot_area import Stage
from components.figures.text_width import width as text_width
from components.words import number, quantity_words
from data import dates
from data.claims.claims_over_time import Series, Story
from data.claims.totals_by_source import State
from data.errors import DatelineError

HEAD, GAP, FOOT = 26.0, 16.0, 6.0
"""Pixels for the name of a panel, from panel to panel, and under the last one."""
TALL, USUAL, LOW, LONE = 136.0, 104.0, 76.0, 58.0
"""Pixels of a panel's own height, of few, of some and of many, and of one with a single claim."""
TICK_SIZE, END_SIZE = 12, 14
END_ROW: Final = 17.0
TICK_ROOM: Final = 34.0
"""Pixels from number to number of an axis, at least."""
AIR: Final = 0.16
"""Of the numbers' range, left empty above the greatest."""
OPEN: Final = 0.34
"""The same where somebody says that it may be more."""
CLOSE: Final = 0.25
"""Of the greatest number: where all lie within so little, the axis does not begin at nothing."""


class Level(NamedTuple):
    """What a source says for a while: from and to which pixel, and its lowest and highest y; the same where it is one
    number. is_up, is_down: it may be more, or less, than that."""

    state: State
    left: float
    right: float
    top: float
    bottom: float
    is_up: bool
    is_down: bool

    @property
    def middle(self) -> float:
        """Where its mark stands."""
        return (self.top + self.bottom) / 2

    @property
    def is_one(self) -> bool:
        """Whether it is one number, or the only bound of one."""
        return self.top == self.bottom


@dataclass(frozen=True, slots=True)
class Line:
    """What one source says of a figure, and how it looks."""

    series: Series
    style: theme.Style
    levels: tuple[Level, ...]


@dataclass(frozen=True)
class Panel:
    """A figure with its axis: y in pixels from the plot's top, growing downwards."""

    story: Story
    top: float
    bottom: float
    ticks: tuple[tuple[float, str], ...]
    lines: tuple[Line, ...]


def panels(stories: Sequence[Story], styles: dict[str, theme.Style], until: int, stage: Stage) -> list[Panel]:
    """A panel for each story, one below the other. styles: those of the sources; another looks like none.

    until: the moment up to which the last claims are drawn.
    """
    usual = TALL if len(stories) < 3 else USUAL if len(stories) < 7 else LOW
    found = []
    top = HEAD
    for story in stories:
        tall = LONE if story.claims == 1 else usual
        found.append(_panel(story, styles, (top, top + tall), until, stage))
        top += tall + GAP + HEAD
    return found


def height(found: Sequence[Panel]) -> float:
    """Pixels that the panels take."""
    return found[-1].bottom + FOOT if found else 60.0


def margins(stories: Sequence[Story], stage: Stage) -> tuple[int, int]:
    """Pixels left of the plot for the numbers of the axes, and right of it for the last words of each source."""
    left = max((text_width(label, TICK_SIZE) for story in stories for _, label in _axis(story, TALL)[1]), default=20)
    if stage.is_narrow:
        return round(left) + 12, 8
    said = (quantity_words(one.states[-1].value) for story in stories for one in story.series)
    right = max((text_width(words, END_SIZE) for words in said), default=0)
    return round(left) + 16, round(min(right, 130)) + 34


def _panel(
    story: Story, styles: dict[str, theme.Style], edges: tuple[float, float], until: int, stage: Stage
) -> Panel:  # fmt: skip
    top, bottom = edges
    (low, high), marks = _axis(story, bottom - top)

    def y(value: float) -> float:
        return round(bottom - (value - low) / (high - low) * (bottom - top), 1)

    none = theme.styles([], dark=stage.colors.is_dark)[""]
    lines = tuple(Line(one, styles.get(one.source, none), tuple(_levels(one, y, until, stage))) for one in story.series)
    return Panel(story, top, bottom, tuple((y(value), label) for value, label in marks), lines)


def _levels(series: Series, y: Callable[[float], float], until: int, stage: Stage) -> Iterator[Level]:
    """y: where a number stands. What lies far outside the window is left out."""
    reach = 0.6 * stage.room
    ends = [after.claim.moment for _, after in pairwise(series.states)] + [until]
    for state, end in zip(series.states, ends, strict=True):
        left, right = (stage.axis.pixel(moment) for moment in (state.claim.moment, max(end, state.claim.moment)))
        bounds = state.bounds
        high, low = (bound if bound is not None else bounds.number or 0.0 for bound in (bounds.high, bounds.low))
        if right >= -reach and left <= stage.room + reach:
            yield Level(state, max(left, -reach), min(right, stage.room + reach), y(high), y(low),
                        bounds.high is None, bounds.low is None)  # fmt: skip


def _axis(story: Story, tall: float) -> tuple[tuple[float, float], list[tuple[float, str]]]:
    """The lowest and the highest number of an axis, and those that it names: from nothing, unless all are far from it.

    The step is 1, 2 or 5 of some power of ten. tall: pixels that there are.
    """
    low, high = story.bounds
    if low >= 0 and (high - low > CLOSE * high or high == low):
        low = 0.0
    elif high <= 0:
        high = 0.0
    span = high - low or max(abs(high), 1.0)
    step = _step(span * TICK_ROOM / tall)
    is_open = any(state.bounds.high is None for one in story.series for state in one.states)
    first, last = math.floor(low / step + 1e-9) * step, high + (OPEN if is_open else AIR) * span
    count = math.floor((last - first) / step + 1e-9)
    return (first, last), [(first + at * step, number(round(first + at * step, 9))) for at in range(count + 1)]


def _step(least: float) -> float:
    """The round step next above.

    >>> _step(33), _step(0.3), _step(1)
    (50.0, 0.5, 1.0)
    """
    size = 10.0 ** math.floor(math.log10(least))
    return next(factor * size for factor in (1.0, 2.0, 5.0, 10.0) if factor * size >= least * (1 - 1e-9))


def said_within(state: State) -> tuple[int, int]:
    """From when to when a claim may have been made: the day, the month or the year that is said of it."""
    at = state.claim.moment
    try:
        span = dates.parse(state.date_said)
    except DatelineError:
        return at, at
    end = span.end if span.end is not None and span.start is not None and not span.is_interval else at
    return at, max(end, at)
