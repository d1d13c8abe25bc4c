"""The timeline as shapes: lanes, axis with folds, marks and bars with their labels, each event a group to be moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from components.figures import eras
from components.figures.eras import Ages
from components.figures.events import Event
from components.figures.layout import Band, arrange
from components.figures.plot_area import Stage
from components.pptx.shapes import Box

AREA: Final = Box(40, 118, 1240, 664)
"""Where the timeline stands on its slide."""


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


def sheet(events: Sequence[Event], behind: Sequence[Event], stage: Stage) -> Sheet:
    """The timeline on one slide. events, behind, stage: as `pictures.briefing_charts.paper_timeline` gives them."""
    ages = eras.arrange(behind, stage)
    return Sheet(stage, arrange(events, stage, ages.height), ages, AREA.width / stage.width)
