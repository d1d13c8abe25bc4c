"""A day in one column and its time in another, as logs and forms have it: read together as one date."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

import numpy as np
import pyarrow as pa

from data import dates
from data.dates import days_with_times, spelled, time_of_day
from data.dates.conventions import DAY, Conventions
from data.dates.open_and_empty_cells import EMPTY_WORDS
from data.errors import BadDate, Problem, shown
from data.schema import squeezed
from data.validation import date_parts
from data.validation.header_words import END, START, TIME, says, terms
from data.validation.midnights import without_midnight
from data.validation.records_table import Table

_TIMES: Final = {
    "date": "time, start time, time of day, event time, incident time, time start, begin time, uhrzeit, zeit, "
    "startzeit, hora, heure, ora, tijd, время, время начала, 时间, 時刻, 時間, الوقت",
    "end": "end time, time end, finish time, endzeit, hora fin, heure de fin, время окончания, 结束时间, 終了時刻",
}  # fmt: skip
NAMES: Final = {name: [squeezed(one) for one in words.split(",")] for name, words in _TIMES.items()}
HOURS: Final = [squeezed(one) for one in ("hour", "hours", "stunde", "heure", "hora", "ora", "час", "сағат")]
"""A column that has the hour alone, as a number."""
_BARE: Final = {
    "date": "start, starts, begin, begins, from, start at, von, ab, beginn, début, de, inicio, desde, начало, с",
    "end": "end, ends, finish, to, until, till, end at, bis, ende, fin, à, hasta, окончание, конец, до, по",
}
BARE: Final = {name: [squeezed(one) for one in words.split(",")] for name, words in _BARE.items()}
"""What is a time of day beside a day only where all its cells are clocks."""
NO_TIME: Final = "This is no time of day, so only the day is read. Write it as in 14:30; a guess as in c. 14:30."
COUNTED: Final = "{:,} of {:,} times in {} were read; the other rows keep their day."

_HOUR = re.compile(r"([0-9]{1,2})(?:\.0+)?")
_CLOCK = re.compile(r"(?:(?<=[0-9])T|,?\s)[0-9]{1,2}:[0-9]{2}.*$")

_REMARKS: Final = frozenset(("utc", "gmt", "local", "hh", "mm", "hhmm", "24h", "of", "the"))
"""What may stand beside the word for a time: where nothing names a zone, times are those of UTC."""

Clocks = Mapping[str, tuple[str, str]]
"""“date” and “end”, where they have a time beside them: the headers of the day and of the time."""


def of(headers: Sequence[str], columns: Mapping[str, str]) -> Clocks:
    """Which dates have their time in a column beside them. columns: which header is which of ours.

    >>> of(["Date", "Start time", "End time"], {"date": "Date", "end": "End time"})
    {'date': ('Date', 'Start time'), 'end': ('Date', 'End time')}
    """
    there = {squeezed(header): header for header in reversed(headers)}
    pairs = {}
    for name, names in NAMES.items():
        day = columns.get(name, columns.get("date", ""))
        if name == "end" and squeezed(day) in names and "date" in columns:
            pairs[name] = columns["date"], day
            continue
        all_names = [*(_beside(day) if name in columns else ()), *names, *(HOURS if name == "date" else ())]
        named = [there[one] for one in all_names if one in there]
        named += _of_the_same(day, headers) if name in columns else ()
        time = next((header for header in named if header not in columns.values()), "")
        if day and time and squeezed(day) not in names:
            pairs[name] = day, time
    return pairs


def _beside(day: str) -> list[str]:
    """What the time is called that belongs to a day of this name.

    >>> _beside("Event Start Date"), _beside("Beginnt am"), _beside("When")
    (['eventstarttime'], ['beginntum'], [])
    """
    name = squeezed(day)
    if name.endswith("am") and name != "am":
        return [f"{name[:-2]}um"]
    return [name.replace("date", "time")] if "date" in name else []


def _of_the_same(day: str, headers: Sequence[str]) -> list[str]:
    """The headers that say a time and nothing else that the day does not say too, in whatever language.

    >>> _of_the_same("Duruşma Tarihi", ["Duruşma Saati", "Bekleme saati"]), _of_the_same("Datum", ["Klo"])
    (['Duruşma Saati'], ['Klo'])
    """
    said = terms(day) | _REMARKS
    return [header for header in headers if (own := terms(header)) & TIME and own - TIME <= said and header != day]


def bare_of(headers: Sequence[str], columns: Mapping[str, str], texts: Callable[[str], Iterable[str]]) -> Clocks:
    """Dates with clocks beside them under a bare name, From and To. texts: the different cells below a header.

    >>> cells = {"Date": ["2022-01-05"], "From": ["09:00"], "To": ["11:30", ""]}
    >>> bare_of([*cells], {"date": "Date"}, cells.__getitem__)
    {'date': ('Date', 'From'), 'end': ('Date', 'To')}
    """
    there = {squeezed(header): header for header in reversed(headers)}
    day, pairs = columns.get("date", ""), {}
    for name, names in BARE.items():
        fitting = [there[one] for one in names if one in there and there[one] != day]
        fitting += [header for header in headers if header != day and says(header, END if name == "end" else START)]
        time = next((header for header in fitting if are_clocks(texts(header))), "")
        if day and time and columns.get(name, day) in (day, time):
            pairs[name] = day, time
    return pairs


def are_clocks(cells: Iterable[str]) -> bool:
    """Whether all cells that say anything are times of day that can be nothing else; 1850 may be a year.

    >>> are_clocks(["09:00", ""]), are_clocks(["09:00", "1850"]), are_clocks([""])
    (True, False, False)
    """
    filled = [cell for cell in cells if cell and cell.lower() not in EMPTY_WORDS]
    return bool(filled) and not any(cell.isdecimal() or not time_of_day.read(cell) for cell in filled)


def cells(header: str, texts: Iterable[str]) -> Iterable[str]:
    """The cells below a header as times of day: those of hours alone with the word for it.

    >>> list(cells("Hour", ["14", "9.0", "?"]))
    ['14h', '9h', '?']
    """
    if squeezed(header) not in HOURS:
        return texts
    return (f"{match[1]}h" if (match := _HOUR.fullmatch(text)) else text for text in texts)


def has_times(cells: Iterable[str]) -> bool:
    """Whether a column has a time of day at all; one of Day and Night has none.

    >>> has_times(["", "14h30"]), has_times(["Day", "Night"])
    (True, False)
    """
    return any(time_of_day.read(cell) for cell in cells)


def has_days(cells: Iterable[str]) -> bool:
    """Whether a column has a day to which a time can be said; one of years has none.

    >>> has_days(["2022-01-05"]), has_days(["2024"])
    (True, False)
    """
    return any(add_time(without_clock(cell), "12:00") for cell in cells)


def is_lonely_end(header: str, columns: Mapping[str, str], cells: Iterable[str]) -> bool:
    """Whether a column of ends has nothing but times of day, and no day beside it to which they belong.

    Where the starts are called a time too, 1914 and 1918 are years in both.
    """
    if squeezed(header) not in NAMES["end"] or squeezed(columns.get("date", "")) in NAMES["date"]:
        return False
    return all(cell.lower() in EMPTY_WORDS or time_of_day.read(cell) for cell in cells if cell)


def clocks(
    headers: Sequence[str], columns: Mapping[str, str], mapping: Mapping[str, str],
    distinct_texts: Callable[[int], Iterable[str]],
) -> Clocks:  # fmt: skip
    """The dates with a time beside them; none where a date is in parts, for then the time is one of them.

    distinct_texts: the texts in the column at a place; one without a time of day has another meaning.
    """
    if date_parts.of(headers, columns, mapping):
        return {}
    texts: Callable[[str], Iterable[str]] = lambda header: distinct_texts(headers.index(header))  # noqa: E731
    pairs = {name: pair for name, pair in of(headers, columns).items() if has_times(cells(pair[1], texts(pair[1])))}
    pairs |= {
        name: pair
        for name, pair in bare_of(headers, columns, texts).items()
        if name not in pairs or name not in columns
    }
    return {name: pair for name, pair in pairs.items() if has_days(texts(pair[0]))}


def put_together(table: Table, clocks: Clocks) -> None:
    """The dates of a table with their times, and a problem for each time that was not understood.

    A column of times that were all read is no column of the user's own.
    """
    for name, (day, time) in clocks.items():
        days, times = (table.trimmed(table.headers.index(header)).to_pylist() for header in (day, time))
        times = list(cells(time, times))
        if name == "end" and day == table.columns.get("date"):
            days = [without_clock(one) for one in days]
        is_alone = table.columns.get(name) == time
        moments = [add_time(one, other) for one, other in zip(days, times, strict=True)]
        rest = [_alone(each) for each in times] if is_alone else days if name in table.columns else [""] * table.count
        texts = [
            one or (without_midnight(other) if time else other)
            for one, other, time in zip(moments, rest, times, strict=True)
        ]
        table.overrides[name] = pa.chunked_array([pa.array(texts, pa.string())])
        _complain(table, time, times, moments)


def without_clock(day: str) -> str:
    """A day without the time of day that it has.

    >>> without_clock("2022-01-05T14:30+06:00"), without_clock("5/1/2022 2:30 pm"), without_clock("5 May 2022")
    ('2022-01-05', '5/1/2022', '5 May 2022')
    """
    return _CLOCK.sub("", day)


def _alone(cell: str) -> str:
    """What is a date by itself in a column of ends; a time of day is none, 2350 no year."""
    return "" if time_of_day.read(cell) or cell.lower() in EMPTY_WORDS else cell


def _complain(table: Table, header: str, times: Sequence[str], moments: Sequence[str]) -> None:
    filled = np.array([bool(time) and time.lower() not in EMPTY_WORDS for time in times])
    unread = [row for row in np.flatnonzero(filled).tolist() if not moments[row]]
    if not unread:
        table.merged.add(table.headers.index(header))
        return
    not_understood = [row for row in unread if not time_of_day.read(times[row])]
    table.problems += [Problem(row + 1, header, times[row], NO_TIME) for row in not_understood]
    count = int(filled.sum())
    table.notes.append(COUNTED.format(count - len(unread), count, shown(header)))


@lru_cache(maxsize=10_000)
def add_time(day: str, time: str) -> str:
    """A day with its time, as it would have been written in one cell; "" where one of them is none.

    >>> add_time("2023-03-01", "8:15"), add_time("31.12.2023", "18:05 Uhr"), add_time("1 May 2020", "0230")
    ('2023-03-01T08:15', '31.12.2023 18:05', '2020-05-01T02:30')
    >>> add_time("5/1/2022 0:00", "2:30 pm"), add_time("c. 1850", "14:30"), add_time("2023-03-01", "morning")
    ('5/1/2022 14:30', '', '')
    >>> add_time("2022-01-05", "14:30 EST"), add_time("2022-01-05", "c 16:50"), add_time("2022-01-05", "09:00–11:30")
    ('2022-01-05T14:30-05:00', '2022-01-05T16:50~', '2022-01-05T09:00/2022-01-05T11:30')
    """
    clock = time_of_day.read(time)
    day = without_midnight(day)
    if not clock or not day or ":" in day:
        return ""
    conventions = Conventions(order=DAY, century="near", dash="range")
    try:
        span = dates.parse(day, conventions=conventions)
    except BadDate:
        return ""
    if span.precision != "day" or span.qualifier or span.is_interval or span.is_set:
        return ""
    if not spelled.is_in_numbers(day) and _is_settled(day):
        return days_with_times.with_time(span.edtf, clock, conventions)
    about, until = ("c. " if clock.doubt else ""), (f"–{clock.until}" if clock.until else "")
    hours = "" if ":" in clock.clock else "h"
    return f"{about}{day} {clock.clock}{hours}{until} {clock.offset}".rstrip()


def _is_settled(day: str) -> bool:
    """Whether a day is read without an answer; else its column must say first what it means."""
    try:
        return bool(dates.parse(day))
    except BadDate:
        return False
