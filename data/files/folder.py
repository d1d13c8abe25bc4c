"""Several files as one set of events: those of a folder, or those that a pattern such as `reports/*.csv` names."""

import os
from glob import has_magic, iglob
from pathlib import Path
from typing import Final

from data.errors import BadFile, shown

ENDINGS: Final = (".csv", ".tsv", ".xlsx", ".ods", ".parquet", ".ndjson", ".jsonl")
HIDDEN: Final = (".", "~$")
"""How the names begin of files that are nobody's work: the second is what Excel puts beside an open workbook."""
MOST: Final = 10_000
"""More files than this are refused: they are looked at every second or two."""


def is_many(path: Path) -> bool:
    """Whether a path is a folder or a pattern, and no file."""
    try:
        return path.is_dir() or (has_magic(str(path)) and not path.exists())
    except (OSError, ValueError):
        return False


def files(path: Path) -> list[Path]:
    """The files of a folder or pattern, by name. Raises BadFile where there are none, or too many."""
    found = listed(path)
    kinds = ", ".join(ENDINGS)
    if not found and path.is_dir():
        said = f"There is no file of events in the folder {shown(str(path))}."
        raise BadFile(said, text=str(path), advice=f"Put one there whose name ends in {kinds}.")
    if not found:
        said = f"No file fits the pattern {shown(str(path))}."
        raise BadFile(said, text=str(path), advice="Look at the names, and write the pattern between quotation marks.")
    if len(found) > MOST:
        said = f"{shown(str(path))} has {len(found):,} files; {MOST:,} are read at most."
        raise BadFile(said, text=str(path), advice="Put them together, or name fewer.")
    return found


def listed(path: Path) -> list[Path]:
    """The same, without a word where there are none. Of a folder those of the known endings, none from below it."""
    if path.is_dir():
        with os.scandir(path) as entries:
            names = [Path(entry.path) for entry in entries if entry.is_file() and not entry.name.startswith(HIDDEN)]
        return sorted(name for name in names if name.suffix.lower() in ENDINGS)
    return sorted(Path(name) for name in iglob(str(path), recursive=True) if Path(name).is_file())


def others(path: Path) -> list[str]:
    """What else is in a folder, and is not read; settings are no such thing."""
    if not path.is_dir():
        return []
    read = {file.name for file in listed(path)}
    rest = (entry.name for entry in path.iterdir() if entry.suffix.lower() != ".toml")
    return sorted(name for name in rest if name not in read and not name.startswith(HIDDEN))


def home(path: Path) -> Path:
    """The folder itself, or that in which a pattern begins to be one: by its name the set is called."""
    if path.is_dir():
        return path.absolute()
    return next((above.absolute() for above in path.parents if not has_magic(str(above))), path.absolute().parent)
