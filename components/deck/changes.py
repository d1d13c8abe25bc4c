"""The slide "What changed": the figures that moved since the baseline, and what became known since."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from components import words
from components.deck.event_slide import MOST_NEWS, by_importance
from components.deck.slide_types import Dispute, Doubt, Slide
from data.answers import Dataset
from data.claims.changes import Move
from data.claims.compare_files import ChangedEvent, Comparison, Single
from data.claims.deaths import counts_the_dead
from data.view import View

MOST_MOVES: Final = 30
MOST_ROWS: Final = 60
"""What one slide and its further pages hold; of more, how many."""

Row = Mapping[str, Any]


def new_events(dataset: Dataset, view: View, since: str, rows: Comparison | None) -> frozenset[str]:
    """The ids of what became known, was added or was changed: what a briefing of the news alone tells."""
    ids = {row["id"] for row in by_importance(dataset, view, since)} if since else set()
    if rows:
        ids |= {row.id for row in rows.added} | {row.id for row in rows.changed}
    return frozenset(ids)


def changed(
    moves: Sequence[Move],
    news: Sequence[Row],
    numbers: Mapping[str, int],
    *,
    since: str,
    count: int,
    rows: Comparison | None = None,
) -> Slide:
    """The slide of what changed, each part by importance. numbers: the slide of each event that has one.

    since: "" where only the rows of an earlier file are told. count: how many became known. rows: what became of those.
    """
    ordered = sorted(moves, key=lambda move: not counts_the_dead(move.metric, move.label, move.unit))
    told = [Doubt(words.move_words(move), numbers.get(move.now.claim.id, 0)) for move in ordered[:MOST_MOVES]]
    heard = [
        Doubt(f"{words.one_line(row['title'], 160)}, {words.date_short(row['date'])}", numbers.get(row["id"], 0))
        for row in news[:MOST_NEWS]
    ]
    known = {row["id"] for row in news}
    found = (
        Dispute("Figures that moved", tuple(told + _rest(len(moves) - MOST_MOVES))),
        Dispute("Now known", tuple(heard + _rest(count - len(heard)))),
        *(_of_rows(rows, numbers, known) if rows else ()),
    )
    is_still = not any(one.doubts for one in found)
    return Slide(
        "changes",
        2,
        headline=f"What changed since {words.date_words(since)}" if since else "What changed since the earlier file",
        text="Nothing became known, and no figure moved." if is_still else "",
        disputes=tuple(one for one in found if one.doubts),
    )


def _of_rows(found: Comparison, numbers: Mapping[str, int], known: set[str]) -> Iterable[Dispute]:
    """What was added, unless it is told as news already, what was changed, what was withdrawn."""
    added = [one for one in found.added if one.id not in known]
    yield _listed("Added to the file", added, _single, numbers)
    yield _listed("Changed in the file", found.changed, _cells, numbers)
    yield _listed("Withdrawn from the file", found.withdrawn, _single, {})


def _listed(title: str, rows: Sequence[Any], say: Any, numbers: Mapping[str, int]) -> Dispute:
    ordered = sorted(rows, key=lambda row: -row.importance)
    doubts = [Doubt(say(row), numbers.get(row.id, 0)) for row in ordered[:MOST_ROWS]]
    return Dispute(title, tuple(doubts + _rest(len(ordered) - MOST_ROWS)))


def _single(row: Single) -> str:
    return f"{words.one_line(row.title, 160)}, {words.date_short(row.date)}"


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
