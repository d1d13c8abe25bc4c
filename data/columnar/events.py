"""Lists and sums over a record that is held as columns: what `data.queries.events` asks of an engine, without one."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from data.columnar.in_memory import NEVER, Chosen, Held, Places

Window = tuple[int, int] | None


def summary(chosen: Chosen, window: Window) -> dict[str, Any]:
    """The row that `data.queries.events.summary` answers, of the chosen that have a part in the window."""
    held, there = chosen.held, _within(chosen, window)
    start, end = held.start[there], held.end[there]
    has_start, has_end = start > -NEVER, end < NEVER
    begun = np.where(has_start, start, end - 1)[has_start | has_end]
    over = np.where(has_end, end, start + 1)[has_start | has_end]
    return {
        "start": int(begun.min()) if len(begun) else None,
        "end": int(over.max()) if len(over) else None,
        "open_start": not has_start.all(),
        "open_end": not has_end.all(),
        "count": len(there),
        "sources": held.texts["source"].different(there),
        "total": len(held.begun),
    }


def first(
    chosen: Chosen, window: Window, most: int, columns: Sequence[str], importance: Sequence[int] = ()
) -> list[dict[str, Any]]:
    """The first `most` in time order of the chosen in the window, as rows of these texts; only of that importance."""
    held, there = chosen.held, _within(chosen, window)
    if importance:
        there = there[np.isin(held.importance[there], importance)]
    there = _earliest(held, there, most)
    texts = [held.texts[name].at(there) for name in columns]
    return [dict(zip(columns, row, strict=True)) for row in zip(*texts, strict=True)]


def _earliest(held: Held, there: Places, most: int) -> Places:
    rank = held.rank[there]
    if len(there) > most:
        few = np.argpartition(rank, most)[:most]
        there, rank = there[few], rank[few]
    return there[np.argsort(rank)]


def _within(chosen: Chosen, window: Window) -> Places:
    """Where the chosen stand that have a part in the window, each once."""
    there = chosen.each
    if window is None:
        return there
    held = chosen.held
    return there[(held.start[there] < window[1]) & (held.end[there] > window[0])]
