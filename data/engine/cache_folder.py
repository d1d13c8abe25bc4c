"""The cache folder: files of tables that were made of large files, so that opening these again is immediate.

    find(name) -> Path | None    the file of that name, if it is there whole
    adding(name)                 a path to write to; what is there at the end gets the name, whole or not at all
    listed() -> list[CachedFile]       what is there, the one used last at the end
    clear()                      empty it
    leftovers(), sweep()         what killed processes left, here and where temporary files are; take it away

The folder is DATELINE_CACHE, else `dateline` in XDG_CACHE_HOME or ~/.cache; DATELINE_CACHE_SIZE, such as 20GB, is how
large it may grow before what was used longest ago goes. Several processes may use one folder at once.
"""

import contextlib
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from data.engine import temporary_folders
from data.errors import BadSettings, shown

ENDING: Final = ".duckdb"
MOST_BYTES: Final = "10GB"
_PART: Final = re.compile(r"\.(\d+)-[0-9a-f]+\.part")
_UNITS: Final = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9, "t": 10**12}


@dataclass(frozen=True, slots=True)
class CachedFile:
    """A file of tables: its bytes, and when it was last opened, in seconds since 1970."""

    path: Path
    size: int
    last_used: float


def folder() -> Path:
    """Where it is; it may not be there yet."""
    path = os.environ.get("DATELINE_CACHE")
    if path:
        return Path(path).expanduser()
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "dateline"


def size_limit() -> int:
    """Bytes that the folder may hold. Raises BadSettings where the setting is no size."""
    return bytes_of("DATELINE_CACHE_SIZE", MOST_BYTES)


def bytes_of(variable: str, otherwise: str) -> int:
    """The bytes that a variable of the environment names, as in 20GB. Raises BadSettings where it is no size."""
    text = os.environ.get(variable) or otherwise
    match = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*([kmgt]?)i?b?\s*", text, re.IGNORECASE)
    if not match:
        raise BadSettings(f"{variable} is {shown(text)}, which is no size.", text=text, advice="Write 20GB.")
    return int(float(match[1]) * _UNITS[match[2].lower()])


def find(name: str) -> Path | None:
    """The file of tables of this name, now the one used last."""
    path = folder() / f"{name}{ENDING}"
    try:
        os.utime(path)
    except OSError:
        return path if path.is_file() else None  # a folder that may only be read
    return path


def is_writable() -> bool:
    """Whether something can be kept here; the folder is made where there is none."""
    try:
        folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        return False
    return os.access(folder(), os.W_OK)


@contextlib.contextmanager
def adding(name: str) -> Iterator[Path]:
    """A path to write a file of tables to; at the end it takes its name, and older ones make room.

    Raises OSError where the folder cannot be written. Whatever fails, nothing half-written is ever found by the name.
    """
    place = folder()
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = place / f"{name}.{os.getpid()}-{secrets.token_hex(4)}.part"
    try:
        yield part
        _to_disk(part)
        os.replace(part, place / f"{name}{ENDING}")
        make_room(place / f"{name}{ENDING}")
    finally:
        _remove(part)


def files() -> list[CachedFile]:
    """All files of tables, the one used longest ago first."""
    cached = []
    for path in folder().glob(f"*{ENDING}"):
        with contextlib.suppress(OSError):
            status = path.stat()
            cached.append(CachedFile(path, status.st_size, status.st_mtime))
    return sorted(cached, key=lambda file: file.last_used)


def make_room(newest: Path | None = None) -> None:
    """Sweep what dead processes left half-written; let go what was used longest ago, until the rest fits."""
    sweep()
    cached = files()
    size, limit = sum(file.size for file in cached), size_limit()
    for file in cached:
        if size > limit and file.path != newest:
            drop(file.path)
            size -= file.size


def clear() -> list[CachedFile]:
    """Empty the folder; what was there. A server that has one of these open keeps it until it ends."""
    sweep()
    cached = files()
    for file in cached:
        drop(file.path)
    return cached


def drop(path: Path) -> None:
    """Take one file of tables away, if it is there."""
    with contextlib.suppress(OSError):
        path.unlink()


def leftovers() -> list[CachedFile]:
    """What processes left that were killed: half-written tables here, and what was to be read, in the folder for what
    is temporary."""
    found = []
    for path in [*_parts(), *temporary_folders.left_behind()]:
        with contextlib.suppress(OSError):
            found.append(CachedFile(path, temporary_folders.size(path), path.stat().st_mtime))
    return found


def sweep() -> list[CachedFile]:
    """Take that away, whoever left it; what it was."""
    found = leftovers()
    for path in _parts():
        _remove(path)
    temporary_folders.sweep()
    return found


def _parts() -> list[Path]:
    """The half-written files of processes that are no more, with what their engines laid beside them."""
    with contextlib.suppress(OSError):
        return [
            path
            for path in folder().glob("*.part*")
            if (owner := _PART.search(path.name)) and temporary_folders.is_left(path, int(owner[1]))
        ]
    return []


def _to_disk(part: Path) -> None:
    descriptor = os.open(part, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove(part: Path) -> None:
    """What was half-written, and what the engine laid beside it."""
    for path in part.parent.glob(f"{part.name}*"):
        with contextlib.suppress(OSError):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
