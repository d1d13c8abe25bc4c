"""Several files as one set of events: those of a folder, or those that a pattern such as `reports/*.csv` names."""

from glob import has_magic
from pathlib import Path


def is_many(path: Path) -> bool:
    """Whether a path is a folder or a pattern, and no file."""
    try:
        return path.is_dir() or (has_magic(str(path)) and not path.exists())
    except (OSError, ValueError):
        return False


def home(path: Path) -> Path:
    """The folder itself, or that in which a pattern begins to be one: by its name the set is called."""
    if path.is_dir():
        return path.absolute()
    return next((above.absolute() for above in path.parents if not has_magic(str(above))), path.absolute().parent)
