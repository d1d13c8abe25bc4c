"""Dates that stand for none, noted: 9999-12-31 where there is no end, 1900-01-01 where nobody knew the beginning."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import pyarrow.compute as pc

from data.errors import shown
from data.validation.table import Table

if TYPE_CHECKING:  # as in `data.validation.midnights`
    from data.bulk.distinct import Columns

LEAST: Final = 3
"""Rows with such a beginning; fewer may be meant."""
_CLOCK = r"(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?"
NO_END: Final = r"^999[89](?:-[0-9]{2}-[0-9]{2}.*)?$|^[0-9]{1,2}[/.-][0-9]{1,2}[/.-]999[89]"
UNKNOWN: Final = ("1900-01-01", "1970-01-01", "0001-01-01")


def notes(table: Table) -> list[str]:
    """What is said of such dates in a table."""
    counts = {day: _count(table, "date", f"^{day}{_CLOCK}$") for day in UNKNOWN}
    return _said(counts, table.header("date"), _count(table, "end", NO_END), table.header("end"))


def _count(table: Table, name: str, form: str) -> int:
    return pc.sum(pc.match_substring_regex(table.text(name), form)).as_py() or 0


def notes_in_engine(of: "Columns") -> list[str]:
    """The same for the columns of a large file."""
    cell, end = of.cell("date"), of.cell("end")
    asked = [f"count(*) filter (regexp_matches({cell}, '^{day}{_CLOCK}$'))" for day in UNKNOWN]
    asked.append(f"count(*) filter (regexp_matches({end}, '{NO_END}'))" if "end" in of.columns else "0")
    [[*counts, ends]] = of.held.execute(f"select {', '.join(asked)} from record").fetchall()
    said = dict(zip(UNKNOWN, counts, strict=True))
    return _said(said, of.columns.get("date", "date"), ends, of.columns.get("end", "end"))


def _said(counts: Mapping[str, int], header: str, ends: int, end: str) -> list[str]:
    said = [
        f"{day} stands in {count:,} rows of {shown(header)}; programs write it where the day is not known."
        for day, count in counts.items()
        if count >= LEAST
    ]
    if ends:
        where = "1 row" if ends == 1 else f"{ends:,} rows"
        said.append(f"In {where} {shown(end)} is a day of the year 9998 or 9999, read as: there is no end yet.")
    return said
