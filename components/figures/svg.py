"""A painting as SVG: as plain elements for slides, as one drawing of a fixed width, and as one that a page stretches.

Whatever text is in a figure is only ever text here: no part of it is read as markup.
"""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any, Final

from components.figures.paint_figure import paint
from components.figures.painted_shapes import Box, Look, Painting, Part, Run, Sign, Words
from components.figures.traces import Plain

Element = tuple[str, dict[str, Any]]
"""A tag, `path` or `text`, and its attributes; the words of a text are under "text"."""
FADE_STEPS: Final = 12
"""Slices of a bar that fades, where there are no gradients."""
COLORED: Final = ("fill", "stroke", "stop-color")
STRETCH: Final = 10_000
"""Units of a drawing that is stretched over the plot, whatever the plot's width."""


def elements(figure: Plain, width: int) -> list[Element]:
    """The elements of a figure that was made for this width, in the order in which they are painted.

    In pixels from the upper left corner; what lies outside the plot is cut off. For where only paths and texts are.
    """
    painting = paint(figure, width)
    room = _Room(painting, width)
    return [element for part in (*painting.inside, *painting.around) for element in _elements(part, room)]


class _Room:
    """Where shares of the plot stand in pixels."""

    def __init__(self, painting: Painting, width: int) -> None:
        self.left, self.wide = painting.left, width - painting.left - painting.right

    def x(self, share: float, off: float = 0.0) -> float:
        return round(self.left + share * self.wide + off, 1)

    def cut(self, share: float) -> float:
        """The same, no farther than the plot reaches."""
        return self.x(min(max(share, 0.0), 1.0))


def _elements(part: Part, room: _Room) -> Iterator[Element]:
    match part:
        case Box():
            yield from _box_paths(part, room)
        case Sign():
            if part.off or -0.001 <= part.share <= 1.001:
                yield "path", {"d": _moved(part.path, room.x(part.share, part.off), part.y), **part.look}
        case Run():
            path = " ".join("M" + "L".join(f"{room.cut(x)},{y:g}" for x, y in line) for line in part.lines)
            yield "path", {"d": path, **part.look}
        case Words():
            text = "".join(words for words, _ in part.pieces)
            place = {"x": room.x(part.share, part.off), "y": round(part.y, 1), "text-anchor": part.anchor}
            plain = {name: value for name, value in part.look.items() if name in ("font-size", "fill", "font-weight")}
            yield "text", {**place, **plain, "text": text}


def _box_paths(box: Box, room: _Room) -> Iterator[Element]:
    for left, right, color in _slices(box):
        x0, x1 = room.cut(left), room.cut(right)
        if x1 > x0:
            look = {**box.look, **({"fill": color} if color else {})}
            yield "path", {"d": f"M{x0},{box.top:g}H{x1}V{box.top + box.height:g}H{x0}Z", **look}


def _slices(box: Box) -> Iterator[tuple[float, float, str]]:
    """From share to share in which colour; a box that fades in slices, each in the colour of its nearest stop."""
    if not box.fade:
        yield box.left, box.right, ""
        return
    length = (box.right - box.left) / FADE_STEPS
    for step in range(FADE_STEPS):
        middle = (step + 0.5) / FADE_STEPS
        yield box.left + step * length, box.left + (step + 1) * length, _color_at(box.fade, middle)


def _color_at(fade: Sequence[tuple[float, str]], at: float) -> str:
    """The colour between two stops; all stops of a bar differ in how much is seen through them only."""
    before = max((stop for stop in fade if stop[0] <= at), key=lambda stop: stop[0], default=fade[0])
    after = min((stop for stop in fade if stop[0] >= at), key=lambda stop: stop[0], default=fade[-1])
    share = 0.0 if after[0] == before[0] else (at - before[0]) / (after[0] - before[0])
    strengths = [float(color.rstrip(")").rpartition(",")[2]) for _, color in (before, after)]
    strength = strengths[0] + share * (strengths[1] - strengths[0])
    return f"{before[1].rpartition(',')[0]},{strength:.3g})"


def _moved(path: str, x: float, y: float) -> str:
    """A path around the origin, around another point: its letters are M, L, C, A and Z, all absolute."""
    found: list[str] = []
    for piece in _commands(path):
        letter, numbers = piece[:1], piece[1:].replace(" ", ",").strip(",").split(",") if piece[1:] else []
        values = [float(number) for number in numbers]
        pairs = values[-2:] if letter == "A" else values
        moved = [round(value + (y if at % 2 else x), 2) for at, value in enumerate(pairs)]
        kept = [f"{value:g}" for value in values[:-2]] if letter == "A" else []
        found.append(letter + ",".join([*kept, *(f"{value:g}" for value in moved)]))
    return "".join(found)


def _commands(path: str) -> Iterator[str]:
    start = 0
    for at, letter in enumerate(path):
        if letter.isalpha() and at > start:
            yield path[start:at]
            start = at
    yield path[start:]


class Drawing:
    """Paintings of one figure as text: the first on light ground, the other, if there is one, on dark.

    Where their colours differ a class has both, and the style says which is seen (`style`).
    """

    def __init__(self, light: Painting, dark: Painting | None = None, *, name: str = "p") -> None:
        self._light, self._dark, self._name = light, dark or light, name
        self._classes: dict[tuple[str, str, str], str] = {}
        self._fades: dict[object, str] = {}
        self._definitions: list[str] = []

    # ---- of a fixed width ----

    def fixed(self, width: int) -> str:
        """The insides of an SVG of this width: nothing in it but numbers, colours and texts."""
        self._room: _Room | None = _Room(self._light, width)
        room = self._room
        inside, around = self._parts()
        plot = f'x="{room.left:g}" y="{self._light.top:g}" width="{room.wide:g}" height="{self._high:g}"'
        clip = f'<clipPath id="{self._name}-plot"><rect {plot}/></clipPath>'
        return (f"<defs>{clip}{''.join(self._definitions)}</defs>"
                f'<g clip-path="url(#{self._name}-plot)">{inside}</g><g>{around}</g>')  # fmt: skip

    # ---- of any width ----

    def stretched(self) -> str:
        """Two SVGs, one on the other, in a box that stretches: the plot, cut off at its edges, and what is around it.

        The box must be placed (`position: relative`) and as high as the painting.
        """
        self._room = None
        inside, around = self._parts()
        left, across, top = f"left:{self._light.left:g}px", self._light.left + self._light.right, self._light.top
        wide = f"position:absolute;{left};width:calc(100% - {across:g}px)"
        definitions = f"<defs>{''.join(self._definitions)}</defs>" if self._definitions else ""
        return (
            f'<svg style="{wide};top:{top:g}px" height="{self._high:g}">{definitions}'
            f'<svg y="{-top:g}" overflow="visible">{inside}</svg></svg>'
            f'<svg style="{wide};top:0;overflow:visible" height="{self._light.height:g}">{around}</svg>'
        )

    @property
    def style(self) -> str:
        """Rules for the classes in use, each with a colour for light ground and one for dark."""
        return "".join(
            f".{name}{{{attribute}:light-dark({light},{dark})}}"
            for (attribute, light, dark), name in self._classes.items()
        )

    # ---- parts ----

    @property
    def _high(self) -> float:
        return self._light.height - self._light.top - self._light.bottom

    def _parts(self) -> tuple[str, str]:
        pairs = ((self._light.inside, self._dark.inside), (self._light.around, self._dark.around))
        inside, around = ("".join(self._part(one, other) for one, other in zip(*pair, strict=True)) for pair in pairs)
        return inside, around

    def _part(self, part: Part, other: Part) -> str:
        match part:
            case Box():
                assert isinstance(other, Box)
                return self._box(part, other)
            case Sign():
                return self._at(part, f'<path d="{part.path}"{self._look(part.look, other.look)}/>')
            case Run():
                return self._run(part, self._look(part.look, other.look))
            case Words():
                assert isinstance(other, Words)
                return self._text(part, other)

    def _x(self, share: float, off: float = 0.0) -> str:
        return f"{self._room.x(share, off):g}" if self._room else f"{_percent(share)}%"

    def _box(self, box: Box, other: Box) -> str:
        fill = f' fill="url(#{self._fade(box, other)})"' if box.fade else ""
        corner = f' rx="{box.corner:g}"' if box.corner else ""
        wide = f"{(box.right - box.left) * self._room.wide:.2f}" if self._room else f"{_percent(box.right - box.left)}%"
        return (f'<rect x="{self._x(box.left)}" y="{box.top:g}" width="{wide}" height="{box.height:g}"{corner}{fill}'
                f"{self._look(box.look, other.look)}/>")  # fmt: skip

    def _fade(self, box: Box, other: Box) -> str:
        """The name of the gradient; bars that fade alike share one."""
        key = box.fade, other.fade
        if key not in self._fades:
            self._fades[key] = name = f"{self._name}-f{len(self._fades)}"
            stops = "".join(
                f'<stop offset="{at:.4g}"{self._look({"stop-color": color}, {"stop-color": dark})}/>'
                for (at, color), (_, dark) in zip(box.fade, other.fade, strict=True)
            )
            self._definitions.append(f'<linearGradient id="{name}">{stops}</linearGradient>')
        return self._fades[key]

    def _at(self, sign: Sign, path: str) -> str:
        if self._room:
            return f'<g transform="translate({self._room.x(sign.share, sign.off):g} {sign.y:g})">{path}</g>'
        return f'<svg x="{_percent(sign.share)}%" y="{sign.y:g}" overflow="visible">{path}</svg>'

    def _run(self, run: Run, look: str) -> str:
        if self._room:
            room = self._room
            lines = ("M" + "L".join(f"{room.x(x):g},{y:g}" for x, y in line) for line in run.lines)
            return f'<path d="{"".join(lines)}"{look}/>'
        shares = {x for line in run.lines for x, _ in line}
        if len(run.lines) == 1 and len(run.lines[0]) == 2:
            (x0, y0), (x1, y1) = run.lines[0]
            return f'<line x1="{_percent(x0)}%" x2="{_percent(x1)}%" y1="{y0:g}" y2="{y1:g}"{look}/>'
        first, last = min(shares), max(shares)
        across = STRETCH / (last - first or 1)
        lines = ("M" + "L".join(f"{(x - first) * across:.0f},{y:g}" for x, y in line) for line in run.lines)
        high = self._light.height
        return (f'<svg x="{_percent(first)}%" width="{_percent(last - first)}%" height="{high:g}" '
                f'viewBox="0 0 {STRETCH} {high:g}" preserveAspectRatio="none" overflow="visible">'
                f'<path d="{"".join(lines)}" vector-effect="non-scaling-stroke"{look}/></svg>')  # fmt: skip

    def _text(self, words: Words, other: Words) -> str:
        off = f' dx="{words.off:g}"' if words.off and not self._room else ""
        anchor = f' text-anchor="{words.anchor}"' if words.anchor != "start" else ""
        pieces = "".join(
            f"<tspan{self._look(look, dark)}>{_escaped(text)}</tspan>" if look else _escaped(text)
            for (text, look), (_, dark) in zip(words.pieces, other.pieces, strict=True)
        )
        return (f'<text x="{self._x(words.share, words.off)}"{off} y="{words.y:g}"{anchor}'
                f"{self._look(words.look, other.look)}>{pieces}</text>")  # fmt: skip

    def _look(self, look: Look, dark: Look) -> str:
        found, names = [], []
        for name, value in look.items():
            if name in COLORED and value != dark[name]:
                names.append(self._classes.setdefault((name, value, dark[name]), f"{self._name}{len(self._classes)}"))
            else:
                found.append(f' {name}="{escape(str(value))}"')
        return "".join([*([f' class="{" ".join(names)}"'] if names else []), *found])


def _percent(share: float) -> str:
    return f"{round(100 * share, 3) + 0.0:.7g}"


def _escaped(text: str) -> str:
    """The text as XML holds it: nothing in it is markup, and what XML cannot hold is left out."""
    return escape("".join(letter for letter in text if letter >= " " or letter == "\t"), quote=False)
