"""Records that come some at a time, as columns of text, put into the engine's table `record` and looked at."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb
import numpy as np
import pyarrow as pa

from data.bulk.csv import CONTROLS
from data.bulk.reading_progress import Steps
from data.engine import connection
from data.files.limits import Meter

BATCH: Final = 122_880
"""Records at a time."""


@dataclass(slots=True)
class Totals:
    """How many records there are, how many bytes of text, and whether all cells are plain, as in `csv.RawRecords`."""

    rows: int = 0
    is_ascii: bool = True
    is_single: bool = True
    is_holed: bool = False
    """Whether a cell has a NUL."""


def store(batches: Iterable[pa.Table], path: Path, engine: duckdb.DuckDBPyConnection, steps: Steps) -> Totals | None:
    """The records put into `record`; None where there is something else in them than the bulk reader takes. Raises
    BadFile for what is larger than `data.files.limits` has it.

    batches: columns of text c0, c1, and so on, without nulls. path: the file that they are from.
    """
    totals, table = Totals(), f"{connection.SPARE}.record"
    meter = Meter(path.name, path.stat().st_size)
    for batch in batches:
        meter.columns(batch.columns, totals.rows + 1)
        for column in batch.columns:
            for chunk in column.chunks:
                _look(totals, _bytes(chunk))
        if totals.is_holed:
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
