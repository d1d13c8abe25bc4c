"""A day in one column and its time in another, as logs and forms have it: read together as one date."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

import pyarrow as pa

from data import dates
from data.dates import spelled
from data.errors import BadDate
from data.schema import squeezed
from data.validation.table import Table

_TIMES: Final = {
    "date": "time, start time, time of day, event time, incident time, time start, begin time, uhrzeit, zeit, "
    "startzeit, hora, heure, ora, tijd, время, время начала, 时间, 時刻, 時間, الوقت",
    "end": "end time, time end, finish time, endzeit, hora fin, heure de fin, время окончания, 结束时间, 終了時刻",
}  # fmt: skip
NAMES: Final = {name: [squeezed(one) for one in said.split(",")] for name, said in _TIMES.items()}
_CLOCK = re.compile(
    r"([0-9]{1,2})(?:[:.]|(?<=[0-9]{2}))([0-5][0-9])(?::([0-5][0-9]))?\ ?([ap])?\.?(?:m\.?|uhr|hrs?|h)?"
)
_MIDNIGHT = re.compile(r"[ T]00?:00(:00)?$")

Clocks = Mapping[str, tuple[str, str]]
"""“date” and “end”, where they have a time beside them: the headers of the day and of the time."""


def of(headers: Sequence[str], columns: Mapping[str, str]) -> Clocks:
    """Which dates have their time in a column beside them. columns: which header is which of ours.

    >>> of(["Date", "Start time", "End time"], {"date": "Date", "end": "End time"})
    {'date': ('Date', 'Start time'), 'end': ('Date', 'End time')}
    """
    there = {squeezed(header): header for header in reversed(headers)}
    found = {}
    for name, names in NAMES.items():
        day = columns.get(name, columns.get("date", ""))
        if name == "end" and squeezed(day) in names and "date" in columns:
            found[name] = columns["date"], day
            continue
        time = next((there[one] for one in names if one in there and there[one] not in columns.values()), "")
        if day and time and squeezed(day) not in names:
            found[name] = day, time
    return found


def put_together(table: Table, clocks: Clocks) -> None:
    """The dates of a table with their times. A column of times that all fit is no column of the user's own."""
    for name, (day, time) in clocks.items():
        days, times = (table.trimmed(table.headers.index(header)).to_pylist() for header in (day, time))
        is_alone = table.columns.get(name) == time
        made = [timed(one, other) for one, other in zip(days, times, strict=True)]
        rest = times if is_alone else days if name in table.columns else [""] * table.count
        table.made[name] = pa.chunked_array(
            [pa.array([one or other for one, other in zip(made, rest, strict=True)], pa.string())]
        )
        if all(one or not other for one, other in zip(made, times, strict=True)):
            table.merged.add(table.headers.index(time))


@lru_cache(maxsize=10_000)
def timed(day: str, time: str) -> str:
    """A day with its time, as it would have been written in one cell; "" where one of them is none.

    >>> timed("2023-03-01", "8:15"), timed("31.12.2023", "18:05 Uhr"), timed("1 May 2020", "0230")
    ('2023-03-01T08:15', '31.12.2023 18:05', '2020-05-01T02:30')
    >>> timed("5/1/2022 0:00", "2:30 pm"), timed("c. 1850", "14:30"), timed("2023-03-01", "morning")
    ('5/1/2022 14:30', '', '')
    """
    clock = _clock(time)
    day = _MIDNIGHT.sub("", day)
    if not clock or not day or ":" in day:
        return ""
    try:
        span = dates.parse(day, day_first=True)
    except BadDate:
        return ""
    if span.precision != "day" or span.qualifier or span.is_interval or span.is_set:
        return ""
    return f"{day} {clock}" if spelled.is_in_numbers(day) else f"{span.edtf}T{clock}"


def _clock(time: str) -> str:
    """A time of day in EDTF: 14:30, 14.30, 1430, 2:30 pm; "" for anything else."""
    found = _CLOCK.fullmatch(time.lower())
    if not found:
        return ""
    hour, minute, second, half = found.groups()
    number = int(hour)
    if half:
        number = number % 12 + (12 if half == "p" else 0)
    return f"{number:02}:{minute}" + (f":{second}" if second else "") if number < 24 else ""
