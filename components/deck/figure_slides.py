"""The figures on slides of their own: how each grew, and every claim with who made it."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from components.deck.slide_types import Growth, Slide, Table
from components.words import date_short, number, one_line, quantity_words
from data.claims import cards as claims_cards
from data.claims.cards import Card
from data.claims.deaths import counts_the_dead
from data.claims.totals_by_source import Claim, State, by_source, states_of

BARS: Final = ((6, 5), (4, 9), (3, 12))
"""Figures of a source that a chart shows, where none has more letters than that: the first, the last, some between."""
CHARTS_PER_SLIDE: Final = 4
ROWS_PER_SLIDE: Final = 11
MOST_ROWS: Final = 130
"""Claims that are listed; of more, those of each figure that were made last."""
HEADS: Final = ("Figure", "As worded", "Source", "Said", "Change")


def ordered_cards(claims: Sequence[Claim], settings: Any) -> list[Card]:
    """A card for each figure in the order of the settings, those of the dead before all others."""
    return sorted(claims_cards.cards_of(claims, settings), key=lambda card: not is_of_the_dead(card))


def is_of_the_dead(card: Card) -> bool:
    """Whether it counts people who died."""
    return counts_the_dead(card.metric, card.label, card.unit)


def growth_slides(cards: Sequence[Card]) -> list[Slide]:
    """The figures that have changed, four to a slide; none where none has."""
    if not (found := [growth for card in cards if len((growth := _growth(card)).points) > 1]):
        return []
    alone = found[0].label if len(found) == 1 else "figures"
    name = f"{alone[:1].upper()}{alone[1:]} through time"
    return [
        Slide("growth", 0, headline=f"{name}{_turn(first, CHARTS_PER_SLIDE, len(found))}",
              growths=tuple(found[first : first + CHARTS_PER_SLIDE]))
        for first in range(0, len(found), CHARTS_PER_SLIDE)
    ]  # fmt: skip


def table_slides(cards: Sequence[Card]) -> list[Slide]:
    """Every claim, oldest first within each figure and source."""
    rows = [row for card in cards for row in _rows(card)]
    listed = rows[:MOST_ROWS]
    left_out = f"The first {number(MOST_ROWS)} of {number(len(rows))} claims." if len(rows) > MOST_ROWS else ""
    return [
        Slide("table", 0, headline=f"The figures as claimed{_turn(first, ROWS_PER_SLIDE, len(listed))}", text=left_out,
              table=Table(HEADS, tuple(listed[first : first + ROWS_PER_SLIDE])))
        for first in range(0, len(listed), ROWS_PER_SLIDE)
    ]  # fmt: skip


def _turn(first: int, each: int, count: int) -> str:
    return f" ({first // each + 1} of {-(-count // each)})" if count > each else ""


def _growth(card: Card) -> Growth:
    """The states of the source that leads, oldest first; what has no number cannot be drawn."""
    claims = by_source(tuple(reversed(card.claims)))[card.now.source, card.now.claim.measure]
    states = [(state, state.bounds.number) for state in states_of(claims)]
    points = [(date_short(state.date_said) or "No date", quantity_words(state.value), number)
              for state, number in states if number is not None]  # fmt: skip
    points = [
        point for before, point in zip([None, *points], points, strict=False) if not before or before[1] != point[1]
    ]
    shown, day = _clocks(_spread(points))
    unit = "" if card.unit.casefold() in card.label.casefold() else one_line(card.unit, 40)
    source = " · ".join(part for part in (unit, one_line(card.source, 80), day) if part)
    return Growth(one_line(card.label, 60), source, tuple(shown), len(points))


def _spread(points: Sequence[tuple[str, str, float]]) -> list[tuple[str, str, float]]:
    """As many of them as a chart shows side by side, over the whole time: the fewer, the longer their words are."""
    longest = max((len(worded) for _, worded, _ in points), default=0)
    most = next((count for count, letters in BARS if longest <= letters), 2)
    if len(points) <= most:
        return list(points)
    return [points[round(at * (len(points) - 1) / (most - 1))] for at in range(most)]


def _clocks(points: Sequence[tuple[str, str, float]]) -> tuple[list[tuple[str, str, float]], str]:
    """Where all are of one day, their times of day alone, and that day."""
    days = {day.rpartition(", ")[0] for day, _, _ in points}
    if len(days) != 1 or days == {""}:
        return list(points), ""
    return [(day.rpartition(", ")[2], worded, number) for day, worded, number in points], days.pop()


def _rows(card: Card) -> Iterator[tuple[str, ...]]:
    for series in by_source(tuple(reversed(card.claims))).values():
        states = states_of(series)
        for before, now in zip([None, *states], states, strict=False):
            yield _cells(card, before, now)


def _cells(card: Card, before: State | None, now: State) -> tuple[str, ...]:
    unit = f" {now.claim.unit or card.unit}".rstrip()
    added = f" ({quantity_words(now.value)} in all)" if now.claim.is_increment else ""
    cells = (card.label, f"{quantity_words(now.claim.value)}{unit}{added}", now.source or "No source named",
             date_short(now.date_said), _change(before, now))  # fmt: skip
    return tuple(one_line(cell, 200) for cell in cells)


def _change(before: State | None, now: State) -> str:
    if before is None:
        return ""
    change = claims_cards.change(before.bounds, now.bounds)
    if change is None:
        return ""
    about = "about " if change.is_approximate else ""
    if change.direction == "same":
        return "the same as before"
    return f"{change.direction} {about}{quantity_words(change.value)}"
