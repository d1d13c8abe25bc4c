"""The names in a text with `;` between them, a row for each; engines without lists are asked place by place."""

from typing import Any, Final

import ibis
import ibis.expr.types as ir

from data.warehouses import sqlite

MOST_NAMES: Final = 16
"""Names of a row that are told apart there."""
ENGINES: Final = ("sqlite", "mysql")
"""Those that have no lists, as Ibis calls them."""
FIRST_ONLY: Final = f"This engine has no lists: of the actors and tags of a row the first {MOST_NAMES} are told apart."


@ibis.udf.scalar.builtin(signature=(("string", "int64"), "string"))  # type: ignore[untyped-decorator]
def dateline_name(text: str, number: int) -> Any:
    """The name at a place from 1 (`data.warehouses.sqlite`)."""


@ibis.udf.scalar.builtin(signature=(("string", "string", "int64"), "string"))  # type: ignore[untyped-decorator]
def substring_index(text: str, mark: str, number: int) -> Any:
    """MySQL's own: what stands before so many marks; after them, if there is a minus."""


def lines(events: ir.Table, field: Any, text: Any, engine: str) -> ir.Table:
    """A table of `row`, `field` and `value`: a line for each name, and some more that are empty or there twice."""
    if engine not in ENGINES:
        return events.select("row", field=field, value=text.split(";").unnest())
    rows: Any = events.select("row", field=field, names=text).cross_join(_numbers(1, MOST_NAMES))
    if engine == sqlite.NAME:
        return rows.select("row", "field", value=dateline_name(rows.names, rows.number))
    return rows.select("row", "field", value=substring_index(substring_index(rows.names, ";", rows.number), ";", -1))


def _numbers(first: int, last: int) -> ir.Table:
    """A row for each number, halved until there is one: SQLite reads no deeper than a hundred brackets."""
    if first == last:
        return ibis.literal(first, "int64").name("number").as_table()
    middle = (first + last) // 2
    return ibis.union(_numbers(first, middle), _numbers(middle + 1, last))
