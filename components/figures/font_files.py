"""The font that the app serves, for pictures that stand alone: the letters that a text needs, and a file for programs
that know no web fonts.
"""

import base64
import tempfile
import warnings
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from components.figures.text_width import font_file

NAMES = '"Source Sans", SourceSans3VF, sans-serif'
"""The family of a picture: as its own style calls it, and as the file calls itself."""


def face_of(text: str) -> str:
    """A style with the letters of this text, and no others, in it; nothing where the font is not found."""
    return _face(frozenset(letter for letter in text if letter >= " "))


@lru_cache(maxsize=16)
def _face(letters: frozenset[str]) -> str:
    found = font_file()
    if found is None:
        return ""
    options = subset.Options(flavor="woff2", notdef_outline=True, layout_features=["kern", "mark", "mkmk", "ccmp"])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a font that was read lazily is closed by whoever collects it
        with TTFont(found, recalcTimestamp=False) as font:
            subsetter = subset.Subsetter(options)
            subsetter.populate(unicodes=set(map(ord, letters)))
            subsetter.subset(font)
            font.flavor, body = "woff2", BytesIO()
            font.save(body)
    encoded = base64.b64encode(body.getvalue()).decode()
    return (
        '@font-face { font-family: "Source Sans"; font-weight: 200 900; '
        f'src: url("data:font/woff2;base64,{encoded}") format("woff2"); }}'
    )


def has_all(text: str) -> bool:
    """Whether the font has every letter of the text."""
    return set(text) - set("\n\t") <= _letters()


@lru_cache(maxsize=1)
def _letters() -> frozenset[str]:
    found = font_file()
    if found is None:
        return frozenset()
    with TTFont(found, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))


@lru_cache(maxsize=1)
def plain_file() -> Path | None:
    """The font as a TrueType file, unpacked once for the whole run; None where it is not found."""
    found = font_file()
    if found is None:
        return None
    folder = tempfile.TemporaryDirectory(prefix="dateline-font-")
    _KEPT.append(folder)
    path = Path(folder.name) / "SourceSans.ttf"
    with TTFont(found) as font:
        font.flavor = None
        font.save(path)
    return path


_KEPT: list[tempfile.TemporaryDirectory[str]] = []
"""Removed when the program ends."""
