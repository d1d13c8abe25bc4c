"""The journal beside a file, held by one writer at a time; its lines are those of `data.files.journal_lines`."""

import contextlib
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from data.errors import BadFile
from data.files.journal_lines import Save, lines, understood
from data.reading.editable_files import journal_of

try:
    import fcntl
except ImportError:  # another system than POSIX has other locks
    fcntl = None  # type: ignore[assignment]

PATIENCE_SECONDS: Final = 20.0


@dataclass(slots=True)
class Journal:
    """The journal of a file, held by nobody else; `saves` are all that happened, the oldest first."""

    path: Path
    descriptor: int
    saves: list[Save] = field(default_factory=list)
    last_number: int = 0
    is_torn: bool = False

    def add(self, save: Save) -> None:
        """Write a save to the disk. Raises OSError, and then it did not happen."""
        text = ("\n" if self.is_torn else "") + "".join(f"{line}\n" for line in lines(save))
        self.is_torn = True  # until all of it is there
        rest = memoryview(text.encode())
        while rest:
            rest = rest[os.write(self.descriptor, rest) :]
        os.fsync(self.descriptor)
        self.is_torn = False
        self.saves.append(save)
        self.last_number = save.number


def now() -> str:
    """This moment, as the journal writes it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def read(path: Path) -> list[Save]:
    """All that happened to a file, by the journal beside it; nothing where there is none. Raises BadFile."""
    try:
        return understood(journal_of(path).read_bytes())[0]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise _refused(path, error) from None


@contextlib.contextmanager
def holding(path: Path) -> Iterator[Journal]:
    """The journal of a file for one writer alone; one in which nothing is written leaves nothing behind.

    Raises BadFile where it cannot be written, or another writer does not let go of it.
    """
    place, until = journal_of(path), time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            descriptor = os.open(place, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o666)
        except OSError as error:
            raise _refused(path, error) from None
        try:
            _lock(descriptor, path, until)
            if _is_same(descriptor, place):  # else it was taken away while we waited for it
                yield _opened(place, descriptor)
                return
        finally:
            _let_go(descriptor, place)


def _opened(place: Path, descriptor: int) -> Journal:
    content = place.read_bytes()
    saves, last = understood(content)
    return Journal(place, descriptor, saves, last, is_torn=bool(content) and not content.endswith(b"\n"))


def _lock(descriptor: int, path: Path, until: float) -> None:
    while fcntl:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() > until:
                advice = "Try again in a moment."
                raise BadFile(f"{path.name} is being saved by somebody else.", text=path.name, advice=advice) from None
            time.sleep(0.005)
        except OSError as error:
            raise _refused(path, error) from None


def _is_same(descriptor: int, place: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), place.stat())
    except FileNotFoundError:
        return False


def _let_go(descriptor: int, place: Path) -> None:
    with contextlib.suppress(OSError):
        if not os.fstat(descriptor).st_size and _is_same(descriptor, place):
            place.unlink()
    os.close(descriptor)


def _refused(path: Path, error: OSError) -> BadFile:
    reason = error.strerror or str(error)
    return BadFile(
        f"{path.name} cannot be changed: its journal {journal_of(path).name} cannot be written ({reason}).",
        text=path.name, advice="Look at the folder and its disk; nothing was changed.",
    )  # fmt: skip
