"""A column judged: each different text read once, then laid out over the rows again."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from data.errors import MOST_SHOWN, DatelineError, Problem

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ParsedCells(Generic[T]):
    """The different texts of a column, what each was read as (None where it could not be), and which each row has."""

    texts: list[str]
    values: list[T | None]
    errors: dict[int, DatelineError]
    indices: NDArray[np.int64]

    def array(self, of: Callable[[T], object], kind: pa.DataType, otherwise: object = None) -> pa.Array:
        """One part of each row's value; `otherwise` where there is none."""
        parts = pa.array([otherwise if value is None else of(value) for value in self.values], kind)
        return parts.take(pa.array(self.indices))

    def has_value(self) -> NDArray[np.bool_]:
        """For each row whether there is a value."""
        return np.array([value is not None for value in self.values], bool)[self.indices]

    def problems(self, header: str, *, fatal: bool = False) -> Iterator[Problem]:
        """One for each row whose text could not be read."""
        bad = np.zeros(len(self.texts), bool)
        bad[list(self.errors)] = True
        messages = {place: str(error) for place, error in self.errors.items()}
        for row in np.flatnonzero(bad[self.indices]):
            place = int(self.indices[row])
            yield Problem(int(row) + 1, header, self.texts[place][: MOST_SHOWN + 1], messages[place], fatal)


def distinct(cells: pa.ChunkedArray) -> tuple[list[str], NDArray[np.int64]]:
    """The different texts of a column, and for each row which of them it has."""
    coded = pc.dictionary_encode(together(cells))
    return coded.dictionary.to_pylist(), integers(coded.indices)


def integers(column: pa.Array) -> NDArray[np.int64]:
    """A column without NULLs as numbers."""
    column = column.cast(pa.int64())
    return np.frombuffer(column.buffers()[1], np.int64, len(column), column.offset * 8)


def flags(column: pa.Array | pa.ChunkedArray) -> NDArray[np.bool_]:
    """A column of true and false as such; NULL is false."""
    return integers(pc.fill_null(together(column), False)).astype(bool)


def together(cells: pa.ChunkedArray | pa.Array) -> pa.Array:
    """A column in one piece, whatever its size."""
    if isinstance(cells, pa.Array):
        return cells
    if cells.nbytes > 2_000_000_000:
        cells = cells.cast(pa.large_string())
    return pa.concat_arrays(cells.chunks) if cells.num_chunks else pa.array([], cells.type)


def parse_cells(cells: pa.ChunkedArray, read: Callable[[str], T]) -> ParsedCells[T]:
    """A column of trimmed cells as `read` understands each text; empty cells have no value and no error."""
    texts, indices = distinct(cells)
    values: list[T | None] = [None] * len(texts)
    errors: dict[int, DatelineError] = {}
    for place, text in enumerate(texts):
        if text:
            try:
                values[place] = read(text)
            except DatelineError as error:
                errors[place] = error.with_traceback(None)
    return ParsedCells(texts, values, errors, indices)
