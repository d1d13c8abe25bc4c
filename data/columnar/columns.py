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

Array = npt.NDArray[Any]
NEVER: Final = 2**61
"""Later than any moment; and, negative, earlier."""
ENDLESS: Final = 2**31 - 1
"""A day that there is none of."""


class Columns(Protocol):
    """The columns of some events. coded: those of texts, each event with the place of its text among `values`.

    The others are `row`, `start` (-NEVER where it is open), `end` (NEVER), `day` and `end day` (those of its first and
    last moment; ENDLESS), `known_from` (-NEVER), the numbers that filters look at, `is_timed` (it has a time of day),
    and `claims`, the places of those that claim a figure. Where actors and tags are coded there is each name of an
    event, one event after the other, and in `actor begins` and `tag begins` where those of a place begin.
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
    return _moments(columns, places, 1)


def list_moments(columns: Columns, places: Array) -> Array:
    """Where each stands in lists: at its start, or its end where that is open; -NEVER with neither."""
    return _moments(columns, places, 0)


def _moments(columns: Columns, places: Array, before_the_end: int) -> Array:
    moments = columns["start"][places]
    is_open = np.flatnonzero(moments == -NEVER)
    ends = columns["end"][places[is_open]]
    moments[is_open] = np.where(ends < NEVER, ends - before_the_end, -NEVER)
    return moments


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
