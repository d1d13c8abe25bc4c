"""What the words filter finds, looked up once: a bounded store of the events found, for everybody who asks for them.

Looking for words reads all the text of a data set; a dozen questions of one page, and those of every other viewer, do
it anew. So what is found is kept as a table `found_N`, with the columns that filters, lanes and counts look at; the
store lies in memory, compressed, some twenty bytes an event.
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

from data.engine import count_tables
from data.engine.background_threads import later
from data.engine.connection import STORE
from data.engine.quoting import identifiers, literal
from data.queries.filters import FOUND, words_of
from data.search.word_index import Candidates, Index
from data.view import filter_table
from data.view.parameters import OWN

COLUMNS: Final = tuple(
    dict.fromkeys(
        (
            *("row", "kind", "start", "end", "sequence", "month", "known_from", "metric"),
            *count_tables.DATED,
            *filter_table.COLUMNS,
        )
    )
)
"""The columns that are kept, beside those of the user's own that count tables have."""
MOST_EVENTS: Final = 3_000_000
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


class ResultTables:
    """The store of one engine; of a data set with few events it keeps nothing, for looking there is quick."""

    def __init__(self, engine: duckdb.DuckDBPyConnection, tallies: Sequence[str], index: Index | None = None) -> None:
        self._engine, self._index, self._lock, self._number = engine, index, Lock(), 0
        self._settle_lock = Lock()  # one after the other: no table beyond what there is room for, each compressed
        self._tables: dict[tuple[str, ...], _Table] = {}
        self._is_worth_it = _is_large(engine)
        if self._is_worth_it:
            self._columns = f"{identifiers((*COLUMNS, *_own(engine, tallies)))}, {count_tables.ONE_OF}"
            self._create(MODEL_TABLE, "event where false")
            columns = engine.cursor().execute(f"describe {STORE}.{MODEL_TABLE}").fetchall()
            self.schema = ibis.schema({name: _TYPES[kind] for name, kind, *_ in columns})

    def table(self, words: str) -> str:
        """The name of the table of what these words find; "" where the events must be asked, and for marks of words."""
        key = tuple(words_of(words))
        if not self._is_worth_it or not key or any(MARK in word for word in key):
            return ""
        if key == (MODEL,):
            return MODEL_TABLE
        table = self._tables.get(key)
        if table is None:
            with self._lock:
                table = self._tables.get(key) or self._look(key)
        table.used = time.monotonic()
        return table.name

    def _look(self, words: tuple[str, ...]) -> _Table:
        if not self._has_room():
            return _Table("", 0, 0)
        self._number += 1
        table = _Table(f"found_{self._number}", 0, time.monotonic())
        candidates = self._index.candidates(words) if self._index else None
        if candidates is None:
            table.rows = self._create(table.name, f"event where {all_of(words)} limit {MOST_EVENTS + 1}")
        else:
            table.places = f"places_{self._number}"
            table.rows = self._place(table, words, candidates)
        if table.rows > MOST_EVENTS:
            self._drop(table)
            table.name, table.rows = "", 0
        else:
            later(SETTLE_SECONDS, lambda: self._settle(table))
        self._tables[words] = table
        return table

    def _place(self, table: _Table, words: tuple[str, ...], candidates: Candidates) -> int:
        """A view of the events at the places that are known from the index; how many there are."""
        cursor = self._engine.cursor()
        cursor.register("candidates", candidates.places)
        exact = "place::integer as place from candidates"
        if not candidates.are_exact:
            condition = "spot in (select place from candidates)"
            exact = f"spot::integer as place from placed where {condition} and {all_of(words)}"
        sql = f"create table {STORE}.{table.places} as select {exact} limit {MOST_EVENTS + 1}"
        [[rows]] = cursor.execute(sql).fetchall()
        cursor.execute(
            f"create view {STORE}.{table.name} as select true as {FOUND}, {self._columns} from memory.main.placed"
            f" where spot in (select place from {STORE}.main.{table.places})"
        )
        return int(rows)

    def _create(self, name: str, rows: str) -> int:
        sql = f"create table {STORE}.{name} as select true as {FOUND}, {self._columns} from {rows}"
        [[number]] = self._engine.cursor().execute(sql).fetchall()
        return int(number)

    def _settle(self, table: _Table) -> None:
        """Put a table in the place of the view, which answers in a tenth of the time; compress what is new."""
        with self._settle_lock, suppress(duckdb.Error):  # closed, or let go meanwhile
            if table.places:
                self._fill(table)
            self._engine.cursor().execute(f"checkpoint {STORE}")

    def _fill(self, table: _Table) -> None:
        with self._lock:
            if not self._has_room(table.rows):
                return
        cursor, whole = self._engine.cursor(), f"whole_{table.name}"
        try:
            cursor.execute(f"create table {STORE}.{whole} as from {STORE}.{table.name}")
            with self._lock:  # who lets it go meanwhile must know which of the two it is
                self._replace(cursor, table, whole)
        except duckdb.Error:
            with suppress(duckdb.Error):
                cursor.execute("rollback")
            cursor.execute(f"drop table if exists {STORE}.{whole}")

    def _replace(self, cursor: duckdb.DuckDBPyConnection, table: _Table, whole: str) -> None:
        cursor.execute("begin")
        cursor.execute(f"drop view {STORE}.{table.name}")
        cursor.execute(f"alter table {STORE}.{whole} rename to {table.name}")
        cursor.execute(f"drop table {STORE}.{table.places}")
        cursor.execute("commit")
        table.places = ""

    def _drop(self, table: _Table) -> None:
        cursor = self._engine.cursor()
        for kind, name in (("view", table.name), ("table", table.places)) if table.places else (("table", table.name),):
            cursor.execute(f"drop {kind} {STORE}.{name}")

    def _has_room(self, rows: int = 1) -> bool:
        """Whether so many further events fit, after what is old has made room."""
        before = time.monotonic() - LINGER_SECONDS
        for words, table in sorted(self._tables.items(), key=lambda entry: entry[1].used):
            if self._rows() + rows <= MOST_ROWS or table.used >= before:
                break
            del self._tables[words]
            if table.name:
                self._drop(table)
        return self._rows() + rows <= MOST_ROWS

    def _rows(self) -> int:
        return sum(table.weight for table in self._tables.values())


def all_of(words: Sequence[str]) -> str:
    """As SQL: whether a text has all the words."""
    return " and ".join(f"contains(words, {literal(word)})" for word in words)


_TYPES: Final = {"BOOLEAN": "boolean", "BIGINT": "int64", "INTEGER": "int32", "VARCHAR": "string"}


def _is_large(engine: duckdb.DuckDBPyConnection) -> bool:
    [[events]] = engine.cursor().execute("select count(*) from event").fetchall()
    return int(events) >= count_tables.LEAST


def _own(engine: duckdb.DuckDBPyConnection, tallies: Sequence[str]) -> list[str]:
    """The user's own columns with few values: those that count tables have."""
    columns = [row[0] for name in tallies for row in engine.cursor().execute(f"describe {name}").fetchall()]
    return [name for name in dict.fromkeys(columns) if name.startswith(OWN)]
