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

from data.columnar.column_file import NEVER, Array, Coded
from data.columnar.counts import counts, cumulative, gathered
from data.columnar.cumulative import Cumulative
from data.columnar.filters import names, passing, within
from data.dates.calendar import DAY
from data.engine.quoting import identifiers
from data.filter_table import FILTERS, Kind, named
from data.parameters import NAMES
from data.queries.filters import words_of
from data.search.result_tables import all_of
from data.search.word_index import Candidates, Index
from data.view import View

MOST_KEPT: Final = 6_000_000
"""Places that are kept, of what was found last: four bytes each."""

MOST_CANDIDATES: Final = 500_000
"""Texts that are looked at one by one; with more, looking at all of them in their order takes no longer."""

FOUND: Final = named(Kind.WORDS)
"""The filters that are seen to by looking their words up."""

NUMBERS: Final = named(Kind.NUMBER)

Row = dict[str, Any]
Window = tuple[int, int] | None
Texts = Callable[[Array, Sequence[str]], list[Row]]


@dataclass(frozen=True, eq=False)
class Picked:
    """The events that a view's words find (`found`) and those of them that pass its other filters (`there`)."""

    coded: Coded
    view: View
    found: Array
    there: Array
    texts: Texts

    def cumulative(self, lane: str, own: Collection[str], rest: str) -> Cumulative | None:
        """Their times by day and lane; None where the lanes are not known here. own, rest: as in
        `data.columnar.counts`."""
        return cumulative(self.coded, self.there, lane, own, rest)

    def counts(
        self, lane: str, window: tuple[int, int], size: int, own: Collection[str], rest: str
    ) -> dict[str, list[Any]] | None:
        """Those of a window in bins of less than a day: see `data.columnar.counts`."""
        return counts(self.coded, self.there, lane, window, size, own, rest)

    def within(self, window: Window) -> Array:
        """Those that have a part in the window."""
        return self.there if window is None else within(self.coded, self.there, *window)

    def facet(self, field: str) -> list[Row] | None:
        """What `data.queries.facets.facet` answers; None where the engine must be asked."""
        but = passing(self.coded, self.found, self.view, but=(*FOUND, field))
        if but is None:
            return None
        if field in NUMBERS and field in self.coded:
            counts = np.bincount(self.coded[field][but])
            return _counted([str(level) for level in range(len(counts))], counts)
        if self.coded.is_absent(field):
            return _counted([""], np.array([len(but)]))
        if field not in self.coded.coded:
            return None
        texts = self.coded.values(field)
        layers = (codes for _, codes in names(self.coded, field, but)) if field in NAMES else [self.coded[field][but]]
        return _counted(
            texts, sum((np.bincount(codes, minlength=len(texts)) for codes in layers), np.zeros(len(texts), int))
        )

    def summary(self, window: Window) -> list[Row] | None:
        """What `data.queries.events.summary` answers; None where the engine must be asked."""
        if "source" not in self.coded.coded:
            return None
        there = self.within(window)
        start, end = self.coded["start"][there], self.coded["end"][there]
        open_start, open_end = start == -NEVER, end == NEVER
        begun = min(np.min(start, where=~open_start, initial=NEVER), np.min(end[open_start], initial=NEVER) - 1)
        over = max(np.max(end, where=~open_end, initial=-NEVER), np.max(start[open_end], initial=-NEVER) + 1)
        sources = np.flatnonzero(np.bincount(self.coded["source"][there])).tolist()
        return [{
            "start": int(begun) if begun < NEVER - 1 else None,
            "end": int(over) if over > 1 - NEVER else None,
            "open_start": bool(open_start.any()),
            "open_end": bool(open_end.any()),
            "count": len(there),
            "sources": sum(self.coded.values("source")[code] != "" for code in sources),
            "total": self.coded.events,
        }]  # fmt: skip

    def first(self, window: Window, most: int, columns: Sequence[str]) -> list[Row]:
        """The first `most` in time order of those in the window, as rows of these texts."""
        there = self.within(window)
        at = self._moments(there)
        if len(there) > most:
            is_early = at <= np.partition(at, most - 1)[most - 1]
            there, at = there[is_early], at[is_early]
        order = np.lexsort((self.coded["row"][there], at))[:most]
        return self.texts(there[order], columns)

    def each(
        self, lane: str, own: Collection[str], rest: str, columns: Sequence[str], *, window: Window = None,
        most: int | None = None, begun: Collection[int] | None = None,
    ) -> list[Row] | None:  # fmt: skip
        """At most so many events of the window, the most important first, as rows of these columns and their `lane`.

        begun: only those that begin at one of these moments. None as in `cumulative`.
        """
        there = self.within(window)
        there = there if begun is None else _beginning(self.coded, there, begun)
        found = gathered(self.coded, there, lane, own, rest)
        if found is None:
            return None
        order = self._foremost(there)[:most]
        return self._rows(there[order], found[0], found[1][order], columns)

    def running(
        self, lane: str, own: Collection[str], rest: str, columns: Sequence[str], before: int, now: int
    ) -> list[Row] | None:
        """In each lane the most important of what began `before` and is not over `now`, as in `each`."""
        start = self.coded["start"][self.there]
        there = within(self.coded, self.there[(start > -NEVER) & (start < before)], now, None)
        found = gathered(self.coded, there, lane, own, rest)
        if found is None:
            return None
        order = self._foremost(there)
        lanes, first = np.unique(found[1][order], return_index=True)
        return self._rows(there[order[first]], found[0], lanes, columns)

    def _foremost(self, there: Array) -> Array:
        """Their order: the most important first, of these the earliest."""
        return np.lexsort((self.coded["row"][there], self._moments(there), -self.coded["importance"][there]))

    def _rows(self, places: Array, lanes: Sequence[str], codes: Array, columns: Sequence[str]) -> list[Row]:
        named = zip(self.texts(places, columns), codes.tolist(), strict=True)
        return [{**row, "lane": lanes[code]} for row, code in named]

    def claiming(self) -> list[Row]:
        """The rows that claim a figure."""
        return [{"row": row} for row in self.coded["row"][self._claims()].tolist()]

    def sources(self) -> list[Row] | None:
        """What `data.queries.events.sources` answers; None where the engine must be asked."""
        if "source" not in self.coded.coded:
            return None
        texts, codes = self.coded.values("source"), self.coded["source"]
        events = np.bincount(codes[self.there], minlength=len(texts)).tolist()
        claims = np.bincount(codes[self._claims()], minlength=len(texts)).tolist()
        said = [
            {"source": text, "events": count, "claims": claimed}
            for text, count, claimed in zip(texts, events, claims, strict=True) if count
        ]  # fmt: skip
        return sorted(said, key=lambda row: -int(row["events"]))

    def _moments(self, there: Array) -> Array:
        """Where each stands in time order: see `data.queries.events.moment`."""
        at = self.coded["start"][there]
        is_open = np.flatnonzero(at == -NEVER)
        ends = self.coded["end"][there[is_open]]
        at[is_open] = np.where(ends < NEVER, ends, -NEVER)
        return at

    def _claims(self) -> Array:
        return np.intersect1d(self.there, self.coded["claims"], assume_unique=True)


def _beginning(coded: Coded, places: Array, moments: Collection[int]) -> Array:
    """Those that begin at one of these moments."""
    first = min(moments) // DAY
    is_day = np.zeros(max(moments) // DAY - first + 1, bool)
    is_day[np.array(list(moments)) // DAY - first] = True
    days = coded["day"][places].astype(np.int64) - first
    near = np.flatnonzero((days >= 0) & (days < len(is_day)))
    few = places[near[is_day[days[near]]]]
    return few[np.isin(coded["start"][few], list(moments))]


def _counted(values: Sequence[str], counts: Array) -> list[Row]:
    """Each value that is there with its count, the most first; of equal ones, in the order that they have."""
    there = np.flatnonzero(counts)
    order = there[np.argsort(-counts[there], kind="stable")].tolist()
    return [{"value": values[at], "count": int(counts[at])} for at in order]


class Picker:
    """What views find in a record whose engine has a view `placed`, from what stands beside its tables."""

    def __init__(self, engine: duckdb.DuckDBPyConnection, index: Index) -> None:
        self._engine, self._index, self._lock = engine, index, Lock()
        self._kept: OrderedDict[View, Picked] = OrderedDict()

    def picked(self, view: View) -> Picked | None:
        """What the words and filters of a view find; None where it has no words, or the engine must be asked.

        It is so where a filter is by a column with too many values.
        """
        coded, words = self._index.columns, tuple(words_of(view.words))
        if coded is None or not words:
            return None
        plain = View(**{name: getattr(view, name) for name in FILTERS})
        with self._lock:
            found = self._kept.pop(plain, None)
            places = next((kept.found for other, kept in self._kept.items() if other.words == plain.words), None)
        if found is None:
            places = self._found(coded, words) if places is None else places
            there = passing(coded, places, plain, but=FOUND)
            found = None if there is None else Picked(coded, plain, places, there, self._texts)
        return None if found is None else self._keep(plain, found)

    def _keep(self, view: View, found: Picked) -> Picked:
        with self._lock:
            self._kept[view] = found
            while sum(map(_size, self._kept.values())) > MOST_KEPT and len(self._kept) > 1:
                self._kept.popitem(last=False)
        return found

    def _found(self, coded: Coded, words: Sequence[str]) -> Array:
        """The places of the events with these words; what the index does not know is looked for in the texts, once."""
        among = self._index.candidates(words)
        found = among.places if among and among.are_exact else self._looked(words, among)
        places = _once(found["place"].to_numpy(), len(coded["row"]))
        return places[coded["is_event"][places]]

    def _looked(self, words: Sequence[str], among: Candidates | None) -> pa.Table:
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


def _size(kept: Picked) -> int:
    return len(kept.found) + (0 if kept.there is kept.found else len(kept.there))


def _once(places: Array, events: int) -> Array:
    """Each place once, in order: as they mostly are, when it is one token that was found."""
    if len(places) and np.all(places[1:] >= places[:-1]):
        chosen: Array = places[np.concatenate([[True], places[1:] != places[:-1]])]
        return chosen
    is_found = np.zeros(events, bool)
    is_found[places] = True
    return np.flatnonzero(is_found).astype(np.int32)
