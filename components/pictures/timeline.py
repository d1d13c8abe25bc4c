"""The timeline of a view: marks where they fit, else counts."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from components.figures import Plain
from components.figures.canvas import Stage
from components.figures.density import counted
from components.figures.events import Event
from components.figures.layout import closed_up, usual
from components.figures.timeline import marked
from components.pictures.counts import Source, counts
from components.pictures.events import MOST_MARKS, ages, marks, with_eras
from components.pictures.frame import Frame, stage_of
from components.pictures.from_days import FromDays
from components.pictures.from_engine import FromEngine
from components.pictures.from_held import FromHeld
from components.pictures.metadata import told
from components.pictures.selection import Whole
from components.scales import Dataset, Ground, ground
from data import queries
from data.view import View


def timeline(dataset: Dataset, view: View, stage: Stage, on: Ground, held: Whole) -> tuple[Plain, dict[str, Any]]:
    """Marks where they fit, else counts. Lanes stand as long as anything in them passes the filters, and where there is
    more than ever fits they are as tall in every window."""
    stage = replace(stage, lanes=tuple(lane for lane in stage.lanes if lane.value in held.lanes))
    behind = ages(on, view)
    events: Sequence[Event] = held.events
    if held.total <= MOST_MARKS and not dataset.is_glimpse:
        _, row_of = usual(events, stage.over(on.scale.whole))
        least, row_of = closed_up(events, stage, row_of)
        stage = replace(stage, rows=least, usual=row_of)
    else:
        stage, source = replace(stage, is_steady=True), source_of(dataset, view, on, held)
        total = source.how_many(stage.window)
        if total > MOST_MARKS or dataset.is_glimpse:
            figure = counted(counts(source, stage), behind, stage)
            return figure, told(figure, stage, on, "counts", total)
        events = source.marks(queries.widened(*stage.window), 2 * MOST_MARKS)
    figure = marked(events, behind, stage)
    shown = len({entry["id"] for entry in figure["layout"]["meta"]["events"]})
    return figure, told(figure, stage, on, "marks", shown)


def source_of(dataset: Dataset, view: View, on: Ground, held: Whole) -> Source:
    """Where the counts of a view come from, and the marks of its windows."""
    if held.chosen and held.counts:
        return FromHeld(held.chosen, held.counts)
    if dataset.is_glimpse and held.counts:
        return FromDays(held.counts)
    return FromEngine(dataset, view, on, held.counts)


def on_paper(dataset: Dataset, view: View) -> tuple[pd.DataFrame, Stage, int]:
    """For a timeline that nobody can zoom: the rows of the view's window with the eras behind them, a light stage,
    and how many events there are; rows only for the MOST_MARKS most important of them."""
    on = ground(dataset, view)
    stage = replace(stage_of(dataset, view, Frame("timeline", 1200), on), chosen="")
    rows, total = marks(dataset, view, on, stage.window, MOST_MARKS)
    held = frozenset(rows["lane"])
    lanes = tuple(lane for lane in stage.lanes if lane.value in held)
    return with_eras(rows, on, view), replace(stage, lanes=lanes), total
