"""Which stretches of a record are empty and long enough to fold."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from data.dates.calendar import DAY, civil

LONG: Final = 0.12
"""Of the span: shorter gaps are left as they are."""
FELT: Final = 0.05
"""Of the span: shorter gaps are no emptiness."""
MOSTLY: Final = 0.5
"""Of the span: only where more than this is empty is anything folded."""
CROWDED: Final = 0.1
"""Of the span: events that share so little of it could not be told apart without folding."""
MOST: Final = 0.6
"""Of the events: if so many of them share a third of the span, they are crowded too."""
LEAST: Final = 3
"""Events that make a crowd."""
MOST_FOLDS: Final = 7


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of time that holds something: a short span, one end of a long one, or as many events as its weight
    says. It may have no length."""

    start: int
    end: int
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Group:
    """Pieces with no long gap between them."""

    start: int
    end: int
    weight: float

    @property
    def length(self) -> int:
        """Seconds; a lone moment counts as a minute."""
        return max(self.end - self.start, 60)


def begun(moment: int) -> tuple[int, int]:
    """The first day, month or year of what begins here, as far as the moment is round: no more of it is known.

    >>> from data.dates.calendar import seconds
    >>> [(end - start) // DAY for start, end in map(begun, (seconds(2022), seconds(2022, 3), seconds(2022, 3, 5)))]
    [365, 28, 1]
    """
    return moment, moment + _unit(moment)


def ended(moment: int) -> tuple[int, int]:
    """The last one of what ends here."""
    return moment - _unit(moment), moment


def _unit(moment: int) -> int:
    _, month, day, *clock = civil(moment)
    return 0 if any(clock) else DAY if day > 1 else 28 * DAY if month > 1 else 365 * DAY


def groups(pieces: Sequence[Piece]) -> list[Group]:
    """The pieces, oldest first, parted wherever an empty stretch should be folded. One group: nothing to fold.

    A stretch is split at its long gaps where (1) most of it is empty and (2) some of what they part is crowded: three
    events or more, at different moments, in a tenth of it, or most of them in a third. What is parted is looked at
    again in the same way, so that two days are found within three years within thirty.

    >>> year = 365
    >>> [(g.start // year, g.end // year) for g in groups([Piece(0, year)] + [Piece(30 * year + d, 30 * year + d)
    ...     for d in (1, 2, 3)])]
    [(0, 1), (30, 30)]
    """
    ordered = sorted(pieces, key=lambda piece: (piece.start, piece.end))
    found = [_group(part) for part in _split(ordered)]
    while len(found) > MOST_FOLDS + 1:
        found = _join_nearest(found)
    return found


def _split(pieces: list[Piece]) -> list[list[Piece]]:
    parts = _part(pieces)
    if len(parts) == 1:
        return parts
    return [smaller for part in parts for smaller in _split(part)]


def _part(pieces: list[Piece]) -> list[list[Piece]]:
    """The pieces parted at their long gaps, or in one part where folding would not help."""
    start, end = pieces[0].start, max(piece.end for piece in pieces)
    span, reached, empty = end - start, pieces[0].end, 0
    parts: list[list[Piece]] = [[]]
    for piece in pieces:
        gap = piece.start - reached
        empty += gap if gap > FELT * span else 0
        if gap > LONG * span:
            parts.append([])
        parts[-1].append(piece)
        reached = max(reached, piece.end)
    weight = sum(piece.weight for piece in pieces)
    helps = empty >= MOSTLY * span and any(_is_crowded(part, span, weight) for part in parts)
    return parts if helps else [pieces]


def _is_crowded(pieces: list[Piece], span: int, weight: float) -> bool:
    group = _group(pieces)
    length = group.end - group.start
    is_short = length <= CROWDED * span or (3 * length <= span and group.weight >= MOST * weight)
    is_many = sum(max(piece.weight, 1) for piece in pieces) >= LEAST
    return (
        is_short
        and is_many
        and (any(map(_has_several, pieces)) or len({(piece.start, piece.end) for piece in pieces}) > 1)
    )


def _has_several(piece: Piece) -> bool:
    """Whether it stands for events at several moments, as far as it says so."""
    return piece.weight > 1 and piece.end - piece.start > 1


def _group(pieces: Sequence[Piece]) -> Group:
    return Group(pieces[0].start, max(piece.end for piece in pieces), sum(piece.weight for piece in pieces))


def _join_nearest(found: list[Group]) -> list[Group]:
    """One fold fewer: the shortest gap is opened."""
    at = min(range(len(found) - 1), key=lambda at: found[at + 1].start - found[at].end)
    one, other = found[at], found[at + 1]
    joined = Group(one.start, max(one.end, other.end), one.weight + other.weight)
    return [*found[:at], joined, *found[at + 2 :]]
