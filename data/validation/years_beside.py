"""Dates with a year of two digits beside a column that has the whole year, as 9/24/06 beside 1906: each row says which
century it is of, so nothing is asked of the column."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

import pyarrow as pa

from data.dates.years_of_two_digits import place_of_years
from data.errors import shown
from data.validation import date_parts
from data.validation.records_table import Table

_YEAR = re.compile(r"([0-9]{4})(?:\.0+)?")
SHORT: Final = (
    r"(^|[^0-9])[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{1,2}([ ,tT]|$)|([^0-9 .,/-][ .''’-]|,)[ .,''’-]*[0-9]{2}([ ,tT]|$)"
)
"""As the engine's regular expression, in SQL: all that can be such a date, and more."""
NOTE: Final = "A year of two digits in {} is that of {}, where the two end alike."


def whole_years(headers: Sequence[str], columns: Mapping[str, str]) -> int | None:
    """The place of a column of whole years that is none of ours; None for none.

    >>> whole_years(["date", "year", "title"], {"date": "date"}), whole_years(["year", "title"], {"date": "year"})
    (1, None)
    """
    header = date_parts.bare_year(headers)
    return headers.index(header) if header and header not in columns.values() else None


def put(table: Table) -> None:
    """The dates with the years of their rows, and a note where there are such; a row whose two do not agree stays."""
    at = whole_years(table.headers, table.columns)
    if at is None or "date" not in table.columns:
        return
    years = [match[1] if (match := _YEAR.fullmatch(cell)) else "" for cell in table.trimmed(at).to_pylist()]
    place = place_of_years(table.text("date").to_pylist(), years)
    if place is None:
        return
    for name in ("date", "end"):
        if name in table.columns and name not in table.overrides:
            cells = table.text(name).to_pylist()
            whole = [place.with_year(cell, year) for cell, year in zip(cells, years, strict=True)]
            if whole != cells:
                table.texts[table.headers.index(table.columns[name])] = pa.chunked_array([pa.array(whole, pa.string())])
                table.notes.append(NOTE.format(shown(table.header(name)), shown(table.headers[at])))
