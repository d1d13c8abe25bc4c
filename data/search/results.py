"""What words and filters find in a large data set, and a page's questions about it, answered from its column file.

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
from data.columnar.cumulative_counts import Cumulative
from data.columnar.events import Row, claiming, earliest, facet, important, running, sources, summary
from data.columnar.filters import WORDS, passing
from data.dates.calendar import DAY
from data.engine.quoting import identifiers
from data.queries.filters import words_of
from data.search.result_tables import all_of
from data.search.windows import Windows
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
    """The events that a view's words find, or that a window has (`matches`), and those of them that pass its other
    filters (`places`)."""

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
        self, lane: str, window: tuple[int, int], size: int, own: Collection[str], rest: str, until: int | None = None
    ) -> dict[str, list[Any]] | None:
        """Those of a window in bins of less than a day: see `data.columnar.counts`."""
        return counts(self.columns, self.places, lane, window, size, own, rest, until)

    def within(self, window: Window) -> Array:
        """Those that have a part in the window."""
        return self.places if window is None else within(self.columns, self.places, *window)

    def facet(self, field: str) -> list[Row] | None:
        """What `data.queries.facets.facet` answers; None where the engine must be asked."""
        but = passing(self.columns, self.matches, self.view, but=(*WORDS, field))
        return None if but is None else facet(self.columns, but, field)

    def summary(self, window: Window) -> list[Row] | None:
        """What `data.queries.events.summary` answers; None where the engine must be asked."""
        row = summary(self.columns, self.within(window))
        return None if row is None else [row]

    def first(self, window: Window, most: int, columns: Sequence[str]) -> list[Row]:
        """The first `most` in time order of those in the window, as rows of these texts."""
        return self.texts(earliest(self.columns, self.within(window), most), columns)

    def each(
        self, lane: str, own: Collection[str], rest: str, columns: Sequence[str], *, window: Window = None,
        most: int | None = None, moments: Collection[int] | None = None,
    ) -> list[Row] | None:  # fmt: skip
        """At most so many events of the window, the most important first, as rows of these columns and their `lane`.

        moments: only those that begin at one of these moments. None as in `cumulative`.
        """
        places = self.within(window)
        places = places if moments is None else _beginning(self.columns, places, moments)
        in_lanes = gathered(self.columns, places, lane, own, rest)
        if in_lanes is None:
            return None
        order = important(self.columns, places)[:most]
        return self._rows(places[order], in_lanes[0], in_lanes[1][order], columns)

    def running(
        self, lane: str, own: Collection[str], rest: str, columns: Sequence[str], before: int, now: int
    ) -> list[Row] | None:
        """In each lane the most important of what began `before` and is not over `now`, as in `each`."""
        places = running(self.columns, self.places, before, now)
        in_lanes = gathered(self.columns, places, lane, own, rest)
        if in_lanes is None:
            return None
        order = important(self.columns, places)
        lanes, first = np.unique(in_lanes[1][order], return_index=True)
        return self._rows(places[order[first]], in_lanes[0], lanes, columns)

    def _rows(self, places: Array, lanes: Sequence[str], codes: Array, columns: Sequence[str]) -> list[Row]:
        texts = zip(self.texts(places, columns), codes.tolist(), strict=True)
        return [{**row, "lane": lanes[code]} for row, code in texts]

    def claiming(self) -> list[Row]:
        """The rows that claim a figure."""
        return [{"row": row} for row in self.columns["row"][claiming(self.columns, self.places)].tolist()]

    def sources(self) -> list[Row] | None:
        """What `data.queries.events.sources` answers; None where the engine must be asked."""
        return sources(self.columns, self.places)


def _beginning(columns: Columns, places: Array, moments: Collection[int]) -> Array:
    """Those that begin at one of these moments."""
    first = min(moments) // DAY
    is_day = np.zeros(max(moments) // DAY - first + 1, bool)
    is_day[np.array(list(moments)) // DAY - first] = True
    days = columns["day"][places].astype(np.int64) - first
    near = np.flatnonzero((days >= 0) & (days < len(is_day)))
    few = places[near[is_day[days[near]]]]
    return few[np.isin(columns["start"][few], list(moments))]


class Searcher:
    """What views find in a data set whose engine has a view `placed`, from what stands beside its tables."""

    def __init__(self, engine: duckdb.DuckDBPyConnection, index: Index) -> None:
        self._engine, self._index, self._lock = engine, index, Lock()
        self._results: OrderedDict[View, SearchResults] = OrderedDict()
        self._windows: Windows | None = None

    def search(self, view: View, window: Window = None, moments: Collection[int] = ()) -> SearchResults | None:
        """What the words and filters of a view find; without words, what its filters find in this window, or among
        those that begin at these moments. None where the engine must be asked.

        It is so where there is none of these, too much is in the window, or a filter is by a column with too many
        values.
        """
        columns, words = self._index.columns, tuple(words_of(view.words))
        if columns is None:
            return None
        plain = View(**{name: getattr(view, name) for name in FILTERS})
        if not words:
            return self._look_around(columns, plain, window, moments)
        with self._lock:
            results = self._results.pop(plain, None)
            matches = next(
                (one.matches for other, one in self._results.items() if other.words == plain.words),
                None,
            )
        if results is None:
            matches = self._matches(columns, words) if matches is None else matches
            places = passing(columns, matches, plain, but=WORDS)
            results = None if places is None else SearchResults(columns, plain, matches, places, self._texts)
        return None if results is None else self._keep(plain, results)

    def _look_around(
        self, columns: ColumnFile, view: View, window: Window, moments: Collection[int]
    ) -> SearchResults | None:
        windows = self._windows = self._windows or Windows(columns)
        there = windows.beginning(moments) if moments else windows.within(*window) if window else None
        places = None if there is None else passing(columns, there, view)
        return None if there is None or places is None else SearchResults(columns, view, there, places, self._texts)

    def _keep(self, view: View, results: SearchResults) -> SearchResults:
        with self._lock:
            self._results[view] = results
            while sum(map(_size, self._results.values())) > MOST_KEPT and len(self._results) > 1:
                self._results.popitem(last=False)
        return results

    def _matches(self, columns: ColumnFile, words: Sequence[str]) -> Array:
        """The places of the events with these words; what the index does not know is looked for in the texts, once."""
        candidates = self._index.candidates(words)
        table = candidates.places if candidates and candidates.are_exact else self._look_through(words, candidates)
        places = _once(table["place"].to_numpy(), len(columns["row"]))
        return places[columns["is_event"][places]]

    def _look_through(self, words: Sequence[str], candidates: Candidates | None) -> pa.Table:
        cursor, where = self._engine.cursor(), all_of(words)
        if candidates and len(candidates.places) <= MOST_CANDIDATES:
            cursor.register("candidates", candidates.places)
            where = f"spot in (select place from candidates) and {where}"
        return cursor.sql(f"select spot::integer as place from placed where {where}").to_arrow_table()

    def _texts(self, places: Array, columns: Sequence[str]) -> list[Row]:
        """The rows at these places, in that order.

        Joined to a list, the engine looks at the few blocks that have them; for a list in brackets, at ten times more.
        """
        names, spots = identifiers(columns), ", ".join(map(str, places.tolist()))
        sql = f"select spot, {names} from placed where spot in (select unnest([{spots}]::bigint[]))"
        rows = {
            spot: dict(zip(columns, row, strict=True)) for spot, *row in self._engine.cursor().execute(sql).fetchall()
        }
        return [rows[place] for place in places.tolist()]


def _size(results: SearchResults) -> int:
    return len(results.matches) + (0 if results.places is results.matches else len(results.places))


def _once(places: Array, events: int) -> Array:
    """Each place once, in order: as they mostly are, when it is one token that was found."""
    if len(places) and np.all(places[1:] >= places[:-1]):
        distinct: Array = places[np.concatenate([[True], places[1:] != places[:-1]])]
        return distinct
    is_found = np.zeros(events, bool)
    is_found[places] = True
    return np.flatnonzero(is_found).astype(np.int32)
