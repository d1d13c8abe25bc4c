"""Cells that are written out of several others of their row, in a large file: see `data.validation.combined_cells`."""

from collections.abc import Sequence
from typing import Any

from data.bulk.distinct_texts import Columns
from data.profiles import NOWHERE, Fit, Write
from data.validation.combined_cells import write_cells


def put(of: Columns, name: str, write: Write, places: Sequence[int]) -> None:
    """The cells of a column of ours, as a column of `record` beside those of the file at some places."""
    _put(of, name, write, [of.cell_at(place) if place != NOWHERE else "''" for place in places])


def put_fitted(of: Columns, fitted: Fit) -> None:
    """The columns of ours in a table of a known source."""
    for name, (write, places) in fitted.written.items():
        put(of, name, write, places)
    of.unread |= fitted.unread


def put_derived(of: Columns, name: str, write: Write, names: Sequence[str]) -> None:
    """The same out of columns of ours, as they are made of the file's."""
    _put(of, name, write, [of.cell(other) for other in names])


def _put(of: Columns, name: str, write: Write, cells: Sequence[str]) -> None:
    column = f"derived_{name}" if name not in of.derived else f"{of.derived[name]}_2"
    engine: Any = of.engine  # its stubs know of no Arrow here
    make = lambda rows: write_cells(write, rows.to_pylist())  # noqa: E731
    engine.create_function(f"dateline_{column}", make, ["varchar[]"], "varchar", type="arrow")
    of.engine.execute(f"alter table record add column {column} varchar")
    of.engine.execute(f"update record set {column} = dateline_{column}([{', '.join(cells)}])")
    of.derived[name] = column
