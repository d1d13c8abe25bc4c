"""One EDTF date without a time of day: year, month or season, day, with X for unknown digits and ~ ? % for doubt."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from data.dates import calendar
from data.dates.calendar import FIRST_YEAR, LAST_YEAR
from data.dates.span import Span, join_qualifiers
from data.errors import BadDate, shown

_Q = "([?~%]?)"
_DAY = re.compile(rf"{_Q}(-?[0-9X]{{4}}){_Q}(?:-{_Q}([0-9X]{{2}}){_Q}(?:-{_Q}([0-9X]{{2}}){_Q})?)?")
_LONG_YEAR = re.compile(rf"(?:Y(-?[0-9]+)(?:E([0-9]+))?|(-?[0-9]{{4}})(?=S))(?:S([0-9]+))?{_Q}")

# First month and length in months of the codes 21 to 41. Winter of the north (24, 28) and summer of the south (30)
# begin in December of the year they are named by and end with the February after it; see the record on seasons.
_SEASONS = {
    code: (first, length)
    for codes, firsts, length in (
        (range(21, 25), (3, 6, 9, 12), 3),
        (range(25, 29), (3, 6, 9, 12), 3),
        (range(29, 33), (9, 12, 3, 6), 3),
        (range(33, 37), (1, 4, 7, 10), 3),
        (range(37, 40), (1, 5, 9), 4),
        (range(40, 42), (1, 7), 6),
    )
    for code, first in zip(codes, firsts, strict=True)
}

_YEAR_PRECISION = {0: "millennium", 1: "millennium", 2: "century", 3: "decade"}
_UNIT_PRECISION = {1: "year", 10: "decade", 100: "century", 1000: "millennium"}
_BOUND = f"Years go from {FIRST_YEAR} to {LAST_YEAR}"


@lru_cache(maxsize=16_384)  # the days of forty years: spans begin and end on few of them
def read_day(text: str) -> Span | None:
    """The span of a date; None where the text has no such form. Raises BadDate where the form fits and the date cannot.

    >>> calendar.to_iso(read_day("2004-02").end)
    '2004-03-01T00:00:00'
    """
    if match := _DAY.fullmatch(text):
        before_year, year, after_year, before_month, month, after_month, before_day, day, after_day = match.groups("")
        doubts = before_year + after_year + before_month + after_month + before_day + after_day
        qualifier = join_qualifiers((doubts,)) if len(doubts) > 1 else doubts
        start, end, precision = _cover(year, month, day)
        return Span(start, end, precision, qualifier, qualifier, text)
    if match := _LONG_YEAR.fullmatch(text):
        return _long_year(*match.groups(""))
    return None


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a date as written, "" for those not given, and the doubt about each: "", "~", "?" or "%"."""

    year: str
    month: str
    day: str
    year_doubt: str
    month_doubt: str
    day_doubt: str


def parts(text: str) -> Parts | None:
    """A date taken apart; None where the text is no date, or a long year. Nothing is checked against the calendar.

    A sign after a part is about it and all before it, a sign before a part about it alone.

    >>> parts("2004-06~-11")
    Parts(year='2004', month='06', day='11', year_doubt='~', month_doubt='~', day_doubt='')
    """
    match = _DAY.fullmatch(text)
    if not match:
        return None
    before_year, year, after_year, before_month, month, after_month, before_day, day, after_day = match.groups("")
    return Parts(
        year,
        month,
        day,
        join_qualifiers((before_year, after_year, after_month, after_day)),
        join_qualifiers((before_month, after_month, after_day)),
        join_qualifiers((before_day, after_day)),
    )


def _cover(year: str, month: str, day: str) -> tuple[int, int, str]:
    """Start, end and precision of the parts of a date; "" for those not given."""
    if "X" in year or "X" in month or "X" in day:
        return _cover_unknown(year, month, day)
    number = _year(year)
    if not month:
        return calendar.seconds(number), calendar.seconds(number + 1), "year"
    if month > "20" and int(month) in _SEASONS:
        if day:
            raise BadDate(
                f"A season or quarter ({month}) has no day {day}.", advice=f"Write {year}-{month}, or the month."
            )
        return *season_cover(number, int(month)), "season"
    check_day(year, month, day)
    start = calendar.seconds(number, int(month), int(day or 1))
    length = 1 if day else calendar.days_in_month(number, int(month))
    return start, start + length * calendar.DAY, "day" if day else "month"


def season_cover(year: int, code: int) -> tuple[int, int]:
    """Start and end of a season, quarter, third or half of a year, by its EDTF code 21 to 41."""
    first, length = _SEASONS[code]
    start = calendar.seconds(year, first)
    return start, calendar.add_months(start, length)


def _year(text: str) -> int:
    if text == "-0000":
        raise BadDate("There is no year -0000.", advice="Write 0000 for 1 BCE, -0001 for 2 BCE.")
    return int(text)


def check_day(year: str, month: str, day: str) -> None:
    """Nothing, if the day (or, where `day` is "", the month) exists; else BadDate with what to write instead."""
    number = _year(year)
    if not 1 <= int(month) <= 12:
        swapped = f"{year}-{day}-{month}" if day and 1 <= int(day) <= 12 and 13 <= int(month) <= 31 else ""
        advice = f"If {month} is the day, write {swapped}." if swapped else f"Write the month as in {year}-01."
        if not day and int(month) > int(year[-2:]):
            advice = f"For the years {year} to {year[:-2]}{month}, write {year}/{year[:-2]}{month}."
        raise BadDate(f"There is no month {month}: months go from 01 to 12.", advice=advice)
    last = calendar.days_in_month(number, int(month))
    if day and not 1 <= int(day) <= last:
        advice = f"Write {year}-{month}-{last:02}, or {year}-{month} if the day is not known."
        raise BadDate(f"There is no day {day} in {year}-{month}: that month has {last} days.", advice=advice)


def _cover_unknown(year: str, month: str, day: str) -> tuple[int, int, str]:
    """As `_cover`, where digits are X: from the first day that fits to the last one."""
    if "X" not in year:
        _year(year)
    if month and "X" not in month and int(month) in _SEASONS and not day:
        years = [next(_matching_years(year, reverse=is_last)) for is_last in (False, True)]
        return season_cover(years[0], int(month))[0], season_cover(years[1], int(month))[1], _precision(year, "", "")
    first, last = (_find_day(year, month, day, reverse=is_last) for is_last in (False, True))
    if first is None or last is None:
        written = "-".join(part for part in (year, month, day) if part)
        raise BadDate(
            f"No day that exists fits {written}.",
            advice="Write X only for digits that are not known, as in 2004-06-XX.",
        )
    return calendar.seconds(*first), calendar.seconds(*last) + calendar.DAY, _precision(year, month, day)


def _precision(year: str, month: str, day: str) -> str:
    if "X" in year:
        return _YEAR_PRECISION[year.lstrip("-").index("X")]
    if "X" in month:
        # October to December: as long as a quarter, where every other unknown month may be most of the year.
        return "season" if month == "1X" and not day else "year"
    return "month" if day else "year"


def _find_day(year: str, month: str, day: str, *, reverse: bool) -> tuple[int, int, int] | None:
    """The first day that fits the pattern, or with `reverse` the last one; None where there is none."""
    days = _fitting_days(month, day)[:: -1 if reverse else 1]
    if not days:
        return None
    for y in _matching_years(year, reverse=reverse):
        for m, d in days:
            if (m, d) != (2, 29) or calendar.is_leap(y):
                return y, m, d
    return None


@lru_cache(maxsize=256)
def _fitting_days(month: str, day: str) -> tuple[tuple[int, int], ...]:
    """Each month and day of a leap year that fits, in order."""
    months = [number for number in range(1, 13) if _fits(number, month)]
    return tuple((m, d) for m in months for d in range(1, calendar.days_in_month(2000, m) + 1) if _fits(d, day))


def _fits(number: int, pattern: str) -> bool:
    return not pattern or all(want in ("X", digit) for digit, want in zip(f"{number:02}", pattern, strict=True))


def _matching_years(pattern: str, *, reverse: bool) -> Iterator[int]:
    """The years that fit, earliest first, or with `reverse` latest first; at most ten thousand."""
    is_negative = pattern.startswith("-")
    every_digit = "9876543210" if reverse != is_negative else "0123456789"
    sign = -1 if is_negative else 1
    for digits in product(*(every_digit if digit == "X" else digit for digit in pattern.lstrip("-"))):
        year = int("".join(digits))
        if year or not is_negative:
            yield sign * year


def _long_year(number: str, exponent: str, four_digits: str, significant: str, qualifier: str) -> Span:
    """A year after Y, one times a power of ten, or one of which only some digits are sure."""
    year = _bounded_year(number, exponent) if number else _year(four_digits)
    if number and not exponent:
        raise BadDate("Y is only for years of more than four digits.", advice=f"Write {calendar.year_text(year)}.")
    text = calendar.year_text(year)
    if not significant:
        start, end, precision = _cover(text, "", "")
        return Span(start, end, precision, qualifier, qualifier, text + qualifier)
    length = len(str(abs(year)))
    if len(significant) > 1 or not 1 <= int(significant) <= length:
        advice = f"Write {text}, or S and how many of its {length} digits are sure."
        raise BadDate(f"The year {year} has no {significant} significant digits.", advice=advice)
    unit = 10 ** (length - int(significant))
    near = abs(year) // unit * unit
    low, high = (near, near + unit - 1) if year >= 0 else (-near - unit + 1, -near)
    canonical = f"{text}S{significant}{qualifier}"
    return Span(
        calendar.seconds(low), calendar.seconds(high + 1), _UNIT_PRECISION[unit], qualifier, qualifier, canonical
    )


def _bounded_year(number: str, exponent: str) -> int:
    """A year from its digits and power of ten, worked out only where it can be within bounds."""
    digits = number.lstrip("-").lstrip("0")
    if exponent and (not digits or not exponent.strip("0")):
        raise BadDate(f"{shown('Y' + number + 'E' + exponent)} is not a year.", advice="Write it in four digits.")
    power = exponent.lstrip("0") or "0"
    if len(digits) > 4 or len(power) > 1 or len(digits) + int(power) > 4:
        raise BadDate(f"{_BOUND}; this one is outside.", advice="Write a year between them, in four digits.")
    year = int(digits or "0") * int("1" + "0" * int(power))
    return -year if number.startswith("-") else year
