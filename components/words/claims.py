"""What a card says beside its figure, in words."""

from components.words.figures import number, quantity_words
from data.metrics import Card


def rise_words(card: Card) -> str:
    """What it was before and by how much it rose: "up 500 from ≈ 1,500"; "" where that cannot be said."""
    if card.previous is None or card.change is None:
        return ""
    before = quantity_words(card.previous.value)
    if card.change.direction == "same":
        return f"the same as before, {before}"
    about = "about " if card.change.is_approximate else ""
    return f"{card.change.direction} {about}{quantity_words(card.change.value)} from {before}"


def spread_words(card: Card) -> str:
    """How far the sources are apart: "500 to 2,000 · 3 sources differ"; "" where they agree."""
    found = card.disagreement
    if found is None:
        return ""
    low = "fewer" if found.is_low_open else number(found.low)
    high = "more" if found.is_high_open else number(found.high)
    return f"{low} to {high} · {found.sources} sources differ"
