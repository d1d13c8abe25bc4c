"""Whom the settings name, as they are now: asked with every request, read again when the file is written.

What cannot be read lets nobody in whom it did not let in before; nor does a file that is gone, as one is for an instant
while an editor or git writes it anew.
"""

import os
import stat
import time
from collections.abc import Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from data import settings
from data.errors import BadSettings
from data.settings import access
from data.settings.access import USUAL, Access
from data.warehouses import address

STILL_SECONDS: Final = 1.0
"""A file that is being written may lack its end: what has been read already counts until it is still."""
MOST: Final = 16


@dataclass(frozen=True, slots=True)
class Named:
    """Those who are named, and in which file. fault: why it cannot be read, where it never could."""

    access: Access = USUAL
    file: str = ""
    fault: str = ""

    @property
    def is_closed(self) -> bool:
        """Whether somebody may not do what all may where nothing is said."""
        return bool(self.fault) or self.access != USUAL


_READ: Final[dict[str, tuple[Hashable, Named]]] = {}


def named(events: Path | str) -> Named:
    """Those whom the settings of the events name that everybody sees."""
    place = _place(events)
    if place is None:
        return Named()
    stamp, written = _stamp(place)
    known = _READ.get(str(place))
    if known and (known[0] == stamp or (stamp and 0 <= time.time() - written < STILL_SECONDS)):
        return known[1]
    found = _read(place, known[1] if known else None)
    while len(_READ) >= MOST:
        _READ.pop(next(iter(_READ)), None)
    _READ[str(place)] = stamp, found
    return found


def _place(events: Path | str) -> Path | None:
    """Where the settings are; None where there is no place for any."""
    if not address.is_source(events):
        return settings.beside(Path(events))
    return next((path for path in address.files(events) if path.suffix.lower() == ".toml"), None)


def _stamp(place: Path) -> tuple[Hashable, float]:
    try:
        found = os.stat(place)
    except OSError:
        return None, 0.0
    return (found.st_mtime_ns, found.st_size, found.st_ino), found.st_mtime


def _read(place: Path, before: Named | None) -> Named:
    try:
        if not _is_there(place):
            return before if before and before.is_closed else Named(file=place.name)
        table = settings.toml(settings.text_of(place), place.name)
        return Named(access.of_table(table.get("access", {}), place.name), place.name)
    except (BadSettings, OSError) as mistake:
        return before or Named(file=place.name, fault=str(mistake))


def _is_there(place: Path) -> bool:
    """Whether there is such a file. Raises OSError where that cannot be known, as of a disk that does not answer."""
    try:
        return stat.S_ISREG(os.stat(place).st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False
