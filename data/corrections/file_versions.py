"""The cells of a file as rows of text, one version made into the one before or after it by what the journal says."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from data.errors import BadFile
from data.files.changed_table import EditableTable
from data.files.journal_lines import Entry, Save

MOST_LISTED: Final = 20_000
"""Cells that another program may have changed at once, to be written down one by one."""
MOST_ALIGNED: Final = 4_000
"""Rows among which those that stayed are looked for one by one."""


@dataclass(slots=True)
class Grid:
    """Headers, and rows of as many cells."""

    headers: list[str]
    rows: list[list[str]]

    def copy(self) -> "Grid":
        """The same cells, to be changed."""
        return Grid(list(self.headers), [list(row) for row in self.rows])


def grid_of(table: EditableTable) -> Grid:
    """The cells of a file."""
    return Grid(list(table.layout.headers), [list(cells) for cells in table.all_cells()])


def as_csv(grid: Grid, delimiter: str = ",") -> str:
    """A file of these cells.

    >>> as_csv(Grid(["date", "title"], [["2022", "a, b"]]))
    'date,title\\n2022,"a, b"\\n'
    """
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows([grid.headers, *grid.rows])
    return text.getvalue()


def forth(grid: Grid, entries: Sequence[Entry]) -> None:
    """Make a grid what it was after these changes."""
    gone_columns = {entry.column for entry in entries if entry.row == 0 and entry.after is None}
    for row in sorted(_rows(entries, gone_columns, gone=True), reverse=True):
        del grid.rows[row - 1]
    for entry in sorted((e for e in entries if e.row == 0), key=lambda e: e.after is not None):
        _take_column(grid, entry.column) if entry.after is None else _put_column(grid, entry)
    for row in sorted(_rows(entries, gone_columns, gone=False)):
        grid.rows.insert(row - 1, [""] * len(grid.headers))
    for entry in entries:
        if entry.row and entry.after is not None:
            grid.rows[entry.row - 1][grid.headers.index(entry.column)] = entry.after


def back(grid: Grid, entries: Sequence[Entry]) -> None:
    """Make a grid what it was before these changes."""
    gone_columns = {entry.column for entry in entries if entry.row == 0 and entry.after is None}
    for entry in entries:
        if entry.row and entry.before is not None and entry.after is not None:
            grid.rows[entry.row - 1][grid.headers.index(entry.column)] = entry.before
    for row in sorted(_rows(entries, gone_columns, gone=False), reverse=True):
        del grid.rows[row - 1]
    for entry in sorted((e for e in entries if e.row == 0), key=lambda e: e.after is None):
        _take_column(grid, entry.column) if entry.before is None else _put_column(grid, entry)
    for row in sorted(_rows(entries, gone_columns, gone=True)):
        grid.rows.insert(row - 1, [""] * len(grid.headers))
    for entry in entries:
        if entry.row and entry.before is not None and entry.after is None:
            grid.rows[entry.row - 1][grid.headers.index(entry.column)] = entry.before


def _rows(entries: Sequence[Entry], gone_columns: set[str], *, gone: bool) -> set[int]:
    """The rows that went with a save, or that came with it; those of columns that went are not meant."""
    return {
        entry.row
        for entry in entries
        if entry.row and (entry.after if gone else entry.before) is None and entry.column not in gone_columns
    }


def _take_column(grid: Grid, column: str) -> None:
    place = grid.headers.index(column)
    del grid.headers[place]
    for row in grid.rows:
        del row[place]


def _put_column(grid: Grid, entry: Entry) -> None:
    place = len(grid.headers) if entry.place is None else entry.place
    grid.headers.insert(place, entry.column)
    for row in grid.rows:
        row.insert(place, "")


def as_it_was(grid: Grid, saves: Sequence[Save], number: int) -> Grid:
    """A file as it was after the save of a number, 0 before the first. Raises BadFile where nobody knows any more."""
    earlier = grid.copy()
    for save in reversed(saves):
        if save.number <= number:
            break
        if not save.is_known:
            raise BadFile(
                f"What was changed outside on {save.at[:10]} is not known.", text=save.at,
                advice="Choose a moment after that.",
            )  # fmt: skip
        back(earlier, save.entries)
    return earlier


def differences(before: Grid, after: Grid) -> list[Entry] | None:
    """What became of each cell; None where the columns were put in another order, or too much is another."""
    columns = _columns(before.headers, after.headers)
    if columns is None:
        return None
    gone = [header for header in before.headers if header not in after.headers]
    kept = [header for header in before.headers if header in after.headers]
    entries = list(columns)
    old = _projected(before, kept)
    new = _projected(after, kept)
    for tag, start, stop, first, last in _aligned(old, new):
        if tag == "equal":
            continue
        pairs = min(stop - start, last - first)
        for offset in range(pairs):
            entries += _cells(kept, old[start + offset], new[first + offset], first + offset + 1)
        entries += [e for row in range(start + pairs, stop) for e in _whole(before, row, is_gone=True)]
        entries += [e for row in range(first + pairs, last) for e in _whole(after, row, is_gone=False)]
        if len(entries) > MOST_LISTED:
            return None
    return _with_columns(entries, before, after, gone, columns)


def _with_columns(
    entries: list[Entry], before: Grid, after: Grid, gone: Sequence[str], columns: Sequence[Entry]
) -> list[Entry] | None:
    """The cells of columns that came or went beside the others; None where rows came or went too, or they are many."""
    if not columns:
        return entries
    if len(before.rows) != len(after.rows) or any(
        entry.row and None in (entry.before, entry.after) for entry in entries
    ):
        return None
    for header in gone:
        place = before.headers.index(header)
        entries += [Entry("", n, header, row[place], None) for n, row in enumerate(before.rows, 1) if row[place]]
    for header in (entry.column for entry in columns if entry.before is None):
        place = after.headers.index(header)
        entries += [Entry("", n, header, "", row[place]) for n, row in enumerate(after.rows, 1) if row[place]]
    return entries if len(entries) <= MOST_LISTED else None


def _columns(before: Sequence[str], after: Sequence[str]) -> list[Entry] | None:
    kept = [header for header in before if header in after]
    if kept != [header for header in after if header in before]:
        return None
    entries = [Entry("", 0, name, name, None, place) for place, name in enumerate(before) if name not in after]
    return entries + [Entry("", 0, name, None, name, place) for place, name in enumerate(after) if name not in before]


def _projected(grid: Grid, headers: Sequence[str]) -> list[tuple[str, ...]]:
    places = [grid.headers.index(header) for header in headers]
    return [tuple(row[place] for place in places) for row in grid.rows]


def _aligned(old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]]) -> list[tuple[str, int, int, int, int]]:
    """Which rows are the same, as `difflib` says it: what is alike at both ends is not looked at again."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    one, other = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(one) == len(other) or max(len(one), len(other)) > MOST_ALIGNED:
        return [("replace", head, head + len(one), head, head + len(other))]
    codes = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    return [(tag, head + i1, head + i2, head + j1, head + j2) for tag, i1, i2, j1, j2 in codes]


def _cells(headers: Sequence[str], before: Sequence[str], after: Sequence[str], row: int) -> list[Entry]:
    triples = zip(headers, before, after, strict=True)
    return [Entry("", row, header, old, new) for header, old, new in triples if old != new]


def _whole(grid: Grid, place: int, *, is_gone: bool) -> list[Entry]:
    return whole_row(grid.headers, grid.rows[place], place + 1, "", is_gone=is_gone)


def whole_row(headers: Sequence[str], cells: Sequence[str], row: int, name: str, *, is_gone: bool) -> list[Entry]:
    """A row that came, or went: its cells that say something, and the first one always."""
    said = [
        (header, cell) for place, (header, cell) in enumerate(zip(headers, cells, strict=False)) if cell or not place
    ]
    return [Entry(name, row, header, cell if is_gone else None, None if is_gone else cell) for header, cell in said]
