"""What stands beside the tables of a large file, built behind the viewers where it is not there: the index of its
words, and its column file (`data.columnar.column_file`)."""

import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa

from data.columnar.column_file import ColumnFile
from data.engine import cache_folder, connection
from data.engine.background_threads import later
from data.search import tokens
from data.search.tokens import Piece

SUFFIX: Final = "-words"
"""What the name of a file of tables has more for its index."""
COLUMNS: Final = "-columns"
"""And for its column file."""
MOST_TOKENS: Final = 5_000
MOST_POSTINGS: Final = 12_000_000
"""A part of a word that is in more than these is in so many events that looking through all of them is no slower."""
MEMORY: Final = "200MB"
WAIT_SECONDS: Final = 5.0
"""The first viewer's page comes first."""
ROOT: Final = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Events by their `place`, some of them twice, as a table of one column; whether all have what was looked for."""

    places: pa.Table
    are_exact: bool


class _Open:
    """An index file."""

    def __init__(self, path: Path) -> None:
        """Raises `duckdb.Error` where it is none."""
        engine = connection.reading(path)
        engine.execute(f"set memory_limit = '{MEMORY}'")
        self._engine = connection.lock(engine)
        [[self._is_worth_it]] = self._engine.execute("select is_worth_it from about").fetchall()

    def candidates(self, words: Sequence[str]) -> Candidates | None:
        """The events that may have all the words; None where the texts are looked through as quickly."""
        if not self._is_worth_it:
            return None
        cursor = self._engine.cursor()
        parts = [tokens.pieces(word) for word in words]
        different = dict.fromkeys(piece for part in parts for piece in part)
        token_lists = sorted((_tokens(cursor, piece) for piece in different), key=lambda one: one[1])
        narrow = [numbers for numbers, events in token_lists if len(numbers) <= MOST_TOKENS and events <= MOST_POSTINGS]
        if not narrow:
            return None
        is_exact = len(narrow) == len(token_lists) and all(
            len(part) == 1 and part[0].how == "contains" for part in parts
        )
        return Candidates(cursor.sql(_places(narrow)).to_arrow_table(), is_exact)


def _tokens(cursor: duckdb.DuckDBPyConnection, piece: Piece) -> tuple[list[int], int]:
    """The numbers of the tokens with this piece in them, and how often they are there at all."""
    condition = "text = ?" if piece.how == "=" else f"{piece.how}(text, ?)"
    rows = cursor.execute(f"select number, events from token where {condition}", [piece.text]).fetchall()
    return [number for number, _ in rows], sum(events for _, events in rows)


def _places(narrow: Sequence[Sequence[int]]) -> str:
    """As SQL: the places that have a token of each list, the shortest list first."""
    first, *others = (f"number in ({', '.join(map(str, numbers))})" if numbers else "false" for numbers in narrow)
    conditions = "".join(f" and place in (select place from posting where {other})" for other in others)
    return f"select place from posting where {first}{conditions}"


class Index:
    """The index of the kept file of tables of this name, if there is one; `begin` sees to it that there will be."""

    def __init__(self, name: str) -> None:
        self._name, self._lock = name, threading.Lock()
        self._is_begun = self._is_closed = False
        self._child: subprocess.Popen[bytes] | None = None
        self.columns = _columns(name)
        self._open = _opened(name)

    def candidates(self, words: Sequence[str]) -> Candidates | None:
        """The events that may have all these words; None where it is not known without looking through all."""
        return self._open.candidates(words) if self._open else None

    def begin(self) -> None:
        """Build it beside all else, unless it is there or somebody is at it; costs nothing the next time."""
        with self._lock:
            if self._is_begun or self._is_whole:
                return
            self._is_begun = True
        later(WAIT_SECONDS, self.build, self.close)

    def build(self) -> None:
        """Build it now, if the tables are kept; what fails leaves no index, and words are looked for without."""
        tables = cache_folder.find(self._name)
        if tables and not self.columns:
            self._make(tables, COLUMNS)
            self.columns = None if self._is_closed else _columns(self._name)
        if tables and not self._open:
            self._make(tables, SUFFIX)
            self._open = None if self._is_closed else _opened(self._name)

    @property
    def _is_whole(self) -> bool:
        return self._open is not None and self.columns is not None

    def _make(self, tables: Path, suffix: str) -> None:
        with suppress(OSError, _Failed), cache_folder.adding(self._name + suffix) as part:
            self._run(tables, part, suffix)

    def _run(self, tables: Path, part: Path, suffix: str) -> None:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        command = [
            sys.executable,
            "-m",
            "data.search.build_index",
            str(tables.absolute()),
            str(part.absolute()),
            suffix,
        ]
        with self._lock:
            if self._is_closed:
                raise _Failed
            self._child = subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)
        with self._child as child:
            if child.wait():
                raise _Failed

    def close(self) -> None:
        """End what is being built; nothing is left of it."""
        with self._lock:
            self._is_closed = True
            if self._child:
                self._child.kill()


class _Failed(Exception):  # noqa: N818 - it says what is so
    """No index was built."""


def _columns(name: str) -> ColumnFile | None:
    """The column file of this name; None where there is none, or a damaged one, which goes."""
    path = cache_folder.find(name + COLUMNS)
    try:
        return ColumnFile(path) if path else None
    except (OSError, ValueError):
        cache_folder.drop(path) if path else None
        return None


def _opened(name: str) -> _Open | None:
    """The index of this name; None where there is none, or a damaged one, which goes."""
    path = cache_folder.find(name + SUFFIX)
    try:
        return _Open(path) if path else None
    except duckdb.Error:
        cache_folder.drop(path) if path else None
        return None
