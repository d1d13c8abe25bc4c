"""A correction saved: judged, written to the disk, put into the journal, and only then into the file's place.

Killed at any moment, the file is the old or the new one, whole, and the journal says which was meant: `settle` finishes
it, or says why it cannot.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from data.corrections import atomic_files, journal, row_validation, settings_changes
from data.corrections.file_versions import whole_row
from data.corrections.journal import Journal
from data.corrections.journal_recovery import Held, Known, settle, taken_back
from data.corrections.rewrite import Rewrite, new_header, rewritten
from data.corrections.row_validation import Rules
from data.corrections.settings_changes import Beside, Wanted
from data.errors import BadEdit, BadFile, Conflict
from data.files.changed_table import ChangedTable, EditableTable
from data.files.journal_lines import Entry, Save
from data.files.rewritable_records import RawTable, fitted
from data.reading.editable_files import is_overlaid


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
    settings: what shall be another in the settings beside it.
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
    settings: Wanted = field(default_factory=dict)


def save(path: Path, correction: Correction, rules: Rules, known: Known | None = None) -> Save:
    """Save a correction. Raises BadEdit, Conflict, and BadFile where it cannot be written; then nothing was changed.

    known: the file as it was last seen, which need not be cut into records again; it becomes the one after the save.
    """
    known = known or Known()
    with opened(path, rules.mapping, known) as (held, log):
        cells_of, new = _made(held, log, correction, rules)
        beside = settings_changes.made(path, correction.settings, log.saves)
        save_of = replace(cells_of, settings=beside.changes, settings_before=beside.before, settings_after=beside.after)
        if save_of.is_known:
            put(path, log, save_of, new.content() if isinstance(new, RawTable) else None, beside, known)
            known.put(path, Held(new, save_of.after))
        return save_of


@contextmanager
def opened(path: Path, mapping: Mapping[str, str], known: Known) -> Iterator[tuple[Held, Journal]]:
    """The file and its journal for one writer alone, after what was left undone is finished."""
    if not is_overlaid(path):
        atomic_files.check(path)
    with journal.holding(path) as log:
        yield settle(path, log, mapping, known), log


NOT_REPLACED = "it was not saved: the file could not be replaced"
"""Why a save is taken back that the disk did not let into the file's place."""


def put(path: Path, log: Journal, what: Save, content: bytes | None, beside: Beside, known: Known) -> None:
    """Write a save: new files beside the old ones, then the journal, then the new files in the places of the old.

    content: of the file; None for one that is not written, of which the journal has what is changed.

    Raises BadFile where another program has written one of them since it was read: nothing of that is overwritten.
    """
    wanted = [(path, content)] if what.entries and content is not None else []
    wanted += [(beside.path, beside.content)] if what.settings else []
    with ExitStack() as stack:
        parts = [(stack.enter_context(atomic_files.prepared(place, new, path)), place) for place, new in wanted]
        _check_unwritten(path, what, beside, known)
        try:
            log.add(what)
        except OSError as error:
            raise atomic_files.refused(path, error) from None
        for number, (part, place) in enumerate(parts):
            try:
                atomic_files.replace(part, place)
            except BadFile:
                if not number:
                    with suppress(OSError):  # where the journal refuses too, the next save finishes this one
                        log.add(taken_back(log, NOT_REPLACED))
                raise
    if content is not None and (what.entries or atomic_files.recall(path) is None):
        atomic_files.remember(path, content)


def _check_unwritten(path: Path, what: Save, beside: Beside, known: Known) -> None:
    is_file_other = what.entries and not known.is_still(path, what.before)
    if is_file_other or (what.settings and not settings_changes.is_still(beside)):
        name = path.name if is_file_other else beside.path.name
        advice = "Save again; nothing was changed."
        raise BadFile(f"{name} was written by another program at this moment.", text=name, advice=advice)


@dataclass(frozen=True, slots=True)
class _Change:
    """A correction in the file that is there: its cells where they are now, rows that go, rows that come."""

    columns: Sequence[str]
    headers: Sequence[str]
    cells: Sequence[Cell]
    removed: Sequence[int]
    added: Sequence[Sequence[str]]
    names: Mapping[int, str]

    @property
    def rows(self) -> list[int]:
        """The rows of which cells are changed."""
        return list(dict.fromkeys(cell.row for cell in self.cells))

    def after(self, row: int, before: Sequence[str]) -> list[str]:
        """A row as it shall be."""
        cells = list(before)
        for cell in self.cells:
            if cell.row == row:
                cells[self.headers.index(cell.column)] = cell.after
        return cells


def _made(held: Held, log: Journal, correction: Correction, rules: Rules) -> tuple[Save, EditableTable]:
    """The save that a correction is now, and the file after it. Without entries there is nothing to be saved."""
    table = held.table
    change = _located(held, log, correction)
    names = _judged(table, change, rules)
    first = table.count - len(change.removed) + 1
    come = [(first + number, cells) for number, cells in enumerate(change.added)]
    entries = list(_entries(table, change, come, names)) if change.cells or change.removed or come else []
    by_number = dict(zip([*change.rows, *(row for row, _ in come)], names, strict=True))
    made = Save(log.last_number + 1, journal.now(), correction.who, correction.why, entries, held.digest,
                held.digest, correction.undo_of, by_number)  # fmt: skip
    if isinstance(table, ChangedTable):
        entries += table.given_up(correction.undo_of or 0)
        new, marked = table.after(made)
        return (marked, new) if entries else (made, table)
    if not entries:
        return made, table
    by_row = {row: {change.headers.index(c.column): c.after for c in change.cells if c.row == row}
              for row in change.rows}  # fmt: skip
    written = rewritten(table, Rewrite(change.columns, by_row, frozenset(change.removed), come))
    return replace(made, after=atomic_files.digest(written.content())), written


def _located(held: Held, log: Journal, correction: Correction) -> _Change:
    """A correction where its rows are now. Raises Conflict and BadFile."""
    table = held.table
    new = [name for name in correction.columns if name not in table.layout.headers]
    columns = [new_header(name, table.layout.headers) for name in new]
    headers = (*table.layout.headers, *columns)
    moved_rows = _Rows(log.saves, correction.seen, held.digest)
    placed = [replace(cell, row=moved_rows.now(cell.row, table)) for cell in correction.cells]
    cells = [each for cell in placed if (each := _current(table, cell, headers, log.saves))]
    removed = [moved_rows.now(row, table) for row in correction.removed]
    added = [_row(headers, values) for values in correction.added]
    seen = {*(cell.row for cell in correction.cells), *correction.removed}
    names = {moved_rows.now(row, table): name for row, name in correction.names.items() if row in seen}
    return _Change(columns, headers, cells, removed, added, names)


def _judged(table: EditableTable, change: _Change, rules: Rules) -> list[str]:
    """The ids of the rows that are changed, and of those that come. Raises BadEdit."""
    width = len(change.headers)
    befores = [fitted(table.cells(row), width) for row in change.rows]
    rows = [change.after(row, before) for row, before in zip(change.rows, befores, strict=True)]
    _check_ids(table, rules, [*rows, *change.added], [*change.rows, *[0] * len(change.added)])
    if not rows and not change.added:
        return []
    beside = row_validation.context(table, width, change.rows)
    all_befores = [*befores, *[None] * len(change.added)]
    return row_validation.check(
        change.headers, beside, [*rows, *change.added], all_befores, rules.wider(change.headers)
    )


def _entries(
    table: EditableTable, change: _Change, come: Sequence[tuple[int, Sequence[str]]], names: Sequence[str]
) -> Iterator[Entry]:
    """What the journal says of a change. An event is named as it was called before."""
    known = {row: change.names.get(row) or name for row, name in zip(change.rows, names, strict=False)}
    for place, name in enumerate(change.columns, table.width):
        yield Entry("", 0, name, None, name, place)
    for row in sorted(change.removed):
        cells = fitted(table.cells(row), len(change.headers))
        yield from whole_row(change.headers, cells, row, change.names.get(row, ""), is_gone=True)
    for cell in change.cells:
        yield Entry(known[cell.row], cell.row, cell.column, cell.before, cell.after)
    for (row, new), name in zip(come, names[len(change.rows) :], strict=True):
        yield from whole_row(change.headers, new, row, name, is_gone=False)


def _check_ids(table: EditableTable, rules: Rules, rows: Sequence[Sequence[str]], numbers: Sequence[int]) -> None:
    header = rules.columns.get("id", "")
    if header in table.layout.headers:
        place = table.place(header)
        given = [row[place] for row, number in zip(rows, numbers, strict=True)
                 if not number or row[place] != table.cells(number)[place]]  # fmt: skip
        if problem := row_validation.taken(table, header, given, set(numbers)):
            raise BadEdit((problem,))


def _row(headers: Sequence[str], values: Mapping[str, str]) -> list[str]:
    """The cells of a new row. Raises BadFile for a header that is not there."""
    for name in values:
        if name not in headers:
            raise BadFile(f"There is no column {name!r}.", text=name, advice=f"There are {', '.join(headers[:20])}.")
    return [_plain(values.get(header, "")) for header in headers]


def _current(table: EditableTable, cell: Cell, headers: Sequence[str], saves: Sequence[Save]) -> Cell | None:
    """The cell as it is to be changed now; None where it says that already. Raises Conflict where it is another."""
    if cell.column not in headers:
        raise BadFile(f"{table.name} has no column {cell.column!r}.", text=cell.column,
                      advice=f"There are {', '.join(headers[:20])}.")  # fmt: skip
    place, after = headers.index(cell.column), _plain(cell.after)
    there = table.cells(cell.row)[place] if place < table.width else ""
    if there == after:
        return cell if isinstance(table, ChangedTable) and table.is_open(cell.row, cell.column) else None
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

    def now(self, row: int, table: EditableTable) -> int:
        """The row's number in the file that is there. Raises BadFile where nobody can tell."""
        if self._later is None or any(not save.is_known for save in self._later):
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
