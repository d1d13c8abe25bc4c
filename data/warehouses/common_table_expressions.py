"""Tables that are nowhere but in the statement: each question carries with it, as SQL, what they are computed from.

What they are is put into SQL once, when a data set is opened; to Ibis they are plain tables, so that a question about
them is as quickly made as one about tables of our own.
"""

from collections.abc import Mapping
from typing import Any, Final

import ibis.expr.operations as ops
import ibis.expr.types as ir

from data.engine.quoting import identifier
from data.warehouses import sqlite
from data.warehouses.pool import Pool

PREFIX: Final = "dateline_"
_INLINED: Final = "postgres"
"""An engine that must be told not to fill a table with all of it first. DuckDB chooses better by itself."""


class Scope:
    """What Ibis takes for an engine: a pool, and what its tables are made of."""

    def __init__(self, pool: Pool, made_of: Mapping[str, ir.Table]) -> None:
        self.name, self._pool = pool.name, pool
        self._schemas = {name: query.schema() for name, query in made_of.items()}
        self._sql = pool.ask(
            lambda backend: {
                identifier(PREFIX + name, backend.dialect): str(backend.compile(query))
                for name, query in made_of.items()
            }
        )

    def table(self, name: str) -> ir.Table:
        """One of the tables."""
        expression: ir.Table = ops.DatabaseTable(PREFIX + name, schema=self._schemas[name], source=self).to_expr()
        return expression

    def execute(self, query: ir.Expr, **options: Any) -> Any:
        """The answer for pandas. Raises EngineError."""
        return self._pool.ask(lambda backend: self._prepare(backend).execute(query, **options))

    def to_pyarrow(self, query: ir.Expr, **options: Any) -> Any:
        """The answer for Arrow. Raises EngineError."""
        return self._pool.ask(lambda backend: self._prepare(backend).to_pyarrow(query, **options))

    def compile(self, query: ir.Expr, **options: Any) -> str:
        """The whole statement."""
        return str(self._pool.ask(lambda backend: self._prepare(backend).compile(query, **options)))

    def _prepare(self, backend: Any) -> Any:
        """The connection, which from now on knows of the tables of this scope, for it serves one thread at a time."""
        if self.name == sqlite.NAME:
            sqlite.define_views(backend, self._sql)
            return backend
        backend.compile = lambda query, **options: self._whole(str(type(backend).compile(backend, query, **options)))
        return backend

    def _whole(self, sql: str) -> str:
        hint = "NOT MATERIALIZED " if self.name == _INLINED else ""
        tables = [f"{name} AS {hint}({query})" for name, query in self._sql.items() if name in sql]
        if not tables:
            return sql
        rest = f", {sql[5:]}" if sql.startswith("WITH ") else f" {sql}"
        return f"WITH {', '.join(tables)}{rest}"
