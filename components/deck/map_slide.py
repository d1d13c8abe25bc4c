"""The map: where the events happened that say so, on a plain net of degrees; no outline of any country."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import cos, floor, log10, pi
from statistics import median
from typing import Any, Final

from components import theme
from components.deck.slide_types import Drawing, Look, Slide
from components.figures.text_width import REGULAR, SEMIBOLD
from components.figures.text_width import width as text_width
from components.words import number, one_line
from data.text_folding import fold

WIDTH, HEIGHT, EDGE = 720, 330, 34
SIZE: Final = 13
MOST_NAMES: Final = 24
FEWEST: Final = 2
"""Places that make a map."""
Row = Mapping[str, Any]
Element = tuple[str, dict[str, Any]]
Spot = tuple[float, float]
Place = tuple[Spot, Sequence[Row]]


def has_map(rows: Sequence[Row]) -> bool:
    """Whether these events are at so many places with coordinates that there is a map of them."""
    return len(_by_place(rows)) >= FEWEST


def map_slide(rows: Sequence[Row], looks: Mapping[str, Look]) -> Slide | None:
    """A slide with a mark for each place that has coordinates; None where there are not two of them."""
    places = _by_place(rows)
    if len(places) < FEWEST:
        return None
    names = [f"{_name(rows)}: {number(len(rows))}" for _, rows in places]
    alt = f"Where it happened. Events by place: {'; '.join(names[:60])}."
    shades = (tuple(_elements(places, looks, dark=dark)) for dark in (False, True))
    return Slide("map", 0, headline="Where it happened", drawing=Drawing(WIDTH, HEIGHT, alt, *shades))


def _by_place(rows: Sequence[Row]) -> list[tuple[Spot, list[Row]]]:
    """The events that have coordinates, by the name of their place, else by where it is: what matters most first.

    A place stands in the middle of what was noted for it, for coordinates of one town differ from event to event.
    """
    named: dict[str, list[tuple[Spot, Row]]] = defaultdict(list)
    for row in rows:
        if row["latitude"] is not None and row["longitude"] is not None and row["latitude"] == row["latitude"]:
            named[fold(row["place"])].append(((float(row["longitude"]), float(row["latitude"])), row))
    found = [group for name, at in named.items() for group in ([at] if name and _is_one(at) else _apart(at))]
    places = [((median(spot[0] for spot, _ in at), median(spot[1] for spot, _ in at)), [row for _, row in at])
              for at in found]  # fmt: skip
    return sorted(places, key=lambda one: (-max(int(row["importance"]) for row in one[1]), -len(one[1])))


def _is_one(at: Sequence[tuple[Spot, Row]]) -> bool:
    """Whether all of them are within a degree."""
    return all(max(spot[axis] for spot, _ in at) - min(spot[axis] for spot, _ in at) <= 1 for axis in (0, 1))


def _apart(at: Sequence[tuple[Spot, Row]]) -> list[list[tuple[Spot, Row]]]:
    """Those at the same spot together."""
    spots: dict[Spot, list[tuple[Spot, Row]]] = defaultdict(list)
    for spot, row in at:
        spots[round(spot[0], 3), round(spot[1], 3)].append((spot, row))
    return list(spots.values())


def _name(rows: Sequence[Row]) -> str:
    return next((one_line(row["place"], 32) for row in rows if row["place"]), "")


def _elements(places: Sequence[Place], looks: Mapping[str, Look], *, dark: bool) -> Iterator[Element]:
    """The net, a mark for each place as large as much happened there, and the names beside the marks."""
    colors, at = theme.palette(dark), _projection([spot for spot, _ in places])
    yield from _net(at, colors)
    marks = [(*at(spot), min(9 + 3 * len(rows) ** 0.5, 26), rows) for spot, rows in places]
    for x, y, size, rows in reversed(marks):
        looked = looks[Counter(row["category"] for row in rows).most_common(1)[0][0]]
        path = theme.outline("circle" if len(rows) > 1 else looked.shape, x, y, size)
        fill = looked.dark if dark else looked.light
        yield "path", {"d": path, "fill": fill, "stroke": colors.paper, "stroke-width": 1.5}
    taken = [(x - size / 2, y - size / 2, x + size / 2, y + size / 2) for x, y, size, _ in marks]
    for x, y, size, rows in marks[:MOST_NAMES]:
        yield from _label(x, y, size, rows, taken, colors)


def _label(
    x: float, y: float, size: float, rows: Sequence[Row], taken: list[Any], colors: theme.Palette
) -> Iterator[Element]:
    """The place's name beside its mark, where nothing stands yet, and how many events, where there are several."""
    count = f" ({len(rows)})" if len(rows) > 1 else ""
    text, is_key = f"{_name(rows)}{count}".strip(), any(int(row["importance"]) > 2 for row in rows)
    length, away = text_width(text, SIZE, SEMIBOLD if is_key else REGULAR), size / 2 + 5
    beside = (("start", x + away, y), ("end", x - away, y))
    for anchor, here, middle in (*beside, ("middle", x, y - size / 2 - SIZE), ("middle", x, y + size / 2 + SIZE)):
        left = here - length * {"start": 0, "middle": 0.5, "end": 1}[anchor]
        box = (left, middle - SIZE * 0.7, left + length, middle + SIZE * 0.7)
        is_free = all(box[2] < b[0] or b[2] < box[0] or box[3] < b[1] or b[3] < box[1] for b in taken)
        if text and is_free and left > 0 and left + length < WIDTH:
            taken.append(box)
            at = {"x": round(here, 1), "y": round(middle + SIZE * 0.36, 1)}
            look = {"text-anchor": anchor, "font-size": SIZE, "fill": colors.ink}
            weight = {"font-weight": SEMIBOLD} if is_key else {}
            yield "text", at | look | weight | {"text": text}
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
