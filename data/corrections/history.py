"""What happened to a file, an event or a cell; and what is undone and done again, as changes like any other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from data import dates
from data.corrections import journal, row_validation
from data.corrections.file_versions import Grid, as_it_was, grid_of
from data.corrections.journal_recovery import Known
from data.corrections.save import Cell, Correction, opened, save
from data.errors import BadFile
from data.files.changed_table import ChangedTable
from data.files.journal_lines import Entry, Save
from data.reading.editable_files import is_overlaid, journal_of


@dataclass(frozen=True, slots=True)
class Step:
    """What one save did to one row. `is_new` where the row came with it."""

    save: Save
    entries: Sequence[Entry]
    is_new: bool = False


def of_row(saves: Sequence[Save], row: int) -> list[Step]:
    """What happened to the row that has this number now, the newest first, as far back as rows can be followed."""
    steps = []
    for one in reversed(saves):
        entries = [entry for entry in one.entries if entry.row == row and entry.after is not None]
        is_new = any(entry.before is None for entry in entries)
        if entries:
            steps.append(Step(one, entries, is_new))
        if is_new or not one.is_known:
            break
        row = _before(row, one)
    return steps


def _before(row: int, one: Save) -> int:
    """Which number a row had before a save."""
    come = {entry.row for entry in one.entries if entry.row and entry.before is None}
    row -= sum(other < row for other in come)
    for gone in sorted({entry.row for entry in one.entries if entry.row and entry.after is None}):
        row += gone <= row
    return row


def undo(path: Path, rules: row_validation.Rules, who: str, known: Known | None = None, number: int = 0) -> Save:
    """Take back the last change that is not taken back yet, passing over those of which the file says nothing any more.

    number: of the change, where it is not the last one. Raises BadFile where there is none.
    """
    for of in undoable(saves_of(path, rules.mapping, known)):
        is_meant = number in (0, of.number)
        if is_meant and (done := _reverse(path, rules, who, of, "undo", known)).is_known:
            return done
    return _reverse(path, rules, who, None, "undo", known)


def redo(path: Path, rules: row_validation.Rules, who: str, known: Known | None = None) -> Save:
    """Do again what was taken back last, unless something was changed since. Raises BadFile where there is none."""
    return _reverse(path, rules, who, redoable(saves_of(path, rules.mapping, known)), "redo", known)


def saves_of(path: Path, mapping: Mapping[str, str], known: Known | None = None) -> Sequence[Save]:
    """All that happened to a file, with the numbers that its rows have now. Raises BadFile."""
    table = (known or Known()).table(path, mapping) if is_overlaid(path) else None
    return table.saves if isinstance(table, ChangedTable) else journal.read(path)


def undoable(saves: Sequence[Save]) -> Iterator[Save]:
    """The changes that can be taken back, the newest first; what another program changed is not among them, nor what
    was passed over when an older one was taken back."""
    standing = _standing(saves)
    passed = {
        number for one in saves if one.undo_of is not None and standing[one.number]
        for number in range(one.undo_of + 1, one.number)
    }  # fmt: skip
    return (one for one in reversed(saves) if standing[one.number] and one.undo_of is None and not one.is_outside
            and one.number not in passed)  # fmt: skip


def redoable(saves: Sequence[Save]) -> Save | None:
    """The last change, where it took another back; else there is nothing to be done again."""
    standing = _standing(saves)
    for one in reversed(saves):
        if one.is_outside or not standing[one.number]:
            continue
        of = next((other for other in saves if other.number == one.undo_of), None)
        if of is None:
            return None
        if of.undo_of is None:
            return one
    return None


def _standing(saves: Sequence[Save]) -> dict[int, bool]:
    """Whether each save still holds: one that was undone does not, unless the undoing was undone."""
    standing = {one.number: True for one in saves}
    for one in reversed(saves):
        if one.undo_of in standing and standing[one.number]:
            standing[one.undo_of] = False
    return standing


def _reverse(
    path: Path, rules: row_validation.Rules, who: str, of: Save | None, verb: str, known: Known | None
) -> Save:
    if of is None:
        raise BadFile(f"There is nothing to {verb} in {path.name}.", text=path.name)
    return save(path, reversal(of, who), rules, known)


def reversal(of: Save, who: str) -> Correction:
    """The change that takes a save back; columns that came with it stay, and are empty."""
    back: dict[int, dict[str, str]] = {}
    cells, removed, names = list[Cell](), dict[int, None](), {}
    for entry in of.entries:
        if not entry.row:
            continue
        names[entry.row] = entry.id
        if entry.before is None:
            removed[entry.row] = None
        elif entry.after is None:
            back.setdefault(entry.row, {})[entry.column] = entry.before
        else:
            cells.append(Cell(entry.row, entry.column, entry.after, entry.before))
    settings = {one.path: (one.after, one.before) for one in of.settings}
    return Correction(who, of.why, cells, list(back.values()), list(removed), (), names, of.after, of.number, settings)


def before(path: Path, number: int, mapping: Mapping[str, str]) -> Grid:
    """The cells of a file as they were after the save of a number, 0 for before the first."""
    known = Known()
    return as_it_was(grid_of(known.table(path, mapping)), saves_of(path, mapping, known), number)


def known_at(path: Path, moment: str, mapping: Mapping[str, str]) -> Grid:
    """The cells of a file as they were known at a moment, a day being known to its end; by the times of its journal,
    which are those of UTC. Raises BadDate, and BadFile where nobody knows any more."""
    until = dates.parse(moment).end
    saves = [one for one in saves_of(path, mapping) if until is None or (dates.parse(one.at[:19]).start or 0) < until]
    return before(path, saves[-1].number if saves else 0, mapping)


def notice(path: Path, mapping: Mapping[str, str], known: Known | None = None) -> str:
    """Finish what was left undone, and write down what was changed outside; what was found, "" for nothing.

    Nothing is done for a file without a journal. known: the file as it was last seen.
    """
    if not journal_of(path).exists():
        return ""
    with opened(path, mapping, known or Known()) as (held, _):
        return held.said
