"""Write the column file of a large data set (`data.columnar.column_file`), in the process that writes its
index."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

import duckdb
import numpy as np

from data.columnar.column_file import Writer
from data.columnar.columns import ENDLESS, NEVER, Array
from data.dates.calendar import DAY
from data.engine import connection
from data.engine.quoting import identifier, literals
from data.queries.lanes import TIMED
from data.queries.time_order import UNNUMBERED
from data.view.filter_table import FILTERS, VALUES, Kind, names_of
from data.view.parameters import NAMES, OWN

MOST_VALUES: Final = 65_536
"""Different texts of a column of ours, and names; a column that has more is left to the engine."""
MOST_OWN: Final = 256
"""Different texts of a column of the user's own."""
MEMORY: Final = "300MB"
NUMBERS: Final = {
    "row": "row::integer",
    "start": f"coalesce(start, {-NEVER})",
    "end": f'coalesce("end", {NEVER})',
    "day": f'coalesce(floor(coalesce(start, "end" - 1) / {DAY})::integer, {ENDLESS})',
    "end day": f'coalesce(floor(("end" - 1) / {DAY})::integer, {ENDLESS})',
    "known_from": f"coalesce(known_from, {-NEVER})",
    "sequence": f"coalesce(sequence, {UNNUMBERED})::integer",
    **{
        name: f"coalesce({identifier(name)}, 0)::{'tinyint' if FILTERS[name].choices else 'bigint'}"
        for name in names_of(Kind.NUMBER)
    },
    "is_timed": f"coalesce(precision in {TIMED}, false)",
    "is_event": "kind = 'event'",
}


def build(tables: Path, path: Path) -> None:
    """Write the columns of a file of tables. Raises `duckdb.Error` and OSError."""
    with closing(connection.in_memory()) as engine, path.open("xb") as file:
        writer = Writer(file)
        engine.execute(f"set memory_limit = '{MEMORY}'")
        engine.execute("set threads = 1")
        connection.attach(engine, tables, "file")
        for name, sql in NUMBERS.items():
            writer.add(name, _column(engine, f"{sql} as said from file.placed order by spot"))
        claims = "spot::integer as said from file.placed where metric <> '' and kind = 'event' order by spot"
        writer.add("claims", _column(engine, claims))
        own = [name for name, *_ in engine.execute("describe file.event").fetchall() if name.startswith(OWN)]
        for name in VALUES:
            _texts(engine, writer, name, MOST_VALUES)
        for name in own:
            _texts(engine, writer, name, MOST_OWN)
        for field, column in NAMES.items():
            _names(engine, writer, field, column)
        [[events]] = engine.execute("select count(*) from file.event where kind = 'event'").fetchall()
        writer.close(events, own)


def _texts(engine: duckdb.DuckDBPyConnection, writer: Writer, name: str, most: int) -> None:
    """A column of texts as codes, if it has few enough."""
    text = f"coalesce({identifier(name)}::varchar, '')"
    if values := _values(engine, f"select distinct {text} as text from file.event", most):
        writer.add(name, _column(engine, f"enum_code({text}::kind) as said from file.placed order by spot"), values)
        engine.execute("drop type kind")


def _names(engine: duckdb.DuckDBPyConnection, writer: Writer, field: str, column: str) -> None:
    """The names in each event as codes, and where those of a place begin; an event without any has the name ""."""
    names = (
        f"(select spot, member.value from file.member join file.placed using (row) where member.field = '{field}'"
        f" union all select spot, '' as value from file.placed where {identifier(column)} = '')"
    )
    if values := _values(engine, f"select distinct value as text from {names}", MOST_VALUES):
        rows = engine.execute(f"select spot::integer as spot, enum_code(value::kind) as code from {names}").fetchnumpy()
        spots, codes = np.ma.getdata(rows["spot"]), np.ma.getdata(rows["code"])
        [[places]] = engine.execute("select count(*) from file.event").fetchall()
        counts = np.bincount(spots, minlength=places)
        writer.add(field, codes[np.argsort(spots, kind="stable")], values)
        writer.add(f"{field} begins", np.concatenate([[0], np.cumsum(counts)]).astype(np.int32))
        engine.execute("drop type kind")


def _values(engine: duckdb.DuckDBPyConnection, distinct: str, most: int) -> Sequence[str]:
    """The texts in order, and a type `kind` of them; none where they are too many."""
    texts = [text for (text,) in engine.execute(f"{distinct} limit {most + 1}").fetchall()]
    if len(texts) > most:
        return []
    values = sorted(texts)
    if values:
        engine.execute(f"create type kind as enum ({literals(values)})")
    return values


def _column(engine: duckdb.DuckDBPyConnection, sql: str) -> Array:
    return np.ma.getdata(engine.execute(f"select {sql}").fetchnumpy()["said"])  # nothing in them is null
