"""What was measured, kept piece by piece: a long benchmark can be run in parts, and its rows stand in one table."""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.measured import Measured

Results = dict[tuple[str, int], Measured]
"""By key and number of events; 0 where the number does not matter."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part at one number of events: when it began, how long it took, how busy the machine was, what it told."""

    part: str
    size: int
    at: str
    seconds: float
    load: float
    told: tuple[Measured, ...]


def kept(place: Path) -> list[Piece]:
    """The pieces in a file, in the order in which they were measured; none where there is no file."""
    if not place.exists():
        return []
    return [_piece(one) for one in json.loads(place.read_text("utf-8"))]


def keep(place: Path, piece: Piece) -> list[Piece]:
    """Add a piece to the file, in the place of an older one of the same part and number."""
    others = [one for one in kept(place) if (one.part, one.size) != (piece.part, piece.size)]
    found = [*others, piece]
    unfinished = place.with_name(f".{place.name}.{os.getpid()}")
    unfinished.write_text(json.dumps([asdict(one) for one in found], indent=1), "utf-8")
    os.replace(unfinished, place)
    return found


def results(pieces: Iterable[Piece]) -> Results:
    """What all pieces told.

    >>> results([Piece("crowd", 10, "2026-11-24", 1.0, 0.0, (Measured("crowd", 5.0),))])[("crowd", 10)].median
    5.0
    """
    return {(one.key, piece.size): one for piece in pieces for one in piece.told}


def _piece(said: dict[str, object]) -> Piece:
    told = said.pop("told")
    assert isinstance(told, list)
    return Piece(**said, told=tuple(Measured(**one) for one in told))  # type: ignore[arg-type]
