"""The slides that say it all at once: what happened, where we stand, who says so."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from components.deck.event_slide import says_figure
from components.deck.open_questions_slide import MOST
from components.deck.slide_types import Card, Line, Look, Slide
from components.words import date_short, one_line, quantity_words, short
from data.claims.briefing import in_order_of_time
from data.claims.most_telling_events import chapters

WHAT: Final = "What happened"
STAND: Final = "Where we stand"
MOST_LINES: Final = 5
LAST: Final = 3
"""The latest events, where we stand."""
FEWEST_LINES, MOST_CARDS = 3, 4

DAY_BEFORE_TIME: Final = re.compile(r"([0-9]+ \w+ -?[0-9]+), (?=[0-9]{2}:)")
YEAR_AT_END: Final = re.compile(r"(?<=\w) ([0-9]{4})(?= on$|$)")

Row = Mapping[str, Any]


def summary(
    rows: Sequence[Row], reserve: Sequence[Row], figures: Sequence[Card], said: Sequence[str],
    looks: Mapping[str, Look], numbers: Mapping[str, int],
) -> Slide:  # fmt: skip
    """What happened in three to five lines, with the figures. said: the briefer's own sentences, if he wrote any.

    rows: what is told; where that gives too few lines, some of the reserve are said as well.
    """
    told = [row for row in rows if not _is_in(figures, row)]
    if len(told) < FEWEST_LINES:
        told += chapters([row for row in reserve if not _is_in(figures, row)], FEWEST_LINES + 1 - len(told))
        told = in_order_of_time(told) or list(rows)
    chosen = {row["id"] for row in chapters(told, MOST_LINES)}
    lines = [Line(one_line(text, 240)) for text in said]
    lines = lines or [_line(row, looks, numbers) for row in told if row["id"] in chosen]
    return Slide("summary", 0, headline=WHAT, cards=_row(figures), **_without_day(lines))


def closing(
    told: Sequence[Row], figures: Sequence[Card], said: Sequence[str], looks: Mapping[str, Look],
    numbers: Mapping[str, int],
) -> Slide:  # fmt: skip
    """Where we stand: the figures and the latest events. told: all that is known, as time goes."""
    last = [row for row in told if not _is_in(figures, row)][-LAST:]
    lines = [Line(one_line(text, 240)) for text in said] or [_line(row, looks, numbers) for row in last]
    return Slide("closing", 0, headline=STAND, cards=_row(figures), **_without_day(lines))


def _row(figures: Sequence[Card]) -> tuple[Card, ...]:
    """The first figures, in a row. That they count people goes without saying there."""
    return tuple(
        replace(card, unit="" if card.unit.casefold() == "people" else card.unit) for card in figures[:MOST_CARDS]
    )


def _without_day(lines: Sequence[Line]) -> dict[str, Any]:
    """The lines, and the day or the year that all of them share, which then stands over them once."""
    dates = [line.date for line in lines if line.date]
    for part in (DAY_BEFORE_TIME, YEAR_AT_END):
        shared = {found[1] if (found := part.search(date)) else "" for date in dates}
        if len(shared) == 1 and shared != {""} and len(dates) > 1:
            bare = tuple(replace(line, date=part.sub("", line.date).strip()) for line in lines)
            return {"lines": bare, "date": shared.pop()}
    return {"lines": tuple(lines)}


def headed(slide: Slide, asof: str, day: str) -> Slide:
    """The slide with what is said over it: as of when, and the day or year of its lines, which no card says again.

    day: what each slide says over itself.
    """
    cards = (replace(card, said=card.said.removeprefix(f"{slide.date}, ")) for card in slide.cards)
    when = "" if slide.date == short(day) or slide.date in short(asof) else slide.date
    known = " · ".join(part for part in (asof, when) if part)
    return replace(slide, known=known, cards=tuple(cards) if slide.date else slide.cards)


def opens(questions: Sequence[tuple[str, Line]], all_open: int) -> dict[str, Any]:
    """What a slide has of them: three lines of different kinds, how many more, and the slide that has all."""
    firsts = {kind: at for at, (kind, _) in reversed(list(enumerate(questions)))}
    ordered = sorted(range(len(questions)), key=lambda at: (firsts[questions[at][0]] != at, at))
    shown = tuple(questions[at][1] for at in sorted(ordered[:MOST]))
    more = len(questions) - len(shown)
    return {"opens": shown, "more": more, "all_open": all_open if more else 0}


def _is_in(figures: Sequence[Card], row: Row) -> bool:
    """Whether a card of the slide says all that the headline says."""
    is_shown = any(card.event == row["id"] for card in figures[:MOST_CARDS])
    return is_shown and says_figure(row["title"], quantity_words(row["value"]), row["metric"], row["unit"])


def certain(date: str) -> str:
    """A date in words without its doubt, which the event's own slide tells."""
    return date.removesuffix(" (uncertain)")


def _line(row: Row, looks: Mapping[str, Look], numbers: Mapping[str, int]) -> Line:
    return Line(
        one_line(row["title"], 110),
        certain(date_short(row["date"])),
        numbers.get(row["id"], 0),
        looks.get(row["category"]),
    )
