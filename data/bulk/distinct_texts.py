"""A column of records judged inside the engine: each different text is read once in Python, and joined back."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import duckdb
import pyarrow as pa

from data.dates.conventions import NOTHING, Conventions
from data.engine.quoting import literal
from data.errors import MOST_SHOWN, DatelineError

SPACES: Final = "".join(char for char in map(chr, range(0x3001)) if char.isspace())
BATCH: Final = 100_000
Parts = Mapping[str, tuple[pa.DataType, Callable[[Any], object]]]


@dataclass(slots=True)
class Columns:
    """The columns of `record` by our names, as SQL for their trimmed cells, and what is to be said about them.

    `problems` are queries that give row, column, value, message, is_fatal and step, the order within a row.
    """

    engine: duckdb.DuckDBPyConnection
    headers: Sequence[str]
    columns: Mapping[str, str]
    spaced: frozenset[int] = frozenset()
    problems: list[str] = field(default_factory=list)
    conventions: Conventions = NOTHING
    overrides: dict[int, str] = field(default_factory=dict)
    """As SQL: what is read in place of the cells of a column, at its place."""
    derived: dict[str, str] = field(default_factory=dict)
    """The columns of `record` that are written out of several of the file's, by our names."""
    unread: frozenset[int] = frozenset()
    """The places of columns that are neither ours nor the user's own."""

    def cell(self, name: str) -> str:
        """The trimmed cells of a column of ours; empty where the file has none."""
        if name in self.derived:
            return self.derived[name]
        return self.cell_at(self.headers.index(self.columns[name])) if name in self.columns else "''"

    def cell_at(self, place: int) -> str:
        """The cells of the column at a place, trimmed, and as they are read."""
        if place in self.overrides:
            return self.overrides[place]
        return f"trim(c{place}, {literal(SPACES)})" if place in self.spaced else f"c{place}"

    def put(self, name: str, cells: str) -> None:
        """What is read in place of the cells of a column of ours that the file has, as SQL."""
        if name in self.derived:
            self.derived[name] = cells
        else:
            self.overrides[self.headers.index(self.columns[name])] = cells

    def part(self, name: str, part: str) -> str:
        """What a cell of a judged column was read as; NULL where the file has no such column."""
        return f'as_{name}."{part}"' if name in self.columns else "null"

    def header(self, name: str) -> str:
        """As SQL: the header a column has in the file, or its own name."""
        return literal(self.columns.get(name, name))

    def has(self, where: str, least: int = 1) -> bool:
        """Whether this holds, as SQL, for so many records."""
        return len(self.engine.execute(f"select 1 from record where {where} limit {least}").fetchall()) == least

    def count(self, where: str) -> int:
        """For how many records this holds, as SQL."""
        [[number]] = self.engine.execute(f"select count(*) from record where {where}").fetchall()
        return int(number)

    def say(self, step: int, name: str, where: str, message: str, *, fatal: bool = False, value: str = "''") -> None:
        """A problem for every record where this holds; all but the step and the name are SQL."""
        self.problems.append(
            f"select rowid + 1 as row, {self.header(name)} as column, {value} as value, {message} as message,"
            f" {str(fatal).lower()} as is_fatal, {step} as step from record where {where}"
        )


def find_spaced(engine: duckdb.DuckDBPyConnection, width: int, *, is_single: bool) -> frozenset[int]:
    """The places of columns with a cell that begins or ends with a space, or with something that may be one.

    is_single: whether no cell has line ends or controls, so that the only space of ASCII is that of the space bar.
    """
    if not is_single:
        return _places(engine, range(width), SIDES)
    edges = _places(engine, range(width), "prefix({0}, ' ') or suffix({0}, ' ')")
    beyond = _places(engine, range(width), BEYOND)
    return edges | {place for place in beyond - edges if _places(engine, [place], SIDES, BEYOND.format(f"c{place}"))}


BEYOND: Final = "strlen({0}) <> length({0})"
SIDES: Final = "{0} <> '' and (left({0}, 1) not between '!' and '~' or right({0}, 1) not between '!' and '~')"


def _places(
    engine: duckdb.DuckDBPyConnection, places: Sequence[int], holds: str, where: str = "true"
) -> frozenset[int]:
    """The places of columns where this holds for a cell of some records."""
    flags = ", ".join(f"coalesce(bool_or({holds.format(f'c{place}')}), false)" for place in places)
    [row] = engine.execute(f"select {flags} from record where {where}").fetchall()
    return frozenset(place for place, is_so in zip(places, row, strict=True) if is_so)


def distinct_texts(engine: duckdb.DuckDBPyConnection, cell: str, where: str = "true") -> list[str]:
    """The different texts of some cells but the empty one, in the order in which they first come."""
    query = f"select {cell} as text, min(rowid) as first from record where {cell} <> '' and {where} group by 1"
    return [row[0] for row in engine.execute(f"select text from ({query}) order by first").fetchall()]


def first(engine: duckdb.DuckDBPyConnection, place: int, most: int) -> list[str]:
    """The first cells of the column at a place."""
    rows = engine.execute(f"select c{place} from record where rowid < {most} order by rowid").fetchall()
    return [text for (text,) in rows]


def parse_column(
    of: Columns, name: str, read: Callable[[str], Any], parts: Parts, step: int, plain: str = ""
) -> None:  # fmt: skip
    """A table `as_NAME` of what each text of a column was read as; a problem for each record with one that was not.

    plain: a regular expression for texts that need no look, as they are their own value; they are not in the table.
    """
    cell = of.cell(name)
    texts = distinct_texts(of.engine, cell, f"not {is_plain(cell, plain)}") if name in of.columns else []
    values, errors = _read(texts, read)
    columns = {
        part: pa.array([None if v is None else get(v) for v in values], kind) for part, (kind, get) in parts.items()
    }
    table(of.engine, f"as_{name}", {"text": pa.array(texts, pa.string()), **columns})
    complain(of, name, step, texts, errors)


def is_plain(cell: str, plain: str) -> str:
    """As SQL: whether a text needs no look. plain: the regular expression of such texts, "" where there are none."""
    return f"regexp_full_match({cell}, {literal(plain)})" if plain else "false"


def _read(texts: Sequence[str], read: Callable[[str], Any]) -> tuple[list[Any], dict[int, str]]:
    values: list[Any] = [None] * len(texts)
    errors: dict[int, str] = {}
    for place, text in enumerate(texts):
        try:
            values[place] = read(text)
        except DatelineError as error:
            errors[place] = str(error)
    return values, errors


def complain(
    of: Columns, name: str, step: int, texts: Sequence[str], errors: Mapping[int, str], *, fatal: bool = False
) -> None:
    """A problem for each record whose text could not be read."""
    if not errors:
        return
    shown = [texts[place] for place in errors]
    short = [text if len(text) <= MOST_SHOWN else text[: MOST_SHOWN - 1] + "…" for text in shown]
    errors_table = {
        "text": pa.array(shown, pa.string()),
        "shown": pa.array(short),
        "message": pa.array(list(errors.values())),
    }
    table(of.engine, f"bad_{step}", errors_table)
    of.problems.append(
        f"select record.rowid + 1 as row, {of.header(name)} as column, shown as value, message,"
        f" {str(fatal).lower()} as is_fatal, {step} as step from record join bad_{step} on text = {of.cell(name)}"
    )


def table(engine: duckdb.DuckDBPyConnection, name: str, columns: Mapping[str, pa.Array]) -> None:
    """A temporary table of these columns."""
    engine.register("incoming", pa.table(dict(columns)))
    engine.execute(f"create temp table {name} as from incoming")
    engine.unregister("incoming")


def batches(engine: duckdb.DuckDBPyConnection, query: str) -> Iterator[list[tuple[Any, ...]]]:
    """The rows of an answer, some at a time."""
    cursor = engine.execute(query)
    while rows := cursor.fetchmany(BATCH):
        yield rows


def count(engine: duckdb.DuckDBPyConnection, name: str) -> int:
    """Rows of a table."""
    [[number]] = engine.execute(f"select count(*) from {name}").fetchall()
    return int(number)


def define(engine: duckdb.DuckDBPyConnection, name: str, make: Callable[[pa.Array], pa.Array]) -> None:
    """A function from texts to texts that SQL may call by this name; where SQL has none, or a slow one."""

    def many(texts: pa.ChunkedArray) -> pa.Array:
        return make(texts.combine_chunks())

    untyped: Any = engine  # its stubs know of no Arrow here
    untyped.create_function(name, many, ["varchar"], "varchar", type="arrow")
