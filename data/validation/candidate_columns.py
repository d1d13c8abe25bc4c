"""Which of a file's columns could be the date or the title, judged by what is in them."""

from collections.abc import Callable, Sequence

from data import dates
from data.errors import DatelineError

LOOKED_AT = 50
TOLD, LONGEST_TOLD = 3, 80
"""How many cells are told of a column, and how many characters of each."""


def candidates(name: str, headers: Sequence[str], samples: Sequence[Sequence[str]]) -> list[str]:
    """All headers, the likeliest for the column `name` ("date" or "title") first, then in the order of the file.

    samples: some cells of each column.

    >>> candidates("date", ["what", "on"], [["Rain", "Sun"], ["2022-01-05", "2022-01-06"]])
    ['on', 'what']
    """
    judge: Callable[[str], float] = _like_a_date if name == "date" else _like_a_title
    scores = {header: _score(judge, cells) for header, cells in zip(headers, samples, strict=True)}
    return sorted(headers, key=lambda header: -scores[header])


def has_dates(cells: Sequence[str]) -> bool:
    """Whether a column looks as if it held dates.

    >>> has_dates(["2022-01-05", "?"]), has_dates(["12", "7"])
    (True, False)
    """
    return _score(_like_a_date, cells) >= 0.3


def samples(cells: Sequence[str]) -> list[str]:
    """A few different cells that are not empty, to know a column by; long ones cut.

    >>> samples(["Rain", "", "Rain", "Sun"])
    ['Rain', 'Sun']
    """
    filled = dict.fromkeys(" ".join(cell[: 2 * LONGEST_TOLD].split())[:LONGEST_TOLD] for cell in cells if cell.strip())
    return list(filled)[:TOLD]


def _score(judge: Callable[[str], float], cells: Sequence[str]) -> float:
    filled = [cell for cell in cells[:LOOKED_AT] if cell.strip()]
    different = len(set(filled)) / len(filled) if filled else 0
    return sum(map(judge, filled)) / max(len(cells[:LOOKED_AT]), 1) * (0.5 + different / 2)


def _like_a_date(cell: str) -> float:
    if not any(char.isdigit() for char in cell):
        return 0
    try:
        precision = dates.parse(cell).precision
    except DatelineError:
        return 0.3 if sum(char in "-/." for char in cell) == 2 else 0
    return 0.6 if precision in ("year", "century", "decade", "millennium") else 1


def _like_a_title(cell: str) -> float:
    """A few words: neither a number nor a page of text."""
    letters = sum(char.isalpha() for char in cell)
    if letters < len(cell) / 2 or "://" in cell:
        return 0
    return 1 if 10 <= len(cell) <= 120 else 0.5
