"""Dates as reports in English word them."""

import calendar
import re
from typing import Final

from data.dates.month_names import MONTHS
from data.draft.language_rules import DateForm, clock_text, form, relative, words
from data.draft.reference_date import Anchor, Unit

_NUMBERS: Final = {
    word: number
    for number, same in enumerate(
        words(
            "a/an/one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
            "sixteen seventeen eighteen nineteen twenty"
        ), 1
    )
    for word in same.split("/")
} | {"thirty": 30, "forty": 40, "fifty": 50, "hundred": 100,
     "a hundred": 100, "one hundred": 100, "a couple of": 2}  # fmt: skip
_NUMBER = rf"({'|'.join(sorted(_NUMBERS, key=len, reverse=True))}|[0-9]{{1,3}})"
_MONTH_NUMBERS: Final = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
_M = rf"({'|'.join(MONTHS)}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_DAY = r"([0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\ ([12][0-9]{3})\b(?!,[0-9]))?"
_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ORDINALS: Final = ("first", "second", "third", "fourth", "last")
_NAMED_DAYS: Final = ("Good", "Black", "Bloody", "Easter", "Palm", "Ash", "Cyber", "Super", "every", "Every", "each")
"""Before a day of the week: it is a feast, a name, or no one day."""
_DATED: Final = re.compile(rf"\b(?:{'|'.join(_WEEKDAYS)}|{_M[1:-1]}|today|yesterday|[12][0-9]{{3}})\b")
_SEASONS: Final = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23}
_CENTURIES: Final = words(
    "ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_BEFORE_YEAR = (
    r"(?:\b(?:[Ii]n|[Ff]or|[Ss]ince|[Ff]rom|[Uu]ntil|[Tt]ill|[Bb]y|[Bb]efore|[Aa]fter|[Oo]f|[Bb]etween|[Dd]uring|[Aa]round"
    r"|[Aa]bout|[Cc]irca|to|and|year|early|late|mid)(?:\ |-)|\b[Cc]a?\.\ ?|\()"
)
_NO_COUNT = (
    r"(?![0-9]|[,.][0-9]|\ ?%|-[a-z]|\ (?!(?:was|as|its|his|this|has|is|across|plus|perhaps)\b)[a-z]+s\b"
    r"|\ (?:people|men|women|million|billion|tonnes))"
)


def _month(name: str) -> int:
    return _MONTH_NUMBERS[name[:3].lower()]


def _int(text: str | None) -> int | None:
    return int(text) if text else None


def _days(match: re.Match[str], anchor: Anchor, first: int, last: int, month: int, year: int) -> str:
    start = anchor.day(_month(match[month]), int(match[first]), _int(match[year]))
    end = start and anchor.day(_month(match[month]), int(match[last]), int(start[:4]))
    return f"{start}/{end}" if end and end > start else start


def _month_only(match: re.Match[str], anchor: Anchor) -> str:
    return _vague(match["vague"], anchor.month(_month(match["month"])))


def _vague(word: str | None, edtf: str) -> str:
    """Early, mid or late in a month, year or decade, as our reader of dates takes it."""
    return f"{word.lower().rstrip('-')} {edtf}" if word and edtf else edtf


def _of_that_year(match: re.Match[str], anchor: Anchor) -> str:
    year = anchor.same_year()
    return f"{year:04}-{_month(match[1]):02}" if year else ""


def _day_of_that_year(match: re.Match[str], anchor: Anchor) -> str:
    year = anchor.same_year()
    return anchor.day(_month(match[2]), int(match[1]), year) if year else ""


def _century(match: re.Match[str], _anchor: Anchor) -> str:
    word = match[1].lower()
    number = int(re.sub(r"\D", "", word)) if word[0].isdigit() else 9 + _CENTURIES.index(word)
    return f"{number - 1:02}XX" if 1 <= number <= 21 else ""


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word.lower()]


_UNITS = r"(minutes?|hours?|days?|weeks?|fortnights?|months?|years?|decades?|centur(?:y|ies))"
_LONG: Final[dict[str, tuple[int, Unit]]] = {"fortnight": (2, "week"), "decade": (10, "year"), "century": (100, "year")}


def _length(number: str, unit: str) -> tuple[int, Unit]:
    """So many units, in those that are reckoned with: a decade is ten years."""
    plain = re.sub(r"ies$", "y", unit.lower()).removesuffix("s")
    times, same = _LONG.get(plain, (1, plain))
    return times * _number(number), same  # type: ignore[return-value]


def _weekday(match: re.Match[str], anchor: Anchor) -> str:
    number = _WEEKDAYS.index(match["d"])
    return anchor.weekday(number, is_before=match[1] == "last", is_after=match[1] == "next")


def _part_of_month(match: re.Match[str], anchor: Anchor) -> str:
    """The last week of January, the first Monday in May: as finely as that says."""
    number, month = _ORDINALS.index(match[1].lower()), anchor.month(_month(match[4]), _int(match[5]))
    if not month:
        return ""
    if not match[3]:
        return f"early {month}" if number == 0 else f"late {month}" if number == len(_ORDINALS) - 1 else month
    weeks = calendar.monthcalendar(int(month[:4]), int(month[5:]))
    days = [day for week in weeks if (day := week[_WEEKDAYS.index(match[3].capitalize())])]
    day = days[-1] if match[1].lower() == "last" else days[number] if number < len(days) else 0
    return f"{month}-{day:02}" if day else ""


def _ago(match: re.Match[str], anchor: Anchor) -> str:
    number, unit = _length(match[2], match[3])
    edtf = anchor.from_published(-number, unit)
    if unit == "year":
        edtf = f"{edtf[:4]}{'~' if edtf else ''}"
    return f"{edtf.rstrip('~')}~" if match[1] and edtf else edtf


def _later(match: re.Match[str], anchor: Anchor) -> str:
    sign = -1 if match[3].lower().startswith(("earlier", "before", "previously", "prior")) else 1
    number, unit = _length(match[1], match[2])
    return anchor.from_told(sign * number, unit)


def _before_or_after(match: re.Match[str], anchor: Anchor) -> str:
    """“…, two days after shelling killed 31”: what is told behind it was two days before what was just dated."""
    if not _DATED.search(match.string, 0, match.start()):
        return ""
    sign = -1 if match[4].lower() == "after" else 1
    number, unit = _length(match[2], match[3])
    return anchor.from_told(sign * number, unit)


def _last(match: re.Match[str], anchor: Anchor) -> str:
    shift = {"last": -1, "next": 1}.get(match[2].lower(), 0)
    if match[3].lower() == "year":
        return _vague(match[1], anchor.year(shift))
    if match[3].lower() == "week":
        return anchor.week(shift) if shift else ""
    return _vague(match[1], anchor.from_published(shift, "month")[:7])


def _following(word: str, unit: str, anchor: Anchor) -> str:
    """The year or month after, before or of what was told last."""
    shift = {"following": 1, "next": 1, "previous": -1, "preceding": -1}.get(word.lower(), 0)
    is_year = unit.lower() == "year"
    return anchor.from_told(shift, "year" if is_year else "month")[: 4 if is_year else 7]


def _quarter(match: re.Match[str], anchor: Anchor) -> str:
    number = ["first", "second", "third", "fourth", "last"].index(match[1].lower()) % 4 + 1
    if match[1].lower() == "last":
        number = 4
    year = match[2] or anchor.year_of_quarter(number)
    return f"{year}-{32 + number}" if year else ""


def _short_years(match: re.Match[str], _anchor: Anchor) -> str:
    first, last = match[2], match[2][:2] + match[3]
    return f"{first}/{last}" if first < last else ""


def _before_christ(year: str) -> str:
    return f"-{int(year) - 1:04}" if int(year) else ""


def _clock(match: re.Match[str], _anchor: Anchor) -> str:
    return _clocks(match[1], match[2], match[3], match[4])


def _clocks(hour: str, minute: str | None, half: str | None, zone: str | None) -> str:
    minutes, _, seconds = (minute or "0").partition(":")
    text = clock_text(int(hour), int(minutes), half or "")
    text = f"{text}:{seconds}" if text and seconds and not zone else text
    return f"{text} {zone}" if text and zone else text


def _clock_range(match: re.Match[str], _anchor: Anchor) -> str:
    start, end = _clocks(match[1], match[2], match[3], ""), _clocks(match[4], match[5], match[6], match[7])
    return f"{start}/{end}" if start and end else ""


_CLOCK = r"\b([0-2]?[0-9])(?::|\.(?=[0-9]{2}\ ?[ap]\.?m))([0-5][0-9](?::[0-5][0-9])?)\ ?([ap]\.?m\b\.?)?"
_ZONE = r"(?:\ ?(UTC|GMT|Z|E[SD]T|C[SD]T|M[SD]T|P[SD]T|CES?T|BST|JST|MSK)\b)?(?![\w:])"

DATES: Final[tuple[DateForm, ...]] = (
    form(r"\b([12][0-9]{3}-[0-1][0-9]-[0-3][0-9])\b(?:T[0-9:]{5,8}Z?)?", lambda match, _: match[0]),
    form(rf"\b{_DAY}\ ?(?:-|–|to|and|until)\ ?{_DAY}\ (?:of\ )?{_M}{_YEAR}",
         lambda match, anchor: _days(match, anchor, 1, 2, 3, 4)),
    form(rf"\b{_M}\ {_DAY}\ ?(?:-|–|to|and)\ ?{_DAY}\b{_YEAR}",
         lambda match, anchor: _days(match, anchor, 2, 3, 1, 4)),
    form(rf"\b(?:the\ )?{_DAY}\ (?:of\ )?{_M}\ of\ (?:that|the\ same)\ year", _day_of_that_year),
    form(rf"\b(?:the\ )?{_DAY}\ (?:of\ )?{_M}{_YEAR}",
         lambda match, anchor: anchor.day(_month(match[2]), int(match[1]), _int(match[3]))),
    form(rf"\b{_M}\ {_DAY}\b(?!,?[0-9]){_YEAR}",
         lambda match, anchor: anchor.day(_month(match[1]), int(match[2]), _int(match[3]))),
    form(rf"\b{_M}\ of\ (?:that|the\ same)\ year", _of_that_year),
    form(rf"\b(?:(early|mid|late)[ -](?:in\ )?)?{_M}(?:,|\ of)?\ ([12][0-9]{{3}})\b",
         lambda match, anchor: _vague(match[1], anchor.month(_month(match[2]), int(match[3])))),
    form(rf"\b(?:(?:[Ii]n|[Ss]ince|[Uu]ntil|[Tt]ill|[Bb]y|[Ff]rom|to|between|and|[Dd]uring|[Ll]ast|[Bb]efore|[Aa]fter"
         r"|[Ff]or|(?:end|beginning|start|middle|whole|half)\ of)\ )"
         rf"(?P<d>(?:(?P<vague>early|mid|late)[ -])?(?P<month>{_M}))(?!\ ?[0-9]|\ (?:of|[A-Z]))", _month_only),
    form(rf"\b(?P<d>(?P<vague>[Ee]arly|[Mm]id|[Ll]ate)[ -](?:in\ )?(?P<month>{_M}))(?!\ ?[0-9]|\ (?:of|[A-Z]))",
         _month_only),
    form(r"\b(?:the\ )?(first|second|third|fourth|last)[ -]quarter(?:\ (?:of\ )?([12][0-9]{3}))?\b", _quarter,
         ignore_case=True),
    form(r"\b(?:the\ )?(first|second)\ half\ of\ ([12][0-9]{3})\b",
         lambda match, _: f"{match[2]}-{40 + (match[1].lower() == 'second')}", ignore_case=True),
    form(r"\bQ([1-4])[ /-]?([12][0-9]{3})\b", lambda match, _: f"{match[2]}-{32 + int(match[1])}"),
    form(r"\b(?:the\ )?(spring|summer|autumn|fall)\ (?:of\ )?([12][0-9]{3})\b",
         lambda match, anchor: anchor.season(_SEASONS[match[1].lower()], int(match[2])), ignore_case=True),
    form(r"\blast\ (spring|summer|autumn|fall)\b", lambda match, anchor: anchor.season(_SEASONS[match[1]])),
    form(r"\b(?P<d>([0-9]{1,4})\ (?:BC|BCE|B\.C\.(?:E\.)?))(?!\w)", lambda match, _: _before_christ(match[2])),
    form(r"\bAD\ ([0-9]{1,4})\b", lambda match, _: f"{int(match[1]):04}"),
    form(r"\b([0-9]{1,4})\ (?:AD|CE)\b", lambda match, _: f"{int(match[1]):04}"),
    form(r"\b[Ii]n\ (?P<d>([3-9][0-9]{2}))(?=[,;)]|\.?$|\ (?:the|he|she|it|they|when|after|by|under|and)\b)",
         lambda match, _: f"{int(match[2]):04}"),
    form(r"\b(early|mid|late)[ -](?:in\ )?([12][0-9]{3})\b(?!s)", lambda match, _: _vague(match[1], match[2]),
         ignore_case=True),
    form(r"\b(?:the\ )?(?:(early|mid|late)[ -])?([12][0-9]{2}0)s\b",
         lambda match, _: _vague(match[1], f"{match[2]}s" if match[1] else f"{match[2][:3]}X"), ignore_case=True),
    form(rf"\b(?:the\ )?([0-9]{{1,2}}(?:st|nd|rd|th)|{'|'.join(_CENTURIES)})\ century", _century, ignore_case=True),
    form(r"\b(?P<d>([12][0-9]{3})\ ?[–-]\ ?([12][0-9]{3}))\b", lambda match, _: f"{match[2]}/{match[3]}"
         if match[2] < match[3] else ""),
    form(r"(?:\b(?:[Ii]n|[Ff]rom|[Dd]uring|[Oo]f|[Ss]eason|[Yy]ear)\ |\()"
         r"(?P<d>([12][0-9]{3})[–/-]([0-9]{2}))\b(?![-–/])",
         _short_years),
    form(rf"{_BEFORE_YEAR}(?P<d>(?:the\ year\ )?(1[0-9]{{3}}|20[0-9]{{2}}))\b{_NO_COUNT}", lambda match, _: match[2]),
    form(r"\b[Oo]n\ the\ (?P<d>([0-9]{1,2})(?:st|nd|rd|th))\b(?=\ (?:in|at|on|to|of|by|with|from|that|when|after|before"
         r"|and|but|as|the|a|an|he|she|it|they|for)\b|\s*[,.;:)]|\s*$)",
         lambda match, anchor: anchor.day_of_month(int(match[2]))),
    form(rf"\b(?:the\ )?({'|'.join(_ORDINALS)})\ (?:(week|days?|weekend)|({'|'.join(_WEEKDAYS)}))"
         rf"\ (?:of|in)\ {_M}{_YEAR}", _part_of_month, ignore_case=True),
    form(rf"{''.join(f'(?<!{word} )' for word in _NAMED_DAYS)}\b(?:(last|next|this)\ )?(?P<d>({'|'.join(_WEEKDAYS)}))\b"
         rf"(?!\ (?:Times|Post|Mail)|\ (?:of|in)\ {_M})", _weekday),
    form(rf"\b(?:(about|around|some|nearly|almost|more\ than|over)\ )?{_NUMBER}\ {_UNITS}\ ago\b",
         _ago, ignore_case=True),
    form(rf"\b{_NUMBER}\ {_UNITS}\ (later|earlier|afterwards|thereafter|previously|prior|after\ that|before\ that)\b"
         r"(?!\ than)", _later, ignore_case=True),
    form(rf",\ (?P<d>{_NUMBER}\ {_UNITS}\ (after|before))\ (?!that\b)(?=[\w“\"]+\ \w+)", _before_or_after,
         ignore_case=True),
    form(r"\b(?:the\ )(following|next|previous|preceding|same)\ (year|month)\b",
         lambda match, anchor: _following(match[1], match[2], anchor), ignore_case=True),
    form(r"\b(?:in|of|later|earlier|by\ the\ end\ of)\ (?P<d>(that)\ (year|month))\b",
         lambda match, anchor: _following("that", match[3], anchor), ignore_case=True),
    form(r"\b[Bb]y\ (?P<d>then|that\ time)\b", lambda _, anchor: anchor.told),
    *relative(
        today=r"today|tonight|this\ (?:morning|afternoon|evening)",
        yesterday=r"yesterday|last\ night",
        day_before_yesterday=r"the\ day\ before\ yesterday",
        tomorrow=r"tomorrow",
        same_day=r"(?:the\ same|that)\ (?:day|morning|afternoon|evening|night)",
        next_day=r"the\ (?:next|following)\ (?:day|morning|afternoon|evening)|the\ day\ after(?=[,.])",
        day_before=r"the\ (?:previous|preceding)\ (?:day|evening|night)|the\ day\ before(?=[,.])",
        weekend=r"(?:the|this|last|past)\ weekend",
    ),
    form(r"\b(?:earlier\ |later\ |(early|mid|late)[ -])?(last|this|next)\ (year|month|week)\b(?!\ of\b)", _last,
         ignore_case=True),
    form(rf"\b(?:[Bb]etween|[Ff]rom)?\ ?{_CLOCK}\ ?(?:and|to|–|-|until)\ ?{_CLOCK}{_ZONE}", _clock_range,
         is_clock=True),
    form(rf"{_CLOCK}{_ZONE}", _clock, is_clock=True),
    form(r"\b([0-9]{1,2})()\ ?([ap]\.?m\b\.?)" + _ZONE, _clock, is_clock=True),
    form(r"\b(?:noon|midday)\b", lambda _match, _anchor: "12:00", is_clock=True),
)  # fmt: skip
