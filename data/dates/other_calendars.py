"""Days of the Persian and the Islamic calendar as days of ours, where a column or a person says that they are such."""

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Final

from data.errors import BadDate, shown

DOUBTFUL: Final = "doubtful"
"""What a column's calendar is called that may be one of these, until somebody says which."""
PERSIAN_MONTHS: Final = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"
_NAMES: Final = {name.replace("ی", ye): place for place, name in enumerate(PERSIAN_MONTHS.split(), 1) for ye in "یي"}
_ANCHOR, _ANCHORED = date(2021, 3, 21), 1400
"""The first day of a Persian year, and which."""
_FIRST_ISLAMIC: Final = date(622, 7, 19)
"""The first day of the year 1 by the tables of the Islamic calendar, which are a day or two off at most."""
_YEAR = "1[234][0-9]{2}"
_FORMS: Final = tuple(
    re.compile(form)
    for form in (
        rf"(?P<year>{_YEAR})(?:([/.-])(?P<month>[0-9]{{1,2}})(?:\2(?P<day>[0-9]{{1,2}}))?)?(?P<rest>(?:[ T,].*)?)",
        rf"(?P<day>[0-9]{{1,2}})([/.-])(?P<month>[0-9]{{1,2}})\2(?P<year>{_YEAR})(?P<rest>(?:[ T,].*)?)",
    )
)
_NAMED = re.compile(rf"(?:(?P<day>[0-9]{{1,2}})\ )?(?P<name>{'|'.join(_NAMES)})(?:\ ماه)?\ (?P<year>{_YEAR})")
_SCRIPT = re.compile(r"[\u0600-\u06ff]")
PERSIAN_DIGITS: Final = "۰-۹"
_IN_PERSIAN = re.compile(f"[{PERSIAN_DIGITS}]")


def is_doubtful(headers: Iterable[str], texts: Iterable[str]) -> bool:
    """Whether the dates of a column may be of these calendars: in a table in that script all are of their years today.

    >>> is_doubtful(["تاریخ"], ["1400/10/15"]), is_doubtful(["date"], ["1400/10/15"]), is_doubtful(["تاریخ"], ["2022"])
    (True, False, False)
    """
    filled = [text for text in texts if any(char.isdecimal() for char in text)]
    if not filled or (not any(map(_SCRIPT.search, headers)) and not all(map(_IN_PERSIAN.search, filled))):
        return False
    years = [match["year"] for text in filled if (match := _match(text))]
    return 2 * len(years) > len(filled) and all("1300" <= year < "1500" for year in years)


def in_ours(text: str, calendar: str) -> str:
    """A date of a calendar as one of ours in EDTF; the text as it is where it is none. Raises BadDate where there is no
    such day, and where the calendar is doubtful.

    >>> in_ours("1400/10/15", "persian"), in_ours("1400-10", "persian"), in_ours("2022-01-05", "persian")
    ('2022-01-05', '2021-12-22/2022-01-20', '2022-01-05')
    >>> in_ours("15/05/1443", "islamic"), in_ours("1443", "islamic")
    ('2021-12-20~', '2021-08-10~/2022-07-29~')
    """
    match = _match(text)
    if not match:
        return text
    if calendar == DOUBTFUL:
        ways = [f"{found} where it is {one.capitalize()}" for one in _CALENDARS if (found := _in(match, one))]
        raise BadDate(
            f"{shown(text, 64)} can be of another calendar.", text=text,
            advice=f"Write {' or '.join(ways)}." if ways else _WRITE,
        )  # fmt: skip
    found = _in(match, calendar)
    if not found:
        raise BadDate(f"{shown(text, 64)} is no {calendar.capitalize()} day that is known.", text=text, advice=_WRITE)
    return found


_WRITE: Final = "Write the day of the common calendar, as in 2022-01-05."


def named(folded: str) -> str:
    """The EDTF of a date with the name of a Persian month, which can be of no other calendar; "" for any other.

    >>> named("15 دی 1400"), named("مهر 1400"), named("15 Dey 1400")
    ('2022-01-05', '2021-09-23/2021-10-22', '')
    """
    match = _NAMED.fullmatch(folded)
    return _span(_persian, "", int(match["year"]), _NAMES[match["name"]], int(match["day"] or 0)) if match else ""


def _match(text: str) -> re.Match[str] | None:
    digits = "".join(str(int(char)) if char.isdecimal() else char for char in text.strip())
    return next((match for form in _FORMS if (match := form.fullmatch(digits))), None)


def _in(match: re.Match[str], calendar: str) -> str:
    first, sign = _CALENDARS[calendar]
    day = match["day"] or 0
    found = _span(first, sign, int(match["year"]), int(match["month"] or 0), int(day))
    is_whole = not match["rest"] or (day and not sign)
    return found + match["rest"] if found and is_whole else ""


def _span(first: Callable[[int, int], date], sign: str, year: int, month: int, day: int) -> str:
    """The days of a year, a month or a day; "" where there is no such."""
    if month > 12:
        return ""
    start = first(year, month or 1)
    end = first(year + (month in (0, 12)), month % 12 + 1 if month else 1)
    if not day:
        return f"{start}{sign}/{end - timedelta(days=1)}{sign}"
    moment = start + timedelta(days=day - 1)
    return f"{moment}{sign}" if moment < end else ""


def _persian(year: int, month: int) -> date:
    """The first day of a month: leap years come eight times in 33 years, which is true from 1178 to 1633."""
    leaps = sum(_is_leap(one) for one in range(min(year, _ANCHORED), max(year, _ANCHORED)))
    days = 365 * (year - _ANCHORED) + (leaps if year > _ANCHORED else -leaps)
    return _ANCHOR + timedelta(days=days + (month - 1) * 30 + min(month - 1, 6))


def _is_leap(year: int) -> bool:
    return year % 33 in (1, 5, 9, 13, 17, 22, 26, 30)


def _islamic(year: int, month: int) -> date:
    days = 354 * (year - 1) + (11 * year + 3) // 30 + 29 * (month - 1) + month // 2
    return _FIRST_ISLAMIC + timedelta(days=days)


_CALENDARS: Final = {"persian": (_persian, ""), "islamic": (_islamic, "~")}
