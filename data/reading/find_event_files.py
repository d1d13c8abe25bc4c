"""The files of a folder or pattern that hold events: every importer's, by how their names end and how they begin."""

import os
from glob import iglob
from pathlib import Path
from typing import Final

from data.errors import BadFile, shown
from data.files import folder
from data.importers import IMPORTERS, importer_of, is_events
from data.importers.parquet_and_json import read_parquet
from data.reading.editable_files import is_journal

HIDDEN: Final = (".", "~$")
"""How the names begin of files that are nobody's work: the second is what Excel puts beside an open workbook."""
MOST_FILES: Final = 10_000
"""More files than this are refused: they are looked at every second or two."""


def files(path: Path) -> list[Path]:
    """The files of a folder or pattern, by name. Raises BadFile where there are none, or too many."""
    paths = list_files(path)
    kinds = ", ".join(IMPORTERS)
    if not paths and path.is_dir():
        message = f"There is no file of events in the folder {shown(str(path))}."
        raise BadFile(message, text=str(path), advice=f"Put one there whose name ends in {kinds}.")
    if not paths:
        message = f"No file fits the pattern {shown(str(path))}."
        raise BadFile(
            message, text=str(path), advice="Look at the names, and write the pattern between quotation marks."
        )
    if len(paths) > MOST_FILES:
        message = f"{shown(str(path))} has {len(paths):,} files; {MOST_FILES:,} are read at most."
        raise BadFile(message, text=str(path), advice="Put them together, or name fewer.")
    return paths


def list_files(path: Path) -> list[Path]:
    """The same, without a word where there are none. Of a folder those that an importer takes, none from below it."""
    if path.is_dir():
        with os.scandir(path) as entries:
            names = [Path(entry.path) for entry in entries if entry.is_file() and not entry.name.startswith(HIDDEN)]
        return sorted(name for name in names if is_events(name) and not is_journal(name))
    found = (Path(name) for name in iglob(str(path), recursive=True))
    return sorted(file for file in found if file.is_file() and not is_journal(file))


def may_abort(path: Path) -> bool:
    """Whether the library that reads a file, or one of a folder's, may end the process on a damaged one: such a file is
    read in one of its own."""
    try:
        return any(importer_of(file) is read_parquet for file in (list_files(path) if folder.is_many(path) else [path]))
    except OSError:
        return False


def others(path: Path) -> list[str]:
    """What else is in a folder, and is not read; settings are no such thing."""
    if not path.is_dir():
        return []
    read = {file.name for file in list_files(path)}
    rest = (entry.name for entry in path.iterdir() if entry.suffix.lower() != ".toml" and not is_journal(entry))
    return sorted(name for name in rest if name not in read and not name.startswith(HIDDEN))
