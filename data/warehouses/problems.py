"""What cannot be read in a table of somebody else's: counted when it is opened, and asked for when it is looked at."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, overload

import ibis.expr.types as ir

from data.errors import Problem

MOST_PROBLEMS: Final = 1000
"""Problems of one kind that are asked for; how many there are is known all the same."""


class WarehouseProblems(Sequence[Problem]):
    """As a tuple of the first of them by row; `len` says how many there are in all."""

    def __init__(self, count: int, table: Callable[[int], ir.Table]) -> None:
        self._count, self._table = count, table

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Problem]:
        return iter(self._read() if self._count else ())

    @overload
    def __getitem__(self, index: int) -> Problem: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Problem]: ...
    def __getitem__(self, index: int | slice) -> Problem | Sequence[Problem]:
        return (self._read() if self._count else ())[index]

    def _read(self) -> tuple[Problem, ...]:
        return tuple(Problem(**row) for row in self._table(MOST_PROBLEMS).to_pyarrow().to_pylist())
