"""A Parquet file some rows at a time, each value as text; what it unfolds into is known before it is made.

One text that many rows share stands once in the file, and once in what is read of it here, until it is known how much
it is in all.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from data.errors import BadFile
from data.files.limits import IN_COLUMN, Meter, too_wide
from data.importers import _typed_values

BATCH: Final = 122_880
"""Records at a time."""
MOST_BATCH: Final = 128 << 20
"""Bytes of text at a time; more are made in several turns."""


def opened(source: Path | pa.Buffer) -> parquet.ParquetFile:
    """The file, with shared texts left shared. Raises OSError and pa.ArrowException where it is none."""
    with parquet.ParquetFile(_source(source)) as file:
        texts = [
            field.name for field in file.schema_arrow if _is_text(field.type)
        ]  # not those within lists and objects
    return parquet.ParquetFile(_source(source), read_dictionary=texts)


def batches(file: parquet.ParquetFile, name: str, size: int) -> Iterator[list[pa.ChunkedArray]]:
    """The columns of a file as text, some rows of them at a time. Raises BadFile for what is larger than
    `data.files.limits` has it, as far as that can be told before it is text. size: that of the file, in bytes."""
    groups = [file.metadata.row_group(number) for number in range(file.metadata.num_row_groups)]
    values = sum(group.column(place).num_values for group in groups for place in range(group.num_columns))
    Meter(name, size).take(values * IN_COLUMN)
    first = 1
    for batch in file.iter_batches(BATCH):
        for part in _parts(batch, name, first):
            yield [_typed_values.texts(pa.chunked_array([column])) for column in part.columns]
            first += part.num_rows


def _source(source: Path | pa.Buffer) -> Path | pa.BufferReader:
    return source if isinstance(source, Path) else pa.BufferReader(source)


def _parts(batch: pa.RecordBatch, name: str, first: int) -> Iterator[pa.RecordBatch]:
    """The rows in so many parts that none of them is too much at once."""
    weight = sum(map(_weight, batch.columns))
    if weight <= MOST_BATCH:
        yield batch
    elif batch.num_rows == 1:
        raise too_wide(name, first)
    else:
        half = batch.num_rows // 2
        yield from _parts(batch.slice(0, half), name, first)
        yield from _parts(batch.slice(half), name, first + half)


def _weight(column: pa.Array) -> int:
    """The bytes of a column's texts when each stands for itself; of all else those that it has now."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        return _shared(column)
    if pa.types.is_list(kind) or pa.types.is_large_list(kind) or pa.types.is_fixed_size_list(kind):
        return _weight(column.flatten())
    if pa.types.is_struct(kind):
        return sum(_weight(column.field(place)) for place in range(kind.num_fields))
    return int(column.nbytes)


def _shared(column: pa.DictionaryArray) -> int:
    texts = column.dictionary
    if not len(texts) or not _is_text(texts.type):
        return int(column.nbytes)
    lengths = pc.cast(pc.binary_length(texts), pa.int64())
    return pc.sum(lengths.take(column.indices)).as_py() or 0


def _is_text(kind: pa.DataType) -> bool:
    types = pa.types
    return any(
        is_kind(kind) for is_kind in (types.is_string, types.is_binary, types.is_large_string, types.is_large_binary)
    )


def damaged(name: str) -> BadFile:
    """The sentence for what calls itself Parquet and cannot be read as such."""
    return BadFile(f"{name} is no Parquet file, or a damaged one.", text=name, advice="Write it again.")
