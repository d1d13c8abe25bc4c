"""What an importer gives, and the list of them, by the endings of names and by how files begin."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from data.errors import Problem
from data.files.records import OnShare, Records


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file as records of text, unjudged, and how it was understood."""

    headers: tuple[str, ...]
    records: Records
    encoding: str
    delimiter: str = ""
    skipped: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    unnamed: frozenset[int] = frozenset()
    others: tuple[str, ...] = ()
    """The sheets of a workbook that are not read, and could be."""
    alike: tuple[str, ...] = ()
    """Those of them that have the same columns as the one that is read."""
    parts: tuple[tuple[str, int], ...] = ()
    """Where several sheets are read together: the name of each, and how many records it has."""
    sheet: str = ""
    """The sheet of a workbook that is read."""
    conflicts: tuple[Problem, ...] = ()
    """The changes beside the file that do not fit it any more."""


Importer = Callable[[bytes, str, Mapping[str, str], OnShare | None], Sheet]
"""Content, the file's name for the sentences, the user's choice of columns, who is told how far it is -> the sheet."""
Recognises = Callable[[bytes], bool]
"""The first bytes of a file, HEAD at the most -> whether it is one of these. It raises nothing, whatever they are."""
HEAD = 1 << 14


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: what reads it, how names of such files end, and how one begins.

    shared: the endings that files of other kinds have too; in a folder only those that begin as these do are read.
    """

    read: Importer
    endings: tuple[str, ...]
    shared: tuple[str, ...] = ()
    recognises: Recognises = lambda _: False


FORMATS: list[Format] = []
IMPORTERS: dict[str, Importer] = {}
"""What reads a file, by the ending of its name in small letters."""


def importer(
    *endings: str, shared: tuple[str, ...] = (), recognises: Recognises = lambda _: False
) -> Callable[[Importer], Importer]:
    """Registers a function for files whose names end so: alone, in a folder or pattern, as uploads and for commands.

    shared: further endings, of files that may be of other kinds too. recognises: for those, and for files whose names
    end in nothing that is known.
    """

    def register(read: Importer) -> Importer:
        for ending in (*endings, *shared):
            if ending in IMPORTERS:
                raise ValueError(f"{ending} has an importer already")
            IMPORTERS[ending] = read
        FORMATS.append(Format(read, (*endings, *shared), shared, recognises))
        return read

    return register


def importer_for(name: str, head: bytes = b"") -> Importer:
    """What reads a file of this name that begins so; what neither tells is taken for a CSV, and looked at."""
    ending = Path(name).suffix.lower()
    if ending in IMPORTERS:
        return IMPORTERS[ending]
    return next((kind.read for kind in FORMATS if kind.recognises(head)), IMPORTERS[".csv"])


def importer_of(path: Path) -> Importer:
    """What reads the file that lies there."""
    return importer_for(path.name, b"" if path.suffix.lower() in IMPORTERS else _head(path))


def is_events(path: Path) -> bool:
    """Whether a file among others is to be read: its name ends in one of our endings and, in a shared one, it begins
    as such files do."""
    ending = path.suffix.lower()
    kind = next((each for each in FORMATS if ending in each.endings), None)
    return kind is not None and (ending not in kind.shared or _is_recognised(kind, path, *_stamp(path)))


def _stamp(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except (OSError, ValueError):
        return 0, 0
    return status.st_mtime_ns, status.st_size


@lru_cache(maxsize=10_000)
def _is_recognised(kind: Format, path: Path, *_: int) -> bool:
    """Whether a file begins so; looked at once until it is written again, for a folder is listed every other second."""
    return kind.recognises(_head(path))


def _head(path: Path) -> bytes:
    """The first bytes; none where it cannot be read, which is said when it is."""
    try:
        with path.open("rb") as file:
            return file.read(HEAD)
    except (OSError, ValueError):
        return b""
