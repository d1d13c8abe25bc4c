"""Engines reached: the pool of a DuckDB file or of an address, and a table in it."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import duckdb
import ibis
import ibis.expr.types as ir

from data.engine import connection
from data.errors import EngineError, shown
from data.schema import did_you_mean
from data.warehouses import address, mysql, spark, sqlite
from data.warehouses.address import Source
from data.warehouses.pool import Pool

DRIVERS: Final = {"postgres": "psycopg[binary]", spark.KIND: "pyspark-client"}
"""What to install, where it is not what Ibis says."""
LOCKED: Final = re.compile(r"(set|conflicting|acquire) lock|used by another process", re.IGNORECASE)
"""What DuckDB says of a file that another process writes; a damaged one has bad blocks."""
INSTALL: Final = "Install it beside Dateline, and start again:"
OPENERS: Final[Mapping[str, Callable[[str], Any]]] = {
    spark.KIND: spark.connect,
    sqlite.NAME: sqlite.connect,
    mysql.NAME: mysql.connect,
}
KNOWN: Final = (
    *("postgres", "mysql", "sqlite", "clickhouse", "trino", "snowflake", "bigquery", "databricks", "mssql", "oracle"),
    *("athena", "exasol", "singlestoredb", spark.KIND),
)
SPELLED: Final = {"mariadb": "mysql://", "pg": "postgres://", "spark": "sc://", "sqlserver": "mssql://"}
"""How the address of an engine begins that goes by another name."""


def server(of: Source) -> Pool:
    """The pool of an engine at an address; nothing is opened before something is asked."""
    parts = urlsplit(of.address)
    kind = parts.scheme.replace("postgresql", "postgres")
    connected = OPENERS.get(kind, connection.elsewhere)

    def opener() -> Any:
        try:
            return connected(address.expand(of.address))
        except ImportError:
            driver = f"pip install '{DRIVERS.get(kind, f'ibis-framework[{kind}]')}'"
            raise EngineError(
                f"{kind}:// needs a driver that is not installed here.", advice=f"{INSTALL} {driver}."
            ) from None
        except ValueError:
            if kind in KNOWN:  # it is another part of the address that cannot be read
                raise
            others = "one of " + ", ".join(f"{one}://" for one in KNOWN)
            message = f"There is no way to reach an address of {kind}://."
            raise EngineError(message, advice=f"Write {SPELLED.get(kind, others)}.") from None

    place = parts.netloc.rpartition("@")[2]
    return Pool(spark.NAME if kind == spark.KIND else kind, opener, place=place)


def file(of: Source) -> Pool:
    """The pool of a DuckDB file. Raises EngineError where it is none, or is being written."""
    path = Path(of.address)
    if not path.is_file():
        raise EngineError(f"There is no file {shown(str(path))}.", advice="Look at its name and folder.")
    try:
        duck = connection.attached(path)
    except duckdb.Error as error:
        is_taken = LOCKED.search(str(error)) is not None
        message = "is being written by another program" if is_taken else "is no DuckDB file that can be read here"
        advice = "Close that, or show a copy." if is_taken else "It may be of a newer version, or damaged."
        raise EngineError(f"{path.name} {message}.", advice=advice, is_lost=is_taken) from None
    return _FilePool(duck)


class _FilePool(Pool):
    """Connections to an open file, which goes with the last of them."""

    def __init__(self, duck: duckdb.DuckDBPyConnection) -> None:
        super().__init__("duckdb", lambda: connection.for_ibis(duck))
        self._connection = duck

    def close(self) -> None:
        super().close()
        self._connection.close()


def table(pool: Pool, of: Source) -> ir.Table:
    """The table of the source. Raises EngineError, which says which tables there are."""
    if pool.name == spark.NAME:
        return _in_cluster(pool, of.table)
    *place, name = (of.table or _only(pool, of)).split(".")
    if of.is_file:
        place = [connection.ELSEWHERE, *(place[-1:] or ["main"])]
    place_found = pool.ask(lambda backend: _look_up(backend, name, tuple(place)))
    op = place_found.op()
    return pool.table(op.name, op.schema, op.namespace)


def _in_cluster(pool: Pool, named: str) -> ir.Table:
    """A table of a cluster's catalog, or files that are one."""

    def find_table(backend: Any) -> Any:
        *place, name = named.split(".")
        table_read = spark.files(backend, named) if spark.is_path(named) else _look_up(backend, name, tuple(place))
        op = table_read.op()
        return op.name, spark.schema(backend, table_read), op.namespace

    return pool.table(*pool.ask(find_table))


def _look_up(backend: Any, name: str, place: tuple[str, ...]) -> Any:
    there = place if len(place) == 2 else place[0] if place else None
    try:
        return backend.table(name, database=there)
    except ibis.common.exceptions.TableNotFound:
        others = backend.list_tables(database=there)
    message = f"There are: {', '.join(sorted(others)[:20])}." if others else "There are none that may be read here."
    raise EngineError(f"There is no table {shown(name)}.", advice=f"{message}{did_you_mean(name, others)}")


def _only(pool: Pool, of: Source) -> str:
    """The one table of a DuckDB file."""
    names = pool.ask(lambda backend: backend.list_tables(database=(connection.ELSEWHERE, "main")))
    if len(names) == 1:
        return str(names[0])
    file = Path(of.address).name
    if not names:
        raise EngineError(f"{file} has no table.", advice="Write one into it.")
    advice = (
        f"Write which one after the name, as in {file}#{sorted(names)[0]}. There are: {', '.join(sorted(names)[:20])}."
    )
    raise EngineError(f"{file} has {len(names)} tables.", advice=advice)
