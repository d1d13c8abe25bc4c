"""Parquet, JSON and lines of JSON: columns with names and types, of which every value becomes text, to be judged."""

import json
import re
from codecs import BOM_UTF8
from collections.abc import Mapping
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from data.errors import BadFile, shown
from data.files.dialect import MOST_COLUMNS, unique_headers
from data.files.encoding import decoded
from data.files.records import Progress, Records
from data.importers import _typed_values
from data.importers._registry import Sheet, importer

LIST = 'Write the events as a list, as in [{"date": "2022-01-05", "title": "Rain"}].'


def begins_with_object(head: bytes) -> bool:
    """Whether the first line is an object, whole."""
    try:
        return isinstance(json.loads(head.removeprefix(BOM_UTF8).lstrip().partition(b"\n")[0]), dict)
    except (ValueError, RecursionError):
        return False


def begins_with_list(head: bytes) -> bool:
    """Whether a list of objects begins."""
    return re.match(rb"\s*\[\s*\{", head.removeprefix(BOM_UTF8)) is not None


@importer(".parquet", recognises=lambda head: head.startswith(b"PAR1"))
def read_parquet(content: bytes, name: str, mapping: Mapping[str, str], progress: Progress | None = None) -> Sheet:  # noqa: ARG001
    """Every cell as text. Raises BadFile for what is no Parquet."""
    try:
        table = parquet.ParquetFile(pa.BufferReader(content)).read()
        names = table.column_names
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise BadFile(f"{name} is no Parquet file: {error}", text=name, advice="Write it again.") from None
    columns = [_typed_values.texts(column) for column in table.columns]
    return _sheet(name, names, columns, table.num_rows, "Parquet")


@importer(".ndjson", ".jsonl", recognises=begins_with_object)
def read_json_lines(content: bytes, name: str, mapping: Mapping[str, str], progress: Progress | None = None) -> Sheet:  # noqa: ARG001
    """Every value as text; a key that a line does not have is an empty cell. Raises BadFile, which names the line."""
    text = decoded(content, name)
    lines = text.utf8.decode("utf-8", "replace").split("\n")
    rows = [_object(line, number, name) for number, line in enumerate(lines, 1) if line.strip()]
    return _of_rows(name, rows, text.encoding)


@importer(shared=(".json",), recognises=begins_with_list)
def read_json(content: bytes, name: str, mapping: Mapping[str, str], progress: Progress | None = None) -> Sheet:
    """A list of objects, each a row; of what is no single JSON, its lines. Raises BadFile for another shape."""
    text = decoded(content, name)
    try:
        rows = json.loads(text.utf8.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return read_json_lines(content, name, mapping, progress)
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadFile(f"{name} is JSON, but no list of objects.", text=name, advice=LIST)
    return _of_rows(name, rows, text.encoding)


def _of_rows(name: str, rows: list[dict[str, Any]], encoding: str) -> Sheet:
    if not rows:
        raise BadFile(f"{name} holds no events.", text=name, advice=LIST)
    names = list(dict.fromkeys(key for row in rows for key in row))
    columns = [_texts([row.get(key) for row in rows]) for key in names]
    return _sheet(name, names, columns, len(rows), encoding)


def _object(line: str, number: int, name: str) -> dict[str, Any]:
    advice = 'Write one object on each line, as in {"date": "2022-01-05", "title": "Rain"}.'
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadFile(f"Line {number} of {name} is no JSON: {error}.", text=line[:200], advice=advice) from None
    if not isinstance(found, dict):
        raise BadFile(f"Line {number} of {name} is {shown(line, 60)}, no object.", text=line[:200], advice=advice)
    return found


def _sheet(name: str, names: list[str], columns: list[pa.ChunkedArray], rows: int, encoding: str) -> Sheet:
    if not names or len(names) > MOST_COLUMNS:
        raise BadFile(
            f"{name} has {len(names):,} columns; from 1 to {MOST_COLUMNS:,} are read.",
            text=name,
            advice="Keep those that belong to the events.",
        )
    headers, notes, unnamed = unique_headers([_typed_values.as_text(each) for each in names])
    return Sheet(headers, Records(columns, rows), encoding, notes=notes, unnamed=unnamed)


def _texts(values: list[Any]) -> pa.ChunkedArray:
    return pa.chunked_array([pa.array([_typed_values.as_text(value) for value in values], pa.string())])
