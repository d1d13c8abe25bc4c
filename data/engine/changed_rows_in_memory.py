"""A file of tables with some of its rows changed: what they are now lies beside it in memory, and is seen in their
place. Nothing of the file is copied, so it costs the same however large that is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from data.engine import connection, count_tables
from data.engine.quoting import identifier

TABLES: Final = ("event", "member", "raw")
NOW: Final = "changed_"
"""Before the name of a table: what its changed rows are now."""
ROWS: Final = "changed_row"
MADE: Final = re.compile(r"((?:.*-)?[0-9a-f]{6})(?:[0-9a-f]{10})?(?:-[0-9]+)?")
"""An id that was made of a title and a date, as `data.validation.ids` makes them; what is the same for the same."""
FEW: Final = 20
_NOT_CHANGED: Final = f"anti join {ROWS} using (row)"


@dataclass(frozen=True, slots=True)
class Overlay:
    """rows: the numbers of the records that are others now, new, or gone; event, member, raw: what they are now."""

    rows: Sequence[int]
    event: pa.Table
    member: pa.Table
    raw: pa.Table

    def then(self, now: "Overlay") -> "Overlay":
        """With what changed after it."""
        tables = (put(getattr(self, name), now.rows, getattr(now, name)) for name in TABLES)
        return Overlay(sorted({*self.rows, *now.rows}), *tables)


def put(before: pa.Table, rows: Sequence[int], now: pa.Table) -> pa.Table:
    """A table of which the rows of these numbers are others. A column that came is empty in all others."""
    kept = before.filter(pc.invert(pc.is_in(before["row"], pa.array(rows, pa.int64()))))
    for name in now.column_names:
        if name not in kept.column_names:
            kept = kept.append_column(name, pa.array([""] * len(kept), pa.string()))
    return pa.concat_tables([kept, now.select(kept.column_names).cast(kept.schema)])


def reading(path: Path, overlay: Overlay) -> duckdb.DuckDBPyConnection:
    """The tables of a file with an overlay, for reading only. Raises `duckdb.Error` where it is no file of tables."""
    engine = connection.in_memory()
    connection.attach(engine, path, "file")
    _put(engine, ROWS, pa.table({"row": pa.array(overlay.rows, pa.int64())}))
    for name in TABLES:
        table, columns = getattr(overlay, name), _columns(engine, f"file.{name}")
        wider = [column for column in table.column_names if column not in columns]
        more = "".join(f", '' as {identifier(column)}" for column in wider)
        engine.execute(f"create table {NOW}{name} as select *{more} from file.{name} limit 0")
        engine.register("incoming", table)
        engine.execute(f"insert into {NOW}{name} by name from incoming")
        engine.unregister("incoming")
        engine.execute(
            f"create view {name} as select *{more} from file.{name} {_NOT_CHANGED} union all by name from {NOW}{name}"
        )
    _count(engine)
    return engine


def schema(engine: duckdb.DuckDBPyConnection) -> pa.Schema:
    """The columns of the events."""
    return engine.cursor().sql("from event limit 0").to_arrow_table().schema


def kinds(engine: duckdb.DuckDBPyConnection, rows: Sequence[int]) -> list[str]:
    """The kinds of the events of some rows, as far as these are events."""
    found = engine.cursor().execute(f"select kind from event where row in ({', '.join(map(str, rows))})").fetchall()
    return [kind for (kind,) in found]


def of_rows(engine: duckdb.DuckDBPyConnection, rows: Sequence[int], columns: Sequence[str]) -> pa.Table:
    """Some columns of the events of some rows, in the order of the file."""
    names, numbers = ", ".join(map(identifier, columns)), ", ".join(map(str, rows))
    return engine.cursor().sql(f"select {names} from event where row in ({numbers}) order by row").to_arrow_table()


def how_many(engine: duckdb.DuckDBPyConnection, kind: str) -> int:
    """The events of a kind."""
    [[count]] = engine.cursor().execute("select count(*) from event where kind = ?", [kind]).fetchall()
    return int(count)


def has_relatives(engine: duckdb.DuckDBPyConnection, rows: Sequence[int], ids: Sequence[str]) -> bool:
    """Whether an event of another row has one of these ids, or one that was made of the same title and date as one of
    them, or as one that these rows had: then the ids of one may be settled by the others."""
    cursor = engine.cursor()
    is_other = f"row not in ({', '.join(map(str, rows))})"
    before = cursor.execute(f"select id from event where not ({is_other})").fetchall()
    stems = {match[1] for name in (*ids, *(name for (name,) in before)) if (match := MADE.fullmatch(name))}
    begins = " or ".join(["starts_with(id, ?)"] * len(stems)) or "false"
    if len(stems) > FEW:
        begins = f"regexp_extract(id, '^(?:{MADE.pattern})$', 1) in ({', '.join('?' * len(stems))})"
    names = f"id in ({', '.join('?' * len(ids))})" if ids else "false"
    [[found]] = cursor.execute(
        f"select count(*) from event where {is_other} and ({names} or {begins})", [*ids, *sorted(stems)]
    ).fetchall()
    cursor.close()
    return bool(found)


def _put(engine: duckdb.DuckDBPyConnection, name: str, table: pa.Table) -> None:
    engine.register("incoming", table)
    engine.execute(f"create table {name} as from incoming")
    engine.unregister("incoming")


def _columns(engine: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    return [name for name, *_ in engine.execute(f"describe {table}").fetchall()]


def _count(engine: duckdb.DuckDBPyConnection) -> None:
    """The count tables and the claims: those days are counted anew on which a changed row begins or began."""
    sql = "select table_name from information_schema.tables where table_catalog = 'file'"
    names = [name for (name,) in engine.execute(sql).fetchall()]
    if count_tables.CLAIM in names:
        claim = f"from {NOW}event where metric <> ''"
        engine.execute(f"create view {count_tables.CLAIM} as from file.claim {_NOT_CHANGED} union all by name {claim}")
    tallies = [name for name in names if name.startswith(count_tables.PREFIX)]
    if not tallies:
        return
    day = count_tables.BEFORE.format("start")
    engine.execute(
        f"create table changed_day as select distinct {day} as start from"
        f" (select start from file.event semi join {ROWS} using (row) union all select start from {NOW}event)"
    )
    within = "exists (from changed_day d where d.start is not distinct from {0})"
    engine.execute(f"create table changed_days as from event e where {within.format(f'({day})')}")
    for name in tallies:
        keys = [each for each in _columns(engine, f"file.{name}") if each not in count_tables.COUNTED]
        anew = count_tables.rows_by_day(keys, "changed_days")
        engine.execute(f"create table {NOW}{name} as {anew}")
        engine.execute(
            f"create view {name} as from file.{name} t where not {within.format('t.start')}"
            f" union all by name from {NOW}{name}"
        )
    engine.execute("drop table changed_days")
