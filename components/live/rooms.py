"""The rooms of this machine: which slide each is at, kept in files so that a restart, or another process, goes on.

A room has a name that followers know and a secret that only its briefer has. A second secret is for the person to whom
the briefer hands it over. Of secrets no more than hashes are kept.
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
from threading import Lock
from typing import Any, Final, Literal

from data.errors import DatelineError

NAME: Final = re.compile(r"[A-Za-z0-9_-]{10,32}")
OF_A_KEY: Final = re.compile(r"/briefing/([\w-]{8,128})(?:\?|$)", re.ASCII)
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
BLANKS: Final = ("", "black", "white")
POINT: Final = re.compile(r"(\d{1,3}(\.\d{1,3}){0,11})?@\d{1,4},\d{1,4}|")
"""The place in a slide to which the briefer points: the way to an element, and thousandths across and down it."""
_CHANGES: Final = Lock()
"""One change at a time in this process: a slide that comes late undoes no handover."""

Role = Literal["", "owner", "guest"]


@dataclass(frozen=True, slots=True)
class State:
    """Where the briefing stands. `turn` rises with each change; `by` names the window that made it.

    `blank` is the colour that hides the slide, `point` what the briefer points to, `driver` whose hand it is in.
    """

    slide: int = 0
    part: int = 0
    blank: str = ""
    point: str = ""
    turn: int = 0
    by: str = ""
    driver: Role = "owner"


@dataclass(frozen=True, slots=True)
class Room:
    """A briefing that can be followed: the page that shows it (from the root, without host), and where it stands."""

    name: str
    link: str
    secret_hash: str
    state: State
    client_hash: str = ""
    guest_hash: str = ""
    has_notes: bool = False
    """Whether it was opened by one who may read the notes: then whoever drives it may."""

    def role_of(self, secret: str) -> Role:
        """Whose secret this is, the briefer's or a guest's; it takes as long to say no as to say yes."""
        hashed = _hash(secret)
        is_owner, is_guest = (hmac.compare_digest(known, hashed) for known in (self.secret_hash, self.guest_hash))
        return "owner" if is_owner else "guest" if is_guest else ""

    def shows_notes_to(self, secret: str) -> bool:
        """Whether who bears this secret may read the notes now: the briefer always, a guest while it is in his hand."""
        role = self.role_of(secret)
        return self.has_notes and (role == "owner" or (role == "guest" and self.state.driver == "guest"))


def state_folder() -> Path:
    """What lasts longer than the server: what DATELINE_STATE names, else the usual place for a program's state."""
    chosen = os.environ.get("DATELINE_STATE")
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(chosen) if chosen else Path(state) / "dateline"


def folder() -> Path:
    """Where rooms are kept."""
    return state_folder() / "live"


def create(link: str, client: str = "", *, has_notes: bool = False) -> tuple[Room, str]:
    """A new room and its secret. client: whose it is, as far as an address tells. has_notes: as in Room.

    Raises DatelineError where too many are open, or nothing can be kept. Where one more would be too many of one
    client's, or of all, the room goes at which nobody has looked for longest, unless somebody did just now.
    """
    _sweep()
    _make_room(_hash(client))
    secret = secrets.token_urlsafe(24)
    room = Room(secrets.token_urlsafe(9), link, _hash(secret), State(), _hash(client), has_notes=has_notes)
    _write(room)
    return room, secret


def find(name: str) -> Room | None:
    """The room of this name, as it stands now; None where there is none."""
    place = file_of(name)
    if place is None:
        return None
    try:
        content: dict[str, Any] = json.loads(place.read_bytes())
        return Room(name, **{**content, "state": State(**content["state"])})
    except (OSError, ValueError, KeyError, TypeError):
        return None


def move(room: Room, fields: Mapping[str, object]) -> Room:
    """The room at another slide. Raises DatelineError where `fields` are no place in a briefing."""
    wanted = _parse_state(fields)
    with _CHANGES:
        now = find(room.name) or room
        before = now.state
        moved_room = replace(now, state=replace(wanted, turn=before.turn + 1, driver=before.driver))
        is_same = (wanted.slide, wanted.part, wanted.blank) == (before.slide, before.part, before.blank)
        _write(moved_room, is_lasting=not is_same)
    return moved_room


def invite(room: Room) -> tuple[Room, str]:
    """The room, and a secret for the person to whom it is handed over; the one of an earlier guest ends."""
    secret = secrets.token_urlsafe(24)
    with _CHANGES:
        invited = replace(find(room.name) or room, guest_hash=_hash(secret))
        _write(invited)
    return invited, secret


def give_to(room: Room, driver: Role) -> Room:
    """The room in the hand of the guest, or back in the briefer's: then the guest's secret ends."""
    with _CHANGES:
        now = find(room.name) or room
        state = replace(now.state, driver=driver, point="", turn=now.state.turn + 1, by="")
        given = replace(now, state=state, guest_hash=now.guest_hash if driver == "guest" else "")
        _write(given)
    return given


def data_key(link: str) -> str:
    """The key of the data set that a briefing's link names, "" for the one that everybody sees."""
    named = OF_A_KEY.search(link.partition("?")[0])
    return named[1] if named else ""


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
    slide, part, blank, by, point = (fields.get(name, "") for name in ("slide", "part", "blank", "by", "point"))
    numbers = [number for number in (slide, part) if type(number) is int and 0 <= number <= MOST_SLIDE]
    is_named = isinstance(by, str) and len(by) <= 32
    if (
        len(numbers) < 2
        or blank not in BLANKS
        or not is_named
        or not isinstance(point, str)
        or not POINT.fullmatch(point)
    ):
        raise DatelineError(
            "This is no place in a briefing.",
            advice=f"Send slide and part as whole numbers from 0 to {MOST_SLIDE}, blank as “”, “black” or “white”, "
            "by as text, point as “” or as in “0.1@500,500”.",
        )
    return State(numbers[0], numbers[1], str(blank), point, 0, str(by))


def _write(room: Room, *, is_lasting: bool = True) -> None:
    """Keep the room, all of it or as it was: a process that dies here does no harm.

    is_lasting: whether it must outlive a machine that loses its power; a finger that points need not.
    """
    place = folder() / room.name
    content = {name: value for name, value in asdict(room).items() if name != "name"}
    try:
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile("w", dir=place, delete=False, encoding="utf-8") as file:
            json.dump(content, file)
            file.flush()
            if is_lasting:
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
