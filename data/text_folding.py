"""Text as people search it: case, accents and runs of space do not matter."""

import re
import unicodedata
from functools import cache

COMBINING = range(0x300, 0x1F000)
"""Every character that sits on another one is in here (Unicode 16)."""


def fold(text: str) -> str:
    """The same text for the same words, however they are written: NFKD without marks, casefolded, single spaces.

    Folding twice changes nothing, so a folded word can be looked for in a folded text.

    >>> fold("  Nұr-Sultan,  CAFÉ\\nStraße ")
    'nұr-sultan, cafe strasse'
    """
    if not text.isascii():
        text = _bare(text)
    return " ".join(text.casefold().split())


def _bare(text: str) -> str:
    return _marks().sub("", unicodedata.normalize("NFKD", text))


@cache
def _marks() -> re.Pattern[str]:
    return re.compile(f"[{''.join(chr(code) for code in COMBINING if unicodedata.combining(chr(code)))}]")
