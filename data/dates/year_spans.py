"""1936-39 and 1850/60: two years, or a year with a month, season or quarter? The numbers tell, else the column."""

import re
from collections.abc import Sequence
from typing import Final

from data.dates.conventions import Conventions
from data.errors import BadDate

FORM: Final = re.compile(r"\s*([0-9]{2})([0-9]{2})([-/])([0-9]{2})\s*")
MIXED: Final = "mixed"
"""For `Conventions.spans`: the column shows both, or nothing, so that what can be either is refused."""
_YEAR = re.compile(r"\s*[0-9]{4}\s*|\s*[0-9]{4}\s?[-–/]\s?[0-9]{4}\s*")
_LONGEST = 16
"""Characters of the longest cell that says a year, or two."""
_MONTHS: Final = range(1, 13)
_CODES: Final = (*_MONTHS, *range(21, 42))
_SEASONS: Final = {
    21: "spring {}", 22: "summer {}", 23: "autumn {}", 33: "Q1 {}", 34: "Q2 {}", 35: "Q3 {}", 36: "Q4 {}",
    40: "H1 {}", 41: "H2 {}",
}  # fmt: skip


def read(text: str, conventions: Conventions) -> str | None:
    """The EDTF of such a text; None where it has another form, or EDTF is to read it. Raises BadDate in doubt.

    >>> from data.dates.conventions import NOTHING
    >>> read("1914-18", NOTHING), read("1936-39", Conventions(spans="years")), read("1936-39", NOTHING)
    ('1914/1918', '1936/1939', None)
    """
    match = FORM.fullmatch(text) if len(text) < _LONGEST else None
    if not match:
        return None
    century, short, mark, other = match.groups()
    part, can_be_part = int(other), int(other) in (_CODES if mark == "-" else _MONTHS)
    can_be_years = other > short
    if can_be_years and (conventions.spans == "years" or (not can_be_part and conventions.spans != "months")):
        return f"{century}{short}/{century}{other}"
    if can_be_years and (conventions.spans == MIXED or (mark == "/" and not conventions.spans)):
        raise _either(f"{century}{short}", f"{century}{other}", mark, part)
    return f"{century}{short}-{other}" if mark == "/" and can_be_part else None


def _either(year: str, last: str, mark: str, part: int) -> BadDate:
    other = f"{year}-{part:02}-XX for the month" if part in _MONTHS else ""
    if part in _SEASONS:
        other = f"{_SEASONS[part].format(year)} for the part of the year"
    return BadDate(
        f"“{year}{mark}{part:02}” can be the years {year} to {last}, or a part of {year}.",
        advice=f"Write {year}/{last} for the years{f', {other}' if other else ''}.",
    )


def shown(texts: Sequence[str]) -> str:
    """What a column shows: “years” where one can be nothing else and none is a month or season for certain.

    Months that may be years, as in 2001-05, are months unless the column shows years; a season that may be, as in
    1929-33, is “mixed”.

    >>> shown(["1914-18", "1936-39"]), shown(["2021-21", "2019-21"]), shown(["1936-39"]), shown(["2001-05"])
    ('years', 'months', 'mixed', '')
    """
    shorts = [match for text in texts if len(text) < _LONGEST and (match := FORM.fullmatch(text))]
    sure_years = sure_parts = False
    doubtful: set[bool] = set()  # of each that can be either, whether it is a month
    for match in shorts:
        part = int(match[4])
        if part <= int(match[2]):
            sure_parts |= part in _CODES
        elif part in _CODES:
            doubtful.add(part in _MONTHS)
        else:
            sure_years = True
    if sure_years != sure_parts:
        return "years" if sure_years else "months"
    shows_years = any(len(text) < _LONGEST and _YEAR.fullmatch(text) for text in texts)
    return MIXED if doubtful and (sure_years or False in doubtful or shows_years) else ""
