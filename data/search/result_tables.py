"""What the words filter finds, looked up once: a bounded store of the events found, for everybody who asks for them.

Looking for words reads all the text of a record; a dozen questions of one page, and those of every other viewer, do it
anew. So what is found is kept as a table `found_N`, with the columns that filters, lanes and counts look at; the store
lies in memory, compressed, some twenty bytes an event.
"""

import secrets
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock
from typing import Final

import duckdb
import ibis

from data.background import later
from data.engine import count_tables
from data.engine.connection import STORE
from data.engine.quoting import identifiers, literal
from data.queries.filters import FOUND, words_of
from data.search.word_index import Candidates, Index
from data.view import filter_table
from data.view.parameters import OWN

COLUMNS: Final = tuple(
    dict.fromkeys(
        ("row", "kind", "start", "end", *count_tables.DATED, "month", "known_from", "metric", *filter_table.COLUMNS)
    )
)
"""The columns that are kept, beside those of the user's own that count tables have."""
MOST: Final = 3_000_000
"""Events in one table; words that find more are looked for each time."""
MOST_ROWS: Final = 4_000_000
"""Events in all tables; what was used longest ago goes first."""
LINGER_SECONDS: Final = 60.0
"""A table that was used so lately stays: a question may be on its way to it."""
SETTLE_SECONDS: Final = 0.4
"""The first picture comes first."""
MARK: Final = f"m{secrets.token_hex(6)}n"
"""What every mark of a text begins with; no file can hold it, for it is another one in each run."""
MODEL: Final = f"m{secrets.token_hex(6)}found"
"""Words that stand for all words: what is found of them is the empty table `found_model`, for
`data.dataset.compiled_queries`."""
MODEL_TABLE: Final = "found_model"


@dataclass(slots=True)
class _Table:
    """A table, "" where too many were found to keep; how many events are in it, and when it was last used.

    places: while it is only a view, the table of their places.
    """

    name: str
    rows: int
    used: float
    places: str = ""

    @property
    def weight(self) -> int:
        """Events of a table that take as much memory."""
        return self.rows // 5 if self.places else self.rows


class Found:
    """The store of one engine; of a record with few events it keeps nothing, for looking there is quick."""

    def __init__(self, engine: duckdb.DuckDBPyConnection, counted: Sequence[str], index: Index | None = None) -> None:
        self._engine, self._index, self._lock, self._number = engine, index, Lock(), 0
        self._settling = Lock()  # one after the other: no table beyond what there is room for, each compressed
        self._tables: dict[tuple[str, ...], _Table] = {}
        self._is_worth_it = _is_large(engine)
        if self._is_worth_it:
            self._columns = f"{identifiers((*COLUMNS, *_own(engine, counted)))}, {count_tables.ONE_OF}"
            self._create(MODEL_TABLE, "event where false")
            described = engine.cursor().execute(f"describe {STORE}.{MODEL_TABLE}").fetchall()
            self.schema = ibis.schema({name: _TYPES[kind] for name, kind, *_ in described})

    def table(self, words: str) -> str:
        """The name of the table of what these words find; "" where the events must be asked, and for marks of words."""
        looked = tuple(words_of(words))
        if not self._is_worth_it or not looked or any(MARK in word for word in looked):
            return ""
        if looked == (MODEL,):
            return MODEL_TABLE
        held = self._tables.get(looked)
        if held is None:
            with self._lock:
                held = self._tables.get(looked) or self._look(looked)
        held.used = time.monotonic()
        return held.name

    def _look(self, words: tuple[str, ...]) -> _Table:
        if not self._has_room():
            return _Table("", 0, 0)
        self._number += 1
        found = _Table(f"found_{self._number}", 0, time.monotonic())
        among = self._index.candidates(words) if self._index else None
        if among is None:
            found.rows = self._create(found.name, f"event where {all_of(words)} limit {MOST + 1}")
        else:
            found.places = f"places_{self._number}"
            found.rows = self._place(found, words, among)
        if found.rows > MOST:
            self._drop(found)
            found.name, found.rows = "", 0
        else:
            later(SETTLE_SECONDS, lambda: self._settle(found))
        self._tables[words] = found
        return found

    def _place(self, found: _Table, words: tuple[str, ...], among: Candidates) -> int:
        """A view of the events at the places that are known from the index; how many there are."""
        asked = self._engine.cursor()
        asked.register("candidates", among.places)
        exact = "place::integer as place from candidates"
        if not among.are_exact:
            there = "spot in (select place from candidates)"
            exact = f"spot::integer as place from placed where {there} and {all_of(words)}"
        made = f"create table {STORE}.{found.places} as select {exact} limit {MOST + 1}"
        [[rows]] = asked.execute(made).fetchall()
        asked.execute(
            f"create view {STORE}.{found.name} as select true as {FOUND}, {self._columns} from memory.main.placed"
            f" where spot in (select place from {STORE}.main.{found.places})"
        )
        return int(rows)

    def _create(self, name: str, rows: str) -> int:
        made = f"create table {STORE}.{name} as select true as {FOUND}, {self._columns} from {rows}"
        [[number]] = self._engine.cursor().execute(made).fetchall()
        return int(number)

    def _settle(self, found: _Table) -> None:
        """Put a table in the place of the view, which answers in a tenth of the time; compress what is new."""
        with self._settling, suppress(duckdb.Error):  # closed, or let go meanwhile
            if found.places:
                self._fill(found)
            self._engine.cursor().execute(f"checkpoint {STORE}")

    def _fill(self, found: _Table) -> None:
        with self._lock:
            if not self._has_room(found.rows):
                return
        asked, whole = self._engine.cursor(), f"whole_{found.name}"
        try:
            asked.execute(f"create table {STORE}.{whole} as from {STORE}.{found.name}")
            with self._lock:  # who lets it go meanwhile must know which of the two it is
                self._replace(asked, found, whole)
        except duckdb.Error:
            with suppress(duckdb.Error):
                asked.execute("rollback")
            asked.execute(f"drop table if exists {STORE}.{whole}")

    def _replace(self, asked: duckdb.DuckDBPyConnection, found: _Table, whole: str) -> None:
        asked.execute("begin")
        asked.execute(f"drop view {STORE}.{found.name}")
        asked.execute(f"alter table {STORE}.{whole} rename to {found.name}")
        asked.execute(f"drop table {STORE}.{found.places}")
        asked.execute("commit")
        found.places = ""

    def _drop(self, found: _Table) -> None:
        asked = self._engine.cursor()
        for kind, name in (("view", found.name), ("table", found.places)) if found.places else (("table", found.name),):
            asked.execute(f"drop {kind} {STORE}.{name}")

    def _has_room(self, rows: int = 1) -> bool:
        """Whether so many further events fit, after what is old has made room."""
        before = time.monotonic() - LINGER_SECONDS
        for words, held in sorted(self._tables.items(), key=lambda entry: entry[1].used):
            if self._rows() + rows <= MOST_ROWS or held.used >= before:
                break
            del self._tables[words]
            if held.name:
                self._drop(held)
        return self._rows() + rows <= MOST_ROWS

    def _rows(self) -> int:
        return sum(held.weight for held in self._tables.values())


def all_of(words: Sequence[str]) -> str:
    """As SQL: whether a text has all the words."""
    return " and ".join(f"contains(words, {literal(word)})" for word in words)


_TYPES: Final = {"BOOLEAN": "boolean", "BIGINT": "int64", "INTEGER": "int32", "VARCHAR": "string"}


def _is_large(engine: duckdb.DuckDBPyConnection) -> bool:
    [[events]] = engine.cursor().execute("select count(*) from event").fetchall()
    return int(events) >= count_tables.LEAST


def _own(engine: duckdb.DuckDBPyConnection, counted: Sequence[str]) -> list[str]:
    """The user's own columns with few values: those that count tables have."""
    columns = [row[0] for name in counted for row in engine.cursor().execute(f"describe {name}").fetchall()]
    return [name for name in dict.fromkeys(columns) if name.startswith(OWN)]
