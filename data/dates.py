"""Dates as people write them, kept with how much was known: EDTF, and spelled dates that can be read one way only."""

import gc
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from data import date_hints, edtf, plain_dates, spelled
from data.calendar import add_months, civil, from_iso, seconds, to_iso
from data.errors import BadDate
from data.span import PRECISIONS, Span

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

_OFFSET = re.compile(r"[0-9]:[0-9]{2}\ ?(?:[Zz]|[+-][0-9]{2})")

# Another sign, a space outside a set, two slashes or a lone point: then it can only be spelled. Failing costs more.
_NEVER_EDTF = re.compile(r"[^0-9XTZYES~?%+:/.,\[\]{} -]|^[^\[{]*\ |/.*/|(?<!\.)\.(?!\.)")

LONGEST = 64
"""Characters of the longest cell that is read as a date."""


def parse(text: str, *, zone: str | None = None, day_first: bool | None = None) -> Span:
    """The span of a date as written. Raises BadDate, and nothing else, for any text that is none.

    `zone` is the data set's own (None: UTC), into which times with an offset are turned. `day_first` says how to
    read 05/01/2022; without it such a date is refused.

    >>> parse("5 January 2022").edtf, parse("2022-01~").qualifier, parse("1990/2019").precision
    ('2022-01-05', '~', 'year')
    """
    return _parse(text, zone, day_first)[0]


def _parse(text: str, zone: str | None, day_first: bool | None) -> tuple[Span, spelled.Reading | None]:
    """The span, and how it was spelled where it was not written in EDTF."""
    written = text.strip()
    if not written:
        raise BadDate("There is no date.", text=text, advice=date_hints.EXAMPLES)
    if len(written) > LONGEST:
        raise BadDate(
            f"This is longer than any date ({len(written)} characters).", text=text, advice=date_hints.EXAMPLES
        )
    try:
        return _read(written, zone, day_first)
    except BadDate as error:
        error.text = text
        raise


def _read(written: str, zone: str | None, day_first: bool | None) -> tuple[Span, spelled.Reading | None]:
    error = None
    if not _NEVER_EDTF.search(written):
        try:
            return edtf.read(written, zone), None
        except BadDate as found:
            error = found
    reading = spelled.read(written, day_first=day_first)
    if reading is None:
        raise error or date_hints.unreadable(written)
    return edtf.read(reading.edtf, zone), reading


def combine(start: Span | None, end: Span | None) -> Span:
    """The span from a start and an end that were written in two columns; None for one that is open.

    Raises BadDate where either is an interval or a set already, or the end is before the start.

    >>> combine(parse("1990"), parse("2019-03")).edtf
    '1990/2019-03'
    """
    for span in (start, end):
        if span and (span.is_interval or span.is_set):
            raise BadDate(
                f"“{span.edtf}” is not one date, so it cannot be one end of a span.",
                text=span.edtf,
                advice="Leave the other column empty, or write one date in each.",
            )
    return edtf.interval("..", start, end, "..")


@dataclass(frozen=True, slots=True)
class DateColumn:
    """A column of dates: for each cell its span, why it has none, or None for an empty cell; and what was assumed."""

    spans: list[Span | BadDate | None]
    day_first: bool | None
    notes: list[str]


def read_column(texts: Sequence[str | None], *, zone: str | None = None) -> DateColumn:
    """Each cell as `parse` reads it, each different text read once; the column settles day or month first.

    >>> read_column(["13/01/2022", "05/01/2022"]).spans[1].edtf
    '2022-01-05'
    """
    with _no_collecting():
        read: dict[str | None, Span | BadDate | None] = dict.fromkeys(texts)
        rest = plain_dates.read_into(read, zone)
    spelled_first: dict[str, str] = {}  # "day" or "month" first, or "" for either, -> the first text that is so
    for text in rest:
        read[text], reading = _attempt(text, zone, None)
        if reading:
            spelled_first.setdefault(reading.first, text)
    day_first = None if ("day" in spelled_first) == ("month" in spelled_first) else "day" in spelled_first
    if day_first is not None:
        for text in rest:
            if spelled.is_two_ways(text):
                read[text], _ = _attempt(text, zone, day_first)
    return DateColumn([read[text] for text in texts], day_first, _notes(spelled_first, day_first, read, zone))


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Spans hold no cycles: looking for them among a million costs a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _attempt(text: str, zone: str | None, day_first: bool | None) -> tuple[Span | BadDate, spelled.Reading | None]:
    try:
        return _parse(text, zone, day_first)
    except BadDate as error:
        return error.with_traceback(None), None


def _notes(
    spelled_first: dict[str, str],
    day_first: bool | None,
    read: dict[str | None, Span | BadDate | None],
    zone: str | None,
) -> list[str]:
    """What was assumed about the column, in sentences; none for a column in EDTF."""
    notes = []
    for text in list(spelled_first.values())[:1]:
        if isinstance(span := read[text], Span):
            notes.append(f"Dates that are spelled out are read too: “{text.strip()}” as {span.edtf}.")
    if day_first is not None:
        order, evidence = ("day", "month")[:: 1 if day_first else -1], spelled_first["day" if day_first else "month"]
        notes.append(f"Dates like 05/01/2022 are read with the {order[0]} first, because of “{evidence.strip()}”.")
    elif "day" in spelled_first and "month" in spelled_first:
        notes.append(
            f"Dates like 05/01/2022 are not read: “{spelled_first['day'].strip()}” has the day first, "
            f"“{spelled_first['month'].strip()}” the month."
        )
    if any(text and _OFFSET.search(text) for text in read):
        notes.append(f"Times with an offset from UTC are turned into the time of {zone or 'UTC'}.")
    return notes
