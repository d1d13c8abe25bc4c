"""A date in several columns, Year, Month, Day and Time, as the sheet of TimelineJS has it: read together as one."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

import pyarrow as pa

from data.dates.spelled import month_number
from data.errors import shown
from data.schema import squeezed
from data.validation.table import Table

_NAMES = (("year", "год"), ("month", "месяц"), ("day", "день"), ("time", "время"))
_CLOCK = re.compile(r"[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?")

Parts = Mapping[str, Sequence[str]]
"""“date” and “end”, where they are in parts: the headers of the year, the month, the day and the time, "" for none."""


def of(headers: Sequence[str], columns: Mapping[str, str], mapping: Mapping[str, str]) -> Parts:
    """Which dates the file has in parts. columns: what was found of them; mapping: what the user chose, which counts.

    >>> of(["Year", "Month", "Title"], {"title": "Title"}, {})
    {'date': ('Year', 'Month', '', '')}
    """
    there = {squeezed(header): header for header in reversed(headers)}
    found = {}
    for name, prefix in (("date", ""), ("end", "end")):
        parts = tuple(next((there[prefix + word] for word in words if prefix + word in there), "") for words in _NAMES)
        if name not in mapping and parts[0] and parts[1] and columns.get(name, parts[0]) in parts:
            found[name] = parts
    return found if "date" in found or "date" in columns else {}


def notes(parts: Parts) -> list[str]:
    """What is said of them.

    >>> notes({"date": ("Year", "Month", "Day", "")})
    ['“Year”, “Month” and “Day” are read together as date.']
    """
    said = []
    for name, headers in parts.items():
        *first, last = (shown(header) for header in headers if header)
        said.append(f"{', '.join(first)} and {last} are read together as {name}.")
    return said


def put_together(table: Table, parts: Parts) -> None:
    """The dates of a table made of their parts, which are no columns of the user's own any more."""
    for name, headers in parts.items():
        places = [table.headers.index(header) for header in headers if header]
        table.merged |= set(places)
        cells = [
            table.trimmed(table.headers.index(header)).to_pylist() if header else [""] * table.count
            for header in headers
        ]
        table.made[name] = pa.chunked_array([pa.array(map(written, *cells), pa.string())])


@lru_cache(maxsize=10_000)
def written(year: str, month: str, day: str, time: str) -> str:
    """A date in parts as it would have been written in one cell: EDTF where the parts are numbers.

    >>> written("1963", "8", "9", ""), written("1963", "Aug", "", ""), written("1963", "", "", "")
    ('1963-08-09', '1963-08', '1963')
    >>> written("2012", "2", "11", "9:05"), written("", "2", "11", "")
    ('2012-02-11T09:05', '????-02-11')
    """
    if not month and not day:
        return f"{year} {time}".strip()
    number = month_number(month)
    date = f"{year or '????'}-{month or 'XX' if number is None else f'{number:02}'}"
    date += f"-{day:0>2}" if day else ""
    return date + (f"T{time:0>{5 if time.count(':') == 1 else 8}}" if _CLOCK.fullmatch(time) else f" {time}".rstrip())
