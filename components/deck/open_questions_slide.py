"""What is open: figures on which sources differ or that nobody knows exactly, and dates that are not known."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from components.deck.figure_slides import is_of_the_dead
from components.deck.slide_types import Dispute, Doubt, Line, Slide
from components.words import date_short, one_line, quantity_words
from data.claims.cards import Card
from data.claims.disputes import exclude
from data.claims.totals_by_source import by_source, latest, states_of
from data.event_links import Link

MOST: Final = 3
"""Lines of what is open, on a slide that says more than that."""
MOST_SAID: Final = 4
"""Sources of one figure that a line names."""
UNCERTAIN: Final = ("?", "%")
"""A date that is only about so, `~`, says so itself and is not open."""
DIFFER, AGAINST, VAGUE, NO_START, NO_END, DOUBT = (
    "Sources differ",
    "Contradicted or corrected",
    "No exact figure",
    "No beginning is known",
    "No end is known",
    "Dates in doubt",
)
SAID: Final = {NO_START: "when it began is not known", NO_END: "no end is known", DOUBT: "the date is not certain"}
Row = Mapping[str, Any]
Against = tuple[Row, Link, Row]


def open_questions(
    rows: Sequence[Row], reserve: Sequence[Row], cards: Sequence[Card], numbers: Mapping[str, int],
    against: Sequence[Against] = (),
) -> list[tuple[str, Line]]:  # fmt: skip
    """Each with the title of its kind, what weighs most first. numbers: the slide of each event. against: the events
    that contradict or correct another, how, and that one."""
    found = [(DIFFER, Line(_differing(card), slide=numbers.get(card.event, 0)), _weight(card))
             for card in cards if _is_in_question(card)]  # fmt: skip
    found += [(AGAINST, _contradicting(one, numbers), 2) for one in against]
    vague = [card for card in cards if not _is_in_question(card) and card.now.bounds.low != card.now.bounds.high]
    found += [(VAGUE, Line(_vague(card), slide=numbers.get(card.event, 0)), 1 if is_of_the_dead(card) else 10)
              for card in vague]  # fmt: skip
    for order, row in ((order, row) for order, some in enumerate((rows, reserve)) for row in some):
        if kind := _kind(row):
            text = f"{one_line(row['title'], 90)}: {SAID[kind]}"
            line = Line(text, date_short(row["date"]).removesuffix(" (uncertain)"), numbers.get(row["id"], 0))
            weight = 3 + 4 * order + (3 - int(row["importance"])) + 12 * (kind == DOUBT)
            found.append((kind, line, weight))
    return [(kind, line) for kind, line, _ in sorted(found, key=lambda one: one[2])]


def open_slide(questions: Sequence[tuple[str, Line]]) -> Slide:
    """All of them, under the titles of their kinds."""
    kinds = (DIFFER, AGAINST, VAGUE, NO_START, NO_END, DOUBT)
    groups = {kind: tuple(_doubt(line) for of, line in questions if of == kind) for kind in kinds}
    disputes = tuple(Dispute(kind, doubts) for kind, doubts in groups.items() if doubts)
    return Slide("open", 0, headline="All that is open", disputes=disputes, is_reserve=True)


def _doubt(line: Line) -> Doubt:
    """What its title says already is not said again."""
    text = next((line.text.removesuffix(f": {said}") for said in SAID.values() if line.text.endswith(said)), line.text)
    return Doubt(f"{text}, {line.date}" if line.date else text, line.slide)


def _weight(card: Card) -> int:
    return 0 if is_of_the_dead(card) else 2


def _kind(row: Row) -> str:
    if row["date"].startswith("["):
        return NO_START if row["start"] is None else DOUBT
    if row["start"] is None:
        return NO_START
    return NO_END if row["end"] is None else DOUBT if row["qualifier"] in UNCERTAIN else ""


def _is_in_question(card: Card) -> bool:
    """Whether sources differ on it, or one said later what cannot be true beside what the card says."""
    return bool(card.disagreement) or (
        card.passed_over is not None and exclude(card.now.bounds, card.passed_over.bounds)
    )


def _differing(card: Card) -> str:
    states = card.disagreement.states if card.disagreement else (card.now, *filter(None, [card.passed_over]))
    said = (f"{one_line(state.source, 40) or 'no source named'} {_solid(state.value)}" for state in states)
    return f"{one_line(card.label, 60)}: {'; '.join(said)}"


def _contradicting(one: Against, numbers: Mapping[str, int]) -> Line:
    """ "A contradicts B, says C", with the slide of either."""
    row, link, other = one
    says = f", says {one_line(link.source, 40)}" if link.source else ""
    text = f"“{one_line(row['title'], 70)}” {link.relation} “{one_line(other['title'], 70)}”{says}"
    return Line(
        text, date_short(row["date"]).removesuffix(" (uncertain)"), numbers.get(row["id"], numbers.get(other["id"], 0))
    )


def _vague(card: Card) -> str:
    """What is known instead of a number, of each source that says another."""
    lasts = {source or "no source named": latest(states_of(series))
             for (source, _), series in by_source(tuple(reversed(card.claims))).items()}  # fmt: skip
    said = {name: _solid(state.value) for name, state in lasts.items()}
    if len(set(said.values())) < 2:
        return f"{one_line(card.label, 60)}: no exact number, only {_solid(card.value)}"
    worded = "; ".join(f"{one_line(name, 40)} {value}" for name, value in list(said.items())[:MOST_SAID])
    return f"{one_line(card.label, 60)}: no exact number. {worded}"


def _solid(value: str) -> str:
    """A figure in words that no line breaks apart."""
    return quantity_words(value).replace(" ", "\u00a0")
