"""The files that can be edited, as they are now: their records and their journals, read again when they change."""

from collections.abc import Hashable, Mapping, Sequence
from pathlib import Path
from typing import Final

from components.cache.lru import LRU
from data.corrections import atomic_files, history, journal
from data.corrections.journal import Save
from data.errors import DatelineError
from data.files.raw_records import RawTable

Now = tuple[RawTable, str, Sequence[Save]]
"""The records, the digest of the file, and its journal."""
MOST: Final = 4
_FILES: Final = LRU[tuple[str, Hashable, Hashable], Now](most=MOST)


def now(path: Path, mapping: Mapping[str, str]) -> Now:
    """A file as it is. Raises DatelineError.

    Where another program has changed it since it was last saved here, that is written into its journal first.
    """
    if found := _FILES.get(_key(path, mapping)):
        return found
    history.notice(path, mapping)
    return _FILES.get_or_make(_key(path, mapping), lambda: (_read(path, mapping), 1))


def _key(path: Path, mapping: Mapping[str, str]) -> tuple[str, Hashable, Hashable]:
    return str(path), tuple(sorted(mapping.items())), (_stamp(path), _stamp(journal.beside(path)))


def _read(path: Path, mapping: Mapping[str, str]) -> Now:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise atomic_files.refused(path, error) from None
    return RawTable.of(content, path.name, mapping), atomic_files.digest(content), journal.read(path)


def _stamp(path: Path) -> Hashable:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def saves(path: Path) -> Sequence[Save]:
    """The journal of a file; nothing where it cannot be read."""
    try:
        return journal.read(path)
    except DatelineError:
        return ()
