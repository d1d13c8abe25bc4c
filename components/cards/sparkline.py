"""How a figure grew, as a line no larger than a word."""

from collections.abc import Sequence

from components.widgets.element_tree import Node, el

WIDTH, HEIGHT, EDGE = 64.0, 20.0, 2.5


def sparkline(growth: Sequence[tuple[int, float]]) -> Node | None:
    """A small stepped line through (second, number) points, its last one marked; None where there is no growth."""
    if len(growth) < 2 or growth[0][0] == growth[-1][0]:
        return None
    most = max(number for _, number in growth) or 1.0
    points = [(_place(second, growth), _level(number, most)) for second, number in growth]
    steps = "".join(f"H{x:.1f}V{y:.1f}" for x, y in points[1:])
    first, last = points[0], points[-1]
    return el(
        "svg",
        el("path", d=f"M{first[0]:.1f} {first[1]:.1f}{steps}", fill="none"),
        el("circle", cx=f"{last[0]:.1f}", cy=f"{last[1]:.1f}", r="2.2"),
        class_="sparkline",
        viewBox=f"0 0 {WIDTH:g} {HEIGHT:g}",
        aria_hidden="true",
    )


def _place(second: int, growth: Sequence[tuple[int, float]]) -> float:
    first, last = growth[0][0], growth[-1][0]
    return EDGE + (WIDTH - 2 * EDGE) * (second - first) / (last - first)


def _level(number: float, most: float) -> float:
    """From nothing up, so that a small rise looks small."""
    return HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * max(number, 0.0) / most
