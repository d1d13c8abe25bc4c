"""The outlines of the marks, as the chart in the browser draws them, as SVG paths around a point."""

import math
from collections.abc import Mapping, Sequence
from typing import Final

Corners = Sequence[tuple[float, float]]

_UP: Final = ((-2 / math.sqrt(3), 0.5), (2 / math.sqrt(3), 0.5), (0, -1))
_STAR: Final = tuple(
    (1.4 * reach * math.sin(turn * math.pi / 5), -1.4 * reach * math.cos(turn * math.pi / 5))
    for turn in range(10)
    for reach in (0.382 if turn % 2 else 1.0,)
)
CORNERS: Final[Mapping[str, Corners]] = {
    "circle": (),
    "square": ((1, 1), (1, -1), (-1, -1), (-1, 1)),
    "diamond": ((1.3, 0), (0, 1.3), (-1.3, 0), (0, -1.3)),
    "diamond-tall": ((0, 1.4), (0.7, 0), (0, -1.4), (-0.7, 0)),
    "triangle-up": _UP,
    "triangle-down": tuple((x, -y) for x, y in _UP),
    "triangle-right": tuple((-y, x) for x, y in _UP),
    "triangle-left": tuple((y, x) for x, y in _UP),
    "hexagon2": tuple((math.cos(turn * math.pi / 3), math.sin(turn * math.pi / 3)) for turn in range(6)),
    "pentagon": tuple((math.sin(turn * 0.4 * math.pi), -math.cos(turn * 0.4 * math.pi)) for turn in range(5)),
    "star": _STAR,
    "cross": tuple(
        (1.2 * x, 1.2 * y)
        for x, y in ((1, 1 / 3), (1 / 3, 1 / 3), (1 / 3, 1), (-1 / 3, 1), (-1 / 3, 1 / 3), (-1, 1 / 3),
                     (-1, -1 / 3), (-1 / 3, -1 / 3), (-1 / 3, -1), (1 / 3, -1), (1 / 3, -1 / 3), (1, -1 / 3))
    ),
    "line-ns": ((0, -1.4), (0, 1.4)),
}  # fmt: skip
"""Corners of each mark by the chart's name for it, around a circle of radius 1; none is the circle itself."""


def outline(symbol: str, size: float) -> str:
    """The mark as a path around the origin, so many pixels large; nothing for one that we do not draw.

    >>> outline("square", 10), outline("line-ns", 10), outline("none", 10)
    ('M5,5L5,-5L-5,-5L-5,5Z', 'M0,-7L0,7', '')
    """
    if symbol not in CORNERS:
        return ""
    half = size / 2
    corners = CORNERS[symbol]
    if not corners:
        return f"M{half:.4g},0A{half:.4g},{half:.4g} 0 1,1 0,{-half:.4g}A{half:.4g},{half:.4g} 0 0,1 {half:.4g},0Z"
    path = "M" + "L".join(f"{_short(half * x)},{_short(half * y)}" for x, y in corners)
    return path if len(corners) == 2 else path + "Z"


def _short(pixels: float) -> str:
    return f"{round(pixels, 2) + 0.0:g}"
