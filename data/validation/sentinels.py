"""Dates that stand for none, noted: 9999-12-31 where there is no end, 1900-01-01 where nobody knew the beginning."""

from collections.abc import Mapping
from typing import Final

import pyarrow.compute as pc

from data.errors import shown
from data.validation.records_table import Table

LEAST: Final = 3
"""Rows with such a beginning; fewer may be meant."""
CLOCK = r"(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?"
NO_END: Final = r"^999[89](?:-[0-9]{2}-[0-9]{2}.*)?$|^[0-9]{1,2}[/.-][0-9]{1,2}[/.-]999[89]"
UNKNOWN: Final = ("1900-01-01", "1970-01-01", "0001-01-01")


def notes(table: Table) -> list[str]:
    """What is said of such dates in a table."""
    counts = {day: _count(table, "date", f"^{day}{CLOCK}$") for day in UNKNOWN}
    return in_words(counts, table.header("date"), _count(table, "end", NO_END), table.header("end"))


def _count(table: Table, name: str, form: str) -> int:
    return pc.sum(pc.match_substring_regex(table.text(name), form)).as_py() or 0


def in_words(counts: Mapping[str, int], header: str, ends: int, end: str) -> list[str]:
    """How many such beginnings, by the day, and ends there are, in columns of these headers."""
    lines = [
        f"{day} stands in {count:,} rows of {shown(header)}; programs write it where the day is not known."
        for day, count in counts.items()
        if count >= LEAST
    ]
    if ends:
        where = "1 row" if ends == 1 else f"{ends:,} rows"
        lines.append(f"In {where} {shown(end)} is a day of the year 9998 or 9999, read as: there is no end yet.")
    return lines
