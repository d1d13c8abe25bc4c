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


def load(place: Path) -> list[Piece]:
    """The pieces in a file, in the order in which they were measured; none where there is no file."""
    if not place.exists():
        return []
    return [_piece(entry) for entry in json.loads(place.read_text("utf-8"))]


def keep(place: Path, piece: Piece) -> list[Piece]:
    """Add a piece to the file, in the place of an older one of the same part and number."""
    others = [other for other in load(place) if (other.part, other.size) != (piece.part, piece.size)]
    all_pieces = [*others, piece]
    unfinished = place.with_name(f".{place.name}.{os.getpid()}")
    unfinished.write_text(json.dumps([asdict(other) for other in all_pieces], indent=1), "utf-8")
    os.replace(unfinished, place)
    return all_pieces


def results(pieces: Iterable[Piece]) -> Results:
    """What all pieces told.

    >>> results([Piece("crowd", 10, "2026-11-24", 1.0, 0.0, (Measured("crowd", 5.0),))])[("crowd", 10)].median
    5.0
    """
    return {(measured.key, piece.size): measured for piece in pieces for measured in piece.told}


def _piece(entry: dict[str, object]) -> Piece:
    measurements = entry.pop("told")
    assert isinstance(measurements, list)
    return Piece(**entry, told=tuple(Measured(**measured) for measured in measurements))  # type: ignore[arg-type]
