"""The events of a data set of moderate size, held as columns: what is drawn of them, in order of time.

A window of it is counted and chosen without asking the engine, and so are most filters; words, names and own columns
ask it for numbers of rows.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import ibis.expr.types as ir
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from data.columnar.columns import NEVER, Array, days, list_order
from data.columnar.cumulative_counts import Cumulative, Moments, Steps, Times
from data.columnar.filters import WORDS, passing
from data.columnar.merge_sorted_events import with_others
from data.columnar.text_columns import ArrowTexts, Texts
from data.dates import calendar
from data.queries import time_order
from data.queries.events import matching
from data.queries.lanes import TIMED, gathered, with_lanes
from data.view import View
from data.view.filter_table import VALUES, Kind, names_of

MOST_EVENTS: Final = 200_000  # some 200 bytes each
"""Events of a data set that is kept so."""
SHORT: Final = 2 * calendar.DAY
"""What lasts no longer is looked for only near a window."""
READ: Final = ("id", "date", "start_qualifier", "end_qualifier", "title", "value", "unit")
TEXTS: Final = tuple(dict.fromkeys((*READ, *VALUES)))
NUMBERS: Final = {
    "row": 0,
    "start": -NEVER,
    "end": NEVER,
    "known_from": -NEVER,
    "sequence": time_order.UNNUMBERED,
    **dict.fromkeys(names_of(Kind.NUMBER), 0),
}
"""The columns of numbers, and what stands where there is none."""
COLUMNS: Final = (*TEXTS, *NUMBERS)

Places = npt.NDArray[np.int64]
"""Where events stand among those in memory."""


def drawable(event: ir.Table) -> ir.Table:
    """The events with the columns that are kept in memory."""
    return event.filter(event["kind"] == "event").select(*COLUMNS)


def rows(event: ir.Table, member: ir.Table, view: View) -> ir.Table:
    """The `row` of each event that passes the filters."""
    return matching(event, member, view).select("row")


def lanes(event: ir.Table, member: ir.Table, lane: str, own: Collection[str] = (), rest: str = "") -> ir.Table:
    """`row` and `lane` of each event in each of its lanes. own, rest: as in `data.queries.lanes.counts`."""
    in_lanes = with_lanes(event.filter(event["kind"] == "event"), member, lane, keep=("row",))
    return (gathered(in_lanes, lane, own, rest) if own else in_lanes).select("row", "lane")


@dataclass(frozen=True, eq=False)
class InMemoryColumns:
    """All events as `data.columnar.columns.Columns`, sorted by when they begin (an open start: end), then by row.

    texts: what is read of them; of these, the columns that filters look at are coded. numbers: the other columns.
    place_of: where the event of a row stands. moments: when each begins so, -NEVER where there is neither.
    """

    texts: Mapping[str, Texts]
    numbers: Mapping[str, Array]
    place_of: Places
    moments: Moments

    @classmethod
    def of(cls, rows: pa.Table) -> "InMemoryColumns":
        """The rows of `drawable`, in any order."""
        columns = {name: _numbers(rows[name], missing) for name, missing in NUMBERS.items()}
        moments = _moments(columns)
        order = np.lexsort((columns["row"], moments))
        table = rows.take(pa.array(order))
        texts = {name: (Texts.encode if name in VALUES else Texts.of)(table[name]) for name in TEXTS}
        return cls._settled(texts, {name: column[order] for name, column in columns.items()}, moments[order])

    @classmethod
    def _settled(cls, texts: Mapping[str, Texts], numbers: Mapping[str, Array], moments: Moments) -> "InMemoryColumns":
        """With the columns that are made of others."""
        is_timed, is_claim = texts["precision"].each_is_in(TIMED), ~texts["metric"].each_is_in([""])
        made: dict[str, Array] = {"is_timed": is_timed, "claims": np.flatnonzero(is_claim)}
        row = numbers["row"]
        place_of = np.zeros(int(row.max(initial=0)) + 1, np.int64)
        place_of[row] = np.arange(len(row))
        return cls(texts, {**numbers, **days(numbers["start"], numbers["end"]), **made}, place_of, moments)

    def put(self, changed: Collection[int], fresh: pa.Table) -> "InMemoryColumns":
        """The same with other events in the place of those of some rows. fresh: rows of `drawable`, in any order."""
        columns = {name: _numbers(fresh[name], missing) for name, missing in NUMBERS.items()}
        moments = _moments(columns)
        order = with_others(self.moments, self.numbers["row"], changed, moments, columns["row"])
        texts = {name: text.put(fresh[name], order, is_sorted=name in VALUES) for name, text in self.texts.items()}
        numbers = {name: np.concatenate([self.numbers[name], column])[order] for name, column in columns.items()}
        return self._settled(texts, numbers, np.concatenate([self.moments, moments])[order])

    @property
    def size(self) -> int:
        """Bytes."""
        columns = (*self.numbers.values(), self.place_of, self.moments)
        return sum(text.size for text in self.texts.values()) + sum(column.nbytes for column in columns)

    @property
    def coded(self) -> frozenset[str]:
        """The columns of texts that filters look at; names of actors and tags, and own columns, are not in memory."""
        return frozenset(VALUES)

    @property
    def events(self) -> int:
        """How many there are."""
        return len(self.moments)

    def __getitem__(self, name: str) -> Array:
        """A column."""
        if name in self.numbers:
            return self.numbers[name]
        which = self.texts[name].which
        assert which is not None, f"{name} is coded"
        return which

    def __contains__(self, name: str) -> bool:
        return name in self.numbers or name in self.coded

    def values(self, name: str) -> Sequence[str]:
        """The texts of a coded column, sorted."""
        return ArrowTexts(self.texts[name].values)

    def is_absent(self, name: str) -> bool:  # noqa: ARG002 - of own columns nothing is known here
        """Whether this is an own column that no event has: the engine knows."""
        return False

    @cached_property
    def rank(self) -> Places:
        """Where each comes in lists."""
        order = list_order(self, np.arange(self.events))
        rank = np.empty(self.events, np.int64)
        rank[order] = np.arange(self.events)
        return rank

    @property
    def start(self) -> Moments:
        """When each starts; -NEVER where that is open."""
        return self.numbers["start"]

    @property
    def end(self) -> Moments:
        """When each has ended; NEVER where that is open."""
        return self.numbers["end"]

    @property
    def importance(self) -> Moments:
        """How important each is."""
        return self.numbers["importance"]

    @property
    def is_timed(self) -> npt.NDArray[np.bool_]:
        """Whether each has a time of day."""
        return self.numbers["is_timed"]

    def places(self, rows: pa.Table) -> Places:
        """Where those of a table with the column `row` stand, in its order."""
        places: Places = self.place_of[rows["row"].to_numpy()]
        return places

    def passing(self, view: View, ask: Callable[[View], pa.Table]) -> Places:
        """Where those stand that pass a view's filters. `ask` says the `rows` of a view: for its words, and where a
        filter is by no column here, for all."""
        if passing(self, np.arange(0), view, WORDS) is None:
            return self.places(ask(view))
        words = View(**{name: getattr(view, name) for name in WORDS})
        places = passing(self, self.places(ask(words)) if words.is_filtered else np.arange(self.events), view, WORDS)
        assert places is not None, "what is told of none is told of all"
        return places


def _moments(columns: Mapping[str, Array]) -> Moments:
    """When each begins, or ends where its start is open; -NEVER where there is neither."""
    start, end = columns["start"], columns["end"]
    return np.asarray(np.where(start > -NEVER, start, np.where(end < NEVER, end - 1, -NEVER)))


def _numbers(column: pa.ChunkedArray, missing: int) -> Moments:
    return np.asarray(pc.fill_null(column.cast(pa.int64()), missing).to_numpy())


@dataclass(frozen=True, eq=False)
class Selection:
    """Those of the events in memory that pass the filters, in each of their lanes, in order of time.

    place: where among those in memory. code: which of `names` its lane is. is_again: in a further lane.
    """

    columns: InMemoryColumns
    place: Places
    code: npt.NDArray[np.int16]
    names: Sequence[str]
    is_again: npt.NDArray[np.bool_]
    moments: Moments

    @classmethod
    def of(cls, columns: InMemoryColumns, place: Places, lane: Texts, passing: Places | None = None) -> "Selection":
        """place, lane: of each event in each of its lanes. passing: where those stand that pass; None is all."""
        lanes = lane.values.to_pylist()
        names = sorted({*lanes})
        rank = np.array([names.index(name) for name in lanes], np.int16)
        code = rank if lane.which is None else rank[lane.which]
        if passing is not None:
            passes = np.zeros(len(columns.moments), bool)
            passes[passing] = True
            place, code = place[passes[place]], code[passes[place]]
        order = np.lexsort((code, place))
        place, code = place[order], code[order]
        is_again = np.concatenate([[False], place[1:] == place[:-1]]) if len(place) else np.empty(0, bool)
        return cls(columns, place, code, names, is_again, columns.moments[place])

    @property
    def size(self) -> int:
        """Bytes."""
        return self.place.nbytes * 3

    @cached_property
    def each(self) -> Places:
        """Where the selected stand among those in memory, each once."""
        return self.place[~self.is_again] if self.is_again.any() else self.place

    def cumulative(self) -> Cumulative:
        """The times of the events in each lane."""
        lanes = {}
        for code, name in enumerate(self.names):
            places = self.place[self.code == code]
            if len(places):
                lanes[name] = self._times(places)
        return Cumulative(lanes, self._times(self.each))

    def _times(self, places: Places) -> Times:
        start, end, moments = self.columns.start[places], self.columns.end[places], self.columns.moments[places]
        undated = int(np.searchsorted(moments, -NEVER, side="right"))
        ends = np.sort(end[end < NEVER] - 1)
        return Times(
            Steps(moments[undated:]), Steps(ends), Steps(moments[undated:][start[undated:] == -NEVER]), undated
        )

    def foremost(self, start: int, end: int, most: int) -> Places:
        """Which of the selected to draw of [start, end): the first `most` events by importance, then in the order of
        lists, in all their lanes."""
        which = self._touching(start, end)
        place = self.place[which]
        turn = self.columns.rank[place] - self.columns.importance[place] * len(self.columns.rank)
        once = turn[~self.is_again[which]]
        if len(once) > most:
            few = turn <= np.partition(once, most - 1)[most - 1]
            which, turn = which[few], turn[few]
        return which[np.lexsort((self.code[which], turn))] if most else which[:0]

    def _touching(self, start: int, end: int) -> Places:
        which = self._begun_before(end, start)
        late = self._open[np.searchsorted(self._open, np.searchsorted(self.moments, end)) :]
        return np.concatenate([which[self.columns.end[self.place[which]] > start], late])

    def _begun_before(self, moment: int, ending: int) -> Places:
        """Which of the selected begin before a moment, but for most of those that end before another, no later one."""
        first, last = np.searchsorted(self.moments, [ending - SHORT, moment])
        return np.concatenate([self._long[: np.searchsorted(self._long, first)], np.arange(first, last)])

    @cached_property
    def _long(self) -> Places:
        return np.flatnonzero(self.columns.end[self.place] - self.moments > SHORT)

    @cached_property
    def _open(self) -> Places:
        """Those whose start is open, and their end is not."""
        return np.flatnonzero((self.columns.start[self.place] == -NEVER) & (self.moments > -NEVER))

    def running(self, before: int, now: int) -> Places:
        """Which of the selected is, in each lane, the most important of what began `before` and is not over `now`."""
        which = self._begun_before(before, before)
        place = self.place[which]
        which = which[(self.columns.end[place] > now) & (self.columns.start[place] > -NEVER)]
        place = self.place[which]
        order = which[np.lexsort((self.columns.rank[place], -self.columns.importance[place], self.code[which]))]
        _, first = np.unique(self.code[order], return_index=True)
        return order[first]

    def beginning(self, moments: Sequence[int]) -> Places:
        """Which of the selected begin at one of these moments."""
        first, last = (np.searchsorted(self.moments, moments, side).tolist() for side in ("left", "right"))
        ranges = [np.arange(*ends) for ends in zip(first, last, strict=True)]
        return np.unique(np.concatenate(ranges)) if ranges else np.empty(0, np.int64)
