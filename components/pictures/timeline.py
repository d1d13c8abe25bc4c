"""The timeline of a view: marks where they fit, else counts."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from components.dataset_scales import Scales, scales_of
from components.figures import Plain
from components.figures.density import counted
from components.figures.events import Event, of_marks
from components.figures.fit_height import fitted, steady
from components.figures.layout import closed_up
from components.figures.plot_area import Stage
from components.figures.timeline import marked
from components.pictures.counts import counts
from components.pictures.picture_metadata import told
from components.pictures.size_and_theme import Frame, ages, stage_of
from data import answers, queries
from data.answers import MOST_MARKS, Answerer, Dataset
from data.view import View

HIDDEN_SHARE: Final = 1 / 3
FEW_HIDDEN: Final = 12
"""Events that may give way whatever their share: a dozen can be opened one by one."""


def timeline(
    dataset: Dataset,  # noqa: ARG001 - as every chart is given it
    view: View, stage: Stage, on: Scales, held: Answerer,
) -> tuple[Plain, dict[str, Any]]:  # fmt: skip
    """Marks where they fit, else counts. Lanes stand as long as anything in them passes the filters, and where there is
    more than ever fits they are as tall in every window."""
    stage = replace(stage, lanes=tuple(lane for lane in stage.lanes if lane.value in held.lanes))
    behind = ages(on, view)
    if held.are_few:
        events = of_marks(held.few)
        stage, _, row_of = fitted(events, behind, stage)
        least, row_of = closed_up(events, stage, row_of)
        stage = replace(stage, rows=least, usual=row_of)
    else:
        stage = steady(behind, stage)
        total = held.how_many(stage.window)
        if total > MOST_MARKS or not held.has_marks:
            figure = counted(counts(held, stage), behind, stage)
            return figure, told(figure, stage, on, "counts", total)
        events = of_marks(held.marks(queries.widened(*stage.window), 2 * MOST_MARKS))
    figure = marked(events, behind, stage)
    if held.are_few and _is_crowd(figure) and not stage.opened:
        stage = steady(behind, replace(stage, rows={}, usual={}))
        figure = counted(counts(held, stage, events), behind, stage)
        return figure, told(figure, stage, on, "counts", held.how_many(stage.window))
    shown = len({entry["id"] for entry in figure["layout"]["meta"]["events"]})
    return figure, told(figure, stage, on, "marks", shown)


def _is_crowd(figure: Plain) -> bool:
    """Whether so many events gave way that how many there are says more than those that are left."""
    meta = figure["layout"]["meta"]
    hidden = sum(int(more["count"]) for more in meta["more"])
    return bool(hidden >= FEW_HIDDEN and hidden > HIDDEN_SHARE * len(meta["events"]))


def on_paper(
    dataset: Dataset, view: View, on: Scales | None = None
) -> tuple[Sequence[Event], Sequence[Event], Stage, int]:
    """For a timeline that nobody can zoom: the events of the view's window, the MOST_MARKS most important of them; the
    eras behind them; a light stage; and how many events there are."""
    on = on or scales_of(dataset, view)
    stage = replace(stage_of(dataset, view, Frame("timeline", 1200), on), chosen="")
    held = answers.of(dataset, view, on.grouping)
    events = of_marks(held.marks(stage.window, MOST_MARKS))
    shown = len({event.id for event in events})
    total = shown if shown < MOST_MARKS else held.how_many(stage.window)
    there = {event.lane for event in events}
    lanes = tuple(lane for lane in stage.lanes if lane.value in there)
    return events, ages(on, view), replace(stage, lanes=lanes), total
