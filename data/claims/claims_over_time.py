"""Each figure through time as it was claimed: a series for each source, none of them added to another."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from data.claims.cards import HasMetrics, by_metric
from data.claims.totals_by_source import LONG_AGO, Claim, State, by_source, states_of


@dataclass(frozen=True, slots=True)
class Series:
    """What one source says of a figure after each of its claims, in order; what has no bounds is left out."""

    source: str
    states: tuple[State, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """A figure as it was claimed, in one measure: what is counted in people is none of what is counted in percent.

    left_out: claims that cannot stand on an axis: no moment is known for them, or no bound of their number.
    """

    metric: str
    label: str
    unit: str
    series: tuple[Series, ...]
    left_out: int = 0

    @property
    def bounds(self) -> tuple[float, float]:
        """The least and the greatest number that anybody gave."""
        held = [state.bounds for one in self.series for state in one.states]
        numbers = [number for bound in held for number in (bound.low, bound.high) if number is not None]
        return min(numbers), max(numbers)

    @property
    def claims(self) -> int:
        """How many claims it has that can be drawn."""
        return sum(len(one.states) for one in self.series)


def stories(claims: Sequence[Claim], settings: HasMetrics | None = None) -> list[Story]:
    """A story for each figure and measure, in the order of the cards.

    claims: in the order in which they were made; those that are not known yet as of the view are not among them.
    """
    found: list[Story] = []
    for held, setting in by_metric(claims, settings):
        label = (setting.label if setting else "") or held[0].metric
        unit = setting.unit if setting else ""
        series = sorted(by_source(held).items(), key=lambda one: one[0][1])  # stable: sources stay in their order
        for _, same in groupby(series, key=lambda one: one[0][1]):
            found.append(_story(held[0].metric, label, unit, [claims for _, claims in same]))
    return [story for story in found if story.series]


def _story(metric: str, label: str, unit: str, sources: Sequence[Sequence[Claim]]) -> Story:
    drawn = [Series(claims[0].source, tuple(filter(_has_a_place, states_of(claims)))) for claims in sources]
    kept = tuple(one for one in drawn if one.states)
    said = next((claim.unit for claims in sources for claim in reversed(claims) if claim.unit), "")
    is_share = sources[0][0].measure.endswith("%")
    left_out = sum(map(len, sources)) - sum(len(one.states) for one in kept)
    return Story(metric, label, said or unit or ("%" if is_share else ""), kept, left_out)


def _has_a_place(state: State) -> bool:
    return state.bounds.is_known and state.claim.moment != LONG_AGO
