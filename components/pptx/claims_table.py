"""Every claim of a figure in a table of PowerPoint's own: as worded, by whom, when, and how it changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.util import Emu

from components.format import clean, date_short, number, one_line, quantity_words
from components.pptx import template
from components.pptx.shapes import Box, Pen, set_name
from components.pptx.slide_frame import Deck, headline, page
from components.pptx.text_runs import PIXEL, Run, emu, paint
from components.pptx.text_width import cut
from data.claims import cards as claims_cards
from data.claims.cards import Card
from data.claims.series import State, by_source, states_of

HEADS: Final = ("Figure", "As worded", "Source", "Said", "Change")
SHARES: Final = (0.2, 0.2, 0.25, 0.17, 0.18)
PER_SLIDE: Final = 13
MOST_CLAIMS: Final = 130
"""Claims that are listed; of more, those of each figure that were made last."""
SIZE: Final = 14.7
ROW: Final = 36.0
PLAIN_STYLE: Final = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's table style without lines and fills, under its own number."""


@dataclass(frozen=True, slots=True)
class Line:
    """One claim in words."""

    cells: tuple[str, ...]


def table_slides(deck: Deck, cards: Sequence[Card], foot: str) -> None:
    """The claims, oldest first within each figure and source; none where no figure is claimed."""
    lines = [line for card in cards for line in _lines(card)]
    listed = lines[:MOST_CLAIMS]
    for first in range(0, len(listed), PER_SLIDE):
        more = f" ({first // PER_SLIDE + 1} of {-(-len(listed) // PER_SLIDE)})" if len(listed) > PER_SLIDE else ""
        slide = page(deck, template.TITLE_ONLY, f"The figures as claimed{more}", foot=foot)
        headline(slide, f"The figures as claimed{more}", template.HEADLINE)
        if len(lines) > MOST_CLAIMS:
            count = f"the first {number(MOST_CLAIMS)} of {number(len(lines))} claims"
            Pen(slide.shapes).words(Box(700, 76, template.RIGHT, 98), Run(count, 16, "grey"), name="How many",
                                    side="right", wraps=False)  # fmt: skip
        _table(slide, listed[first : first + PER_SLIDE])


def _lines(card: Card) -> Iterator[Line]:
    for series in by_source(tuple(reversed(card.claims))).values():
        states = states_of(series)
        for before, now in zip([None, *states], states, strict=False):
            yield Line(_cells(card, before, now))


def _cells(card: Card, before: State | None, now: State) -> tuple[str, ...]:
    unit = f" {now.claim.unit or card.unit}".rstrip()
    added = f" ({quantity_words(now.value)} in all)" if now.claim.is_increment else ""
    return (card.label, f"{quantity_words(now.claim.value)}{unit}{added}", now.source or "No source named",
            date_short(now.date_said), _change(before, now))  # fmt: skip


def _change(before: State | None, now: State) -> str:
    if before is None:
        return ""
    change = claims_cards.change(before.bounds, now.bounds)
    if change is None:
        return ""
    about = "about " if change.is_approximate else ""
    if change.direction == "same":
        return "the same as before"
    return f"{change.direction} {about}{quantity_words(change.value)}"


def _table(slide: Any, lines: Sequence[Line]) -> None:
    room = Box(template.LEFT, template.BODY.top, template.RIGHT, template.BODY.top + ROW * (len(lines) + 1))
    frame = slide.shapes.add_table(len(lines) + 1, len(HEADS), *room.emus)
    set_name(frame, "Figures as claimed", "Every claim of a figure: as worded, by whom, when, and its change.")
    table = frame.table
    table._tbl.tblPr.find(qn("a:tableStyleId")).text = PLAIN_STYLE
    for index, share in enumerate(SHARES):
        table.columns[index].width = emu(room.width * share)
    for index, line in enumerate([Line(HEADS), *lines]):
        table.rows[index].height = emu(ROW)
        for column, text in enumerate(line.cells):
            _cell(table.cell(index, column), text, room.width * SHARES[column] - 18, index)


def _cell(cell: Any, text: str, room: float, row: int) -> None:
    is_head = row == 0
    cell.margin_left = cell.margin_right = emu(8)
    cell.margin_top = cell.margin_bottom = emu(4)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.fill.solid()
    paint(cell.fill.fore_color, "ink" if is_head else "#FFFFFF" if row % 2 else "#F7F5EF")
    run = cell.text_frame.paragraphs[0].add_run()
    run.text = clean(cut(one_line(text, 200), room, SIZE, bold=is_head))
    run.font.size, run.font.bold = Emu(round(SIZE * PIXEL)), is_head
    paint(run.font.color, "paper" if is_head else "ink")
