"""The map: where the events happened that say so, on a plain net of degrees; no outline of any country."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import cos, floor, log10, pi
from typing import Any, Final

from components import theme
from components.deck.model import Drawing, Look, Slide
from components.figures.text_width import REGULAR, SEMIBOLD
from components.figures.text_width import width as text_width
from components.words import number, one_line

WIDTH, HEIGHT, EDGE = 720, 330, 34
SIZE: Final = 13
MOST_NAMES: Final = 24
FEWEST: Final = 2
"""Places that make a map."""
Row = Mapping[str, Any]
Element = tuple[str, dict[str, Any]]
Spot = tuple[float, float]


def map_slide(rows: Sequence[Row], looks: Mapping[str, Look]) -> Slide | None:
    """A slide with a mark for each place that has coordinates; None where there are not two of them."""
    by_spot: dict[Spot, list[Row]] = defaultdict(list)
    for row in rows:
        if row["latitude"] is not None and row["longitude"] is not None and row["latitude"] == row["latitude"]:
            by_spot[round(float(row["longitude"]), 3), round(float(row["latitude"]), 3)].append(row)
    if len(by_spot) < FEWEST:
        return None
    names = [f"{_name(rows)}: {number(len(rows))}" for rows in by_spot.values()]
    alt = f"Where it happened. Events by place: {'; '.join(names[:60])}."
    shades = (tuple(_elements(by_spot, looks, dark=dark)) for dark in (False, True))
    return Slide("map", 0, headline="Where it happened", drawing=Drawing(WIDTH, HEIGHT, alt, *shades))


def _name(rows: Sequence[Row]) -> str:
    return next((one_line(row["place"], 32) for row in rows if row["place"]), "no name")


def _elements(by_spot: Mapping[Spot, Sequence[Row]], looks: Mapping[str, Look], *, dark: bool) -> Iterator[Element]:
    colors, at = theme.palette(dark), _projection(list(by_spot))
    yield from _net(at, colors)
    taken: list[tuple[float, float, float, float]] = []
    ordered = sorted(by_spot.items(), key=lambda one: (-max(int(row["importance"]) for row in one[1]), -len(one[1])))
    for (x, y), rows in ((at(spot), rows) for spot, rows in ordered):
        look = looks[rows[0]["category"]]
        size = min(9 + 3 * len(rows) ** 0.5, 26)
        path = theme.outline("circle" if len(rows) > 1 else look.shape, x, y, size)
        yield (
            "path",
            {"d": path, "fill": look.dark if dark else look.light, "stroke": colors.paper, "stroke-width": 1.5},
        )
    for (x, y), rows in [(at(spot), rows) for spot, rows in ordered][:MOST_NAMES]:
        yield from _label(x, y, rows, taken, colors)


def _label(x: float, y: float, rows: Sequence[Row], taken: list[Any], colors: theme.Palette) -> Iterator[Element]:
    """The place's name beside its mark, where nothing stands yet."""
    count = f" ({len(rows)})" if len(rows) > 1 else ""
    text, is_key = f"{_name(rows)}{count}", any(int(row["importance"]) > 2 for row in rows)
    length = text_width(text, SIZE, SEMIBOLD if is_key else REGULAR)
    for anchor, left in (("start", x + 16), ("end", x - 16 - length)):
        box = (left, y - SIZE * 0.7, left + length, y + SIZE * 0.7)
        is_free = all(box[2] < b[0] or b[2] < box[0] or box[3] < b[1] or b[3] < box[1] for b in taken)
        if is_free and left > 0 and left + length < WIDTH:
            taken.append(box)
            here = {"x": round(x + (16 if anchor == "start" else -16), 1), "y": round(y + SIZE * 0.36, 1)}
            look = {"text-anchor": anchor, "font-size": SIZE, "fill": colors.ink}
            weight = {"font-weight": SEMIBOLD} if is_key else {}
            yield "text", here | look | weight | {"text": text}
            return


def _projection(spots: Sequence[Spot]) -> Any:
    """Longitude and latitude to pixels: true to shape in the middle, with air around."""
    west, east = min(x for x, _ in spots), max(x for x, _ in spots)
    south, north = min(y for _, y in spots), max(y for _, y in spots)
    middle = ((west + east) / 2, (south + north) / 2)
    squeeze = max(cos(middle[1] * pi / 180), 0.1)
    wide, high = WIDTH - 6 * EDGE, HEIGHT - 2 * EDGE
    scale = min(wide / max((east - west) * squeeze, 0.01), high / max(north - south, 0.01))

    def at(spot: Spot) -> tuple[float, float]:
        return (
            WIDTH / 2 + (spot[0] - middle[0]) * squeeze * scale - EDGE,
            HEIGHT / 2 - (spot[1] - middle[1]) * scale,
        )

    return at


def _net(at: Any, colors: theme.Palette) -> Iterator[Element]:
    """Lines of whole degrees, or parts of them, with their names."""
    (x0, y0), (x1, y1) = at((0.0, 0.0)), at((1.0, 1.0))
    west, east = (0 - x0) / (x1 - x0), (WIDTH - x0) / (x1 - x0)
    north, south = (y0 - 0) / (y0 - y1), (y0 - HEIGHT) / (y0 - y1)
    step = _step((north - south) / 3)
    look = {"stroke": colors.hairline, "fill": "none", "stroke-width": 1}
    small = {"font-size": 12.5, "fill": colors.grey}
    for index in range(floor(west / step) + 1, floor(east / step) + 1):
        x = round(at((index * step, 0))[0], 1)
        yield "path", {"d": f"M{x},0V{HEIGHT}", **look}
        if 30 < x < WIDTH - 60:
            yield "text", {"x": x + 4, "y": HEIGHT - 4, "text-anchor": "start", **small,
                           "text": _degrees(index * step, "E", "W")}  # fmt: skip
    for index in range(floor(south / step) + 1, floor(north / step) + 1):
        y = round(at((0, index * step))[1], 1)
        yield "path", {"d": f"M0,{y}H{WIDTH}", **look}
        if 20 < y < HEIGHT - 30:
            yield "text", {"x": WIDTH - 2, "y": y - 4, "text-anchor": "end", **small,
                           "text": _degrees(index * step, "N", "S")}  # fmt: skip


def _step(wanted: float) -> float:
    """1, 2 or 5 times a power of ten, near what is wanted."""
    power = 10.0 ** floor(log10(wanted))
    return float(next(power * part for part in (1, 2, 5, 10) if power * part >= wanted))


def _degrees(value: float, positive: str, negative: str) -> str:
    return f"{number(round(abs(value), 4))}°{positive if value > 0 else negative if value < 0 else ''}"
