"""What is told and what waits in reserve: as the briefer chose, else the events that carry the most."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from components.deck.map_slide import has_map
from components.words import number
from data.answers import Answerer
from data.claims import briefing
from data.claims.briefing import SlideOrder
from data.claims.most_telling_events import chapters, chosen_by, is_weighed
from data.settings.briefing import BriefingSettings
from data.view.briefing_choice_in_link import Choice, Section

Row = Mapping[str, Any]
MOST_SLIDES = 12
"""Slides of a briefing that nobody chose."""
MOST_CHAPTERS = 7


@dataclass(frozen=True, slots=True)
class Plan:
    """rows: the events that are told, in order. reserve: the others that matter, as time goes; of `matter` in all.

    choice: what the briefer chose; its events are those of `rows` where he did. how: how they were chosen, in words.
    is_own: whether the briefer chose them.
    """

    rows: tuple[Row, ...]
    reserve: tuple[Row, ...]
    matter: int
    choice: Choice
    unread: int = 0
    how: str = ""
    is_own: bool = False


def plan(held: Answerer, choice: Choice, settings: Any, others: int, only: frozenset[str] | None = None) -> Plan:
    """What is told beside so many other slides. only: the events that may be told unless the briefer chose, by id."""
    order = held.slide_order()
    found, matter = held.story()
    own = _own(choice, settings, order, is_whole=not held.view.is_filtered)
    if choice.events:
        rows = _by_id(held, found, choice.events)
    elif order.rows and only is None:
        told = held.numbered_events(order.rows[: briefing.MOST_EVENTS])
        rows = briefing.in_order(told, order)
    else:
        may = found if only is None else [row for row in found if row["id"] in only]
        named = " ".join((settings.title, settings.subtitle, settings.description))
        others += only is None and has_map(found)
        count = max(min(MOST_SLIDES - others, MOST_CHAPTERS), 1)
        rows = chapters(may, count, named)
        return _finished(rows, found, matter, own, order, _how(rows, may, named, is_new=only is not None))
    made = _finished(rows, found, matter, own, order, f"The briefer chose these {number(len(rows))} events.")
    return replace(made, is_own=True)


def _finished(
    rows: Sequence[Row], found: Sequence[Row], matter: int, choice: Choice, order: SlideOrder, how: str
) -> Plan:
    """choice: its headings name events by row, where they come from the settings."""
    told = {row["id"] for row in rows}
    ids = {f"row {row['row']}": row["id"] for row in rows}
    sections = tuple(replace(one, event=ids.get(one.event, one.event)) for one in choice.sections)
    reserve = briefing.in_order_of_time([row for row in found if row["id"] not in told])
    kept = replace(choice, sections=tuple(one for one in sections if one.event in told))
    matter += sum(row["id"] not in {one["id"] for one in found} for row in rows)
    return Plan(tuple(rows), tuple(reserve), matter, kept, order.unread, how)


def _own(choice: Choice, settings: Any, order: SlideOrder, *, is_whole: bool) -> Choice:
    """The link's choice, else that of the settings, whose headings stand before a number of the column `slide`.

    is_whole: whether all events are told. What the settings say of all is not said of some, nor before its time.
    """
    said: BriefingSettings = settings.briefing
    if choice != Choice():
        return choice
    sections = []
    for one in said.sections:
        row = next((row for row, at in zip(order.rows, order.numbers, strict=True) if at >= one.slide), None)
        if row is not None:
            sections.append(Section(one.title, f"row {row}", one.minutes))
    told = Choice(hidden=said.hidden, sections=tuple(sections))
    return replace(told, summary=said.summary, closing=said.closing) if is_whole else told


def _by_id(held: Answerer, found: Sequence[Row], ids: Sequence[str]) -> list[Row]:
    """The events of these ids, in this order; those that are not there any more are left out."""
    rows = {row["id"]: row for row in found}
    asked = (rows.get(name) or held.event(name) for name in ids)
    return [row for row in asked if row is not None and row["kind"] == "event"]


def _how(rows: Sequence[Row], of: Sequence[Row], named: str, *, is_new: bool) -> str:
    """How the events were chosen, by nothing that none of them has."""
    if len(rows) == len(of):
        return "All events that are new are told." if is_new else "All events that matter are told."
    count = f"{number(len(rows))} of {number(len(of))}{' new' if is_new else ''} events are told"
    by = _listed(chosen_by(of, named))
    if is_weighed(of):
        return f"{count}: the most important{f', and among equals by {by}' if by else ''}."
    over = f"these were chosen by {by}, over the whole time" if by else "these are spread over the whole time"
    return f"{count}. The file does not say which are important; {over}."


def _listed(names: Sequence[str]) -> str:
    """The names as a sentence says them: "figures, length and text"."""
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)
