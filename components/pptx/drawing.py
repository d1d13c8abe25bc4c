"""A chart that was drawn for the screen as shapes of PowerPoint: paths and texts where they stand there."""

import re
from collections.abc import Iterator, Mapping
from math import atan2, cos, hypot, pi, sin, sqrt
from typing import Any, Final

from components.deck import Deck as Briefing
from components.deck import Slide
from components.pptx import template
from components.pptx.shapes import Box, Pen, outline, set_transparency
from components.pptx.slide_frame import Deck, headline
from components.pptx.text_runs import Run
from components.pptx.text_width import width

AREA: Final = Box(template.LEFT, 124, template.RIGHT, 676)
NARROWED, LEAST = 0.83, 16.0
"""Of a size in the app's own font, at which Arial is no wider; the smallest letters, in pixels: 12 points."""
STEP: Final = re.compile(r"([MLHVCAZ])([^MLHVCAZ]*)")
NUMBER: Final = re.compile(r"-?[0-9.]+")
COLOR: Final = re.compile(r"rgba?\(([^)]*)\)")
Points = list[tuple[float, float]]


def drawing(deck: Deck, page: Any, slide: Slide, briefing: Briefing) -> None:  # noqa: ARG001 - as every kind is called
    """Draw it, as large as there is room for."""
    headline(page, slide.headline, template.HEADLINE)
    drawn = slide.drawing
    if drawn is None:
        return
    scale = min(AREA.width / drawn.width, AREA.height / drawn.height)
    inside = Pen(page.shapes, AREA.left, AREA.top, scale).group("Chart", drawn.alt)
    for tag, attributes in drawn.light:
        (_path if tag == "path" else _text)(inside, attributes)


def _path(pen: Pen, look: Mapping[str, Any]) -> None:
    contours = [points for points in _contours(str(look["d"])) if len(points) > 1]
    fill, fill_alpha = _color(look.get("fill", "none"))
    stroke, stroke_alpha = _color(look.get("stroke", "none"))
    if not contours or not (fill or stroke):
        return
    shape = pen.paths(contours, fill or "paper", "Shape") if fill else pen.lines(contours, "Line")
    if fill and fill_alpha < 1:
        set_transparency(shape.fill, fill_alpha)
    if stroke:
        outline(shape, stroke, float(look.get("stroke-width", 1) or 1) * 1.2,
                "dash" if look.get("stroke-dasharray") else "")  # fmt: skip
        if stroke_alpha < 1:
            set_transparency(shape.line.fill, stroke_alpha)


def _text(pen: Pen, look: Mapping[str, Any]) -> None:
    size = max(float(look["font-size"]) * NARROWED * pen.scale, LEAST)
    is_bold = int(look.get("font-weight", 400)) >= 600
    text = str(look["text"])
    length = (width(text, size, bold=is_bold) + 2) / pen.scale
    left = look["x"] - {"start": 0.0, "middle": 0.5, "end": 1.0}[look["text-anchor"]] * length
    bottom = look["y"] + size * 0.3 / pen.scale
    box = pen.box(left, bottom - size * 1.25 / pen.scale, left + length, bottom)
    color, _ = _color(look["fill"])
    pen.words(box, Run(text, size, color or "ink", bold=is_bold), name="Text", wraps=False,
              side={"start": "left", "middle": "center", "end": "right"}[look["text-anchor"]])  # fmt: skip


def _color(given: Any) -> tuple[str, float]:
    """A colour as #rrggbb, "" for none, and how much of it there is."""
    text = str(given)
    if found := COLOR.fullmatch(text):
        red, green, blue, *rest = (float(part) for part in found[1].split(","))
        return f"#{round(red):02x}{round(green):02x}{round(blue):02x}", rest[0] if rest else 1.0
    return (text, 1.0) if text.startswith("#") and len(text) == 7 else ("", 1.0)


def _contours(path: str) -> Iterator[Points]:
    """The corners of each contour of an SVG path of ours; a curve is four straight pieces."""
    points: Points = []
    for letter, given in STEP.findall(path):
        numbers = [float(number) for number in NUMBER.findall(given)]
        pairs = list(zip(numbers[::2], numbers[1::2], strict=False))
        if letter == "M":
            if points:
                yield points
            points = pairs
        elif letter == "L":
            points = points + pairs
        elif letter in "HV" and points:
            x, y = points[-1]
            points = [*points, *((number, y) if letter == "H" else (x, number) for number in numbers)]
        elif letter == "C" and points:
            points = [*points, *_curve(points[-1], *pairs[:3])]
        elif letter == "A" and points:
            points = [*points, *_arc(points[-1], numbers[0], bool(numbers[3]), bool(numbers[4]), numbers[5:7])]
    if points:
        yield points


def _curve(a: Any, b: Any, c: Any, d: Any) -> Iterator[tuple[float, float]]:
    for t in (0.25, 0.5, 0.75, 1.0):
        parts = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        across, down = (
            sum(part * point[side] for part, point in zip(parts, (a, b, c, d), strict=True)) for side in (0, 1)
        )
        yield across, down


def _arc(start: tuple[float, float], radius: float, is_large: bool, is_clockwise: bool, end: Any) -> Points:
    """Twelve points of a circle's arc, the last of them its end."""
    (x0, y0), (x1, y1) = start, end
    wide, high = (x1 - x0) / 2, (y1 - y0) / 2
    half = hypot(wide, high) or 1e-9
    radius = max(radius, half)
    off = sqrt(max(radius**2 - half**2, 0.0)) / half * (1 if is_large != is_clockwise else -1)
    x, y = x0 + wide - off * high, y0 + high + off * wide
    first, last = atan2(y0 - y, x0 - x), atan2(y1 - y, x1 - x)
    turn = (last - first) % (2 * pi) if is_clockwise else -((first - last) % (2 * pi))
    angles = [first + turn * step / 12 for step in range(1, 13)]
    return [(x + radius * cos(angle), y + radius * sin(angle)) for angle in angles]
