"""One date in the rarer forms that mean one thing: weeks and days of the year, halves, quarters, reigns, FY 2021/22."""

import re
from collections.abc import Callable
from typing import Final

from data.dates import calendar, spelled
from data.dates.calendar import DAY
from data.dates.month_names import ERAS
from data.dates.plainer_words import CJK_WEEKDAY
from data.dates.spelled import Reading
from data.errors import BadDate

_ERAS: Final = {"m": "明治", "t": "大正", "s": "昭和", "h": "平成", "r": "令和"}
_ORDINALS: Final = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_ROMAN: Final = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


def read(folded: str) -> Reading | None:
    """The EDTF of a text, in lower case with plain dashes; None for any other. Raises BadDate where no such day exists.

    >>> read("2022-w01").edtf, read("h1 2022").edtf, read("r4.1.5").edtf
    ('2022-01-03/2022-01-09', '2022-40', '2022-01-05')
    """
    for form, make in _FORMS:
        if match := form.fullmatch(folded):
            return Reading(make(*match.groups("")))
    return None


def _week(year: str, week: str, day: str = "") -> str:
    """The days of a week, or one of them, as ISO 8601 counts: the first week has the year's first Thursday."""
    fourth = calendar.seconds(int(year), 1, 4)
    monday = fourth - calendar.weekday(fourth) * DAY + (int(week) - 1) * 7 * DAY
    if not 1 <= int(week) <= 53 or calendar.civil(monday + 3 * DAY)[0] != int(year):
        raise BadDate(f"There is no week {week} in {year}.", advice=f"Write {year}, or the days of the week.")
    if day:
        return calendar.to_iso(monday + (int(day) - 1) * DAY)[:10]
    return f"{calendar.to_iso(monday)[:10]}/{calendar.to_iso(monday + 6 * DAY)[:10]}"


def _day_of_year(year: str, day: str) -> str:
    moment = calendar.seconds(int(year)) + (int(day) - 1) * DAY
    if not int(day) or calendar.civil(moment)[0] != int(year):
        raise BadDate(f"There is no day {day} in {year}.", advice=f"Write {year}, or the day as in {year}-01-05.")
    return calendar.to_iso(moment)[:10]


def _quarter(year: str, number: str) -> str:
    return f"{year}-{32 + (_ORDINALS.get(number) or int(number))}"


def _half(year: str, number: str) -> str:
    return f"{year}-{39 + (_ORDINALS.get(number) or int(number))}"


def _roman(day: str, month: str, year: str) -> str:
    return f"{year}-{_ROMAN.index(month) + 1:02}-{int(day):02}"


def _japanese(era: str, number: str, month: str, day: str) -> str:
    year = ERAS[era] + (1 if number == "元" else int(number)) - 1
    if month and year < 1873:
        raise BadDate("Until 1872 the months of Japan were others.", advice="Write the date of our calendar.")
    return spelled.date(f"{year}", month, day) if month else f"{year}"


def _reign(era: str, number: str, month: str, day: str) -> str:
    return _japanese(_ERAS[era], number, month, day)


_NTH = "(first|second|third|fourth|1st|2nd|3rd|4th)"
_FORMS: Final[tuple[tuple[re.Pattern[str], Callable[..., str]], ...]] = tuple(
    (re.compile(form), make)
    for form, make in (
        (rf"({'|'.join(ERAS)})\ ?([0-9]{{1,2}}|元)年(?:\ ?([0-9]{{1,2}})月(?:\ ?([0-9]{{1,2}})日)?)?", _japanese),
        (r"([0-9]{4})-?w([0-9]{2})(?:-?([1-7]))?", _week),
        (r"([0-9]{4})[\ ,-]+(?:w|wk\.?|week|kw|calendar week)\ ?([0-9]{1,2})", _week),
        (r"(?:w|wk\.?|week|kw|calendar week)\ ?([0-9]{1,2})[\ ,/-]+(?:of\ )?([0-9]{4})",
         lambda week, year: _week(year, week)),
        (r"([0-9]{4})-([0-9]{3})", _day_of_year),
        (r"([0-9]{4})[\ /-]?q([1-4])|([0-9]{4})[\ /-]?([1-4])q", lambda a, b, c, d: _quarter(a or c, b or d)),
        (r"(?:q([1-4])|([1-4])q|([1-4])\.\ quartal)[\ /,-]*([0-9]{4})",
         lambda a, b, c, year: _quarter(year, a or b or c)),
        (rf"(?:the\ )?{_NTH} quarter,?(?:\ of)?\ ([0-9]{{4}})", lambda number, year: _quarter(year, number)),
        (r"([0-9]{4})(?:[\ /-]?h|[\ /-]s)([12])|([0-9]{4})[\ /-]?([12])h", lambda a, b, c, d: _half(a or c, b or d)),
        (r"(?:[hs]([12])|([12])h)[\ /,-]*([0-9]{4})", lambda a, b, year: _half(year, a or b)),
        (r"(?:the\ )?(first|second|1st|2nd) half,?(?:\ of)?\ ([0-9]{4})", lambda number, year: _half(year, number)),
        (r"winter(?:\ of)?,?\ ([0-9]{4})[-/]([0-9]{2}|[0-9]{4})", lambda year, other: _winter(year, other)),
        (r"(?:fy|fiscal year|financial year|season|academic year)\ ?([0-9]{4})[-/]([0-9]{2}|[0-9]{4})",
         lambda year, other: _years(year, other)),
        (rf"([0-9]{{1,2}})[.\ -]+({'|'.join(reversed(_ROMAN))})[.\ -]+([0-9]{{4}})", _roman),
        (r"([mtshr])\ ?([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{1,2})", _reign),
        (r"([0-9]{4})\ ?[年년]\ ?([0-9]{1,2})\ ?[月월](?:\ ?([0-9]{1,2})\ ?[日일])?"
         rf"(?:\ ?[(（]?(?:{CJK_WEEKDAY})[)）]?)?",
         lambda year, month, day: spelled.date(year, month, day)),
        (r"\[?([0-9]{2})--(\??)\]?", lambda century, doubt: f"{century}XX{doubt}"),
        (r"\[?([0-9]{3})-(\??)\]?", lambda decade, doubt: f"{decade}X{doubt}"),
    )
)  # fmt: skip


def _years(year: str, other: str) -> str:
    last = other if len(other) == 4 else year[:2] + other
    if last <= year:
        raise BadDate(f"“{year}/{other}” ends before it starts.", advice=f"Write {year} or {last}.")
    return f"{year}/{last}"


def _winter(year: str, other: str) -> str:
    if int(_years(year, other)[5:]) != int(year) + 1:
        raise BadDate("A winter is of two years that follow each other.", advice=f"Write {year}-24.")
    return f"{year}-24"
