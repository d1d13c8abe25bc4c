"""Colours, shapes and type of everything that is drawn, in light and in dark."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

FONT: Final = '"Source Sans", sans-serif'
"""The family that Streamlit registers for the font file it serves."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme. Text is ink or grey on paper, band or band_other, always at least 4.5 to 1."""

    is_dark: bool
    paper: str
    band: str
    band_other: str
    ink: str
    grey: str
    hairline: str
    accent: str
    fold: str
    tint: float
    """How strongly a span is filled with its category's colour, 0 to 1."""


LIGHT: Final = Palette(
    is_dark=False, paper="#fbfaf6", band="#ffffff", band_other="#f7f5ef", ink="#1d2127", grey="#59626d",
    hairline="#e3ded4", accent="#b5431c", fold="#b9b3a6", tint=0.17,
)  # fmt: skip
DARK: Final = Palette(
    is_dark=True, paper="#14171b", band="#191d22", band_other="#161a1e", ink="#f4f1ea", grey="#a9afb7",
    hairline="#2c3138", accent="#e8734a", fold="#5a626c", tint=0.26,
)  # fmt: skip


def palette(dark: bool) -> Palette:
    """The palette of the theme that the viewer has."""
    return DARK if dark else LIGHT


@dataclass(frozen=True, slots=True)
class Style:
    """How a category looks: a colour, and a shape for those who cannot tell the colour."""

    color: str
    shape: str

    @property
    def symbol(self) -> str:
        """The shape in Plotly's words."""
        return SHAPES[self.shape].symbol

    @property
    def size(self) -> int:
        """Pixels across, so that every shape weighs the same to the eye."""
        return SHAPES[self.shape].size


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape's name in Plotly, its size, and its outline (corners on a square from -1 to 1; none is a circle)."""

    symbol: str
    size: int
    corners: tuple[tuple[float, float], ...] = ()


SHAPES: Final[Mapping[str, Shape]] = {
    "circle": Shape("circle", 11),
    "square": Shape("square", 10, ((-1, -1), (1, -1), (1, 1), (-1, 1))),
    "diamond": Shape("diamond", 12, ((0, -1.15), (1.15, 0), (0, 1.15), (-1.15, 0))),
    "triangle": Shape("triangle-up", 13, ((0, -1.1), (1.15, 0.9), (-1.15, 0.9))),
    "hexagon": Shape("hexagon2", 12, ((-0.5, -0.95), (0.5, -0.95), (1.05, 0), (0.5, 0.95), (-0.5, 0.95), (-1.05, 0))),
    "down": Shape("triangle-down", 13, ((0, 1.1), (1.15, -0.9), (-1.15, -0.9))),
    "cross": Shape("cross", 11, ((-0.36, -1), (0.36, -1), (0.36, -0.36), (1, -0.36), (1, 0.36), (0.36, 0.36),
                                 (0.36, 1), (-0.36, 1), (-0.36, 0.36), (-1, 0.36), (-1, -0.36), (-0.36, -0.36))),
    "pentagon": Shape("pentagon", 12, ((0, -1.1), (1.05, -0.3), (0.65, 0.95), (-0.65, 0.95), (-1.05, -0.3))),
    "star": Shape("star", 13, ((0, -1.25), (0.31, -0.38), (1.2, -0.38), (0.49, 0.15), (0.74, 1), (0, 0.5),
                               (-0.74, 1), (-0.49, 0.15), (-1.2, -0.38), (-0.31, -0.38))),
    "right": Shape("triangle-right", 12, ((1.1, 0), (-0.9, 1.1), (-0.9, -1.1))),
    "bar": Shape("diamond-tall", 14, ((0, -1.3), (0.75, 0), (0, 1.3), (-0.75, 0))),
    "left": Shape("triangle-left", 12, ((-1.1, 0), (0.9, 1.1), (0.9, -1.1))),
}  # fmt: skip

_IN_ORDER: Final = (
    ("#c8512b", "#e8734a", "circle"),
    ("#2c6aa6", "#6aa7e0", "square"),
    ("#8c2f5d", "#d07aa5", "diamond"),
    ("#1b8270", "#4dbba6", "triangle"),
    ("#98730c", "#c9a03a", "hexagon"),
    ("#5a4fb0", "#a79df0", "down"),
    ("#7a4b2a", "#c1906c", "cross"),
    ("#4f7a1f", "#93c15c", "pentagon"),
    ("#b23a76", "#ee86b7", "star"),
    ("#0f7590", "#5cc0da", "right"),
    ("#46566a", "#8ea3bd", "bar"),
    ("#7b8088", "#9aa0a8", "left"),
)
"""Light, dark, shape. Neighbours differ in both; the shape alone tells those apart that an eye may confuse.

None looks like what has no category."""

NO_CATEGORY: Final = ("#7b8088", "#9aa0a8", "circle")


def styles(names: Iterable[str], chosen: Iterable[Any] = (), *, dark: bool = False) -> dict[str, Style]:
    """A style for each category: as the settings choose (`name`, `color`, `dark_color`, `shape`), else in our order.

    names: every category of the data set, in order. The empty name is "no category" and takes no turn.
    >>> styles(["Unrest", "State"])["State"]
    Style(color='#2c6aa6', shape='square')
    """
    settings = {entry.name: entry for entry in chosen}
    order = [name for name in dict.fromkeys([*settings, *names]) if name]
    return {"": _style(NO_CATEGORY, None, dark)} | {
        name: _style(_IN_ORDER[turn % len(_IN_ORDER)], settings.get(name), dark) for turn, name in enumerate(order)
    }


def _style(ours: tuple[str, str, str], chosen: Any, dark: bool) -> Style:
    light_color, dark_color, shape = ours
    if chosen is not None:
        light_color = chosen.color or light_color
        dark_color = chosen.dark_color or (chosen.color or dark_color)
        shape = chosen.shape if chosen.shape in SHAPES else shape
    return Style(dark_color if dark else light_color, shape)


def contrast(one: str, other: str) -> float:
    """How far apart in lightness two colours are, as WCAG counts it: 1 to 21.

    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def readable(color: str, paper: str, least: float = 4.5) -> str:
    """The colour, as much darker or lighter as its letters need to be read on the paper.

    >>> readable("#c9a03a", "#ffffff") != "#c9a03a", readable("#2c6aa6", "#ffffff")
    (True, '#2c6aa6')
    """
    end = 0 if _luminance(paper) > 0.5 else 255
    parts = _parts(color)
    for step in range(21):
        mixed = "#" + "".join(f"{round(part + (end - part) * step / 20):02x}" for part in parts)
        if contrast(mixed, paper) >= least:
            return mixed if step else color
    return mixed


def _luminance(color: str) -> float:
    shares = [part / 255 for part in _parts(color)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(color: str) -> tuple[int, ...]:
    return tuple(int(color[at : at + 2], 16) for at in (1, 3, 5))


def rgba(color: str, opacity: float) -> str:
    """The colour seen through: `#b5431c` at 0.5 is rgba(181,67,28,0.5)."""
    red, green, blue = _parts(color)
    return f"rgba({red},{green},{blue},{opacity:.3g})"


def outline(shape: str, x: float, y: float, size: float, *, is_up: bool = False) -> str:
    """The shape as an SVG path around a point: for legends, and for the names of the lanes.

    is_up: y grows upwards, as in Plotly's shapes that are sized in pixels.
    """
    half = size / 2
    corners = SHAPES[shape].corners
    if not corners:
        k = 0.5523 * half
        return (f"M{x - half:.1f},{y:.1f}C{x - half:.1f},{y - k:.1f} {x - k:.1f},{y - half:.1f} {x:.1f},{y - half:.1f}"
                f"C{x + k:.1f},{y - half:.1f} {x + half:.1f},{y - k:.1f} {x + half:.1f},{y:.1f}"
                f"C{x + half:.1f},{y + k:.1f} {x + k:.1f},{y + half:.1f} {x:.1f},{y + half:.1f}"
                f"C{x - k:.1f},{y + half:.1f} {x - half:.1f},{y + k:.1f} {x - half:.1f},{y:.1f}Z")  # fmt: skip
    turn = -half if is_up else half
    return "M" + "L".join(f"{x + half * dx:.1f},{y + turn * dy:.1f}" for dx, dy in corners) + "Z"


def layout(colors: Palette) -> dict[str, Any]:
    """The layout that every figure starts from: our paper, our type, nothing that Plotly adds by itself."""
    return {
        "font": {"family": FONT, "size": 14, "color": colors.ink},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverdistance": 14,
        "hoverlabel": {
            "bgcolor": colors.band if colors.is_dark else colors.paper,
            "bordercolor": colors.fold,
            "font": {"family": FONT, "size": 14, "color": colors.ink},
            "align": "left",
            "namelength": 0,
        },
        "bargap": 0,
        "barmode": "overlay",
    }
