"""Cells that are written out of several others of their row, each different combination once, for either reader.

What is written is what a person would have written in one cell: it is judged by the same grammars afterwards.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

import pyarrow as pa

if TYPE_CHECKING:  # a table is made of records, and those are cut by what knows the sources that come by here
    from data.bulk.distinct import Columns
    from data.validation.table import Table

Write = Callable[..., str]
"""The trimmed cells of a row, in the order of their places, to the cell that stands for them."""
NOWHERE = -1
"""The place of a column that the file does not have: its cells are empty."""


def put(table: "Table", name: str, write: Write, places: Sequence[int]) -> None:
    """The cells of a column of ours, written out of the columns at some places."""
    cells = [table.trimmed(place).to_pylist() if place != NOWHERE else [""] * table.count for place in places]
    table.made[name] = pa.chunked_array([_written(write, zip(*cells, strict=True))], pa.string())


def put_made(table: "Table", name: str, write: Write, names: Sequence[str]) -> None:
    """The same out of columns of ours, as they are made of the file's."""
    cells = [table.text(other).to_pylist() for other in names]
    table.made[name] = pa.chunked_array([_written(write, zip(*cells, strict=True))], pa.string())


def put_in_engine(of: "Columns", name: str, write: Write, places: Sequence[int]) -> None:
    """The cells of a column of ours in a large file: a column of `record` beside those of the file."""
    _put_in_engine(of, name, write, [of.at(place) if place != NOWHERE else "''" for place in places])


def put_made_in_engine(of: "Columns", name: str, write: Write, names: Sequence[str]) -> None:
    """The same out of columns of ours, as they are made of the file's."""
    _put_in_engine(of, name, write, [of.cell(other) for other in names])


def _put_in_engine(of: "Columns", name: str, write: Write, cells: Sequence[str]) -> None:
    column = f"derived_{name}" if name not in of.derived else f"{of.derived[name]}_2"
    engine: Any = of.held  # its stubs know of no Arrow here
    make = lambda given: _written(write, given.to_pylist())  # noqa: E731
    engine.create_function(f"dateline_{column}", make, ["varchar[]"], "varchar", type="arrow")
    of.held.execute(f"alter table record add column {column} varchar")
    of.held.execute(f"update record set {column} = dateline_{column}([{', '.join(cells)}])")
    of.derived[name] = column


def _written(write: Write, rows: Iterable[Sequence[str]]) -> pa.Array:
    known: dict[tuple[str, ...], str] = {}
    made = []
    for row in map(tuple, rows):
        if row not in known:
            known[row] = write(*row)
        made.append(known[row])
    return pa.array(made, pa.string())
