"""Dates as people write them, kept with how much was known: EDTF, and spelled dates that can be read one way only."""

import gc
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from data.dates import (
    calendar,
    column_dates,
    date_phrases,
    edtf,
    iso,
    open_and_empty_cells,
    other_calendars,
    program_stamps,
    short_years_and_counts,
    spelled,
    unreadable_date_hints,
    year_spans,
)
from data.dates.conventions import DAY, MONTH, NOTHING, Conventions
from data.dates.span import Span
from data.errors import BadDate

_OFFSET = re.compile(r"[0-9]:[0-9]{2}\ ?(?:[Zz]|[+-][0-9]{2})")

_RANGE_OF_TIMES = re.compile(r"[0-9]\s?[–—]\s?[0-9]{1,2}[:.h]")
_BUDDHIST = ("24", "25", "26")
_MOMENT = re.compile(r"-?[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{5,8}Z?")

# Another sign, a space outside a set, two slashes or a lone point: then it can only be spelled. Failing costs more.
_NEVER_EDTF = re.compile(r"[^0-9XTZYES~?%+:/.,\[\]{} -]|^[^\[{]*\ |/.*/|(?<!\.)\.(?!\.)|^\[....-(?:1[3-9]|[2-9].)\]$")


LONGEST = 64
"""Characters of the longest cell that is read as a date."""


def parse(text: str, *, zone: str | None = None, conventions: Conventions = NOTHING) -> Span:
    """The span of a date as written. Raises BadDate, and nothing else, for any text that is none.

    `zone` is the data set's own (None: UTC), into which times with an offset are turned. `conventions` says how to read
    05/01/2022 and whatever else a form alone does not say; without it such a date is refused.

    >>> parse("5 January 2022").edtf, parse("2022-01~").qualifier, parse("1990/2019").precision
    ('2022-01-05', '~', 'year')
    """
    return _parse(text, zone, conventions)[0]


def _parse(text: str, zone: str | None, conventions: Conventions) -> tuple[Span, spelled.Reading | None]:
    """The span, and how it was spelled where it was not written in EDTF."""
    written = text.strip()
    if not written:
        raise BadDate("There is no date.", text=text, advice=unreadable_date_hints.EXAMPLES)
    if len(written) > LONGEST:
        raise BadDate(
            f"This is longer than any date ({len(written)} characters).",
            text=text,
            advice=unreadable_date_hints.EXAMPLES,
        )
    try:
        return _read(written, zone, conventions)
    except BadDate as error:
        error.text = text
        raise


def _read(written: str, zone: str | None, conventions: Conventions) -> tuple[Span, spelled.Reading | None]:
    if conventions.calendar == "buddhist":
        written = short_years_and_counts.from_buddhist(written)
    elif conventions.calendar and conventions.calendar != "common":
        written = other_calendars.in_ours(written, conventions.calendar)
    error = None
    if short := year_spans.read(written, conventions):
        return edtf.read(short, zone), spelled.Reading(short)
    if not _NEVER_EDTF.search(written):
        try:
            return edtf.read(written, zone), None
        except BadDate as found:
            error = found
    if common := _common(written, zone, conventions):
        return common
    reading = _rare(written, conventions)
    if reading is None:
        raise error or unreadable_date_hints.unreadable(written)
    return edtf.read(reading.edtf, zone), reading


def _common(written: str, zone: str | None, conventions: Conventions) -> tuple[Span, spelled.Reading] | None:
    """A date in one of the common spelled forms; None for all others, and for what another form explains better."""
    if "–" in written and _RANGE_OF_TIMES.search(written):
        return None
    try:
        reading = spelled.read(written, conventions)
        if reading is None or reading.edtf[:2] in _BUDDHIST:
            return None
        return edtf.read(reading.edtf, zone), reading
    except spelled.TwoWays:
        raise
    except BadDate:
        return None


def _rare(written: str, conventions: Conventions) -> spelled.Reading | None:
    """How any other text is spelled. Raises BadDate where it means nothing, or several things."""
    plainer = short_years_and_counts.rewrite(program_stamps.plainer(written), conventions)
    if plainer is not written and (result := spelled.digits(plainer.upper()) or _moment(plainer)):
        return result
    is_range = "–" in written and _RANGE_OF_TIMES.search(written)
    reading = None if is_range else spelled.read(plainer, conventions)
    return reading or date_phrases.read(plainer, conventions)


def _moment(text: str) -> spelled.Reading | None:
    return spelled.Reading(text.upper()) if _MOMENT.fullmatch(text.upper()) else None


def combine(start: Span | None, end: Span | None) -> Span:
    """The span from a start and an end that were written in two columns; None for one that is open.

    Raises BadDate where either is an interval or a set already, or the end is before the start.

    >>> combine(parse("1990"), parse("2019-03")).edtf
    '1990/2019-03'
    """
    if open_and_empty_cells.is_open(end):
        return edtf.interval("..", start, None, "..")
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
    """A column of dates: for each cell its span, why it has none, or None for an empty cell; what its dates agree on,
    and what was assumed."""

    spans: list[Span | BadDate | None]
    conventions: Conventions
    notes: list[str]


def read_column(
    texts: Sequence[str | None], *, zone: str | None = None, conventions: Conventions = NOTHING, role: str = "date",
    beside: Callable[[], Iterable[str | None]] = tuple,
) -> DateColumn:  # fmt: skip
    """Each cell as `parse` reads it, each different text read once; the column settles what it can of what nobody has
    chosen. role: an “end” may say that there is none yet, and cells of any but the “date” that say nothing are empty.
    beside: the cells of the other columns of dates, which show the order of day and month where this one does not.

    >>> read_column(["13/01/2022", "05/01/2022"]).spans[1].edtf
    '2022-01-05'
    """
    read: dict[str | None, Span | BadDate | None] = dict.fromkeys(texts)
    if conventions.calendar not in ("", "common"):
        rest = [text for text in read if text and text.strip()]
    else:
        with _no_collecting():
            rest = iso.read_into(read, zone)
    if role != "date":
        rest = open_and_empty_cells.read_into(read, rest, is_end=role == "end")
    settled = column_dates.settle(rest, conventions)
    first: dict[str, str] = {}  # what the order hangs on, as in `spelled.Reading` -> the first text that is so
    unsettled: list[str] = []
    for text in rest:
        read[text], reading = _attempt(text, zone, settled)
        if reading:
            first.setdefault(reading.first, text)
        if reading is None or reading.first == "point":
            unsettled.append(text)
    shown = _shown_beside(first, unsettled, beside) if unsettled and not settled.order else {}
    settled = _ordered({**shown, **first}, unsettled, read, zone, settled)
    if not conventions.calendar and _may_be_buddhist(read):
        read.update({text: short_years_and_counts.doubt_years(text) for text, span in read.items() if text and span})
    notes = [*_notes(first, conventions, read, shown), *column_dates.notes(rest, read, settled)]
    if any(text and _OFFSET.search(text) and _is_turned(text, span) for text, span in read.items()):
        notes.append(f"Times with an offset from UTC are turned into the time of {zone or 'UTC'}.")
    return DateColumn([read[text] for text in texts], settled, notes)


def _may_be_buddhist(read: Mapping[str | None, Span | BadDate | None]) -> bool:
    """Whether all dates of a column have years that in Thailand are those of our own time."""
    first, last = (calendar.seconds(year) for year in short_years_and_counts.BUDDHIST_TODAY)
    spans = (span for span in read.values() if isinstance(span, Span))
    are_so = (span.start is not None and first <= span.start < last for span in spans)
    return next(are_so, False) and all(are_so)


def _ordered(
    first: Mapping[str, str], unsettled: Sequence[str], read: dict[str | None, Span | BadDate | None],
    zone: str | None, conventions: Conventions,
) -> Conventions:  # fmt: skip
    """The conventions, with the order of day and month as the column shows it: its dates are read again by that.

    Points are settled by points alone, for between slashes others write the month first.
    """
    if conventions.order:
        return conventions
    for points, marks in ((True, ("day.", "month.")), (False, ("day", "month"))):
        texts = [text for text in unsettled if column_dates.is_pointed(text) == points]
        if (marks[0] in first) != (marks[1] in first):
            order = replace(conventions, order=DAY if marks[0] in first else MONTH)
            read.update({text: _attempt(text, zone, order)[0] for text in texts})
        elif marks[0] in first:
            read.update({text: refused for text in texts if (refused := spelled.two_ways(text))})
    return replace(conventions, order=_order_of(first))


def _shown_beside(
    first: Mapping[str, str], unsettled: Sequence[str], beside: Callable[[], Iterable[str | None]]
) -> dict[str, str]:  # fmt: skip
    """What the other columns of dates show, as in `first`, of those forms that this one has and leaves open:
    one hand wrote both."""
    needed = {
        mark
        for points, marks in ((True, ("day.", "month.")), (False, ("day", "month")))
        for mark in marks
        if not any(each in first for each in marks)
        and any(column_dates.is_pointed(text) == points and spelled.two_ways(text) for text in unsettled)
    }
    shown: dict[str, str] = {}
    for text in beside() if needed else ():
        if text and (mark := column_dates.order_shown(text)) in needed:
            shown.setdefault(mark, text)
    return shown


def _order_of(first: Mapping[str, str]) -> str:
    """What the column shows of 05/01/2022; "" where nothing, or both."""
    day, month = "day" in first, "month" in first
    return "" if day == month else DAY if day else MONTH


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


def _attempt(text: str, zone: str | None, conventions: Conventions) -> tuple[Span | BadDate, spelled.Reading | None]:
    try:
        return _parse(text, zone, conventions)
    except BadDate as error:
        return error.with_traceback(None), None


def _notes(
    first: Mapping[str, str], chosen: Conventions, read: Mapping[str | None, Span | BadDate | None],
    shown: Mapping[str, str],
) -> list[str]:  # fmt: skip
    """What was assumed about the column, in sentences; none for a column in EDTF."""
    notes = []
    for text in list(first.values())[:1]:
        if isinstance(span := read[text], Span):
            notes.append(f"Dates that are spelled out are read too: “{text.strip()}” as {span.edtf}.")
    notes += _orders({**shown, **first}, chosen)
    return notes


def _is_turned(text: str, span: Span | BadDate | None) -> bool:
    """Whether a time was turned into the zone's own; what looks like -11:30 may be the end of a range."""
    match = _OFFSET.search(text)
    return bool(match and isinstance(span, Span) and ("-" not in match[0] or not span.is_interval))


def _orders(first: Mapping[str, str], chosen: Conventions) -> list[str]:
    """Whether the day or the month was taken to be first, and why; nothing where it does not matter."""
    if chosen.order:
        return [f"Dates like 05/01/2022 are read with the {chosen.order} first, as was chosen."]
    notes = []
    for mark, example in (("", "05/01/2022"), (".", "05.01.2022")):
        there = [order for order in (DAY, MONTH) if f"{order}{mark}" in first]
        if len(there) == 1:
            because = first[f"{there[0]}{mark}"].strip()
            notes.append(f"Dates like {example} are read with the {there[0]} first, because of “{because}”.")
        elif there:
            day, month = (first[f"{order}{mark}"].strip() for order in (DAY, MONTH))
            notes.append(f"Dates like {example} are not read: “{day}” has the day first, “{month}” the month.")
    if "point" in first and "day." not in first and "month." not in first:
        notes.append(f"“{first['point'].strip()}” is read with the day first, as between points.")
    return notes
