"""The journal beside a file: one JSON object for each cell that was changed, only ever added to.

    {"save": 3, "at": "2022-01-07T09:30:00Z", "who": "aigerim", "id": "resignation", "row": 12, "column": "date",
     "before": "2022-01-05", "after": "2022-01-05~", "why": "the ministry gives no hour", "undo_of": null,
     "from": "…", "to": "…"}

A save is one or more lines of the same number; the last has the digests of the file before and after, and a save
without it never happened: the file is replaced only when the whole of it is on the disk. `before` is null where the row
was not there yet, `after` where it is there no longer; row 0 is the header. A value of the settings beside the
file has its path, `"setting": ["categories", "Protest", "color"]`, in the place of id, row and column, and the last
line has the digests of the settings too. `"same": true` is in it where another program wrote the file anew and changed
no cell.
"""

import contextlib
import json
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from data.errors import BadFile

try:
    import fcntl
except ImportError:  # another system than POSIX has other locks
    fcntl = None  # type: ignore[assignment]

PATIENCE_SECONDS: Final = 20.0
OUTSIDE: Final = "changed outside"
"""Who made a change that nobody made here."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One cell that was changed. `place` is that of a column among the headers, where row is 0."""

    id: str
    row: int
    column: str
    before: str | None
    after: str | None
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """One value of the settings beside the file that was changed; None where it says nothing."""

    path: tuple[str, ...]
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Save:
    """What was saved in one go. `before` and `after` are digests of the file; where it is not known what changed, there
    is nothing in it."""

    number: int
    at: str
    who: str
    why: str
    entries: Sequence[Entry]
    before: str
    after: str
    undo_of: int | None = None
    names: Mapping[int, str] = field(default_factory=dict, compare=False)
    """The ids that rows have after it; told to whoever saved it, and not written down."""
    settings: Sequence[Setting] = ()
    settings_before: str = ""
    settings_after: str = ""
    is_same: bool = False
    """Whether another program wrote the file anew, and no cell of it is another."""

    @property
    def is_known(self) -> bool:
        """Whether it is known what changed."""
        return bool(self.entries or self.settings) or self.is_same

    @property
    def is_outside(self) -> bool:
        """Whether another program changed the file."""
        return self.who == OUTSIDE


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


def beside(path: Path) -> Path:
    """Where the journal of a file is.

    >>> beside(Path("reports/my.csv")).as_posix()
    'reports/my.history.jsonl'
    """
    return path.with_name(f"{path.stem}.history.jsonl")


def now() -> str:
    """This moment, as the journal writes it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def lines(save: Save) -> Iterator[str]:
    """The lines of a save."""
    parts: list[Entry | Setting] = [*save.entries, *save.settings] or [Entry("", 0, "", None, None)]
    for number, one in enumerate(parts, 1):
        values: dict[str, Any] = {
            "save": save.number, "at": save.at, "who": save.who, **_of(one), "before": one.before, "after": one.after,
            "why": save.why, "undo_of": save.undo_of,
        }  # fmt: skip
        if isinstance(one, Entry) and one.place is not None:
            values["place"] = one.place
        if number == len(parts):
            values |= {"from": save.before, "to": save.after}
            values |= {"settings": [save.settings_before, save.settings_after]} if save.settings else {}
            values |= {"same": True} if save.is_same else {}
        yield json.dumps(values, ensure_ascii=False)


def _of(one: Entry | Setting) -> dict[str, Any]:
    """What was changed: a cell, or a value of the settings."""
    if isinstance(one, Setting):
        return {"setting": list(one.path)}
    return {"id": one.id, "row": one.row, "column": one.column}


def read(path: Path) -> list[Save]:
    """All that happened to a file, by the journal beside it; nothing where there is none. Raises BadFile."""
    try:
        return _understood(beside(path).read_bytes())[0]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise _refused(path, error) from None


def _understood(content: bytes) -> tuple[list[Save], int]:
    """The saves in a journal, and the highest number in it. A line that is not whole is passed over: what it belongs to
    was never saved."""
    saves, entries, settings, last = list[Save](), list[Entry](), list[Setting](), 0
    current = 0
    for line in content.split(b"\n"):
        if (values := _values(line)) is None:
            continue
        if values["save"] != current:
            entries, settings, current = [], [], values["save"]
        last = max(last, current)
        before, after = values["before"], values["after"]
        if "setting" in values:
            settings.append(Setting(tuple(map(str, values["setting"])), before, after))
        elif values["column"] or values["row"]:
            entries.append(
                Entry(str(values["id"]), values["row"], values["column"], before, after, values.get("place"))
            )
        if "to" in values:
            common = {name: values[name] for name in ("at", "who", "why", "undo_of")}
            digests = values.get("settings") or ("", "")
            saves.append(Save(current, entries=tuple(entries), before=values["from"], after=values["to"],
                              settings=tuple(settings), settings_before=digests[0], settings_after=digests[1],
                              is_same=values.get("same") is True, **common))  # fmt: skip
            entries, settings, current = [], [], 0
    return saves, last


def _values(line: bytes) -> dict[str, Any] | None:
    try:
        values = json.loads(line)
        is_whole = isinstance(values["save"], int) and isinstance(values.get("row", 0), int)
        return values if is_whole and ("setting" in values or "row" in values) else None
    except (ValueError, TypeError, KeyError):
        return None


@contextlib.contextmanager
def holding(path: Path) -> Iterator[Journal]:
    """The journal of a file for one writer alone; one in which nothing is written leaves nothing behind.

    Raises BadFile where it cannot be written, or another writer does not let go of it.
    """
    place, until = beside(path), time.monotonic() + PATIENCE_SECONDS
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
    saves, last = _understood(content)
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
        f"{path.name} cannot be changed: its journal {beside(path).name} cannot be written ({reason}).",
        text=path.name, advice="Look at the folder and its disk; nothing was changed.",
    )  # fmt: skip
