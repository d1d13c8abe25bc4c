"""The rows of a small table, as values to draw."""

from collections.abc import Iterable
from typing import Any, Final

import pandas as pd

from data.answers import Mark

NEEDS = Mark._fields
"""The columns that are asked for."""
NUMBERS = ("start", "end", "importance")
UNCERTAIN: Final = ("?", "%")
APPROXIMATE: Final = ("~", "%")
"""Qualifiers of a date, as EDTF has them."""


class Event(Mark):
    """A mark, with what its drawing asks of it."""

    __slots__ = ()

    @property
    def is_interval(self) -> bool:
        """Whether it lasts, rather than happened at some moment of its span."""
        return "/" in self.date

    @property
    def is_set(self) -> bool:
        """Whether it is one moment (or several) of many: `[2019..2022]`."""
        return self.date.startswith(("[", "{"))

    @property
    def is_uncertain(self) -> bool:
        """Whether its date is written with `?` or `%`."""
        return self.start_qualifier in UNCERTAIN or self.end_qualifier in UNCERTAIN

    @property
    def is_start_soft(self) -> bool:
        """Whether its start is only about right."""
        return self.start_qualifier in APPROXIMATE or self.is_set

    @property
    def is_end_soft(self) -> bool:
        """Whether its end is only about right."""
        return self.end_qualifier in APPROXIMATE or self.is_set

    @property
    def moment(self) -> int:
        """Where it stands in the order of time."""
        return self.start if self.start is not None else (self.end or 0)


def of_marks(marks: Iterable[Mark]) -> list[Event]:
    """An Event for each mark, in their order."""
    return list(map(Event._make, marks))


def read(rows: pd.DataFrame) -> list[Event]:
    """An Event for each row, in the order of the rows."""
    named = {name: rows[name].tolist() for name in NEEDS}
    texts = {name: [str(value) for value in named[name]] for name in NEEDS if name not in NUMBERS}
    times = {name: [None if pd.isna(value) else int(value) for value in named[name]] for name in ("start", "end")}
    ranks = {"importance": [int(value) for value in named["importance"]]}
    columns: dict[str, list[Any]] = texts | times | ranks
    return list(map(Event._make, zip(*(columns[name] for name in NEEDS), strict=True)))
