"""What changed between two moments: what became known in between, and which figures moved, and by whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ibis.expr.types as ir

from data import dates
from data.claims import cards
from data.claims.cards import Change, HasMetrics
from data.claims.totals_by_source import Claim, State, by_source, claims_of, states_of
from data.dates.calendar import DAY
from data.errors import BadView
from data.queries.events import in_time_order, matching
from data.queries.filters import is_known_by
from data.text_folding import fold
from data.view import View


@dataclass(frozen=True, slots=True)
class Move:
    """A figure of which a source says something else than at the baseline, or says something for the first time.

    before: what this source said at the baseline, if anything. stood: what led the card then, whoever said it.
    """

    metric: str
    label: str
    unit: str
    before: State | None
    now: State
    change: Change | None
    stood: State | None


def news(event: ir.Table, member: ir.Table, view: View, baseline: str) -> ir.Table:
    """The events that pass the view's filters and became known after the baseline, oldest first.

    baseline: EDTF; its end is the moment that is looked back from, as with as-of. An event that was always known
    is never new.
    """
    events = matching(event, member, view)
    return in_time_order(events.filter(~is_known_by(events, baseline)))


def moves(claims: Sequence[Mapping[str, Any]], baseline: str, settings: HasMetrics | None = None) -> list[Move]:
    """What moved, in the order of the cards, of one figure the leading source first.

    claims: rows as `data.queries.claims` answers them, as of the later moment.
    """
    until = dates.parse(baseline).end
    early = [row for row in claims if until is None or row["known_from"] is None or row["known_from"] < until]
    stood = {fold(card.metric): card.now for card in cards.cards_of(claims_of(early), settings)}
    return [
        move
        for card in cards.cards_of(claims_of(claims), settings)
        for move in _moves(card, until, stood.get(fold(card.metric)))
    ]  # fmt: skip


def _moves(card: cards.Card, until: int | None, stood: State | None) -> list[Move]:
    moves_of = []
    for series in by_source(reversed(card.claims)).values():
        now = states_of(series)[-1]
        early = states_of([claim for claim in series if until is None or claim.moment < until])
        before = early[-1] if early else None
        if before is None or before.claim != now.claim:
            change = cards.change(before.bounds, now.bounds) if before else None
            moves_of.append(Move(card.metric, card.label, now.claim.unit or card.unit, before, now, change, stood))
    return sorted(moves_of, key=lambda move: _rank(move.now.claim, card.now.claim))


def _rank(claim: Claim, leading: Claim) -> tuple[bool, int, int]:
    return claim != leading, -claim.moment, -claim.row


def usual_baseline(days: Sequence[int], asof: str = "") -> str:
    """The day before the last on which anything became known, out of those days: the morning's first question.

    days: since 1970, rising. "" where there is nothing to look back from.

    >>> usual_baseline([18997, 18998, 18999]), usual_baseline([18997, 18998, 18999], "2022-01-06"), usual_baseline([1])
    ('2022-01-06', '2022-01-05', '')
    """
    end = dates.parse(asof).end if asof else None
    until = [day for day in days if end is None or day * DAY < end]
    return dates.to_iso(until[-2] * DAY).partition("T")[0] if len(until) > 1 else ""


def is_before(baseline: str, asof: str) -> bool:
    """Whether the baseline lies before the as-of moment; with none, before everything that is known."""
    start, end = dates.parse(baseline).end, dates.parse(asof).end if asof else None
    return start is not None and (end is None or start < end)


def check_order(baseline: str, asof: str) -> None:
    """Raises BadView where the baseline does not lie before the as-of moment."""
    if not is_before(baseline, asof):
        raise BadView(
            "The moment to compare with does not lie before the one that is looked from.",
            text=baseline,
            advice="Choose an earlier “since”, or a later “as of”.",
        )
