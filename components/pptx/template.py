"""An empty deck of ours: 16 to 9, Arial, our colours as the theme's, three layouts with real placeholders."""

from datetime import datetime
from typing import Any, Final

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn

from components import theme
from components.pptx.shapes import HEIGHT, WIDTH, Box
from components.pptx.text_runs import emu

FONT: Final = "Arial"
TITLE, TEXT, TITLE_ONLY = "Title Slide", "Title and Content", "Title Only"
"""The layouts that are kept, as the built-in template calls them."""
ACCENTS: Final = ("#b5431c", "#2c6aa6", "#8c2f5d", "#1b8270", "#98730c", "#59626d")
LEFT, RIGHT = 64, WIDTH - 64
HEADLINE: Final = Box(LEFT, 60, RIGHT, 112)
BODY: Final = Box(LEFT, 130, RIGHT, 640)
PLACES: Final = {
    "title": HEADLINE,
    "ctrTitle": Box(LEFT, 200, RIGHT, 350),
    "subTitle": Box(LEFT, 370, RIGHT, 450),
    "body": BODY,
    None: BODY,
    "ftr": Box(LEFT, 682, 1120, 704),
    "sldNum": Box(1140, 28, RIGHT, 48),
    "dt": Box(1140, 682, RIGHT, 704),
}
"""Where the placeholders of master and layouts stand, by their type."""
EVER: Final = datetime(2000, 1, 1)
"""The date that the file says of itself: the same deck is the same file."""


def blank(title: str, credit: str) -> Any:
    """A deck without slides."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = emu(WIDTH), emu(HEIGHT)
    deck.part._element.sldSz.attrib.pop("type", None)  # the template's says 4 to 3
    _drop_layouts(deck)
    _retheme(deck)
    for sheet in (deck.slide_master, *deck.slide_layouts):
        _place(sheet)
    _style(deck.slide_master)
    _describe(deck, title, credit)
    return deck


def layout(deck: Any, name: str) -> Any:
    """One of our layouts."""
    return deck.slide_layouts.get_by_name(name)


def _drop_layouts(deck: Any) -> None:
    for layout in list(deck.slide_layouts):
        if layout.name not in (TITLE, TEXT, TITLE_ONLY):
            deck.slide_layouts.remove(layout)


def _retheme(deck: Any) -> None:
    """Our colours and Arial in the theme, so that what a person adds looks like the rest."""
    part = deck.slide_master.part.part_related_by(RT.THEME)
    root = etree.fromstring(part.blob)
    colors = theme.LIGHT
    scheme_colors = {"dk1": colors.ink, "lt1": colors.paper, "dk2": colors.grey, "lt2": colors.hairline,
              **{f"accent{number}": color for number, color in enumerate(ACCENTS, 1)},
              "hlink": ACCENTS[1], "folHlink": ACCENTS[2]}  # fmt: skip
    scheme = root.find(f".//{qn('a:clrScheme')}")
    for name, color in scheme_colors.items():
        entry = scheme.find(qn(f"a:{name}"))
        for old in list(entry):
            entry.remove(old)
        etree.SubElement(entry, qn("a:srgbClr")).set("val", color.removeprefix("#").upper())
    for latin in root.iter(qn("a:latin")):
        latin.set("typeface", FONT)
    root.set("name", "Dateline")
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _place(sheet: Any) -> None:
    for shape in sheet.placeholders:
        kind = shape._element.ph.get("type")
        shape.left, shape.top, shape.width, shape.height = PLACES[kind].emus
        for body in shape._element.iter(qn("a:bodyPr")):
            for side in ("lIns", "tIns", "rIns", "bIns"):
                body.set(side, "0")


def _style(master: Any) -> None:
    """Titles bold and at the left, texts without bullets, footers small and grey."""
    styles = master._element.find(qn("p:txStyles"))
    _level(styles.find(qn("p:titleStyle")), 2800, bold=True)
    _level(styles.find(qn("p:bodyStyle")), 2000, bold=False)
    for shape in master.placeholders:
        kind = shape._element.ph.get("type")
        if kind in ("ftr", "sldNum", "dt"):
            for body in shape._element.iter(qn("a:bodyPr")):
                body.set("anchor", "t")
            for level in shape._element.iter(qn("a:lvl1pPr")):
                level.set("algn", "l" if kind == "ftr" else "r")
                for run in level.iter(qn("a:defRPr")):
                    run.set("sz", "1000" if kind == "ftr" else "1200")
                for color in level.iter(qn("a:schemeClr")):
                    color.set("val", "tx2")
                    for tint in list(color):
                        color.remove(tint)


def _level(style: Any, size: int, *, bold: bool) -> None:
    level = style.find(qn("a:lvl1pPr"))
    level.set("algn", "l")
    level.set("marL", "0")
    level.set("indent", "0")
    for bullet in (qn("a:buChar"), qn("a:buFont")):
        for old in level.findall(bullet):
            level.remove(old)
    run = level.find(qn("a:defRPr"))
    run.set("sz", str(size))
    run.set("b", "1" if bold else "0")
    if level.find(qn("a:buNone")) is None:
        run.addprevious(level.makeelement(qn("a:buNone"), {}))


def _describe(deck: Any, title: str, credit: str) -> None:
    """What the file says of itself; no picture of another deck, no clock."""
    about = deck.core_properties
    about.title, about.author, about.last_modified_by = title[:250], credit[:250], ""
    about.created = about.modified = EVER
    about.revision = 1
    package = deck.part.package
    for key, relation in list(package._rels.items()):
        if relation.reltype == RT.THUMBNAIL:
            package._rels.pop(key)
