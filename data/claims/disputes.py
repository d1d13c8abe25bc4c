"""What sources disagree on: claims that cannot both be true, not a count that came later.

One missing, and eleven minutes later another source says none: that is news. Two sources differ where the last words
of both exclude each other and are of the same moment, or where the one that spoke last had its own count all along.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from data.claims.interval_arithmetic import Bounds
from data.claims.totals_by_source import State, latest

ABOUT: Final = 0.1
"""How far from the truth "about 2,000" may be, as a share of it."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What the sources say at the moment, where that differs: from `low` to `high`, or more or less where open."""

    low: float
    high: float
    is_low_open: bool
    is_high_open: bool
    sources: int
    states: tuple[State, ...]


def disagreement(stories: Sequence[Sequence[State]]) -> Disagreement | None:
    """What differs between sources, each with its states in order; None where nothing does."""
    told = [(states[0].claim.moment, last) for states in stories if (last := latest(states)).bounds.is_known]
    pairs = combinations(range(len(told)), 2)
    places = {place for one, other in pairs if _differ(told[one], told[other]) for place in (one, other)}
    differing = [told[place][1] for place in sorted(places)]
    if not differing:
        return None
    bounds = [state.bounds for state in differing]
    numbers = [number for bound in bounds for number in (bound.low, bound.high) if number is not None]
    is_low_open, is_high_open = any(b.low is None for b in bounds), any(b.high is None for b in bounds)
    return Disagreement(min(numbers), max(numbers), is_low_open, is_high_open, len(differing), tuple(differing))


def _differ(one: tuple[int, State], other: tuple[int, State]) -> bool:
    """Whether two sources are in dispute, by when each first spoke, and its last words."""
    (_, earlier), (first, later) = sorted((one, other), key=lambda told: told[1].claim.moment)
    moment = earlier.claim.moment
    is_parallel = later.claim.moment == moment or first <= moment
    return is_parallel and exclude(earlier.bounds, later.bounds)


def exclude(one: Bounds, other: Bounds) -> bool:
    """Whether no number is within the bounds of both.

    >>> exclude(Bounds(24, 99), Bounds(100, None)), exclude(Bounds(1000, None), Bounds(2000, 2000))
    (True, False)
    """
    (low, is_low_open), (high, is_high_open) = _lower(one, other), _upper(one, other)
    return low > high or (low == high and (is_low_open or is_high_open))


def _lower(*bounds: Bounds) -> tuple[float, bool]:
    lows = [(b.low - _about(b, b.low), b.is_low_open) for b in bounds if b.low is not None]
    return max(lows, default=(float("-inf"), False))


def _upper(*bounds: Bounds) -> tuple[float, bool]:
    highs = [(b.high + _about(b, b.high), not b.is_high_open) for b in bounds if b.high is not None]
    high, is_closed = min(highs, default=(float("inf"), True))
    return high, not is_closed


def _about(bounds: Bounds, number: float) -> float:
    return abs(number) * ABOUT if bounds.is_approximate else 0.0
