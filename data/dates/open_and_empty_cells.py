"""Cells that stand for no date: an end that is not there yet, and the words of programs for nothing."""

from collections.abc import Sequence
from typing import Final

from data.dates.calendar import seconds
from data.dates.date_phrases import OPEN_WORDS
from data.dates.span import Span
from data.errors import BadDate

OPEN: Final = Span(None, None, "second", "", "", "..")
"""An end that is said to be open."""
EMPTY_WORDS: Final = frozenset(
    ("nat", "null", "nan", "none", "nil", "n/a", "na", "#n/a", "-", "--", "–", "—", ".", "?", "unknown",
     "not available", "0000-00-00", "0000-00-00 00:00:00", "<na>", "(null)", "(none)", "n.a.", "tbd", "tba")
)  # fmt: skip
_OPEN_WORDS: Final = frozenset((*OPEN_WORDS, "..", "open", "infinity", "∞", "no end", "none yet"))
FIRST_SENTINEL: Final = seconds(9998)
"""From the year 9998 on an end is what a database writes for none."""


def read_into(
    cells: dict[str | None, Span | BadDate | None], texts: Sequence[str], *, is_end: bool
) -> list[str]:  # fmt: skip
    """Fills in the cells that say that there is no end, or nothing; returns the texts of the others."""
    if is_end:
        _open_sentinels(cells)
    rest = []
    for text in texts:
        folded = " ".join(text.split()).lower()
        if folded in EMPTY_WORDS:
            cells[text] = None
        elif (is_end and folded in _OPEN_WORDS) or (is_end and is_sentinel(text)):
            cells[text] = OPEN
        else:
            rest.append(text)
    return rest


def _open_sentinels(cells: dict[str | None, Span | BadDate | None]) -> None:
    for text, span in cells.items():
        if isinstance(span, Span) and span.start is not None and span.start >= FIRST_SENTINEL:
            cells[text] = OPEN


def is_sentinel(text: str) -> bool:
    """Whether an end is so far away that it stands for none: 9999-12-31, 31/12/9999, 9999.

    >>> is_sentinel("31/12/9999"), is_sentinel("2022")
    (True, False)
    """
    return any(f"999{digit}" in text for digit in "89") and any(
        part in ("9998", "9999")
        for part in text.replace("/", "-").replace(".", "-").replace(" ", "-").replace("T", "-").split("-")
    )


def is_open(span: Span | None) -> bool:
    """Whether an end was said to be open."""
    return span is OPEN
