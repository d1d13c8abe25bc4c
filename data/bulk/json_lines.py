"""Lines of JSON put into the engine's table `record`: read by the engine, each value as the importer writes it."""

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import duckdb
import numpy as np
import pyarrow as pa

from data.bulk.csv import RawRecords
from data.bulk.distinct_texts import define
from data.bulk.reading_progress import Steps
from data.bulk.record_batches import BATCH, store
from data.engine.quoting import literal
from data.files.dialect import Dialect
from data.files.encoding import decode
from data.files.header_names import unique_headers
from data.files.limits import MOST_COLUMNS
from data.importers._typed_values import as_text

NAME: Final = re.compile(r'[^"\\*\x00-\x1f]+')
"""Keys that stand in a path as they are."""
NEWLINE: Final = 10


def cut(path: Path, name: str, engine: duckdb.DuckDBPyConnection, steps: Steps) -> RawRecords | None:
    """The records of a file; None where another reader must look. Raises BadFile as that would."""
    content = path.read_bytes()
    digest = hashlib.blake2b(content, digest_size=16).hexdigest()
    text = decode(content, name)
    if text.encoding not in ("utf-8", "utf-8-sig") or text.is_cut:
        return None
    lines = _lines(text.utf8)
    steps.of = len(lines)
    steps.step(0.03)
    try:
        keys = _keys(lines, engine)
        if not keys:
            return None
        headers, notes, unnamed = unique_headers(keys)
        steps.step(0.05, read=0.12)
        define(engine, "dateline_json", _read)
        totals = store(_cells(lines, keys, engine), path, engine, steps)
    except (duckdb.Error, pa.ArrowException) as error:
        if isinstance(error, duckdb.InterruptException):
            raise
        return None
    if totals is None or totals.rows != len(lines):
        return None
    dialect = Dialect("", headers, 0, (), notes, unnamed)
    ending = "" if text.utf8.endswith(b"\n") else "open"
    return RawRecords(dialect, text.encoding, totals.rows, digest, totals.is_ascii, totals.is_single, ending)


def _lines(utf8: bytes) -> pa.Array:
    """The lines that are not blank, which share the memory of the file."""
    content = np.frombuffer(utf8, np.uint8)
    ends = np.flatnonzero(content == NEWLINE) + 1
    bounds = np.concatenate([[0], ends, [len(utf8)]]).astype(np.int64)
    lines = pa.LargeStringArray.from_buffers(len(bounds) - 1, pa.py_buffer(bounds), pa.py_buffer(utf8))
    lengths = np.diff(bounds)
    is_blank = lengths == 0
    for length, blank in ((1, b"\n"), (2, b"\r\n")):
        starts = bounds[:-1][lengths == length]
        is_blank[lengths == length] = content[starts] == blank[0]
    return lines.filter(pa.array(~is_blank)) if is_blank.any() else lines


def _keys(lines: pa.Array, engine: duckdb.DuckDBPyConnection) -> list[str]:
    """The keys of all objects, in the order in which they first come; none where there is a doubt."""
    all_keys: dict[str, None] = {}
    for batch in _batches(lines):
        engine.register("incoming", batch)
        query = "select json_keys(line) as keys, min(number) as first from incoming group by 1"
        rows = engine.execute(f"select keys from ({query}) order by first").fetchall()
        engine.unregister("incoming")
        for (keys,) in rows:
            if not keys or len(set(keys)) < len(keys):
                return []
            all_keys |= dict.fromkeys(keys)
    is_known = all(NAME.fullmatch(key) for key in all_keys) and 2 <= len(all_keys) <= MOST_COLUMNS
    return list(all_keys) if is_known else []


def _batches(lines: pa.Array) -> Iterator[pa.Table]:
    for start in range(0, len(lines), BATCH):
        some = lines.slice(start, BATCH)
        yield pa.table({"line": some, "number": pa.array(range(len(some)), pa.int64())})


def _cells(lines: pa.Array, keys: Sequence[str], engine: duckdb.DuckDBPyConnection) -> Iterator[pa.Table]:
    """Texts and whole numbers as the engine reads them, all else as Python does."""
    paths = ", ".join(literal(f'$."{key}"') for key in keys)
    cells = ", ".join(
        f"""coalesce(case when kinds[{number}] in ('DOUBLE', 'ARRAY', 'OBJECT') then dateline_json(said[{number}])
        else said[{number}] end, '') as c{number - 1}"""
        for number in range(1, len(keys) + 1)
    )
    both = f"json_extract_string(line, [{paths}]) as said, json_type(line, [{paths}]) as kinds"
    for batch in _batches(lines):
        engine.register("incoming", batch)
        table = engine.sql(
            f"select {cells} from (select number, {both} from incoming) order by number"
        ).to_arrow_table()
        engine.unregister("incoming")
        yield table


def _read(texts: pa.Array) -> pa.Array:
    return pa.array([as_text(json.loads(text)) for text in texts.to_pylist()], pa.string())
