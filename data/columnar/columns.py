"""Events as named columns of numbers, each event at its place: in memory (`data.columnar.in_memory`) or in a file
(`data.columnar.column_file`).

Who counts, filters and lists events (`data.columnar.filters`, `data.columnar.counts`, `data.columnar.events`) does not
know which it is.
"""

from collections.abc import Sequence
from typing import Any, Final, Protocol

import numpy as np
import numpy.typing as npt

from data.dates.calendar import DAY
from data.queries import time_order

Array = npt.NDArray[Any]
NEVER: Final = 2**61
"""Later than any moment; and, negative, earlier."""
ENDLESS: Final = 2**31 - 1
"""A day that there is none of."""


class Columns(Protocol):
    """The columns of some events. coded: those of texts, each event with the place of its text among `values`.

    The others are `row`, `start` (-NEVER where it is open), `end` (NEVER), `sequence` (UNNUMBERED of
    `data.queries.time_order`), `day` and `end day` (those of its first and last moment; ENDLESS), `known_from`
    (-NEVER), the numbers that filters look at, `is_timed` (it has a time of day), and `claims`, the
    places of those that claim a figure. Where actors and tags are coded there is each name of an event, one event after
    the other, and in `actor begins` and `tag begins` where those of a place begin.
    """

    @property
    def coded(self) -> frozenset[str]: ...
    @property
    def events(self) -> int:
        """How many there are in all, without eras."""
        ...

    def __getitem__(self, name: str) -> Array:
        """A column, for reading only."""
        ...

    def __contains__(self, name: str) -> bool: ...
    def values(self, name: str) -> Sequence[str]:
        """The texts of a coded column, sorted."""
        ...

    def is_absent(self, name: str) -> bool:
        """Whether this is an own column that no event has: it is empty in each."""
        ...


def bin_moments(columns: Columns, places: Array) -> Array:
    """When each begins; where its start is open, its last second; -NEVER where it has neither."""
    moments = columns["start"][places]
    is_open = np.flatnonzero(moments == -NEVER)
    ends = columns["end"][places[is_open]]
    moments[is_open] = np.where(ends < NEVER, ends - 1, -NEVER)
    return moments


def list_turns(columns: Columns, places: Array) -> Array:
    """The first part of where each stands in lists (`data.queries.time_order`)."""
    return time_order.turns(columns["start"][places], columns["end"][places], NEVER)


def list_order(columns: Columns, places: Array, *first: Array) -> Array:
    """Their order in lists; by further keys before that, the first of them the last to be given."""
    parts = (columns[name][places] for name in ("row", "end", "sequence"))
    return np.lexsort((*parts, list_turns(columns, places), *first))


def within(columns: Columns, places: Array, start: int | None, end: int | None) -> Array:
    """Those that have any part in [start, end); None is no limit."""
    if end is not None:
        places = places[columns["start"][places] < end]
    return places if start is None else places[columns["end"][places] > start]


def days(start: Array, end: Array) -> dict[str, Array]:
    """The columns `day` and `end day` of events with these starts and ends."""
    first = np.where(start > -NEVER, start, np.where(end < NEVER, end - 1, NEVER))
    moments = {"day": first, "end day": np.where(end < NEVER, end - 1, NEVER)}
    return {name: np.where(moment < NEVER, moment // DAY, ENDLESS).astype(np.int32) for name, moment in moments.items()}
