"""A column file beside the tables of a large data set: numbers in the order of `place`, mapped into memory.

Of a text column with few values it holds which of them each event has. All servers of a machine share what they read
of it, and the system takes that back when it needs room; nothing is copied.

    ColumnFile(path)             opens one; raises OSError and ValueError where it is none
    Writer(file)                 writes one
"""

import json
import mmap
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import BinaryIO, Final

import numpy as np

from data.columnar.columns import Array
from data.view.parameters import OWN

ALIGNED: Final = 64
ENDING: Final = b"dateline"
LAST: Final = 8 + len(ENDING)


class ColumnFile:
    """An open file: `data.columnar.columns.Columns`, eras among them, and `is_event` says which are none."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        size = len(self._bytes)
        if self._bytes[size - len(ENDING) :] != ENDING:
            raise ValueError(f"{path.name} is not whole")
        length = int.from_bytes(self._bytes[size - LAST : size - len(ENDING)], "little")
        layout = json.loads(self._bytes[size - LAST - length : size - LAST])
        self._layout: Mapping[str, tuple[str, int, int]] = layout["columns"]
        self._values: Mapping[str, Sequence[str]] = layout["values"]
        self.coded: frozenset[str] = frozenset(self._values)
        self.events: int = layout["events"]
        self._own: frozenset[str] = frozenset(layout["own"])

    def __getitem__(self, name: str) -> Array:
        """A column, for reading only."""
        kind, offset, length = self._layout[name]
        return np.frombuffer(self._bytes, kind, length, offset)

    def __contains__(self, name: str) -> bool:
        """Whether there is a column of this name."""
        return name in self._layout

    def values(self, name: str) -> Sequence[str]:
        """The texts of a coded column, sorted."""
        return self._values[name]

    def is_absent(self, name: str) -> bool:
        """Whether this is an own column that no event has: it is empty in each."""
        return name.startswith(OWN) and name not in self._own


class Writer:
    """Takes columns one by one, so that only one need be in memory."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._layout: dict[str, tuple[str, int, int]] = {}
        self._values: dict[str, Sequence[str]] = {}

    def add(self, name: str, column: Array, values: Sequence[str] | None = None) -> None:
        """Write a column; values: the texts that its codes stand for."""
        self._file.write(bytes(-self._file.tell() % ALIGNED))
        self._layout[name] = column.dtype.str, self._file.tell(), len(column)
        self._file.write(np.ascontiguousarray(column).data)
        if values is not None:
            self._values[name] = values

    def close(self, events: int, own: Sequence[str]) -> None:
        """Write what is where; before that, the file is none."""
        layout = {"columns": self._layout, "values": self._values, "events": events, "own": own}
        text = json.dumps(layout).encode()
        self._file.write(text + len(text).to_bytes(8, "little") + ENDING)
