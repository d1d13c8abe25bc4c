"""A slide for each event: date, headline, text, who says so, its figure, and the cards as of its moment."""

from dataclasses import replace
from typing import Any, Final

from components import theme
from components.deck import Figure, Picture, Slide, Strip
from components.pptx import cards, template
from components.pptx.page import Deck, headline, page
from components.pptx.shapes import Box, Pen
from components.pptx.strip import strip
from components.pptx.text_runs import Run, written
from components.pptx.text_width import cut, fitting, height, parts, width

LEFT: Final = float(template.LEFT)
TEXT_RIGHT, CARDS_LEFT, RIGHT = 892.0, 948.0, float(template.RIGHT)
WIDE_RIGHT: Final = 1120.0
"""Where a text ends that has no cards beside it."""
DATE_TOP, TOP, BOTTOM = 80.0, 114.0, 572.0
DATE, SAID, SMALL = 20.0, 18.7, 16.0
SIZES: Final = (29.3, 26.7, 24.0, 21.3)
"""Of the text: at the last of them it goes on over further slides."""
HEADLINES: Final = (48.0, 42.7, 37.3, 32.0, 26.7)
HIGHEST: Final = 150.0
"""Pixels that the headline may take."""


def event_slides(deck: Deck, told: Slide, drawn: Strip) -> Any:
    """The slide of an event, and as many more as its text needs; the first of them."""
    if told.figure:  # said in large letters already
        told = replace(told, cards=tuple(card for card in told.cards if card.event != told.id))
    right = TEXT_RIGHT if told.cards else WIDE_RIGHT
    if (
        height(told.headline, right - LEFT, HEADLINES[-1], bold=True) > HIGHEST
    ):  # where the title is cut, it is text too
        told = replace(told, text="\n".join(part for part in (told.headline, told.text) if part))
    high = _headline_height(told.headline, right)
    top = TOP + high + 20 + (_figure_height(told))
    bottom = BOTTOM - _said_height(told)
    size = fitting(told.text, right - LEFT, bottom - top, SIZES)
    pieces = parts(told.text, right - LEFT, size, bottom - top, (WIDE_RIGHT - LEFT, BOTTOM - TOP - 80))
    first = _first(deck, told, drawn, pieces, size)
    for at, piece in enumerate(pieces[1:], 2):
        _further(deck, told, drawn, piece, f"{at} of {len(pieces)}")
    return first


def _headline_height(text: str, right: float) -> float:
    size = fitting(text, right - LEFT, HIGHEST, HEADLINES, bold=True, saves_a_line=True)
    return min(height(text, right - LEFT, size, bold=True), HIGHEST)


def _first(deck: Deck, told: Slide, drawn: Strip, pieces: list[str], size: float) -> Any:
    right = TEXT_RIGHT if told.cards else WIDE_RIGHT
    slide = page(deck, template.TEXT, told.headline, foot=_foot(told), notes=told.notes)
    pen = Pen(slide.shapes)
    _date(pen, told, right)
    top = TOP + headline(slide, told.headline, Box(LEFT, TOP, right, TOP + HIGHEST), HEADLINES) + 20
    if told.figure:
        _figure(pen, told.figure, Box(LEFT, top, right, top + 92))
        top += _figure_height(told)
    _body(slide, pieces[0], size, Box(LEFT, top, right, BOTTOM - _said_height(told)))
    if len(pieces) > 1:
        said = f"1 of {len(pieces)}: the text goes on"
        pen.words(Box(right - 300, BOTTOM - 24, right, BOTTOM), Run(said, SMALL, "grey", italic=True), name="Goes on",
                  side="right", wraps=False)  # fmt: skip
    _said(pen, told, right)
    cards.column(pen, told.cards, Box(CARDS_LEFT, DATE_TOP, RIGHT, BOTTOM), told.known)
    strip(pen, drawn, told.number)
    return slide


def _further(deck: Deck, told: Slide, drawn: Strip, text: str, which: str) -> None:
    """The text going on, with nothing beside it."""
    slide = page(deck, template.TEXT, f"{told.headline} ({which})", foot=_foot(told))
    pen = Pen(slide.shapes)
    _date(pen, told, WIDE_RIGHT)
    name = cut(told.headline, WIDE_RIGHT - LEFT - 120, HEADLINES[-1], bold=True)
    top = TOP + headline(slide, f"{name} ({which})", Box(LEFT, TOP, WIDE_RIGHT, TOP + 60), HEADLINES[-1:]) + 20
    _body(slide, text, SIZES[-1], Box(LEFT, top, WIDE_RIGHT, BOTTOM))
    strip(pen, drawn, told.number)


def _body(slide: Any, text: str, size: float, box: Box) -> None:
    shape = slide.placeholders[1]
    if not text:
        shape._element.getparent().remove(shape._element)
        return
    shape.left, shape.top, shape.width, shape.height = box.emus
    written(shape, *(Run(paragraph, size) for paragraph in text.split("\n")), shrinks=True)
    for paragraph in shape.text_frame.paragraphs:
        paragraph.space_before = 0


def _date(pen: Pen, told: Slide, right: float) -> None:
    """The date in words, after the category's mark and before its name."""
    left = LEFT
    if told.look:
        pen.mark(LEFT + 8, DATE_TOP + 13, 15, theme.Style(told.look.light, told.look.shape), fill=told.look.light,
                 name=told.look.name or "Category")  # fmt: skip
        left += 26
    date = cut(told.date[:1].upper() + told.date[1:], right - left, DATE, bold=True)
    runs = [Run(date, DATE, bold=True)]
    rest = right - left - width(date, DATE, bold=True) - 30
    if told.look and told.look.name and rest > 60:
        runs.append(Run("   " + cut(told.look.name, rest, DATE), DATE, "grey"))
    pen.words(Box(left, DATE_TOP, right, DATE_TOP + 26), runs, name="Date", wraps=False)


def _figure_height(told: Slide) -> float:
    """Pixels of a figure and the line under it, if there is one."""
    if told.figure is None:
        return 0.0
    return 96.0 if told.figure.change or told.figure.total else 70.0


def _figure(pen: Pen, figure: Figure, box: Box) -> None:
    """The event's own figure as worded, what it counts, and how it changed."""
    inside = pen.group(f"Figure: {figure.label}")
    size = next((size for size in (48.0, 37.3, 29.3) if width(figure.value, size, bold=True) <= box.width * 0.7), 24.0)
    value = cut(figure.value, box.width * 0.8, size, bold=True)
    is_said = figure.unit.casefold() in figure.label.casefold()
    what = figure.label if is_said else " · ".join(part for part in (figure.unit, figure.label) if part)
    rest = box.width - width(value, size, bold=True) - 20
    runs = [Run(value, size, "accent", bold=True), Run("  " + cut(what, rest, 21.3), 21.3)]
    inside.words(Box(box.left, box.top, box.right, box.top + 56), runs, name="Figure", anchor="middle", wraps=False)
    total = f"{figure.total} in all" if figure.total else ""
    under = " · ".join(part for part in (total, figure.change) if part)
    if under:
        inside.words(Box(box.left, box.top + 58, box.right, box.top + 82), Run(cut(under, box.width, SMALL), SMALL,
                     "grey"), name="Change", wraps=False)  # fmt: skip


def _said_height(told: Slide) -> float:
    lines = bool(_said_words(told)) + bool(told.picture)
    return lines * 26.0 + (14 if lines else 0)


def _said_words(told: Slide) -> str:
    reported = f"reported {told.reported}" if told.reported else ""
    return " · ".join(part for part in (told.said_by, reported, told.grade) if part)


def _said(pen: Pen, told: Slide, right: float) -> None:
    """Who says so, with the address as a link, when, and the grade in words; then the picture's address."""
    lines = []
    if _said_words(told):
        rest = " · ".join(part for part in (f"reported {told.reported}" if told.reported else "", told.grade) if part)
        room = max(right - LEFT - 110 - width(rest, SAID), (right - LEFT) * 0.4)
        name = cut(told.said_by, room, SAID, bold=True)
        before = "Said by " if name else ""
        used = width(before + "   ", SAID) + width(name, SAID, bold=True)
        tail = cut((" · " if name else "") + rest, right - LEFT - used, SAID) if rest else ""
        lines.append([Run(before, SAID, "grey"), Run(name, SAID, bold=True, link=told.url), Run(tail, SAID, "grey")])
    if told.picture:
        lines.append([_picture(told.picture, right - LEFT)])
    for at, runs in enumerate(lines):
        top = BOTTOM - (len(lines) - at) * 26.0
        pen.words(Box(LEFT, top, right, top + 25), [run for run in runs if run.text], name="Said by", wraps=False)


def _picture(picture: Picture, room: float) -> Run:
    """A link to where the picture is: it was not fetched, and is not in the file."""
    words = " · ".join(part for part in (picture.caption or picture.alt, picture.credit) if part)
    return Run(cut(f"Picture on the web: {words or picture.url}", room, SMALL), SMALL, "grey", link=picture.url)


def _foot(told: Slide) -> str:
    said = " · ".join(part for part in (told.said_by, told.url) if part)
    return f"Source: {said}" if said else "No source is named."
