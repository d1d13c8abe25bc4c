"""What each source says of a figure, told in its order: totals replace totals, increments add to them."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import pandas as pd

from data.claims import interval_arithmetic
from data.claims.interval_arithmetic import Bounds
from data.text_folding import fold

LONG_AGO: Final = -(10**15)
"""Before every moment: for a claim of which nothing is known about when it was made."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One row of the file that claims a figure, as worded, by a source, at a moment."""

    id: str
    row: int
    title: str
    metric: str
    value: str
    unit: str
    source: str
    date_said: str
    moment: int
    importance: int
    grade: str
    bounds: Bounds
    is_increment: bool

    @property
    def measure(self) -> str:
        """What is counted: the unit; a percentage is none of people."""
        return fold(self.unit) + ("%" if self.value.rstrip().endswith("%") else "")

    def worded(self, total: Bounds) -> str:
        """A total as a cell that is worded like this one says it."""
        return total.value + ("%" if total.is_known and self.value.rstrip().endswith("%") else "")


@dataclass(frozen=True, slots=True)
class State:
    """What a source says after one of its claims: the total as worded, or the last total and the increments since.

    `value` is a cell of the CSV's kind; `parts` are the claims it is made of, the total first; `is_at_least` where
    no total came before the increments.
    """

    value: str
    bounds: Bounds
    claim: Claim
    parts: tuple[Claim, ...]
    is_at_least: bool = False

    @property
    def source(self) -> str:
        return self.claim.source

    @property
    def date_said(self) -> str:
        return self.claim.date_said


def claims_of(rows: Iterable[Mapping[str, Any]]) -> list[Claim]:
    """The claims in rows of `event`, those that say a figure, in the order in which they were made."""
    claims = [_claim(row) for row in rows if row["metric"] and row["value"]]
    return sorted(claims, key=lambda claim: (claim.moment, claim.row))


def _claim(row: Mapping[str, Any]) -> Claim:
    moments = [_number(row.get(name)) for name in ("known_from", "start", "end")]
    low, high = _number(row["low"]), _number(row["high"])
    texts = {name: str(row[name]) for name in ("id", "title", "metric", "value", "unit", "source", "grade")}
    return Claim(
        **texts,
        row=int(row["row"]),
        date_said=str(row["reported"] or row["date"]),
        moment=next((int(moment) for moment in moments if moment is not None), LONG_AGO),
        importance=int(row["importance"]),
        bounds=interval_arithmetic.of(
            texts["value"], low, high, row["is_approximate"] is True or row["is_approximate"] == 1
        ),
        is_increment=bool(row["is_increment"] == 1),
    )


def _number(value: Any) -> float | None:
    return None if value is None or value is pd.NA or math.isnan(value) else value


def by_source(claims: Iterable[Claim]) -> dict[tuple[str, str], list[Claim]]:
    """The claims of each source in each measure; nothing is ever added or compared across them."""
    series: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        series.setdefault((claim.source, claim.measure), []).append(claim)
    return series


def states_of(series: Sequence[Claim]) -> list[State]:
    """What one source says after each of its claims, in order."""
    states: list[State] = []
    for claim in series:
        states.append(_after(states[-1] if states else None, claim))
    return states


def _after(last: State | None, claim: Claim) -> State:
    if not claim.is_increment:
        return State(claim.value, claim.bounds, claim, (claim,))
    more = replace(claim.bounds, low=claim.bounds.low or 0)
    if last is None or not last.bounds.is_known:
        some = replace(more, high=None, is_high_open=False)
        return State(claim.worded(some), some, claim, (claim,), is_at_least=True)
    total = last.bounds.plus(more)
    return State(claim.worded(total), total, claim, (*last.parts, claim), last.is_at_least)


def latest(states: Sequence[State]) -> State:
    """The state that leads: of the latest moment, of it the most important, of those the last in the file.

    An increment said at that moment and later in the file is not passed over for a more important total.
    """
    lead = max(states, key=lambda state: (state.claim.moment, state.claim.importance, state.claim.row))
    later = [state for state in states if lead.claim in state.parts]
    same = [state for state in later if state.claim.moment == lead.claim.moment]
    return max(same, key=lambda state: state.claim.row)
