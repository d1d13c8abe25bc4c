"""One event as a slide: when, what, who says so, its figure, its picture, and the cards as of its moment."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from components import words
from components.deck.figure_slides import is_of_the_dead, ordered_cards
from components.deck.slide_types import Card, Figure, Look, Picture, Slide
from data import answers, dates
from data.answers import Dataset
from data.claims import cards as claims_cards
from data.claims.briefing import SLIDE
from data.claims.totals_by_source import Claim
from data.remarks import COLUMN
from data.schema import squeezed
from data.text_folding import fold
from data.view import View
from data.view.parameters import OWN

MOST_TEXT = 20_000
"""Characters of one text: some thirty slides of it."""
MOST_FACTS = 6
"""Lines of what an event without a text has instead."""
MOST_NEWS = 60
"""Events that became known, on the slide that says what changed."""
IMPORTANCE = (1, 2, 3)
DAY = re.compile(r"-?[0-9]{4}-[0-9]{2}-[0-9]{2}")

Row = Mapping[str, Any]


def event(row: Row, known: Sequence[Claim], settings: Any, look: Look, usual: str = "") -> Slide:
    """The slide of one event, without a number. known: the claims that are heard by then, its own among them.

    usual: the source that goes without saying.
    """
    moment, said_by = row["known_from"], words.one_line(row["source"], 200)
    figure = _figure(row, known, settings)
    return Slide(
        "event",
        0,
        id=row["id"],
        date=_capital(words.date_words(row["date"])),
        headline=words.one_line(row["title"], 2_000),
        text=_text(row["text"]) or _facts(row),
        said_by="" if said_by == usual else said_by,
        reported="" if is_same_day(row["reported"], row["date"]) else words.date_words(row["reported"]),
        grade=words.grade_words(row["grade"]) if row["grade"] else "",
        url=row["url"] if is_web(row["url"]) else "",
        figure=figure,
        picture=picture(row),
        look=look,
        cards=tuple(
            _undated(card, row)
            for card in cards(ordered_cards(known, settings))
            if not _is_said(card, figure, row["id"])
        ),
        moment=None if moment is None else int(moment),
        known="" if moment is None else words.date_words(dates.to_iso(int(moment)).partition("T")[0]),
        notes=_text(row["notes"]),
    )


def _is_said(card: Card, figure: Figure | None, event: str) -> bool:
    """Whether another event's card counts what this one's own figure does: that stands alone, unless sources differ."""
    return figure is not None and card.label == figure.label and card.event != event and not card.spread


def _facts(row: Row) -> str:
    """What else an event without a text says, a line for each: where, who, and the user's own columns."""
    said = [("Place", row["place"]), ("Who", row["actors"])]
    said += [(name.removeprefix(OWN), cell) for name, cell in row.items() if name.startswith(OWN)]
    filled = [(name, cell) for name, cell in said if cell and squeezed(name) not in (SLIDE, COLUMN)][:MOST_FACTS]
    return "\n".join(f"{words.one_line(name, 40)}: {words.one_line(cell, 160)}" for name, cell in filled)


def cards(found: Sequence[claims_cards.Card]) -> tuple[Card, ...]:
    """The cards in words."""
    return tuple(_card(card) for card in found)


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
        note=words.preferred_words(card),
        is_of_the_dead=is_of_the_dead(card),
    )


def _undated(card: Card, row: Row) -> Card:
    """A card whose day is that of the slide does not say it again, nor what is in doubt about it."""
    days = {words.date_short(bare(row[name])) for name in ("reported", "date") if row[name]}
    said = card.said.removesuffix(" (uncertain)")
    day = words.date_short(row["date"][:10]) if DAY.fullmatch(row["date"][:10]) else ""
    return replace(card, said="" if said in days else said.removeprefix(f"{day}, ") if day else said)


def bare(date: str) -> str:
    """A date without its doubts."""
    return date.rstrip("?~%")


def is_same_day(reported: str, date: str) -> bool:
    """Whether a report is of the day that the date names, whatever is in doubt about either.

    >>> is_same_day("2022-01-06?", "../2022-01-06"), is_same_day("2022-01-07", "2022-01-06")
    (True, False)
    """
    days = DAY.findall(reported)
    return bool(days) and set(days) <= set(DAY.findall(date))


def by_importance(dataset: Dataset, view: View, since: str) -> list[Row]:
    """What became known since, the most important first; of very many, those."""
    levels = sorted(view.importance or IMPORTANCE, reverse=True)
    found: list[Row] = []
    for level in levels:
        if len(found) < MOST_NEWS:
            of_level = answers.of(dataset, replace(view, importance=(level,)))
            found += of_level.news(since, MOST_NEWS - len(found))
    return found


def _figure(row: Row, known: Sequence[Claim], settings: Any) -> Figure | None:
    claim = next((claim for claim in known if claim.row == row["row"]), None)
    if claim is None:
        return _unheard(row) if row["metric"] and row["value"] else None
    if claim.is_increment and claim.bounds.high == 0:  # that none were added is no figure
        return None
    card = claims_cards.card_as_of(claim, known, settings)
    is_said = words.one_line(claim.source, 120) == words.one_line(row["source"], 120)
    said_on = claim.date_said
    return Figure(
        label=words.one_line(card.label, 80),
        value=words.quantity_words(claim.value),
        unit=words.one_line(card.unit, 60),
        total=_total(card, known) if claim.is_increment else "",
        change=words.rise_words(card),
        source="" if is_said else words.one_line(claim.source, 120),
        said="" if is_same_day(said_on, row["date"]) or said_on == row["date"] else words.date_short(said_on),
        is_headline=says_figure(row["title"], words.quantity_words(claim.value), card.label, claim.metric, claim.unit),
    )


def _total(card: claims_cards.Card, known: Sequence[Claim]) -> str:
    """What the source's count has come to: it is its own where others count too."""
    others = {claim.source for claim in known if fold(claim.metric) == fold(card.metric)} - {card.source}
    return f"{words.quantity_words(card.value)} {'by its count' if others else 'in all'}"


def says_figure(title: str, worded: str, *names: str) -> bool:
    """Whether a headline says a figure itself. names: what it counts, which a small number needs beside it.

    >>> says_figure("Dozens killed, police say", "“dozens”"), says_figure("About 2,000 held", "≈ 2,000")
    (True, True)
    >>> says_figure("Hall 3 cleared", "3", "missing"), says_figure("3 missing", "3", "missing")
    (False, True)
    """
    text = f" {title.casefold().replace(',', '')} "
    bare = worded.casefold().strip("“”≈<>≤≥+ ").replace(",", "")
    is_small = bare.isdigit() and len(bare) < 3
    if is_small and not any(name and name.casefold() in text for name in names):
        return False
    return bool(bare) and re.search(rf"(?<![\w.]){re.escape(bare)}(?![\w])", text) is not None


def _unheard(row: Row) -> Figure:
    """A figure of an event whose claims are too many to be followed."""
    label, unit = words.one_line(row["metric"], 80), words.one_line(row["unit"], 60)
    worded = words.quantity_words(row["value"])
    return Figure(label, worded, unit, "", "", "", "", says_figure(row["title"], worded, label, unit))


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
