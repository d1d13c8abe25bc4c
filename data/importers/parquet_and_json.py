"""Parquet, JSON and lines of JSON: columns with names and types, of which every value becomes text, to be judged."""

import json
import re
from codecs import BOM_UTF8
from collections.abc import Mapping
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from data.errors import BadFile, shown
from data.files.encoding import decode
from data.files.records import OnShare
from data.importers import _json_shapes, _typed_values
from data.importers._registry import Sheet, importer
from data.importers._rows import LIST, sheet_of_columns, sheet_of_rows

LISTS = re.compile(rb'"(?:events|features|incidents|messages|results|data|items|records|bindings)"\s*:\s*[\[{]')
"""Lists of events in objects, by the names that programs give them."""


def begins_with_object(head: bytes) -> bool:
    """Whether the first line is an object, whole."""
    try:
        return isinstance(json.loads(head.removeprefix(BOM_UTF8).lstrip().partition(b"\n")[0]), dict)
    except (ValueError, RecursionError):
        return False


def begins_with_events(head: bytes) -> bool:
    """Whether a list of objects begins, or an object with a list that bears one of the usual names."""
    text = head.removeprefix(BOM_UTF8).lstrip()
    return re.match(rb"\[\s*\{", text) is not None or (text.startswith(b"{") and LISTS.search(text) is not None)


@importer(".parquet", recognises=lambda head: head.startswith(b"PAR1"))
def read_parquet(content: bytes, name: str, mapping: Mapping[str, str], on_progress: OnShare | None = None) -> Sheet:  # noqa: ARG001
    """Every cell as text. Raises BadFile for what is no Parquet."""
    try:
        table = parquet.ParquetFile(pa.BufferReader(content)).read()
        names = table.column_names
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise BadFile(f"{name} is no Parquet file: {error}", text=name, advice="Write it again.") from None
    columns = [_typed_values.texts(column) for column in table.columns]
    return sheet_of_columns(name, names, columns, table.num_rows, "Parquet")


@importer(".ndjson", ".jsonl", recognises=begins_with_object)
def read_json_lines(content: bytes, name: str, mapping: Mapping[str, str], on_progress: OnShare | None = None) -> Sheet:  # noqa: ARG001
    """Every value as text; a key that a line does not have is an empty cell. Raises BadFile, which names the line."""
    text = decode(content, name)
    lines = text.utf8.decode("utf-8", "replace").split("\n")
    rows = [_object(line, number, name) for number, line in enumerate(lines, 1) if line.strip()]
    return sheet_of_rows(name, rows, text.encoding)


@importer(".geojson", shared=(".json",), recognises=begins_with_events)
def read_json(content: bytes, name: str, mapping: Mapping[str, str], on_progress: OnShare | None = None) -> Sheet:
    """A list of objects, each a row, or an object of a known shape, or with one such list; of what is no single JSON,
    its lines. Raises BadFile for another shape."""
    text = decode(content, name)
    try:
        rows = json.loads(text.utf8.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return read_json_lines(content, name, mapping, on_progress)
    if isinstance(rows, dict) and (shape := _json_shapes.read_shape(rows)):
        return sheet_of_rows(name, shape.rows, text.encoding, shape.notes)
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadFile(f"{name} is JSON, but no list of objects.", text=name, advice=LIST)
    return sheet_of_rows(name, rows, text.encoding)


def _object(line: str, number: int, name: str) -> dict[str, Any]:
    advice = 'Write one object on each line, as in {"date": "2022-01-05", "title": "Rain"}.'
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadFile(f"Line {number} of {name} is no JSON: {error}.", text=line[:200], advice=advice) from None
    if not isinstance(value, dict):
        raise BadFile(f"Line {number} of {name} is {shown(line, 60)}, no object.", text=line[:200], advice=advice)
    return value
