"""Events that a calendar marks as of whole days, with a clock of midnight behind them, as Outlook writes them."""

import re
from collections.abc import Sequence
from typing import Final

import pyarrow as pa

from data import dates
from data.dates import calendar
from data.dates.conventions import Conventions
from data.errors import BadDate, shown
from data.schema import squeezed
from data.validation.midnights import without_midnight
from data.validation.records_table import Table

HEADERS: Final = frozenset(
    map(squeezed, ("all day event", "all day", "is all day", "is all day event", "full day", "whole day", "ganztägig",
                   "ganztägiges ereignis", "journée entière", "todo el día", "evento de todo el día", "весь день",
                   "целый день", "dia inteiro", "giornata intera"))
)  # fmt: skip
YES: Final = frozenset(
    ("true", "yes", "y", "1", "x", "wahr", "ja", "ein", "vrai", "oui", "verdadero", "sí", "да", "истина")
)
_NUMBERS = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2[0-9]{4}")
NOTE: Final = "Where {} says so, whole days are read; a midnight at the end is that after the last day."


def marking(headers: Sequence[str]) -> int | None:
    """The place of the column that marks whole days; None for none."""
    return next((place for place, header in enumerate(headers) if squeezed(header) in HEADERS), None)


def put(table: Table) -> None:
    """The dates of marked rows as days, and a note where a clock was put away."""
    place = marking(table.headers)
    if place is None or "date" not in table.columns:
        return
    is_marked = [cell.lower() in YES for cell in table.trimmed(place).to_pylist()]
    starts, ends = table.text("date").to_pylist(), table.text("end").to_pylist()
    days = [without_midnight(text) if marked else text for text, marked in zip(starts, is_marked, strict=True)]
    settled = dates.read_column([*starts, *ends], conventions=table.conventions).conventions
    last = [
        _last_day(start, end, settled) if marked else end
        for start, end, marked in zip(days, ends, is_marked, strict=True)
    ]
    if (days, last) == (starts, ends):
        return
    table.overrides["date"] = pa.chunked_array([pa.array(days, pa.string())])
    if "end" in table.columns:
        table.overrides["end"] = pa.chunked_array([pa.array(last, pa.string())])
    table.notes.append(NOTE.format(shown(table.headers[place])))


def _last_day(start: str, end: str, conventions: Conventions) -> str:
    """The day before the midnight at which an event ends; nothing where that is its first."""
    day = without_midnight(end)
    if day == end:
        return end
    try:
        first, after = (dates.parse(text, conventions=conventions).start for text in (start, day))
    except BadDate:
        return day
    if first is None or after is None:
        return day
    return _as_written(after - calendar.DAY, day, conventions) if after - calendar.DAY > first else ""


def _as_written(moment: int, like: str, conventions: Conventions) -> str:
    """A day as another one of its column is written, so that the column shows the same order of day and month."""
    year, month, day, *_ = calendar.civil(moment)
    if not (match := _NUMBERS.fullmatch(like)):
        return calendar.to_iso(moment)[:10]
    first, second = (day, month) if conventions.day_first is not False else (month, day)
    return f"{first:0{len(match[1])}}{match[2]}{second:0{len(match[3])}}{match[2]}{year:04}"
