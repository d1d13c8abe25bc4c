"""Days that a program wrote as midnights, `2022-01-05 00:00:00` in every row: read as the days that they are.

Databases, spreadsheets and Wikidata do so. Where one row has another time of day, midnight is a time like any.
"""

import re
from typing import Final

import pyarrow.compute as pc

from data.errors import shown
from data.validation.records_table import Table

DATES: Final = ("date", "reported")
"""An end at midnight is a day only where the beginnings are days too: then its last day is whole."""
LEAST: Final = 3
"""Fewer midnights, of beginnings or of both, may be meant."""
DATED: Final = r"^-?[0-9]|[0-9]:[0-9]{2}"
"""What may be a date: a cell that says nothing of the kind is no sign of another time."""
MIDNIGHT: Final = (
    r"(?i)(?:t|,? +)(?:0?0:00(?::00(?:\.0+)?)?|12:00(?::00)? ?a\.?m\.?)(?: ?(?:z|utc|gmt|\+00(?::?00)?))?$"
)


def without_midnight(text: str) -> str:
    """A day without the midnight that a program wrote behind it.

    >>> without_midnight("2022-01-05 00:00:00"), without_midnight("2022-01-05 14:30")
    ('2022-01-05', '2022-01-05 14:30')
    """
    return _MIDNIGHT.sub("", text)


def put_away(table: Table) -> None:
    """The dates of a table without their midnights, and a note."""
    are_days = {name: _count_midnights(table, name) >= LEAST for name in DATES}
    starts, ends = _count_midnights(table, "date"), _count_midnights(table, "end")
    are_days["end"] = bool(starts and ends) and starts + ends >= LEAST
    are_days["date"] |= are_days["end"]
    for name in ("date", "end", "reported"):
        if are_days[name]:
            table.overrides[name] = pc.replace_substring_regex(table.text(name), MIDNIGHT, "")
            table.notes.append(note(table.header(name)))


def _count_midnights(table: Table, name: str) -> int:
    """How many cells of a column are midnights; none where another time of day is among them."""
    cells = table.text(name)
    filled = pc.sum(pc.match_substring_regex(cells, DATED)).as_py() or 0
    midnights: int = pc.sum(pc.match_substring_regex(cells, MIDNIGHT)).as_py() or 0
    return midnights if midnights >= filled else 0


_MIDNIGHT = re.compile(MIDNIGHT)


def note(header: str) -> str:
    """What is said of a column whose midnights are put away."""
    return f"Every time of day in {shown(header)} is midnight, so its days are read."
