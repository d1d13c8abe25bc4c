"""Lists and sums over a selection of a data set in memory: what `data.queries.events` asks of an engine, without
one."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from data.columnar import events
from data.columnar.columns import within
from data.columnar.in_memory import Places, Selection

Window = tuple[int, int] | None


def summary(selection: Selection, window: Window) -> dict[str, Any]:
    """The row that `data.queries.events.summary` answers, of the selection that have a part in the window."""
    row = events.summary(selection.columns, _within(selection, window))
    assert row is not None, "a data set in memory has its sources"
    return row


def first(
    selection: Selection, window: Window, most: int, columns: Sequence[str], importance: Sequence[int] = ()
) -> list[dict[str, Any]]:
    """The first `most` in time order of those in the window, as rows of these texts; only of that importance."""
    memory, places = selection.columns, _within(selection, window)
    if importance:
        places = places[np.isin(memory.importance[places], importance)]
    places = events.earliest(memory, places, most)
    texts = [memory.texts[name].take(places) for name in columns]
    return [dict(zip(columns, row, strict=True)) for row in zip(*texts, strict=True)]


def _within(selection: Selection, window: Window) -> Places:
    """Where those stand that have a part in the window, each once."""
    return selection.each if window is None else within(selection.columns, selection.each, *window)
