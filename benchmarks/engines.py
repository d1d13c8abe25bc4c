"""The same questions asked of engines elsewhere: `python -m benchmarks --parts engines --rows 1000000`.

Each has the events as a table of its own types, with a TIMESTAMP in each row, and is asked through a description as
anybody's warehouse is. What is not installed here says so in its column; `make test-engines` installs all of it.
"""

import random
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import duckdb
import ibis.expr.types as ir

from benchmarks.goals import ENGINES, QUESTIONS
from benchmarks.measured import report
from benchmarks.serving import CACHE
from data import queries
from data.dataset import opening
from data.dates import calendar
from data.view import View
from data.warehouses import warehouse

if TYPE_CHECKING:
    import psycopg

DAY, YEAR = calendar.DAY, 366 * calendar.DAY
FIRST, LAST = calendar.seconds(2001), calendar.seconds(2026)
EVERYTHING = View()


def measure(path: Path, often: int) -> None:
    """Every question of every engine. path: the CSV of the events."""
    with tempfile.TemporaryDirectory(dir=CACHE, prefix="engines-") as folder:
        _write_events(path, Path(folder))
        for engine in ENGINES:
            try:
                with OPENERS[engine](Path(folder)) as address:
                    _measure_engine(engine, address, min(often, 5))
            except (ImportError, RuntimeError) as reason:
                for question in QUESTIONS:
                    report(f"{engine}.{question}", [], str(reason).splitlines()[0][:60])


def _write_events(path: Path, folder: Path) -> None:
    """The events that have a plain date in a DuckDB file, and in four Parquet files."""
    (folder / "parquet").mkdir()
    with duckdb.connect(str(folder / "events.duckdb")) as engine:
        engine.execute(f"""create table incidents as select row_number() over () as id,
            coalesce(try_cast(date as timestamp), try_cast(date || '-01' as timestamp)) as date, title, text, category,
            actors, place, source, metric, value, unit, try_cast(importance as integer) as importance
            from read_csv('{path}', all_varchar = true) where length(date) in (7, 10, 16, 19) and kind is null""")
        for part in range(4):
            file = folder / "parquet" / f"{part}.parquet"
            engine.execute(f"copy (from incidents where id % 4 = {part}) to '{file}' (format parquet)")


def _measure_engine(engine: str, address: str, often: int) -> None:
    began = perf_counter()
    dataset = opening.open_file(address)
    report(f"{engine}.open", [(perf_counter() - began) * 1000])
    try:
        event, member = dataset.table(), dataset.table("member")
        for question, ask in QUERIES.items():
            report(
                f"{engine}.{question}",
                [_milliseconds(ask(event, member, random.Random(seed))) for seed in range(often)],
            )
    finally:
        dataset.close()
        warehouse.let_go()


def _milliseconds(query: ir.Table) -> float:
    """Milliseconds, with the answer in pandas."""
    began = perf_counter()
    query.execute()
    return (perf_counter() - began) * 1000


def _stretch(chance: random.Random, length: int) -> tuple[int, int]:
    start = chance.randrange(FIRST, LAST - length)
    return start, start + length


def _days(event: ir.Table, member: ir.Table, chance: random.Random) -> ir.Table:
    start, end = _stretch(chance, YEAR)
    return queries.counts(event, member, EVERYTHING, "category", start, end, queries.Bin(seconds=DAY))


def _whole(event: ir.Table, member: ir.Table, _: random.Random) -> ir.Table:
    return queries.counts(event, member, EVERYTHING, "category", FIRST, LAST, queries.Bin(months=1))


def _marks(event: ir.Table, member: ir.Table, chance: random.Random) -> ir.Table:
    return queries.marks(event, member, EVERYTHING, "category", *_stretch(chance, 2 * DAY), 300)


QUERIES: dict[str, Callable[[ir.Table, ir.Table, random.Random], ir.Table]] = {
    "whole": _whole,
    "days": _days,
    "marks": _marks,
    "cards": lambda event, member, _: queries.claims(event, member, EVERYTHING),
    "facet": lambda event, member, _: queries.facet(event, member, EVERYTHING, "place"),
    "summary": lambda event, member, _: queries.summary(event, member, EVERYTHING),
}


@contextmanager
def _duckdb(folder: Path) -> Iterator[str]:
    yield f"{folder / 'events.duckdb'}#incidents"


@contextmanager
def _postgres(folder: Path) -> Iterator[str]:
    import psycopg

    from tests.engines import postgres_server

    with postgres_server.running() as socket:
        with psycopg.connect(host=str(socket), user="postgres", dbname="postgres", autocommit=True) as connection:
            _copy(folder / "events.duckdb", connection)
        yield f"postgres:///postgres?host={socket}&user=postgres#public.incidents"


def _copy(file: Path, connection: "psycopg.Connection") -> None:
    with duckdb.connect(str(file), read_only=True) as engine:
        columns = engine.execute("select column_name, data_type from duckdb_columns() where table_name = 'incidents'")
        kinds = ", ".join(f'"{name}" {kind}' for name, kind in columns.fetchall())
        connection.execute(f"create table incidents ({kinds}, primary key (id))")
        rows = engine.execute("from incidents")
        with connection.cursor() as cursor, cursor.copy("copy incidents from stdin") as out:
            while batch := rows.fetchmany(50_000):
                for row in batch:
                    out.write_row(row)
    connection.execute("analyze incidents")


@contextmanager
def _sail(folder: Path) -> Iterator[str]:
    import pysail  # noqa: F401 - the server is a process of its own, which would only say that it did not start

    from tests.engines import sail_server

    with sail_server.running() as address:
        yield f"{address}#{folder / 'parquet'}/"


OPENERS = {"duckdb": _duckdb, "postgres": _postgres, "sail": _sail}
