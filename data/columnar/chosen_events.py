"""Lists and sums over what is chosen of a record in memory: what `data.queries.events` asks of an engine, without
one."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from data.columnar import events
from data.columnar.columns import within
from data.columnar.in_memory import Chosen, Places

Window = tuple[int, int] | None


def summary(chosen: Chosen, window: Window) -> dict[str, Any]:
    """The row that `data.queries.events.summary` answers, of the chosen that have a part in the window."""
    found = events.summary(chosen.held, _within(chosen, window))
    assert found is not None, "a record in memory has its sources"
    return found


def first(
    chosen: Chosen, window: Window, most: int, columns: Sequence[str], importance: Sequence[int] = ()
) -> list[dict[str, Any]]:
    """The first `most` in time order of the chosen in the window, as rows of these texts; only of that importance."""
    held, there = chosen.held, _within(chosen, window)
    if importance:
        there = there[np.isin(held.importance[there], importance)]
    there = events.earliest(held, there, most)
    texts = [held.texts[name].at(there) for name in columns]
    return [dict(zip(columns, row, strict=True)) for row in zip(*texts, strict=True)]


def _within(chosen: Chosen, window: Window) -> Places:
    """Where the chosen stand that have a part in the window, each once."""
    return chosen.each if window is None else within(chosen.held, chosen.each, *window)
