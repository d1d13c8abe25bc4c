"""The inverted index of a large data set's texts: which events have which token; built in a process of its own.

    python -m data.search.build_index TABLES INDEX
    python -m data.search.build_index TABLES COLUMNS -columns    the column file instead (`data.search.build_columns`)

It takes its time: it gives way to all others, and ends with who began it, for it reads from a pipe to them.
"""

import os
import sys
import threading
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

import duckdb

from data.engine import connection
from data.search import build_columns, tokens

MEMORY: Final = 400_000_000
ROWS: Final = 250_000
BYTES: Final = 40_000_000
"""So many events, or bytes of text, at a time: their tokens fit into memory."""
SHARE: Final = 4
"""Tokens that take more than a quarter of the texts are no help: looking through them takes as long."""


def build(tables: Path, index: Path) -> None:
    """Write the index of a file of tables: `token` (number, text, events) and `posting` (number, place).

    Of texts that hardly ever share a token it is left empty, and `about` says so. Raises `duckdb.Error`.
    """
    with closing(connection.writing(index, MEMORY)) as engine:
        engine.execute("set threads = 1")
        connection.attach(engine, tables, "file")
        engine.execute("create table known (number integer, text varchar)")
        engine.execute("create temp table times (number integer, events bigint)")
        engine.execute("create table posting (number integer, place integer)")
        is_worth_it = _fill(engine)
        engine.execute(
            "create table token as select number, text, sum(events)::bigint as events from known join times"
            " using (number) group by all"
        )
        engine.execute("drop table known")
        engine.execute(f"create table about as select {is_worth_it} as is_worth_it")


def _fill(engine: duckdb.DuckDBPyConnection) -> bool:
    sql = "select max(spot) + 1, sum(strlen(words)) from file.placed"
    [[events, size]] = engine.execute(sql).fetchall()
    step = max(min(ROWS, BYTES * events // (size or 1)), 1) if events else 1
    for first in range(0, events or 0, step):
        _add(engine, first, first + step)
        [[token_size]] = engine.execute("select sum(strlen(text)) from known").fetchall()
        if (token_size or 0) * SHARE > size * min(first + step, events) / events:
            for table in ("known", "times", "posting"):
                engine.execute(f"delete from {table}")
            return False
    return True


def _add(engine: duckdb.DuckDBPyConnection, first: int, end: int) -> None:
    """The tokens of some events, sorted: so the places of one token lie together, and are found by its number."""
    engine.execute(
        f"""create or replace temp table said as select unnest({tokens.split("words")}) as text,
        spot::integer as place from file.placed where spot >= {first} and spot < {end}"""
    )
    engine.execute(
        """insert into known select (select count(*) from known) + row_number() over (), text
        from (select distinct text from said where text <> '') anti join known using (text)"""
    )
    engine.execute(
        """create or replace temp table found as select number, place from said join known using (text)
        order by number, place"""
    )
    engine.execute("insert into times select number, count(*) from found group by number")
    engine.execute("insert into posting select * from found")


def main(argv: Sequence[str]) -> int:
    """The process: 0, and 1 where no index could be built."""
    with suppress(AttributeError, OSError):  # not on Windows
        os.nice(19)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    tables, target = map(Path, argv[:2])
    try:
        (build_columns.build if argv[2:] == ["-columns"] else build)(tables, target)
    except (duckdb.Error, OSError):
        return 1
    return 0


def _end_with_parent() -> None:
    sys.stdin.read()
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
