"""Traces and shapes that several figures draw, as the plain dictionaries that Plotly takes: bars, marks, labels."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from components import theme
from components.figures.ticks import Axis

Trace = dict[str, Any]
Plain = dict[str, Any]
"""A figure as Plotly's JSON has it: `data` and `layout`, of plain values."""

MOST_SOFT: Final = 60
"""Fading bars of one colour that are drawn as such: each costs the browser a little."""


def reached(axis: Axis, left: float, right: float) -> tuple[float, float] | None:
    """Where a bar begins and how long it is, in places; None where it lies far outside the window."""
    reach = 0.6 * axis.width
    left, right = max(left, -reach), min(right, axis.width + reach)
    start = axis.at(left)
    return (start, axis.near(axis.place(right) - start)) if right > left else None


@dataclass(slots=True)
class Bars:
    """Bars that share a colour, collected to be one trace. All in pixels of the window."""

    axis: Axis
    fill: str
    corner: int = 2
    base: list[float] = field(default_factory=list)
    length: list[float] = field(default_factory=list)
    y: list[float] = field(default_factory=list)
    height: list[float] = field(default_factory=list)

    def add(self, left: float, right: float, y: float, height: float) -> None:
        """One more bar; what lies far outside the window is not drawn."""
        self.add_at(reached(self.axis, left, right), y, height)

    def add_at(self, place: tuple[float, float] | None, y: float, height: float) -> None:
        """The same for a place that is known (`reached`)."""
        if place:
            self.base.append(place[0])
            self.length.append(place[1])
            self.y.append(round(y, 1))
            self.height.append(height)

    def trace(self) -> list[Trace]:
        """The trace, or none where there are no bars."""
        if not self.base:
            return []
        marker = {"color": self.fill, "line": {"width": 0}, "cornerradius": self.corner}
        return [
            {"type": "bar", "orientation": "h", "base": self.base, "x": self.length, "y": self.y,
             "width": self.height, "marker": marker, "hoverinfo": "skip"}
        ]  # fmt: skip


@dataclass(slots=True)
class SoftBars:
    """Bars that fade in or out. Those that fade from and to the same places in the same colour are one trace."""

    axis: Axis
    color: str
    rows: dict[tuple[float, float, float, float, float], list[tuple[float, float]]] = field(default_factory=dict)

    def add(self, ends: tuple[float, float, float, float], y: float, height: float, opacity: float) -> None:
        """ends: pixels where it begins, is full, is full for the last time, and ends."""
        reach = 0.6 * self.axis.width
        if ends[3] > -reach and ends[0] < self.axis.width + reach:
            self.rows.setdefault((*ends, opacity), []).append((y - height / 2, y + height / 2))

    def trace(self) -> list[Trace]:
        """A trace for each way of fading, at most MOST_SOFT; further ones are drawn as if they did not fade.

        What does not fade is a bar like others, which can share a trace with them.
        """
        ordered = [(key, rows) for key, rows in self.rows.items() if _fades(*key[:4])]
        hard = [((left, left, right, right, strength / 2), rows) for (left, _, _, right, strength), rows in ordered]
        plain = [self._plain(key, rows) for key, rows in self.rows.items() if not _fades(*key[:4])]
        return [
            *(trace for bars in plain for trace in bars.trace()),
            *(self._trace(*key, rows) for key, rows in (*ordered[:MOST_SOFT], *hard[MOST_SOFT:])),
        ]

    def _plain(self, key: tuple[float, float, float, float, float], rows: Sequence[tuple[float, float]]) -> Bars:
        bars = Bars(self.axis, theme.rgba(self.color, key[4]), corner=0)
        for top, bottom in rows:
            bars.add(key[0], key[3], (top + bottom) / 2, bottom - top)
        return bars

    def _trace(
        self, left: float, left_full: float, right_full: float, right: float, opacity: float,
        rows: Sequence[tuple[float, float]],
    ) -> Trace:  # fmt: skip
        length = right - left
        stops = ((0, 0 if left_full > left else 1), ((left_full - left) / length, 1),
                 ((right_full - left) / length, 1), (1, 0 if right_full < right else 1))  # fmt: skip
        colors = [[round(min(max(at, 0), 1), 4), theme.rgba(self.color, opacity * full)] for at, full in stops]
        x0, x1 = self.axis.at(left), self.axis.at(right)
        x: list[float | None] = []
        y: list[float | None] = []
        for top, bottom in rows:
            x += [x0, x1, x1, x0, None]
            y += [top, top, bottom, bottom, None]
        return {
            "type": "scatter", "mode": "none", "x": x[:-1], "y": y[:-1], "fill": "toself", "hoverinfo": "skip",
            "fillgradient": {"type": "horizontal", "start": x0, "stop": x1, "colorscale": colors},
        }  # fmt: skip


def _fades(left: float, left_full: float, right_full: float, right: float) -> bool:
    return left_full > left or right_full < right


@dataclass(slots=True)
class Marks:
    """The categories' marks, collected to be one trace."""

    axis: Axis
    colors: theme.Palette
    x: list[float] = field(default_factory=list)
    y: list[float] = field(default_factory=list)
    symbol: list[str] = field(default_factory=list)
    size: list[float] = field(default_factory=list)
    fill: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    line_width: list[float] = field(default_factory=list)
    ids: list[list[str]] = field(default_factory=list)

    def add(
        self, pixel: float, y: float, style: theme.Style, key: str, *, is_hollow: bool = False, scale: float = 1
    ) -> None:
        """A filled mark with a hair of paper around it; a hollow one for what is uncertain."""
        self._add(pixel, y, style.symbol, style.size * scale - is_hollow, key)
        self.fill.append(self.colors.band if is_hollow else style.color)
        self.line.append(style.color if is_hollow else self.colors.band)
        self.line_width.append(2 if is_hollow else 1)

    def add_glow(self, pixel: float, y: float, style: theme.Style, key: str, scale: float = 1) -> None:
        """What stands around the mark of a moment that is only about right."""
        for size, opacity in ((23, 0.16), (18, 0.2)):
            self._add(pixel, y, style.symbol, size * scale, key)
            self.fill.append(theme.rgba(style.color, opacity))
            self.line.append("rgba(0,0,0,0)")
            self.line_width.append(0)

    def add_edge(self, pixel: float, y: float, style: theme.Style, height: float, key: str) -> None:
        """The strong line where something begins."""
        self._add(pixel, y, "line-ns", height, key)
        self.fill.append(style.color)
        self.line.append(style.color)
        self.line_width.append(3)

    def _add(self, pixel: float, y: float, symbol: str, size: float, key: str) -> None:
        self.x.append(self.axis.at(pixel))
        self.y.append(round(y, 1))
        self.symbol.append(symbol)
        self.size.append(size)
        self.ids.append([key])

    def trace(self) -> list[Trace]:
        """The trace, or none."""
        if not self.x:
            return []
        line = {"color": self.line, "width": self.line_width}
        marker = {"symbol": self.symbol, "size": self.size, "color": self.fill, "line": line, "opacity": 1}
        return [
            {"type": "scatter", "mode": "markers", "x": self.x, "y": self.y, "customdata": self.ids,
             "marker": marker, "hoverinfo": "skip"}
        ]  # fmt: skip


@dataclass(slots=True)
class Labels:
    """Texts beside their marks. Each hangs on its mark's own place, some pixels off, so that it moves with it."""

    axis: Axis
    size: int
    colors: theme.Palette
    x: list[float] = field(default_factory=list)
    y: list[float] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    weight: list[int] = field(default_factory=list)
    side: list[str] = field(default_factory=list)
    color: list[str] = field(default_factory=list)

    def add(self, pixel: float, y: float, text: str, *, side: str, weight: int = 400, color: str = "") -> None:
        """text: escaped. side: where of the pixel it stands."""
        self.x.append(self.axis.at(pixel))
        self.y.append(round(y, 1))
        self.text.append(text)
        self.weight.append(weight)
        self.side.append("middle left" if side == "left" else "middle center" if side == "center" else "middle right")
        self.color.append(color or self.colors.ink)

    def trace(self, *, is_haloed: bool = True, ids: list[list[str]] | None = None) -> list[Trace]:
        """The trace, or none."""
        if not self.x:
            return []
        halo = ",".join(
            f"{dx}px {dy}px 2px {self.colors.band}" for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1), (0, 0))
        )
        font: dict[str, Any] = {"size": self.size, "color": _one(self.color), "weight": _one(self.weight)}
        if is_haloed:
            font["shadow"] = halo
        trace: Trace = {"type": "scatter", "mode": "text", "x": self.x, "y": self.y, "text": self.text,
                        "textposition": _one(self.side), "textfont": font, "hoverinfo": "skip"}  # fmt: skip
        return [trace | ({"customdata": ids} if ids else {})]


def _one(values: Sequence[Any]) -> Any:
    """The value itself where all are the same, which is shorter to send."""
    return values[0] if len(set(values)) == 1 else list(values)


def box(x0: float, x1: float, y0: float, y1: float, **style: Any) -> dict[str, Any]:
    """A rectangle: x in places, y in pixels from the top."""
    return {"type": "rect", "xref": "x", "yref": "y", "x0": x0, "x1": x1, "y0": y0, "y1": y1, **style}


def traces_of(collected: Iterable[Bars | SoftBars]) -> list[Trace]:
    """The traces of all that were collected, those of bars joined."""
    return joined([trace for bars in collected for trace in bars.trace()])


def joined(traces: Sequence[Trace]) -> list[Trace]:
    """Bars that differ in nothing but their colour as one trace, where the first of them was: each trace that is
    fewer spares the browser some 2 ms."""
    alike: dict[tuple[object, ...], list[Trace]] = {}
    for at, trace in enumerate(traces):
        own = ("bar", trace["hoverinfo"], trace["marker"]["cornerradius"]) if trace["type"] == "bar" else (at,)
        alike.setdefault(own, []).append(trace)
    return [_as_one(same) if len(same) > 1 else same[0] for same in alike.values()]


def _as_one(bars: Sequence[Trace]) -> Trace:
    fills = [trace["marker"]["color"] for trace in bars for _ in trace["base"]]
    lists = [name for name, value in bars[0].items() if isinstance(value, list)]
    marker = bars[0]["marker"] | {"color": _one(fills)}
    return bars[0] | {name: [value for trace in bars for value in trace[name]] for name in lists} | {"marker": marker}
