"""Which files can be edited: text in records where it lies, any other kind by a file of changes beside it."""

from pathlib import Path
from typing import Final

from data.errors import BadFile
from data.files import folder
from data.importers import HEAD, IMPORTERS, importer_of
from data.importers._content_types import ending_of
from data.importers.delimited import read_delimited

HISTORY: Final = ".history.jsonl"
"""How the journal of a file ends that is written itself."""
CHANGES: Final = ".changes.jsonl"
"""How the journal of any other one ends: what it says lies over the file."""
ADVICE: Final = "Convert it to a CSV first (“convert”), and keep your record there."


def check_editable(path: Path | str) -> Path:
    """The path of a file that can be edited. Raises BadFile for any other."""
    if isinstance(path, str):
        raise BadFile(f"{path} is an engine's table, which is only read.", text=path, advice="Change it in the engine.")
    if folder.is_many(path):
        advice = "Name the one of them that is to be changed; its changes are seen in all of them."
        raise BadFile(f"{path} is several files.", text=str(path), advice=advice)
    if path.is_file() and not is_overlaid(path) and (importer_of(path) is not read_delimited or _is_other(path)):
        raise BadFile(f"{path.name} is no CSV, and cannot be changed in its place.", text=path.name, advice=ADVICE)
    return path


def is_editable(path: Path | str) -> bool:
    """Whether a file can be edited."""
    try:
        return check_editable(Path(path)).is_file()
    except BadFile:
        return False


def is_overlaid(path: Path) -> bool:
    """Whether the changes of a file lie beside it, for it cannot be written record by record; told by its name."""
    return IMPORTERS.get(path.suffix.lower(), read_delimited) is not read_delimited


def journal_of(path: Path) -> Path:
    """Where the journal of a file is.

    >>> journal_of(Path("reports/my.csv")).as_posix(), journal_of(Path("my.xlsx")).as_posix()
    ('reports/my.history.jsonl', 'my.xlsx.changes.jsonl')
    """
    return path.with_name(f"{path.name}{CHANGES}" if is_overlaid(path) else f"{path.stem}{HISTORY}")


def is_journal(path: Path) -> bool:
    """Whether a file is the journal of another."""
    return path.name.endswith((HISTORY, CHANGES))


def _is_other(path: Path) -> bool:
    """Whether a file under the name of a CSV is something else."""
    with path.open("rb") as file:
        return bool(ending_of(file.read(HEAD)))
