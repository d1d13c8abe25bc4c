"""Who answers for the events of a data set under a View: chosen here, and nowhere else.

    of(dataset, view, grouping)       an Answerer: every question of `data.answers.answerer`
    wider(dataset, view, grouping)    a view whose counts tell those of this one

| data set                     | asked first                        | then                             |
| ---------------------------- | ---------------------------------- | -------------------------------- |
| a file that is being read    | its days (`from_preview`)          | nobody: it is not known yet      |
| up to 200,000 events         | columns in memory (`from_columns`) | the engine (`from_engine`)       |
| more                         | days, once counted (`from_days`)   | columns on disk, then the engine |
| any, where nothing is drawn  | columns on disk                    | the engine                       |
"""

from data.answers.answerer import EVER, MOST_MARKS, OTHERS, Answerer, Dataset, Grouping, Row, Window, plain
from data.answers.bins import Cell, Stretch, is_days
from data.answers.event_marks import Mark
from data.answers.from_columns import InMemory, OnDisk
from data.answers.from_day_counts import FromDays
from data.answers.from_engine import FromEngine
from data.answers.from_preview import FromPreview
from data.columnar import in_memory
from data.view import View
from data.view.filter_table import VALUES

__all__ = [
    "EVER",
    "MOST_MARKS",
    "OTHERS",
    "Answerer",
    "Cell",
    "Dataset",
    "Grouping",
    "Mark",
    "Row",
    "Stretch",
    "Window",
    "is_days",
    "of",
    "plain",
    "wider",
]


def of(dataset: Dataset, view: View, grouping: Grouping | None = None, wide: Answerer | None = None) -> Answerer:
    """Who answers for the events that pass the view's filters, whatever its window.

    grouping: how they stand in lanes; None where nobody asks for lanes, nor twice for windows. wide: who answers for
    `wider(...)` of them, if that is at hand.
    """
    if dataset.glimpse:
        return FromPreview(dataset, dataset.glimpse, view, grouping or Grouping())
    engine = FromEngine(dataset, view, grouping or Grouping())
    if grouping is None:
        return OnDisk(engine)
    if _is_in_memory(dataset, grouping):
        return InMemory(engine)
    counts = wide.counts.only(getattr(view, grouping.column)) if wide and wide.counts else None
    return FromDays(OnDisk(engine), counts)


def wider(dataset: Dataset, view: View, grouping: Grouping) -> View | None:
    """The view that has all lanes where this one has chosen some: its counts tell this one's; None where none do."""
    values = getattr(view, grouping.column) if grouping.column in VALUES else ()
    is_told = bool(values) and not view.words and (OTHERS not in grouping.values or set(values) <= set(grouping.own))
    if not is_told or dataset.glimpse or _is_in_memory(dataset, grouping):
        return None
    return view.without(grouping.column)


def _is_in_memory(dataset: Dataset, grouping: Grouping) -> bool:
    """Whether the data set is small enough for its events to be held as columns."""
    return not dataset.glimpse and grouping.count <= in_memory.MOST_EVENTS
