"""One event as a slide: when, what, who says so, its figure, its picture, and the cards as of its moment."""

from collections.abc import Mapping, Sequence
from typing import Any

from components import format as words
from components.deck.model import Card, Figure, Look, Picture, Slide
from data import dates
from data.claims import cards as claims_cards
from data.claims.briefing import SLIDE
from data.claims.series import Claim
from data.schema import squeezed
from data.view.parameters import OWN

MOST_TEXT = 20_000
"""Characters of one text: some thirty slides of it."""
MOST_FACTS = 6
"""Lines of what an event without a text has instead."""

Row = Mapping[str, Any]


def event(row: Row, known: Sequence[Claim], settings: Any, look: Look) -> Slide:
    """The slide of one event. known: the claims that are heard by then, its own among them."""
    moment = row["known_from"]
    return Slide(
        "event",
        0,
        id=row["id"],
        date=_capital(words.date_words(row["date"])),
        headline=words.one_line(row["title"], 2_000),
        text=_text(row["text"]) or _facts(row),
        said_by=words.one_line(row["source"], 200),
        reported=words.date_words(row["reported"]),
        grade=words.grade_words(row["grade"]) if row["grade"] else "",
        url=row["url"] if is_web(row["url"]) else "",
        figure=_figure(row, known, settings),
        picture=picture(row),
        look=look,
        cards=cards(known, settings),
        moment=None if moment is None else int(moment),
        known="" if moment is None else words.date_words(dates.to_iso(int(moment)).partition("T")[0]),
        notes=_text(row["notes"]),
    )


def _facts(row: Row) -> str:
    """What else an event without a text says, a line for each: where, who, and the user's own columns."""
    said = [("Place", row["place"]), ("Who", row["actors"])]
    said += [(name.removeprefix(OWN), cell) for name, cell in row.items() if name.startswith(OWN)]
    filled = [(name, cell) for name, cell in said if cell and squeezed(name) != SLIDE][:MOST_FACTS]
    return "\n".join(f"{words.one_line(name, 40)}: {words.one_line(cell, 160)}" for name, cell in filled)


def cards(known: Sequence[Claim], settings: Any) -> tuple[Card, ...]:
    """The cards that these claims make, in words."""
    return tuple(_card(card) for card in claims_cards.cards_of(known, settings))


def _card(card: claims_cards.Card) -> Card:
    return Card(
        label=words.one_line(card.label, 80),
        value=words.quantity_words(card.value),
        unit=words.one_line(card.unit, 60),
        source=words.one_line(card.source, 120),
        said=words.date_short(card.date_said),
        rise=words.rise_words(card),
        spread=words.spread_words(card),
        event=card.event,
    )


def _figure(row: Row, known: Sequence[Claim], settings: Any) -> Figure | None:
    claim = next((claim for claim in known if claim.row == row["row"]), None)
    if claim is None:
        return _unheard(row) if row["metric"] and row["value"] else None
    card = claims_cards.card_as_of(claim, known, settings)
    return Figure(
        label=words.one_line(card.label, 80),
        value=words.quantity_words(claim.value),
        unit=words.one_line(card.unit, 60),
        total=words.quantity_words(card.value) if claim.is_increment else "",
        change=words.rise_words(card),
        source=words.one_line(claim.source, 120),
        said=words.date_short(claim.date_said),
    )


def _unheard(row: Row) -> Figure:
    """A figure of an event whose claims are too many to be followed."""
    source, said = words.one_line(row["source"], 120), words.date_short(row["reported"] or row["date"])
    label, unit = words.one_line(row["metric"], 80), words.one_line(row["unit"], 60)
    return Figure(label, words.quantity_words(row["value"]), unit, "", "", source, said)


def picture(row: Row) -> Picture | None:
    """The event's picture, where its address is a web address."""
    if not is_web(row["media"]):
        return None
    alt, credit, caption = (words.one_line(row[name], 400) for name in ("alt", "credit", "caption"))
    return Picture(row["media"], alt, credit, caption)


def is_web(address: str) -> bool:
    """Whether an address is one of the web, and no script, file or the like."""
    return address.lower().startswith(("http://", "https://"))


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]


def _text(text: str) -> str:
    if len(text) <= MOST_TEXT:
        return words.clean(text).strip()
    return f"{words.clean(text[:MOST_TEXT]).strip()}… ({words.number(len(text) - MOST_TEXT)} more characters)"
