"""A file replaced whole or not at all, its permissions and links kept; and what it was when it was last known."""

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Hashable, Iterator
from pathlib import Path

from data.errors import BadFile


def digest(content: bytes) -> str:
    """The digest of a content, as the reader makes it."""
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def stamp(path: Path) -> Hashable:
    """What changes whenever a file is written; None where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def check(path: Path) -> None:
    """Raises BadFile where a file cannot be replaced."""
    try:
        status = path.stat()
    except OSError as error:
        raise refused(path, error) from None
    if status.st_nlink > 1:
        advice = "Edit a copy of it, or take the other names away."
        raise BadFile(f"{path.name} has several names on its disk, which would part.", text=path.name, advice=advice)
    if not os.access(path, os.W_OK):
        raise BadFile(f"{path.name} may not be written.", text=path.name, advice="Allow it, or edit a copy.")


@contextlib.contextmanager
def prepared(path: Path, content: bytes, like: Path | None = None) -> Iterator[Path]:
    """A new content on the disk beside the file, with its permissions. Raises BadFile where it cannot be written.

    like: the file whose permissions a new one gets.
    """
    target = path.resolve()
    part = ""
    try:
        try:
            descriptor, part = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                _keep_rights(file.fileno(), target if like is None or target.exists() else like.resolve())
                os.fsync(file.fileno())
        except OSError as error:
            raise refused(path, error) from None
        yield Path(part)
    finally:
        if part:
            with contextlib.suppress(OSError):
                os.unlink(part)


def _keep_rights(descriptor: int, target: Path) -> None:
    status = target.stat()
    if hasattr(os, "fchown"):
        with contextlib.suppress(OSError):  # another's file: it stays readable to those who could read it
            os.fchown(descriptor, status.st_uid, status.st_gid)
    if hasattr(os, "fchmod"):
        os.fchmod(descriptor, status.st_mode & 0o7777)


def replace(part: Path, path: Path) -> None:
    """Put a prepared file into the place of another; a link stays one. Raises BadFile."""
    target = path.resolve()
    try:
        os.replace(part, target)
    except OSError as error:
        raise refused(path, error) from None
    _flush(target.parent)


def _flush(folder: Path) -> None:
    with contextlib.suppress(OSError):  # not every system, nor every network folder, lets one
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def known(path: Path) -> Path:
    """Where a copy of the file lies as it was last known, to see by what was changed outside."""
    return path.with_name(f".{path.name}.known")


def remember(path: Path, content: bytes) -> None:
    """Keep a copy of what the file is now. Without it no more is lost than what others changed."""
    with contextlib.suppress(BadFile), prepared_beside(known(path), content) as part:
        os.replace(part, known(path))


@contextlib.contextmanager
def prepared_beside(place: Path, content: bytes) -> Iterator[str]:
    """A temporary file of this content. Raises BadFile."""
    descriptor, part = -1, ""
    try:
        descriptor, part = tempfile.mkstemp(prefix=f"{place.name}.", suffix=".part", dir=place.parent)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        yield part
    except OSError as error:
        raise refused(place, error) from None
    finally:
        with contextlib.suppress(OSError):
            os.unlink(part)


def is_remembered(path: Path) -> bool:
    """Whether a copy was kept since the file was last written; a writer may have been killed before."""
    try:
        return known(path).stat().st_mtime_ns >= path.stat().st_mtime_ns
    except OSError:
        return False


def recall(path: Path) -> bytes | None:
    """What the file was when it was last known; None where that is not known."""
    try:
        return known(path).read_bytes()
    except OSError:
        return None


def sweep(path: Path) -> None:
    """Take away what was left by a writer that was killed; made by one who holds the journal."""
    target = path.resolve()
    for place in (target, known(path)):
        name = place.name if place.name.startswith(".") else f".{place.name}"
        for part in place.parent.glob(f"{_plain(name)}.*.part"):
            with contextlib.suppress(OSError):
                part.unlink()


def _plain(name: str) -> str:
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in name)


def refused(path: Path, error: OSError) -> BadFile:
    """The sentence for a file that cannot be written."""
    return BadFile(
        f"{path.name} cannot be written: {error.strerror or error}.", text=path.name,
        advice="Look at the folder and its disk. Nothing was changed.",
    )  # fmt: skip
