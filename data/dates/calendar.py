"""Moments: whole seconds since 1970-01-01T00:00:00 in the proleptic Gregorian calendar, local to the data set.

Python's and the engines' own date types end at year 1, so moments are plain integers and the calendar is here.
Year 0 is 1 BCE and -43 is 44 BCE, as in ISO 8601. Days to civil dates and back after Howard Hinnant's
"chrono-compatible low-level date algorithms" (https://howardhinnant.github.io/date_algorithms.html).
"""

import re

from data.errors import BadDate, shown

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR

FIRST_YEAR = -9999
LAST_YEAR = 9999
BESIDE_YEARS = 20_000
"""Beside the years that a date may have, a picture has room for marks and labels: so many more at the most."""

_DAYS_BEFORE_1970 = 719_468  # from 1 March of year 0
_DAYS_IN_ERA = 146_097  # 400 years
_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

# Five digits, because the exclusive end of 9999 is a moment too, and the ends of a picture.
_ISO = re.compile(r"(-?[0-9]{4,5})-([0-9]{2})-([0-9]{2})(?:T([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?)?")


def is_leap(year: int) -> bool:
    """Whether the year has a 29 February; 1900 has none, 2000 has, and so has 0 (1 BCE)."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    """28 to 31."""
    return 29 if month == 2 and is_leap(year) else _MONTH_DAYS[month - 1]


def days(year: int, month: int, day: int) -> int:
    """Days from 1970-01-01 to this day; negative before it."""
    year -= month <= 2
    era, year_of_era = divmod(year, 400)
    day_of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    day_of_era = year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year
    return era * _DAYS_IN_ERA + day_of_era - _DAYS_BEFORE_1970


def seconds(year: int, month: int = 1, day: int = 1, hour: int = 0, minute: int = 0, second: int = 0) -> int:
    """The moment of a civil date and time. The parts must exist; nothing is checked here.

    >>> seconds(1970), seconds(1970, 1, 2), seconds(1969, 12, 31, 23, 59, 59)
    (0, 86400, -1)
    """
    return days(year, month, day) * DAY + hour * HOUR + minute * MINUTE + second


def clamp(moment: int) -> int:
    """The moment, or the first or last of those that a picture may show, where it is beyond them.

    >>> to_iso(clamp(10**15)), to_iso(clamp(0))
    ('30000-01-01T00:00:00', '1970-01-01T00:00:00')
    """
    return min(max(moment, seconds(FIRST_YEAR - BESIDE_YEARS)), seconds(LAST_YEAR + 1 + BESIDE_YEARS))


def civil(moment: int) -> tuple[int, int, int, int, int, int]:
    """Year, month, day, hour, minute and second of a moment.

    >>> civil(0)
    (1970, 1, 1, 0, 0, 0)
    """
    day_number, clock = divmod(moment, DAY)
    era, day_of_era = divmod(day_number + _DAYS_BEFORE_1970, _DAYS_IN_ERA)
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36524 - day_of_era // 146096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    month_from_march = (5 * day_of_year + 2) // 153
    day = day_of_year - (153 * month_from_march + 2) // 5 + 1
    month = (month_from_march + 2) % 12 + 1
    year = year_of_era + era * 400 + (month <= 2)
    return year, month, day, clock // HOUR, clock % HOUR // MINUTE, clock % MINUTE


def weekday(moment: int) -> int:
    """0 for Monday to 6 for Sunday."""
    return (moment // DAY + 3) % 7


def add_months(moment: int, months: int) -> int:
    """The same day and time some months later (or earlier); the last day where the month has no such day.

    >>> to_iso(add_months(seconds(2022, 1, 31), 1))
    '2022-02-28T00:00:00'
    """
    year, month, day, hour, minute, second = civil(moment)
    year, month = divmod(year * 12 + month - 1 + months, 12)
    day = min(day, days_in_month(year, month + 1))
    return seconds(year, month + 1, day, hour, minute, second)


def year_text(year: int) -> str:
    """Four digits, with a minus before year 0.

    >>> year_text(79), year_text(-43)
    ('0079', '-0043')
    """
    return f"{'-' if year < 0 else ''}{abs(year):04}"


def to_iso(moment: int) -> str:
    """A moment as ISO text, always to the second.

    >>> to_iso(seconds(2022, 1, 6, 14, 30)), to_iso(seconds(-43, 3, 15))
    ('2022-01-06T14:30:00', '-0043-03-15T00:00:00')
    """
    year, month, day, hour, minute, second = civil(moment)
    return f"{year_text(year)}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"


def from_iso(text: str) -> int:
    """The moment of ISO text: a day, or a day and a time to the minute or second. The inverse of `to_iso`.

    Raises BadDate for anything else.

    >>> from_iso("1970-01-02"), from_iso("1970-01-01T00:01")
    (86400, 60)
    """
    match = _ISO.fullmatch(text)
    if not match:
        raise BadDate(
            f"{shown(text, 64)} is not a moment.", text=text[:64], advice="Write it as in 2022-01-06T14:30:00."
        )
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups())
    is_near = FIRST_YEAR - BESIDE_YEARS <= year <= LAST_YEAR + 1 + BESIDE_YEARS
    is_day = is_near and 1 <= month <= 12 and 1 <= day <= days_in_month(year, month)
    if not (is_day and hour < 24 and minute < 60 and second < 60):
        raise BadDate(f"{shown(text, 64)} does not exist.", text=text[:64], advice="Write a day and time that do.")
    return seconds(year, month, day, hour, minute, second)
