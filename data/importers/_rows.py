"""Rows of values, and columns of text, as the sheet that an importer gives."""

from collections.abc import Sequence
from typing import Any, Final

import pyarrow as pa

from data.errors import BadFile
from data.files.dialect import MOST_COLUMNS, unique_headers
from data.files.records import Records
from data.importers import _typed_values
from data.importers._registry import Sheet

LIST: Final = 'Write the events as a list, as in [{"date": "2022-01-05", "title": "Rain"}].'


def sheet_of_rows(name: str, rows: Sequence[dict[str, Any]], encoding: str, notes: tuple[str, ...] = ()) -> Sheet:
    """Values by their column; one that a row does not have is empty. Raises BadFile where there is no row."""
    if not rows:
        raise BadFile(f"{name} holds no events.", text=name, advice=LIST)
    names = list(dict.fromkeys(key for row in rows for key in row))
    columns = [_texts([row.get(key) for row in rows]) for key in names]
    return sheet_of_columns(name, names, columns, len(rows), encoding, notes)


def sheet_of_columns(
    name: str, names: Sequence[str], columns: list[pa.ChunkedArray], rows: int, encoding: str,
    notes: tuple[str, ...] = (),
) -> Sheet:  # fmt: skip
    """Columns of text under their names. Raises BadFile where there are none, or too many."""
    if not names or len(names) > MOST_COLUMNS:
        raise BadFile(
            f"{name} has {len(names):,} columns; from 1 to {MOST_COLUMNS:,} are read.",
            text=name,
            advice="Keep those that belong to the events.",
        )
    headers, more, unnamed = unique_headers([_typed_values.as_text(each) for each in names])
    return Sheet(headers, Records(columns, rows), encoding, notes=(*notes, *more), unnamed=unnamed)


def _texts(values: list[Any]) -> pa.ChunkedArray:
    return pa.chunked_array([pa.array([_typed_values.as_text(value) for value in values], pa.string())])
