"""The column that sorts the events best, where none is called a category: few values, said in most rows."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from data.schema import words
from data.text_folding import fold
from data.validation.header_words import one_by_one


def _in_order(listed: str) -> tuple[str, ...]:
    return tuple(listed.split())


LEAST_FILLED, LEAST_SHARE = 5, 0.6
"""Cells that say something, and their share of all: of fewer it is not known whether they sort the events."""
MOST_VALUES, MOST_DIFFERENT, MOST_UNNAMED = 12, 0.7, 0.5
"""Different values at most; their share of the filled cells; and that where the header does not say that it sorts."""
LONGEST: Final = 40
SORTING: Final = _in_order(
    "workstream stream track category kind type class group team department division unit system component service "
    "product sector domain theme topic subject area phase stage era epoch period section region country status state "
    "priority severity"
)
"""Words of a header that says what kind of thing a row is, the best first."""
NOT_SORTING: Final = one_by_one(
    "owner assignee author who user name reporter editor person people contact id uid key url link href web website "
    "email phone tel lat latitude lon lng longitude date time year month day start end begin finish due created "
    "updated value amount number count total note notes comment comments description text summary title"
)

ANSWERS: Final = one_by_one(
    "true false yes no y n t f m w h male female unknown u on off ja nein oui non sí si não sim vrai faux wahr falsch "
    "tak nie ano ne igen nem evet hayır da nu ναι όχι да нет д н так ні иә жоқ نعم لا כן לא 是 否 有 无 はい いいえ 예 "
    "아니오 x ✓ ✔ - na n/a"
)
"""What answers a question of yes or no, or of whom: it sorts nothing that a timeline shows."""

Sample = Callable[[int], Sequence[str]]


def find(headers: Sequence[str], used: Iterable[str], sample: Sample) -> str | None:
    """The header of that column among those that are not used; None where no column sorts the events."""
    taken = set(used)
    ranks = {header: _rank(header, sample(place)) for place, header in enumerate(headers) if header not in taken}
    fitting = [(rank, header) for header, rank in ranks.items() if rank is not None]
    return min(fitting, key=lambda found: found[0])[1] if fitting else None


def _rank(header: str, cells: Sequence[str]) -> tuple[int, int] | None:
    """The lower the better; None where the column is none to sort by."""
    terms, filled = words(header), [cell.strip() for cell in cells if cell.strip()]
    different = {*filled}
    if (
        NOT_SORTING & {*terms}
        or all(fold(cell) in ANSWERS for cell in different)
        or len(filled) < max(LEAST_FILLED, LEAST_SHARE * len(cells))
    ):
        return None
    if not 2 <= len(different) <= min(MOST_VALUES, MOST_DIFFERENT * len(filled)) or not all(map(_is_name, different)):
        return None
    named = next((at for at, word in enumerate(SORTING) if word in terms), None)
    if named is None and len(different) > MOST_UNNAMED * len(filled):
        return None
    return len(SORTING) if named is None else named, abs(len(different) - 5)


def _is_name(cell: str) -> bool:
    """Whether the cell can be the name of a group: short, with a letter in it, no list and no address."""
    return len(cell) <= LONGEST and bool(re.search(r"[^\W\d_]", cell)) and not re.search(r";|://|@", cell)
