"""A figure as the parts that a painter puts on paper: the same marks, bars, lines and words that the chart in the
browser draws, in the same order, each where it stands.

It knows what our figures are made of: bars, filled shapes, lines, marks, texts, ticks, shapes and notes. Across, a
part says its place as a share of the plot and some pixels off it, so that it can be put on a plot of any width; down
it is in pixels from the top of the picture.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from components.figures import symbols
from components.figures.painted_shapes import Box, Painting, Part, Run, Sign
from components.figures.painted_text import LINE, words_of
from components.figures.traces import Plain, Trace

PATH_X: Final = re.compile(r"(-?[\d.]+),(-?[\d.]+)")
ANCHORS: Final = {"left": "start", "center": "middle", "right": "end"}
SIDES: Final = {"left": "end", "right": "start"}
MIDDLE: Final = 0.25
"""Of a text's size: how far under the middle of a label its letters stand."""
NOTE_MIDDLE, NOTE_BOTTOM, NOTE_TOP = 0.36, 0.3, 0.95
"""The same under the middle, over the bottom, and under the top of a note."""
NOTE_EDGE: Final = 2.0
"""Pixels around a note's words."""
UNDER: Final = 1.0
"""Pixels between the plot and the ticks' words, beside their own distance."""
FAR: Final = 24.0
"""Pixels beside the plot: what stands farther off is not seen."""


def paint(figure: Plain, width: int) -> Painting:
    """The parts of a figure that was made for this width."""
    layout = figure["layout"]
    margin, height = layout["margin"], layout["height"]
    plot = _Plot.of(layout, width)
    shapes = layout.get("shapes", ())
    below = [one for one in shapes if one.get("layer") == "below"]
    above = [one for one in shapes if one.get("layer") != "below"]
    bars = [trace for trace in figure["data"] if trace["type"] == "bar"]
    others = [trace for trace in figure["data"] if trace["type"] != "bar"]
    inside = [
        *(part for one in below for part in _shape(one, plot) if not _is_beside(one)),
        *_grid(layout["xaxis"], plot),
        *(part for trace in (*bars, *others) for part in _trace(trace, plot, layout["font"])),
        *(part for one in above for part in _shape(one, plot) if not _is_beside(one)),
    ]
    around = [
        *_ticks(layout["xaxis"], plot),
        *(part for one in shapes if _is_beside(one) for part in _shape(one, plot)),
        *(part for note in layout.get("annotations", ()) for part in _note(note, plot, layout["font"])),
    ]
    return Painting(height, margin["l"], margin["r"], margin["t"], margin["b"], tuple(inside), tuple(around))


@dataclass(frozen=True, slots=True)
class _Plot:
    """The plot within the picture: places to shares of its width, and values to pixels from the picture's top."""

    top: float
    width: float
    height: float
    x_range: tuple[float, float]
    y_range: tuple[float, float]

    @classmethod
    def of(cls, layout: Mapping[str, Any], width: int) -> "_Plot":
        margin = layout["margin"]
        return cls(
            margin["t"], max(width - margin["l"] - margin["r"], 1), layout["height"] - margin["t"] - margin["b"],
            tuple(layout["xaxis"]["range"]), tuple(layout["yaxis"]["range"]),
        )  # fmt: skip

    def share(self, place: float, ref: str = "x") -> float:
        first, last = (0.0, 1.0) if ref == "paper" else self.x_range
        return (place - first) / (last - first)

    def y(self, value: float, ref: str = "y") -> float:
        first, last = (0.0, 1.0) if ref == "paper" else self.y_range
        return round(self.top + (1 - (value - first) / (last - first)) * self.height, 2)

    def is_near(self, share: float) -> bool:
        """Whether something small at this share may be seen."""
        return -FAR <= share * self.width <= self.width + FAR


def _is_beside(shape: Mapping[str, Any]) -> bool:
    """Whether it hangs on the plot's edge, outside it, and not on its axis."""
    return shape.get("xsizemode") == "pixel" and shape["xref"] == "paper"


def _trace(trace: Trace, plot: _Plot, font: Mapping[str, Any]) -> Iterator[Part]:
    if trace["type"] == "bar":
        yield from _bars(trace, plot)
        return
    mode = trace["mode"].split("+")
    if "lines" in mode or trace.get("fill") == "toself":
        yield from _lines(trace, plot)
    if "markers" in mode:
        yield from _marks(trace, plot)
    if "text" in mode:
        yield from _labels(trace, plot, font)


def _bars(trace: Trace, plot: _Plot) -> Iterator[Part]:
    fill, corner = trace["marker"]["color"], float(trace["marker"].get("cornerradius", 0))
    rows = zip(trace["base"], trace["x"], trace["y"], trace["width"], strict=True)
    for at, (base, length, y, height) in enumerate(rows):
        left, right = plot.share(base), plot.share(base + length)
        color = fill if isinstance(fill, str) else fill[at]
        if right > 0 and left < 1 and right > left and not _is_unseen(color):
            top, bottom = sorted((plot.y(y - height / 2), plot.y(y + height / 2)))
            yield Box(left, right, top, bottom - top, {"fill": color}, corner)


def _is_unseen(color: str) -> bool:
    return color.replace(" ", "") == "rgba(0,0,0,0)"


def _lines(trace: Trace, plot: _Plot) -> Iterator[Part]:
    """Lines and filled shapes, broken where a place is None; what fades across as boxes."""
    if fade := trace.get("fillgradient"):
        yield from _fading(trace, fade, plot)
        return
    runs = [tuple((plot.share(x), plot.y(y)) for x, y in run) for run in _runs(trace["x"], trace["y"])]
    line = trace.get("line", {}) if "lines" in trace["mode"] else {}
    look = {"fill": trace.get("fillcolor", "none") if trace.get("fill") == "toself" else "none", **_stroke(line)}
    if seen := tuple(run for run in runs if run and max(run)[0] > 0 and min(run)[0] < 1):
        yield Run(seen, look)


def _runs(x: Sequence[Any], y: Sequence[Any]) -> Iterator[list[tuple[float, float]]]:
    run: list[tuple[float, float]] = []
    for point in zip(x, y, strict=True):
        if None in point:
            yield run
            run = []
        else:
            run.append(point)
    yield run


def _fading(trace: Trace, fade: Mapping[str, Any], plot: _Plot) -> Iterator[Part]:
    colors = tuple((float(at), str(color)) for at, color in fade["colorscale"])
    left, right = plot.share(fade["start"]), plot.share(fade["stop"])
    for run in _runs(trace["x"], trace["y"]):
        top, bottom = min(plot.y(y) for _, y in run), max(plot.y(y) for _, y in run)
        if right > 0 and left < 1:
            yield Box(left, right, top, bottom - top, {}, 0.0, colors)


def _stroke(line: Mapping[str, Any]) -> dict[str, Any]:
    dashes = str(line.get("dash", "")).replace("px", "").replace(",", " ")
    look = {"stroke": line.get("color", "none"), "stroke-width": line.get("width", 0)}
    return look | ({"stroke-dasharray": "3 3" if dashes == "dot" else dashes} if dashes else {})


def _marks(trace: Trace, plot: _Plot) -> Iterator[Part]:
    marker = trace["marker"]
    line = marker.get("line", {})
    for at, (x, y) in enumerate(zip(trace["x"], trace["y"], strict=True)):
        share = plot.share(x)
        path = symbols.outline(_of(marker["symbol"], at), _of(marker["size"], at))
        if path and plot.is_near(share):
            stroke = {"color": _of(line.get("color", "none"), at), "width": _of(line.get("width", 0), at)}
            yield Sign(share, 0.0, plot.y(y), path, {"fill": _of(marker["color"], at), **_stroke(stroke)})


def _of(value: Any, at: int) -> Any:
    """Of a list the one that is meant; else what all have in common."""
    return value[at] if isinstance(value, (list, tuple)) else value


def _labels(trace: Trace, plot: _Plot, usual: Mapping[str, Any]) -> Iterator[Part]:
    own = {**usual, **trace.get("textfont", {})}
    for at, (x, y, text) in enumerate(zip(trace["x"], trace["y"], trace["text"], strict=True)):
        share = plot.share(x)
        if 0 <= share <= 1:
            font = {name: _of(value, at) for name, value in own.items()}
            across = _of(trace["textposition"], at).split()[-1]
            halo = {"paint-order": "stroke", "stroke": _halo(font["shadow"]), "stroke-width": 3,
                    "stroke-linejoin": "round"} if font.get("shadow") else {}  # fmt: skip
            y_text = plot.y(y) + font["size"] * MIDDLE
            yield from words_of(text, (share, 0.0, y_text), SIDES.get(across, "middle"), font, halo)


def _halo(shadow: str) -> str:
    return shadow.split(",")[0].split()[-1]


def _grid(axis: Mapping[str, Any], plot: _Plot) -> Iterator[Part]:
    if axis.get("visible") is False or not axis.get("showgrid"):
        return
    for place in axis["tickvals"]:
        if 0 <= (share := plot.share(place)) <= 1:
            line = (share, plot.top), (share, plot.top + plot.height)
            yield Run((line,), {"fill": "none", "stroke": axis["gridcolor"], "stroke-width": 1})


def _ticks(axis: Mapping[str, Any], plot: _Plot) -> Iterator[Part]:
    """The names of moments under the plot."""
    if axis.get("visible") is False:
        return
    font = axis["tickfont"]
    y = plot.top + plot.height + UNDER + axis.get("ticklabelstandoff", 0) + font["size"]
    for place, name in zip(axis["tickvals"], axis["ticktext"], strict=True):
        if name and 0 <= (share := plot.share(place)) <= 1:
            yield from words_of(name, (share, 0.0, y), "middle", font)


def _shape(shape: Mapping[str, Any], plot: _Plot) -> Iterator[Part]:
    look = {"fill": shape.get("fillcolor", "none"), **_stroke(shape.get("line", {}))}
    if shape["type"] == "path":
        share, y = plot.share(shape["xanchor"], shape["xref"]), plot.y(shape["yanchor"], shape["yref"])
        down = PATH_X.sub(lambda found: f"{float(found[1]):g},{-float(found[2]):g}", shape["path"])
        yield Sign(share, 0.0, y, down, look)
        return
    left, right = (plot.share(shape[name], shape["xref"]) for name in ("x0", "x1"))
    top, bottom = (plot.y(shape[name], shape["yref"]) for name in ("y0", "y1"))
    if shape["type"] == "line":
        yield Run((((left, top), (right, bottom)),), look)
    elif shape["type"] == "circle":
        yield Sign((left + right) / 2, 0.0, (top + bottom) / 2, symbols.outline("circle", abs(bottom - top)), look)
    elif right > left:
        yield Box(left, right, min(top, bottom), abs(bottom - top), look)


def _note(note: Mapping[str, Any], plot: _Plot, usual: Mapping[str, Any]) -> Iterator[Part]:
    """A text that hangs on the plot; one at a place that is outside is left out."""
    share = plot.share(note["x"], note["xref"])
    if note["xref"] == "x" and not -1e-6 <= share <= 1 + 1e-6:
        return
    font = dict(usual) | dict(note.get("font", {}))
    size = font["size"]
    rest = note["text"].count("<br>") * LINE * size
    under = {
        "middle": NOTE_MIDDLE * size - rest / 2,
        "bottom": -NOTE_BOTTOM * size - rest - NOTE_EDGE,
        "top": NOTE_TOP * size,
    }
    y = plot.y(note["y"], note["yref"]) - note.get("yshift", 0) + under[note["yanchor"]]
    edge = {"left": NOTE_EDGE, "right": -NOTE_EDGE}.get(note["xanchor"], 0.0)
    yield from words_of(note["text"], (share, note.get("xshift", 0) + edge, y), ANCHORS[note["xanchor"]], font)
