"""What a data set is asked through: tables by name, right in every thread."""

import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from types import MappingProxyType
from typing import Any, Protocol

import duckdb
import ibis.expr.operations as ops
import ibis.expr.types as ir

from data.engine import connection, count_tables
from data.search.result_tables import Found
from data.search.word_index import Index


class Tables(Protocol):
    """The tables of a data set. `tallies` are the names of its count tables, the smallest first; `claims` that of the
    table to look for claims in."""

    @property
    def tallies(self) -> Sequence[str]: ...
    @property
    def claims(self) -> str: ...
    def table(self, name: str) -> ir.Table: ...
    def found(self, words: str) -> str: ...
    def close(self) -> None: ...


class _Threads(threading.local):
    """What each thread has for itself."""

    backend: Any = None
    tables: Mapping[str, ir.Table] = MappingProxyType({})


class OwnTables:
    """Those of an engine of ours. One connection may not serve two threads, so each has one of its own."""

    def __init__(self, held: duckdb.DuckDBPyConnection, index: Index | None = None) -> None:
        self._engine, self._mine = held, _Threads()
        self._known: dict[str, ops.DatabaseTable] = {}
        self.tallies: Sequence[str] = tuple(count_tables.names(held))
        self.claims = count_tables.claims_in(held)
        self._found = Found(held, self.tallies, index)
        self.found = self._found.table

    def table(self, name: str) -> ir.Table:
        """A table of the engine, for this thread."""
        if self._mine.backend is None:
            self._mine.backend = connection.for_ibis(self._engine)
        if name.startswith("found_"):
            place = ops.Namespace(catalog=connection.STORE, database="main")
            made = ops.DatabaseTable(name, schema=self._found.schema, source=self._mine.backend, namespace=place)
            return made.to_expr()
        if name not in self._mine.tables:
            self._mine.tables = {**self._mine.tables, name: self._described(name)}
        return self._mine.tables[name]

    def _described(self, name: str) -> ir.Table:
        """The table by this thread's connection. What its columns are is asked once for all: it takes milliseconds."""
        if name not in self._known:
            self._known[name] = self._mine.backend.table(name).op()
        known = self._known[name]
        return ops.DatabaseTable(
            name, schema=known.schema, source=self._mine.backend, namespace=known.namespace
        ).to_expr()

    def close(self) -> None:
        """Forget the tables. An engine refuses to close under a question: its memory then goes with who asks it."""
        with suppress(duckdb.ResourceInUseException):
            self._engine.close()


class LateTables:
    """Those of an engine that is made when it is first asked."""

    def __init__(self, make: Callable[[], Tables]) -> None:
        self._make, self._lock = make, threading.Lock()
        self._made: Tables | None = None

    @property
    def _tables(self) -> Tables:
        with self._lock:
            self._made = self._made or self._make()
            return self._made

    @property
    def tallies(self) -> Sequence[str]:
        """The names of its count tables, the smallest first."""
        return self._tables.tallies

    @property
    def claims(self) -> str:
        """The table to look for claims in."""
        return self._tables.claims

    def table(self, name: str) -> ir.Table:
        """A table of the engine, for this thread."""
        return self._tables.table(name)

    def found(self, words: str) -> str:
        """The table of what the words find."""
        return self._tables.found(words)

    def close(self) -> None:
        """Forget the tables, if there are any."""
        with self._lock:
            if self._made:
                self._made.close()
