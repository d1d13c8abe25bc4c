"""Text in a shape, a placeholder or a cell: cleaned, coloured by the theme, leading to web addresses only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from unicodedata import bidirectional

from pptx.dml.color import ColorFormat, RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn
from pptx.util import Emu

from components.pptx.web_links import safe
from components.words import clean

PIXEL: Final = 9525
"""English Metric Units."""
THEMED: Final = {
    "ink": MSO_THEME_COLOR.TEXT_1,
    "paper": MSO_THEME_COLOR.BACKGROUND_1,
    "grey": MSO_THEME_COLOR.TEXT_2,
    "hairline": MSO_THEME_COLOR.BACKGROUND_2,
    "accent": MSO_THEME_COLOR.ACCENT_1,
}
"""Colours that follow the theme of the slides; any other is written as #rrggbb."""
SLIDE: Final = 1280
"""Pixels from the left of a slide to its right."""
LEFT_TO_RIGHT: Final = "\u200e"
"""A mark without width: what follows it is read from left to right."""
TURNED: Final = {"left": "right", "right": "left"}
SIDES: Final = {"left": PP_ALIGN.LEFT, "center": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}
ANCHORS: Final = {"top": MSO_ANCHOR.TOP, "middle": MSO_ANCHOR.MIDDLE, "bottom": MSO_ANCHOR.BOTTOM}


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text. size: pixels. link: an address; any but http and https is left out. to: a slide to jump to.

    tab: what follows stands at the next tab stop.
    """

    text: str
    size: float
    color: str = "ink"
    bold: bool = False
    italic: bool = False
    link: str = ""
    to: Any = None
    tab: bool = False


def emu(pixels: float) -> Emu:
    """Pixels as python-pptx takes lengths."""
    return Emu(round(pixels * PIXEL))


def paint(color: ColorFormat, name: str) -> None:
    """Set a colour: one of the theme's by its name, or #rrggbb."""
    if name in THEMED:
        color.theme_color = THEMED[name]
    else:
        color.rgb = RGBColor(*bytes.fromhex(name.removeprefix("#")))  # type: ignore[no-untyped-call]


def write(
    shape: Any, *paragraphs: Sequence[Run] | Run, side: str = "left", anchor: str = "top", wraps: bool = True,
    shrinks: bool = False,
) -> None:  # fmt: skip
    """Write into a shape or placeholder. shrinks: PowerPoint makes it smaller when a person writes more into it."""
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap = wraps
    frame.vertical_anchor = ANCHORS[anchor]
    frame.auto_size = MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE if shrinks else MSO_AUTO_SIZE.NONE
    for index, runs in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        written = [runs] if isinstance(runs, Run) else runs
        is_turned = is_right_to_left("".join(run.text for run in written))
        paragraph.alignment = SIDES[TURNED.get(side, side) if is_turned and wraps else side]
        if is_turned:
            paragraph._p.get_or_add_pPr().set("rtl", "1")
        for run in written:
            _write_run(paragraph, run)


def is_right_to_left(text: str) -> bool:
    """Whether a text begins with a letter that is read from right to left.

    >>> is_right_to_left("2022: الجزيرة"), is_right_to_left("Al Jazeera الجزيرة")
    (True, False)
    """
    first = next((kind for letter in text if (kind := bidirectional(letter)) in ("L", "R", "AL")), "L")
    return first != "L"


def hang(paragraph: Any, column: float) -> None:
    """Let the lines of a paragraph stand beside its first words, which have a column of so many pixels."""
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", str(round(column * PIXEL)))
    properties.set("indent", str(-round(column * PIXEL)))
    stops = properties.makeelement(qn("a:tabLst"), {})
    stops.append(stops.makeelement(qn("a:tab"), {"pos": str(round(column * PIXEL)), "algn": "l"}))
    properties.append(stops)


def turn(shapes: Iterable[Any]) -> None:
    """Put what stands at the left at the right, and let each text that began at the left begin there."""
    for shape in shapes:
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            turn(shape.shapes)
            continue
        shape.left = emu(SLIDE) - shape.left - shape.width
        for paragraph in shape.text_frame.paragraphs if shape.has_text_frame else ():
            if paragraph.alignment in (None, PP_ALIGN.LEFT) and paragraph.runs:
                _turn_paragraph(paragraph)


def _turn_paragraph(paragraph: Any) -> None:
    paragraph.alignment = PP_ALIGN.RIGHT
    paragraph._p.get_or_add_pPr().set("rtl", "1")
    for run in paragraph.runs:
        if not is_right_to_left(run.text):
            run.text = LEFT_TO_RIGHT + run.text


def joined(*parts: str) -> str:
    """Texts with points between them, in which a date keeps its order beside Arabic or Hebrew.

    >>> joined("Police", "", "6 Jan 2022")
    'Police · 6 Jan 2022'
    """
    said = [part for part in parts if part]
    is_turned = any(bidirectional(letter) in ("R", "AL") for part in said for letter in part)
    return " · ".join(f"{LEFT_TO_RIGHT}{part}" if is_turned and not is_right_to_left(part) else part for part in said)


def _write_run(paragraph: Any, run: Run) -> None:
    for index, line in enumerate(clean(run.text).replace("\t", "    ").split("\n")):
        if index:
            paragraph.add_line_break()
        piece = paragraph.add_run()
        piece.text = f"{line}\t" if run.tab else line
        piece.font.size = Emu(round(run.size * PIXEL))
        piece.font.bold, piece.font.italic = run.bold, run.italic
        paint(piece.font.color, run.color)
        if address := safe(run.link):
            piece.hyperlink.address = address
        elif run.to is not None:
            _jump(piece, run.to)


def _jump(run: Any, to: Any) -> None:
    """Let a click on the text lead to a slide, as PowerPoint writes it; python-pptx can do that for shapes only."""
    properties = run._r.get_or_add_rPr()
    click = properties.add_hlinkClick(run.part.relate_to(to.part, RT.SLIDE))
    click.set("action", "ppaction://hlinksldjump")
