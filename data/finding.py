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
from threading import Lock, Thread
from typing import Final

import duckdb
import ibis
import pyarrow as pa

from data import tallies
from data.engine import STORE
from data.filters import FOUND, words_of
from data.index import Index
from data.parameters import OWN

COLUMNS: Final = (
    *(
        "row",
        "kind",
        "start",
        "end",
        "precision",
        "month",
        "known_from",
        "category",
        "actors",
        "tags",
        "place",
        "source",
        "grade",
    ),
    *("importance", "metric"),
)
"""The columns that are kept, beside those of the user's own that count tables have."""
MOST: Final = 3_000_000
"""Events in one table; words that find more are looked for each time."""
MOST_ROWS: Final = 4_000_000
"""Events in all tables; what was used longest ago goes first."""
LINGER_SECONDS: Final = 60.0
"""A table that was used so lately stays: a question may be on its way to it."""
MODEL: Final = f"m{secrets.token_hex(6)}found"
"""Words that stand for all words: what is found of them is the empty table `found_model`, for `data.statements`."""
MODEL_TABLE: Final = "found_model"


@dataclass(slots=True)
class _Table:
    """A table, "" where too many were found to keep; how many events are in it, and when it was last used."""

    name: str
    rows: int
    used: float


class Found:
    """The store of one engine; of a record with few events it keeps nothing, for looking there is quick."""

    def __init__(self, engine: duckdb.DuckDBPyConnection, counted: Sequence[str], index: Index | None = None) -> None:
        self._engine, self._index, self._lock, self._number = engine, index, Lock(), 0
        self._tables: dict[tuple[str, ...], _Table] = {}
        self._is_worth_it = _is_large(engine)
        if self._is_worth_it:
            self._columns = ", ".join(tallies.quoted(name) for name in (*COLUMNS, *_own(engine, counted)))
            self._create(MODEL_TABLE, "event where false")
            described = engine.cursor().execute(f"describe {STORE}.{MODEL_TABLE}").fetchall()
            self.schema = ibis.schema({name: _TYPES[kind] for name, kind, *_ in described})

    def table(self, words: str) -> str:
        """The name of the table of what these words find; "" where the events must be asked."""
        looked = tuple(words_of(words))
        if not self._is_worth_it or not looked:
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
        name = f"found_{self._number}"
        rows = self._find(name, words)
        if rows > MOST:
            self._engine.cursor().execute(f"drop table {STORE}.{name}")
            name, rows = "", 0
        else:
            Thread(target=self._compress, name="dateline-compress", daemon=True).start()
        self._tables[words] = _Table(name, rows, time.monotonic())
        return self._tables[words]

    def _find(self, name: str, words: tuple[str, ...]) -> int:
        """Make the table of what the words find, of MOST + 1 events at most; how many there are."""
        condition = " and ".join(f"contains(words, {_text(word)})" for word in words)
        among = self._index.candidates(words) if self._index else None
        if among is None:
            return self._create(name, f"event where {condition} limit {MOST + 1}")
        asked = "placed where place in (select place from candidates)"
        asked += "" if among.are_exact else f" and {condition}"
        return self._create(name, f"{asked} limit {MOST + 1}", among.places)

    def _create(self, name: str, rows: str, candidates: pa.Table | None = None) -> int:
        asked = self._engine.cursor()
        if candidates is not None:
            asked.register("candidates", candidates)
        made = f"create table {STORE}.{name} as select true as {FOUND}, {self._columns} from {rows}"
        [[number]] = asked.execute(made).fetchall()
        return int(number)

    def _has_room(self) -> bool:
        """Whether a further table fits, after what is old has made room."""
        before = time.monotonic() - LINGER_SECONDS
        for words, held in sorted(self._tables.items(), key=lambda entry: entry[1].used):
            if self._rows() < MOST_ROWS or held.used >= before:
                break
            del self._tables[words]
            if held.name:
                self._engine.cursor().execute(f"drop table {STORE}.{held.name}")
        return self._rows() < MOST_ROWS

    def _rows(self) -> int:
        return sum(held.rows for held in self._tables.values())

    def _compress(self) -> None:
        """An eighth of the memory, a moment later; where somebody is just writing, the next table does it."""
        with suppress(duckdb.Error):
            self._engine.cursor().execute(f"checkpoint {STORE}")


_TYPES: Final = {"BOOLEAN": "boolean", "BIGINT": "int64", "INTEGER": "int32", "VARCHAR": "string"}


def _is_large(engine: duckdb.DuckDBPyConnection) -> bool:
    [[events]] = engine.cursor().execute("select count(*) from event").fetchall()
    return int(events) >= tallies.LEAST


def _own(engine: duckdb.DuckDBPyConnection, counted: Sequence[str]) -> list[str]:
    """The user's own columns with few values: those that count tables have."""
    columns = [row[0] for name in counted for row in engine.cursor().execute(f"describe {name}").fetchall()]
    return [name for name in dict.fromkeys(columns) if name.startswith(OWN)]


def _text(word: str) -> str:
    return "'" + word.replace("'", "''") + "'"
