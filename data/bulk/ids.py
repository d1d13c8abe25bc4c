"""Ids inside the engine: made by SQL as `data.validation.ids` makes them; the few that are shared are numbered by
it."""

from collections.abc import Iterable
from typing import Final

import duckdb
import pyarrow as pa

from data.bulk.distinct_texts import Columns, count, define, parse_column, table
from data.engine.quoting import literal
from data.validation import cells, ids, slugs
from data.validation.validate import TAKEN

PLAIN_ID: Final = "[!-~]{1,200}"
ID_STEP, TAKEN_STEP = 1_000, 1_001
"""What is said of an id comes last in a row."""
HASH: Final = "md5(date || chr(0) || title)"
SLUG: Final = "case when strlen(title) = length(title) then dateline_slug(title) else dateline_other_slug(title) end"


def prepare(of: Columns) -> None:
    """A table `as_id` of the given ids, and the functions for slugs."""
    parse_column(of, "id", cells.identifier, {"value": (pa.string(), str)}, ID_STEP, PLAIN_ID)
    define(of.engine, "dateline_slug", slugs.plain_slugs)
    define(of.engine, "dateline_other_slug", lambda titles: pa.array(ids.slugs(titles.to_pylist()), pa.string()))


def own_id(of: Columns) -> str:
    """As SQL: the id that a record has of its own, or nothing; to be joined with `as_id`."""
    if "id" not in of.columns:
        return literal("")
    cell, read = of.cell("id"), f"coalesce({of.part('id', 'value')}, '')"
    return f"case when regexp_full_match({cell}, {literal(PLAIN_ID)}) then {cell} else {read} end"


def settle(of: Columns) -> None:
    """A table `named` of the id of each event in `dated`, no two the same; a problem for each given one that was taken.

    `is_near` where an id may end in a dash and digits.
    """
    of.engine.execute(
        f"""create temp table named as
        select dateline_seen(row) as row,
        case when given <> '' then given else ltrim({SLUG} || '-' || sign, '-') end as id, given,
        given <> '' or try_cast(sign as integer) is not null as is_near
        from (select row, date, title, given, case when given = '' then left({HASH}, 6) end as sign from dated)"""
    )
    of.engine.execute(
        """create temp table crowd as select row, id, given from named
        where hash(id) in (select hash(id) from named group by 1 having count(*) > 1)"""
    )
    if not count(of.engine, "crowd"):
        return
    of.engine.execute(
        f"""with made as (
            select crowd.row, crowd.id, dated.date, dated.title from crowd join dated using (row) where crowd.given = ''
        )
        update crowd set id = left(made.id, greatest(length(made.id) - 6, 0)) || left({HASH}, 16) from made
        where made.row = crowd.row
        and made.id in (select id from made group by 1 having count(distinct (date, title)) > 1)"""
    )
    of.engine.execute(
        """update named set id = crowd.id, is_near = true from crowd
        where crowd.row = named.row and crowd.id <> named.id"""
    )
    _number(of)


def _number(of: Columns) -> None:
    """Number what is still shared, together with all names that such a number could run into."""
    engine = of.engine
    shared = {name for (name,) in engine.execute("select id from crowd group by id having count(*) > 1").fetchall()}
    if not shared:
        return
    near = shared | _numbered_like(engine, shared)
    table(engine, "near", {"id": pa.array(sorted(near), pa.string())})
    rows = engine.execute("select row, id, given from named semi join near using (id) order by 1").fetchall()
    names, own = [row[1] for row in rows], [row[2] for row in rows]
    unique, repeats = ids.number_repeats([*names], own)
    moved = [(rows[index][0], new) for index, new in enumerate(unique) if new != names[index]]
    table(engine, "moved", {"row": pa.array([row for row, _ in moved]), "id": pa.array([new for _, new in moved])})
    engine.execute("update named set id = moved.id from moved where moved.row = named.row")
    if repeats:
        repeated = {
            rows[index][0]: (own[index], TAKEN.format(rows[first][0], unique[index]))
            for index, first in repeats.items()
        }
        columns = {
            "row": [*repeated],
            "value": [v for v, _ in repeated.values()],
            "message": [m for _, m in repeated.values()],
        }
        table(engine, "taken", {name: pa.array(column) for name, column in columns.items()})
        of.problems.append(
            f"select row, {of.header('id')} as column, value, message, false as is_fatal, {TAKEN_STEP} as step"
            " from taken"
        )


def _numbered_like(engine: duckdb.DuckDBPyConnection, names: Iterable[str]) -> set[str]:
    """All ids that are one of these names and a number, or such an id and a number, and so on."""
    names_found: set[str] = set()
    newest = set(names)
    while newest:
        engine.register("incoming", pa.table({"id": pa.array(sorted(newest), pa.string())}))
        query = (
            "select id from named where is_near and regexp_extract(id, '^(.*)-[0-9]+$', 1) in (select id from incoming)"
        )
        newest = {name for (name,) in engine.execute(query).fetchall()} - names_found
        engine.unregister("incoming")
        names_found |= newest
    return names_found
