"""Dates: EDTF, ISO and spelled ones, read as half-open spans with how much was known; and the calendar under them."""

from data.dates.calendar import add_months, civil, from_iso, seconds, to_iso
from data.dates.parser import LONGEST, DateColumn, combine, parse, read_column
from data.dates.span import PRECISIONS, Span
from data.errors import BadDate

__all__ = [
    "LONGEST",
    "PRECISIONS",
    "BadDate",
    "DateColumn",
    "Span",
    "add_months",
    "civil",
    "combine",
    "from_iso",
    "parse",
    "read_column",
    "seconds",
    "to_iso",
]
