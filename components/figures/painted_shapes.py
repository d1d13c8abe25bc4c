"""What a painting is made of. Across, a part says its place as a share of the plot and some pixels off it; down it is
in pixels from the top of the picture.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

Look = Mapping[str, Any]
"""Attributes of SVG that say how a part is painted."""


class Box(NamedTuple):
    """A rectangle from share to share of the plot. fade: (share of its length, colour), where it is not of one."""

    left: float
    right: float
    top: float
    height: float
    look: Look
    corner: float = 0.0
    fade: tuple[tuple[float, str], ...] = ()


class Sign(NamedTuple):
    """A shape of its own size around a point."""

    share: float
    off: float
    y: float
    path: str
    look: Look


class Run(NamedTuple):
    """Lines or filled shapes from point to point, each a share of the plot and pixels down."""

    lines: tuple[tuple[tuple[float, float], ...], ...]
    look: Look


class Words(NamedTuple):
    """One line of text at a point: pieces, each with how it differs."""

    share: float
    off: float
    y: float
    anchor: str
    pieces: tuple[tuple[str, Look], ...]
    look: Look


Part = Box | Sign | Run | Words


@dataclass(frozen=True, slots=True)
class Painting:
    """A figure's parts in the order in which they are painted. inside: cut off at the edges of the plot.

    left, right, top, bottom: pixels around the plot.
    """

    height: float
    left: float
    right: float
    top: float
    bottom: float
    inside: tuple[Part, ...]
    around: tuple[Part, ...]
