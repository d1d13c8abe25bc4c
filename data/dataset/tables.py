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
from data.search.result_tables import ResultTables
from data.search.word_index import Index


class Tables(Protocol):
    """The tables of a data set. `tallies` are the names of its count tables, the smallest first; `claims` that of the
    table to look for claims in."""

    @property
    def tallies(self) -> Sequence[str]: ...
    @property
    def claims(self) -> str: ...
    def table(self, name: str) -> ir.Table: ...
    def result_table(self, words: str) -> str: ...
    def close(self) -> None: ...


class _Threads(threading.local):
    """What each thread has for itself."""

    backend: Any = None
    tables: Mapping[str, ir.Table] = MappingProxyType({})


class OwnTables:
    """Those of an engine of ours. One connection may not serve two threads, so each has one of its own."""

    def __init__(self, engine: duckdb.DuckDBPyConnection, index: Index | None = None) -> None:
        self._engine, self._thread = engine, _Threads()
        self._operations: dict[str, ops.DatabaseTable] = {}
        self.tallies: Sequence[str] = tuple(count_tables.names(engine))
        self.claims = count_tables.claims_table(engine)
        self._results = ResultTables(engine, self.tallies, index)
        self.result_table = self._results.table

    def table(self, name: str) -> ir.Table:
        """A table of the engine, for this thread."""
        if self._thread.backend is None:
            self._thread.backend = connection.for_ibis(self._engine)
        if name.startswith("found_"):
            place = ops.Namespace(catalog=connection.STORE, database="main")
            table = ops.DatabaseTable(name, schema=self._results.schema, source=self._thread.backend, namespace=place)
            return table.to_expr()
        if name not in self._thread.tables:
            self._thread.tables = {**self._thread.tables, name: self._describe(name)}
        return self._thread.tables[name]

    def _describe(self, name: str) -> ir.Table:
        """The table by this thread's connection. What its columns are is asked once for all: it takes milliseconds."""
        if name not in self._operations:
            self._operations[name] = self._thread.backend.table(name).op()
        operation = self._operations[name]
        return ops.DatabaseTable(
            name, schema=operation.schema, source=self._thread.backend, namespace=operation.namespace
        ).to_expr()

    def close(self) -> None:
        """Forget the tables. An engine refuses to close under a question: its memory then goes with who asks it."""
        with suppress(duckdb.ResourceInUseException):
            self._engine.close()


class LateTables:
    """Those of an engine that is made when it is first asked."""

    def __init__(self, make: Callable[[], Tables]) -> None:
        self._make, self._lock = make, threading.Lock()
        self._tables_made: Tables | None = None

    @property
    def _tables(self) -> Tables:
        with self._lock:
            self._tables_made = self._tables_made or self._make()
            return self._tables_made

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

    def result_table(self, words: str) -> str:
        """The table of what the words find."""
        return self._tables.result_table(words)

    def close(self) -> None:
        """Forget the tables, if there are any."""
        with self._lock:
            if self._tables_made:
                self._tables_made.close()
