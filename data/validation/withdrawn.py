"""Rows that were taken back: kept in the file with the reason in their column, and no event any more."""

from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from data.validation.distinct_texts import together
from data.validation.records_table import Table

KIND: Final = "withdrawn"
"""Of what kind such a row is in the engine's table, whatever it was before."""
WORDS: Final = r"\pL"
"""What a reason has: a day or a sum in a column of this name is none."""
NOT: Final = ("no", "n", "false", "not withdrawn", "none", "null", "n/a", "nan")
"""What is no reason."""


def note(count: int) -> str:
    """What is said where so many rows are withdrawn."""
    rows = "1 row is" if count == 1 else f"{count:,} rows are"
    return f"{rows} withdrawn: the column “withdrawn” says why. They are kept, and counted nowhere."


def is_note(text: str) -> bool:
    """Whether this is said by `note`.

    >>> is_note(note(1)), is_note(note(2000)), is_note("1 row is blank.")
    (True, True, False)
    """
    return text.endswith(note(0).removeprefix("0 rows are"))


def kinds(table: Table, kind: pa.Array) -> pa.Array:
    """The kind of each row, where some are withdrawn; and a note of how many."""
    if "withdrawn" not in table.columns:
        return kind
    cells = together(table.text("withdrawn"))
    is_reason = pc.match_substring_regex(cells, WORDS)
    is_gone = pc.and_(is_reason, pc.invert(pc.is_in(pc.utf8_lower(cells), pa.array(NOT))))
    if count := pc.sum(is_gone).as_py():
        table.notes.append(note(count))
    return pc.if_else(is_gone, pa.scalar(KIND), kind)
