"""Dates as people write them, kept with how much was known: EDTF, and spelled dates that can be read one way only."""

import gc
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from data.dates import edtf, hints, iso, spelled
from data.dates.calendar import add_months, civil, from_iso, seconds, to_iso
from data.dates.span import PRECISIONS, Span
from data.errors import BadDate

__all__ = [
    "LONGEST",
    "ORDER",
    "PRECISIONS",
    "BadDate",
    "DateColumn",
    "Span",
    "add_months",
    "chosen_order",
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

ORDER = "order"
"""Beside the columns that are chosen, under a name that no column has: “day” or “month” for which is first."""

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
        raise BadDate("There is no date.", text=text, advice=hints.EXAMPLES)
    if len(written) > LONGEST:
        raise BadDate(f"This is longer than any date ({len(written)} characters).", text=text, advice=hints.EXAMPLES)
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
        raise error or hints.unreadable(written)
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


def chosen_order(mapping: Mapping[str, str]) -> tuple[Mapping[str, str], bool | None]:
    """The columns that the user chose, and whether days or months come first in 05/01/2022; None where not chosen.

    >>> chosen_order({"date": "When", "order": "day"})
    ({'date': 'When'}, True)
    """
    rest = {name: header for name, header in mapping.items() if name != ORDER}
    return rest, {"day": True, "month": False}.get(mapping.get(ORDER, ""))


@dataclass(frozen=True, slots=True)
class DateColumn:
    """A column of dates: for each cell its span, why it has none, or None for an empty cell; and what was assumed."""

    spans: list[Span | BadDate | None]
    day_first: bool | None
    notes: list[str]


def read_column(texts: Sequence[str | None], *, zone: str | None = None, day_first: bool | None = None) -> DateColumn:
    """Each cell as `parse` reads it, each different text read once; the column settles day or month first, where
    nobody has chosen.

    >>> read_column(["13/01/2022", "05/01/2022"]).spans[1].edtf
    '2022-01-05'
    """
    with _no_collecting():
        read: dict[str | None, Span | BadDate | None] = dict.fromkeys(texts)
        rest = iso.read_into(read, zone)
    first: dict[str, str] = {}  # what the order hangs on, as in `spelled.Reading` -> the first text that is so
    unsettled: list[str] = []
    for text in rest:
        read[text], reading = _attempt(text, zone, day_first)
        if reading:
            first.setdefault(reading.first, text)
        if reading is None or reading.first == "point":
            unsettled.append(text)
    settled = _settled(first) if day_first is None else day_first
    if settled is not None and day_first is None:
        read.update({text: _attempt(text, zone, settled)[0] for text in unsettled})
    elif day_first is None and {"day", "month"} <= first.keys():
        read.update({text: refused for text in unsettled if (refused := spelled.two_ways(text))})
    notes = _notes(first, settled, read, zone, is_chosen=day_first is not None)
    return DateColumn([read[text] for text in texts], settled, notes)


def _settled(first: Mapping[str, str]) -> bool | None:
    """Whether the day is first, as far as the column tells."""
    return None if ("day" in first) == ("month" in first) else "day" in first


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
    first: Mapping[str, str], day_first: bool | None, read: Mapping[str | None, Span | BadDate | None],
    zone: str | None, *, is_chosen: bool,
) -> list[str]:  # fmt: skip
    """What was assumed about the column, in sentences; none for a column in EDTF."""
    notes = []
    for text in list(first.values())[:1]:
        if isinstance(span := read[text], Span):
            notes.append(f"Dates that are spelled out are read too: “{text.strip()}” as {span.edtf}.")
    if order := _order(first, day_first, is_chosen=is_chosen):
        notes.append(order)
    if any(text and _OFFSET.search(text) for text in read):
        notes.append(f"Times with an offset from UTC are turned into the time of {zone or 'UTC'}.")
    return notes


def _order(first: Mapping[str, str], day_first: bool | None, *, is_chosen: bool) -> str:
    """Whether the day or the month was taken to be first, and why; "" where it does not matter."""
    word = "day" if day_first else "month"
    if is_chosen:
        return f"Dates like 05/01/2022 are read with the {word} first, as was chosen."
    if day_first is not None:
        return f"Dates like 05/01/2022 are read with the {word} first, because of “{first[word].strip()}”."
    if "day" in first and "month" in first:
        return (
            f"Dates like 05/01/2022 are not read: “{first['day'].strip()}” has the day first, "
            f"“{first['month'].strip()}” the month."
        )
    return f"“{first['point'].strip()}” is read with the day first, as between points." if "point" in first else ""
