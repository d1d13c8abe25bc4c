"""What words and filters find in a large record, and a page's questions about it, answered from its plain columns.

The answers are those of `data.queries.events` and `data.queries.facets`; the engine is asked for the texts of few rows
only.
"""

from collections import OrderedDict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any, Final

import duckdb
import numpy as np
import pyarrow as pa

from data.columnar.column_file import ColumnFile
from data.columnar.columns import Array, Columns, within
from data.columnar.counts import counts, cumulative, gathered
from data.columnar.cumulative import Cumulative
from data.columnar.events import Row, claiming, earliest, facet, important, running, sources, summary
from data.columnar.filters import WORDS, passing
from data.dates.calendar import DAY
from data.engine.quoting import identifiers
from data.queries.filters import words_of
from data.search.result_tables import all_of
from data.search.word_index import Candidates, Index
from data.view import View
from data.view.filter_table import FILTERS

MOST_KEPT: Final = 6_000_000
"""Places that are kept, of what was found last: four bytes each."""

MOST_CANDIDATES: Final = 500_000
"""Texts that are looked at one by one; with more, looking at all of them in their order takes no longer."""

Window = tuple[int, int] | None
Texts = Callable[[Array, Sequence[str]], list[Row]]


@dataclass(frozen=True, eq=False)
class SearchResults:
    """The events that a view's words find (`found`) and those of them that pass its other filters (`there`)."""

    columns: Columns
    view: View
    matches: Array
    places: Array
    texts: Texts

    def cumulative(self, lane: str, own: Collection[str], rest: str) -> Cumulative | None:
        """Their times by day and lane; None where the lanes are not known here. own, rest: as in
        `data.columnar.counts`."""
        return cumulative(self.columns, self.places, lane, own, rest)

    def counts(
        self, lane: str, window: tuple[int, int], size: int, own: Collection[str], rest: str
    ) -> dict[str, list[Any]] | None:
        """Those of a window in bins of less than a day: see `data.columnar.counts`."""
        return counts(self.columns, self.places, lane, window, size, own, rest)

    def within(self, window: Window) -> Array:
        """Those that have a part in the window."""
        return self.places if window is None else within(self.columns, self.places, *window)

    def facet(self, field: str) -> list[Row] | None:
        """What `data.queries.facets.facet` answers; None where the engine must be asked."""
        but = passing(self.columns, self.matches, self.view, but=(*WORDS, field))
        return None if but is None else facet(self.columns, but, field)

    def summary(self, window: Window) -> list[Row] | None:
        """What `data.queries.events.summary` answers; None where the engine must be asked."""
        found = summary(self.columns, self.within(window))
        return None if found is None else [found]

    def first(self, window: Window, most: int, columns: Sequence[str]) -> list[Row]:
        """The first `most` in time order of those in the window, as rows of these texts."""
        return self.texts(earliest(self.columns, self.within(window), most), columns)

    def each(
        self, lane: str, own: Collection[str], rest: str, columns: Sequence[str], *, window: Window = None,
        most: int | None = None, begun: Collection[int] | None = None,
    ) -> list[Row] | None:  # fmt: skip
        """At most so many events of the window, the most important first, as rows of these columns and their `lane`.

        begun: only those that begin at one of these moments. None as in `cumulative`.
        """
        there = self.within(window)
        there = there if begun is None else _beginning(self.columns, there, begun)
        found = gathered(self.columns, there, lane, own, rest)
        if found is None:
            return None
        order = important(self.columns, there)[:most]
        return self._rows(there[order], found[0], found[1][order], columns)

    def running(
        self, lane: str, own: Collection[str], rest: str, columns: Sequence[str], before: int, now: int
    ) -> list[Row] | None:
        """In each lane the most important of what began `before` and is not over `now`, as in `each`."""
        there = running(self.columns, self.places, before, now)
        found = gathered(self.columns, there, lane, own, rest)
        if found is None:
            return None
        order = important(self.columns, there)
        lanes, first = np.unique(found[1][order], return_index=True)
        return self._rows(there[order[first]], found[0], lanes, columns)

    def _rows(self, places: Array, lanes: Sequence[str], codes: Array, columns: Sequence[str]) -> list[Row]:
        named = zip(self.texts(places, columns), codes.tolist(), strict=True)
        return [{**row, "lane": lanes[code]} for row, code in named]

    def claiming(self) -> list[Row]:
        """The rows that claim a figure."""
        return [{"row": row} for row in self.columns["row"][claiming(self.columns, self.places)].tolist()]

    def sources(self) -> list[Row] | None:
        """What `data.queries.events.sources` answers; None where the engine must be asked."""
        return sources(self.columns, self.places)


def _beginning(coded: Columns, places: Array, moments: Collection[int]) -> Array:
    """Those that begin at one of these moments."""
    first = min(moments) // DAY
    is_day = np.zeros(max(moments) // DAY - first + 1, bool)
    is_day[np.array(list(moments)) // DAY - first] = True
    days = coded["day"][places].astype(np.int64) - first
    near = np.flatnonzero((days >= 0) & (days < len(is_day)))
    few = places[near[is_day[days[near]]]]
    return few[np.isin(coded["start"][few], list(moments))]


class Searcher:
    """What views find in a record whose engine has a view `placed`, from what stands beside its tables."""

    def __init__(self, engine: duckdb.DuckDBPyConnection, index: Index) -> None:
        self._engine, self._index, self._lock = engine, index, Lock()
        self._results: OrderedDict[View, SearchResults] = OrderedDict()

    def search(self, view: View) -> SearchResults | None:
        """What the words and filters of a view find; None where it has no words, or the engine must be asked.

        It is so where a filter is by a column with too many values.
        """
        coded, words = self._index.columns, tuple(words_of(view.words))
        if coded is None or not words:
            return None
        plain = View(**{name: getattr(view, name) for name in FILTERS})
        with self._lock:
            found = self._results.pop(plain, None)
            places = next((kept.matches for other, kept in self._results.items() if other.words == plain.words), None)
        if found is None:
            places = self._matches(coded, words) if places is None else places
            there = passing(coded, places, plain, but=WORDS)
            found = None if there is None else SearchResults(coded, plain, places, there, self._texts)
        return None if found is None else self._keep(plain, found)

    def _keep(self, view: View, found: SearchResults) -> SearchResults:
        with self._lock:
            self._results[view] = found
            while sum(map(_size, self._results.values())) > MOST_KEPT and len(self._results) > 1:
                self._results.popitem(last=False)
        return found

    def _matches(self, coded: ColumnFile, words: Sequence[str]) -> Array:
        """The places of the events with these words; what the index does not know is looked for in the texts, once."""
        among = self._index.candidates(words)
        found = among.places if among and among.are_exact else self._look_through(words, among)
        places = _once(found["place"].to_numpy(), len(coded["row"]))
        return places[coded["is_event"][places]]

    def _look_through(self, words: Sequence[str], among: Candidates | None) -> pa.Table:
        asked, where = self._engine.cursor(), all_of(words)
        if among and len(among.places) <= MOST_CANDIDATES:
            asked.register("candidates", among.places)
            where = f"spot in (select place from candidates) and {where}"
        return asked.sql(f"select spot::integer as place from placed where {where}").to_arrow_table()

    def _texts(self, places: Array, columns: Sequence[str]) -> list[Row]:
        """The rows at these places, in that order."""
        listed = identifiers(columns)
        among = ", ".join(map(str, places.tolist())) or "null"
        asked = f"select spot, {listed} from placed where spot in ({among})"
        rows = {
            spot: dict(zip(columns, row, strict=True)) for spot, *row in self._engine.cursor().execute(asked).fetchall()
        }
        return [rows[place] for place in places.tolist()]


def _size(kept: SearchResults) -> int:
    return len(kept.matches) + (0 if kept.places is kept.matches else len(kept.places))


def _once(places: Array, events: int) -> Array:
    """Each place once, in order: as they mostly are, when it is one token that was found."""
    if len(places) and np.all(places[1:] >= places[:-1]):
        chosen: Array = places[np.concatenate([[True], places[1:] != places[:-1]])]
        return chosen
    is_found = np.zeros(events, bool)
    is_found[places] = True
    return np.flatnonzero(is_found).astype(np.int32)
