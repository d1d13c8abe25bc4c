"""Where a picture hangs, and what its figure is told beside its rows."""

from dataclasses import dataclass
from typing import Final

import pandas as pd

from components import theme
from components.dataset_scales import Scales
from components.figures.events import Event
from components.figures.plot_area import Moment, Stage
from components.words import date_words
from data import dates
from data.answers import Dataset
from data.queries import lane_of
from data.view import View


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the picture hangs: which figure, how many pixels wide and high, on dark or on light."""

    figure: str
    width: int
    dark: bool = False
    height: int = 0
    """Pixels that it should need at most, if it can; 0 where one scrolls anyway."""


USUAL: Final = tuple(
    Frame(figure, width, height=height if figure == "timeline" else 0)
    for width, height in ((780, 540), (1240, 840), (340, 0))
    for figure in ("timeline", "overview")
)
"""What the page asks for in windows of 1366x768, 1920x1080 and 390x844 pixels, before anything is chosen."""


def stage_of(dataset: Dataset, view: View, frame: Frame, on: Scales) -> Stage:
    window = view.window or on.scale.whole
    away = set(hidden(dataset, view, on)) - set(view.opened)
    end = dates.parse(view.asof).end if view.asof else None
    known = Moment(end, f"as known on {date_words(view.asof)}") if end is not None else on.known
    return Stage(
        scale=on.scale,
        window=(window[0], max(window[1], window[0] + 1)),
        width=frame.width,
        lanes=tuple(lane for lane in on.lanes if lane.value not in away),
        all_lanes=on.lanes,
        styles=theme.styles(on.categories, dataset.settings.categories, dark=frame.dark),
        colors=theme.palette(frame.dark),
        known=known,
        record_end=min(on.record_end, end) if end is not None else on.record_end,
        chosen=view.event,
        opened=view.opened,
        height=frame.height,
    )


def hidden(dataset: Dataset, view: View, on: Scales) -> tuple[str, ...]:
    """The lanes that are drawn only when somebody asks for them: of the column that the settings choose, never all."""
    if on.lane != lane_of([on.lane], View(), dataset.settings) or view.category:
        return ()
    names = tuple(lane.value for lane in on.lanes if lane.value in dataset.settings.hide and not lane.is_rest)
    return names if len(names) < len(on.lanes) else ()


def ages(on: Scales, view: View) -> list[Event]:
    """The eras that were known at the moment that is looked from."""
    seen = dates.parse(view.asof).end if view.asof else None
    known_from = on.eras["known_from"].tolist()
    return [
        age
        for age, at in zip(on.ages, known_from, strict=True)
        if seen is None or pd.isna(at) or at < seen
    ]  # fmt: skip
