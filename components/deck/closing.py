"""The last slide, "Where we stand": every card, and what is still disputed."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from components import format as words
from components.deck.model import Dispute, Doubt, Slide
from components.deck.slides import cards
from data.claims import cards as claims_cards
from data.claims.series import Claim

TITLE: Final = "Where we stand"
LAST: Final = 3
"""Events that it ends with, where nothing is disputed and nothing counted."""

Row = Mapping[str, Any]


def closing(told: Sequence[Row], claims: Sequence[Claim], settings: Any, *, first: int, known: str) -> Slide:
    """The closing slide. told: the events of the slides, in order, the first of them on slide `first`."""
    found = (
        Dispute("Sources differ", tuple(_differing(claims, settings))),
        Dispute("Dates in doubt", tuple(_listed(told, first, _doubt))),
        Dispute("No end is known", tuple(_listed(told, first, lambda row: row["end"] is None))),
        Dispute("No beginning is known", tuple(_listed(told, first, _no_beginning))),
    )
    shown = cards(claims, settings)
    disputes = tuple(dispute for dispute in found if dispute.doubts)
    if not shown and not disputes:  # all is settled, so it ends with where the story ends
        disputes = (Dispute("What came last", tuple(_listed(told, first, lambda row: row in told[-LAST:]))),)
    return Slide(
        "closing",
        first + len(told),
        headline=TITLE,
        cards=shown,
        known=known,
        disputes=tuple(dispute for dispute in disputes if dispute.doubts),
    )


def _differing(claims: Sequence[Claim], settings: Any) -> list[Doubt]:
    """Each figure on which sources differ, and what each of them says."""
    found = []
    for card in claims_cards.cards_of(claims, settings):
        if card.disagreement:
            said = "; ".join(
                f"{words.one_line(state.source, 60) or 'no source named'} {words.quantity_words(state.value)}"
                for state in card.disagreement.states
            )
            found.append(Doubt(f"{words.one_line(card.label, 80)}: {said}"))
    return found


def _listed(told: Sequence[Row], first: int, why: Callable[[Row], bool]) -> list[Doubt]:
    return [
        Doubt(f"{words.one_line(row['title'], 160)}, {words.date_short(row['date'])}", number)
        for number, row in enumerate(told, first)
        if why(row)
    ]


def _doubt(row: Row) -> bool:
    """Whether the date is uncertain or approximate, or one of several."""
    return bool(row["qualifier"]) or row["date"].startswith("[")


def _no_beginning(row: Row) -> bool:
    return row["start"] is None and not row["date"].startswith("[")
