"""Sums, choices and lists of some events, told from their columns: what `data.queries.events` and
`data.queries.facets` ask of an engine, without one. `there` are the places of the events in question."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from data.columnar.columns import NEVER, Array, Columns, list_order, list_turns
from data.columnar.filters import names
from data.view.filter_table import Kind, names_of
from data.view.parameters import NAMES

NUMBERS: Final = names_of(Kind.NUMBER)
Row = dict[str, Any]


def summary(columns: Columns, places: Array) -> Row | None:
    """The row that `data.queries.events.summary` answers; None where the engine must be asked."""
    if "source" not in columns.coded:
        return None
    start, end = columns["start"][places], columns["end"][places]
    open_start, open_end = start == -NEVER, end == NEVER
    first = min(np.min(start, where=~open_start, initial=NEVER), np.min(end[open_start], initial=NEVER) - 1)
    over = max(np.max(end, where=~open_end, initial=-NEVER), np.max(start[open_end], initial=-NEVER) + 1)
    sources = np.flatnonzero(np.bincount(columns["source"][places])).tolist()
    return {
        "start": int(first) if first < NEVER - 1 else None,
        "end": int(over) if over > 1 - NEVER else None,
        "open_start": bool(open_start.any()),
        "open_end": bool(open_end.any()),
        "count": len(places),
        "sources": sum(columns.values("source")[code] != "" for code in sources),
        "total": columns.events,
    }


def facet(columns: Columns, places: Array, field: str) -> list[Row] | None:
    """What `data.queries.facets.facet` answers of these; None where the engine must be asked."""
    if field in NUMBERS and field in columns:
        counts = np.bincount(columns[field][places])
        return _counted([str(level) for level in range(len(counts))], counts)
    if columns.is_absent(field):
        return _counted([""], np.array([len(places)]))
    if field not in columns.coded:
        return None
    texts = columns.values(field)
    layers = (codes for _, codes in names(columns, field, places)) if field in NAMES else [columns[field][places]]
    counted = (np.bincount(codes, minlength=len(texts)) for codes in layers)
    return _counted(texts, sum(counted, np.zeros(len(texts), int)))


def _counted(values: Sequence[str], counts: Array) -> list[Row]:
    """Each value that is there with its count, the most first; of equal ones, in the order that they have."""
    codes = np.flatnonzero(counts)
    order = codes[np.argsort(-counts[codes], kind="stable")].tolist()
    return [{"value": values[code], "count": int(counts[code])} for code in order]


def claiming(columns: Columns, places: Array) -> Array:
    """Those that claim a figure."""
    return np.intersect1d(places, columns["claims"], assume_unique=True)


def sources(columns: Columns, places: Array) -> list[Row] | None:
    """What `data.queries.events.sources` answers; None where the engine must be asked."""
    if "source" not in columns.coded:
        return None
    texts, codes = columns.values("source"), columns["source"]
    events = np.bincount(codes[places], minlength=len(texts)).tolist()
    claims = np.bincount(codes[claiming(columns, places)], minlength=len(texts)).tolist()
    rows = [
        {"source": text, "events": count, "claims": claimed}
        for text, count, claimed in zip(texts, events, claims, strict=True) if count
    ]  # fmt: skip
    return sorted(rows, key=lambda row: -int(row["events"]))


def earliest(columns: Columns, places: Array, most: int) -> Array:
    """The first `most` in time order."""
    if len(places) > most:
        turns = list_turns(columns, places)
        places = places[turns <= np.partition(turns, most - 1)[most - 1]]
    return places[list_order(columns, places)[:most]]


def important(columns: Columns, places: Array) -> Array:
    """Their order: the most important first, of these the earliest."""
    return list_order(columns, places, -columns["importance"][places])


def running(columns: Columns, places: Array, before: int, now: int) -> Array:
    """Those that began `before` and are not over `now`."""
    start = columns["start"][places]
    places = places[(start > -NEVER) & (start < before)]
    return places[columns["end"][places] > now]
