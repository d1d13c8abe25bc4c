"""The timeline as shapes: lanes, axis with folds, marks and bars with their labels, each event a group to be moved."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from components.figures import eras
from components.figures.canvas import USUAL, Lane, Stage
from components.figures.eras import Ages
from components.figures.events import Event
from components.figures.layout import HEADER, Band, arrange
from components.pptx.shapes import Box

AREA: Final = Box(40, 118, 1240, 664)
"""Where the timeline stands on its slide."""
WIDTHS: Final = (960, 1050, 1130, 1200)
"""Pixels of the picture that is drawn over the area, from large letters to small."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one slide shows of the timeline: its stage, the lanes arranged, the eras, and how large it is drawn."""

    stage: Stage
    bands: Sequence[Band]
    ages: Ages
    scale: float

    @property
    def bottom(self) -> float:
        """Pixels from the top of the plot to the end of the last lane."""
        return self.bands[-1].bottom if self.bands else self.ages.height + 60

    @property
    def hidden(self) -> list[Event]:
        """The events that there was no room for: they are counted, in "+3"."""
        return [event for band in self.bands for event in band.hidden.values()]

    @property
    def is_whole(self) -> bool:
        """Whether all of it has room."""
        return (self.bottom + USUAL.top + USUAL.bottom) * self.scale <= AREA.height and not self.hidden


def sheets(events: Sequence[Event], behind: Sequence[Event], stage: Stage) -> list[Sheet]:
    """The timeline on one slide in letters as large as there is room for; else its lanes on as few as they need.

    events, behind, stage: as `pictures.on_paper` gives them; the stage's width is chosen here.
    """
    for width in WIDTHS:
        sheet = _sheet(events, behind, replace(stage, width=width))
        if sheet.is_whole:
            return [sheet]
    split = [_split(events, behind, replace(stage, width=width)) for width in WIDTHS]
    return min(split, key=lambda choice: (len(choice), sum(len(sheet.hidden) for sheet in choice)))


def _split(events: Sequence[Event], behind: Sequence[Event], stage: Stage) -> list[Sheet]:
    stage = replace(stage, most_rows=_rows_of(stage, eras.arrange(behind, stage)))
    return [_sheet(events, behind, replace(stage, lanes=tuple(lanes))) for lanes in _lanes_per_slide(events, stage)]


def _sheet(events: Sequence[Event], behind: Sequence[Event], stage: Stage) -> Sheet:
    ages = eras.arrange(behind, stage)
    return Sheet(stage, arrange(events, stage, ages.height), ages, AREA.width / stage.width)


def _rows_of(stage: Stage, ages: Ages) -> int:
    """How many rows one slide has room for, in one lane."""
    room = AREA.height * stage.width / AREA.width - USUAL.top - USUAL.bottom - ages.height
    return max(int((room - 2 * USUAL.pad - (HEADER if stage.is_narrow else 0)) / USUAL.row), 1)


def _lanes_per_slide(events: Sequence[Event], stage: Stage) -> Iterator[list[Lane]]:
    """The lanes in their order, as many to a slide as there is room for; none stands on two."""
    room = stage.most_rows * USUAL.row + 2 * USUAL.pad
    height = 0.0
    lanes: list[Lane] = []
    for lane in stage.lanes:
        [band] = arrange(events, replace(stage, lanes=(lane,)), 0)
        if lanes and height + band.bottom > room:
            yield lanes
            height, lanes = 0.0, []
        height += band.bottom
        lanes.append(lane)
    yield lanes
