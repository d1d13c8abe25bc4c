"""Claims of figures in a table of PowerPoint's own: as worded, by whom, when, and how each changed."""

from collections.abc import Sequence
from typing import Any, Final

from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn

from components.deck import Deck as Briefing
from components.deck import Slide
from components.pptx import template
from components.pptx.shapes import Box, Pen, set_name
from components.pptx.slide_frame import Deck, headline
from components.pptx.text_runs import Run, emu, paint, write
from components.pptx.text_width import cut
from components.words import clean

SHARES: Final = (0.2, 0.2, 0.25, 0.17, 0.18)
SIZE: Final = 16.0
ROW: Final = 40.0
PLAIN_STYLE: Final = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's table style without lines and fills, under its own number."""


def table(deck: Deck, page: Any, slide: Slide, briefing: Briefing) -> None:  # noqa: ARG001 - as every kind is called
    """Draw the table of a slide."""
    headline(page, slide.headline, template.HEADLINE)
    if slide.text:
        Pen(page.shapes).words(Box(700, 80, template.RIGHT, 102), Run(slide.text, 16, "grey"), name="How many",
                               side="right", wraps=False)  # fmt: skip
    if slide.table:
        _table(page, slide.table.heads, slide.table.rows)


def _table(page: Any, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    room = Box(template.LEFT, template.BODY.top, template.RIGHT, template.BODY.top + ROW * (len(rows) + 1))
    frame = page.shapes.add_table(len(rows) + 1, len(heads), *room.emus)
    set_name(frame, "Figures as claimed", "Every claim of a figure: as worded, by whom, when, and its change.")
    made = frame.table
    made._tbl.tblPr.find(qn("a:tableStyleId")).text = PLAIN_STYLE
    for index, share in enumerate(SHARES):
        made.columns[index].width = emu(room.width * share)
    for index, cells in enumerate([heads, *rows]):
        made.rows[index].height = emu(ROW)
        for column, text in enumerate(cells):
            _cell(made.cell(index, column), text, room.width * SHARES[column] - 18, index)


def _cell(cell: Any, text: str, room: float, row: int) -> None:
    is_head = row == 0
    write(cell, Run(clean(cut(text, room, SIZE, bold=is_head)), SIZE, "paper" if is_head else "ink", bold=is_head))
    cell.margin_left = cell.margin_right = emu(8)
    cell.margin_top = cell.margin_bottom = emu(4)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.fill.solid()
    paint(cell.fill.fore_color, "ink" if is_head else "#FFFFFF" if row % 2 else "#F7F5EF")
