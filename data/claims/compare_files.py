"""Two readings of one data set, an earlier file and the one of today: rows that were changed, withdrawn or added."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

import pyarrow as pa

from data.schema import PRIVATE
from data.view.parameters import OWN

COMPARED: Final = (
    *("date", "title", "text", "kind", "category", "actors", "tags", "place", "latitude", "longitude", "source", "url"),
    *(
        "reported",
        "grade",
        "metric",
        "value",
        "unit",
        "importance",
        "sequence",
        "media",
        "credit",
        "caption",
        "alt",
        "quotation",
        "links",
        "notes",
    ),
)
"""The columns of the engine's events whose cells are compared, beside the user's own. Of what is private it is said
that it changed, not what it says."""
MOST_ROWS: Final = 500_000

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that is not what it was; both texts are empty where they are for the briefer alone."""

    column: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class ChangedEvent:
    """A row that is in both files, and its cells that differ. `id` and `date` are those of today."""

    id: str
    date: str
    title: str
    cells: tuple[Cell, ...]
    importance: int = 2


@dataclass(frozen=True, slots=True)
class Single:
    """A row that is in one file only."""

    id: str
    date: str
    title: str
    source: str
    importance: int = 2


@dataclass(frozen=True, slots=True)
class Comparison:
    """Rows of both files, told apart by `id`; each list in time order."""

    changed: tuple[ChangedEvent, ...]
    withdrawn: tuple[Single, ...]
    added: tuple[Single, ...]
    same: int


class HasEvents(Protocol):
    """What is asked of a data set: its table of events, as an expression."""

    def table(self, name: str = "event") -> Any: ...


def compare_sets(earlier: HasEvents, today: HasEvents) -> Comparison:
    """What became of each event of an earlier file, of two data sets that are open."""
    return compare(earlier.table().to_pyarrow(), today.table().to_pyarrow())


def compare(earlier: pa.Table, today: pa.Table) -> Comparison:
    """What became of each event of an earlier file.

    earlier, today: events as the engine holds them. Rows are matched by `id`. An id that was made from date and title
    changes with them, so that what is left over is matched a second time: by all else that the row says, where that
    says it without doubt.
    """
    columns = _columns(earlier, today)
    before, after = _by_id(earlier, columns), _by_id(today, columns)
    pairs = [(before[name], row) for name, row in after.items() if name in before]
    lost = [row for name, row in before.items() if name not in after]
    new = [row for name, row in after.items() if name not in before]
    renamed = _matched(lost, new, columns)
    lost_rows, come = {id(old) for old, _ in renamed}, {id(row) for _, row in renamed}
    changed = [_changed(old, row, columns) for old, row in (*pairs, *renamed)]
    differing = [event for event in changed if event.cells]
    return Comparison(
        tuple(sorted(differing, key=lambda event: event.date)),
        tuple(_single(row) for row in lost if id(row) not in lost_rows),
        tuple(_single(row) for row in new if id(row) not in come),
        len(changed) - len(differing),
    )


def _columns(*tables: pa.Table) -> list[str]:
    own = dict.fromkeys(name for table in tables for name in table.column_names if name.startswith(OWN))
    return [*COMPARED, *own]


def _by_id(table: pa.Table, columns: Sequence[str]) -> dict[str, Row]:
    rows = table.select(["id", *(name for name in columns if name in table.column_names)])
    return {row["id"]: row for row in rows.to_pylist()}


def _matched(lost: Iterable[Row], new: Iterable[Row], columns: Sequence[str]) -> list[tuple[Row, Row]]:
    """The rows of which only the date, or only the title, was written again, and that have no twin."""
    pairs: list[tuple[Row, Row]] = []
    for written_again in ("title", "date"):
        rest = [name for name in columns if name != written_again]
        paired = {id(row) for pair in pairs for row in pair}
        olds, news = (_grouped([row for row in rows if id(row) not in paired], rest) for rows in (lost, new))
        pairs += [(old[0], news[key][0]) for key, old in olds.items() if len(old) == len(news.get(key, ())) == 1]
    return pairs


def _grouped(rows: Iterable[Row], columns: Sequence[str]) -> dict[tuple[str, ...], list[Row]]:
    groups: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        groups[tuple(_text(row, name) for name in columns)].append(row)
    return groups


def _changed(before: Row, now: Row, columns: Sequence[str]) -> ChangedEvent:
    differing = [(name, _text(before, name), _text(now, name)) for name in columns]
    cells = [
        Cell(name.removeprefix(OWN), "", "") if name in PRIVATE else Cell(name.removeprefix(OWN), old, new)
        for name, old, new in differing
        if old != new
    ]
    return ChangedEvent(now["id"], now["date"], now["title"], tuple(cells), int(now["importance"]))


def _single(row: Row) -> Single:
    return Single(row["id"], row["date"], row["title"], row["source"], int(row["importance"]))


def _text(row: Row, name: str) -> str:
    """A cell as text; what a file has no column for is empty."""
    value = row.get(name)
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
