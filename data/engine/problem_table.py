"""The problems of a large file: a sequence that reads them from the engine's table `problem` as they are asked for."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, overload

import pyarrow as pa

from data.errors import Problem

if TYPE_CHECKING:  # the commands do without an engine where the file is small
    import duckdb

BATCH = 10_000
SCHEMA = pa.schema(
    [("row", pa.int64()), *((name, pa.string()) for name in ("column", "value", "message")), ("is_fatal", pa.bool_())]
)
assert SCHEMA.names == [field.name for field in fields(Problem)]


class Problems(Sequence[Problem]):
    """As a tuple of `Problem`, in the order of the file, but never all of them in memory."""

    def __init__(self, count: int, cursor: "Callable[[], duckdb.DuckDBPyConnection]") -> None:
        self._count, self._cursor = count, cursor

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Problem]:
        return self._from(0, self._count)

    @overload
    def __getitem__(self, index: int) -> Problem: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Problem]: ...
    def __getitem__(self, index: int | slice) -> Problem | Sequence[Problem]:
        """One of them, or those of a slice as a tuple."""
        if isinstance(index, int):
            return next(self._from(range(self._count)[index], 1))
        places = range(self._count)[index]
        if not places:
            return ()
        first, last = min(places), max(places)
        problems = tuple(self._from(first, last - first + 1))
        return tuple(problems[place - first] for place in places)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(Problem.__eq__, self, other))

    __hash__ = None  # type: ignore[assignment]  # equal to a tuple, and no key

    def _from(self, first: int, count: int) -> Iterator[Problem]:
        # in the order in which they were put there, which this engine keeps
        cursor = self._cursor().execute("select * from problem limit ? offset ?", [count, first])
        while rows := cursor.fetchmany(BATCH):
            yield from (Problem(*row) for row in rows)


def from_problems(problems: Sequence[Problem]) -> pa.Table:
    """Problems as a table."""
    columns = {name: [getattr(problem, name) for problem in problems] for name in SCHEMA.names}
    return pa.table(columns, schema=SCHEMA)
