"""Two dates in one cell that share a year, a month or an era: 5 Jan – 2 Feb 2022, January–March 2022, 1936–39."""

import re
from collections.abc import Callable
from typing import Final

from data.dates import calendar, edtf, spelled
from data.dates.conventions import Conventions
from data.dates.spelled import Reading
from data.errors import BadDate

MOST_TRIES: Final = 6
"""Places at which a cell is taken to be two dates."""
Whole = Callable[[str, Conventions], Reading | None]
"""What reads one date by itself, in any form but a span."""


def read(folded: str, conventions: Conventions, whole: Whole) -> Reading | None:
    """The span of a text, in lower case with plain dashes: 5 Jan - 2 Feb 2022, 05.01.-08.01.2022,
    c.1850-c.1860; None for any other. Raises BadDate where it begins after it ends."""
    text = re.sub(r"^(?:from|between|vom|von|du|del|с|со|з|із|od|от)\ ", "", folded)
    for number, match in enumerate(_BETWEEN.finditer(text)):
        if number >= MOST_TRIES:
            return None
        left, right = text[: match.start()], text[match.end() :]
        if left and right and (one := _pair(left, right, conventions, whole)):
            return one
    return None


def _pair(left: str, right: str, conventions: Conventions, whole: Whole) -> Reading | None:
    last = whole(right, conventions)
    is_of_one_era = _ERA.search(right) and not _ERA.search(left) and not left.startswith("ad ")
    first = None if is_of_one_era else whole(left, conventions)
    if last and not first:
        first = _complete(left, right, last, conventions, whole)
    elif first and not last:
        last = _with_end(first, right, conventions, whole)
    if not first or not last:
        return None
    return Reading(f"{first.edtf}/{last.edtf}", first.first or last.first)


def _complete(left: str, right: str, last: Reading, conventions: Conventions, whole: Whole) -> Reading | None:
    """The first of two dates with the year, and the month, that only the last one says."""
    match = _DATE.fullmatch(last.edtf)
    if not match:
        return None
    year, month, day = match["year"], match["month"], match["day"]
    about = spelled.about(left)
    rest = left[about:]
    one: Reading | None
    if day and re.fullmatch(r"[0-9]{1,2}(?:st|nd|rd|th|er|\.)?", rest):
        one = Reading(f"{year}-{month}-{int(re.sub(r'[^0-9]', '', rest)):02}" + ("~" if about else ""))
    elif era := _ERA.search(right):
        one = whole(f"{left}{era[0]}", conventions)
    elif re.fullmatch(r"[0-9]{1,2}\.[0-9]{1,2}\.?", rest):
        one = whole(f"{left.rstrip('.')}.{year}", conventions)
    else:
        one = whole(f"{left} {year}", conventions) if re.search(r"[^\W\d_]", rest) else None
    return _in_order(one, last, left, right) if one else None


def _in_order(first: Reading, last: Reading, left: str, right: str) -> Reading:
    """Nov - Feb 2022 begins a year earlier, or ends a year later: that is asked."""
    start, end = edtf.read(first.edtf), edtf.read(last.edtf)
    if start.start is None or end.end is None or start.start < end.end:
        return first
    earlier, later = (_shift_years(first.edtf, -1), last.edtf), (first.edtf, _shift_years(last.edtf, 1))
    raise BadDate(
        f"“{left} - {right}” begins after it ends, in one year.",
        advice=f"Write {'/'.join(earlier)} or {'/'.join(later)}.",
    )


def _shift_years(date: str, years: int) -> str:
    return re.sub(r"^-?[0-9]{4}", lambda match: calendar.year_text(int(match[0]) + years), date)


def _with_end(first: Reading, right: str, conventions: Conventions, whole: Whole) -> Reading | None:
    """The last of two dates with what only the first one says: 1936-39, 2022 Jan 5-8, 5 Jan 2022 - 8 Feb."""
    match = _DATE.fullmatch(first.edtf)
    if not match:
        return None
    about = spelled.about(right)
    rest, year = right[about:], match["year"]
    is_year = conventions.spans != "months" and re.fullmatch(r"[0-9]{2}", rest)
    if not match["month"] and is_year and not year.startswith("-") and rest > year[2:]:
        one: Reading | None = Reading(f"{year[:2]}{rest}" + ("~" if about else ""))
    elif match["day"] and re.fullmatch(r"[0-9]{1,2}(?:st|nd|rd|th)?", rest):
        one = Reading(f"{year}-{match['month']}-{int(re.sub(r'[^0-9]', '', rest)):02}")
    elif match["month"] and re.search(r"[^\W\d_]{3}", rest) and not re.search(r"[0-9]{4}", rest):
        one = whole(f"{right} {year}", conventions)
    else:
        one = None
    is_later = one and edtf.read(one.edtf).end > (edtf.read(first.edtf).start or 0)  # type: ignore[operator]
    return one if is_later else None


_DATE = re.compile(r"(?P<year>-?[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?[~?%]?")
_BETWEEN = re.compile(
    r"\ ?(?:→|⇒|->|--|—|\.\.\.?|…|~(?=\ ?[0-9]))\ ?"
    r"|\ (?:to|till|until|through|thru|bis|au|al|à|a|and|und|et|y|&|по|до|do)\ |\ ?[-/]\ ?"
)
_ERA = re.compile(r"\ (?:bce?|ce|ad)$")
