"""Records that come some at a time, as columns of text, put into the engine's table `record` and looked at."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import duckdb
import numpy as np
import pyarrow as pa

from data.bulk.csv import CONTROLS
from data.bulk.reading_progress import Steps
from data.engine import connection

BATCH: Final = 122_880
"""Records at a time."""
LEAST_TEXT: Final = 1 << 30
MOST_TIMES: Final = 100
"""Bytes of text, and how many times the file's own size: a file that unfolds into more is left to the careful reader,
which has limits where a stranger brought it."""


@dataclass(slots=True)
class Totals:
    """How many records there are, how many bytes of text, and whether all cells are plain, as in `csv.RawRecords`."""

    rows: int = 0
    size: int = 0
    is_ascii: bool = True
    is_single: bool = True
    is_holed: bool = False
    """Whether a cell has a NUL."""


def store(batches: Iterable[pa.Table], size: int, engine: duckdb.DuckDBPyConnection, steps: Steps) -> Totals | None:
    """The records put into `record`; None where there is more or something else in them than the bulk reader takes.

    batches: columns of text c0, c1, and so on, without nulls. size: that of the file, in bytes.
    """
    totals, table = Totals(), f"{connection.SPARE}.record"
    for batch in batches:
        for column in batch.columns:
            for chunk in column.chunks:
                _look(totals, _bytes(chunk))
        if totals.is_holed or totals.size > max(LEAST_TEXT, MOST_TIMES * size):
            return None
        engine.register("incoming", batch)
        engine.execute(
            f"insert into {table} from incoming" if totals.rows else f"create table {table} as from incoming"
        )
        engine.unregister("incoming")
        totals.rows += batch.num_rows
        steps.passed(batch.num_rows)
        steps.check()
    return totals


def _look(totals: Totals, utf8: bytes) -> None:
    """Where one cell ends and the next begins is not told: two spaces may be of two cells."""
    bare = utf8.translate(None, CONTROLS + b"\r\n")
    totals.size += len(utf8)
    totals.is_ascii = totals.is_ascii and utf8.isascii()
    totals.is_single = totals.is_single and len(bare) == len(utf8) and b"  " not in utf8
    totals.is_holed = totals.is_holed or (len(bare) < len(utf8) and b"\0" in utf8)


def _bytes(texts: pa.Array) -> bytes:
    """The cells one after the other."""
    _, offsets, data = texts.cast(pa.string()).buffers()
    if data is None or not len(texts):
        return b""
    bounds = np.frombuffer(offsets, np.int32, len(texts) + 1, 4 * texts.offset)
    return bytes(data[int(bounds[0]) : int(bounds[-1])])
