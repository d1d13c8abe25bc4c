"""The rows of a small table, as values to draw."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

NEEDS = (
    *("id", "date", "start", "end", "precision", "start_qualifier", "end_qualifier"),
    *("title", "category", "lane", "source", "importance"),
)
"""The columns that are asked for."""


@dataclass(frozen=True, slots=True)
class Event:
    """An event in one lane. Times are seconds, None is open, the end is exclusive."""

    id: str
    date: str
    start: int | None
    end: int | None
    precision: str
    start_qualifier: str
    end_qualifier: str
    title: str
    category: str
    lane: str
    source: str
    importance: int

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
        return bool({"?", "%"} & {self.start_qualifier, self.end_qualifier})

    @property
    def is_start_soft(self) -> bool:
        """Whether its start is only about right."""
        return self.start_qualifier in {"~", "%"} or self.is_set

    @property
    def is_end_soft(self) -> bool:
        """Whether its end is only about right."""
        return self.end_qualifier in {"~", "%"} or self.is_set

    @property
    def moment(self) -> int:
        """Where it stands in the order of time."""
        return self.start if self.start is not None else (self.end or 0)


def read(rows: pd.DataFrame) -> list[Event]:
    """An Event for each row, in the order of the rows."""
    columns = [rows[name].tolist() for name in NEEDS]
    return [Event(*_clean(values)) for values in zip(*columns, strict=True)]  # type: ignore[arg-type]


def _clean(values: Iterable[object]) -> list[object]:
    row = [None if pd.isna(value) else value for value in values]  # type: ignore[call-overload]
    row[2:4] = [None if value is None else int(value) for value in row[2:4]]
    row[-1] = int(row[-1]) if row[-1] is not None else 2
    return ["" if value is None and at not in (2, 3) else value for at, value in enumerate(row)]
