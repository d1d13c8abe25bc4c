"""A file that is not written, with the changes of its journal over it.

A row is known by a digest of all that it says, and by its place. Where the file was replaced and says something else in
a row, the changes of that row are conflicts: neither made in silence, nor dropped.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from data.errors import PROGRAM, BadFile, Problem, shown
from data.files.dialect import Dialect
from data.files.journal_lines import Entry, Save
from data.files.rewritable_records import RawTable, fitted
from data.files.source_rows import Source
from data.schema import find_columns

NEW: Final = "+"
"""Before the mark of a row that came with a change."""
EDITED: Final = "Edited"
"""How the note begins that says how much is another."""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A cell that was changed, of a row that the file has no longer, or says otherwise.

    row: where it was, 0 where there is none now; there: what that says in the column.
    """

    row: int
    column: str
    there: str
    before: str
    after: str
    save: Save
    entry: Entry

    def problem(self) -> Problem:
        """The same for whoever reads the file."""
        who = f"{self.save.who} changed {shown(self.before)} to {shown(self.after)} on {self.save.at[:10]}"
        why = f" ({shown(self.save.why)})" if self.save.why else ""
        if not self.row:
            undo = f"“{PROGRAM} undo FILE --change {self.save.number}” takes it back."
            say = f"the file was replaced since, and has that row no longer. Add it, or {undo}"
        elif self.there == self.before:
            say = "the file was replaced since, and another cell of the row is another. Write here what is right."
        else:
            say = f"the file was replaced since, and says {shown(self.there)}. Write here what is right."
        return Problem(self.row, self.column, self.there, f"{who}{why}; {say}")


@dataclass(frozen=True, slots=True, eq=False)
class ChangedTable:
    """The records of a file as changed. changed: those of its rows that say something else; added: those that came, by
    their marks; written: its journal. saves: the same as if the file had always been what it is now."""

    source: Source
    layout: Dialect
    mapping: Mapping[str, str]
    changed: Mapping[int, Sequence[str]]
    added: Mapping[str, Sequence[str]]
    written: Sequence[Save]
    saves: Sequence[Save]
    unplaced: Sequence[Unplaced]
    digest: str
    elsewhere: int = 0
    """Changes of other sheets."""
    is_cut: bool = False

    @property
    def name(self) -> str:
        """The file's."""
        return self.source.name

    @property
    def width(self) -> int:
        """Cells of the header."""
        return len(self.layout.headers)

    @property
    def count(self) -> int:
        """Records below the header."""
        return self.source.count + len(self.added)

    def cells(self, row: int) -> list[str]:
        """The cells of a record, from 1, as wide as the header."""
        if row > self.source.count:
            return fitted([*self.added.values()][row - self.source.count - 1], self.width)
        return fitted(self.changed.get(row) or self.source.read(row), self.width)

    def all_cells(self) -> list[list[str]]:
        """The cells of all records."""
        each = self.source.each() if self.source.each else map(self.source.read, range(1, self.source.count + 1))
        rows = [fitted(self.changed.get(row, cells), self.width) for row, cells in enumerate(each, 1)]
        return rows + [fitted(cells, self.width) for cells in self.added.values()]

    def place(self, header: str) -> int:
        """Where the column of this header is. Raises BadFile."""
        if header in self.layout.headers:
            return self.layout.headers.index(header)
        raise BadFile(f"{self.name} has no column {shown(header)}.", text=header)

    def is_open(self, row: int, column: str) -> bool:
        """Whether it is asked what a cell should say."""
        return any((one.row, one.column) == (row, column) for one in self.unplaced)

    def given_up(self, number: int) -> list[Entry]:
        """What takes back a change that could not be made, by the number of its save."""
        return [
            replace(one.entry, before=one.after, after=one.before) for one in self.unplaced if one.save.number == number
        ]

    def edited(self) -> str:
        """How much is another than in the file, in a sentence; "" for nothing."""
        cells = [
            sum(map(str.__ne__, cells, fitted(self.source.read(row), len(cells))))
            for row, cells in self.changed.items()
        ]
        said = [_counted(sum(cells), "cell"), _counted(len(self.added), "new row")]
        much = " and ".join(words for words in said if words)
        return f"{EDITED}: {much} over {self.name}, which stays as it is." if much else ""

    def after(self, save: Save) -> tuple["ChangedTable", Save]:
        """The records after a save, and the save with the marks and digests that it is written with."""
        marks = [*self.added]

        def of(entry: Entry) -> str:
            if not entry.row:
                return ""
            if entry.before is None:
                return f"{NEW}{save.number}.{entry.row}"
            return (
                self.source.key(entry.row)
                if entry.row <= self.source.count
                else marks[entry.row - self.source.count - 1]
            )

        marked = replace(
            save,
            entries=[replace(entry, of=entry.of or of(entry)) for entry in save.entries],
            sheet=self.source.sheet,
        )
        new = overlay(self.source, [*self.written, marked], self.mapping)
        return new, replace(marked, before=self.digest, after=new.digest)


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}" if count else ""


EditableTable = RawTable | ChangedTable
"""The records of a file that can be edited."""


class _Replay:
    """The journal read once from its beginning to its end."""

    def __init__(self, source: Source) -> None:
        self.source, self.headers = source, [*source.headers]
        self.changed: dict[int, list[str]] = {}
        self.added: dict[str, list[str]] = {}
        self.lost: dict[tuple[str, str], tuple[Entry, Save]] = {}
        self.decided: dict[tuple[int, str], int] = {}
        self.elsewhere = 0

    def take(self, save: Save) -> list[Entry]:
        """Make the changes of a save; those that could be made, with the numbers of the rows in the file as it is."""
        if save.sheet and save.sheet != self.source.sheet and save.sheet in self.source.sheets:
            self.elsewhere += bool(save.entries)
            return []
        numbers = {mark: place for place, mark in enumerate(self.added, self.source.count + 1)}
        made = [self._take(entry, save, numbers) for entry in save.entries]
        for mark in {entry.of for entry in save.entries if entry.of.startswith(NEW) and entry.after is None}:
            self.added.pop(mark, None)
        numbers = {mark: place for place, mark in enumerate(self.added, self.source.count + 1)}
        return [replace(entry, row=numbers[entry.of]) if entry.before is None and entry.row else entry
                for entry in made if entry]  # fmt: skip

    def _take(self, entry: Entry, save: Save, numbers: Mapping[str, int]) -> Entry | None:
        if not entry.row:
            return self._add_column(entry)
        if entry.column not in self.headers:
            self._lose(entry, save)
            return None
        place = self.headers.index(entry.column)
        if not entry.of.startswith(NEW):
            row = self.source.find(entry.of, entry.row)
            if not row:
                self._lose(entry, save)
                return None
            cells = self.changed.setdefault(row, [*self.source.read(row)])
            self.decided[row, entry.column] = save.number
        elif entry.before is None:
            cells, row = self.added.setdefault(entry.of, []), 1
        elif entry.of in self.added:
            cells, row = self.added[entry.of], numbers[entry.of]
        else:
            return None
        cells += [""] * (place + 1 - len(cells))
        cells[place] = cells[place] if entry.after is None else entry.after
        return replace(entry, row=row)

    def _add_column(self, entry: Entry) -> Entry | None:
        if entry.column in self.headers or entry.after is None:
            return None
        self.headers.append(entry.column)
        return replace(entry, place=len(self.headers) - 1)

    def _lose(self, entry: Entry, save: Save) -> None:
        first = self.lost.get((entry.of, entry.column))
        self.lost[entry.of, entry.column] = (replace(entry, before=first[0].before) if first else entry, save)

    def unplaced(self, table: ChangedTable) -> list[Unplaced]:
        """What could not be made, and was not decided since."""
        found = []
        for entry, save in self.lost.values():
            row = self._row(entry) if entry.column in self.headers and not entry.of.startswith(NEW) else 0
            there = table.cells(row)[table.place(entry.column)] if row else ""
            is_decided = self.decided.get((row, entry.column), 0) > save.number or (row and there == entry.after)
            if (entry.before or "") != (entry.after or "") and not is_decided:
                texts = there, entry.before or "", entry.after or ""
                found.append(Unplaced(row, entry.column, *texts, save, entry))
        return found

    def _row(self, entry: Entry) -> int:
        """The row that a lost change is about: the one of its id; in a file without ids, the one in its place."""
        header = find_columns(self.source.headers)[0].get("id")
        if header and self.source.each:
            names = [cells[self.source.headers.index(header)] for cells in self.source.each()]
            if entry.id in names or any(names[entry.row - 1 : entry.row]):
                return names.index(entry.id) + 1 if entry.id in names else 0
        return entry.row if entry.row <= self.source.count else 0


def overlay(source: Source, written: Sequence[Save], mapping: Mapping[str, str]) -> ChangedTable:
    """A file with the changes of its journal over it."""
    replay, digest, saves = _Replay(source), source.digest, list[Save]()
    for save in written:
        entries, before = replay.take(save), digest
        digest = _digest(before, save) if save.entries else before
        is_same = save.is_same or (not entries and not save.settings)
        saves.append(replace(save, entries=entries, before=before, after=digest, is_same=is_same))
    changed = {row: cells for row, cells in replay.changed.items()
               if cells != fitted(source.read(row), len(cells))}  # fmt: skip
    layout = Dialect("", tuple(replay.headers), 0, unnamed=source.unnamed)
    table = ChangedTable(
        source, layout, dict(mapping), changed, replay.added, written, saves, (), digest, replay.elsewhere
    )
    return replace(table, unplaced=replay.unplaced(table))


def _digest(before: str, save: Save) -> str:
    cells = [(entry.of, entry.row, entry.column, entry.before, entry.after) for entry in save.entries]
    text = json.dumps([before, save.number, save.at, save.who, save.sheet, cells])
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
