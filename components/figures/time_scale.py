"""Where a moment stands on the axis: one straight piece for the whole, or several with folds between them."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from components.figures.folding import Group, Piece, groups
from data.dates.calendar import clamp

WHOLE: Final = 1000.0
"""Places from end to end of a folded axis. Without folds, a place is a second."""
FOLD_SHARE: Final = 42.0
"""Places that each fold takes."""
LABELLED: Final = 300
"""Events; where there are more, the whole shows counts, which need no room for labels beside them."""
MARGIN: Final = 0.02
"""Of the record's length, left empty at both ends of an axis without folds."""


@dataclass(frozen=True, slots=True)
class Fold:
    """A stretch of the axis where much time takes little room. `empty` is how many seconds hold nothing."""

    start: int
    end: int
    place0: float
    place1: float
    empty: int


@dataclass(frozen=True, slots=True)
class Scale:
    """Times and their places, both rising; straight lines between them and beyond them."""

    times: tuple[int, ...]
    places: tuple[float, ...]
    folds: tuple[Fold, ...] = ()

    @property
    def whole(self) -> tuple[int, int]:
        """From end to end, margins included."""
        return self.times[0], self.times[-1]

    def to_place(self, seconds: float) -> float:
        """Where this moment stands."""
        return _along(self.times, self.places, seconds)

    def to_time(self, place: float) -> int:
        """Which moment stands here, to the second."""
        return round(_along(self.places, self.times, place))

    @property
    def segments(self) -> tuple[tuple[int, int], ...]:
        """The stretches between the folds."""
        edges = [self.times[0], *(edge for fold in self.folds for edge in (fold.start, fold.end)), self.times[-1]]
        return tuple(zip(edges[::2], edges[1::2], strict=True))


def _along(given: Sequence[float], wanted: Sequence[float], value: float) -> float:
    after = bisect_right(given, value, 1, len(given) - 1)
    from_, to = given[after - 1], wanted[after - 1]
    return to + (value - from_) * (wanted[after] - to) / (given[after] - from_)


def true_scale(start: int, end: int) -> Scale:
    """One straight piece, a little longer than the record at both ends.

    >>> true_scale(0, 1000).whole
    (-20, 1020)
    """
    margin = max(round((end - start) * MARGIN), 1)
    whole = (clamp(start - margin), clamp(max(end, start + 1) + margin))
    return Scale(whole, (float(whole[0]), float(whole[1])))


def folded_scale(pieces: Sequence[Piece]) -> Scale:
    """The long empty stretches folded, each group of pieces as wide as what is in it asks for.

    pieces: the stretches of time that hold something. None at all is a day in 1970.
    Where most of the span is not empty, or where no group is crowded, the true scale.
    """
    if not pieces:
        return true_scale(0, 86400)
    found = groups(pieces)
    if len(found) == 1:
        return true_scale(found[0].start, found[0].end)
    stretches = _padded(found)
    shares = _shares(found)
    times: list[int] = []
    places: list[float] = []
    at = 0.0
    for (start, end), share in zip(stretches, shares, strict=True):
        times += [start, end]
        places += [at, at + share]
        at += share + FOLD_SHARE
    return Scale(tuple(times), tuple(places), _folds(found, times, places))


def _folds(found: Sequence[Group], times: Sequence[int], places: Sequence[float]) -> tuple[Fold, ...]:
    return tuple(
        Fold(times[2 * at + 1], times[2 * at + 2], places[2 * at + 1], places[2 * at + 2], after.start - before.end)
        for at, (before, after) in enumerate(pairwise(found))
    )


def _shares(found: Sequence[Group]) -> list[float]:
    """Places for each group: more for more events, but never less than a third of an even share."""
    room = WHOLE - FOLD_SHARE * (len(found) - 1)
    weights = [max(group.weight, 1.0) for group in found]
    least = room / len(found) / 3
    wanted = [max(room * weight / sum(weights), least) for weight in weights]
    spare = sum(wanted) - room
    above = sum(share - least for share in wanted) or 1.0
    return [share - spare * (share - least) / above for share in wanted]


def _padded(found: Sequence[Group]) -> list[tuple[int, int]]:
    """Each group with air around it, taken from the gap beside it.

    The last group stands at the right edge, where labels can only stand left of their marks: it gets more there.
    """
    has_labels = sum(group.weight for group in found) <= LABELLED
    gaps = [after.start - before.end for before, after in pairwise(found)]
    padded = []
    for at, group in enumerate(found):
        left = gaps[at - 1] if at else group.length
        right = gaps[at] if at < len(gaps) else group.length
        is_last = at == len(gaps)
        before = min((1.4 if is_last and has_labels else 0.18) * group.length, 0.25 * left)
        after = min((0.12 if is_last else 0.18) * group.length, 0.25 * right)
        air = max(round(before), 1), max(round(after), 1)
        padded.append((clamp(group.start - air[0]), clamp(group.end + air[1])))
    return padded
