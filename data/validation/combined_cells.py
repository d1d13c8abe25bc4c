"""Cells that are written out of several others of their row, each different combination once, for either reader.

What is written is what a person would have written in one cell: it is judged by the same grammars afterwards.
"""

from collections.abc import Iterable, Sequence

import pyarrow as pa

from data.profiles import NOWHERE, Fit, Write
from data.validation.records_table import Table


def put(table: Table, name: str, write: Write, places: Sequence[int]) -> None:
    """The cells of a column of ours, written out of the columns at some places."""
    cells = [table.trimmed(place).to_pylist() if place != NOWHERE else [""] * table.count for place in places]
    table.overrides[name] = pa.chunked_array([write_cells(write, zip(*cells, strict=True))], pa.string())


def put_fitted(table: Table, fitted: Fit) -> None:
    """The columns of ours in a table of a known source."""
    for name, (write, places) in fitted.written.items():
        put(table, name, write, places)
    table.merged |= fitted.unread


def put_derived(table: Table, name: str, write: Write, names: Sequence[str]) -> None:
    """The same out of columns of ours, as they are made of the file's."""
    cells = [table.text(other).to_pylist() for other in names]
    table.overrides[name] = pa.chunked_array([write_cells(write, zip(*cells, strict=True))], pa.string())


def write_cells(write: Write, rows: Iterable[Sequence[str]]) -> pa.Array:
    """The cell of each row, each different combination written once."""
    texts: dict[tuple[str, ...], str] = {}
    cells = []
    for row in map(tuple, rows):
        if row not in texts:
            texts[row] = write(*row)
        cells.append(texts[row])
    return pa.array(cells, pa.string())
