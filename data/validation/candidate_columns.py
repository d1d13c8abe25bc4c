"""Which of a file's columns could be the date or the title, judged by what is in them."""

from collections.abc import Callable, Sequence
from typing import Final

from data import dates
from data.dates.open_and_empty_cells import EMPTY_WORDS
from data.dates.spelled import month_number
from data.dates.weekday_names import DAYS as WEEKDAYS
from data.errors import DatelineError
from data.schema import words

LOOKED_AT = 50
TOLD, LONGEST_TOLD = 3, 80
"""How many cells are told of a column, and how many characters of each."""
NO_MOMENT = frozenset(
    (
        *("id", "ids", "lat", "latitude", "lon", "lng", "longitude", "code", "codes", "number", "no", "nr", "key"),
        *("zip", "postal", "postcode", "phone", "fips", "iso", "count", "uid", "guid", "uuid", "row"),
    )
)


def one_by_one(listed: str) -> frozenset[str]:
    """The words of a line."""
    return frozenset(listed.split())


START: Final = one_by_one(
    "start starts started begin begins began beginning from since occurred happened onset "
    "opening opened beginn anfang von debut inicio inizio начало басталу baslangic poczatek zacatek kezdet"
)
WHAT: Final = frozenset(("event", "incident", "occurrence"))
"""What a start is the start of; no start itself where an end stands beside it."""
DATE: Final = one_by_one(
    "date dates datum data datetime time timestamp when year day fecha дата день күні tarih tarihi pvm"
)
END: Final = one_by_one(
    "end ends ended ending finish finished until till to close closed through stop ende fin terminated termination "
    "resolved completed completion solved"
)
LATER: Final = one_by_one(
    "created creation create published publication publish declaration declared updated update modified modification "
    "changed added posted reported report entered entry received refresh last registered registration submitted "
    "closeout retrieved accessed birth born death died due deadline expiry expires imported"
)
"""What is done with a record after what it tells of, or what is not about it at all."""


FIRST: Final = one_by_one("created added published posted declared reported entered announced issued opened")
"""Of these, what is done when the record begins: it says when where nothing else does but an end."""


def candidates(name: str, headers: Sequence[str], samples: Sequence[Sequence[str]]) -> list[str]:
    """All headers, the likeliest for the column `name` ("date" or "title") first, then in the order of the file.

    samples: some cells of each column.

    >>> candidates("date", ["what", "on"], [["Rain", "Sun"], ["2022-01-05", "2022-01-06"]])
    ['on', 'what']
    """
    scores = {
        header: _date_score(header, cells) if name == "date" else _title_score(cells)
        for header, cells in zip(headers, samples, strict=True)
    }
    return sorted(headers, key=lambda header: -scores[header])


def _date_score(header: str, cells: Sequence[str]) -> float:
    return -1 if is_no_moment(header) else like_a_start(header, cells) + _score(_like_a_date, cells)


def like_a_start(header: str, cells: Sequence[str]) -> int:
    """3 a start, 2 a date, 1 days under another name, 0 none, or something that came later."""
    terms = set(words(header))
    share, days = dates_in(cells)
    if share < 0.3 or terms & LATER or is_no_moment(header) or (terms & END and not terms & START):
        return 0
    is_date = terms & DATE or any(term.endswith("date") for term in terms)
    return 3 if terms & (START | WHAT) else 2 if is_date else 1 if days >= 0.5 else 0


def _title_score(cells: Sequence[str]) -> float:
    return -1 if has_dates(cells) else _score(_like_a_title, cells)


def is_no_moment(header: str) -> bool:
    """Whether a header says a place, a code or a count, whose digits may look like a date.

    >>> is_no_moment("Latitude"), is_no_moment("incident_id"), is_no_moment("Begin date")
    (True, True, False)
    """
    return bool(NO_MOMENT & set(words(header)))


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
    if " " not in cell.strip() and any(char.isdigit() for char in cell):
        return 0.3  # a code
    return 1 if 10 <= len(cell) <= 120 else 0.5
