"""How to read the marks: one drawn example for each kind of date."""

from components.widgets.sheet import Node, el

COLORS = ["#2c6aa6", "#6aa7e0"]
WIDTH, HEIGHT, MIDDLE = 120, 26, 13


def legend() -> Node:
    """The kinds of mark, each drawn as on the timeline, each with what it says."""
    kinds = (
        (_point(), "An instant: a moment or a day in a window of years. Its shape and colour say its category."),
        (_bar(30, 90), "A span: from its first day to its last. A year or a month is drawn as the whole of it."),
        (_soft(), "About: the ends are soft where the date is approximate (“about 2019”)."),
        (_unsure(), "Uncertain: the source may be wrong about the date; the outline is broken."),
        (_open(), "Open: it fades out where no end, or no start, is given."),
        (_fold(), "A fold: a long empty stretch, shown short; it says how long it is."),
        (_more(), "More events than fit there. Click it to open the lane."),
    )
    return el("ul", [el("li", drawing, el("span", said)) for drawing, said in kinds], class_="legend")


def _drawing(*inside: Node) -> Node:
    return el("svg", *inside, class_="drawn", colors=COLORS, viewBox=f"0 0 {WIDTH} {HEIGHT}", aria_hidden="true")


def _point() -> Node:
    return _drawing(el("circle", cx=60, cy=MIDDLE, r=6, class_="solid"))


def _bar(start: int, end: int) -> Node:
    return _drawing(_tint(start, end, 0.25), el("rect", x=start, y=4, width=2.5, height=18, class_="solid"))


def _soft() -> Node:
    steps = [_tint(20 + 4 * step, 100 - 4 * step, 0.07) for step in range(5)]
    return _drawing(*steps)


def _unsure() -> Node:
    outline = el(
        "rect", x=30, y=4, width=60, height=18, fill="none", stroke_width=1.4, stroke_dasharray="4 3", class_="line"
    )
    return _drawing(_tint(30, 90, 0.12), outline)


def _open() -> Node:
    steps = [_tint(30, 60 + 10 * step, 0.07) for step in range(5)]
    return _drawing(*steps, el("rect", x=30, y=4, width=2.5, height=18, class_="solid"))


def _fold() -> Node:
    zigzag = "M54 0L60 4L54 8L60 12L54 16L60 20L54 26"
    return _drawing(el("path", d=zigzag, fill="none", stroke_width=1.3, class_="torn"))


def _more() -> Node:
    return el("span", el("b", "+3"), class_="drawn")


def _tint(start: int, end: int, opacity: float) -> Node:
    return el("rect", x=start, y=4, width=end - start, height=18, fill_opacity=opacity, class_="solid")
