"""What was left undone is finished, and what was changed outside is written down, before anything else is saved."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from data import settings as settings_files
from data.corrections import atomic_files, journal, settings_changes
from data.corrections.file_versions import Grid, differences, forth
from data.corrections.journal import Journal
from data.corrections.rewrite import Rewrite, rewritten
from data.errors import BadFile
from data.files.changed_table import ChangedTable, EditableTable, overlay
from data.files.journal_lines import OUTSIDE, Entry, Save, Setting
from data.files.rewritable_records import RawTable
from data.reading import changes_over_file, reader
from data.reading.editable_files import is_overlaid, journal_of

NEVER = "it was not saved: the file was changed outside before"
"""Why a save is taken back that was written down and never came into the file."""


@dataclass(frozen=True, slots=True)
class Held:
    """A file as it is: its content cut into records, and its digest. `said` is what was found out about it."""

    table: EditableTable
    digest: str
    said: str = ""


@dataclass(slots=True)
class Known:
    """A file as it was last cut into records: as long as its content is that, it is not cut again."""

    held: Held | None = None
    stamp: tuple[Hashable, Hashable] | None = None

    def table(self, path: Path, mapping: Mapping[str, str]) -> EditableTable:
        """The records of the file that is there, with what is changed beside it. Raises BadFile."""
        return self.laid_over(path, mapping) if is_overlaid(path) else self.now(path, mapping)[0]

    def laid_over(self, path: Path, mapping: Mapping[str, str]) -> ChangedTable:
        """The records of a file that is not written, with its changes; it is read again where it was replaced. Raises
        BadFile."""
        before, stamp, table = self.stamp, _stamp(path), self.held.table if self.held else None
        is_as_before = isinstance(table, ChangedTable) and table.mapping == dict(mapping)
        if not is_as_before or before is None or stamp is None or before[0] != stamp[0]:
            source = reader.unchanged(path, mapping)
        else:
            assert isinstance(table, ChangedTable)
            if before == stamp:
                return table
            source = table.source
        table = overlay(source, changes_over_file.written(path), mapping)
        self.held, self.stamp = Held(table, table.digest), stamp
        return table

    def now(self, path: Path, mapping: Mapping[str, str]) -> tuple[RawTable, str, bytes]:
        """The records of the file that is there, its digest, its content. Raises BadFile."""
        stamp = _stamp(path)
        try:
            content = path.read_bytes()
        except OSError as error:
            raise atomic_files.refused(path, error) from None
        digest, held = atomic_files.digest(content), self.held
        table = held.table if held and held.digest == digest and held.table.mapping == dict(mapping) else None
        if held is None or not isinstance(table, RawTable):
            table = RawTable.of(content, path.name, mapping)
            held = Held(table, digest)
        self.held, self.stamp = held, stamp
        return table, digest, content

    def put(self, path: Path, held: Held) -> None:
        """Take a file that was just written as known."""
        self.held, self.stamp = held, _stamp(path)

    def is_of(self, path: Path) -> bool:
        """Whether the file has not been written since."""
        return self.stamp is not None and self.stamp == _stamp(path)

    def is_still(self, path: Path, digest: str) -> bool:
        """Whether the file has not been written since, and had this digest then; another thread may look meanwhile."""
        is_unwritten = self.is_of(path)  # before its digest, which is put first
        return is_unwritten and self.held is not None and self.held.digest == digest


def _stamp(path: Path) -> tuple[Hashable, Hashable] | None:
    """What changes whenever a file is written, or the changes beside it are; None where it is not there."""
    stamp = atomic_files.stamp(path)
    return (stamp, atomic_files.stamp(journal_of(path)) if is_overlaid(path) else None) if stamp else None


def settle(path: Path, log: Journal, mapping: Mapping[str, str], known: Known) -> Held:
    """The file after the last save of its journal. Raises BadFile where it is no file that can be edited."""
    if is_overlaid(path):
        return _overlaid(path, log, mapping, known)
    atomic_files.sweep(path)
    atomic_files.sweep(settings_files.beside(path))
    table, digest, content = known.now(path, mapping)
    if table.is_cut:
        advice = "Look at the last row, and close its quotation mark."
        raise BadFile(f"{path.name} ends inside a quotation, so it may be cut off.", text=path.name, advice=advice)
    last = log.saves[-1] if log.saves else None
    if last is None or digest == last.after:
        if last and not atomic_files.is_remembered(path):
            atomic_files.remember(path, content)
        return Held(table, digest, _settings_finished(path, last) if last else "")
    if digest == last.before and last.entries and not last.is_outside and not _has_come_in(path, last):
        held = _finished(path, table, last)
        known.put(path, held)
        return held
    return _changed_outside(path, table, digest, log, last)


def _overlaid(path: Path, log: Journal, mapping: Mapping[str, str], known: Known) -> Held:
    """A file that is not written: what its journal says lies over it, so nothing of that can be left undone."""
    atomic_files.sweep(settings_files.beside(path))
    table = known.laid_over(path, mapping)
    log.saves = [*table.saves]
    said = _settings_finished(path, log.saves[-1]) if log.saves else ""
    count = len(table.unplaced)
    lost = f"{path.name} was replaced: {count:,} changed cells are not as they were; check says which." if count else ""
    return Held(table, table.digest, " ".join(filter(None, (said, lost))))


def _has_come_in(path: Path, last: Save) -> bool:
    """Whether the last save was in the file for certain: whoever put the old one back since then meant it."""
    content = atomic_files.recall(path)
    return content is not None and atomic_files.digest(content) == last.after


def _finished(path: Path, table: RawTable, last: Save) -> Held:
    """The save that was written down, put into the file; where it comes out otherwise, it is said."""
    new = rewritten(table, rewrite_of(last, table))
    content = new.content()
    if atomic_files.digest(content) != last.after:
        raise BadFile(
            f"{path.name} was being saved when the program ended, and the change of {last.at} cannot be made again.",
            text=path.name, advice=f"Compare it with {journal_of(path).name}, whose last lines say what was meant.",
        )  # fmt: skip
    with atomic_files.prepared(path, content) as part:
        atomic_files.replace(part, path)
    atomic_files.remember(path, content)
    _settings_finished(path, last)
    return Held(new, last.after, f"A change by {last.who} of {last.at} was finished; the program had ended in between.")


def _settings_finished(path: Path, last: Save) -> str:
    """The settings of the save that was written down, put into their file; what is said of it."""
    beside = settings_changes.again(path, last)
    if beside is None:
        return ""
    settings_changes.put(beside, path)
    return f"A change of {beside.path.name} by {last.who} of {last.at} was finished; the program had ended in between."


def rewrite_of(save: Save, table: RawTable) -> Rewrite:
    """What a save does to the file before it."""
    columns = [entry.column for entry in save.entries if not entry.row]
    headers = [*table.layout.headers, *columns]
    removed = frozenset(entry.row for entry in save.entries if entry.row and entry.after is None)
    cells: dict[int, dict[int, str]] = {}
    added: dict[int, list[str]] = {}
    for entry in save.entries:
        if not entry.row or entry.after is None:
            continue
        if entry.before is None:
            added.setdefault(entry.row, [""] * len(headers))[headers.index(entry.column)] = entry.after
        else:
            cells.setdefault(entry.row, {})[headers.index(entry.column)] = entry.after
    return Rewrite(columns, cells, removed, sorted(added.items()))


def _changed_outside(path: Path, table: RawTable, digest: str, log: Journal, last: Save) -> Held:
    """What another program changed, written down: from the file as it was last known, where that is known."""
    entries: list[Entry] | None = None
    content = atomic_files.recall(path)
    now = Grid(list(table.layout.headers), [list(cells) for cells in table.all_cells()])
    if content is not None and (before := _grid(content, path, table)) is not None:
        if atomic_files.digest(content) == last.after:
            entries = differences(before, now)
        elif atomic_files.digest(content) == last.before and last.entries:
            entries = _since_unfinished(log, last, before, now)
    if log.saves[-1] is last and not (last.entries and _has_come_in(path, last)):
        _settings_finished(path, last)
    log.add(Save(log.last_number + 1, journal.now(), OUTSIDE, "", entries or [], log.saves[-1].after, digest,
                 is_same=entries == []))  # fmt: skip
    atomic_files.remember(path, table.content())
    what = "more than could be told" if entries is None else f"{len(entries):,} cells"
    return Held(table, digest, f"{path.name} was changed outside: {what}.")


def _since_unfinished(log: Journal, last: Save, before: Grid, now: Grid) -> list[Entry] | None:
    """What was changed outside since a save of which nobody knows whether it came into the file: the nearer is taken.

    Where it did not, it is taken back in the journal.
    """
    after = before.copy()
    forth(after, last.entries)
    with_it, without = differences(after, now), differences(before, now)
    if with_it is not None and (without is None or len(with_it) <= len(without)):
        return with_it
    log.add(taken_back(log, NEVER))
    return without


def taken_back(log: Journal, why: str) -> Save:
    """The save that says of the last one of a journal that it never came into the file."""
    last = log.saves[-1]
    undone = [replace(entry, before=entry.after, after=entry.before) for entry in last.entries]
    settings = [Setting(each.path, each.after, each.before) for each in last.settings]
    cells = Save(log.last_number + 1, journal.now(), last.who, why, undone, last.after, last.before, last.number)
    return replace(cells, settings=settings, settings_before=last.settings_after, settings_after=last.settings_before)


def _grid(content: bytes, path: Path, like: RawTable) -> Grid | None:
    try:
        old = RawTable.of(content, path.name, like.mapping)
    except BadFile:
        return None
    return Grid(list(old.layout.headers), [list(cells) for cells in old.all_cells()])
