"""Dates: EDTF, ISO and spelled ones, read as half-open spans with how much was known; and the calendar under them."""

from data.dates.parser import (
    LONGEST,
    PRECISIONS,
    BadDate,
    DateColumn,
    Span,
    add_months,
    civil,
    combine,
    from_iso,
    parse,
    read_column,
    seconds,
    to_iso,
)

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
