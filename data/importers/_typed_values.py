"""Columns that have a type, as a CSV of the same events would have their cells.

A moment is written as this project's grammar has it, a list as names with `;` between, no value as an empty cell.
"""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

PER_SECOND: Final = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}
EXACT: Final = 1e15
"""Whole numbers below this are written without a point."""


def texts(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """The cells of a column."""
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    return pa.chunked_array([pc.fill_null(_written(chunk), "") for chunk in column.chunks], pa.string())


def _written(column: pa.Array) -> pa.Array:
    kind, types = column.type, pa.types
    if types.is_string(kind) or types.is_large_string(kind) or types.is_string_view(kind):
        return _valid(column.cast(pa.string()))
    if types.is_integer(kind) or types.is_boolean(kind):
        return column.cast(pa.string())
    if types.is_date(kind):
        days = (
            column.cast(pa.date32())
            if kind == pa.date32()
            else column.cast(pa.timestamp("ms")).cast(pa.date32(), safe=False)
        )
        return _readable(days.cast(pa.string()), days.cast(pa.int32()), "days")
    if types.is_floating(kind):
        return _number(column)
    if types.is_timestamp(kind):
        return _moment(column)
    if types.is_list(kind) or types.is_large_list(kind):
        return _join(column)
    if types.is_time(kind):
        return pc.replace_substring_regex(column.cast(pa.string()), r"\.\d+$", "")
    if types.is_duration(kind):
        return pa.array([_clock(number, kind.unit) for number in column.cast(pa.int64()).to_pylist()], pa.string())
    return pa.array([as_text(value) for value in _values(column)], pa.string())


def _values(column: pa.Array) -> Iterator[Any]:
    """The values, each as Python has it; of one that Python cannot have, what the engine says of it."""
    for value in column:
        try:
            yield value.as_py()
        except (ValueError, OverflowError, ArithmeticError, pa.ArrowException):
            yield str(value)


def _clock(number: int | None, unit: str) -> str | None:
    """A length of time as clocks count it.

    >>> _clock(5_400, "s"), _clock(-61_000, "ms"), _clock(None, "s")
    ('1:30:00', '-0:01:01', None)
    """
    if number is None:
        return None
    minutes, seconds = divmod(abs(number) // PER_SECOND[unit], 60)
    return f"{'-' if number < 0 else ''}{minutes // 60}:{minutes % 60:02}:{seconds:02}"


def _valid(column: pa.Array) -> pa.Array:
    """Texts with U+FFFD where a file has bytes that are no text."""
    try:
        column.validate(full=True)
    except pa.ArrowInvalid:
        values = column.view(pa.binary()).to_pylist()
        return pa.array([None if value is None else value.decode("utf-8", "replace") for value in values], pa.string())
    return column


def _number(column: pa.Array) -> pa.Array:
    """As short as it says the same, whole numbers without a point; nothing for what is no number."""
    double = column.cast(pa.float64())
    is_whole = pc.and_(pc.less(pc.abs(double), EXACT), pc.equal(pc.floor(double), double))
    whole = pc.if_else(is_whole, double, None).cast(pa.int64()).cast(pa.string())
    text = pc.if_else(pc.is_nan(double), None, column.cast(pa.string()))
    return pc.if_else(is_whole, whole, text)


def _moment(column: pa.Array) -> pa.Array:
    """To the second or, where there are none, to the minute; a fraction of a second is left out."""
    if not column.type.tz:
        return _iso(_seconds(column))
    utc = _seconds(column.cast(pa.timestamp(column.type.unit)))
    try:
        local = _seconds(pc.local_timestamp(column))
    except (pa.ArrowException, OSError):  # a zone that nobody knows: the moment itself is known all the same
        return pc.binary_join_element_wise(_iso(utc), "Z", "")
    ahead = pc.subtract(local.cast(pa.int64()), utc.cast(pa.int64())).dictionary_encode()
    offsets = [_offset(seconds) for seconds in ahead.dictionary.to_pylist()]
    if None in offsets:  # before there were zones, clocks differed by seconds, which no offset can say
        return pc.binary_join_element_wise(_iso(utc), "Z", "")
    suffix = pa.array(offsets, pa.string()).take(ahead.indices)
    return pc.binary_join_element_wise(_iso(local), suffix, "")


def _seconds(column: pa.Array) -> pa.Array:
    return pc.floor_temporal(column, unit="second").cast(pa.timestamp("s"))


def _iso(seconds: pa.Array) -> pa.Array:
    text = _readable(pc.replace_substring(seconds.cast(pa.string()), " ", "T"), seconds.cast(pa.int64()), "seconds")
    return pc.if_else(pc.ends_with(text, ":00"), pc.utf8_slice_codeunits(text, 0, -3), text)


def _readable(text: pa.Array, count: pa.Array, unit: str) -> pa.Array:
    """The texts; for a date beyond all calendars, how far from 1970 it is."""
    far = pc.binary_join_element_wise(count.cast(pa.string()), f"{unit} from 1970", " ")
    return pc.if_else(pc.fill_null(pc.match_substring(text, "range:"), False), far, text)


def _offset(seconds: int) -> str | None:
    """What is written for clocks that are so far ahead of UTC; None where there is no way.

    >>> _offset(0), _offset(-16_200), _offset(18_468)
    ('Z', '-04:30', None)
    """
    if seconds % 60:
        return None
    hours, minutes = divmod(abs(seconds) // 60, 60)
    return f"{'-' if seconds < 0 else '+'}{hours:02}:{minutes:02}" if seconds else "Z"


def _join(column: pa.Array) -> pa.Array:
    """Lists as names with `;` between; lists of lists and of objects as JSON."""
    if pa.types.is_nested(column.type.value_type):
        return pa.array([as_text(value) for value in column.to_pylist()], pa.string())
    parts = texts(pa.chunked_array([column.flatten()])).combine_chunks()
    lengths = pc.fill_null(pc.list_value_length(column), 0).cast(pa.int64()).to_numpy(zero_copy_only=False)
    offsets = pa.array(np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32))
    return pc.binary_join(pa.ListArray.from_arrays(offsets, parts), "; ")


def as_text(value: Any) -> str:
    """A value of JSON, or of any other kind, as a cell of a CSV has it.

    >>> as_text(datetime(2022, 1, 6, 14, 30)), as_text(2.0), as_text(["Police", "Army"]), as_text(None)
    ('2022-01-06T14:30', '2', 'Police; Army', '')
    """
    if value is None or value != value:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds" if value.second else "minutes")
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer() and abs(value) < EXACT:
        return str(int(value))
    if isinstance(value, list) and not any(isinstance(part, list | dict) for part in value):
        return "; ".join(as_text(part) for part in value)
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    text = value.isoformat() if isinstance(value, date) else str(value)
    return text.encode("utf-8", "replace").decode()
