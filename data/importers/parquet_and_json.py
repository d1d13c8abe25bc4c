"""Parquet, JSON and lines of JSON: columns with names and types, of which every value becomes text, to be judged."""

import json
import re
from codecs import BOM_UTF8
from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from data.errors import BadFile, shown
from data.files.encoding import decode
from data.files.limits import Meter
from data.files.records import OnShare
from data.importers import _json_shapes, _json_text, _parquet_batches
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
    """Every cell as text. Raises BadFile for what is no Parquet, or larger than `data.files.limits` has it."""
    meter, rows = Meter(name, len(content)), 0
    parts: list[list[pa.ChunkedArray]] = []
    try:
        with _parquet_batches.opened(pa.py_buffer(content)) as file:
            names = file.schema_arrow.names
            for columns in _parquet_batches.batches(file, name, len(content)):
                meter.columns(columns, rows + 1)
                rows += len(columns[0]) if columns else 0
                parts.append(columns)
    except (pa.ArrowException, OSError, UnicodeDecodeError):
        raise _parquet_batches.damaged(name) from None
    whole = [pa.chunked_array([chunk for part in parts for chunk in part[place].chunks], pa.string())
             for place in range(len(names))]  # fmt: skip
    return sheet_of_columns(name, names, whole, rows, "Parquet")


@importer(".ndjson", ".jsonl", recognises=begins_with_object)
def read_json_lines(content: bytes, name: str, mapping: Mapping[str, str], on_progress: OnShare | None = None) -> Sheet:  # noqa: ARG001
    """Every value as text; a key that a line does not have is an empty cell. Raises BadFile, which names the line."""
    text = decode(content, name)
    lines = text.utf8.decode("utf-8", "replace").split("\n")
    doubled: list[str] = []
    rows = [_object(line, number, name, doubled) for number, line in enumerate(lines, 1) if line.strip()]
    wrong = _json_text.doubles(rows) if doubled else {}
    sheet = sheet_of_rows(name, rows, text.encoding, size=len(content), wrong=wrong)
    sheet.records.ending = "" if text.utf8.endswith(b"\n") else "open"
    return sheet


@importer(".geojson", shared=(".json",), recognises=begins_with_events)
def read_json(content: bytes, name: str, mapping: Mapping[str, str], on_progress: OnShare | None = None) -> Sheet:
    """A list of objects, each a row, or an object of a known shape, or with one such list; of what is no single JSON,
    its lines. Raises BadFile for another shape."""
    text, doubled = decode(content, name), list[str]()
    try:
        rows = _json_text.loads(text.utf8.decode("utf-8", "replace"), doubled)
    except (ValueError, RecursionError):
        return read_json_lines(content, name, mapping, on_progress)
    if isinstance(rows, dict) and (shape := _json_shapes.read_shape(rows)):
        notes = [f"The key {shown(key, 60)} stands twice in an object; what stands there last is read."
                 for key in dict.fromkeys(doubled)]  # fmt: skip
        return sheet_of_rows(name, shape.rows, text.encoding, (*shape.notes, *notes[:10]), size=len(content))
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadFile(f"{name} is JSON, but no list of objects.", text=name, advice=LIST)
    wrong = _json_text.doubles(rows) if doubled else {}
    return sheet_of_rows(name, rows, text.encoding, size=len(content), wrong=wrong)


def _object(line: str, number: int, name: str, doubled: list[str]) -> dict[str, Any]:
    advice = 'Write one object on each line, as in {"date": "2022-01-05", "title": "Rain"}.'
    try:
        value = _json_text.loads(line, doubled)
    except (ValueError, RecursionError) as error:
        message = f"Line {number} of {name} is no JSON: {_json_text.why(error)}."
        raise BadFile(message, text=line[:200], advice=advice) from None
    if not isinstance(value, dict):
        raise BadFile(f"Line {number} of {name} is {shown(line, 60)}, no object.", text=line[:200], advice=advice)
    return value
