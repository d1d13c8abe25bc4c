"""How wide a text will stand, measured on the server with the font file that Streamlit serves."""

import importlib.util
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any, Final

from fontTools.ttLib import TTFont
from fontTools.varLib.models import normalizeLocation, piecewiseLinearMap
from fontTools.varLib.varStore import VarStoreInstancer

REGULAR: Final = 400
SEMIBOLD: Final = 600

ELSEWHERE: Final = 0.8
"""Em for a letter that our font lacks: another font draws it, and we would rather leave room than cut it off."""
BY_SCRIPT: Final = {
    "ARABIC": 0.52,
    "ARABIC-INDIC": 0.56,
    "HEBREW": 0.6,
    "THAI": 0.64,
    "DEVANAGARI": 0.6,
    "BENGALI": 0.64,
    "GEORGIAN": 0.68,
    "ARMENIAN": 0.7,
    "ETHIOPIC": 0.74,
}
"""Em for a letter of a script, by the first word of its name in Unicode: as wide as in running words, with a twentieth
to spare, for joined and stacked letters are narrower than each of them alone."""
WIDE_ARABIC: Final = frozenset("سشصضﺱﺵﺹﺽ")
"""Letters that stay wide where they are joined."""
WIDE: Final = 1.0
FULL_WIDTH: Final = 1.04
"""Em for Chinese, Japanese, Korean."""
PICTURE: Final = 1.4
"""Em for an emoji."""
MOST: Final = 2000
"""Letters measured; a label is never so long."""


@lru_cache(maxsize=8192)
def width(text: str, size: float, weight: int = REGULAR) -> float:
    """Pixels from the first letter to the last, never less than the browser will take. Kerning is not counted on.

    >>> width("", 15)
    0.0
    >>> width("Almaty", 30) == 2 * width("Almaty", 15)
    True
    """
    advances = _advances(weight)
    return size * sum(map(advances.__getitem__, text[:MOST]), 0.0)


@lru_cache(maxsize=16_384)
def fit(text: str, room: float, size: float, weight: int = REGULAR) -> str:
    """The text, or as many of its words as there is room for with an ellipsis; nothing where not even three letters
    fit. A word is cut where half of the room would stay empty for it."""
    if len(text) <= MOST and width(text, size, weight) <= room:
        return text
    reached = [*accumulate(map(_advances(weight).__getitem__, text[:MOST]))]
    kept = bisect_right(reached, room / size - width("…", 1, weight))
    if kept < 3:
        return ""
    words = text[:kept] if text[kept : kept + 1] == " " else text[: text.rfind(" ", 0, kept) + 1]
    return (words if len(words) >= kept / 2 else text[:kept]).rstrip(" ,.;:–—-") + "…"


class _Advances(dict[str, float]):
    """Em by letter; those that the font lacks are not kept, for a hostile file may have all of Unicode."""

    def __missing__(self, letter: str) -> float:
        return _elsewhere(letter)


@lru_cache(maxsize=4096)
def _elsewhere(letter: str) -> float:
    if unicodedata.combining(letter) or unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0.0
    if unicodedata.category(letter) == "So" or ord(letter) > 0x1F000:
        return PICTURE
    if letter in WIDE_ARABIC:
        return WIDE
    if unicodedata.east_asian_width(letter) in "WF":
        return FULL_WIDTH
    return BY_SCRIPT.get(unicodedata.name(letter, "").split(" ", 1)[0], ELSEWHERE)


def prepare() -> None:
    """Read the font now, which takes some 30 ms."""
    for weight in (REGULAR, SEMIBOLD):
        _advances(weight)


@lru_cache(maxsize=8)
def _advances(weight: int) -> _Advances:
    """Em for each letter of the font at this weight; none where Streamlit ships another font than we know."""
    found = font_file()
    if found is None:
        return _Advances()
    with TTFont(found, lazy=True) as font:
        measured = _advances_in(font, weight)
    return _Advances({chr(letter): advance for letter, advance in measured.items() if advance})


def _advances_in(font: TTFont, weight: int) -> Mapping[int, float]:
    """As the browser works them out: the thinnest letter's width, and how much it grows to this weight."""
    axes = font["fvar"].axes
    place: dict[str, Any] = normalizeLocation(
        {"wght": weight}, {axis.axisTag: (axis.minValue, axis.defaultValue, axis.maxValue) for axis in axes}
    )
    if "avar" in font:
        place = {tag: piecewiseLinearMap(value, font["avar"].segments[tag]) for tag, value in place.items()}
    table = font["HVAR"].table
    deltas = VarStoreInstancer(table.VarStore, axes, place)
    variation = table.AdvWidthMap.mapping if table.AdvWidthMap else font.getReverseGlyphMap()
    em, plain = font["head"].unitsPerEm, font["hmtx"]
    return {letter: (plain[glyph][0] + deltas[variation[glyph]]) / em for letter, glyph in font.getBestCmap().items()}


@lru_cache(maxsize=1)
def font_file() -> Path | None:
    """The upright font in Streamlit's own static files; found without importing Streamlit."""
    found = importlib.util.find_spec("streamlit")
    if found is None or not found.origin:
        return None
    return next(Path(found.origin).parent.glob("static/static/media/SourceSansVF-Upright*.woff2"), None)
