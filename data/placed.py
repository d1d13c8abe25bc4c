"""When all events of a large record begin and end, and their lanes, by their place: to count those that an index finds.

Loaded when words are looked for the first time: 12 bytes an event, and one more for each column that makes lanes.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from threading import Lock
from typing import Any, Final

import duckdb
import numpy as np
import numpy.typing as npt

from data import calendar
from data.cumulative import EMPTY, Cumulative, Moments, Steps, Times
from data.filters import words_of
from data.index import Index
from data.parameters import NAMES
from data.tallies import quoted

MOST_LANES: Final = 60
MOST_COLUMNS: Final = 3
"""Columns that make lanes, kept at once."""
MOST_DAYS: Final = 10_000_000
"""Days times lanes that are counted at once."""
NO_EVENT: Final = 255
UNKNOWN: Final = 2**62
"""The moment of what has none."""
ENDLESS: Final = 2**31 - 1

Codes = npt.NDArray[np.uint8]
Places = npt.NDArray[Any]
Columns = dict[str, npt.NDArray[Any]]


class Placed:
    """The events of an engine that has a view `placed`, and the index of their words."""

    def __init__(self, engine: duckdb.DuckDBPyConnection, index: Index) -> None:
        self._engine, self._index, self._lock = engine, index, Lock()
        self._times: Columns = {}
        self._lanes: dict[str, tuple[list[str], Codes] | None] = {}

    def by_words(self, words: str, lane: str, own: Collection[str], rest: str) -> Cumulative | None:
        """What these words find, by day and lane; None where the index does not know it, or the lanes are too many.

        own, rest: as in `data.lanes.counts`.
        """
        found = None if lane in NAMES else self._index.candidates(words_of(words))
        if found is None or not found.are_exact:
            return None
        with self._lock:
            coded = self._coded_once(lane)
            self._times = self._times or self._loaded()
        if coded is None:
            return None
        names, lane_of = _gathered(coded[0], own, rest)
        places = _once(found.places["place"].to_numpy(), len(coded[1]))
        return _cumulative(self._times, places, lane_of[coded[1][places]], names)

    def _loaded(self) -> Columns:
        return self._asked(
            f'coalesce(start, "end" - 1, {UNKNOWN}) as moment,'
            f' coalesce(floor(("end" - 1) / {calendar.DAY})::integer, {ENDLESS}) as ended,'
            ' start is null and "end" is not null as is_open'
        )

    def _coded_once(self, lane: str) -> tuple[list[str], Codes] | None:
        if lane not in self._lanes:
            if len(self._lanes) >= MOST_COLUMNS:
                self._lanes.clear()
            self._lanes[lane] = self._coded(lane)
        return self._lanes[lane]

    def _coded(self, lane: str) -> tuple[list[str], Codes] | None:
        """The values of a column, and which of them each event has; NO_EVENT where it is an era."""
        asked = self._engine.cursor()
        there = {name for name, *_ in asked.execute("describe placed").fetchall()}
        value = f"coalesce({quoted(lane)}::varchar, '')" if lane in there else "''"
        distinct = f"select distinct {value} from placed limit {MOST_LANES + 1}"
        values = sorted(text for (text,) in asked.execute(distinct).fetchall())
        if len(values) > MOST_LANES:
            return None
        listed = ", ".join("'" + text.replace("'", "''") + "'" for text in values)
        code = f"case when kind = 'event' then list_position([{listed}], {value}) - 1 else {NO_EVENT} end::utinyint"
        return values, self._asked(f"{code} as code")["code"]

    def _asked(self, columns: str) -> Columns:
        found = self._engine.cursor().execute(f"select {columns} from placed order by spot").fetchnumpy()
        return {name: np.ma.getdata(column) for name, column in found.items()}  # nothing in them is null


def _once(places: Places, events: int) -> Places:
    """Each place once, in order: as they mostly are, when it is one token that was found."""
    if len(places) and np.all(places[1:] >= places[:-1]):
        chosen: Places = places[np.concatenate([[True], places[1:] != places[:-1]])]
        return chosen
    is_found = np.zeros(events, bool)
    is_found[places] = True
    once: Places = np.flatnonzero(is_found)
    return once


def _gathered(values: Sequence[str], own: Collection[str], rest: str) -> tuple[list[str], Codes]:
    """The lanes, and the number of its lane for each code of a value; what is no event stays so."""
    names = list(dict.fromkeys(value if value in own or not own else rest for value in values))
    numbers = [names.index(value if value in own or not own else rest) for value in values]
    return names, np.array([*numbers, *[NO_EVENT] * (NO_EVENT + 1 - len(numbers))], np.uint8)


@dataclass(frozen=True, slots=True)
class _Chosen:
    """Some events in order of time: their moments, the number of each one's lane, and of how many lanes."""

    moments: Moments
    lanes: Codes
    of: int

    def begun(self) -> list[Steps] | None:
        """The steps of each lane, then of all: days with the first moment of each; None where they are too many."""
        days = self.moments // calendar.DAY
        turns = np.flatnonzero(days[1:] != days[:-1]) + 1
        starts = np.concatenate([[0], turns]) if len(days) else turns
        if len(starts) * self.of > MOST_DAYS:
            return None
        lengths = np.diff(np.concatenate([starts, [len(days)]]))
        cells = self.lanes * np.int64(len(starts)) + np.repeat(np.arange(len(starts)), lengths)
        counts = np.bincount(cells, minlength=len(starts) * self.of)
        first = np.zeros(len(counts), np.int64)
        first[cells[::-1]] = self.moments[::-1]
        at = days[starts] * calendar.DAY
        shape = self.of, len(starts)
        rows = zip(counts.reshape(shape), first.reshape(shape), strict=True)
        lanes = [Steps.counted(at[held > 0], held[held > 0], seen[held > 0]) for held, seen in rows]
        return [*lanes, Steps.counted(at, lengths, self.moments[starts])]


def _cumulative(columns: Columns, places: Places, lanes: Codes, names: Sequence[str]) -> Cumulative | None:
    if NO_EVENT in lanes:
        places, lanes = places[lanes != NO_EVENT], lanes[lanes != NO_EVENT]
    moments = columns["moment"][places]
    if np.any(moments[1:] < moments[:-1]):  # those with an open start, and without any date
        order = np.argsort(moments, kind="stable")
        places, lanes, moments = places[order], lanes[order], moments[order]
    dated = int(np.searchsorted(moments, UNKNOWN))
    is_open = columns["is_open"][places]
    begun = _Chosen(moments[:dated], lanes[:dated], len(names)).begun()
    opened = _Chosen(moments[is_open], lanes[is_open], len(names)).begun()
    if begun is None or opened is None:
        return None
    undated = np.bincount(lanes[dated:], minlength=len(names)).tolist()
    ended = _ended(columns["ended"][places], lanes, len(names))
    times = [Times(*parts) for parts in zip(begun, ended, opened, [*undated, sum(undated)], strict=True)]
    found = {name: part for name, part in zip(names, times, strict=False) if part.total}
    return Cumulative(found, times[-1], by_day=True)


def _ended(days: npt.NDArray[np.int32], lanes: Codes, of: int) -> Iterator[Steps]:
    """The days of the ends of each lane, then those of all."""
    lanes, days = lanes[days < ENDLESS], days[days < ENDLESS]
    cells = np.sort((lanes.astype(np.int64) << 32) + days)
    edges = np.searchsorted(cells, [(lane << 32) - 2**31 for lane in range(of + 1)])
    for first, last in pairwise(edges.tolist()):
        yield _counted(((cells[first:last] + 2**31) & (2**32 - 1)) - 2**31)
    yield _counted(np.sort(days).astype(np.int64))


def _counted(days: Moments) -> Steps:
    if not len(days):
        return EMPTY
    starts = np.concatenate([[0], np.flatnonzero(days[1:] != days[:-1]) + 1])
    lengths = np.diff(np.concatenate([starts, [len(days)]]))
    return Steps.counted(days[starts] * calendar.DAY, lengths)
