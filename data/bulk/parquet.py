"""A Parquet file put into the engine's table `record`: each value as the importer writes it."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow as pa
from pyarrow import parquet

from data.bulk.csv import RawRecords
from data.bulk.reading_progress import Steps
from data.bulk.record_batches import store
from data.files.dialect import Dialect
from data.files.header_names import unique_headers
from data.files.limits import MOST_COLUMNS
from data.importers import _parquet_batches


def cut(path: Path, engine: duckdb.DuckDBPyConnection, steps: Steps) -> RawRecords | None:
    """The records of a file; None where another reader must look. Raises BadFile for what is too large."""
    try:
        with _parquet_batches.opened(path) as file:
            return _cut(path, file, engine, steps)
    except (pa.ArrowException, OSError):
        return None


def _cut(path: Path, file: parquet.ParquetFile, engine: duckdb.DuckDBPyConnection, steps: Steps) -> RawRecords | None:
    names, count = file.schema_arrow.names, file.metadata.num_rows
    if not count or not 2 <= len(set(names)) == len(names) <= MOST_COLUMNS:
        return None
    steps.of = count
    headers, notes, unnamed = unique_headers(names)
    steps.step(0.01, read=0.12)
    totals = store(_texts(file, path), path, engine, steps)
    if totals is None or totals.rows != count:
        return None
    dialect = Dialect("", headers, 0, (), notes, unnamed)
    return RawRecords(dialect, "Parquet", count, _digest(path), totals.is_ascii, totals.is_single)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def _texts(file: parquet.ParquetFile, path: Path) -> Iterator[pa.Table]:
    for columns in _parquet_batches.batches(file, path.name, path.stat().st_size):
        yield pa.table({f"c{place}": column for place, column in enumerate(columns)})
