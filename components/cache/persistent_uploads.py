"""What viewers opened, kept for their own browsers, so that a reload, Back or a restart brings it back.

    owner_of(session) -> str                 the secret of the browser in which a page is open; note(session, secret)
    put(secret, name, content) -> str        keeps a file for a while; its name in links, or "" where it cannot be kept
    get(file, secret) -> Kept | None         a file, for who brought it, or for anybody once it is published
    publish(file, secret) -> Kept | None     let anybody have it who has the link, for as long as is allowed here
    desk(file, secret) -> Path | None        where who brought it can edit it, the changes beside it
    changes(file, secret) -> bytes           what was changed over it, where it is not written itself
    forget(file, secret)                     drop it now, and what was changed
    sweep()                                  drop what is past its time

A secret lives in a cookie that scripts cannot read (`components.http.viewer_cookie`); here is only its hash. The
folder is `uploads` in DATELINE_STATE. DATELINE_KEEP_HOURS says how long (24; 0: not at all), DATELINE_PUBLISH_DAYS for
how many days a viewer may publish a file (0: nobody may), DATELINE_PUBLISH_MB of how many megabytes (10).
"""

import hashlib
import hmac
import json
import os
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

from components.cache.lru import LRU
from components.live.rooms import state_folder
from data.errors import BadSettings, shown
from data.reading.editable_files import is_overlaid, journal_of

FILE: Final = re.compile(r"[A-Za-z0-9_-]{16}")
SECRET: Final = re.compile(r"[A-Za-z0-9_-]{43}")
MOST_OF_ONE: Final = 4
MOST_FILES: Final = 200
MOST_BYTES: Final = 2_000_000_000
CONTENT, ABOUT, DESK = "content", "about.json", "desk"

_READERS: Final = LRU[str, str](most=5_000)
"""Which browser brought the file of which a data set was made, by the set's key; of the browser the hash."""
_SESSIONS: Final = LRU[str, str](most=5_000)
"""Which browser has which page open: a page that is open already never hears of a cookie that came later."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is kept: its own name, until when (seconds since 1970), whether all may have it who have its link."""

    file: str
    name: str
    owner: str
    size: int
    until: float
    is_published: bool = False

    @property
    def content(self) -> bytes:
        return (folder() / self.file / CONTENT).read_bytes()


def folder() -> Path:
    """Where they are; it may not be there yet."""
    return state_folder() / "uploads"


def hours() -> float:
    """How long a file is kept for its viewer. Raises BadSettings."""
    return _number("DATELINE_KEEP_HOURS", 24)


def publish_days() -> float:
    """For how many days a viewer may publish a file; 0 where nobody may. Raises BadSettings."""
    return _number("DATELINE_PUBLISH_DAYS", 0)


def publish_bytes() -> int:
    """How large a file may be that is published. Raises BadSettings."""
    return round(_number("DATELINE_PUBLISH_MB", 10) * 1_000_000)


def note(session: str, secret: str) -> None:
    """The page of this session is open in the browser that has this secret."""
    _SESSIONS.put(session, secret)


def owner_of(session: str, cookie: str | None) -> str:
    """The secret of the browser that has this page open: as it was noted, else as its cookie said; "" for none."""
    noted = _SESSIONS.get(session)
    return noted or (cookie if cookie and SECRET.fullmatch(cookie) else "")


def put(secret: str, name: str, content: bytes) -> str:
    """Keep a file for who has this secret. Gives its name in links; one that is not kept has such a name too."""
    file = secrets.token_urlsafe(12)
    if not secret or not hours():
        return file
    with suppress(OSError):  # the disk is full, or not ours to write: it lives as long as the page then
        sweep()
        kept = Kept(file, name[-200:], _hash(secret), len(content), time.time() + hours() * 3600)
        _make_room(kept)
        place = folder() / file
        place.mkdir(parents=True, mode=0o700)
        _write(place / CONTENT, content)
        _write_about(kept)
    return file


def get(file: str, secret: str) -> Kept | None:
    """The file of this name, for who brought it, or for anybody where it is published; None for all others."""
    kept = _find(file)
    if kept is None or kept.until < time.time():
        return None
    return kept if kept.is_published or _is_owner(kept, secret) else None


def publish(file: str, secret: str) -> Kept | None:
    """The file as one that anybody can have who has its link; None where that is not allowed."""
    kept = get(file, secret)
    if kept is None or not _is_owner(kept, secret) or not publish_days() or kept.size > publish_bytes():
        return None
    published = replace(kept, is_published=True, until=time.time() + publish_days() * 86_400)
    _write_about(published)
    return published


def desk(file: str, secret: str) -> Path | None:
    """The place of a file under its own name, for who brought it; None where it is not kept, or everybody's."""
    kept = get(file, secret)
    if kept is None or kept.is_published or not _is_owner(kept, secret):
        return None
    place = _desk(kept)
    try:
        place.parent.mkdir(mode=0o700, exist_ok=True)
        if not place.exists():
            place.symlink_to(Path("..") / CONTENT)
    except OSError:
        return None
    return place


def changes(file: str, secret: str) -> bytes:
    """The journal of a file that is not written itself; nothing where there is none."""
    kept = get(file, secret)
    if kept is None or not is_overlaid(_desk(kept)):
        return b""
    try:
        return journal_of(_desk(kept)).read_bytes()
    except OSError:
        return b""


def _desk(kept: Kept) -> Path:
    name = Path(kept.name.replace("\\", "/").replace("\0", "")).name[-100:].lstrip(".")
    return folder() / kept.file / DESK / (name or "upload.csv")


def is_owned(kept: Kept, secret: str) -> bool:
    """Whether who has this secret brought the file."""
    return _is_owner(kept, secret)


def forget(file: str, secret: str) -> None:
    """Drop it, where who asks brought it."""
    kept = _find(file)
    if kept is not None and _is_owner(kept, secret):
        shutil.rmtree(folder() / file, ignore_errors=True)


def sweep() -> None:
    """Drop what is past its time, and what was never written to its end."""
    if not folder().is_dir():
        return
    for place in folder().iterdir():
        kept = _find(place.name)
        is_half = kept is None and place.stat().st_mtime < time.time() - 3600
        if is_half or (kept is not None and kept.until < time.time()):
            shutil.rmtree(place, ignore_errors=True)


def _make_room(new: Kept) -> None:
    """Drop what was kept longest, where one more would be too many of one viewer's, or of all."""
    others = sorted((kept for kept in _all() if not kept.is_published), key=lambda kept: kept.until)
    own = [kept for kept in others if kept.owner == new.owner]
    gone = own[: max(len(own) - MOST_OF_ONE + 1, 0)]
    left = [kept for kept in others if kept not in gone]
    while left and (len(left) >= MOST_FILES or sum(kept.size for kept in left) + new.size > MOST_BYTES):
        gone.append(left.pop(0))
    for kept in gone:
        shutil.rmtree(folder() / kept.file, ignore_errors=True)


def _all() -> Iterator[Kept]:
    if folder().is_dir():
        yield from (kept for place in folder().iterdir() if (kept := _find(place.name)) is not None)


def _find(file: str) -> Kept | None:
    if not FILE.fullmatch(file):
        return None
    try:
        return Kept(**json.loads((folder() / file / ABOUT).read_bytes()))
    except (OSError, ValueError, TypeError):
        return None


def _write_about(kept: Kept) -> None:
    _write(folder() / kept.file / ABOUT, json.dumps(asdict(kept)).encode())


def _write(place: Path, content: bytes) -> None:
    part = place.with_suffix(".part")
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(part, place)


def _is_owner(kept: Kept, secret: str) -> bool:
    return hmac.compare_digest(kept.owner, _hash(secret))


def note_reading(key: str, secret: str) -> None:
    """A data set was made of what this browser brought."""
    if secret:
        _READERS.put(key, _hash(secret))


def is_read_by(key: str, secret: str) -> bool:
    """Whether this browser brought what the data set was made of."""
    return bool(secret) and hmac.compare_digest(_READERS.get(key) or "", _hash(secret))


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _number(name: str, usual: float) -> float:
    text = os.environ.get(name) or str(usual)
    if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,3})?", text):
        raise BadSettings(f"{name} is {shown(text)}, which is no number.", text=text, advice=f"Write {usual:g}.")
    return float(text)
