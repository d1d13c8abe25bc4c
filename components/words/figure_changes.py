"""What a card says beside its figure, in words."""

from components.words.quantities import number, quantity_words
from components.words.safe_text import one_line
from data.claims.cards import Card
from data.claims.changes import Move
from data.claims.disputes import Disagreement


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
    disagreement = card.disagreement
    if disagreement is None:
        return ""
    return " · ".join(filter(None, (_range_words(disagreement), f"{disagreement.sources} sources differ")))


def preferred_words(card: Card) -> str:
    """Whom the card passes over, and why: "A witness later said 12 (graded lower)"; "" where it passes over none."""
    if card.passed_over is None:
        return ""
    other = one_line(card.passed_over.source, 60) or "A source without a name"
    why = "graded lower" if card.preferred == "better graded" else "less important"
    return f"{other} later said {quantity_words(card.passed_over.value)} ({why})"


def _range_words(disagreement: Disagreement) -> str:
    """From the lowest to the highest figure; "" where neither end is known."""
    if disagreement.is_low_open and disagreement.is_high_open:
        return ""
    if disagreement.is_high_open:
        return f"{number(disagreement.low)} or more"
    if disagreement.is_low_open:
        return f"{number(disagreement.high)} or fewer"
    return f"{number(disagreement.low)} to {number(disagreement.high)}"


def difference_words(move: Move) -> str:
    """By how much a figure moved, where both wordings bear it: "up 500", "new", "a further source"."""
    if move.before is None:
        return "new" if move.stood is None else "a further source"
    if move.change is None:
        return "worded otherwise"
    if move.change.direction == "same":
        return "the same, said again"
    about = "about " if move.change.is_approximate else ""
    return f"{move.change.direction} {about}{quantity_words(move.change.value)}"


def move_words(move: Move) -> str:
    """A figure that moved, in one line: "Detained: from 1,500 to ≈ 2,000, up 500 (Interior Ministry)"."""
    label, now, source = one_line(move.label, 80), quantity_words(move.now.value), one_line(move.now.source, 60)
    by = f" ({source})" if source else ""
    if move.before is None:
        return f"{label}: {now}, {difference_words(move)}{by}"
    return f"{label}: from {quantity_words(move.before.value)} to {now}, {difference_words(move)}{by}"
