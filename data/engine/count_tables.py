"""Count tables: how many events there are by day and by the columns with few values, for what only counts.

    build(engine)                       the count tables of a filled engine, where they are worth it
    best_table(dataset, view, ...)      the smallest table that answers exactly: a count table, what the words find
                                        (`data.search.result_tables`), else the events

A count table looks like the events: `start`, `end` and `known_from` are widened to whole days, the filters' columns
keep their names, and `events` says how many events a row stands for. So the questions are the same expressions over
either. Exact are `first` (the first moment), `begun` (the last moment that starts an event) and `last` (the end);
`is_reported` says whether any of them says when it was reported. `precision`, `start_qualifier` and `is_one_of` say how
well it is known when they began.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Final, Protocol

import duckdb

from data import dates
from data.dates.calendar import DAY
from data.engine.quoting import identifier, identifiers
from data.view import On, View
from data.view.filter_table import VALUES, Kind, names_of
from data.view.parameters import MOST_CHOICES, NAMES, OWN

if TYPE_CHECKING:  # a process that only reads a file need not wait for it
    import ibis.expr.types as ir

LEAST: Final = 50_000
"""Events from which counting them each time is felt."""
MOST_NAMES: Final = 1000
"""A column of ours with more distinct values than this is not counted by day."""
SHARE: Final = 5
"""A count table has at most a fifth as many rows as the events, or it would win nothing."""
PREFIX: Final = "tally_"
CLAIM: Final = "claim"
"""The table of the events that name a figure, where they are few among many, with all their columns."""
BASE: Final = ("category", *names_of(Kind.NUMBER))
"""What every count table is made for first: these together, and each other column alone and beside the category."""
DATED: Final = ("precision", "start_qualifier")
"""How well it is known when events began: in every count table."""
COUNTED: Final = frozenset(
    (
        "kind",
        "month",
        "start",
        "end",
        "known_from",
        *DATED,
        "is_one_of",
        "first",
        "begun",
        "last",
        "is_reported",
        "events",
    )
)
"""The columns of every count table; the others are those that it is made for."""
SINGLE: Final = tuple(name for name in VALUES if name not in (*BASE, *DATED))
UNSAID: Final = frozenset({"source"})
"""Of the days of a file that is still being read, the columns that are there for the form and say nothing."""
UNKNOWN: Final = "\0"
"""A column that no table has."""

ONE_OF: Final = "starts_with(date, '[') as is_one_of"
"""Whether a date is one of several, nobody says which: a column that both kinds of table have beside the events'."""

BEFORE: Final = f"{{0}} - (({{0}} % {DAY}) + {DAY}) % {DAY}"
_AFTER: Final = f"{{0}} + (-({{0}} % {DAY}) + {DAY}) % {DAY}"
"""The day's first second, and the first second of the next; neither rounds towards zero before 1970."""
_DAYS: Final = ", ".join(
    (f'{BEFORE.format("start")} as start', _AFTER.format('"end"') + ' as "end"',
     f'{BEFORE.format("known_from")} as known_from')
)  # fmt: skip
_ROWS: Final = f"""
    select kind, month, {_DAYS}, {", ".join(DATED)}, {ONE_OF}, {{columns}},
        min(coalesce(start, "end" - 1)) as first, max(coalesce(start, "end" - 1)) as begun,
        max(coalesce("end", start + 1)) as last, bool_or(reported <> '') as is_reported, count(*) as events
    from {{table}} where kind not in ('title', 'withdrawn') group by all
"""


_FEWER: Final = f"""
    select kind, month, start, "end", known_from, {", ".join(DATED)}, is_one_of, {{columns}},
        min(first) as first, max(begun) as begun, max(last) as last,
        bool_or(is_reported) as is_reported, sum(events)::bigint as events
    from {{table}} group by all
"""
"""The same from a count table with more columns, which has fewer rows than there are events."""


class Dataset(Protocol):
    """What is asked of a data set."""

    @property
    def tallies(self) -> Sequence[str]: ...
    @property
    def claims(self) -> str: ...
    @property
    def is_glimpse(self) -> bool: ...
    def table(self, name: str = "event") -> "ir.Table": ...
    def result_table(self, words: str) -> str: ...


def build(engine: duckdb.DuckDBPyConnection) -> None:
    """Make the count tables `tally_0`, `tally_1`, … of the table `event`, the smallest first, and the table `claim` of
    those that name a figure; of few events none."""
    events = _number(engine, "select count(*) from event")
    if events < LEAST:
        return
    if _number(engine, "select count(*) from event where metric <> ''") * SHARE <= events:
        engine.execute(f"create table {CLAIM} as select * from event where metric <> '' order by known_from, row")
    if _sizes(engine, [()])[0] * SHARE <= events:  # else the days alone are too many, whatever stands beside them
        column_sets = _column_sets(engine)
        sizes = zip(_sizes(engine, column_sets), column_sets, strict=True)
        _make(engine, [columns for size, columns in sorted(sizes) if size * SHARE <= events])


def _sizes(engine: duckdb.DuckDBPyConnection, column_sets: Sequence[tuple[str, ...]]) -> list[int]:
    """How many rows the count tables of these columns would have, nearly."""
    days = ", ".join(("kind", "start", '"end"', "known_from", *DATED))
    counts = ", ".join(
        f"approx_count_distinct(hash({', '.join((days, *map(identifier, columns)))}))" for columns in column_sets
    )
    [sizes] = engine.execute(f"select {counts} from (select * replace ({_DAYS}) from event)").fetchall()
    return list(sizes)


def _make(engine: duckdb.DuckDBPyConnection, column_sets: Sequence[tuple[str, ...]]) -> None:
    """The tables, the smallest first, each from the smallest other one that has its columns, if there is one."""
    tables: dict[tuple[str, ...], str] = {}
    for place, columns in reversed([*enumerate(column_sets)]):
        larger = next((tables[others] for others in reversed(tables) if {*columns} <= {*others}), "")
        tables[columns] = f"{PREFIX}{place}"
        rows = _FEWER.format(columns=identifiers(columns), table=larger) if larger else rows_by_day(columns)
        engine.execute(f"create table {tables[columns]} as {rows}")


def rows_by_day(columns: Sequence[str], table: str = "event") -> str:
    """The count table of these columns as a question to some events."""
    return _ROWS.format(columns=identifiers(columns), table=table)


def names(engine: duckdb.DuckDBPyConnection) -> list[str]:
    """The count tables that an engine has, the smallest first."""
    sql = (
        "select table_name from information_schema.tables"
        " where table_catalog = current_database() and starts_with(table_name, ?)"
    )
    tables = [name for (name,) in engine.cursor().execute(sql, [PREFIX]).fetchall()]
    return sorted(tables, key=lambda name: int(name.removeprefix(PREFIX)))


def claims_table(engine: duckdb.DuckDBPyConnection) -> str:
    """The name of the table to look for claims in: that of the claims, or of all events where there is none."""
    sql = "select count(*) from information_schema.tables where table_catalog = current_database() and table_name = ?"
    [[count]] = engine.cursor().execute(sql, [CLAIM]).fetchall()
    return CLAIM if count else "event"


def _column_sets(engine: duckdb.DuckDBPyConnection) -> list[tuple[str, ...]]:
    """Which columns stand together in a table: a viewer has mostly one filter on, and lanes by category."""
    columns = engine.execute("describe event").fetchall()
    own = [name for name, kind, *_ in columns if name.startswith(OWN) and kind == "VARCHAR"]
    most = {**dict.fromkeys(SINGLE, MOST_NAMES), **dict.fromkeys(own, MOST_CHOICES)}
    counts = ", ".join(f"approx_count_distinct({identifier(name)})" for name in most)
    [different] = engine.execute(f"select {counts} from event").fetchall()
    few = [name for name, values in zip(most, different, strict=True) if 1 < values <= most[name]]
    return [BASE, *((name,) for name in few), *(("category", name) for name in few)]


def _number(engine: duckdb.DuckDBPyConnection, sql: str) -> int:
    [[number]] = engine.execute(sql).fetchall()  # all of it: an answer left half read blocks the connection
    return int(number)


def best_table(
    dataset: Dataset, view: View, columns: Collection[str] = (), *, window: tuple[int, int] | None = None,
    but: str = "", finely: bool = False,
) -> "ir.Table":  # fmt: skip
    """The smallest count table from which a question is answered exactly, else what the words find, else the events.

    columns: what is asked for beside the filters. window: the stretch of time in question, if any. but: a filter
    that is let go. finely: whether moments within a day matter; where no more than days is known, it answers for them.
    """
    looks = looks_at(view, but)
    needed = looks | set(columns)
    if not looks & UNSAID if dataset.is_glimpse else not finely and _is_whole(view, window):
        for name in dataset.tallies:
            table = dataset.table(name)
            if needed <= set(table.columns):
                return table
    results = _result_table(dataset, view, needed)
    return dataset.table() if results is None else results


def claims(dataset: Dataset) -> "ir.Table":
    """The events that name a figure, with all their columns; all events where those are not kept by themselves."""
    return dataset.table(dataset.claims)


def result_table(dataset: Dataset, view: View, columns: Collection[str] = ()) -> "ir.Table | None":
    """What the words of a view find, where it is kept with the filters' columns and these; else None."""
    return _result_table(dataset, view, looks_at(view) | set(columns))


def _result_table(dataset: Dataset, view: View, needed: set[str]) -> "ir.Table | None":
    name = dataset.result_table(view.words) if "words" in needed else ""
    if not name:
        return None
    table = dataset.table(name)
    has_all = {NAMES.get(column, column) for column in needed - {"words"}} <= set(table.columns)
    return table if has_all else None


def _is_whole(view: View, window: tuple[int, int] | None) -> bool:
    """Whether everything about time is said in whole days."""
    moments = [*(window or ()), *(_EDGES[on.filter.kind](on.value) for on in view.on() if on.filter.kind in _EDGES)]
    return all(moment is None or moment % DAY == 0 for moment in moments)


_EDGES: Final[Mapping[Kind, Callable[[str], int | None]]] = {
    Kind.SINCE: lambda date: dates.parse(date).start,
    Kind.UNTIL: lambda date: dates.parse(date).end,
    Kind.ASOF: lambda date: dates.parse(date).end,
}
"""The moment at which a filter by time parts the events."""


def looks_at(view: View, but: str = "") -> set[str]:
    """The columns that the filters look at; UNKNOWN where one is of a kind that is not known here.

    but: a filter that is let go.
    """
    columns: set[str] = set()
    for on in view.on():
        if on.name != but:
            looks = LOOKS_AT.get(on.filter.kind)
            columns |= set(looks(on)) if looks else {UNKNOWN}
    return columns


LOOKS_AT: Final[Mapping[Kind, Callable[[On], Collection[str]]]] = {
    Kind.WORDS: lambda _: ("words",),
    Kind.VALUE: lambda on: (on.name,),
    Kind.NAME: lambda on: ("row", on.filter.column),
    Kind.NUMBER: lambda on: (on.name,),
    Kind.SINCE: lambda _: ("start", "end"),
    Kind.UNTIL: lambda _: ("start", "end"),
    Kind.ASOF: lambda _: ("known_from",),
    Kind.OWN: lambda on: (on.name,),
}
