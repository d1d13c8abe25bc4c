"""How much room a text takes in Arial, which every machine has or has the twin of: never less than it will need.

Our server has no Arial to measure. It has the font that Streamlit serves, whose letters are narrower: by how much at
most, words of capitals and of small letters each, was measured with Liberation Sans, Arial's twin in widths, and a
test measures it again.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from components.figures.text_width import REGULAR, SEMIBOLD
from components.figures.text_width import width as narrower

SPACE: Final = 1.4
CAPITAL: Final = 1.25
SMALL: Final = {REGULAR: 1.12, SEMIBOLD: 1.15}
"""How much wider than in our font: a space, a capital letter, any other."""
LINE, TALL_LINE = 1.2, 1.5
"""Of the size: from line to line; and where letters come from other fonts, which are taller."""
TALL_FROM: Final = "\u0590"
FULL_FROM: Final = "\u3000"
"""From here on letters are as wide as they are high, in every font."""


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Pixels from the first letter to the last.

    >>> width("AB", 10) > width("ab", 10) > 0
    True
    """
    weight = SEMIBOLD if bold else REGULAR
    return size * sum(narrower(letter, 1.0, weight) * _wider(letter, weight) for letter in text)


def _wider(letter: str, weight: int) -> float:
    if letter >= FULL_FROM:
        return 1.0
    return SPACE if letter == " " else CAPITAL if letter.isupper() else SMALL[weight]


def line_height(text: str, size: float) -> float:
    """Pixels from line to line."""
    return size * (TALL_LINE if any(letter >= TALL_FROM and letter not in "‘’“”–—…≈·" for letter in text) else LINE)


def lines(text: str, room: float, size: float, *, bold: bool = False) -> list[tuple[int, int]]:
    """Where each line begins and ends in the text; words stay whole where one of them fits a line.

    >>> text = "one two three"
    >>> [text[first:last] for first, last in lines(text, width("one two", 10) + 1, 10)]
    ['one two', 'three']
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for paragraph in text.split("\n"):
        spans += [(start + first, start + last) for first, last in _line_spans(paragraph, room, size, bold)]
        start += len(paragraph) + 1
    return spans


def _line_spans(text: str, room: float, size: float, bold: bool) -> Iterator[tuple[int, int]]:
    first, space, line_width = 0, -1, 0.0
    index = 0
    while index < len(text):
        line_width += width(text[index], size, bold=bold)
        if text[index] == " ":
            space = index
        elif line_width > room and index > first:
            last = space if space > first else index
            yield first, last
            first = index = last + (space > first)
            space, line_width = -1, 0.0
            continue
        index += 1
    yield first, len(text)


def height(text: str, room: float, size: float, *, bold: bool = False) -> float:
    """Pixels that the text takes in a column of this room."""
    return len(lines(text, room, size, bold=bold)) * line_height(text, size)


def fitting(
    text: str, room: float, most: float, sizes: Sequence[float], *, bold: bool = False, saves_a_line: bool = False
) -> float:
    """The largest of the sizes at which the text is no higher than `most`; the last of them if none is.

    saves_a_line: the next smaller one where that takes a line less.
    """
    counts = [len(lines(text, room, size, bold=bold)) for size in sizes]
    heights = [count * line_height(text, size) for count, size in zip(counts, sizes, strict=True)]
    index = next((index for index in range(len(sizes)) if heights[index] <= most), len(sizes) - 1)
    is_saved = saves_a_line and index + 1 < len(sizes) and counts[index + 1] < counts[index]
    return sizes[index + is_saved]


def parts(text: str, room: float, size: float, first: float, further: tuple[float, float]) -> list[str]:
    """The text in pieces: the first no higher than `first` in its room, each further one than its own (room, height).

    >>> parts("one two three", width("three", 10) + 1, 10, 13, (width("two three", 10) + 1, 13))
    ['one', 'two three']
    """
    pieces: list[str] = []
    rest = text
    limits = (room, first)
    while rest:
        broken = lines(rest, limits[0], size)
        count = max(int(limits[1] / line_height(text, size)), 1)
        if len(broken) <= count:
            return [*pieces, rest]
        end = broken[count - 1][1]
        pieces.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
        limits = further
    return pieces or [""]


def cut(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """The text on one line, or as much of it as there is room for, with an ellipsis.

    >>> cut("A long story", width("A long…", 10) + 1, 10)
    'A long…'
    """
    if len(text) < 1000 and width(text, size, bold=bold) <= room:
        return text
    rest = room - width("…", size, bold=bold)
    count = 0
    for letter in text:
        rest -= width(letter, size, bold=bold)
        if rest < 0:
            break
        count += 1
    return text[:count].rstrip(" ,.;:–—-") + "…"
