"""Rows for marks, bars and their labels, so that nothing touches; what there is no room for is counted."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

GAP: Final = 12.0
"""Pixels between a label and what comes after it."""
BESIDE: Final = 6.0
"""Pixels between a mark and its own label."""
INSIDE: Final = 8.0
"""Pixels between the edges of a bar and the label in it."""
NEAR: Final = 42.0
"""Pixels: what is hidden closer together than this is counted in one "+N"."""


class Item(NamedTuple):
    """What wants a place: its body in pixels (a mark or a bar) and how wide its label is, in the order of preference.

    labels: widths, longest first; the first that fits is taken.
    inside: how far into the bar, from the left of what the window shows of it, a label within it begins: after its
    mark. Less than 0: it is no bar. is_last_inside: a label stands within only where there is no room beside it.
    row: where it would best stand, for it stands there in another picture; less than 0 if anywhere.
    """

    key: int
    left: float
    right: float
    labels: tuple[float, ...]
    importance: int = 2
    inside: float = -1.0
    is_last_inside: bool = False
    row: int = -1


class Placed(NamedTuple):
    """Where an item stands. side: right, left or inside; label: which width was taken; from left to right it takes
    the pixels from `left` to `right`, its text beginning at `text` (ending there where side is left)."""

    item: Item
    row: int
    side: str
    label: int
    left: float
    right: float
    text: float


class More(NamedTuple):
    """What gave way around one place."""

    pixel: float
    keys: tuple[int, ...]


@dataclass(slots=True)
class _Row:
    """Where the stretches that are taken begin, and where they end: each in order, whichever belong together."""

    lefts: list[float] = field(default_factory=list)
    rights: list[float] = field(default_factory=list)

    def is_free(self, left: float, right: float) -> bool:
        """Whether all that begin before its end are over before its start."""
        return bisect_left(self.lefts, right + GAP) == bisect_right(self.rights, left - GAP)

    def take(self, left: float, right: float) -> None:
        insort(self.lefts, left)
        insort(self.rights, right)

    def leave(self, left: float, right: float) -> None:
        del self.lefts[bisect_left(self.lefts, left)]
        del self.rights[bisect_left(self.rights, right)]


EMPTY: Final = _Row()
"""The first row below those in use."""


def pack(items: Sequence[Item], width: float, most_rows: int) -> tuple[list[Placed], list[Item]]:
    """The items placed and those hidden; every item is in one of the two, and none stands outside 0 to width.

    The important choose first, so that they are the last to give way, and what begins or ends in the window before
    what only runs through it; then those who stay are set again in the order of time, which reads better, if that
    takes no more rows.
    """

    def rank(item: Item) -> tuple[int, bool, float, float, int]:
        return -item.importance, item.left <= 0 and item.right >= width, item.left, item.right, item.key

    ranked = sorted(items, key=rank)
    placed, hidden = _place(ranked, width, most_rows)
    in_time = sorted((one.item for one in placed), key=lambda item: (item.left, item.right, item.key))
    again, lost = _place(in_time, width, most_rows)
    is_better = not lost and _shortened(again) <= _shortened(placed) and _rows(again) <= max(_rows(placed), 1)
    return (again if is_better else placed), hidden


def _rows(placed: Iterable[Placed]) -> int:
    return max((one.row + 1 for one in placed), default=0)


def _shortened(placed: Iterable[Placed]) -> int:
    return sum(one.label for one in placed)


def rows_needed(placed: Iterable[Placed]) -> int:
    """How many rows are in use."""
    return _rows(placed)


def _place(items: Iterable[Item], width: float, most_rows: int) -> tuple[list[Placed], list[Item]]:
    rows: list[_Row] = []
    placed: list[Placed] = []
    hidden: list[Item] = []
    for item in items:
        found = _first_fit(item, rows, width, most_rows)
        if found is None:
            hidden.append(item)
            continue
        rows += [_Row() for _ in range(found.row + 1 - len(rows))]
        rows[found.row].take(found.left, found.right)
        placed.append(found)
    return placed, hidden


def _first_fit(item: Item, rows: Sequence[_Row], width: float, most_rows: int) -> Placed | None:
    """The topmost row with room for the whole label, else for the next shorter one."""
    in_turn = _in_turn(item.row, len(rows), most_rows)
    for label in range(len(item.labels)):
        sides = _sides(item, label, width)
        for at in in_turn if sides else ():
            row = rows[at] if at < len(rows) else EMPTY
            lefts, rights = row.lefts, row.rights
            for side, left, right, text in sides:
                if bisect_left(lefts, right + GAP) == bisect_right(rights, left - GAP):  # `is_free`, without the call
                    return Placed(item, at, side, label, left, right, text)
    return None


def _in_turn(wished: int, taken: int, most: int) -> Sequence[int]:
    """The rows to try: the one that is wished for, then from the top down to the first empty one."""
    tried = range(min(taken + 1, most))
    return [wished, *(at for at in tried if at != wished)] if 0 <= wished < most else tried


def _sides(item: Item, label: int, width: float) -> list[tuple[str, float, float, float]]:
    """Inside, right and left, as far as the window has room: side, left, right, where the text begins.

    Where there is room on none of them, over the mark in the middle of the bar.
    """
    wide, seen_left, seen_right = item.labels[label], max(item.left, 0.0), min(item.right, width)
    if not wide:
        return [("right", seen_left, seen_right, seen_right)]
    found = []
    if item.inside >= 0 and seen_left + item.inside + wide + INSIDE <= seen_right:
        found.append(("inside", seen_left, seen_right, seen_left + item.inside))
    if seen_right + BESIDE + wide <= width:
        found.append(("right", seen_left, seen_right + BESIDE + wide, seen_right + BESIDE))
    if seen_left - BESIDE - wide >= 0:
        found.append(("left", seen_left - BESIDE - wide, seen_right, seen_left - BESIDE))
    if item.is_last_inside and found and found[0][0] == "inside":
        found = found[1:] + found[:1]
    spare = seen_right - seen_left - wide
    if item.inside >= 0 and not found and spare >= 2 * INSIDE:
        found.append(("inside", seen_left, seen_right, seen_left + spare / 2))
    return found


def beside(items: Iterable[Item], placed: Iterable[Placed], most_rows: int) -> list[tuple[Item, int]]:
    """Items outside the window, each in the topmost row where nothing stands; those that find none are left out."""
    rows = [_Row() for _ in range(most_rows)]
    for one in placed:
        rows[one.row].take(min(one.left, one.item.left), max(one.right, one.item.right))
    found = []
    for item in sorted(items, key=lambda item: (-item.importance, item.left, item.key)):
        tried = _in_turn(item.row, most_rows, most_rows)
        at = next((at for at in tried if rows[at].is_free(item.left, item.right)), None)
        if at is not None:
            rows[at].take(item.left, item.right)
            found.append((item, at))
    return found


def among(
    items: Iterable[Item], taken: Iterable[Sequence[tuple[float, float]]], width: float, rows_of_marks: int
) -> list[Placed]:
    """Items among what stands already, each in the first row with room for it and its label, the important first.

    taken: the stretches of each row that something stands on. rows_of_marks: the rows that what is no bar may stand
    in. Where there is room in none, it stands in the first without its label, whatever is there, and no other's label
    over it: the last label must be one of no width.
    """
    rows = [_Row(*map(sorted, zip(*stretches, strict=True))) if stretches else _Row() for stretches in taken]
    in_turn = sorted(items, key=lambda item: (-item.importance, item.left, item.right, item.key))
    for item in in_turn:
        if item.inside < 0:
            rows[0].take(item.left, item.right)
    found = []
    for item in in_turn:
        if item.inside < 0:
            rows[0].leave(item.left, item.right)
        one = _first_fit(item, rows, width, rows_of_marks if item.inside < 0 else len(rows)) or _bare(item, width)
        rows[one.row].take(one.left, one.right)
        found.append(one)
    return found


def _bare(item: Item, width: float) -> Placed:
    label = len(item.labels) - 1
    [(side, left, right, text)] = _sides(item, label, width)
    return Placed(item, 0, side, label, left, right, text)


def gather(hidden: Iterable[Item], width: float) -> list[More]:
    """The hidden counted by place, left to right, at least NEAR pixels apart and wholly within the window."""
    edge = min(NEAR / 2, width / 2)
    middles = sorted(
        (min(max((max(item.left, 0) + min(item.right, width)) / 2, edge), width - edge), item.key) for item in hidden
    )
    found: list[list[tuple[float, int]]] = []
    for middle, key in middles:
        if found and middle - found[-1][0][0] < NEAR:
            found[-1].append((middle, key))
        else:
            found.append([(middle, key)])
    return [More(group[0][0], tuple(key for _, key in group)) for group in found]


def share_rows(needed: Sequence[int], budget: int, least: int = 2, quiet: Container[int] = ()) -> list[int]:
    """How many rows each lane may have: what it needs, but where the lanes need more than the budget together, the
    tallest give way first, and none is left with fewer than `least`.

    quiet: the lanes that give way before any other, for nothing in them matters most.

    >>> share_rows([3, 12, 9], 18), share_rows([3, 12, 9], 18, quiet={2})
    ([3, 7, 8], [3, 12, 3])
    """
    allowed = list(needed)
    for lanes in ([at for at in range(len(needed)) if at in quiet], range(len(needed))):
        while sum(allowed) > budget and (tallest := max((allowed[at] for at in lanes), default=0)) > least:
            allowed[next(at for at in lanes if allowed[at] == tallest)] -= 1
    return allowed
