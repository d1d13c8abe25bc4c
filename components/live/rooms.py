"""The rooms of this machine: which slide each is at, kept in files so that a restart, or another process, goes on.

A room has a name that followers know and a secret that only its briefer has. Of the secret no more than a hash is kept.
"""

import hashlib
import hmac
import json
import os
import re
import secrets
import shutil
import tempfile
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

from data.errors import DatelineError

NAME: Final = re.compile(r"[A-Za-z0-9_-]{10,32}")
MOST_ROOMS: Final = 500
MOST_OF_ONE: Final = 20
"""Rooms of one client; many may share an address."""
IDLE_SECONDS: Final = 24 * 3600
"""A room in which nothing has moved for so long, and at which nobody looks, is swept away."""
UNUSED_SECONDS: Final = 900
"""So long it waits for its first slide where nobody looks at it, not even its briefer."""
FRESH_SECONDS: Final = 12.0
"""What another process says of its followers counts for so long."""
MOST_SLIDE: Final = 10_000


@dataclass(frozen=True, slots=True)
class State:
    """Where the briefing stands. `turn` rises with each change; `by` names the window that made it."""

    slide: int = 0
    part: int = 0
    blank: bool = False
    turn: int = 0
    by: str = ""


@dataclass(frozen=True, slots=True)
class Room:
    """A briefing that can be followed: the page that shows it (from the root, without host), and where it stands."""

    name: str
    link: str
    secret_hash: str
    state: State
    client_hash: str = ""

    def is_driven_by(self, secret: str) -> bool:
        """Whether this is the briefer's secret; it takes as long to say no as to say yes."""
        return hmac.compare_digest(self.secret_hash, _hash(secret))


def state_folder() -> Path:
    """What lasts longer than the server: what DATELINE_STATE names, else the usual place for a program's state."""
    chosen = os.environ.get("DATELINE_STATE")
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(chosen) if chosen else Path(state) / "dateline"


def folder() -> Path:
    """Where rooms are kept."""
    return state_folder() / "live"


def create(link: str, client: str = "") -> tuple[Room, str]:
    """A new room and its secret. client: whose it is, as far as an address tells.

    Raises DatelineError where too many are open, or nothing can be kept. Where one more would be too many of one
    client's, or of all, the room goes at which nobody has looked for longest, unless somebody did just now.
    """
    _sweep()
    _make_room(_hash(client))
    secret = secrets.token_urlsafe(24)
    room = Room(secrets.token_urlsafe(9), link, _hash(secret), State(), _hash(client))
    _write(room)
    return room, secret


def find(name: str) -> Room | None:
    """The room of this name, as it stands now; None where there is none."""
    place = file_of(name)
    if place is None:
        return None
    try:
        content: dict[str, Any] = json.loads(place.read_bytes())
        client = str(content.get("client_hash", ""))
        return Room(name, content["link"], content["secret_hash"], State(**content["state"]), client)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def move(room: Room, fields: Mapping[str, object]) -> Room:
    """The room at another slide. Raises DatelineError where `fields` are no place in a briefing."""
    state = replace(_parse_state(fields), turn=room.state.turn + 1)
    moved_room = replace(room, state=state)
    _write(moved_room)
    return moved_room


def close(room: Room) -> None:
    """Forget the room."""
    shutil.rmtree(folder() / room.name, ignore_errors=True)


def file_of(name: str) -> Path | None:
    """The file that changes whenever the room moves; None for what cannot be a room's name."""
    return folder() / name / "room.json" if NAME.fullmatch(name) else None


def say_followers(name: str, process: str, count: int) -> None:
    """Tell the other processes how many follow the room here."""
    if (place := file_of(name)) and place.exists():
        place.with_name(f"{process}.count").write_text(str(count))


def followers_elsewhere(name: str, process: str) -> int:
    """How many follow the room in other processes, as far as they have said so lately."""
    file = file_of(name)
    return sum(_read_count(counts) for counts in file.parent.glob("*.count") if counts.stem != process) if file else 0


def _read_count(counts: Path) -> int:
    try:
        return int(counts.read_text()) if time.time() - counts.stat().st_mtime < FRESH_SECONDS else 0
    except (OSError, ValueError):
        return 0


def _parse_state(fields: Mapping[str, object]) -> State:
    slide, part, blank, by = (fields.get(name) for name in ("slide", "part", "blank", "by"))
    numbers = [number for number in (slide, part) if type(number) is int and 0 <= number <= MOST_SLIDE]
    if len(numbers) < 2 or not isinstance(blank, bool) or not isinstance(by, str) or len(by) > 32:
        raise DatelineError(
            "This is no place in a briefing.",
            advice=f"Send slide and part as whole numbers from 0 to {MOST_SLIDE}, blank as true or false, by as text.",
        )
    return State(numbers[0], numbers[1], blank, 0, by)


def _write(room: Room) -> None:
    """Keep the room, all of it or as it was: a process that dies here does no harm."""
    place = folder() / room.name
    content = {
        "link": room.link,
        "secret_hash": room.secret_hash,
        "state": asdict(room.state),
        "client_hash": room.client_hash,
    }
    try:
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile("w", dir=place, delete=False, encoding="utf-8") as file:
            json.dump(content, file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(file.name, place / "room.json")
    except OSError as reason:
        raise DatelineError(
            f"The briefing cannot be shared: its state cannot be written ({reason.strerror}).",
            advice="Set DATELINE_STATE to a folder that the server may write to.",
        ) from None


def _sweep() -> None:
    for place in _places():
        room = find(place.name)
        patience = UNUSED_SECONDS if room is not None and room.state.turn == 0 else IDLE_SECONDS
        if _last_seen(place) < time.time() - patience:
            shutil.rmtree(place, ignore_errors=True)


def _make_room(client_hash: str) -> None:
    """Let a room go that nobody looks at where one more is too many. Raises DatelineError where all are looked at."""
    places = sorted(_places(), key=_last_seen)
    own = [place for place in places if (room := find(place.name)) is not None and room.client_hash == client_hash]
    for here, most in ((own, MOST_OF_ONE), (places, MOST_ROOMS)):
        if len(here) < most:
            continue
        if _last_seen(here[0]) > time.time() - FRESH_SECONDS:
            raise DatelineError("Too many briefings are being followed now.", advice="Close one, or try again later.")
        shutil.rmtree(here[0], ignore_errors=True)


def _last_seen(place: Path) -> float:
    """When the room last moved, or somebody last looked at it: each process that has a listener says so."""
    times = [0.0]
    for file in (place / "room.json", *place.glob("*.count")):
        try:
            times.append(file.stat().st_mtime)
        except OSError:
            continue
    return max(times) or (place.stat().st_mtime if place.exists() else 0.0)


def _places() -> list[Path]:
    return [place for place in folder().iterdir() if NAME.fullmatch(place.name)] if folder().is_dir() else []


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
