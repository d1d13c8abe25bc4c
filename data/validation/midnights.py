"""Days that a program wrote as midnights, `2022-01-05 00:00:00` in every row: read as the days that they are.

Databases, spreadsheets and Wikidata do so. Where one row has another time of day, midnight is a time like any.
"""

from typing import TYPE_CHECKING, Final

import pyarrow.compute as pc

from data.errors import shown
from data.validation.table import Table

if TYPE_CHECKING:  # the other road is by set operations, and is not imported where there is no engine
    from data.bulk.distinct import Columns

DATES: Final = ("date", "reported")
"""An end at midnight is left alone: a calendar means the day before it, others mean that day."""
LEAST: Final = 3
"""Fewer midnights may be meant."""
DATED: Final = r"^-?[0-9]|[0-9]:[0-9]{2}"
"""What may be a date: a cell that says nothing of the kind is no sign of another time."""
MIDNIGHT: Final = (
    r"(?i)(?:t|,? +)(?:0?0:00(?::00(?:\.0+)?)?|12:00(?::00)? ?a\.?m\.?)(?: ?(?:z|utc|gmt|\+00(?::?00)?))?$"
)


def put_away(table: Table) -> None:
    """The dates of a table without their midnights, and a note."""
    for name in DATES:
        cells = table.text(name)
        filled = pc.sum(pc.match_substring_regex(cells, DATED)).as_py() or 0
        if filled < LEAST or pc.sum(pc.match_substring_regex(cells, MIDNIGHT)).as_py() < filled:
            continue
        table.made[name] = pc.replace_substring_regex(cells, MIDNIGHT, "")
        table.notes.append(_note(table.header(name)))


def put_away_in_engine(of: "Columns") -> list[str]:
    """The same for the columns of a large file; the notes."""
    notes = []
    for name in DATES:
        cell, is_one = of.cell(name), f"regexp_matches({of.cell(name)}, '{MIDNIGHT}')"
        if (
            name not in of.columns
            or of.has(f"regexp_matches({cell}, '{DATED}') and not {is_one}")
            or not of.has(is_one, LEAST)
        ):
            continue
        days = f"regexp_replace({cell}, '{MIDNIGHT}', '')"
        if name in of.derived:
            of.derived[name] = days
        else:
            of.made[of.headers.index(of.columns[name])] = days
        notes.append(_note(of.columns[name]))
    return notes


def _note(header: str) -> str:
    return f"Every time of day in {shown(header)} is midnight, so its days are read."
