"""What a figure is told beside its rows: the axis, the room, the lanes, the colours, and what was chosen."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from components import theme
from components.figures.text_width import SEMIBOLD
from components.figures.text_width import width as text_width
from components.figures.ticks import Axis
from components.figures.time_scale import Scale

NARROW = 600
"""Pixels: on less, the lanes' names stand above their rows instead of beside them."""
NAME_SIZE = 14
RIGHT = 18
LINE = 17
"""Pixels of a line of words above the lanes."""
MOST_NAME = 170
"""Pixels of the longest lane name; the rest is an ellipsis."""
STEADY_ROWS, LEAST_ROWS, MOST_ROWS = 24, 3, 8
"""Rows of all lanes together where each always has as many, and the fewest and the most that each can have."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """Pixels of what a picture repeats from top to bottom. label: of the letters of titles; 0 is as its width asks."""

    row: int = 24
    pad: int = 7
    """Above and below the rows of a lane."""
    bar: int = 16
    label: int = 0
    era: int = 24
    strip: int = 20
    top: int = 44
    """Above the lanes, for two lines of words or for one: the ticks, and the moment that is looked from."""
    bottom: int = 30


USUAL: Final = Sizes()
"""The sizes where nobody says how high the picture may be: on paper, and where one scrolls anyway."""
SMALLEST: Final = Sizes(row=17, pad=3, bar=11, label=13, era=19, strip=15, top=25, bottom=21)
"""The sizes that show most."""


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane: its value in the rows, its name in words, and the category whose mark it bears, if it is one.

    is_rest: it holds all that have no lane of their own, which may be more than any that has.
    """

    value: str
    name: str
    category: str | None = None
    is_rest: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment that a line is drawn at, and what is written over it."""

    seconds: int
    words: str


@dataclass(frozen=True)
class Stage:
    """window: first second and the one after the last. width: pixels of the whole picture, margins too."""

    scale: Scale
    window: tuple[int, int]
    width: int
    lanes: tuple[Lane, ...]
    styles: Mapping[str, theme.Style] = field(default_factory=dict)
    colors: theme.Palette = theme.LIGHT
    known: Moment | None = None
    record_end: int = 0
    chosen: str = ""
    opened: tuple[str, ...] = ()
    all_lanes: tuple[Lane, ...] = ()
    """Those of the whole data set, whatever is filtered: the longest of their names makes the margin."""
    rows: Mapping[str, int] = field(default_factory=dict)
    """For each lane: at least so many rows, so that neighbouring windows give it one height."""
    usual: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """For a lane and an event: the row to keep it in, so that no event passes another while one zooms."""
    most_rows: int = 40
    """Rows of all lanes together, before the tallest give way."""
    is_steady: bool = False
    """Whether each lane is as tall in every window, whatever stands in it: see `rows_each`."""
    height: int = 0
    """Pixels that the whole picture should need at most, if it can; 0 is no limit."""
    sizes: Sizes = USUAL
    steady_rows: int = 0
    """Rows of each lane on a steady stage; 0 is as many as suit their number."""
    sides: tuple[int, int] | None = None
    """Pixels left and right of the plot, where something else stands there than the names of lanes."""

    @property
    def rows_each(self) -> int:
        """Rows of each lane where they are steady: few lanes are taller, and all of them fit on a screen."""
        return self.steady_rows or min(max(STEADY_ROWS // max(len(self.lanes), 1), LEAST_ROWS), MOST_ROWS)

    @property
    def is_narrow(self) -> bool:
        """Whether the picture is as narrow as a telephone."""
        return self.width < NARROW

    @cached_property
    def left(self) -> int:
        """Pixels left of the plot, for the lanes' names; the same for every window."""
        if self.sides:
            return self.sides[0]
        if self.is_narrow:
            return 6
        longest = max((text_width(lane.name, NAME_SIZE, SEMIBOLD) for lane in self.all_lanes or self.lanes), default=0)
        return round(min(longest, MOST_NAME)) + 34

    @property
    def top(self) -> int:
        """Pixels above the lanes; where counts may stand, with room for what they say of their scale."""
        lines = 2 * self.is_narrow + any(lane.is_rest for lane in self.lanes) if self.is_steady else 0
        return self._above + LINE * (lines + (self.is_steady and self.has_one_line))

    @property
    def has_one_line(self) -> bool:
        """Whether the moment that is looked from is named in the line of the ticks, not above it."""
        return self._above < 2 * LINE

    @property
    def _above(self) -> int:
        """On a telephone every line counts."""
        return min(self.sizes.top, SMALLEST.top) if self.is_narrow else self.sizes.top

    @property
    def right(self) -> int:
        """Pixels right of the plot."""
        if self.sides:
            return self.sides[1]
        return 6 if self.is_narrow else RIGHT

    @cached_property
    def room(self) -> int:
        """Pixels of the plot itself, from the window's first moment to its last."""
        return max(self.width - self.left - self.right, 120)

    @cached_property
    def axis(self) -> Axis:
        """The window on the plot's pixels."""
        return Axis.over(self.scale, self.window, self.room)

    @property
    def label_size(self) -> int:
        """Pixels of the labels' letters."""
        return self.sizes.label or (15 if self.room >= 900 else 14)

    def style(self, category: str) -> theme.Style:
        """How this category looks; a category we were not told of looks like none."""
        return self.styles.get(category) or theme.styles([], dark=self.colors.is_dark)[""]

    def over(self, window: tuple[int, int]) -> "Stage":
        """The same stage with another window."""
        return replace(self, window=window, rows={}, usual={})
