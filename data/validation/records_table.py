"""The records of a file with their headers, and what has been found about them so far."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.dates.conventions import NOTHING, Conventions
from data.errors import MOST_SHOWN, Problem
from data.files.records import Records
from data.validation.distinct_texts import ParsedCells, flags, parse_cells

T = TypeVar("T")
OWN = "x:"
"""Before the header in the name of a column of the user's own."""


@dataclass(slots=True)
class Table:
    """The records with their headers, and the problems and notes found so far."""

    records: Records
    headers: Sequence[str]
    columns: Mapping[str, str]
    unnamed: frozenset[int] = frozenset()
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    texts: dict[int, pa.ChunkedArray] = field(default_factory=dict)
    overrides: dict[str, pa.ChunkedArray] = field(default_factory=dict)
    """Columns of ours that are made of several of the file's, which are `merged`: their places."""
    merged: set[int] = field(default_factory=set)
    conventions: Conventions = NOTHING
    """What was answered about the dates."""

    @property
    def count(self) -> int:
        """Records."""
        return self.records.count

    def header(self, name: str) -> str:
        """The header a column has in the file; its own name where the file has no such column."""
        return self.columns.get(name, name)

    def text(self, name: str) -> pa.ChunkedArray:
        """The trimmed cells of a column of ours; empty ones where the file has no such column."""
        if name in self.overrides:
            return self.overrides[name]
        if name not in self.columns:
            return pa.chunked_array([pa.repeat("", self.count)])
        return self.trimmed(self.headers.index(self.columns[name]))

    def trimmed(self, place: int) -> pa.ChunkedArray:
        """The cells of the column at a place, without NULs and spaces around them."""
        if place not in self.texts:
            self.texts[place] = pc.utf8_trim_whitespace(self._without_nul(place))
        return self.texts[place]

    def _without_nul(self, place: int) -> pa.ChunkedArray:
        column = self.records.columns[place]
        holed = pc.match_substring(column, "\0")
        if not pc.any(holed).as_py():
            return column
        message = "This cell has NUL characters, which are no text; they are left out. Write the cell again."
        for row in np.flatnonzero(flags(holed)):
            written = str(column[int(row)].as_py())[:MOST_SHOWN].replace("\0", "␀")
            self.problems.append(Problem(int(row) + 1, self.headers[place], written, message))
        return pc.replace_substring(column, "\0", "")

    def distinct_texts(self, place: int) -> list[str]:
        """The different cells of the column at a place."""
        texts: list[str] = self.trimmed(place).unique().to_pylist()
        return texts

    def parse(self, name: str, read: Callable[[str], T]) -> ParsedCells[T]:
        """A column as `read` understands it; the problems are kept."""
        cells = parse_cells(self.text(name), read)
        self.problems += cells.problems(self.header(name))
        return cells
