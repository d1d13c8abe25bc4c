"""How much one file may be: a cell, a row, the columns and the whole, the same for every format and every reader.

A file of ten kilobytes can say one letter three hundred million times, or one cell a million million times. So what a
file unfolds into is counted before it is made, and refused in a sentence where it is too much.
"""

from collections.abc import Collection, Sequence
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from data.errors import BadFile

MOST_CELL: Final = 2_000_000
"""Characters of the longest cell."""
MOST_ROW: Final = 8_000_000
"""Bytes of UTF-8 in all cells of a row."""
MOST_COLUMNS: Final = 1_000
LONGEST_HEADER: Final = 200
LEAST_WHOLE: Final = 512 << 20
MOST_TIMES: Final = 100
"""The whole: so many bytes in memory, or so many times what the file itself has."""
MOST_PART: Final = 1 << 30
"""Bytes of one part of a zipped workbook: a million rows of ten columns take half of it."""
IN_ROW: Final = 64
IN_COLUMN: Final = 4
"""Bytes of memory that a cell takes beside its letters: among the cells of its row, and in a column."""
OF_ROW: Final = 100
"""Bytes that a row takes beside its cells, for what is understood of it."""


def whole(size: int) -> int:
    """Bytes of memory that a file of so many bytes may unfold into."""
    return max(LEAST_WHOLE, MOST_TIMES * size)


class Meter:
    """What a file unfolds into, counted while it is read. Each method raises BadFile where it is too much.

    >>> Meter("small.ods", 500).row({0: "x"}.values(), 1, times=10**9)
    Traceback (most recent call last):
    data.errors.BadFile: small.ods unfolds into far more than a file of its size may hold. Split it into smaller files.
    """

    def __init__(self, name: str, size: int) -> None:
        self.name, self._left = name, whole(size)

    def take(self, weight: int) -> None:
        """So many bytes of memory more."""
        self._left -= weight
        if self._left < 0:
            raise unfolds(self.name)

    def row(self, cells: Collection[str], number: int, times: int = 1) -> None:
        """A row in so many copies, with cells that are texts."""
        letters = sum(map(len, cells))
        if letters > MOST_CELL:
            _check_row(self.name, [len(cell) for cell in cells], letters, number)
        self.take((letters + IN_ROW * len(cells) + OF_ROW) * times)

    def table(self, rows: int, columns: int) -> None:
        """A table of so many rows and columns, whatever is in its cells."""
        self.take(rows * (columns * IN_COLUMN + OF_ROW))

    def columns(self, columns: Sequence[pa.Array | pa.ChunkedArray], first: int = 1) -> None:
        """Columns of text or bytes, some rows of them, the first of this number; with dictionaries as they unfold."""
        self.lengths([_lengths(column) for column in columns], columns, first)

    def lengths(self, lengths: Sequence[pa.Array], columns: Sequence[pa.Array | pa.ChunkedArray], first: int) -> None:
        """The same, where the bytes of each cell are known."""
        letters = sum(pc.sum(column).as_py() or 0 for column in lengths)
        self.take(letters)
        self.table(len(lengths[0]) if lengths else 0, len(lengths))
        if letters <= MOST_CELL:
            return
        for length, column in zip(lengths, columns, strict=True):
            _check_cells(self.name, length, column, first)
        if letters > MOST_ROW:
            rows = np.sum([_numbers(column) for column in lengths], axis=0, dtype=np.int64)
            if rows.max(initial=0) > MOST_ROW:
                raise too_wide(self.name, int(rows.argmax()) + first)


def _lengths(column: pa.Array | pa.ChunkedArray) -> pa.Array:
    """The bytes of each cell."""
    if isinstance(column, pa.DictionaryArray):
        return pc.binary_length(column.dictionary).take(column.indices)
    return pc.binary_length(column)


def _numbers(lengths: pa.Array | pa.ChunkedArray) -> NDArray[np.int64]:
    return np.asarray(pc.fill_null(lengths, 0), np.int64)


def _check_row(name: str, lengths: Sequence[int], letters: int, number: int) -> None:
    if max(lengths) > MOST_CELL:
        raise too_long(name, f"row {number:,}")
    if letters > MOST_ROW:
        raise too_wide(name, number)


def _check_cells(name: str, lengths: pa.Array, column: pa.Array | pa.ChunkedArray, first: int) -> None:
    """Raises BadFile for a cell that is too long; a character may take four bytes."""
    for place in np.flatnonzero(_numbers(lengths) > MOST_CELL):
        length = lengths[int(place)].as_py()
        if length > 4 * MOST_CELL or len(str(column[int(place)].as_py())) > MOST_CELL:
            raise too_long(name, f"row {int(place) + first:,}")


def too_long(name: str, where: str, *, is_quoted: bool = False) -> BadFile:
    """The sentence for a cell that is longer than any cell of a table. is_quoted: whether it may be that because of a
    quotation mark."""
    quoted = "Look there for a quotation mark that is opened and never closed, or shorten the cell."
    return BadFile(
        f"{name} has a cell of more than {MOST_CELL:,} characters in {where}.",
        text=name,
        advice=quoted if is_quoted else "Shorten it.",
    )


def too_wide(name: str, number: int) -> BadFile:
    """The sentence for a row whose cells are too much together."""
    message = f"{name} has more than {MOST_ROW // 1_000_000} MB in its row {number:,}."
    return BadFile(message, text=name, advice="Shorten its cells.")


def too_many_columns(name: str, count: int) -> BadFile:
    """The sentence for more columns than any table of events has."""
    return BadFile(
        f"{name} has {count:,} columns, and at most {MOST_COLUMNS:,} are read.",
        text=name,
        advice="Keep the columns that belong to the events; rows and columns may have been exchanged.",
    )


def unfolds(name: str) -> BadFile:
    """The sentence for a file that is small only while nobody reads it."""
    message = f"{name} unfolds into far more than a file of its size may hold."
    return BadFile(message, text=name, advice="Split it into smaller files.")
