"""What every slide has: a layout with a title, the deck's name, the handling label, the number, sources at the foot."""

from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, Final

from pptx.oxml.ns import qn

from components.pptx import template
from components.pptx.shapes import Box, Pen
from components.pptx.text_runs import Run, write
from components.pptx.text_width import cut, fitting, height
from components.words import clean, one_line

HEAD: Final = 28.0
SMALL: Final = 16.0
TITLES: Final = (37.0, 32.0, 28.0, 24.0)


@dataclass(frozen=True, slots=True)
class Deck:
    """The file that is made, and what stands on each of its slides."""

    file: Any
    title: str
    handling: str
    main: int
    pages: list[Any] = field(default_factory=list)
    """The slides of the briefing, in their order."""

    def page_of(self, number: int) -> Any:
        """The slide of this number; None where a line leads nowhere."""
        return self.pages[number - 1] if number else None


def page(deck: Deck, layout: str, title: str, *, section: str = "", notes: str = "") -> Any:
    """A further slide; its title stands in the layout's own place, so that the outline has it."""
    slide = deck.file.slides.add_slide(template.layout(deck.file, layout))
    slide.shapes.title.text_frame.text = clean(title).replace("\n", " ") or "Untitled"
    pen = Pen(slide.shapes)
    if layout != template.TITLE:
        name = cut(
            " · ".join(part for part in (one_line(deck.title, 200), section) if part),
            430 if not deck.handling else 370,
            SMALL,
        )
        pen.words(Box(template.LEFT, HEAD, 500, HEAD + 22), Run(name, SMALL, "grey"), name="Deck", wraps=False)
    if deck.handling:
        label = cut(one_line(deck.handling, 120), 400, SMALL, bold=True)
        pen.words(Box(440, HEAD, 840, HEAD + 22), Run(label, SMALL, "accent", bold=True), name="Handling",
                  side="center", wraps=False)  # fmt: skip
    _from_layout(slide, "sldNum")
    if notes:
        slide.notes_slide.notes_text_frame.text = clean(notes)
    return slide


def further(deck: Deck, before: Any, layout: str, title: str) -> Any:
    """A slide on which another goes on, after all others; the one before leads to it, and it is hidden as that is.

    It is reached by a click, and the numbers of the briefing stay.
    """
    slide = page(deck, layout, title)
    slide._element.set("show", "0")
    number = len(deck.file.slides)
    Pen(before.shapes).words(Box(template.RIGHT - 300, 684, template.RIGHT, 706), Run(f"goes on: slide {number}", SMALL,
                             "grey", to=slide), name="Goes on", side="right", wraps=False)  # fmt: skip
    return slide


def headline(slide: Any, text: str, box: Box, sizes: tuple[float, ...] = TITLES) -> float:
    """Write the title within a box, as large as it fits; how many pixels high it is there."""
    text = one_line(text, 400) or "Untitled"
    size = fitting(text, box.width, box.height, sizes, bold=True, saves_a_line=True)
    text_height = height(text, box.width, size, bold=True)
    while text_height > box.height and len(text) > 20:
        text = one_line(text, len(text) * 9 // 10)
        text_height = height(text, box.width, size, bold=True)
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = Box(box.left, box.top, box.right, box.top + text_height + 6).emus
    shape.text_frame.clear()
    write(shape, Run(text, size, bold=True), shrinks=True)
    return text_height


def _from_layout(slide: Any, kind: str) -> Any:
    """The layout's footer or number, put on the slide, where PowerPoint puts it when a person asks for it."""
    placeholder = next(shape for shape in slide.slide_layout.placeholders if shape._element.ph.get("type") == kind)
    element = deepcopy(placeholder._element)
    properties = element.spPr
    for child in list(properties):
        properties.remove(child)
    for body in element.iter(qn("a:lstStyle")):
        for child in list(body):
            body.remove(child)
    element._nvXxPr.cNvPr.set("id", str(slide.shapes._next_shape_id))
    slide.shapes._spTree.append(element)
    return slide.placeholders[placeholder.placeholder_format.idx]
