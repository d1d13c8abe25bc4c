"""Which files can be changed where they lie: text in records, read by nothing but `data.importers.delimited`."""

from pathlib import Path

from data.errors import BadFile
from data.files import folder
from data.importers import HEAD, importer_of
from data.importers._content_types import ending_of
from data.importers.delimited import read_delimited

ADVICE = "Convert it to a CSV first (“convert”), and keep your record there."


def check_in_place(path: Path | str) -> Path:
    """The path of a file that can be changed where it lies. Raises BadFile for any other."""
    if isinstance(path, str):
        raise BadFile(f"{path} is an engine's table, which is only read.", text=path, advice="Change it in the engine.")
    if folder.is_many(path):
        raise BadFile(f"{path} is several files.", text=str(path), advice="Name the one that is to be changed.")
    if path.is_file() and (importer_of(path) is not read_delimited or _is_other(path)):
        raise BadFile(f"{path.name} is no CSV, and cannot be changed in its place.", text=path.name, advice=ADVICE)
    return path


def is_in_place(path: Path | str) -> bool:
    """Whether a file can be changed where it lies."""
    try:
        return check_in_place(Path(path)).is_file()
    except BadFile:
        return False


def _is_other(path: Path) -> bool:
    """Whether a file under the name of a CSV is something else."""
    with path.open("rb") as file:
        return bool(ending_of(file.read(HEAD)))
