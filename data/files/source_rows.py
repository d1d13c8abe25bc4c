"""The rows of a file that is not written, each known by a digest of all that it says."""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

import pyarrow as pa


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """The records of a file as it is, from 1. sheet: the one of a workbook that is read; sheets: the others.

    each: all records, to find one that is in another place; None where that costs too much.
    """

    name: str
    headers: tuple[str, ...]
    count: int
    digest: str
    read: Callable[[int], Sequence[str]]
    each: Callable[[], Iterable[Sequence[str]]] | None = None
    unnamed: frozenset[int] = frozenset()
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    _keys: dict[int, str] = field(default_factory=dict, repr=False)
    _places: dict[str, list[int]] = field(default_factory=dict, repr=False)

    def key(self, row: int) -> str:
        """The digest of a record."""
        if row not in self._keys:
            self._keys[row] = key_of(self.headers, self.read(row))
        return self._keys[row]

    def find(self, key: str, row: int) -> int:
        """Where the record of a digest is that was the one of this number; 0 where nobody can tell."""
        if not key or (row <= self.count and self.key(row) == key):
            return row if row <= self.count else 0
        if not self._places and self.each:
            for number, cells in enumerate(self.each(), 1):
                self._places.setdefault(key_of(self.headers, cells), []).append(number)
        found = self._places.get(key, ())
        return found[0] if len(found) == 1 else 0


def source_of(columns: Sequence[pa.ChunkedArray], count: int, source: Source) -> Source:
    """The same of columns of text."""
    return replace(
        source, count=count, read=lambda row: [column[row - 1].as_py() or "" for column in columns],
        each=lambda: zip(*(_texts(column) for column in columns), strict=True),
    )  # fmt: skip


def _texts(column: pa.ChunkedArray) -> Iterable[str]:
    return (text or "" for chunk in column.chunks for text in chunk.to_pylist())


def key_of(headers: Sequence[str], cells: Sequence[str]) -> str:
    """What a record says, whatever the order of its columns.

    >>> key_of(["a", "b", "c"], ["1", "2", ""]) == key_of(["b", "a"], ["2", "1"])
    True
    """
    said = sorted((header, cell) for header, cell in zip(headers, cells, strict=False) if cell)
    return hashlib.blake2b(json.dumps(said).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
