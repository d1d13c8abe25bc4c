"""The slide "What changed": the figures that moved since the baseline, and what became known since."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from components import format as words
from components.deck.model import Dispute, Doubt, Slide
from data.changes import Move

MOST_MOVES: Final = 6
MOST_NEWS: Final = 8
"""What one slide can hold to be read from the back of a room; of more, how many."""

Row = Mapping[str, Any]


def changed(moves: Sequence[Move], news: Sequence[Row], numbers: Mapping[str, int], *, since: str, count: int) -> Slide:
    """The slide of what changed. numbers: the slide of each event that has one. count: how many became known."""
    told = [Doubt(words.move_words(move), numbers.get(move.now.claim.id, 0)) for move in moves[:MOST_MOVES]]
    heard = [
        Doubt(f"{words.one_line(row['title'], 160)}, {words.date_short(row['date'])}", numbers.get(row["id"], 0))
        for row in news[:MOST_NEWS]
    ]
    found = (
        Dispute("Figures that moved", tuple(told + _rest(len(moves) - MOST_MOVES))),
        Dispute("Now known", tuple(heard + _rest(count - MOST_NEWS))),
    )
    is_still = not (moves or news)
    return Slide(
        "changes",
        2,
        headline=f"What changed since {words.date_words(since)}",
        text="Nothing became known, and no figure moved." if is_still else "",
        disputes=tuple(one for one in found if one.doubts),
    )


def _rest(count: int) -> list[Doubt]:
    return [Doubt(f"and {words.number(count)} more")] if count > 0 else []
