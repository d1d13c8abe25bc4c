"""A day with a time of day in one cell: 5 January 2022 09:00–11:30, 2022-01-05 14:30 EST, 14:30 on 5 January 2022."""

import re
from collections.abc import Iterator
from typing import Final

from data.dates import calendar, time_of_day
from data.dates.abbreviated_spans import Whole
from data.dates.calendar import DAY
from data.dates.conventions import Conventions
from data.dates.spelled import Reading
from data.dates.time_of_day import TimeOfDay
from data.errors import BadDate

MOST_TRIES: Final = 6
"""Places at which a cell is taken to be a day and a time of day."""


def read(raw: str, conventions: Conventions, whole: Whole) -> Reading | None:
    """5 January 2022 09:00–11:30, 2022-01-05 14:30 EST, 14:30 on 5 January 2022: a day and a time of day."""
    if not _MAY_BE_TIMED.search(raw):
        return None
    for day, clock in _cuts(raw):
        clock_time = time_of_day.read(clock)
        one = _day_of(day, conventions, whole) if clock_time else None
        if clock_time and one:
            return Reading(with_time(one.edtf, clock_time, conventions), one.first)
    return None


def _cuts(raw: str) -> Iterator[tuple[str, str]]:
    for number, match in enumerate(_BEFORE_CLOCK.finditer(raw)):
        if number >= MOST_TRIES:
            return
        yield raw[: match.start()], raw[match.end() :]
    if first := _CLOCK_FIRST.fullmatch(raw):
        yield first["day"], first["clock"]


def _day_of(text: str, conventions: Conventions, whole: Whole) -> Reading | None:
    """A day without a doubt but “about”."""
    one = whole(_WEEKDAY_BEHIND.sub("", text), conventions)
    return one if one and re.fullmatch(r"-?[0-9]{4}-[0-9]{2}-[0-9]{2}~?", one.edtf) else None


def with_time(day: str, clock_time: TimeOfDay, conventions: Conventions) -> str:
    """A day in EDTF with a time of day. Raises BadDate where 09:00-10:00 may be an offset, and the column is silent.

    >>> from data.dates.conventions import NOTHING
    >>> with_time("2022-01-05", time_of_day.read("22:00–02:00"), NOTHING)
    '2022-01-05T22:00/2022-01-06T02:00'
    """
    doubt = clock_time.doubt or ("~" if day.endswith("~") else "")
    day = day.rstrip("~")
    if clock_time.may_be_offset and not conventions.dash:
        one, span = f"{day}T{clock_time.clock}-{clock_time.until}", f"{day}T{clock_time.clock}/{day}T{clock_time.until}"
        raise BadDate(
            f"“{clock_time.clock}-{clock_time.until}” can be a range of times, or a time with its offset from UTC.",
            advice=f"Write {span} or {one}.",
        )
    if clock_time.may_be_offset and conventions.dash == "offset":
        return f"{day}T{clock_time.clock}-{clock_time.until}"
    first = _moment(day, clock_time.clock) + clock_time.offset + doubt
    if not clock_time.until:
        return first
    last = (
        _moment(day if clock_time.until > clock_time.clock else _next(day), clock_time.until)
        + clock_time.offset
        + doubt
    )
    return f"{first}/{last}"


def _moment(day: str, clock: str) -> str:
    return f"{_next(day)}T00:00" if clock == "24:00" else f"{day}T{clock}"


def _next(day: str) -> str:
    return calendar.to_iso(calendar.from_iso(day) + DAY)[: len(day)]


_MAY_BE_TIMED = re.compile(
    r"[0-9][:.h時][0-9]{2}|[0-9]\s?(?:[ap]\.?m|uhr|h\b|hrs)|noon|midday|midnight|[時时点點시]|24:00", re.IGNORECASE
)
_BEFORE_CLOCK = re.compile(
    r"(?:,\s*|\s+)(?:(?:at|um|à|a las|alle|в|from)\s+|@\s*|[-–]\s+|\(\w+\)\s*)?(?=[0-9~≈(cnm午上下오])"
    r"|(?<=[0-9])[tT_](?=[0-9]{2}[:.0-9-])|(?<=[日일])\s?(?:\(\w\)|（\w）)?\s?(?=[0-9午上下오])",
    re.IGNORECASE,
)
_CLOCK_FIRST = re.compile(
    r"(?P<clock>.{2,24}?)(?:,\s*|\s+)(?:on\s+|am\s+)?(?P<day>(?:[a-z]+,?\s+)?[0-9a-z]{1,9}[-/. ].{4,20})", re.IGNORECASE
)
_WEEKDAY_BEHIND = re.compile(r"\s?[(（]\w{1,4}[)）]$")
