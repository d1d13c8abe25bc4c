"""How many pictures reach the app where very many look at one record: `python -m benchmarks.scale --viewers 10000`.

Simulated, not measured. Viewers come, zoom, step, drag to a place and filter, and ask for pictures under the addresses
that the page makes (`snapSpan` of components/plot/time.js, the width in steps of 20 pixels, what is likely next fetched
ahead); the browser, a CDN and nginx keep what the server's headers let them. The same seed gives the same numbers.
"""

import argparse
import heapq
import math
import random
from collections import Counter, OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field

Key = tuple[object, ...]
"""What tells one picture's address from another's."""
Span = tuple[float, float]

YEAR = 366 * 86400
HOME: Span = (31 * YEAR, 56 * YEAR)
"""Seconds, as the page counts them: a record of 25 years."""
PARTS = 512
KEPT_BY_BROWSER = 40
FRESH_S = 300
"""`max-age` of a picture that everybody may see (`components.http.requests.SHARED`)."""
WHEEL = math.exp(-0.0022 * 100)
"""A notch of the wheel, 100 pixels (components/plot/gestures.js)."""
SHORTEST_S = 3600
WIDTHS = ((1060, 10), (1080, 30), (1220, 10), (1500, 8), (1620, 24), (2240, 6), (340, 8), (360, 4))
"""Widths of a chart, and how many have it: full windows mostly, on screens of a few sizes."""
DARK, PHONES = 0.3, 400
PLACES = 12
"""So many places of the record are talked about; a viewer goes to one of them mostly, under a pointer that is not quite
there."""
ACTIONS = (("wheel", 55), ("button", 10), ("step", 15), ("filter", 12), ("home", 8))
CHOICES = 12
VISIT_S, BETWEEN_S = 300.0, 5.0


def snap(span: Span) -> Span:
    """The window on the grid that viewers share, as `snapSpan` has it.

    >>> snap((1000.4, 2047.2))
    (1000, 2048)
    """
    start, end = span
    grid = max(1, 2 ** math.floor(math.log2((end - start) / PARTS)))
    first = _round(start / grid) * grid
    return first, max(first + grid, _round(end / grid) * grid)


def _round(number: float) -> int:
    """As JavaScript rounds."""
    return math.floor(number + 0.5)


@dataclass(slots=True)
class Kept:
    """A cache that keeps each picture for so long, and asks above it whether it is still so after that."""

    fresh_s: float
    most: int
    _until: OrderedDict[Key, float] = field(default_factory=OrderedDict)

    def find(self, key: Key, now: float) -> str:
        """How it was found: as "hit", as "known" where it must ask whether the ETag still holds, or as "miss"; from
        then on it is kept."""
        until = self._until.pop(key, None)
        self._until[key] = now + self.fresh_s if until is None or until < now else until
        if len(self._until) > self.most:
            self._until.popitem(last=False)
        return "miss" if until is None else "hit" if until >= now else "known"


@dataclass(slots=True)
class Viewer:
    """Who looks from one browser, and what of it is in the address of a picture."""

    chance: random.Random
    width: int
    is_dark: bool
    near: float
    """Where in the world, 0 to 1: which place of the CDN answers."""
    span: Span = HOME
    category: int = 0
    cache: Kept = field(default_factory=lambda: Kept(math.inf, KEPT_BY_BROWSER))

    @classmethod
    def of(cls, chance: random.Random) -> "Viewer":
        """Somebody, by chance."""
        [width] = chance.choices([w for w, _ in WIDTHS], [share for _, share in WIDTHS])
        return cls(chance, width, chance.random() < DARK, chance.random())

    def act(self) -> list[Key]:
        """Does something; the pictures that are asked for, those that may be next behind the one that is shown."""
        [action] = self.chance.choices([name for name, _ in ACTIONS], [often for _, often in ACTIONS])
        notches = self.chance.randint(1, 4) if action == "wheel" else 0
        factor = WHEEL if self.span == HOME or self.chance.random() < 0.7 else 1 / WHEEL
        centre, keys = self._pointer(), []
        for _ in range(notches):
            self.span = _inside(_zoomed(self.span, factor, centre))
            keys += [self.key(), *(self.key(_inside(_zoomed(self.span, by, centre))) for by in (factor, 1 / factor))]
        length = self.span[1] - self.span[0]
        if action == "button":
            self.span = _inside(_zoomed(self.span, 0.5, sum(self.span) / 2))
        elif action == "step":
            by = self.chance.choice((-0.5, 0.5)) * length
            self.span = _inside((self.span[0] + by, self.span[1] + by))
        elif action == "filter":
            self.category = min(self.chance.randint(0, CHOICES), self.chance.randint(0, CHOICES))
        elif action == "home":
            self.span, self.category = HOME, 0
        return keys or [self.key()]

    def _pointer(self) -> float:
        """A place that is talked about, if one is in the window and this viewer goes there; within ten pixels of it."""
        start, end = self.span
        places = [place for number in range(PLACES) if start < (place := HOME[0] + (number + 0.5) ** 1.1 * YEAR) < end]
        pixel = (end - start) / self.width
        if places and self.chance.random() < 0.8:
            return self.chance.choice(places) + round(self.chance.gauss(0, 10)) * pixel
        return start + round(self.chance.random() * self.width) * pixel

    def key(self, span: Span | None = None) -> Key:
        """The address of the picture of a window."""
        shown = span or self.span
        return (self.category, None if shown == HOME else snap(shown), self.width, self.is_dark, self.width < PHONES)


def _zoomed(span: Span, factor: float, place: float) -> Span:
    return place - (place - span[0]) * factor, place + (span[1] - place) * factor


def _inside(span: Span) -> Span:
    length = span[1] - span[0]
    if length >= HOME[1] - HOME[0]:
        return HOME
    length = max(length, SHORTEST_S)
    start = max(HOME[0], min(span[0], HOME[1] - length))
    return start, start + length


def _actions(viewers: int, minutes: float, chance: random.Random) -> Iterator[tuple[float, Viewer, list[Key]]]:
    """Who asks for what, and when: so many look at any time, each for some minutes, acting every few seconds."""
    turns = [(chance.uniform(0, BETWEEN_S), number, Viewer.of(chance)) for number in range(viewers)]
    heapq.heapify(turns)
    while turns[0][0] < minutes * 60:
        now, number, viewer = heapq.heappop(turns)
        if chance.random() < BETWEEN_S / VISIT_S:  # this one leaves, another comes and sees the whole
            viewer = Viewer.of(chance)
            yield now, viewer, [viewer.key()]
        else:
            yield now, viewer, viewer.act()
        heapq.heappush(turns, (now + chance.expovariate(1 / BETWEEN_S), number, viewer))


def simulate(viewers: int, minutes: float = 5, edges: int = 4, seed: int = 7) -> Counter[str]:
    """How many pictures were wanted, and how many of them the browser, the CDN, nginx and the app had to give. edges:
    places of the CDN that keep pictures each for itself."""
    chance, counts = random.Random(seed), Counter[str]()
    cdn, nginx, drawn = [Kept(FRESH_S, 10**7) for _ in range(edges)], Kept(FRESH_S, 10**7), set[Key]()
    for now, viewer, keys in _actions(viewers, minutes, chance):
        counts["actions"] += 1
        for key in keys:
            counts["wanted"] += 1
            if viewer.cache.find(key, now) == "hit":
                counts["browser"] += 1
            elif cdn[int(viewer.near * edges)].find(key, now) == "hit":
                counts["cdn"] += 1
            elif (found := nginx.find(key, now)) == "hit":
                counts["nginx"] += 1
            else:
                counts["known" if found == "known" or key in drawn else "drawn"] += 1
                drawn.add(key)
    return counts


def report(viewers: int, minutes: float, edges: int, seed: int, drawn_ms: float, action_ms: float) -> str:
    """In words: the rates, and the cores that they take by what one picture and one action were measured to take."""
    counts, seconds = simulate(viewers, minutes, edges, seed), minutes * 60
    lines = [
        f"{viewers:,} viewers, {minutes:g} minutes, seed {seed}: {counts['actions'] / seconds:,.0f} actions a second"
    ]
    for name in ("wanted", "browser", "cdn", "nginx", "known", "drawn"):
        lines.append(f"{name:8} {counts[name] / seconds:10,.1f} a second  {counts[name] / counts['wanted']:6.1%}")
    pictures = (counts["drawn"] * drawn_ms + counts["known"] * 0.5) / 1000 / seconds
    pages = counts["actions"] * action_ms / 1000 / seconds
    lines.append(f"cores for pictures {pictures:,.1f}; for pages {pages:,.1f}")
    return "\n".join(lines)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    parser.add_argument("--viewers", type=int, nargs="*", default=[100, 1000, 10_000], help="who look at any time")
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--edges", type=int, default=4, help="places of the CDN, each with pictures of its own")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--drawn-ms", type=float, default=11, help="processor time of a picture not yet known")
    parser.add_argument("--action-ms", type=float, default=30, help="processor time of a page’s rerun")
    options = parser.parse_args()
    for viewers in options.viewers:
        print(report(viewers, options.minutes, options.edges, options.seed, options.drawn_ms, options.action_ms))


if __name__ == "__main__":
    main()
