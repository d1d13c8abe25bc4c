"""Texts in the few tags that the chart knows, as the lines and pieces that a painter writes."""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import Any, Final

from components.figures.painted_shapes import Look, Words

TAGS: Final = re.compile(r"(<[^>]*>)")
STYLE: Final = re.compile(r"color:([^;\"]+)|font-size:([\d.]+)px")
PLAIN: Final[Mapping[str, Look]] = {"<i>": {"font-style": "italic"}, "<b>": {"font-weight": 700}}
LINE: Final = 1.3
"""Of a text's size: from line to line."""


def words_of(
    text: str, place: tuple[float, float, float], anchor: str, font: Mapping[str, Any],
    more: Mapping[str, Any] | None = None,
) -> Iterator[Words]:  # fmt: skip
    """A text in the few tags that the chart knows, as its lines."""
    look = {"font-size": font["size"], "fill": font["color"], **(more or {})}
    if font.get("weight", 400) != 400:
        look["font-weight"] = font["weight"]
    share, off, y = place
    for at, line in enumerate(text.split("<br>")):
        pieces = tuple(_pieces(line))
        if any(text.strip() for text, _ in pieces):
            yield Words(share, off, round(y + at * LINE * font["size"], 2), anchor, pieces, look)


def _pieces(line: str) -> Iterable[tuple[str, Look]]:
    """The line's words, with what its tags say of them."""
    open_tags: list[dict[str, Any]] = []
    for part in TAGS.split(line):
        if part.startswith("</"):
            open_tags = open_tags[:-1]
        elif part.startswith("<"):
            open_tags.append(_look_of(part))
        elif part:
            yield unescape(part), {name: value for one in open_tags for name, value in one.items()}


def _look_of(tag: str) -> dict[str, Any]:
    look = dict(PLAIN.get(tag, {}))
    for color, size in STYLE.findall(tag):
        look |= {"fill": color} if color else {"font-size": float(size)}
    return look
