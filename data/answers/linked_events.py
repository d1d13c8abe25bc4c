"""How events bear on each other, seen from one of them or from all that are told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data import event_links
from data.event_links import Link

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LinkedEvent:
    """A link of an event: whether it is the one that says so, and the event on the other end."""

    link: Link
    is_own: bool
    other: Row

    @property
    def words(self) -> str:
        """How it is said of the event: "Led to", "Answered by"."""
        return event_links.RELATIONS[self.link.relation][0 if self.is_own else 1]


def both_ways(row: Row, others: Sequence[Row]) -> list[LinkedEvent]:
    """The links of an event as it names them, then those that name it, oldest first."""
    by_id = {other["id"]: other for other in others}
    own = [LinkedEvent(link, True, by_id[link.id]) for link in event_links.of_row(row) if link.id in by_id]
    named = [(link, other) for other in others if other["id"] != row["id"] for link in event_links.of_row(other)]
    return own + [LinkedEvent(link, False, other) for link, other in named if link.id == row["id"]]


def in_question(rows: Sequence[Row], others: Sequence[Row]) -> list[tuple[Row, Link, Row]]:
    """Each event that contradicts or corrects another, how, and that one, as far as both are known.

    rows: those that say so. others: those that they name.
    """
    by_id = {row["id"]: row for row in (*others, *rows)}
    said = [(row, link) for row in rows for link in event_links.of_row(row) if link.relation in event_links.AGAINST]
    return [(row, link, by_id[link.id]) for row, link in said if link.id in by_id and link.id != row["id"]]
