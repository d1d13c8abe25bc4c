"""Shapes and texts of a slide, in pixels: a slide is 1280 wide and 720 high, whatever it is shown on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import cos, pi, sin
from typing import Any, Final

from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Emu

from components import theme
from components.pptx.text_runs import PIXEL, Run, emu, paint, write
from components.words import clean

WIDTH, HEIGHT = 1280, 720
DASHES: Final = {"dash": MSO_LINE.DASH, "dots": MSO_LINE.ROUND_DOT}
GEOMETRY: Final = (
    '<a:custGeom xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:avLst/><a:gdLst/><a:ahLst/>'
    '<a:cxnLst/><a:rect l="l" t="t" r="r" b="b"/><a:pathLst><a:path w="{wide}" h="{high}">{steps}</a:path></a:pathLst>'
    "</a:custGeom>"
)
Points = Sequence[tuple[float, float]]
PRESETS: Final = {
    "circle": MSO_SHAPE.OVAL,
    "square": MSO_SHAPE.RECTANGLE,
    "diamond": MSO_SHAPE.DIAMOND,
    "triangle": MSO_SHAPE.ISOSCELES_TRIANGLE,
    "hexagon": MSO_SHAPE.HEXAGON,
}


def outline_of(shape: str, x: float, y: float, size: float) -> list[tuple[float, float]]:
    """The corners of a category's shape around a point; a circle has sixteen."""
    corners = theme.SHAPES[shape].corners or [(cos(pi * step / 8), sin(pi * step / 8)) for step in range(16)]
    return [(x + size / 2 * dx, y + size / 2 * dy) for dx, dy in corners]


@dataclass(frozen=True, slots=True)
class Box:
    """Pixels from the slide's corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def emus(self) -> tuple[Emu, Emu, Emu, Emu]:
        """Left, top, width and height as python-pptx takes them, never outside the slide."""
        left, right = (min(max(edge, 0.0), WIDTH) for edge in (self.left, self.right))
        top, bottom = (min(max(edge, 0.0), HEIGHT) for edge in (self.top, self.bottom))
        return emu(left), emu(top), emu(max(right - left, 0)), emu(max(bottom - top, 0))


@dataclass(frozen=True, slots=True)
class Pen:
    """Draws on a slide, or within a group of it; `scale` slide pixels for each of ours, from (left, top) on."""

    shapes: Any
    left: float = 0.0
    top: float = 0.0
    scale: float = 1.0

    def box(self, left: float, top: float, right: float, bottom: float) -> Box:
        """Our pixels as the slide's."""
        x, y, k = self.left, self.top, self.scale
        return Box(x + left * k, y + top * k, x + right * k, y + bottom * k)

    def group(self, name: str, alt: str = "") -> "Pen":
        """A pen for a group of its own, which is moved as one."""
        shape = self.shapes.add_group_shape()
        set_name(shape, name, alt)
        inside = shape.shapes
        inside._recalculate_extents = _later  # once for all that is in it, in `saving`, not after each
        return replace(self, shapes=inside)

    def area(self, box: Box, fill: str, *, name: str, alpha: float = 1.0, kind: Any = MSO_SHAPE.RECTANGLE) -> Any:
        """A filled shape without an outline."""
        shape = self.shapes.add_shape(kind, *box.emus)
        clear_style(shape)
        set_name(shape, name)
        if fill:
            shape.fill.solid()
            paint(shape.fill.fore_color, fill)
            if alpha < 1:
                _see_through(shape.fill._xPr.find(qn("a:solidFill"))[0], alpha)
        else:
            shape.fill.background()
        shape.line.fill.background()
        return shape

    def mark(self, x: float, y: float, size: float, style: theme.Style, *, fill: str, name: str) -> Any:
        """A category's shape around a point: one of PowerPoint's own where there is one."""
        half = size / 2
        if style.shape in PRESETS:
            return self.area(self.box(x - half, y - half, x + half, y + half), fill, name=name,
                             kind=PRESETS[style.shape])  # fmt: skip
        return self.path(outline_of(style.shape, x, y, size), fill, name)

    def path(self, points: Points, fill: str, name: str) -> Any:
        """A closed shape through points."""
        return self.paths([points], fill, name)

    def paths(self, contours: Sequence[Points], fill: str, name: str) -> Any:
        """Closed contours as one shape."""
        shape = self._freeform(contours, name, is_closed=True)
        shape.fill.solid()
        paint(shape.fill.fore_color, fill)
        shape.line.fill.background()
        return shape

    def lines(self, contours: Sequence[Points], name: str) -> Any:
        """Open lines through points as one shape, not drawn yet: see `outline`."""
        shape = self._freeform(contours, name, is_closed=False)
        shape.fill.background()
        return shape

    def strokes(self, xs: Sequence[float], top: float, bottom: float, color: str, name: str) -> Any:
        """Upright strokes as one shape."""
        shape = self._freeform([[(x, top), (x, bottom)] for x in xs], name, is_closed=False)
        outline(shape, color, 1.5)
        return shape

    def _freeform(self, contours: Sequence[Points], name: str, *, is_closed: bool) -> Any:
        """A shape of our own outline; python-pptx's own builder takes a second for a few hundred contours."""
        x, y, k = self.left, self.top, self.scale
        corners = [[(round((x + a * k) * PIXEL), round((y + b * k) * PIXEL)) for a, b in points] for points in contours]
        xs, ys = ([point[side] for points in corners for point in points] for side in (0, 1))
        left, top, width, height = min(xs), min(ys), max(max(xs) - min(xs), 1), max(max(ys) - min(ys), 1)
        shape = self.shapes.add_shape(MSO_SHAPE.RECTANGLE, left, top, width, height)
        clear_style(shape)
        set_name(shape, name)
        steps = "".join(_steps([(a - left, b - top) for a, b in points], is_closed=is_closed) for points in corners)
        preset = shape._element.spPr.find(qn("a:prstGeom"))
        preset.getparent().replace(preset, parse_xml(GEOMETRY.format(wide=width, high=height, steps=steps)))
        return shape

    def line(self, x0: float, y0: float, x1: float, y1: float, color: str, width: float, *, name: str,
             dash: str = "") -> Any:  # fmt: skip
        """A straight line; its width in the slide's pixels."""
        box = self.box(x0, y0, x1, y1)
        ends = (emu(box.left), emu(box.top), emu(box.right), emu(box.bottom))
        shape = self.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *ends)
        clear_style(shape)
        set_name(shape, name)
        outline(shape, color, width, dash)
        return shape

    def words(
        self, box: Box, *paragraphs: Sequence[Run] | Run, name: str, side: str = "left", anchor: str = "top",
        wraps: bool = True, alt: str = "",
    ) -> Any:  # fmt: skip
        """A text box without margins, a paragraph for each run or sequence of runs."""
        shape = self.shapes.add_textbox(*box.emus)
        set_name(shape, name, alt)
        write(shape, *paragraphs, side=side, anchor=anchor, wraps=wraps)
        return shape


def _steps(points: Sequence[tuple[int, int]], *, is_closed: bool) -> str:
    first, *others = (f'<a:pt x="{x}" y="{y}"/>' for x, y in points)
    lines = "".join(f"<a:lnTo>{point}</a:lnTo>" for point in others)
    return f"<a:moveTo>{first}</a:moveTo>{lines}{'<a:close/>' if is_closed else ''}"


def outline(shape: Any, color: str, width: float, dash: str = "") -> None:
    """Draw the shape's line: width in pixels of the slide, dash "", "dash" or "dots"."""
    shape.line.width = emu(width)
    shape.line.fill.solid()
    paint(shape.line.fill.fore_color, color)
    if dash:
        shape.line.dash_style = DASHES[dash]


def fade(shape: Any, stops: Sequence[tuple[float, str]]) -> None:
    """Fill from left to right: (0 to 1, #rrggbb) pairs."""
    properties = shape._element.spPr
    for old in [*properties.findall(qn("a:noFill")), *properties.findall(qn("a:solidFill"))]:
        properties.remove(old)
    shape.fill.gradient()
    shape.fill.gradient_angle = 0
    stop_list = properties.find(qn("a:gradFill")).find(qn("a:gsLst"))
    for old in list(stop_list):
        stop_list.remove(old)
    for place, color in stops:
        stop = stop_list.makeelement(qn("a:gs"), {"pos": str(round(place * 100_000))})
        stop.append(stop.makeelement(qn("a:srgbClr"), {"val": color.removeprefix("#").upper()}))
        stop_list.append(stop)


def set_name(shape: Any, name: str, alt: str = "") -> None:
    """Give the shape its name in the selection pane, and its description for those who do not see it."""
    shape.name = clean(name)[:250]
    if alt:
        shape._element._nvXxPr.cNvPr.set("descr", clean(alt))


def clear_style(shape: Any) -> None:
    """Take away the theme's own look: its shadow and its outline."""
    style = shape._element.find(qn("p:style"))
    if style is not None:
        shape._element.remove(style)


def _later() -> None:
    """Nothing now."""


def set_transparency(fill: Any, alpha: float) -> None:
    """Let a solid fill, of a shape or of a line, be seen through."""
    _see_through(fill._xPr.find(qn("a:solidFill"))[0], alpha)


def _see_through(color: Any, alpha: float) -> None:
    color.append(color.makeelement(qn("a:alpha"), {"val": str(round(alpha * 100_000))}))
