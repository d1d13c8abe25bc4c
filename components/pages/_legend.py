"""How to read the marks: one drawn example for each kind of date."""

from components.widgets.element_tree import Node, el

COLORS = ["#2c6aa6", "#6aa7e0"]
WIDTH, HEIGHT, MIDDLE = 120, 26, 13


def legend() -> Node:
    """The kinds of mark, each drawn as on the timeline, each with what it says."""
    kinds = (
        (_drawing(_point(60)), "A moment. Its shape and colour say its category."),
        (
            _drawing(_tint(30, 90, 0.25), _point(60)),
            "A day, a month or a year in which it happened: all of it is tinted.",
        ),
        (_drawing(_tint(30, 100, 0.25), _edge(), _point(41)), "What lasted: from the strong edge to the other end."),
        (_drawing(*_soft()), "About: soft ends, where the date is approximate (“about 2019”)."),
        (_unsure(), "Uncertain in its date: a broken outline, a hollow mark."),
        (_drawing(_dots(), _point(60)), "Some time within this stretch; nobody says when."),
        (_drawing(*_open(), _edge()), "Open: it fades out where no end, or no start, is given."),
        (_fold(), "A fold: a long empty stretch, shown short; under it stands how long it is."),
        (_more(), "More events than fit there. A click opens the lane."),
    )
    return el("ul", [el("li", drawing, el("span", said)) for drawing, said in kinds], class_="legend")


def _drawing(*inside: Node) -> Node:
    return el("svg", *inside, class_="drawn", colors=COLORS, viewBox=f"0 0 {WIDTH} {HEIGHT}", aria_hidden="true")


def _point(x: int) -> Node:
    return el("circle", cx=x, cy=MIDDLE, r=5, class_="solid")


def _edge() -> Node:
    return el("rect", x=30, y=4, width=2.5, height=18, class_="solid")


def _soft() -> list[Node]:
    return [_tint(20 + 4 * step, 100 - 4 * step, 0.07) for step in range(5)]


def _open() -> list[Node]:
    return [_tint(30, 60 + 10 * step, 0.07) for step in range(5)]


def _dots() -> Node:
    return el("path", d=f"M20 {MIDDLE}H100", fill="none", stroke_width=1.4, stroke_dasharray="1.5 4", class_="line")


def _unsure() -> Node:
    look = {"fill": "none", "stroke_width": 1.4, "class_": "line"}
    outline = el("rect", x=30, y=4, width=60, height=18, stroke_dasharray="4 3", **look)
    return _drawing(_tint(30, 90, 0.12), outline, el("circle", cx=60, cy=MIDDLE, r=4.5, **look))


def _fold() -> Node:
    zigzag = "M54 0L60 4L54 8L60 12L54 16L60 20L54 26"
    return _drawing(el("path", d=zigzag, fill="none", stroke_width=1.3, class_="torn"))


def _more() -> Node:
    return el("span", el("b", "+3"), class_="drawn")


def _tint(start: int, end: int, opacity: float) -> Node:
    return el("rect", x=start, y=4, width=end - start, height=18, fill_opacity=opacity, class_="solid")
