"""Folders for what is needed for a moment only. Their names say whose they are, so that what a process left that was
killed can be told, and swept by whoever starts next."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import Final

PREFIX: Final = "dateline-"
OWNER: Final = re.compile(rf"{PREFIX}(\d+)-")
SLACK_SECONDS: Final = 5.0
"""Between the clock of a file system and that of the processes."""


@contextmanager
def folder() -> Iterator[Path]:
    """A new folder of this process, gone at the end with all that is in it."""
    with TemporaryDirectory(prefix=f"{PREFIX}{os.getpid()}-", ignore_cleanup_errors=True) as place:
        yield Path(place)


def left_behind() -> list[Path]:
    """The folders of processes that are no more."""
    with suppress(OSError):
        return [
            place
            for place in Path(gettempdir()).glob(f"{PREFIX}*")
            if (owner := OWNER.match(place.name)) and not place.is_symlink() and is_left(place, int(owner[1]))
        ]
    return []


def sweep() -> None:
    """Take them away."""
    for place in left_behind():
        shutil.rmtree(place, ignore_errors=True)


def is_left(place: Path, process: int) -> bool:
    """Whether the process is no more that made a file or folder; another may bear its number by now."""
    try:
        made = place.stat().st_mtime
    except OSError:
        return False
    return not _is_alive(process) or _began(process) > made + SLACK_SECONDS


def size(place: Path) -> int:
    """The bytes of a file, or of all in a folder."""
    total = 0
    for path in (place, *place.rglob("*")) if place.is_dir() else (place,):
        with suppress(OSError):
            total += path.stat().st_size if path.is_file() else 0
    return total


def _is_alive(process: int) -> bool:
    if os.name == "nt":  # asking would end it
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):  # there, and somebody else's
        return True
    return True


def _began(process: int) -> float:
    """When a process began, in seconds since 1970; 0 where the system does not tell."""
    with suppress(OSError, ValueError, IndexError):
        ticks = int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[19])
        booted = next(
            int(line.split()[1]) for line in Path("/proc/stat").read_text().splitlines() if line.startswith("btime ")
        )
        return booted + ticks / os.sysconf("SC_CLK_TCK")
    return 0.0
