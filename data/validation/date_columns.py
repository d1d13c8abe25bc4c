"""The date columns: one span for each row, out of one column or two, and when it was known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from data import dates
from data.dates import Span
from data.dates.calendar import DAY
from data.dates.conventions import NOTHING, Conventions
from data.errors import BadDate, DatelineError, Problem
from data.validation.distinct_texts import ParsedCells, distinct, integers
from data.validation.records_table import Table


@dataclass(frozen=True, slots=True)
class ParsedDates:
    """The span of each row (None where it has none), the problems of its cells, and what was assumed."""

    spans: ParsedCells[Span]
    problems: list[Problem]
    notes: list[str]


ROLES: Final = ("date", "end", "reported")


def of_table(table: Table, role: str, zone: str | None) -> ParsedDates:
    """A column of dates of ours, beside the others that the table has."""
    others = [table.text(other) for other in ROLES if other != role and other in table.columns]
    return read(table.text(role), table.header(role), zone, table.conventions, role, others)


def read(
    cells: pa.ChunkedArray, header: str, zone: str | None, conventions: Conventions = NOTHING, role: str = "date",
    others: Sequence[pa.ChunkedArray] = (),
) -> ParsedDates:  # fmt: skip
    """A column of dates. Each different text is read once; where nobody has chosen, the column settles what it can, and
    what it leaves open the others do.

    role: “date”, “end” or “reported”; without a readable date a row is no event.
    """
    texts, indices = distinct(cells)
    beside = lambda: chain.from_iterable(distinct(other)[0] for other in others)  # noqa: E731
    column = dates.read_column(texts, zone=zone or None, conventions=conventions, role=role, beside=beside)
    values = [span if isinstance(span, Span) else None for span in column.spans]
    errors: dict[int, DatelineError] = {
        place: span for place, span in enumerate(column.spans) if isinstance(span, BadDate)
    }
    spans = ParsedCells(texts, values, errors, indices)
    return ParsedDates(spans, list(spans.problems(header, fatal=role == "date")), column.notes)


def join_spans(start: ParsedDates, end: ParsedDates, header: str) -> ParsedDates:
    """Spans from a column of starts and one of ends. An end that does not fit is a problem, and is left out."""
    pairs, indices = np.unique(start.spans.indices * len(end.spans.texts) + end.spans.indices, return_inverse=True)
    texts: list[str] = []
    values: list[Span | None] = []
    errors: dict[int, DatelineError] = {}
    for place, (first, last) in enumerate(divmod(int(pair), len(end.spans.texts)) for pair in pairs):
        first_span, last_span = start.spans.values[first], end.spans.values[last]
        texts.append(end.spans.texts[last])
        values.append(first_span)
        if first_span and last_span:
            try:
                values[place] = dates.combine(first_span, last_span)
            except BadDate as error:
                errors[place] = error.with_traceback(None)
    spans = ParsedCells(texts, values, errors, indices.astype(np.int64))
    notes = start.notes + [note for note in end.notes if note not in start.notes]
    return ParsedDates(spans, [*start.problems, *end.problems, *spans.problems(header)], notes)


def columns(spans: ParsedCells[Span]) -> Mapping[str, pa.Array]:
    """The engine's columns of a date: moments in seconds, NULL where open, and how it was written."""
    qualifiers = {
        name: spans.array(lambda span, name=name: getattr(span, name), pa.string(), "")  # type: ignore[misc]
        for name in ("precision", "start_qualifier", "end_qualifier", "qualifier")
    }
    start = spans.array(lambda span: span.start, pa.int64())
    end = spans.array(lambda span: span.end, pa.int64())
    return {
        "date": spans.array(lambda span: span.edtf, pa.string(), ""),
        "start": start,
        "end": end,
        **qualifiers,
        "month": _month(pc.coalesce(start, pc.subtract(end, 1))),
    }


def known_from(span: Mapping[str, pa.Array], reported: ParsedCells[Span] | None) -> pa.Array:
    """When an event may first be shown: when it was reported, else when it began, else the last second of it.

    Ends are exclusive: what is known "until 1702" belongs to 1702, not to the first second of 1703.
    """
    happened = pc.coalesce(span["start"], pc.subtract(span["end"], 1))
    if reported is None:
        return happened
    return pc.coalesce(reported.array(_first_moment, pa.int64()), happened)


def _first_moment(span: Span) -> int | None:
    """When it was said, at the earliest that is sure; null where nothing is."""
    if span.start is not None:
        return span.start
    return None if span.end is None else span.end - 1


def _month(moments: pa.Array) -> pa.Array:
    """Year times twelve and the month from 0, NULL where there is no moment."""
    seconds = integers(pc.fill_null(moments, 0))
    return pc.if_else(pc.is_valid(moments), pa.array(months(seconds)), pa.scalar(None, pa.int64()))


def months(moments: NDArray[np.int64]) -> NDArray[np.int64]:
    """Year times twelve and the month from 0, of moments in seconds; the calendar of `data.dates.calendar`, all at
    once.

    >>> months(np.array([0, -1])).tolist()
    [23640, 23639]
    """
    days = moments // DAY + 719_468
    era, day_of_era = np.divmod(days, 146_097)
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36_524 - day_of_era // 146_096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    month = (5 * day_of_year + 2) // 153  # 0 is March
    count: NDArray[np.int64] = (era * 400 + year_of_era) * 12 + month + 2
    return count
