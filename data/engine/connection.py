"""The only opener of engines: DuckDB in memory, to write a file of tables, or to read one, then closed to everything
else; and what Ibis reaches by an address, for reading only."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

from data.dates.calendar import DAY
from data.engine.quoting import identifier, literal

MEMORY = "4GB"
"""What the engine may hold at once; a file larger than this is read through it."""
LASTING = (400, 32, 2)
"""Days: what lasts longer stands before what is shorter, so that what touches a window is found in few places."""
_LASTS = " ".join(
    f'when "end" - start > {length * DAY} then {place}' for place, length in enumerate(LASTING, 1)
)  # fmt: skip
ORDER = {
    "event": f'case when start is null or "end" is null then 0 {_LASTS} else {len(LASTING) + 1} end,'
    ' coalesce(start, "end") nulls first, row',
    "member": "row, field, value",
    "raw": "row",
}
"""The tables that everybody asks, and how each is sorted."""
ROWS = 122_880
"""Rows of a large table that are stored, and worked on, together: DuckDB's own number."""
ELSEWHERE = "elsewhere"
SPARE = "spare"
"""The catalog in memory for what is needed only while a file of tables is written."""
STORE = "store"
"""The catalog in memory that a closed engine may still write to."""
_OPTIONS: Mapping[str, str | bool] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "memory_limit": MEMORY,
}


def in_memory() -> duckdb.DuckDBPyConnection:
    """An engine that is forgotten with the process."""
    return duckdb.connect(":memory:", config=dict(_OPTIONS))


def writing(path: Path, memory: int = 0, rows: int = ROWS) -> duckdb.DuckDBPyConnection:
    """A new file of tables, to be filled. What does not fit into so many bytes of memory meanwhile lies beside it.

    rows: how many of a table are worked on at once, by one core. Tables that are needed meanwhile go to `spare`.
    """
    limit = {"memory_limit": f"{memory}B"} if memory else {}
    engine = duckdb.connect(":memory:", config={**_OPTIONS, **limit, "temp_directory": f"{path}.spill"})
    for place, name in ((str(path), "tables"), (":memory:", SPARE)):
        engine.execute(f"attach {literal(place)} as {name} (row_group_size {rows})")
    engine.execute(f"set search_path = 'tables.main,{SPARE}.main'")
    return engine


def reading(path: Path) -> duckdb.DuckDBPyConnection:
    """The tables of a file as views, for reading only. Raises `duckdb.Error` where it is none."""
    engine = in_memory()
    attach(engine, path, "file")
    sql = "select table_name from information_schema.tables where table_catalog = 'file'"
    for (name,) in engine.execute(sql).fetchall():
        engine.execute(f"create view {identifier(name)} as from file.{identifier(name)}")
    return engine


def attached(path: Path) -> duckdb.DuckDBPyConnection:
    """A DuckDB file of somebody else's as the catalog `elsewhere`, for reading only. Raises `duckdb.Error`.

    Two engines in a process that open one path are one engine, which would not see that a file was put in its place.
    """
    engine = in_memory()
    attach(engine, path, ELSEWHERE)
    return lock(engine)


def attach(engine: duckdb.DuckDBPyConnection, path: Path, name: str) -> None:
    """The file at this path as a catalog of this name, for reading only. Raises `duckdb.Error`."""
    engine.execute(f"attach {literal(str(path))} as {name} (read_only)")


def lock(engine: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """The engine, closed to files, network, this program's variables and further settings; with a store in memory."""
    engine.execute(f"attach ':memory:' as {STORE} (compress)")
    engine.execute("set python_enable_replacements = false")
    engine.execute("set enable_external_access = false")
    engine.execute("set lock_configuration = true")
    return engine


def for_ibis(engine: duckdb.DuckDBPyConnection) -> Any:
    """A connection of its own to the same engine, as Ibis wants it."""
    from data.engine.locked_ibis_backend import (
        Locked,  # here, since reading a file needs no Ibis, which takes half a second to load
    )

    return Locked.from_connection(engine.cursor())


def sqlite(path: Path) -> Any:
    """A SQLite file as Ibis wants it, for reading only, for one thread after another. ValueError where it is none."""
    import sqlite3  # as above
    from urllib.parse import quote

    import ibis

    try:
        database = sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro", uri=True, check_same_thread=False)
        database.execute("select count(*) from sqlite_master").fetchall()
    except sqlite3.Error as error:
        raise ValueError(str(error)) from None
    return ibis.sqlite.from_connection(database)


def elsewhere(address: str) -> Any:
    """An engine that Ibis reaches, as it wants it; no statement may take longer than a minute, or write anything.

    Where the engine has no way to say so, the rights of the one who is named in the address must.
    Raises ImportError where its driver is not installed, ValueError where Ibis does not know such addresses.
    """
    import ibis  # as above

    is_postgres = address.startswith(("postgres://", "postgresql://"))
    engine = ibis.connect(address, **({"connect_timeout": 5} if is_postgres else {}))
    if is_postgres:
        engine.con.execute("set default_transaction_read_only = on")
        engine.con.execute("set statement_timeout = '60s'")
        engine.con.execute("set jit = off")  # compiling a question takes it longer than answering one
        engine.con.execute("set work_mem = '64MB'")  # it does not know how few groups there are, and would sort
    return engine


def empty(engine: duckdb.DuckDBPyConnection) -> None:
    """Take away every table that is there."""
    for name, kind in engine.execute("select table_name, table_type from information_schema.tables").fetchall():
        engine.execute(f"drop {'view' if kind == 'VIEW' else 'table'} if exists {identifier(name)}")
