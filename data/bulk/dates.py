"""The date columns inside the engine: plain ISO dates by SQL, every other text by the grammar, once each."""

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data import dates
from data.bulk.distinct_texts import Columns, batches, complain, distinct_texts, table
from data.dates.span import Span
from data.engine.quoting import literal
from data.errors import BadDate, DatelineError
from data.validation import date_columns
from data.validation.distinct_texts import ParsedCells

PLAIN_DATE: Final = "[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}(T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?)?"
"""What a cast reads as the grammar does: no year before 1000, no hour 24, no second 60."""
PARTS: Final = ("date", "start", "end", "precision", "start_qualifier", "end_qualifier", "qualifier", "month")


def plain_moment(cell: str) -> str:
    """As SQL: the first moment of a plain date, NULL for every other text."""
    return f"case when regexp_full_match({cell}, {literal(PLAIN_DATE)}) then try_cast({cell} as timestamp) end"


def read(of: Columns, name: str, zone: str, step: int, *, fatal: bool = False) -> list[str]:
    """A table `as_NAME` of the spans of all texts that are not plain; the notes about the column."""
    texts = _not_plain(of, name)
    column = dates.read_column(
        texts, zone=zone or None, conventions=of.conventions, role=name, beside=_beside(of, name)
    )
    table(of.engine, f"as_{name}", {"text": pa.array(texts, pa.string()), **_spans(column.spans)})
    errors = {place: str(span) for place, span in enumerate(column.spans) if isinstance(span, BadDate)}
    complain(of, name, step, texts, errors, fatal=fatal)
    return column.notes


def _not_plain(of: Columns, name: str) -> Sequence[str]:
    """The different texts of a column that SQL does not read; none where the file has no such column."""
    if name not in of.columns:
        return []
    return distinct_texts(of.engine, of.cell(name), f"({plain_moment(of.cell(name))}) is null")


def _beside(of: Columns, name: str) -> Callable[[], Iterable[str]]:
    """Those of the other columns of dates, looked up where they are needed."""
    others = [other for other in date_columns.ROLES if other != name]
    return lambda: chain.from_iterable(_not_plain(of, other) for other in others)


def _spans(texts_read: Sequence[object]) -> dict[str, pa.Array]:
    values = [span if isinstance(span, Span) else None for span in texts_read]
    cells = ParsedCells([""] * len(values), values, {}, np.arange(len(values), dtype=np.int64))
    columns = dict(date_columns.columns(cells))
    columns["date"] = pc.if_else(pa.array(cells.has_value()), columns["date"], pa.scalar(None, pa.string()))
    return columns


def join(of: Columns, zone: str, step: int) -> None:
    """A table `as_pair` of the spans of each different pair of a start and an end."""
    start, end = of.cell("date"), of.cell("end")
    query = f"select {start}, {end} from record where {start} <> '' and {end} <> '' group by 1, 2"
    pairs = [pair for rows in batches(of.engine, query) for pair in rows]
    first, last = (
        _read_again(of, name, [pair[side] for pair in pairs], zone) for side, name in enumerate(("date", "end"))
    )
    spans: list[Span | None] = []
    errors: list[str | None] = []
    for first_span, last_span in zip(first, last, strict=True):
        try:
            spans.append(dates.combine(first_span, last_span) if first_span and last_span else first_span)
            errors.append(None)
        except DatelineError as error:
            spans.append(first_span)
            errors.append(str(error))
    texts = {name: pa.array([pair[side] for pair in pairs], pa.string()) for side, name in enumerate(("first", "last"))}
    table(of.engine, "as_pair", {**texts, **_spans(spans), "message": pa.array(errors, pa.string())})
    if any(errors):
        of.problems.append(
            f"select record.rowid + 1 as row, {of.header('end')} as column, case when length(last) > 200"
            f" then left(last, 199) || '…' else last end as value, message, false as is_fatal, {step} as step"
            f" from record join as_pair on first = {start} and last = {end} where message is not null"
        )


def _read_again(of: Columns, name: str, texts: Sequence[str], zone: str) -> list[Span | None]:
    """The spans of some texts of a column, with day or month first as the whole column settles it."""
    all_texts = [*dict.fromkeys([*_not_plain(of, name), *texts])]
    read_again = dates.read_column(
        all_texts, zone=zone or None, conventions=of.conventions, role=name, beside=_beside(of, name)
    ).spans
    spans_by_text = dict(zip(all_texts, read_again, strict=True))
    spans = [spans_by_text[text] for text in texts]
    return [span if isinstance(span, Span) else None for span in spans]


def seconds(cell: str) -> str:
    """As SQL: how long a plain date is."""
    return f"case length({cell}) when 10 then 86400 when 16 then 60 else 1 end"


def precision(cell: str) -> str:
    """As SQL: how finely a plain date is written."""
    return f"case length({cell}) when 10 then 'day' when 16 then 'minute' else 'second' end"
