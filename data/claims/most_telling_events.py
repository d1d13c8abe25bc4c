"""Which events of a story are told, and which wait in reserve: the most important, else those that carry the most.

Where a file does not say what is important, it shows in other ways: an event claims a figure, lasts, is said by several
sources, or is at a place that the settings name. What weighs the same is chosen so that the story reaches from its
beginning to its end.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from data.claims.briefing import in_order_of_time
from data.claims.deaths import counts_the_dead
from data.text_folding import fold

Row = Mapping[str, Any]
USUAL: Final = 2
"""The importance of a row that says nothing of it."""
DEAD, FIGURE, AGREED, LASTS, BEGINS, PLACE, TEXT = 6, 4, 3, 2, 2, 1, 1
"""What an event weighs by what it has; a story's first event is its beginning."""


def is_weighed(rows: Sequence[Row]) -> bool:
    """Whether the file tells some events from others by their importance."""
    return any(int(row["importance"]) != USUAL for row in rows)


def chapters(rows: Sequence[Row], count: int, named: str = "") -> list[Row]:
    """As many of the events as are to be told, in the order of the story.

    named: what the settings say of the data set; an event at a place that is named there weighs more.
    """
    ordered = in_order_of_time(rows)
    weights = _weights(ordered, fold(named))
    chosen: list[int] = []
    while len(chosen) < min(count, len(ordered)):
        left = (at for at in range(len(ordered)) if at not in chosen)
        chosen.append(max(left, key=lambda at: (weights[at], _apart(at, chosen), -at)))
    return [ordered[at] for at in sorted(chosen)]


def _apart(at: int, chosen: Sequence[int]) -> int:
    """How many events lie between this one and the nearest that is chosen already."""
    return min((abs(at - other) for other in chosen), default=0)


def _weights(rows: Sequence[Row], named: str) -> list[tuple[int, int]]:
    last_of = {fold(row["metric"]): at for at, row in enumerate(rows) if row["metric"] and row["value"]}
    told_by: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        told_by.setdefault(_event(row), set()).update(_sources(row))
    return [
        (int(row["importance"]), _weight(row, is_last=last_of.get(fold(row["metric"])) == at, named=named,
                                         sources=len(told_by[_event(row)])) + BEGINS * (at == 0))
        for at, row in enumerate(rows)
    ]  # fmt: skip


def _weight(row: Row, *, is_last: bool, named: str, sources: int) -> int:
    weight = 0
    if row["metric"] and row["value"]:  # of a figure that was claimed again and again, the last claim tells it all
        figure = DEAD if counts_the_dead(row["metric"], row["unit"]) else FIGURE
        weight += figure if is_last else 1
    places = (fold(part) for part in row["place"].split(","))
    weight += PLACE * any(place and place in named for place in places)
    return weight + AGREED * (sources > 1) + LASTS * ("/" in row["date"]) + TEXT * bool(row["text"])


def _event(row: Row) -> tuple[str, str]:
    """The same for rows that tell of the same event."""
    return fold(row["title"]), row["date"][:10]


def _sources(row: Row) -> set[str]:
    return {name for part in row["source"].split(";") if (name := fold(part))}
