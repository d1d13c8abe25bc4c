"""The events of a record of moderate size, held as columns: what is drawn of them, in order of time.

A window of such a record is counted and chosen without asking the engine; a filter asks it only for numbers of rows.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import ibis.expr.types as ir
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from data.columnar.cumulative import Cumulative, Moments, Steps, Times
from data.dates import calendar
from data.queries.events import matching
from data.queries.lanes import TIMED, gathered, with_lanes
from data.view import View

MOST: Final = 200_000
"""Events of a record that is held so: some 200 bytes each."""
SHORT: Final = 2 * calendar.DAY
"""What lasts no longer is looked for only near a window."""
NEVER: Final = 2**61
"""Later than any moment; and, negative, earlier."""
TEXTS: Final = (
    *("id", "date", "precision", "start_qualifier", "end_qualifier", "title", "category", "source"),
    *("value", "unit", "place"),
)
COLUMNS: Final = ("row", *TEXTS, "start", "end", "importance")

Places = npt.NDArray[np.int64]
"""Where events stand among those held."""


def drawable(event: ir.Table) -> ir.Table:
    """The events with the columns that are held."""
    return event.filter(event["kind"] == "event").select(*COLUMNS)


def rows(event: ir.Table, member: ir.Table, view: View) -> ir.Table:
    """The `row` of each event that passes the filters."""
    return matching(event, member, view).select("row")


def lanes(event: ir.Table, member: ir.Table, lane: str, own: Collection[str] = (), rest: str = "") -> ir.Table:
    """`row` and `lane` of each event in each of its lanes. own, rest: as in `data.queries.lanes.counts`."""
    placed = with_lanes(event.filter(event["kind"] == "event"), member, lane, keep=("row",))
    return (gathered(placed, lane, own, rest) if own else placed).select("row", "lane")


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """A column of texts; where many are the same, each once, and which of them is whose."""

    values: pa.Array
    which: npt.NDArray[np.int32] | None = None

    @classmethod
    def of(cls, column: pa.ChunkedArray) -> "Texts":
        """The texts of a column, kept in the shorter way."""
        plain = column.combine_chunks()
        coded = plain.dictionary_encode()
        if 2 * len(coded.dictionary) > len(plain):
            return cls(plain)
        return cls(coded.dictionary, coded.indices.to_numpy())

    @property
    def size(self) -> int:
        """Bytes."""
        return int(self.values.nbytes) + (0 if self.which is None else self.which.nbytes)

    def different(self, places: "Places") -> int:
        """How many different texts there are at these places; none is no text."""
        if self.which is None:
            return len(set(self.at(places)) - {""})
        used = np.bincount(self.which[places], minlength=len(self.values)) > 0
        return sum(1 for text in self.values.filter(pa.array(used)).to_pylist() if text)

    def gathered(self, own: Collection[str], rest: str) -> "Texts":
        """The same, all that are none of `own` put together as `rest`."""
        values = [text if text in own else rest for text in self.values.to_pylist()]
        return Texts(pa.array(values, pa.string()), self.which)

    def at(self, places: "Places") -> list[str]:
        """The texts at these places."""
        taken = self.values.take(pa.array(places if self.which is None else self.which[places]))
        texts: list[str] = taken.to_numpy(zero_copy_only=False).tolist()
        return texts


@dataclass(frozen=True, eq=False)
class Held:
    """All events, sorted by the moment that they begin (or end, where their start is open), then by row.

    place_of: where the event of a row stands. begun: that moment, -NEVER where there is neither. start, end: NEVER
    and its negative where they are open. rank: how many come before it in lists (`data.queries.events.in_time_order`).
    """

    texts: Mapping[str, Texts]
    place_of: Places
    begun: Moments
    start: Moments
    end: Moments
    importance: Moments
    is_timed: npt.NDArray[np.bool_]
    rank: Places

    @classmethod
    def of(cls, found: pa.Table) -> "Held":
        """The rows of `drawable`, in any order."""
        row, start, end = (_numbers(found[name], missing) for name, missing in _MISSING.items())
        begun = np.where(start > -NEVER, start, np.where(end < NEVER, end - 1, -NEVER))
        order = np.lexsort((row, begun))
        table = found.take(pa.array(order))
        texts = {name: Texts.of(table[name]) for name in TEXTS}
        is_timed = pc.is_in(table["precision"].combine_chunks(), pa.array(TIMED)).to_numpy(zero_copy_only=False)
        importance = _numbers(table["importance"], 0)
        place_of = np.zeros(int(row.max(initial=0)) + 1, np.int64)
        place_of[row[order]] = np.arange(len(row))
        rank = np.empty(len(row), np.int64)
        rank[np.lexsort((row[order], _listed(start, end)[order]))] = np.arange(len(row))
        return cls(texts, place_of, begun[order], start[order], end[order], importance, is_timed, rank)

    @property
    def size(self) -> int:
        """Bytes."""
        return sum(text.size for text in self.texts.values()) + 7 * self.begun.nbytes

    def places(self, found: pa.Table) -> Places:
        """Where those of a table with the column `row` stand, in its order."""
        places: Places = self.place_of[found["row"].to_numpy()]
        return places


_MISSING: Final = {"row": 0, "start": -NEVER, "end": NEVER}


def _listed(start: Moments, end: Moments) -> Moments:
    """Where each stands in lists: at its start, or its end where that is open; first with neither."""
    return np.where(start > -NEVER, start, np.where(end < NEVER, end, -NEVER))


def _numbers(column: pa.ChunkedArray, missing: int) -> Moments:
    return np.asarray(pc.fill_null(column.cast(pa.int64()), missing).to_numpy())


@dataclass(frozen=True, eq=False)
class Chosen:
    """Those of the held events that pass the filters, in each of their lanes, in order of time.

    place: where among those held. code: which of `names` its lane is. is_again: in a further lane.
    """

    held: Held
    place: Places
    code: npt.NDArray[np.int16]
    names: Sequence[str]
    is_again: npt.NDArray[np.bool_]
    begun: Moments

    @classmethod
    def of(cls, held: Held, place: Places, lane: Texts, passing: pa.Table | None = None) -> "Chosen":
        """place, lane: of each event in each of its lanes. passing: the rows of `rows`; None where all pass."""
        said = lane.values.to_pylist()
        names = sorted({*said})
        rank = np.array([names.index(name) for name in said], np.int16)
        code = rank if lane.which is None else rank[lane.which]
        if passing is not None:
            passes = np.zeros(len(held.begun), bool)
            passes[held.places(passing)] = True
            place, code = place[passes[place]], code[passes[place]]
        order = np.lexsort((code, place))
        place, code = place[order], code[order]
        is_again = np.concatenate([[False], place[1:] == place[:-1]]) if len(place) else np.empty(0, bool)
        return cls(held, place, code, names, is_again, held.begun[place])

    @property
    def size(self) -> int:
        """Bytes."""
        return self.place.nbytes * 3

    @cached_property
    def each(self) -> Places:
        """Where the chosen stand among those held, each once."""
        return self.place[~self.is_again] if self.is_again.any() else self.place

    def cumulative(self) -> Cumulative:
        """The times of the events in each lane."""
        lanes = {}
        for code, name in enumerate(self.names):
            there = self.place[self.code == code]
            if len(there):
                lanes[name] = self._times(there)
        return Cumulative(lanes, self._times(self.each))

    def _times(self, there: Places) -> Times:
        start, end, begun = self.held.start[there], self.held.end[there], self.held.begun[there]
        undated = int(np.searchsorted(begun, -NEVER, side="right"))
        ended = np.sort(end[end < NEVER] - 1)
        return Times(Steps(begun[undated:]), Steps(ended), Steps(begun[undated:][start[undated:] == -NEVER]), undated)

    def foremost(self, start: int, end: int, most: int) -> Places:
        """Which of the chosen to draw of [start, end): the first `most` events by importance, in all their lanes."""
        there = self._touching(start, end)
        there = there[np.argsort(-self.held.importance[self.place[there]], kind="stable")]
        return there[np.cumsum(~self.is_again[there]) <= most]

    def _touching(self, start: int, end: int) -> Places:
        there = self._begun_before(end, start)
        late = self._open[np.searchsorted(self._open, np.searchsorted(self.begun, end)) :]
        return np.concatenate([there[self.held.end[self.place[there]] > start], late])

    def _begun_before(self, moment: int, ending: int) -> Places:
        """Which of the chosen begin before a moment, but for most of those that end before another, no later one."""
        first, last = np.searchsorted(self.begun, [ending - SHORT, moment])
        return np.concatenate([self._long[: np.searchsorted(self._long, first)], np.arange(first, last)])

    @cached_property
    def _long(self) -> Places:
        return np.flatnonzero(self.held.end[self.place] - self.begun > SHORT)

    @cached_property
    def _open(self) -> Places:
        """Those whose start is open, and their end is not."""
        return np.flatnonzero((self.held.start[self.place] == -NEVER) & (self.begun > -NEVER))

    def running(self, before: int, now: int) -> Places:
        """Which of the chosen is, in each lane, the most important of what began `before` and is not over `now`."""
        there = self._begun_before(before, before)
        place = self.place[there]
        there = there[(self.held.end[place] > now) & (self.held.start[place] > -NEVER)]
        order = there[np.lexsort((there, -self.held.importance[self.place[there]], self.code[there]))]
        _, first = np.unique(self.code[order], return_index=True)
        return order[first]

    def find(self, moments: Sequence[int], lanes: Sequence[str]) -> Places:
        """Which of the chosen begins first at each of these moments, in the lane beside it; one does."""
        number = {name: code for code, name in enumerate(self.names)}
        first, last = (np.searchsorted(self.begun, moments, side).tolist() for side in ("left", "right"))
        told = zip(first, last, lanes, strict=True)
        found = [start + np.argmax(self.code[start:end] == number[lane]) for start, end, lane in told]
        return np.array(found, np.int64)
