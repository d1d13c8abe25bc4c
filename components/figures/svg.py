"""A figure as plain SVG elements, for where no Plotly is: the slides of a briefing, a page that opens anywhere.

It knows what our figures are made of: lines, filled shapes, horizontal bars, marks, texts, ticks, shapes and notes.
Everything is in pixels from the upper left corner; what lies outside the plot is cut off.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any, Final

from components import theme
from components.figures.traces import Plain, Trace

Element = tuple[str, dict[str, Any]]
"""A tag, `path` or `text`, and its attributes; the words of a text are under "text"."""
TAGS: Final = re.compile(r"<[^>]*>")
SHAPE_OF: Final = {shape.symbol: name for name, shape in theme.SHAPES.items()}
PATH_X: Final = re.compile(r"(-?[\d.]+),(-?[\d.]+)")
ANCHORS: Final = {"left": "start", "center": "middle", "right": "end"}
BASELINES: Final = {"top": 0.95, "middle": 0.36, "bottom": -0.22}
"""Of a text's size: how far under its anchor its letters stand."""


@dataclass(frozen=True)
class _Plot:
    """The plot within the picture: places to pixels."""

    left: float
    top: float
    width: float
    height: float
    x_range: tuple[float, float]
    y_range: tuple[float, float]

    @classmethod
    def of(cls, layout: Mapping[str, Any], width: int) -> "_Plot":
        margin = layout["margin"]
        return cls(
            margin["l"], margin["t"], width - margin["l"] - margin["r"],
            layout["height"] - margin["t"] - margin["b"], tuple(layout["xaxis"]["range"]),
            tuple(layout["yaxis"]["range"]),
        )  # fmt: skip

    def x(self, place: float, ref: str = "x") -> float:
        """Pixels from the left of the picture, no farther than the plot reaches."""
        first, last = (0.0, 1.0) if ref == "paper" else self.x_range
        share = (place - first) / (last - first)
        return round(self.left + min(max(share, 0.0), 1.0) * self.width, 1)

    def y(self, value: float, ref: str = "y") -> float:
        """Pixels from the top of the picture."""
        first, last = (0.0, 1.0) if ref == "paper" else self.y_range
        return round(self.top + (1 - (value - first) / (last - first)) * self.height, 1)

    def shows(self, place: float) -> bool:
        """Whether a place is in the plot."""
        first, last = self.x_range
        return first <= place <= last


def elements(figure: Plain, width: int) -> list[Element]:
    """The elements of a figure that was made for this width, in the order in which they are painted."""
    layout = figure["layout"]
    plot = _Plot.of(layout, width)
    below, above = ([one for one in layout.get("shapes", ()) if (one.get("layer") == "below") is is_below]
                    for is_below in (True, False))  # fmt: skip
    parts = [_ticks(layout["xaxis"], plot), *(_shape(one, plot) for one in below)]
    parts += [_trace(trace, plot) for trace in figure["data"]]
    parts += [_shape(one, plot) for one in above]
    parts += [_note(note, plot, layout["font"]) for note in layout.get("annotations", ())]
    return [element for part in parts for element in part]


def _trace(trace: Trace, plot: _Plot) -> Iterator[Element]:
    if trace["type"] == "bar":
        yield from _bars(trace, plot)
    elif trace["mode"] == "text":
        yield from _texts(trace, plot)
    elif trace["mode"] == "markers":
        yield from _marks(trace, plot)
    elif trace["mode"] == "markers+text":
        yield from _pills(trace, plot)
    else:
        yield from _lines(trace, plot)


def _lines(trace: Trace, plot: _Plot) -> Iterator[Element]:
    """Lines and filled shapes, broken where a place is None."""
    runs = " ".join(_run(run, plot) for run in _runs(trace["x"], trace["y"]))
    line = trace.get("line", {}) if "lines" in trace["mode"] else {}
    fill = trace.get("fillcolor", "none") if trace.get("fill") == "toself" else "none"
    yield "path", {"d": runs, "fill": fill, "stroke": line.get("color", "none"), "stroke-width": line.get("width", 0)}


def _runs(x: Sequence[Any], y: Sequence[Any]) -> Iterator[list[tuple[float, float]]]:
    run: list[tuple[float, float]] = []
    for point in zip(x, y, strict=True):
        if None in point:
            yield run
            run = []
        else:
            run.append(point)
    yield run


def _run(run: Sequence[tuple[float, float]], plot: _Plot) -> str:
    return "M" + "L".join(f"{plot.x(x)},{plot.y(y)}" for x, y in run) if run else ""


def _bars(trace: Trace, plot: _Plot) -> Iterator[Element]:
    colors = trace["marker"]["color"]
    rows = zip(trace["base"], trace["x"], trace["y"], trace["width"], strict=True)
    for at, (base, length, y, height) in enumerate(rows):
        left, right, middle = plot.x(base), plot.x(base + length), plot.y(y)
        if right > left:
            color = colors if isinstance(colors, str) else colors[at]
            top, bottom = round(middle - height / 2, 1), round(middle + height / 2, 1)
            yield "path", {"d": f"M{left},{top}H{right}V{bottom}H{left}Z", "fill": color}


def _marks(trace: Trace, plot: _Plot) -> Iterator[Element]:
    marker = trace["marker"]
    for at, (x, y) in enumerate(zip(trace["x"], trace["y"], strict=True)):
        if plot.shows(x) and (shape := SHAPE_OF.get(marker["symbol"][at])):
            path = theme.outline(shape, plot.x(x), plot.y(y), marker["size"][at])
            yield "path", {"d": path, "fill": marker["color"][at], "stroke": marker["line"]["color"][at],
                           "stroke-width": marker["line"]["width"][at]}  # fmt: skip


def _pills(trace: Trace, plot: _Plot) -> Iterator[Element]:
    """Marks that are all alike, each with a text in its middle."""
    marker, font = trace["marker"], trace["textfont"]
    look = {"fill": marker["color"], "stroke": marker["line"]["color"], "stroke-width": marker["line"]["width"]}
    for x, y, text in zip(trace["x"], trace["y"], trace["text"], strict=True):
        if plot.shows(x):
            left, top = plot.x(x), plot.y(y)
            yield "path", {"d": theme.outline(SHAPE_OF[marker["symbol"]], left, top, marker["size"]), **look}
            yield _words(text, left, top + font["size"] * BASELINES["middle"], "middle", font)


def _texts(trace: Trace, plot: _Plot) -> Iterator[Element]:
    font, side = trace["textfont"], trace["textposition"]
    for at, (x, y, text) in enumerate(zip(trace["x"], trace["y"], trace["text"], strict=True)):
        if plot.shows(x):
            across = (side if isinstance(side, str) else side[at]).split()[-1]
            anchor = {"left": "end", "right": "start"}.get(across, "middle")
            color = font["color"] if isinstance(font["color"], str) else font["color"][at]
            yield _words(text, plot.x(x), plot.y(y) + font["size"] * BASELINES["middle"], anchor,
                         font | {"color": color})  # fmt: skip


def _ticks(axis: Mapping[str, Any], plot: _Plot) -> Iterator[Element]:
    """Lines where the axis names a moment, and the names under the plot."""
    if axis.get("visible") is False:
        return
    font, bottom = axis["tickfont"], plot.top + plot.height
    for place, name in zip(axis["tickvals"], axis["ticktext"], strict=True):
        if plot.shows(place):
            x = plot.x(place)
            yield "path", {"d": f"M{x},{plot.top}V{bottom}", "stroke": axis["gridcolor"], "fill": "none"}
            yield _words(name, x, bottom + 6 + font["size"], "middle", font)


def _shape(shape: Mapping[str, Any], plot: _Plot) -> Iterator[Element]:
    line = shape.get("line", {})
    look = {"fill": shape.get("fillcolor", "none"), "stroke": line.get("color", "none"),
            "stroke-width": line.get("width", 0)}  # fmt: skip
    if shape["type"] == "path":
        x, y = plot.x(shape["xanchor"], shape["xref"]), plot.y(shape["yanchor"], shape["yref"])
        moved = PATH_X.sub(lambda found: f"{x + float(found[1]):.1f},{y - float(found[2]):.1f}", shape["path"])
        yield "path", look | {"d": moved}
        return
    x0, x1 = (plot.x(shape[name], shape["xref"]) for name in ("x0", "x1"))
    y0, y1 = (plot.y(shape[name], shape["yref"]) for name in ("y0", "y1"))
    if shape["type"] == "rect":
        yield "path", look | {"d": f"M{x0},{y0}H{x1}V{y1}H{x0}Z"}
    else:
        dash = {"stroke-dasharray": "3 3"} if line.get("dash") else {}
        yield "path", look | dash | {"d": f"M{x0},{y0}L{x1},{y1}"}


def _note(note: Mapping[str, Any], plot: _Plot, usual: Mapping[str, Any]) -> Iterator[Element]:
    """A text that hangs on the plot; one at a place that is outside is left out."""
    if note["xref"] == "x" and not plot.shows(note["x"]):
        return
    font = dict(usual) | dict(note.get("font", {}))
    x = plot.x(note["x"], note["xref"]) + note.get("xshift", 0)
    y = plot.y(note["y"], note["yref"]) - note.get("yshift", 0) + font["size"] * BASELINES[note["yanchor"]]
    yield _words(note["text"], round(x, 1), y, ANCHORS[note["xanchor"]], font)


def _words(text: str, x: float, y: float, anchor: str, font: Mapping[str, Any]) -> Element:
    look = {"x": x, "y": round(y, 1), "text-anchor": anchor, "font-size": font["size"], "fill": font["color"]}
    weight = {"font-weight": font["weight"]} if font.get("weight", 400) != 400 else {}
    return "text", look | weight | {"text": unescape(TAGS.sub("", text.replace("<br>", " ")))}
