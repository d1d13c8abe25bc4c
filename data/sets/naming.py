"""Ids inside the engine: made by SQL as `data.identity` makes them; the few that are shared are numbered by it."""

from collections.abc import Iterable
from typing import Final

import duckdb
import pyarrow as pa

from data import cells, identity
from data.identity import LONGEST_READ, LONGEST_SLUG
from data.sets.texts import Columns, define, judge, table
from data.validate import TAKEN

PLAIN_ID: Final = "[!-~]{1,200}"
SHORT: Final = f"trim(regexp_replace(lower(left(title, {LONGEST_READ})), '[^a-z0-9]+', '-', 'g'), '-')"
_CUT = (
    f"coalesce(nullif(regexp_extract(left(short, {LONGEST_SLUG + 1}), '^(.*)-[^-]*$', 1), ''),"
    f" left(short, {LONGEST_SLUG}))"
)
HASH: Final = "md5(date || chr(0) || title)"


def prepare(of: Columns, step: int) -> None:
    """A table `as_id` of the given ids, and the function for titles that are not plain letters."""
    judge(of, "id", cells.identifier, {"value": (pa.string(), str)}, step, PLAIN_ID)
    define(of.held, "dateline_slug", identity.slugs)


def given(of: Columns) -> str:
    """As SQL: the id that a record has of its own, or nothing; to be joined with `as_id`."""
    cell = of.cell("id")
    return (
        f"case when regexp_full_match({cell}, '{PLAIN_ID}') then {cell} else coalesce({of.part('id', 'value')}, '') end"
    )


def _join(of: Columns) -> str:
    return f"left join as_id on as_id.text = {of.cell('id')}" if "id" in of.columns else ""


def id_of() -> str:
    """As SQL: the id of an event, out of its `given`, `date`, `title` and `short`."""
    slug = f"case when length(short) <= {LONGEST_SLUG} then short else {_CUT} end"
    slug = f"case when strlen(title) = length(title) then {slug} else dateline_slug(title) end"
    return f"case when given <> '' then given else ltrim({slug} || '-' || left({HASH}, 6), '-') end"


def settle(of: Columns, step: int) -> None:
    """Give each event in `event` an id that no other has; a problem for each given id that was taken."""
    held = of.held
    held.execute(
        f"""create temp table crowd as
        select event.row, event.id, {given(of)} as given, event.date, event.title
        from (select * from event where hash(id) in (select hash(id) from event group by 1 having count(*) > 1)) event
        join record on record.rowid = event.row - 1 {_join(of)}"""
    )
    held.execute(
        f"""update crowd set id = left(id, greatest(length(id) - 6, 0)) || left({HASH}, 16) where given = '' and id in
        (select id from crowd where given = '' group by id having count(distinct (date, title)) > 1)"""
    )
    held.execute("update event set id = crowd.id from crowd where crowd.row = event.row and crowd.id <> event.id")
    _number(of, step)


def _number(of: Columns, step: int) -> None:
    """Number what is still shared, together with all names that such a number could run into."""
    held = of.held
    shared = {name for (name,) in held.execute("select id from crowd group by id having count(*) > 1").fetchall()}
    if not shared:
        return
    near = shared | _numbered_like(held, shared)
    table(held, "near", {"id": pa.array(sorted(near), pa.string())})
    rows = held.execute(
        f"""select event.row, event.id, {given(of)} from event semi join near on near.id = event.id
        join record on record.rowid = event.row - 1 {_join(of)} order by 1"""
    ).fetchall()
    names, own = [row[1] for row in rows], [row[2] for row in rows]
    unique, repeats = identity.numbered([*names], own)
    moved = [(rows[at][0], new) for at, new in enumerate(unique) if new != names[at]]
    table(held, "moved", {"row": pa.array([row for row, _ in moved]), "id": pa.array([new for _, new in moved])})
    held.execute("update event set id = moved.id from moved where moved.row = event.row")
    if repeats:
        said = {rows[at][0]: (own[at], TAKEN.format(rows[first][0], unique[at])) for at, first in repeats.items()}
        kept = {"row": [*said], "value": [v for v, _ in said.values()], "message": [m for _, m in said.values()]}
        table(held, "taken", {name: pa.array(column) for name, column in kept.items()})
        of.said.append(
            f"select row, {of.header('id')} as column, value, message, false as is_fatal, {step} as step from taken"
        )


def _numbered_like(held: duckdb.DuckDBPyConnection, names: Iterable[str]) -> set[str]:
    """All ids that are one of these names and a number, or such an id and a number, and so on."""
    found: set[str] = set()
    newest = set(names)
    while newest:
        held.register("incoming", pa.table({"id": pa.array(sorted(newest), pa.string())}))
        asked = "select id from event where regexp_extract(id, '^(.*)-[0-9]+$', 1) in (select id from incoming)"
        newest = {name for (name,) in held.execute(asked).fetchall()} - found
        held.unregister("incoming")
        found |= newest
    return found
