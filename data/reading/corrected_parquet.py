"""A Parquet file with its changes in it: each column in its own type, as text where a cell is none of that."""

import io
from collections.abc import Iterator, Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from data.files.changed_table import ChangedTable
from data.files.rewritable_records import fitted
from data.importers import Sheet, _typed_values


def copies(content: bytes, _: Sheet, table: ChangedTable) -> Iterator[bytes]:
    """The table, written with the compression that it had."""
    file = parquet.ParquetFile(pa.BufferReader(content))
    old = file.read()
    first = file.metadata.row_group(0).column(0).compression if file.metadata.num_row_groups else "SNAPPY"
    more = [fitted(cells, table.width) for cells in table.added.values()]
    columns = {}
    for place, header in enumerate(table.layout.headers):
        cells = {row: fitted(cells, table.width)[place] for row, cells in table.changed.items()}
        added = [cells[place] for cells in more]
        is_old = place < old.num_columns
        before = (
            old.column(place) if is_old else pa.chunked_array([pa.repeat(pa.scalar("", pa.string()), old.num_rows)])
        )
        texts = {row: cell for row, cell in cells.items() if not is_old or cell != table.source.read(row)[place]}
        columns[old.schema.names[place] if is_old else header] = _column(before, texts, added)
    into = io.BytesIO()
    whole = pa.table(columns).replace_schema_metadata(old.schema.metadata and _own(old.schema.metadata))
    parquet.write_table(whole, into, compression=first.lower() if first != "UNCOMPRESSED" else "none")
    yield into.getvalue()


def _own(metadata: Mapping[bytes, bytes]) -> dict[bytes, bytes]:
    """What else the file says of itself; of what pandas says, the number of rows would be wrong."""
    return {key: value for key, value in metadata.items() if key != b"pandas"}


def _column(column: pa.ChunkedArray, cells: Mapping[int, str], added: list[str]) -> pa.ChunkedArray:
    if not cells and not added:
        return column
    texts = pa.array([*cells.values(), *added], pa.string())
    try:
        news = pc.if_else(pc.equal(texts, ""), None, texts).cast(column.type)
        if [_text(news, place) for place in range(len(news))] != texts.to_pylist():
            raise pa.ArrowInvalid
    except (pa.ArrowException, NotImplementedError):
        column, news = _typed_values.texts(column), texts
    return pa.chunked_array([_replaced(column, cells, news.slice(0, len(cells))), news.slice(len(cells))], column.type)


def _text(values: pa.Array, place: int) -> str:
    found = _typed_values.texts(pa.chunked_array([values.slice(place, 1)])).to_pylist()[0]
    return found or ""


def _replaced(column: pa.ChunkedArray, cells: Mapping[int, str], news: pa.Array) -> pa.Array:
    whole = column.combine_chunks()
    whole = whole.combine_chunks() if isinstance(whole, pa.ChunkedArray) else whole
    if not cells:
        return whole
    rows = np.array([*cells], np.int64) - 1
    take = np.arange(len(whole))
    take[rows] = len(whole) + np.arange(len(rows))
    return pa.concat_arrays([whole, news.cast(whole.type)]).take(pa.array(take))
