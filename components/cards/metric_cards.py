"""The row of cards: what is claimed, as worded, by whom and when; then what is on screen."""

from collections.abc import Sequence
from dataclasses import dataclass

from components import words
from components.cards.sparkline import sparkline
from components.widgets.element_tree import Node, el, go
from data.claims.cards import Card
from data.view import View

MOST_CARDS = 5
"""Cards of claims that stand in one row."""
LONG, LONGER = 11, 16
"""Letters of a figure that a narrow card has no room for in its usual size."""


@dataclass(frozen=True, slots=True)
class Count:
    """A line about the selection itself: how many events and sources, how much time; and how that is counted."""

    words: str
    how: str = ""


def cards(
    view: View, claims: Sequence[Card], counts: Sequence[Count], later: Sequence[Card] = (), *, is_whole: bool,
    may_have_figures: bool = True, offer: Node | None = None,
) -> Node:  # fmt: skip
    """The cards in one row, the others behind a click where there are many; a click on a claim opens its event.

    later: those of what is claimed in the end. What is not known yet keeps its place among them. offer: of more
    figures, beside the counts.
    """
    years = {card.date_said[:4] for card in claims}
    year = years.pop() if len(years) == 1 else ""
    known, every = {_name(card): card for card in claims}, later or claims
    shown = every if is_whole else every[:MOST_CARDS]
    facts = [el("p", count.words, class_="count" if at else "count first", title=count.how or None)
             for at, count in enumerate(counts)]  # fmt: skip
    on_screen = el("div", facts, offer, _more(len(every) - MOST_CARDS, is_whole), class_="card counts")
    claim_cards = [
        _claim(view, known[name], year) if (name := _name(card)) in known else _unknown(card) for card in shown
    ]
    row = "cards bare" if not may_have_figures else "cards all" if is_whole else "cards"
    return el("ul", claim_cards, el("li", on_screen, data_testid="counts"), class_=row, aria_label="Figures")


def _more(hidden: int, is_whole: bool) -> Node | None:
    if hidden <= 0:
        return None
    label = "Fewer figures" if is_whole else f"{hidden} more {'figure' if hidden == 1 else 'figures'}"
    return el("button", label, type="button", class_="plain", keep={"see.figures": "" if is_whole else "all"})


def _name(card: Card) -> tuple[str, str]:
    return card.metric, card.now.claim.measure


def _unknown(card: Card) -> Node:
    """The place of a figure that nobody has claimed yet at the moment that is looked from."""
    inside = [_line(card, ""), el("span", el("span", "not yet known", class_="figure"), class_="value")]
    return el("li", el("span", inside, class_="card unknown"), key=card.metric, data_testid="card")


def _claim(view: View, card: Card, year: str) -> Node:
    figure, source = words.quantity_words(card.value), words.one_line(card.source, 80)
    beside = [el("span", _remarks(card), class_="remarks") if _remarks(card) else None, sparkline(card.growth)]
    inside = [
        _line(card, card.date_said, year),
        el("span", el("span", figure, class_=f"figure {_length(figure)}".rstrip()), beside, class_="value"),
        el("span", source, class_="detail said", title=source) if source else None,
    ]
    is_chosen = view.event == card.event
    link = go(view, *inside, class_="card chosen" if is_chosen else "card", event=card.event)
    return el("li", link, key=card.metric, title=card.how, data_testid="card")


def _length(figure: str) -> str:
    """The class of a figure that is written smaller where a card is narrow."""
    return "longer" if len(figure) > LONGER else "long" if len(figure) > LONG else ""


def _said_on(date: str, year: str) -> str:
    """When it was said, in as little room as may be; a day without the year where it is that of all cards.

    >>> _said_on("2022-01-06?", "2022"), _said_on("2022-01-06", ""), _said_on("2022-03", "2022")
    ('6 Jan?', '6 Jan 2022', 'Mar 2022')
    """
    said = words.date_short(date).replace(" (uncertain)", "?")
    return said.replace(f" {year}", "", 1) if year and said[:1].isdigit() and not said.startswith(year) else said


def _line(card: Card, date: str, year: str = "") -> Node:
    """What is counted, and at the other end of the line when it was said."""
    label = words.one_line(card.label, 60)
    when = el("span", _said_on(date, year), class_="detail when", title=words.date_words(date)) if date else None
    return el("span", el("span", label, class_="label", title=label), when, class_="line")


def _remarks(card: Card) -> list[Node]:
    """How far the sources are apart, and what it was before."""
    spread, rise = words.spread_words(card), words.rise_words(card)
    told = [(spread, "detail spread"), (rise, "detail")]
    return [el("span", f"{text} ", class_=look, title=text) for text, look in told if text]
