"""Cells of a regular form turned into the text that the grammar reads: short years, counts, other calendars.

What needs an answer that the column has not given is refused, with what it can mean.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from data.dates import spelled
from data.dates.conventions import DAY, MONTH, QUESTIONS, Conventions
from data.dates.month_names import NUMBERS, one_of
from data.errors import BadDate, shown

BUDDHIST: Final = 543
"""Years from the Buddhist era of Thailand to ours, since 1941 from January on."""
BUDDHIST_TODAY: Final = (1900 + BUDDHIST, 2100 + BUDDHIST)
"""Years of that era that are about our own time; the last is exclusive."""

_ABOUT: Final = {question.name: question for question in QUESTIONS}
_CENTURIES: Final = ("20", "19")
_TWO = "([0-9]{2})"
_UNKNOWN = r"(?:00?|99|-9)"
_YEAR_AT = re.compile(r"(?P<before>.*?[/. ,'’a-z-])(?P<year>[0-9]{2})(?P<after>(?:[ ,t].*)?)", re.IGNORECASE)
_THREE_SHORT = re.compile(r"[0-9]{1,2}-[0-9]{1,2}-[0-9]{2}(?:[ t].*)?")
_THAI = re.compile(r"(?:พ\.?ศ\.?|b\.?e\.?)\s?(2[0-9]{3})|(2[0-9]{3})\s(?:b\.?e\.?)(?![a-z])", re.IGNORECASE)
_THAI_YEAR = re.compile(r"(?<![0-9])2[4-6][0-9]{2}(?![0-9])")
_OTHER_YEAR = re.compile(r"(?<![0-9])(?:1[0-9]{3}|20[0-9]{2})(?![0-9])")
_TO_THE_DAY = re.compile(r"[0-9]{1,2}([/.-])[0-9]{1,2}\1[0-9]{4}(?:[ t].*)?|[0-9]{1,2}\ [^\W\d]+\.?\ [0-9]{4}(?:\ .*)?")
_TO_THE_MINUTE = re.compile(r"((?:19|20)[0-9]{2})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])([01][0-9]|2[0-3])([0-5][0-9])")
_MONTH = one_of(NUMBERS)
_YEAR_WORDS = r"гг?\.?|год(?:а|у|ов|ы)?|рр?\.?|ро(?:ку|ки|ків)|рік|жж?\.?|жыл(?:ғы|ы|дар|дары)?|rr?\.|rok(?:u|iem)?|m\."
"""What stands behind a year in Russian, Ukrainian, Kazakh, Polish, Czech and Lithuanian."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST_DAY = datetime(1899, 12, 30, tzinfo=UTC)
"""Day 0 of a spreadsheet, as its days from 61 on count."""
_UNITS: Final = {
    "seconds": ((9, 10), 1), "milliseconds": ((12, 13), 1_000), "microseconds": ((15, 16), 1_000_000),
}  # fmt: skip


def rewrite(text: str, conventions: Conventions) -> str:
    """The text as it would be written in full; the same where it is in full, or has no such form.

    Raises BadDate where it has, and the column must say first what it means.

    >>> rewrite("5-Jan-22", Conventions(century="20")), rewrite("1990-00-00", Conventions())
    ('5-jan-2022', '1990')
    >>> rewrite("44566", Conventions(count="days")), rewrite("25/01/2565", Conventions(calendar="buddhist"))
    ('2022-01-05', '25/01/2022')
    """
    folded = " ".join(text.split()).lower()
    for fits, make in _FORMS:
        if fits(folded):
            plainer = make(folded, conventions)
            if plainer != folded:
                return rewrite(plainer, conventions) if plainer != text else plainer
    return text


def _is(name: str) -> Callable[[str], bool]:
    return _ABOUT[name].is_about


def _century(text: str, conventions: Conventions) -> str:
    match = _YEAR_AT.fullmatch(text)
    if not match or (_THREE_SHORT.fullmatch(text) and int(match["year"]) <= 31):
        return text
    if not conventions.century:
        ways = [_in_century(match, century) for century in _CENTURIES]
        raise BadDate(f"{shown(text, 64)} has a year of two digits.", advice=_either(ways, conventions))
    century = conventions.century if conventions.century != "near" else "20" if int(match["year"]) < 69 else "19"
    return _in_century(match, century)


def _either(ways: Sequence[str], conventions: Conventions) -> str:
    """What to write for some spelled dates, each as it can be read."""
    orders = [conventions] if conventions.order else [replace(conventions, order=order) for order in (DAY, MONTH)]
    plain = [rewrite(way, conventions) for way in ways]
    read = [spelled.digits(way) or spelled.read(way, order) for order in orders for way in plain]
    listed = [*dict.fromkeys(one.edtf for one in read if one)]
    return f"Write {' or '.join(listed)}." if listed else "Write the year in four digits."


def _in_century(match: re.Match[str], century: str) -> str:
    before = match["before"].rstrip("'’")
    return f"{before}{'' if before[-1:] in ('/', '.', '-', ' ', '') or before[-1:].isalpha() else ' '}" \
           f"{century}{match['year']}{match['after']}"  # fmt: skip


def _count(text: str, conventions: Conventions) -> str:
    ways = {unit: date for unit in _ABOUT["count"].answers if (date := _date_counted(text, unit))}
    if conventions.count in ways:
        return ways[conventions.count]
    if not ways:
        return text
    choices = [f"{date} where it counts {unit}" for unit, date in ways.items()]
    if match := _TO_THE_MINUTE.fullmatch(text):
        choices.insert(0, "{}-{}-{}T{}:{} where it is a moment".format(*match.groups()))
    raise BadDate(f"{shown(text, 64)} looks like a program’s own count.", advice=f"Write {' or '.join(choices)}.")


def _date_counted(text: str, unit: str) -> str:
    """The moment that a number counts to; "" where it has not as many digits as such a count has."""
    whole, _, rest = text.partition(".")
    if unit == "days":
        if len(whole) != 5:
            return ""
        moment = _FIRST_DAY + timedelta(days=int(whole), seconds=round(float(f"0.{rest or 0}") * 86_400))
        return moment.strftime("%Y-%m-%d" if not rest.strip("0") else _clock(moment))
    lengths, per_second = _UNITS[unit]
    if len(whole) not in lengths:
        return ""
    return (_EPOCH + timedelta(seconds=int(whole) // per_second)).strftime("%Y-%m-%dT%H:%M:%SZ")


def _clock(moment: datetime) -> str:
    return "%Y-%m-%dT%H:%M:%S" if moment.second else "%Y-%m-%dT%H:%M"


def _is_thai(text: str) -> bool:
    return _THAI.search(text) is not None


def _in_our_years(text: str, _conventions: Conventions) -> str:
    return _THAI.sub(lambda match: str(int(match[1] or match[2]) - BUDDHIST), text).strip()


def _may_be_thai(text: str) -> bool:
    return _TO_THE_DAY.fullmatch(text) is not None and _THAI_YEAR.search(text) is not None


def _calendar(text: str, conventions: Conventions) -> str:
    ours = from_buddhist(text)
    if conventions.calendar == "buddhist":
        return ours
    if conventions.calendar == "common" or _OTHER_YEAR.search(text):
        return text
    raise _future_or_buddhist(text, _either([ours], conventions))


def _future_or_buddhist(text: str, advice: str) -> BadDate:
    return BadDate(
        "This is in the future, or of the Buddhist calendar.",
        text=text, advice=f"{advice[:-1]} where it is of that calendar.",
    )  # fmt: skip


def doubt_years(text: str) -> BadDate:
    """Why a plain date is not read whose year is of our own time in the Buddhist calendar, as all others are."""
    return _future_or_buddhist(text, f"Write {from_buddhist(text.strip())}.")


def from_buddhist(text: str) -> str:
    """A text with the years of the Buddhist era as ours.

    >>> from_buddhist("29/02/2563")
    '29/02/2020'
    """
    return _THAI_YEAR.sub(lambda match: str(int(match[0]) - BUDDHIST), text)


def _short_year(text: str, conventions: Conventions) -> str:
    number = int(text)
    if not number:
        return text
    before = f"-{number - 1:04}" if number > 1 else "0000"
    if conventions.years:
        return f"{number:04}" if conventions.years == "ad" else before
    raise BadDate(
        "A year has four digits.", advice=f"Write {number:04} for the year {number}, {before} for {number} BCE."
    )


_PARTS: Final = (
    (re.compile(rf"(?!0000)([0-9]{{4}})([/.-]){_UNKNOWN}\2{_UNKNOWN}|(?!0000)([0-9]{{4}})[/.-]00"),
     lambda match: match[1] or match[3]),
    (re.compile(rf"{_UNKNOWN}([/.-]){_UNKNOWN}\1([0-9]{{4}})"), lambda match: match[2]),
    (re.compile(r"([0-9]{4})([/.-])(0?[1-9]|1[0-2])\2(?:00?|99|-9)"), lambda match: f"{match[1]}-{int(match[3]):02}"),
    (re.compile(r"00?([/.-])(0?[1-9]|1[0-2])\1([0-9]{4})"), lambda match: f"{match[3]}-{int(match[2]):02}"),
    (re.compile(r"(0?[1-9]|1[0-2])([/-])00?\2([0-9]{4})"), lambda match: f"{match[3]}-{int(match[1]):02}"),
    (re.compile(r"([0-9]{1,2})([a-z]{3,9})([0-9]{4})"), lambda match: " ".join(match.groups())),
    (re.compile(r"([a-z]{3,9})([0-9]{4})"), lambda match: " ".join(match.groups())),
    (re.compile(r"(.*[0-9]{4})\."), lambda match: match[1]),
    # 2022. 01. 05., 2022.01.05.
    (re.compile(r"([0-9]{4})\.\ ?([0-9]{1,2})\.\ ?([0-9]{1,2})\."), lambda match: "-".join(
        (match[1], match[2].zfill(2), match[3].zfill(2)))),
    # 2022 г., 5 stycznia 2022 r., 2019–2022 гг.
    (re.compile(rf"(.*?[0-9]{{4}})\ ?(?:{_YEAR_WORDS})((?![\w.]).*)"), lambda match: f"{match[1]}{match[2]}"),
    # 2022. január 5., 2022 ж. 5 қаңтар, 2022 жылғы 5 қаңтар
    (re.compile(rf"([0-9]{{4}})[.,]?\ ({_MONTH})\.?\ ([0-9]{{1,2}})(?:\.|-?[aáeé]n|-j[aáeé]n?)?"),
     lambda match: f"{match[3]} {match[2]} {match[1]}"),
    (re.compile(rf"([0-9]{{4}})[.,]?\ ([0-9]{{1,2}})\ ({_MONTH})"), lambda match: f"{match[2]} {match[3]} {match[1]}"),
    (re.compile(rf"([0-9]{{4}})\.\ ({_MONTH})\.?"), lambda match: f"{match[2]} {match[1]}"),
    (re.compile(r"(-?[0-9]{4}|[12][0-9]{7})\.0+"), lambda match: match[1]),
    # 2022:01:05 14:30:00, as cameras write it
    (re.compile(r"([0-9]{4}):([0-9]{2}):([0-9]{2})((?:\ .*)?)"),
     lambda match: f"{match[1]}-{match[2]}-{match[3]}{match[4]}"),
    # 20220105143000, 20220105 143000
    (re.compile(rf"((?:1[3-9]|2[0-9])[0-9]{{2}}){_TWO}{_TWO}[\ _-]?{_TWO}{_TWO}{_TWO}(?:\.[0-9]+)?(z?)"),
     lambda match: "{}-{}-{}t{}:{}:{}{}".format(*match.groups())),
    # 051430ZJAN2022
    (re.compile(r"([0-9]{2})([0-9]{2})([0-9]{2})z\ ?([a-z]{3})\ ?([0-9]{4})"),
     lambda match: f"{match[1]} {match[4]} {match[5]} {match[2]}:{match[3]}z"),
    # Wed Jan 5 14:30:00 2022, Wed Jan 5 14:30:00 UTC 2022
    (re.compile(r"((?:[a-z]{3},?\ )?[a-z]{3}\ [0-9]{1,2})\ ([0-9:]{5,8})(\ [a-z]{1,4})?\ ([0-9]{4})"),
     lambda match: f"{match[1]} {match[4]} {match[2]}{match[3] or ''}"),
    # 1850's
    (re.compile(r"(?:the\ )?([0-9]{3}0)['’]s"), lambda match: f"{match[1]}s"),
)  # fmt: skip
"""Forms that mean one thing, with the text for it."""


def _has_parts(text: str) -> bool:
    return any(form.fullmatch(text) for form, _ in _PARTS)


def _parts(text: str, _conventions: Conventions) -> str:
    return next(str(make(match)) for form, make in _PARTS if (match := form.fullmatch(text)))


_FORMS: Final[tuple[tuple[Callable[[str], bool], Callable[[str, Conventions], str]], ...]] = (
    (_has_parts, _parts),
    (_is_thai, _in_our_years),
    (_may_be_thai, _calendar),
    (_is("century"), _century),
    (_is("count"), _count),
    (_is("years"), _short_year),
)
