"""A slide for each event: date, headline, text, who says so, its figure, and the cards as of its moment."""

from dataclasses import replace
from typing import Any, Final

from components import theme
from components.deck import Deck as Briefing
from components.deck import Figure, Picture, Slide, Strip
from components.pptx import cards, template
from components.pptx.shapes import Box, Pen
from components.pptx.slide_frame import Deck, further, headline
from components.pptx.text_runs import Run, is_right_to_left, turn, write
from components.pptx.text_width import cut, fitting, height, parts, width
from components.pptx.timeline_strip import strip

LEFT: Final = float(template.LEFT)
TEXT_RIGHT, CARDS_LEFT, RIGHT = 892.0, 948.0, float(template.RIGHT)
WIDE_RIGHT: Final = float(template.RIGHT)
"""Where a text ends that has no cards beside it."""
DATE_TOP, TOP, BOTTOM = 78.0, 114.0, 572.0
DATE, BYLINE, SMALL = 22.7, 18.7, 16.0
SIZES: Final = (29.3, 26.7, 24.0, 21.3)
"""Of the text: at the last of them it goes on over further slides."""
HEADLINES: Final = (48.0, 42.7, 37.3, 32.0, 26.7)
GROWN: Final = (1.6, 1.45, 1.3, 1.15, 1.0)
"""Times as large where an event has few words; at the last of them the sizes above hold."""
FEW: Final = 90
"""Letters of a text beside which a headline stands alone, in the middle of its slide."""
LARGE: Final = 106.7
"""A figure that is the whole of its slide."""
HIGHEST: Final = 150.0
"""Pixels that the headline may take."""


def event(deck: Deck, page: Any, slide: Slide, briefing: Briefing) -> None:
    """The slide of an event, and as many more, after all others, as its text needs."""
    if slide.figure:  # said in large letters already
        slide = replace(slide, cards=tuple(card for card in slide.cards if card.event != slide.id))
    if slide.figure and slide.figure.is_headline and not slide.text:
        slide = replace(slide, text=slide.headline)
    right = TEXT_RIGHT if slide.cards else WIDE_RIGHT
    is_cut = height(slide.headline, right - LEFT, HEADLINES[-1], bold=True) > HIGHEST
    if is_cut and not _is_figure(slide):  # where the title is cut, it is text too
        slide = replace(slide, text="\n".join(part for part in (slide.headline, slide.text) if part))
    grown = _grown(slide, right)
    top = TOP + _headline_height(slide, right, grown) + 20 + _figure_height(slide)
    bottom = BOTTOM - _byline_height(slide)
    size = fitting(slide.text, right - LEFT, bottom - top, SIZES) if grown == 1 else SIZES[0] * grown
    pieces = parts(slide.text, right - LEFT, size, bottom - top, (WIDE_RIGHT - LEFT, BOTTOM - TOP - 80))
    before = {shape.shape_id for shape in page.shapes if not shape.is_placeholder or shape.placeholder_format.idx > 1}
    _first(page, slide, pieces, size, grown)
    if is_right_to_left(slide.headline):
        turn([shape for shape in page.shapes if shape.shape_id not in before])
    strip(Pen(page.shapes), briefing.strip, slide.number)
    for number, piece in enumerate(pieces[1:], 2):
        page = further(deck, page, template.TEXT, f"{slide.headline} ({number} of {len(pieces)})")
        _further(page, slide, briefing.strip, piece, f"{number} of {len(pieces)}")


def _is_figure(slide: Slide) -> bool:
    """Whether the figure stands in the place of the headline."""
    return slide.figure is not None and slide.figure.is_headline


def _grown(slide: Slide, right: float) -> float:
    """How many times as large its letters are as those of a slide of many words."""
    for times in GROWN:
        room = BOTTOM - _byline_height(slide) - TOP - _headline_height(slide, right, times) - 20 - _figure_height(slide)
        is_whole = height(slide.headline, right - LEFT, HEADLINES[-1] * times, bold=True) <= HIGHEST * times
        if is_whole and height(slide.text, right - LEFT, SIZES[0] * times) <= room:
            return times
    return 1.0


def _sizes(times: float) -> tuple[float, ...]:
    return tuple(size * times for size in HEADLINES)


def _headline_height(slide: Slide, right: float, times: float) -> float:
    if _is_figure(slide):
        return LARGE * 1.2
    text = slide.headline
    size = fitting(text, right - LEFT, HIGHEST * times, _sizes(times), bold=True, saves_a_line=True)
    return min(height(text, right - LEFT, size, bold=True), HIGHEST * times)


def _down(slide: Slide, right: float, times: float) -> float:
    """How far down a slide of few words begins, so that they stand in its middle."""
    if slide.cards or slide.figure or len(slide.text) > FEW:
        return 0.0
    taken = _headline_height(slide, right, times) + 20 + height(slide.text, right - LEFT, SIZES[0] * times)
    return max((BOTTOM - _byline_height(slide) - TOP - taken) / 2 - 20, 0.0)


def _first(page: Any, slide: Slide, pieces: list[str], size: float, times: float) -> None:
    right = TEXT_RIGHT if slide.cards else WIDE_RIGHT
    pen = Pen(page.shapes)
    down = _down(slide, right, times)
    _date(pen, slide, right, down)
    if slide.figure and slide.figure.is_headline:
        _fact(page, slide.figure, Box(LEFT, TOP, right, TOP + LARGE * 1.2))
        top = TOP + LARGE * 1.2 + 20
    else:
        box = Box(LEFT, TOP + down, right, TOP + down + HIGHEST * times)
        top = TOP + down + headline(page, slide.headline, box, _sizes(times)) + 20
        if slide.figure:
            _figure(pen, slide.figure, Box(LEFT, top, right, top + 92))
    top += _figure_height(slide)
    _body(page, pieces[0], size, Box(LEFT, top, right, BOTTOM - _byline_height(slide)))
    _byline(pen, slide, right)
    cards.column(pen, slide.cards, Box(CARDS_LEFT, DATE_TOP, RIGHT, BOTTOM))


def _fact(page: Any, figure: Figure, box: Box) -> None:
    """The figure as the slide's title: one fact, one large fact."""
    size = next(
        (size for size in (LARGE, 64.0, 48.0, 37.3) if width(figure.value, size, bold=True) <= box.width * 0.62), 26.7
    )
    value = cut(figure.value, box.width * 0.7, size, bold=True)
    rest = box.width - width(value, size, bold=True) - 24
    shape = page.shapes.title
    shape.left, shape.top, shape.width, shape.height = box.emus
    shape.text_frame.clear()
    write(
        shape,
        [Run(value, size, bold=True), Run("  " + cut(figure.label, rest, 29.3, bold=True), 29.3, "accent", bold=True)],
        anchor="bottom",
        wraps=False,
    )


def _further(page: Any, slide: Slide, timeline: Strip, text: str, which: str) -> None:
    """The text going on, with nothing beside it."""
    pen = Pen(page.shapes)
    _date(pen, slide, WIDE_RIGHT)
    name = cut(slide.headline, WIDE_RIGHT - LEFT - 120, HEADLINES[-1], bold=True)
    top = TOP + headline(page, f"{name} ({which})", Box(LEFT, TOP, WIDE_RIGHT, TOP + 60), HEADLINES[-1:]) + 20
    _body(page, text, SIZES[-1], Box(LEFT, top, WIDE_RIGHT, BOTTOM))
    strip(pen, timeline, slide.number)


def _body(slide: Any, text: str, size: float, box: Box) -> None:
    shape = slide.placeholders[1]
    if not text:
        shape._element.getparent().remove(shape._element)
        return
    shape.left, shape.top, shape.width, shape.height = box.emus
    write(shape, *(Run(paragraph, size) for paragraph in text.split("\n")), shrinks=True)
    for paragraph in shape.text_frame.paragraphs:
        paragraph.space_before = 0


def _date(pen: Pen, event: Slide, right: float, down: float = 0.0) -> None:
    """The date in words and in the colour of the category, after its mark and before its name."""
    left, top = LEFT, DATE_TOP + down
    if event.look:
        pen.mark(LEFT + 8, top + 14, 16, theme.Style(event.look.light, event.look.shape), fill=event.look.light,
                 name=event.look.name or "Category")  # fmt: skip
        left += 26
    date = cut(event.date[:1].upper() + event.date[1:], right - left, DATE, bold=True)
    runs = [Run(date, DATE, event.look.light if event.look else "ink", bold=True)]
    rest = right - left - width(date, DATE, bold=True) - 30
    if event.look and event.look.name and rest > 60:
        runs.append(Run("   " + cut(event.look.name, rest, DATE), DATE, "grey"))
    pen.words(Box(left, top, right, top + 28), runs, name="Date", wraps=False)


def _figure_height(event: Slide) -> float:
    """Pixels of a figure and the line under it, if there is one."""
    if event.figure is None or _is_figure(event):
        return 0.0
    return 96.0 if event.figure.change or event.figure.total else 70.0


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
    under = " · ".join(part for part in (figure.total, figure.change) if part)
    if under:
        inside.words(Box(box.left, box.top + 58, box.right, box.top + 82), Run(cut(under, box.width, SMALL), SMALL,
                     "grey"), name="Change", wraps=False)  # fmt: skip


def _byline_height(event: Slide) -> float:
    lines = bool(_byline_words(event)) + bool(event.picture)
    return lines * 26.0 + (14 if lines else 0)


def _byline_words(event: Slide) -> str:
    reported = f"reported {event.reported}" if event.reported else ""
    return " · ".join(part for part in (event.said_by, reported, event.grade) if part)


def _byline(pen: Pen, event: Slide, right: float) -> None:
    """Who says so, with the address as a link, when, and the grade in words; then the picture's address."""
    lines = []
    if _byline_words(event):
        rest = " · ".join(
            part for part in (f"reported {event.reported}" if event.reported else "", event.grade) if part
        )
        room = max(right - LEFT - 110 - width(rest, BYLINE), (right - LEFT) * 0.4)
        name = cut(event.said_by, room, BYLINE, bold=True)
        before = "Said by " if name else ""
        used = width(before + "   ", BYLINE) + width(name, BYLINE, bold=True)
        tail = cut((" · " if name else "") + rest, right - LEFT - used, BYLINE) if rest else ""
        lines.append(
            [
                Run(before, BYLINE, "grey"),
                Run(name, BYLINE, bold=True, link=event.url),
                Run(tail, BYLINE, "grey"),
            ]
        )
    if event.picture:
        lines.append([_picture(event.picture, right - LEFT)])
    for index, runs in enumerate(lines):
        top = BOTTOM - (len(lines) - index) * 26.0
        pen.words(Box(LEFT, top, right, top + 25), [run for run in runs if run.text], name="Said by", wraps=False)


def _picture(picture: Picture, room: float) -> Run:
    """A link to where the picture is: it was not fetched, and is not in the file."""
    words = " · ".join(part for part in (picture.caption or picture.alt, picture.credit) if part)
    return Run(cut(f"Picture on the web: {words or picture.url}", room, SMALL), SMALL, "grey", link=picture.url)
