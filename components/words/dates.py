"""EDTF dates in words, with how much was known."""

import re
from functools import lru_cache

from components.words.times_and_durations import day_words, join_days, join_years, moment_words, month_words, year_words
from data.dates import edtf
from data.dates.calendar import civil
from data.dates.edtf_day import Parts, parts
from data.dates.month_names import MONTHS

_SEASONS = ("spring", "summer", "autumn", "winter")
_ORDER = ("first", "second", "third", "last")
_DOUBTS = {"~": "approximate", "?": "uncertain", "%": "uncertain and approximate"}
_LONG_NAME = re.compile(rf"\b({'|'.join(name for name in MONTHS if len(name) > 3)})\b")
_PLAIN_DAY = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])")
"""A day that every month has."""
_SIGNIFICANT = re.compile(r"(-?[0-9]{4})S[0-9]")


@lru_cache(maxsize=8192)
def date_words(text: str) -> str:
    """A date in canonical EDTF as a noun in words; "" for "". Raises BadDate for what is no EDTF.

    >>> date_words("2022-01-05~"), date_words("1990/2019"), date_words("[2019..2022-01-06]")
    ('about 5 January 2022', '1990 to 2019', 'some time between 2019 and 6 January 2022')
    """
    if not text:
        return ""
    if _PLAIN_DAY.fullmatch(text):  # by far the most of a data set
        return day_words(int(text[:4]), int(text[5:7]), int(text[8:]))
    if text[0] in "[{":
        return _set_words(text)
    left, slash, right = text.partition("/")
    return _interval_words(left, right) if slash else _point_words(text)


def date_short(text: str) -> str:
    """As `date_words`, the months' names shortened, for cards and narrow columns.

    >>> date_short("2022-01-06")
    '6 Jan 2022'
    """
    return short(date_words(text))


def short(said: str) -> str:
    """Words in which the months' names are shortened."""
    return _LONG_NAME.sub(lambda match: match[0][:3], said)


def date_phrase(text: str) -> str:
    """A date in words that follow a verb: "in 2019", "on 5 January 2022", "from 1990 to 2019".

    >>> date_phrase("2022-01-05"), date_phrase("1990/2019"), date_phrase("../2022-01-06")
    ('on 5 January 2022', 'from 1990 to 2019', 'until 6 January 2022')
    """
    words = date_words(text)
    if not words or words.startswith(("some time", "from ", "until ")):
        return words
    day, comma, clock = words.partition(", ")
    if "/" in text:
        is_one_day = comma and " to " not in day and " to " in clock and ", " not in clock
        return f"on {day} from {clock}" if is_one_day else f"from {words}"
    if text[:1] not in "[{" and "T" in text and not clock.startswith("in "):
        return f"on {day} at {clock}"
    return f"{'on' if _is_by_day(text.strip('[{')) else 'in'} {words}"


def recorded_words(moment: str) -> str:
    """How the record is looked at that stood at a moment of its journal; "" for that of today.

    >>> recorded_words("2022-01-07T09:30:00"), recorded_words("")
    ('as our record stood on 7 January 2022, 09:30 UTC', '')
    """
    return f"as our record stood on {date_words(moment[:-3])} UTC" if moment else ""


def known_words(asof: str, recorded: str) -> str:
    """From when one looks: by what had been reported, and by what the record said; "" for today.

    >>> known_words("2022-01-06", ""), known_words("", "2022-01-07T09:30:00")
    ('As known on 6 January 2022', 'As our record stood on 7 January 2022, 09:30 UTC')
    """
    said = ", ".join(
        part for part in (f"as known {date_phrase(asof)}" if asof else "", recorded_words(recorded)) if part
    )
    return said[:1].upper() + said[1:]


def zone_words(zone: str) -> str:
    """Of which zone the times of day are, in a sentence; "" where that is not known.

    >>> zone_words("+01:00"), zone_words("Asia/Almaty"), zone_words("")
    ('Times are those of UTC+01:00.', 'Times are those of Asia/Almaty.', '')
    """
    return f"Times are those of {'UTC' if zone[:1] in ('+', '-') else ''}{zone}." if zone else ""


def _is_by_day(text: str) -> bool:
    """Whether the date, or the first of a set, names a day."""
    first = re.split(r",|\.\.", text)[0] or text.lstrip(".")
    date = parts(first.rstrip("]}"))
    return bool(date.day) if date else "T" in first


def _point_words(text: str) -> str:
    """One date with what is in doubt about it."""
    if date := parts(text):
        words = _parts_words(date, text)
        doubts = [date.year_doubt, date.month_doubt, date.day_doubt][: 1 + bool(date.month) + bool(date.day)]
        return _doubt_words(words, doubts[0]) if len(set(doubts)) == 1 else f"{words} ({_doubts_by_part(doubts)})"
    doubt = text[-1] if text[-1] in _DOUBTS else ""
    span = edtf.read(text)
    if significant := _SIGNIFICANT.match(text):
        low, high = civil(span.start or 0)[0], civil((span.end or 0) - 1)[0]
        about = f"about {year_words(int(significant[1]))} (in any case from {join_years(low, high)})"
        return f"{about} (uncertain)" if doubt in ("?", "%") else about
    if span.precision == "hour":
        day, clock = moment_words(span.start or 0, "hour").split(", ")
        return _doubt_words(f"{day}, in the hour from {clock}", doubt)
    return _doubt_words(moment_words(span.start or 0, span.precision), doubt)


def _doubt_words(words: str, doubt: str) -> str:
    about = f"about {words}" if doubt in ("~", "%") and not words.startswith("some ") else words
    return f"{about} (uncertain)" if doubt in ("?", "%") else about


def _doubts_by_part(doubts: list[str]) -> str:
    """ "year and month approximate, day uncertain"."""
    phrases = []
    for doubt, words in _DOUBTS.items():
        names = [name for name, own in zip(("year", "month", "day"), doubts, strict=False) if own == doubt]
        if names:
            phrases.append(f"{' and '.join(names)} {words}")
    return ", ".join(phrases)


def _parts_words(date: Parts, text: str) -> str:
    if "X" in date.year + date.month + date.day:
        return _unknown_words(date, text)
    year = int(date.year)
    if not date.month:
        return year_words(year)
    month = int(date.month)
    if month > 12:
        return _season_words(year, month)
    return day_words(year, month, int(date.day)) if date.day else month_words(year, month)


def _season_words(year: int, code: int) -> str:
    if code >= 33:
        return f"{_season_name(code)} of {year_words(year)}"
    years = f"{year}–{(year + 1) % 100:02}" if year > 0 and (year + 1) % 100 else join_years(year, year + 1)
    hemisphere = "" if code < 25 else " in the northern hemisphere" if code < 29 else " in the southern hemisphere"
    return f"{_season_name(code)} {years if code in (24, 28, 30) else year_words(year)}{hemisphere}"


def _season_name(code: int) -> str:
    if code < 33:
        return _SEASONS[(code - 21) % 4]
    quarters, thirds, halves = _ORDER, (*_ORDER[:2], _ORDER[3]), _ORDER[:2]
    return (
        f"the {quarters[code - 33]} quarter"
        if code < 37
        else f"the {thirds[code - 37]} four months"
        if code < 40
        else f"the {halves[code - 40]} half"
    )


def _unknown_words(date: Parts, text: str) -> str:
    """A date with unknown digits: what is known of it, or from when to when it can be."""
    years = _unknown_years(date.year)
    if "X" not in date.year and date.month == "XX" and date.day in ("", "XX"):
        return f"some {'day in' if date.day else 'month of'} {years}"
    if "X" not in date.year + date.month and date.day == "XX":
        return f"some day in {month_words(int(date.year), int(date.month))}"
    if not date.month:
        return years if years.startswith("the ") else f"some time {years}" if years else "some year"
    if "X" in date.month or (date.day not in ("", "XX") and "X" in date.day):
        span = edtf.read(text)
        first, last = civil(span.start or 0), civil((span.end or 0) - 1)
        return f"some time from {join_days(first[:3], last[:3])}"
    name = MONTHS[int(date.month) - 1] if int(date.month) <= 12 else _season_name(int(date.month))
    day = f"some day in {name}" if date.day == "XX" else f"{int(date.day)} {name}" if date.day else name
    return f"{day} of some year{' in' if years.startswith('the ') else ''} {years}".rstrip()


def _unknown_years(year: str) -> str:
    """The year, "the 1990s" or "from 1900 to 1999"; "" where no digit of it is known."""
    if "X" not in year:
        return year_words(int(year))
    if re.fullmatch(r"[0-9]{2}[1-9]X", year) and year > "01":
        return f"the {int(year[:3])}0s"
    if year == "XXXX":
        return ""
    nearest, farthest = int(year.replace("X", "0")), int(year.replace("X", "9"))
    first, last = (nearest, farthest) if not year.startswith("-") else (farthest, min(nearest, -1))
    return f"from {join_years(first, last)}"


def _interval_words(left: str, right: str) -> str:
    if right == "..":
        return f"from {_point_words(left)} on"
    if left == "..":
        return f"until {_point_words(right)}"
    if not right:
        return f"from {_point_words(left)}, end unknown"
    if not left:
        return f"until {_point_words(right)}, start unknown"
    return _joined_words(left, right) or f"{_point_words(left)} to {_point_words(right)}"


def _joined_words(left: str, right: str) -> str:
    """Both ends in words that say only once what they share; "" where that cannot be done."""
    if re.search("[~?%XS]", left + right):
        return ""
    if left[:10] == right[:10] and "T" in left and "T" in right:
        return f"{_point_words(left)} to {_point_words(right).rpartition(', ')[2]}"
    first, last = parts(left), parts(right)
    if not first or not last or bool(first.month) != bool(last.month) or bool(first.day) != bool(last.day):
        return ""
    years = int(first.year), int(last.year)
    if not first.month:
        return join_years(*years)
    months = int(first.month), int(last.month)
    if first.day:
        return join_days((years[0], months[0], int(first.day)), (years[1], months[1], int(last.day)))
    if years[0] == years[1] and max(months) <= 12 and months[0] != months[1]:
        return f"{MONTHS[months[0] - 1]} to {month_words(years[1], months[1])}"
    return ""


def _set_words(text: str) -> str:
    is_one = text[0] == "["
    members = text[1:-1].split(",")
    if len(members) == 1 and is_one and not (members[0].startswith("..") or members[0].endswith("..")):
        left, dots, right = members[0].partition("..")
        return f"some time between {_point_words(left)} and {_point_words(right)}" if dots else _point_words(left)
    words = [_member_words(member, "or" if is_one else "and") for member in members]
    if len(words) == 1:
        return words[0]
    comma = "," if any(" or " in word or " and " in word for word in words) else ""
    return f"{', '.join(words[:-1])}{comma} {'or' if is_one else 'and'} {words[-1]}"


def _member_words(member: str, link: str) -> str:
    left, dots, right = member.partition("..")
    if not dots:
        return _point_words(member)
    if not left:
        return f"{_point_words(right)} {link} earlier"
    return _interval_words(left, right) if right else f"{_point_words(left)} {link} later"
