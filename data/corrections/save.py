"""A correction saved: judged, written to the disk, put into the journal, and only then into the file's place.

Killed at any moment, the file is the old or the new one, whole, and the journal says which was meant: `settle` finishes
it, or says why it cannot.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from data.corrections import gate, journal, whole_files
from data.corrections.gate import Rules
from data.corrections.grid import Grid, whole_row
from data.corrections.journal import Entry, Journal, Save
from data.corrections.rewrite import Rewrite, new_header, rewritten
from data.corrections.settle import Held, settle
from data.errors import BadEdit, BadFile, Conflict
from data.files.raw_records import RawTable, fitted


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell to be changed: its row, from 1, the header of its column, what it said when one looked, what it shall
    say."""

    row: int
    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Correction:
    """What shall be changed, by whom and why.

    added: new rows, their cells by header. removed: rows that go, for what is undone. columns: headers that are not
    there yet. names: the ids of rows. seen: the digest of the file that was looked at; "" for the one that is there.
    """

    who: str
    why: str = ""
    cells: Sequence[Cell] = ()
    added: Sequence[Mapping[str, str]] = ()
    removed: Sequence[int] = ()
    columns: Sequence[str] = ()
    names: Mapping[int, str] = field(default_factory=dict)
    seen: str = ""
    undo_of: int | None = None


def save(path: Path, correction: Correction, rules: Rules) -> Save:
    """Save a correction. Raises BadEdit, Conflict, and BadFile where it cannot be written; then nothing was changed."""
    with opened(path, rules.mapping) as (held, log):
        save_of, new = _made(held, log, correction, rules)
        if save_of.entries:
            put(path, log, save_of, new.content())
        return save_of


@contextmanager
def opened(path: Path, mapping: Mapping[str, str]) -> Iterator[tuple[Held, Journal]]:
    """The file and its journal for one writer alone, after what was left undone is finished."""
    whole_files.check(path)
    with journal.holding(path) as log:
        yield settle(path, log, mapping), log


def put(path: Path, log: Journal, what: Save, content: bytes) -> None:
    """Write a save: the new file beside the old one, then the journal, then the new file in the place of the old."""
    with whole_files.prepared(path, content) as part:
        try:
            log.add(what)
        except OSError as error:
            raise whole_files.refused(path, error) from None
        whole_files.replace(part, path)
    whole_files.remember(path, content)


def _made(held: Held, log: Journal, correction: Correction, rules: Rules) -> tuple[Save, RawTable]:
    """The save that a correction is now, and the file after it. Without entries there is nothing to be saved."""
    table = held.table
    columns = [
        new_header(name, table.layout.headers) for name in correction.columns if name not in table.layout.headers
    ]
    headers = (*table.layout.headers, *columns)
    moved = _Rows(log.saves, correction.seen, held.digest)
    cells = [
        each for cell in correction.cells
        if (each := _current(table, replace(cell, row=moved.now(cell.row, table)), headers, log.saves))
    ]  # fmt: skip
    removed = frozenset(moved.now(row, table) for row in correction.removed)
    added = [_row(headers, values) for values in correction.added]
    rows, befores, numbers = _changed_rows(table, cells, added, headers)
    _check_ids(table, rules, rows, numbers)
    beside = gate.context(table, len(headers), numbers)
    names = gate.check(headers, beside, rows, befores, rules.wider(headers)) if rows else []
    by_row: dict[int, dict[int, str]] = {}
    for cell in cells:
        by_row.setdefault(cell.row, {})[headers.index(cell.column)] = cell.after
    first = table.count - len(removed) + 1
    new_rows = [(first + number, row) for number, row in enumerate(added)]
    is_empty = not (by_row or removed or new_rows)
    change = Rewrite(columns, by_row, removed, new_rows) if not is_empty else Rewrite()
    new = table if is_empty else rewritten(table, change)
    known = {moved.now(row, table): name for row, name in correction.names.items() if row <= table.count}
    known |= {cell.row: names[numbers.index(cell.row)] for cell in cells if not known.get(cell.row)}
    entries = [] if is_empty else [
        *(Entry("", 0, name, None, name, table.width + place) for place, name in enumerate(columns)),
        *(e for row in sorted(removed) for e in whole_row(headers, fitted(table.cells(row), len(headers)), row,
                                                          known.get(row, ""), is_gone=True)),
        *(Entry(known.get(cell.row, ""), cell.row, cell.column, cell.before, cell.after) for cell in cells),
        *(e for (row, values), name in zip(new_rows, names[len(rows) - len(added):], strict=True)
          for e in whole_row(headers, values, row, name, is_gone=False)),
    ]  # fmt: skip
    return Save(log.last_number + 1, journal.now(), correction.who, correction.why, entries, held.digest,
                whole_files.digest(new.content()), correction.undo_of), new  # fmt: skip


def _changed_rows(
    table: RawTable, cells: Sequence[Cell], added: Sequence[Sequence[str]], headers: Sequence[str]
) -> tuple[list[list[str]], list[list[str] | None], list[int]]:
    """The rows as they shall be, as they are, and their numbers; 0 for a new one."""
    numbers = list(dict.fromkeys(cell.row for cell in cells))
    befores = [fitted(table.cells(row), len(headers)) for row in numbers]
    rows = [list(before) for before in befores]
    for cell in cells:
        rows[numbers.index(cell.row)][headers.index(cell.column)] = cell.after
    return [*rows, *map(list, added)], [*befores, *[None] * len(added)], [*numbers, *[0] * len(added)]


def _check_ids(table: RawTable, rules: Rules, rows: Sequence[Sequence[str]], numbers: Sequence[int]) -> None:
    header = rules.columns.get("id", "")
    if header in table.layout.headers:
        place = table.place(header)
        given = [row[place] for row, number in zip(rows, numbers, strict=True)
                 if not number or row[place] != table.cells(number)[place]]  # fmt: skip
        if problem := gate.taken(table, header, given, set(numbers)):
            raise BadEdit((problem,))


def _row(headers: Sequence[str], values: Mapping[str, str]) -> list[str]:
    """The cells of a new row. Raises BadFile for a header that is not there."""
    for name in values:
        if name not in headers:
            raise BadFile(f"There is no column {name!r}.", text=name, advice=f"There are {', '.join(headers[:20])}.")
    return [_plain(values.get(header, "")) for header in headers]


def _current(table: RawTable, cell: Cell, headers: Sequence[str], saves: Sequence[Save]) -> Cell | None:
    """The cell as it is to be changed now; None where it says that already. Raises Conflict where it is another."""
    if cell.column not in headers:
        raise BadFile(f"{table.name} has no column {cell.column!r}.", text=cell.column,
                      advice=f"There are {', '.join(headers[:20])}.")  # fmt: skip
    place, after = headers.index(cell.column), _plain(cell.after)
    there = table.cells(cell.row)[place] if place < table.width else ""
    if there == after:
        return None
    if there != cell.before and _plain(there) != _plain(cell.before):
        raise Conflict(cell.column, after, there, _who(saves, cell))
    return replace(cell, before=there, after=after)


def _who(saves: Sequence[Save], cell: Cell) -> str:
    for one in reversed(saves):
        if any(entry.row == cell.row and entry.column == cell.column for entry in one.entries):
            return f"by {one.who}, {one.at[:16].replace('T', ' ')} UTC"
    return ""


def _plain(text: str) -> str:
    """A text with line feeds alone between its lines, as a browser or a terminal may not send it."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


class _Rows:
    """Where the rows of the file that somebody looked at are now."""

    def __init__(self, saves: Sequence[Save], seen: str, digest: str) -> None:
        self._later: Sequence[Save] | None = ()
        if seen and seen != digest:
            place = next((n for n in range(len(saves) - 1, -1, -1) if saves[n].after == seen), None)
            if place is None and saves and saves[0].before == seen:
                place = -1
            self._later = None if place is None else saves[place + 1 :]

    def now(self, row: int, table: RawTable) -> int:
        """The row's number in the file that is there. Raises BadFile where nobody can tell."""
        if self._later is None or any(not save.entries for save in self._later):
            advice = "Load the page again; what you wrote stays in the form until then."
            raise BadFile(f"{table.name} was changed outside meanwhile.", text=table.name, advice=advice)
        for one in self._later:
            row = moved(row, one)
        if not 1 <= row <= table.count:
            raise BadFile("This row is there no longer.", advice="Load the page again.")
        return row


def moved(row: int, one: Save) -> int:
    """Where a row is after a save; 0 where it went with it."""
    gone = {entry.row for entry in one.entries if entry.row and entry.after is None}
    come = sorted({entry.row for entry in one.entries if entry.row and entry.before is None})
    if row in gone or not row:
        return 0
    row -= sum(other < row for other in gone)
    for other in come:
        row += other <= row
    return row


def grid_of(table: RawTable) -> Grid:
    """The cells of a file."""
    return Grid(list(table.layout.headers), [list(cells) for cells in table.all_cells()])
