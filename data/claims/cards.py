"""Numbers a briefer can read aloud, each with how it was counted. A card is a claim, never a bare sum."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from data.claims.disputes import Disagreement, disagreement
from data.claims.interval_arithmetic import Bounds
from data.claims.preferred_claim import Lead, lead
from data.claims.totals_by_source import Claim, State, by_source, states_of
from data.dates import calendar
from data.text_folding import fold

NEVER_ADDED: Final = "Figures of different sources are never added."


class MetricSetting(Protocol):
    """What is asked of a metric in the settings."""

    @property
    def name(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def unit(self) -> str: ...


class HasMetrics(Protocol):
    """What is asked of the settings: the metrics in the order of their cards."""

    @property
    def metrics(self) -> Sequence[MetricSetting]: ...


@dataclass(frozen=True, slots=True)
class Change:
    """By how much a source's figure rose or fell since its last one; `value` is the amount, never negative."""

    direction: str
    value: str
    is_approximate: bool

    @property
    def words(self) -> str:
        return {"up": "up from", "down": "down from"}.get(self.direction, "the same as")


@dataclass(frozen=True, slots=True)
class Card:
    """One metric: what the source that leads says, what it said before, how it grew, what others say, and all claims.

    passed_over: what another source said later, where this one leads because it is `preferred`: "better graded".
    """

    metric: str
    label: str
    unit: str
    now: State
    previous: State | None
    change: Change | None
    growth: tuple[tuple[int, float], ...]
    disagreement: Disagreement | None
    claims: tuple[Claim, ...]
    how: str
    passed_over: State | None = None
    preferred: str = ""

    @property
    def value(self) -> str:
        return self.now.value

    @property
    def source(self) -> str:
        return self.now.source

    @property
    def date_said(self) -> str:
        return self.now.date_said

    @property
    def event(self) -> str:
        return self.now.claim.id


@dataclass(frozen=True, slots=True)
class Metric:
    """A plain count, with how it was counted; None where there is nothing to count."""

    label: str
    value: int | None
    unit: str
    how: str
    of: int | None = None
    is_at_least: bool = False


def cards_of(claims: Sequence[Claim], settings: HasMetrics | None = None) -> list[Card]:
    """A card for each metric of the claims, in the order of `by_metric`.

    claims: in the order in which they were made; what is not known yet as of the view is not among them.
    """
    return [_card(group, setting) for group, setting in by_metric(claims, settings)]


def by_metric(
    claims: Sequence[Claim], settings: HasMetrics | None = None
) -> list[tuple[list[Claim], MetricSetting | None]]:
    """The claims of each metric with its settings: those of the settings first, in their order, then as in the file."""
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(fold(claim.metric), []).append(claim)
    settings_of = {fold(setting.name): setting for setting in (settings.metrics if settings else ())}
    others = sorted(groups.keys() - settings_of.keys(), key=lambda name: min(claim.row for claim in groups[name]))
    return [(groups[name], settings_of.get(name)) for name in (*settings_of, *others) if name in groups]


def card_as_of(claim: Claim, claims: Sequence[Claim], settings: HasMetrics | None = None) -> Card:
    """The card as the claim's own source made it with this claim: its figure, and what the source had said before."""
    series = [
        other
        for other in claims
        if (other.source, other.measure, fold(other.metric)) == (claim.source, claim.measure, fold(claim.metric))
        and (other.moment, other.row) < (claim.moment, claim.row)
    ]
    settings_of = {fold(setting.name): setting for setting in (settings.metrics if settings else ())}
    return _card([*series, claim], settings_of.get(fold(claim.metric)), states_of([*series, claim])[-1])


def _card(claims: Sequence[Claim], setting: MetricSetting | None, now: State | None = None) -> Card:
    """The card of one metric's claims; `now` is the state that leads, where that is not the latest."""
    stories = [states_of(series) for series in by_source(claims).values()]
    leads = Lead(now) if now else lead(stories)
    now = leads.state
    story = next(states for states in stories if now in states)
    earlier = story[: story.index(now)]
    return Card(
        metric=claims[0].metric,
        label=(setting.label if setting else "") or claims[0].metric,
        unit=now.claim.unit or (setting.unit if setting else ""),
        now=now,
        previous=earlier[-1] if earlier else None,
        change=change(earlier[-1].bounds, now.bounds) if earlier else None,
        growth=_growth([*earlier, now]),
        disagreement=disagreement([states for states in stories if states[0].claim.measure == now.claim.measure]),
        claims=tuple(reversed(claims)),
        how=_how(now) + _preferred(leads),
        passed_over=leads.passed_over,
        preferred=leads.why,
    )


def change(before: Bounds, now: Bounds) -> Change | None:
    """How `now` differs from `before`, where both bear it: None where it may as well be the other way, or nothing."""
    for direction, difference in (("up", now.minus(before)), ("down", before.minus(now))):
        if difference.low == difference.high == 0:
            return Change("same", "0", difference.is_approximate)
        if difference.is_positive:
            return Change(direction, difference.value.removeprefix("~"), difference.is_approximate)
    return None


def _growth(states: Sequence[State]) -> tuple[tuple[int, float], ...]:
    """(moment, number) for the small line; of one moment the last."""
    points = {state.claim.moment: state.bounds.number for state in states}
    return tuple((moment, number) for moment, number in points.items() if number is not None)


def _how(now: State) -> str:
    """How the figure came about, in one or two sentences."""
    if len(now.parts) == 1 and not now.is_at_least:
        return f"As the source words it. Its totals replace one another. {NEVER_ADDED}"
    added = len(now.parts) - (not now.is_at_least)
    times = "one addition" if added == 1 else f"{added} additions"
    if now.is_at_least:
        return f"At least: {times} by this source, which gave no total before. {NEVER_ADDED}"
    return f"The source's last total and {times} that it made since. {NEVER_ADDED}"


def _preferred(leads: Lead) -> str:
    if leads.passed_over is None:
        return ""
    other = leads.passed_over.source or "a source that is not named"
    return f" This source is {leads.why} than {other}, which spoke later."


def tallies(row: Mapping[str, Any], window: tuple[int, int] | None = None) -> tuple[Metric, Metric, Metric]:
    """Events shown of how many, days covered, and sources, from the one row that `data.queries.summary` answers."""
    total = int(row["total"])
    events = Metric(
        "Events", int(row["count"]), "events", "Events shown, of all in the file. Eras do not count.", total
    )
    sources = Metric("Sources", int(row["sources"]), "sources", "Different sources named by the events shown.")
    return events, _days_covered(row, window), sources


def _days_covered(row: Mapping[str, Any], window: tuple[int, int] | None) -> Metric:
    """From the first start to the last end, both in the window; a day that is begun counts as one."""
    how = "From the first start to the last end of the events shown, within the window."
    if row["start"] is None:
        return Metric("Days covered", 0, "days", how)
    first, last = int(row["start"]), int(row["end"])
    start, end = (max(first, window[0]), min(last, window[1])) if window else (first, last)
    is_cut = (first < start, end < last)
    is_open = any(bool(row[side]) and not cut for side, cut in zip(("open_start", "open_end"), is_cut, strict=True))
    return Metric("Days covered", -(-max(end - start, 0) // calendar.DAY), "days", how, is_at_least=is_open)
