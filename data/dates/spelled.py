"""Dates as people spell them, turned into EDTF where they can be read one way only."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from unicodedata import decimal, normalize

from data.dates import calendar
from data.dates.conventions import NOTHING, Conventions
from data.dates.month_names import MONTHS, NUMBERS, alone, one_of
from data.dates.weekday_names import check_weekday
from data.errors import BadDate

_SEASON_CODES = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23}

_MONTH = rf"({one_of(NUMBERS)})\.?"
_WEEKDAY = r"(?:(mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\ +)?"
_ORDINAL = r"([0-9]{1,2})(?:st|nd|rd|th|er|\.)?"
_OF = r"(?:\ (?:of|de))?"
_OFFSET = (  # a minus may as well be the dash of a range, but not behind seconds: see `data.dates.time_of_day`
    r"(z|utc|gmt|\+[0-9]{2}(?::?[0-9]{2})?"
    r"|(?:(?<=[0-9]:[0-9]{2}:[0-9]{2})|(?<=[.,][0-9]{3})|(?<=[.,][0-9]{6}))-[0-9]{2}(?::?[0-9]{2})?)?"
)
_CLOCK = rf"([0-9]{{1,2}}):([0-9]{{2}})(?::([0-9]{{2}})(?:[.,][0-9]{{1,9}})?)?\ ?([ap]\.?m\.?)?\ ?{_OFFSET}"
_TIME = rf"(?:(?:,?\ +(?:at\ )?|t){_CLOCK})?"
_ERA = r"(?:\ (bce?|ce|ad))?"
_YEAR = r"([0-9]{4}|[0-9]{1,4}(?=\ (?:bc|ce|ad)))"


@dataclass(frozen=True, slots=True)
class Reading:
    """A spelled date as EDTF, and the number order it hangs on: "" for none, "day" or "month" for which is first,
    "point" where the day is taken to be first because of the points alone; "day." and "month." between points."""

    edtf: str
    first: str = ""


def read(text: str, conventions: Conventions = NOTHING) -> Reading | None:
    """The EDTF of a spelled date; None where it has no form that we know.

    Raises BadDate where it has, but can be read two ways and the conventions do not say which. Between points the
    day is first: no country writes the month there (CLDR).

    >>> read("Jan 5, 2022"), read("5/1/2022", Conventions(order="day")).edtf, read("44 BCE").edtf
    (Reading(edtf='2022-01-05', first=''), '2022-01-05', '-0043')
    """
    folded = fold(text)
    if about := _ABOUT.match(folded):
        if (span := _SHORT_SPAN.fullmatch(folded[about.end() :])) and span[3] > max(span[2], "12"):
            return Reading(f"{span[1]}{span[2]}~/{span[1]}{span[3]}~")
        rest = read(folded[about.end() :], conventions) or digits(folded[about.end() :])
        return Reading(_approximate(rest.edtf), rest.first) if rest else None
    if not text.isascii() and "–" not in text and (plain := digits(folded)):  # a typographic minus, other digits
        return plain
    for form, make in _FORMS:
        if match := form.fullmatch(folded):
            return Reading(make(*match.groups("")))
    if match := _NUMBERS.fullmatch(folded):
        return _ordered(*match.groups(""), conventions=conventions)
    return _open(folded, conventions) or _from_to(folded, conventions)


def _open(folded: str, conventions: Conventions) -> Reading | None:
    """Since 2021, 1975-, until May 1990: a span with one end."""
    match = _OPEN.fullmatch(folded)
    rest = match and _one_end(match["since"] or match["until"] or match["dash"], conventions)
    if not match or not rest:
        return None
    return Reading(f"../{rest.edtf}" if match["until"] else f"{rest.edtf}/..", rest.first)


def _from_to(folded: str, conventions: Conventions) -> Reading | None:
    """May 1916 - Nov. 1918: two dates with a spaced dash or a word between them."""
    ends = _BETWEEN.split(folded.removeprefix("from "))
    read_ends = [_one_end(end, conventions) for end in ends] if len(ends) == 2 else []
    if not read_ends or not all(read_ends):
        return None
    start, end = (each for each in read_ends if each)
    if _BEFORE_CHRIST.search(ends[1]) and not _ERA_BEHIND.search(ends[0]):
        return None  # then both are of that era
    return Reading(f"{start.edtf}/{end.edtf}", start.first or end.first)


def _one_end(folded: str, conventions: Conventions) -> Reading | None:
    reading = digits(folded) or read(folded, conventions)
    return reading if reading and not re.search(r"[/\[]", reading.edtf) else None


def month_number(text: str) -> int | None:
    """The number of a month that is written as a number or by its name; None for anything else.

    >>> month_number("8"), month_number("Sept."), month_number("13th")
    (8, 9, None)
    """
    folded = fold(text).removesuffix(".")
    return int(folded) if re.fullmatch(r"[0-9]{1,2}", folded) else NUMBERS.get(folded)


def fold(text: str) -> str:
    """Lower case, single spaces, plain dashes, our digits where all are of another script, eras without points."""
    if not text.isascii():
        text = _composed(text)
    folded = " ".join(text.split()).lower().replace("–", "-").replace("−", "-")
    return _POINTED.sub(lambda match: re.sub(r"[. ]", "", match[0]), folded) if "." in folded else folded


def _composed(text: str) -> str:
    """Each letter as one character, the Turkish İ as I, and our digits where all are of another script."""
    if not _DIGIT.search(text):
        text = "".join(str(decimal(char)) if char.isdecimal() else char for char in text)
    return normalize("NFC", text).replace("İ", "I")


def is_in_numbers(text: str) -> bool:
    """Whether it is a date of three numbers with the year last, whose order the column settles."""
    return _NUMBERS.fullmatch(fold(text)) is not None


def two_ways(text: str) -> BadDate | None:
    """Why a date is not read of which only the column can say if the day or the month is first; None for any other."""
    match = _NUMBERS.fullmatch(_ABOUT.sub("", fold(text), count=1))
    if not match or int(match[1]) == int(match[3]) or max(int(match[1]), int(match[3])) > 12:
        return None
    return _two_ways(*match.groups("")[:4])


def digits(folded: str) -> Reading | None:
    """A year, month or day in EDTF's own digits, after a word or sign that is not EDTF's."""
    return Reading(folded.upper()) if _DIGITS.fullmatch(folded) else None


def about(folded: str) -> int:
    """How many characters say “about” before a date; 0 for none."""
    match = _ABOUT.match(folded)
    return match.end() if match else 0


def _approximate(edtf: str) -> str:
    return edtf.replace("~", "").replace("/", "~/") + "~"


def date(year: str, month: str, day: str, *clock: str, weekday: str = "", era: str = "") -> str:
    """The EDTF of a date in parts, its month a number or a name; the clock as hour, minute, second, am or pm, zone."""
    number = NUMBERS.get(month) or int(month)
    edtf = f"{_year(year, era)}-{number:02}-{int(day):02}" if day else f"{_year(year, era)}-{number:02}"
    if weekday:
        check_weekday(edtf, weekday)
    return edtf + _time(*clock) if any(clock) else edtf


def _year(year: str, era: str = "") -> str:
    return f"{calendar.year_text(1 - int(year))}" if era.startswith("b") else f"{int(year):04}"


def _time(hour: str, minute: str, second: str, half: str, zone: str) -> str:
    number = int(hour)
    if half:
        if not 1 <= number <= 12:
            raise BadDate(f"There is no {number} o'clock with am or pm.", advice="Write the time as in 14:30.")
        number = number % 12 + (12 if half[0] == "p" else 0)
    clock = f"T{number:02}:{minute}" + (f":{second}" if second else "")
    if zone[:1] in ("+", "-"):
        digits = zone[1:].replace(":", "")
        return f"{clock}{zone[0]}{digits[:2]}:{digits[2:] or '00'}"
    return clock + ("Z" if zone else "")


def _ordered(one: str, mark: str, other: str, year: str, *clock: str, conventions: Conventions) -> Reading:
    """A date of three numbers with the year last: which of the first two is the day?"""
    first, second = int(one), int(other)
    if first > 12 or second > 12 or first == second:
        day, month = (one, other) if first > 12 or first == second else (other, one)
        settled = "" if first == second else ("day" if first > 12 else "month") + ("." if mark == "." else "")
        return Reading(date(year, month, day, *clock), settled)
    day_first = conventions.day_first
    if day_first is None and mark != ".":
        raise _two_ways(one, mark, other, year)
    if day_first is None:
        return Reading(date(year, other, one, *clock), "point")
    return Reading(date(year, other, one, *clock) if day_first else date(year, one, other, *clock))


class TwoWays(BadDate):
    """A date of three numbers that nothing but the column can settle."""


def _two_ways(one: str, mark: str, other: str, year: str) -> BadDate:
    by_day, by_month = date(year, other, one), date(year, one, other)
    is_plain = int(one) and int(other) and year[:2] not in ("24", "25", "26")  # else it may be of another form
    return (TwoWays if is_plain else BadDate)(
        f"“{one}{mark}{other}{mark}{year}” can be {_words(by_day)} or {_words(by_month)}.",
        advice=f"Write {by_day} or {by_month}.",
    )


def _words(edtf: str) -> str:
    year, month, day = edtf.split("-")
    return f"{int(day)} {MONTHS[int(month) - 1]} {year}"


def _compact(year: str, month: str, day: str, hour: str, minute: str, second: str, zone: str) -> str:
    return date(year, month, day, *((hour, minute, second, "", zone) if hour else ()))


def _decade(year: str) -> str:
    if year.endswith("00"):
        advice = f"Write {year[:3]}X for ten, {year[:2]}XX for a hundred."
        raise BadDate(f"The {year}s can be ten or a hundred years.", advice=advice)
    return year[:3] + "X"


_BEFORE_CHRIST, _ERA_BEHIND = re.compile(r"\ bce?$"), re.compile(r"\ (?:bce?|ce|ad)$|^ad\ ")
_DIGIT = re.compile(r"[0-9]")
_POINTED = re.compile(r"\bb\. ?c\.(?: ?e\.)?|\bc\. ?e\.|\ba\. ?d\.")
_OPEN = re.compile(r"since (?P<since>.+)|until (?P<until>.+)|(?P<dash>[0-9]{4}) ?-")
_BETWEEN = re.compile(r" - | to | until ")
_ABOUT = re.compile(
    r"(?:about|abt\.?|around|approximately|approx\.?|circa|ca?\.|ca?(?=\ )|ок\."
    r"|(?:um|gegen|vers|hacia|около)(?=\ ))\ ?(?=[0-9a-z])"
)
_SHORT_SPAN = re.compile(r"([0-9]{2})([0-9]{2})[-/]([0-9]{2})")
_DIGITS = re.compile(r"-?[0-9x]{4}(?:-[0-9x]{2}){0,2}")
_NUMBERS = re.compile(rf"([0-9]{{1,2}})([/.-])([0-9]{{1,2}})\2([0-9]{{4}}){_TIME}")

_TABLE: tuple[tuple[str, Callable[..., str]], ...] = (
    # 2022-01-05 14:30, 2022/1/5, 2022.01.05
    (
        rf"([0-9]{{4}})([/.-])([0-9]{{1,2}})\2([0-9]{{1,2}}){_TIME}",
        lambda year, _mark, month, day, *clock: date(year, month, day, *clock),
    ),
    # 5 January 2022, 5-Jan-2022 14:30, Wed 5th Jan. 2022, 15 March 44 BCE, 5. Januar 2022, 5 de enero de 2022
    (
        rf"{_WEEKDAY}{_ORDINAL}{_OF}[\ /-]{_MONTH},?{_OF}[\ /-]{_YEAR}{_ERA}{_TIME}",
        lambda weekday, day, month, year, era, *clock: date(year, month, day, *clock, weekday=weekday, era=era),
    ),
    # Jan 5, 2022, January 5th 2022 2:30 pm
    (
        rf"{_WEEKDAY}{_MONTH}\ {_ORDINAL},?\ ([0-9]{{4}}){_TIME}",
        lambda weekday, month, day, year, *clock: date(year, month, day, *clock, weekday=weekday),
    ),
    # 2022 January 5, 2022-Jan-05
    (
        rf"([0-9]{{4}})[\ -]{_MONTH}[\ -]{_ORDINAL}{_TIME}",
        lambda year, month, day, *clock: date(year, month, day, *clock),
    ),
    # January 2022, Jan-2022
    (rf"{_MONTH},?[\ -]([0-9]{{4}})", lambda month, year: date(year, alone(month, year), "")),
    (rf"([0-9]{{4}})[\ -]{_MONTH}", lambda year, month: date(year, month, "")),
    # 01/2022: there is no month 2022, so it is read one way only
    (r"([1-9](?=/)|0[1-9]|1[0-2])[/.]([0-9]{4})", lambda month, year: date(year, month, "")),
    # 20220105, 20220105T143000Z; from the year 1300 on no order of day and month makes another date of it
    (
        r"(1[3-9][0-9]{2}|[2-9][0-9]{3})([0-9]{2})([0-9]{2})"
        r"(?:t([0-9]{2})([0-9]{2})([0-9]{2})?(z|[+-][0-9]{4})?)?",
        _compact,
    ),
    # 5-8 January 2022, January 5-8, 2022
    (
        rf"{_ORDINAL}\ ?-\ ?{_ORDINAL}{_OF}\ {_MONTH},?{_OF}\ ([0-9]{{4}})",
        lambda day, last, month, year: f"{date(year, month, day)}/{date(year, month, last)}",
    ),
    (
        rf"{_MONTH}\ {_ORDINAL}\ ?-\ ?{_ORDINAL},?\ ([0-9]{{4}})",
        lambda month, day, last, year: f"{date(year, month, day)}/{date(year, month, last)}",
    ),
    # 2022年1月5日
    (r"([0-9]{4})\ ?年\ ?([0-9]{1,2})\ ?月\ ?([0-9]{1,2})\ ?日", lambda year, month, day: date(year, month, day)),
    (r"([0-9]{4})\ ?年\ ?([0-9]{1,2})\ ?月", lambda year, month: date(year, month, "")),
    (r"([0-9]{4})\ ?年", _year),
    # 664-332 BC, AD 120-150, 27 BC - AD 14
    (r"([0-9]{1,4})\ ?-\ ?([0-9]{1,4})\ (bce?|ce|ad)", lambda *years: f"{_year(*years[::2])}/{_year(*years[1:])}"),
    (r"ad\ ([0-9]{1,4})\ ?-\ ?([0-9]{1,4})", lambda start, end: f"{_year(start)}/{_year(end)}"),
    (
        r"([0-9]{1,4})\ (bce?)\ ?-\ ?(?:ad\ ([0-9]{1,4})|([0-9]{1,4})\ (?:ce|ad))",
        lambda start, era, end, other: f"{_year(start, era)}/{_year(end or other)}",
    ),
    (r"([0-9]{4})\ or\ ([0-9]{4})", lambda one, other: f"[{one},{other}]"),
    (r"(?:between|bet\.?)\ ([0-9]{4})\ and\ ([0-9]{4})", lambda first, last: f"[{first}..{last}]"),
    # 1990-1995: no month has four digits
    (r"([0-9]{4})\ ?-\ ?([0-9]{4})", lambda start, end: f"{start}/{end}"),
    (r"(?:the\ )?([0-9]{3}0)s", _decade),
    (r"([0-9]{1,4})\ (bce?|ce|ad)", _year),
    (r"ad\ ([0-9]{1,4})", _year),
    (
        r"(spring|summer|autumn|fall)(?:\ of)?,?\ ([0-9]{4})",
        lambda name, year: f"{year}-{_SEASON_CODES[name]}",
    ),
    (
        r"([0-9]{4}),?\ \(?(spring|summer|autumn|fall)\)?",
        lambda year, name: f"{year}-{_SEASON_CODES[name]}",
    ),
    (r"q([1-4])[\ /-]([0-9]{4})", lambda quarter, year: f"{year}-{32 + int(quarter)}"),
    (r"([0-9]{4})[\ -]?q([1-4])", lambda year, quarter: f"{year}-{32 + int(quarter)}"),
)
"""Each form with what makes EDTF of its groups; the first that fits the whole text counts."""

_FORMS = tuple((re.compile(form), make) for form, make in _TABLE)
