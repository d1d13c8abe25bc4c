"""Rows of values, and columns of text, as the sheet that an importer gives."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

import pyarrow as pa

from data.errors import BadFile
from data.files.header_names import unique_headers
from data.files.limits import MOST_COLUMNS, Meter, too_many_columns
from data.files.records import Records
from data.importers import _typed_values
from data.importers._registry import Sheet

LIST: Final = 'Write the events as a list, as in [{"date": "2022-01-05", "title": "Rain"}].'


def sheet_of_rows(
    name: str, rows: Sequence[dict[str, Any]], encoding: str, notes: tuple[str, ...] = (), *, size: int = 0,
    wrong: Mapping[int, str] = MappingProxyType({}),
) -> Sheet:  # fmt: skip
    """Values by their column; one that a row does not have is empty. Raises BadFile where there is no row, and for what
    is larger than `data.files.limits` has it. size: that of the file, in bytes. wrong: what is wrong with a row, by
    its number."""
    if not rows:
        raise BadFile(f"{name} holds no events.", text=name, advice=LIST)
    names = list(dict.fromkeys(key for row in rows for key in row))
    _check_width(name, len(names))
    Meter(name, size).table(len(rows), len(names))
    columns = [_texts([row.get(key) for row in rows]) for key in names]
    Meter(name, size).columns(columns)
    sheet = sheet_of_columns(name, names, columns, len(rows), encoding, notes)
    sheet.records.misplaced |= wrong
    return sheet


def sheet_of_columns(
    name: str, names: Sequence[str], columns: list[pa.ChunkedArray], rows: int, encoding: str,
    notes: tuple[str, ...] = (),
) -> Sheet:  # fmt: skip
    """Columns of text under their names. Raises BadFile where there are none, or too many."""
    _check_width(name, len(names))
    headers, more, unnamed = unique_headers([_typed_values.as_text(each) for each in names])
    return Sheet(headers, Records(columns, rows), encoding, notes=(*notes, *more), unnamed=unnamed)


def _check_width(name: str, count: int) -> None:
    if not count:
        raise BadFile(f"{name} has no columns.", text=name, advice="Write a column date and a column title.")
    if count > MOST_COLUMNS:
        raise too_many_columns(name, count)


def _texts(values: list[Any]) -> pa.ChunkedArray:
    return pa.chunked_array([pa.array([_typed_values.as_text(value) for value in values], pa.string())])
