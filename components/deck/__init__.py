"""The deck: a data set and a View in, every slide of its briefing out, in words. `deck` makes it."""

from components.deck.deck import deck
from components.deck.model import (
    Card,
    Deck,
    Dispute,
    Doubt,
    Drawing,
    Figure,
    Look,
    Mark,
    Picture,
    Slide,
    Source,
    Stretch,
    Strip,
    Tick,
    deck_json,
    without_notes,
)
from components.deck.notes import Briefing

__all__ = [
    "Briefing",
    "Card",
    "Deck",
    "Dispute",
    "Doubt",
    "Drawing",
    "Figure",
    "Look",
    "Mark",
    "Picture",
    "Slide",
    "Source",
    "Stretch",
    "Strip",
    "Tick",
    "deck",
    "deck_json",
    "without_notes",
]
