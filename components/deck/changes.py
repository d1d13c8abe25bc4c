"""The slide "What changed": the figures that moved since the baseline, and what became known since."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from components import format as words
from components.deck.model import Dispute, Doubt, Slide
from data.claims.changes import Move
from data.claims.compare_files import ChangedEvent, Comparison

MOST_MOVES: Final = 6
MOST_NEWS: Final = 8
MOST_ROWS: Final = 6
"""What one slide can hold to be read from the back of a room; of more, how many."""

Row = Mapping[str, Any]


def changed(
    moves: Sequence[Move],
    news: Sequence[Row],
    numbers: Mapping[str, int],
    *,
    since: str,
    count: int,
    rows: Comparison | None = None,
) -> Slide:
    """The slide of what changed. numbers: the slide of each event that has one. count: how many became known.

    since: "" where only the rows of an earlier file are told. rows: what became of those.
    """
    told = [Doubt(words.move_words(move), numbers.get(move.now.claim.id, 0)) for move in moves[:MOST_MOVES]]
    heard = [
        Doubt(f"{words.one_line(row['title'], 160)}, {words.date_short(row['date'])}", numbers.get(row["id"], 0))
        for row in news[:MOST_NEWS]
    ]
    found = (
        Dispute("Figures that moved", tuple(told + _rest(len(moves) - MOST_MOVES))),
        Dispute("Now known", tuple(heard + _rest(count - MOST_NEWS))),
        *(_of_rows(rows, numbers) if rows else ()),
    )
    is_still = not any(one.doubts for one in found)
    return Slide(
        "changes",
        2,
        headline=f"What changed since {words.date_words(since)}" if since else "What changed since the earlier file",
        text="Nothing became known, and no figure moved." if is_still else "",
        disputes=tuple(one for one in found if one.doubts),
    )


def _of_rows(found: Comparison, numbers: Mapping[str, int]) -> tuple[Dispute, Dispute]:
    changed_rows = [Doubt(_cells(row), numbers.get(row.id, 0)) for row in found.changed[:MOST_ROWS]]
    gone = [
        Doubt(f"{words.one_line(row.title, 160)}, {words.date_short(row.date)}") for row in found.withdrawn[:MOST_ROWS]
    ]
    return (
        Dispute("Changed in the file", tuple(changed_rows + _rest(len(found.changed) - MOST_ROWS))),
        Dispute("Withdrawn from the file", tuple(gone + _rest(len(found.withdrawn) - MOST_ROWS))),
    )


def _cells(row: ChangedEvent) -> str:
    """A changed row in a line: its title, and the first cell that differs; of more, how many."""
    first, *others = row.cells
    said = f", {first.column}: {_cell(first.before)} → {_cell(first.now)}" if first.before or first.now else ""
    more = f" and {words.number(len(others))} more" if others else ""
    return f"{words.one_line(row.title, 120)}{said or f', {first.column}'}{more}"


def _cell(text: str) -> str:
    return words.one_line(text, 80) or "nothing"


def _rest(count: int) -> list[Doubt]:
    return [Doubt(f"and {words.number(count)} more")] if count > 0 else []
