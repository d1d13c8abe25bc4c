"""Whose figure a card shows: the better graded source's, else for a week the more important one's, else the latest."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from data.claims.totals_by_source import State, latest
from data.dates import calendar

RELIABILITY: Final = {"A": 5, "B": 4, "C": 3, "D": 1, "E": 0}
"""A source that nobody graded is neither reliable nor not: it stands between C and D."""
UNGRADED: Final = 2
HOLDS: Final = 7 * calendar.DAY
"""How long an important source's figure stands before what others said since; after that it is old."""


@dataclass(frozen=True, slots=True)
class Lead:
    """The state that leads; where a later one of another source stands back, that one and why."""

    state: State
    passed_over: State | None = None
    why: str = ""


def lead(stories: Sequence[Sequence[State]]) -> Lead:
    """The last state of the source that leads. stories: the states of each source, in order."""
    newest = max((latest(states) for states in stories), key=lambda state: state.claim.moment)
    standing = [states for states in stories if _stands(latest(states), newest)]
    is_least = all(_is_least(latest(states)) for states in standing)
    now = latest(max(standing, key=partial(_rank, is_least=is_least)))
    later = [last for states in stories if (last := latest(states)).claim.moment > now.claim.moment]
    if not later or (is_least and all(_is_least(state) for state in later)):  # none of which denies the other
        return Lead(now)
    newest = max(later, key=lambda state: (state.claim.moment, state.claim.row))
    return Lead(now, newest, "better graded" if _grade(now) > _grade(newest) else "more important")


def _stands(said: State, newest: State) -> bool:
    """Whether a figure holds beside the newest one: it is of a better graded source, or not old."""
    return _grade(said) > _grade(newest) or newest.claim.moment - said.claim.moment <= HOLDS


def _is_least(said: State) -> bool:
    """Whether it says only how many there are at least."""
    return said.bounds.high is None and said.bounds.low is not None


def _rank(states: Sequence[State], *, is_least: bool) -> tuple[tuple[int, int], int, float, int, int, int]:
    """is_least: all say only a least: of those the highest has all others in it."""
    last = latest(states)
    weight = max(state.claim.importance for state in states)
    least = (last.bounds.low or 0.0) if is_least else 0.0
    return _grade(last), weight, least, last.claim.moment, last.claim.importance, last.claim.row


def _grade(state: State) -> tuple[int, int]:
    """How far a claim can be trusted: the source first, then the claim itself."""
    grade = state.claim.grade.upper()
    credibility = int(grade[1]) if len(grade) > 1 and grade[1] in "12345" else 4
    return RELIABILITY.get(grade[:1], UNGRADED), -credibility
