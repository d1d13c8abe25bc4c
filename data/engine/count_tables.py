"""Count tables: how many events there are by day and by the columns with few values, for what only counts.

    build(engine)                       the count tables of a filled engine, where they are worth it
    best(dataset, view, columns, ...)   the smallest table that answers exactly: a count table, what the words find
                                        (`data.search.result_tables`), else the events

A count table looks like the events: `start`, `end` and `known_from` are widened to whole days, the filters' columns
keep their names, and `events` says how many events a row stands for. So the questions are the same expressions over
either. Exact are `first` (the first moment), `begun` (the last moment that starts an event) and `last` (the end);
`is_reported` says whether any of them says when it was reported.
"""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any, Final, Protocol

import duckdb

from data import dates
from data.dates.calendar import DAY
from data.engine.quoting import identifier, identifiers
from data.parameters import MOST_CHOICES, NAMES, OWN
from data.view import View

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
BASE: Final = ("category", "importance")
SINGLE: Final = ("source", "place", "grade")
_BY_VALUE: Final = ("category", "place", "source", "grade", "importance")

_BEFORE: Final = f"{{0}} - (({{0}} % {DAY}) + {DAY}) % {DAY}"
_AFTER: Final = f"{{0}} + (-({{0}} % {DAY}) + {DAY}) % {DAY}"
"""The day's first second, and the first second of the next; neither rounds towards zero before 1970."""
_DAYS: Final = ", ".join(
    (f'{_BEFORE.format("start")} as start', _AFTER.format('"end"') + ' as "end"',
     f'{_BEFORE.format("known_from")} as known_from')
)  # fmt: skip
_ROWS: Final = f"""
    select kind, month, {_DAYS}, {{columns}},
        min(coalesce(start, "end" - 1)) as first, max(coalesce(start, "end" - 1)) as begun,
        max(coalesce("end", start + 1)) as last, bool_or(reported <> '') as is_reported, count(*) as events
    from event where kind <> 'title' group by all
"""


class Dataset(Protocol):
    """What is asked of a data set."""

    @property
    def tallies(self) -> Sequence[str]: ...
    @property
    def claims(self) -> str: ...
    @property
    def is_glimpse(self) -> bool: ...
    def table(self, name: str = "event") -> "ir.Table": ...
    def found(self, words: str) -> str: ...


def build(engine: duckdb.DuckDBPyConnection) -> None:
    """Make the count tables `tally_0`, `tally_1`, … of the table `event`, the smallest first, and the table `claim` of
    those that name a figure; of few events none."""
    events = _number(engine, "select count(*) from event")
    if events < LEAST:
        return
    if _number(engine, "select count(*) from event where metric <> ''") * SHARE <= events:
        engine.execute(f"create table {CLAIM} as select * from event where metric <> '' order by known_from, row")
    wanted = _wanted(engine)
    asked = ", ".join(
        f'approx_count_distinct(hash(kind, start, "end", known_from, {identifiers(columns)}))' for columns in wanted
    )
    [sizes] = engine.execute(f"select {asked} from (select * replace ({_DAYS}) from event)").fetchall()
    kept = sorted((size, columns) for size, columns in zip(sizes, wanted, strict=True) if size * SHARE <= events)
    for place, (_, columns) in enumerate(kept):
        engine.execute(f"create table {PREFIX}{place} as {_ROWS.format(columns=identifiers(columns))}")


def names(engine: duckdb.DuckDBPyConnection) -> list[str]:
    """The count tables that an engine has, the smallest first."""
    asked = (
        "select table_name from information_schema.tables"
        " where table_catalog = current_database() and starts_with(table_name, ?)"
    )
    found = [name for (name,) in engine.cursor().execute(asked, [PREFIX]).fetchall()]
    return sorted(found, key=lambda name: int(name.removeprefix(PREFIX)))


def claims_in(engine: duckdb.DuckDBPyConnection) -> str:
    """The name of the table to look for claims in: that of the claims, or of all events where there is none."""
    asked = "select count(*) from information_schema.tables where table_catalog = current_database() and table_name = ?"
    [[found]] = engine.cursor().execute(asked, [CLAIM]).fetchall()
    return CLAIM if found else "event"


def _wanted(engine: duckdb.DuckDBPyConnection) -> list[tuple[str, ...]]:
    """Which columns stand together in a table: a viewer has mostly one filter on, and lanes by category."""
    described = engine.execute("describe event").fetchall()
    own = [name for name, kind, *_ in described if name.startswith(OWN) and kind == "VARCHAR"]
    few = [name for name in SINGLE if _is_few(engine, name, MOST_NAMES)]
    few += [name for name in own if _is_few(engine, name, MOST_CHOICES)]
    return [BASE, *((name,) for name in few), *(("category", name) for name in few)]


def _is_few(engine: duckdb.DuckDBPyConnection, column: str, most: int) -> bool:
    name = identifier(column)
    return _number(engine, f"select approx_count_distinct({name}) from event") <= most


def _number(engine: duckdb.DuckDBPyConnection, asked: str) -> int:
    [[found]] = engine.execute(asked).fetchall()  # all of it: an answer left half read blocks the connection
    return int(found)


def best(
    dataset: Dataset, view: View, columns: Collection[str] = (), *, window: tuple[int, int] | None = None,
    but: str = "", finely: bool = False,
) -> "ir.Table":  # fmt: skip
    """The smallest count table from which a question is answered exactly, else what the words find, else the events.

    columns: what is asked for beside the filters. window: the stretch of time in question, if any. but: a filter
    that is let go. finely: whether moments within a day matter; where no more than days is known, it answers for them.
    """
    asked = (_filtered(view) - {but}) | set(columns)
    if dataset.is_glimpse or (not finely and _is_whole(view, window)):
        for name in dataset.tallies:
            table = dataset.table(name)
            if asked <= set(table.columns):
                return table
    found = _found(dataset, view, asked)
    return dataset.table() if found is None else found


def claims(dataset: Dataset) -> "ir.Table":
    """The events that name a figure, with all their columns; all events where those are not kept by themselves."""
    return dataset.table(dataset.claims)


def among(dataset: Dataset, view: View, columns: Collection[str] = ()) -> "ir.Table | None":
    """What the words of a view find, where it is kept with the filters' columns and these; else None."""
    return _found(dataset, view, _filtered(view) | set(columns))


def _found(dataset: Dataset, view: View, asked: set[str]) -> "ir.Table | None":
    name = dataset.found(view.words) if "words" in asked else ""
    if not name:
        return None
    table = dataset.table(name)
    has_all = {NAMES.get(column, column) for column in asked - {"words"}} <= set(table.columns)
    return table if has_all else None


def _is_whole(view: View, window: tuple[int, int] | None) -> bool:
    """Whether everything about time is said in whole days."""
    said = [dates.parse(view.since).start if view.since else 0, *(window or ())]
    said += [dates.parse(text).end for text in (view.until, view.asof) if text]
    return all(moment is None or moment % DAY == 0 for moment in said)


def _filtered(view: View) -> set[str]:
    """The columns that the filters look at; of those in no count table, too."""
    found: set[Any] = {name for name in _BY_VALUE if getattr(view, name)}
    found |= {OWN + header for header, _ in view.where}
    found |= {name for name in ("words", "row") if (view.words if name == "words" else view.actor or view.tag)}
    return found
