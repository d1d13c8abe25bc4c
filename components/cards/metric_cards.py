"""The row of cards: what is claimed, as worded, by whom and when; then what is on screen."""

from collections.abc import Sequence
from dataclasses import dataclass

from components import format as words
from components.cards.sparkline import sparkline
from components.widgets.sheet import Node, el, go
from data.claims.cards import Card
from data.view import View

MOST_CARDS = 5
"""Cards of claims that stand in one row."""


@dataclass(frozen=True, slots=True)
class Count:
    """A line about the selection itself: how many events and sources, how much time; and how that is counted."""

    words: str
    how: str = ""


def cards(
    view: View, claims: Sequence[Card], counts: Sequence[Count], later: Sequence[Card] = (), *, is_whole: bool,
    may_have_figures: bool = True,
) -> Node:  # fmt: skip
    """The cards in one row, the others behind a click where there are many; a click on a claim opens its event.

    later: those of what is claimed in the end. What is not known yet keeps its place among them.
    """
    known, every = {_name(card): card for card in claims}, later or claims
    shown = every if is_whole else every[:MOST_CARDS]
    facts = [el("p", count.words, class_="count" if at else "count first", title=count.how or None)
             for at, count in enumerate(counts)]  # fmt: skip
    on_screen = el("div", facts, _more(len(every) - MOST_CARDS, is_whole), class_="card counts")
    claim_cards = [_claim(view, known[name]) if (name := _name(card)) in known else _unknown(card) for card in shown]
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
    inside = [_line(words.one_line(card.label, 60), ""), el("span", "not yet known", class_="figure")]
    return el("li", el("span", inside, class_="card unknown"), key=card.metric, data_testid="card")


def _claim(view: View, card: Card) -> Node:
    inside = [
        _line(words.one_line(card.label, 60), words.one_line(card.source, 80)),
        el(
            "span",
            el("span", words.quantity_words(card.value), class_="figure"),
            sparkline(card.growth),
            el("span", _remarks(card), class_="remarks"),
            class_="value",
        ),
    ]
    is_chosen = view.event == card.event
    link = go(view, *inside, class_="card chosen" if is_chosen else "card", event=card.event)
    return el("li", link, key=card.metric, title=card.how, data_testid="card")


def _detail(text: str, more: str = "") -> Node | None:
    return el("span", text, class_=f"detail {more}".strip()) if text else None


def _line(label: str, source: str) -> Node:
    """What is counted, and at the other end of the line who says so."""
    said = el("span", source, class_="detail said", title=source) if source else None
    return el("span", el("span", label, class_="label"), said, class_="line")


def _remarks(card: Card) -> list[Node | None]:
    """When it was said; what it was before, and how far the sources are apart."""
    return [
        _detail(words.date_short(card.date_said).replace(" (uncertain)", "?")),
        _detail(words.rise_words(card)),
        _detail(words.spread_words(card), "spread"),
    ]
