"""The row that heads the page, of the kind “title”, as TimelineJS has it first: no event, so it needs no date."""

from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from data.validation.distinct_texts import flags
from data.validation.records_table import Table

KIND: Final = "title"
NOTE: Final = "The row of the kind “title” has no date, and needs none; it stands with the first that has one."


def give_dates(table: Table) -> None:
    """Where a title has no date, that of the first row with one, so that it has a place in the table; and a note."""
    if "kind" not in table.columns:
        return
    dates = table.text("date")
    is_bare = pc.and_(pc.equal(pc.utf8_lower(table.text("kind")), KIND), pc.equal(dates, ""))
    others = dates.filter(pc.not_equal(dates, ""))
    if flags(is_bare).any() and len(others):
        filled = pc.if_else(is_bare, pa.scalar(others[0].as_py(), pa.string()), dates)
        table.overrides["date"] = filled if isinstance(filled, pa.ChunkedArray) else pa.chunked_array([filled])
        table.notes.append(NOTE)
