"""The files that can be edited, as they are now: their records and their journals, read again when they change."""

from collections.abc import Hashable, Mapping, Sequence
from pathlib import Path
from typing import Final

from components.cache.lru import LRU
from data.corrections import atomic_files, history, journal
from data.corrections.journal_recovery import Known
from data.errors import DatelineError
from data.files.changed_table import ChangedTable, EditableTable
from data.files.journal_lines import Save
from data.reading.editable_files import journal_of

Now = tuple[EditableTable, str, Sequence[Save]]
"""The records, the digest of the file, and its journal."""
MOST: Final = 4
_FILES: Final = LRU[tuple[str, Hashable, Hashable], Now](most=MOST)
_KNOWN: Final = LRU[tuple[str, Hashable], Known](most=MOST)


def now(path: Path, mapping: Mapping[str, str]) -> Now:
    """A file as it is. Raises DatelineError.

    Where another program has changed it since it was last saved here, that is written into its journal first.
    """
    if found := _FILES.get(_key(path, mapping)):
        return found
    if not known(path, mapping).is_of(path):
        history.notice(path, mapping, known(path, mapping))
    return _FILES.get_or_make(_key(path, mapping), lambda: (_read(path, mapping), 1))


def with_digest(path: Path, mapping: Mapping[str, str], digest: str) -> Now:
    """A file as it was with a digest, by which the rows that are shown are numbered: as it is, if it is that still;
    else as it was seen. Raises DatelineError.

    Where nobody keeps it, the records are those of now under the digest that was asked for: a form stays open, and what
    is saved is followed through the journal from that digest, or refused.
    """
    current = now(path, mapping)
    if current[1] == digest:
        return current
    here = _key(path, mapping)[:2]
    seen = [value for key, value in _FILES.items() if key[:2] == here and value[1] == digest]
    return seen[-1] if seen else (current[0], digest, current[2])


def known(path: Path, mapping: Mapping[str, str]) -> Known:
    """The file as it was last cut into records, for whoever saves it: what is known need not be cut again."""
    return _KNOWN.get_or_make((str(path), tuple(sorted(mapping.items()))), lambda: (Known(), 1))


def _key(path: Path, mapping: Mapping[str, str]) -> tuple[str, Hashable, Hashable]:
    return (
        str(path),
        tuple(sorted(mapping.items())),
        (atomic_files.stamp(path), atomic_files.stamp(journal_of(path))),
    )


def _read(path: Path, mapping: Mapping[str, str]) -> Now:
    last = known(path, mapping)
    if last.held is None or not last.is_of(path):
        last.table(path, mapping)
    assert last.held
    table = last.held.table
    return table, last.held.digest, table.saves if isinstance(table, ChangedTable) else journal.read(path)


def saves(path: Path) -> Sequence[Save]:
    """The journal of a file; nothing where it cannot be read."""
    try:
        return journal.read(path)
    except DatelineError:
        return ()
