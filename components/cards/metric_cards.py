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
    """A number about the selection itself: events shown, sources, days covered."""

    label: str
    value: str
    detail: str
    how: str = ""


def cards(
    view: View, claims: Sequence[Card], counts: Sequence[Count], *, is_whole: bool, may_have_figures: bool = True
) -> Node:
    """The cards in one row, the others behind a click where there are many; a click on a claim opens its event."""
    shown = claims if is_whole else claims[:MOST_CARDS]
    facts = el("dl", [_count(count) for count in counts])
    on_screen = el("div", facts, _more(len(claims) - MOST_CARDS, is_whole), class_="card counts")
    claim_cards = [_claim(view, card) for card in shown]
    row = "cards" if may_have_figures else "cards bare"
    return el("ul", claim_cards, el("li", on_screen, data_testid="counts"), class_=row, aria_label="Figures")


def _more(hidden: int, is_whole: bool) -> Node | None:
    if hidden <= 0:
        return None
    label = "Fewer figures" if is_whole else f"{hidden} more {'figure' if hidden == 1 else 'figures'}"
    return el("button", label, type="button", class_="plain", keep={"see.figures": "" if is_whole else "all"})


def _claim(view: View, card: Card) -> Node:
    inside = [
        el("span", words.one_line(card.label, 60), class_="label"),
        el(
            "span",
            el("span", words.quantity_words(card.value), class_="figure"),
            sparkline(card.growth),
            class_="value",
        ),
        _attribution(card),
        _detail(words.rise_words(card)),
        _detail(words.spread_words(card), "spread"),
    ]
    is_chosen = view.event == card.event
    link = go(view, *inside, class_="card chosen" if is_chosen else "card", event=card.event)
    return el("li", link, key=card.metric, title=card.how, data_testid="card")


def _count(count: Count) -> Node:
    value = el("b", count.value)
    return el("div", el("dt", count.label), el("dd", value, el("span", count.detail)), title=count.how or None)


def _detail(text: str, more: str = "") -> Node | None:
    return el("span", text, class_=f"detail {more}".strip()) if text else None


def _attribution(card: Card) -> Node:
    """Who says so, and when: "Interior Ministry · 6 Jan 2022", broken between the two where it must be."""
    parts = [part for part in (words.one_line(card.source, 80), words.date_short(card.date_said)) if part]
    return el("span", [el("span", part) for part in parts], class_="detail said")
