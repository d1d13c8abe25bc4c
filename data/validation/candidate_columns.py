"""Which of a file's columns could be the date or the title, judged by what is in them."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from data import dates
from data.dates.conventions import DAY, Conventions
from data.dates.open_and_empty_cells import EMPTY_WORDS
from data.dates.spelled import month_number
from data.dates.weekday_names import DAYS as WEEKDAYS
from data.errors import DatelineError
from data.validation.header_words import DATE, END, LATER, NAMED, NO_MOMENT, NO_TITLE, START, TITLE, WHAT, says, terms

LOOKED_AT = 50
TOLD, LONGEST_TOLD = 3, 80
"""How many cells are told of a column, and how many characters of each."""
ANSWERED = Conventions(order=DAY, century="near")
"""With these a date is one whose column has still to be asked."""


def candidates(name: str, headers: Sequence[str], samples: Sequence[Sequence[str]]) -> list[str]:
    """All headers, the likeliest for the column `name` ("date" or "title") first, then in the order of the file.

    samples: some cells of each column.

    >>> candidates("date", ["what", "on"], [["Rain", "Sun"], ["2022-01-05", "2022-01-06"]])
    ['on', 'what']
    """
    scores = {
        header: _date_score(header, cells) if name == "date" else _title_score(header, cells)
        for header, cells in zip(headers, samples, strict=True)
    }
    return sorted(headers, key=lambda header: -scores[header])


def _date_score(header: str, cells: Sequence[str]) -> float:
    return -1 if is_no_moment(header) else like_a_start(header, cells) + _score(_like_a_date, cells)


def like_a_start(header: str, cells: Sequence[str]) -> int:
    """3 a start, 2 a date, 1 days under another name, 0 none, or something that came later."""
    share, days = dates_in(cells)
    if share < 0.3 or says(header, LATER) or is_no_moment(header) or (says(header, END) and not says(header, START)):
        return 0
    is_date = says(header, DATE) or any(term.endswith("date") for term in terms(header))
    return 3 if says(header, START) or says(header, WHAT) else 2 if is_date else 1 if days >= 0.5 else 0


def _title_score(header: str, cells: Sequence[str]) -> float:
    if has_dates(cells):
        return -1
    is_other = is_no_moment(header) or says(header, NO_TITLE)
    named = 0 if is_other else 2 if says(header, NAMED) else 1 if says(header, TITLE) else 0.2
    return _score(_like_a_title, cells) + (named if titles_in(cells) >= 0.3 else 0)


def is_no_moment(header: str) -> bool:
    """Whether a header says a place, a code or a count, whose digits may look like a date.

    >>> is_no_moment("Latitude"), is_no_moment("incident_id"), is_no_moment("Begin date")
    (True, True, False)
    """
    return bool(NO_MOMENT & terms(header))


def dates_in(cells: Sequence[str]) -> tuple[float, float]:
    """How many of some cells that say anything are dates, from 0 to 1; and how many to the month or finer.

    >>> dates_in(["2022-01-05", "1850", "", "Rain"])
    (0.5333333333333333, 0.3333333333333333)
    """
    scores = [_like_a_date(cell) for cell in cells[:LOOKED_AT] if cell.strip()]
    return sum(scores) / max(len(scores), 1), sum(score == 1 for score in scores) / max(len(scores), 1)


def titles_in(cells: Sequence[str]) -> float:
    """How much of some cells that say anything reads like titles, from 0 to 1; nothing where they are dates, or only
    say a part of one.

    >>> titles_in(["Rain fell all day"]), titles_in(["NA", "NA", "7.79"]), titles_in(["Apr", "May"])
    (1.0, 0.0, 0)
    """
    filled = [cell for cell in cells[:LOOKED_AT] if cell.strip() and cell.strip().lower() not in EMPTY_WORDS]
    if dates_in(filled)[0] >= 0.3 or all(map(_is_part_of_a_date, filled)):
        return 0
    return sum(map(_like_a_title, filled)) / max(len(filled), 1)


def _is_part_of_a_date(cell: str) -> bool:
    """Whether the cell is the name of a month or of a day of the week."""
    name = cell.strip().rstrip(".").lower()
    return name in WEEKDAYS or (not name.isdecimal() and month_number(name) is not None)


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


@lru_cache(maxsize=20_000)
def _like_a_date(cell: str) -> float:
    if not any(char.isnumeric() for char in cell):
        return 0
    try:
        precision = dates.parse(cell).precision
    except DatelineError:
        if sum(char in "-/." for char in cell) != 2:
            return 0
        try:
            precision = dates.parse(cell, conventions=ANSWERED).precision
        except DatelineError:
            return 0.3
    return 0.6 if precision in ("year", "century", "decade", "millennium") else 1


def _like_a_title(cell: str) -> float:
    """A few words: neither a number nor a page of text."""
    letters = sum(char.isalpha() for char in cell)
    if letters < len(cell) / 2 or "://" in cell:
        return 0
    if " " not in cell.strip() and (any(char.isdigit() for char in cell) or (len(cell) <= 5 and cell.isupper())):
        return 0.2  # a code
    return 1 if 10 <= len(cell) <= 120 else 0.5
