"""Dates as reports in Russian word them."""

import re
from typing import Final

from data.draft.language_rules import DateForm, clock_text, form, relative, words
from data.draft.reference_date import Anchor, Unit

_MONTHS: Final = words("январ феврал март апрел ма июн июл август сентябр октябр ноябр декабр")
_M = (
    r"(январ[яье]|феврал[яье]|марта?е?|апрел[яье]|ма[яйе]|июн[яье]|июл[яье]|августа?е?|сентябр[яье]|октябр[яье]"
    r"|ноябр[яье]|декабр[яье])"
)
_YEAR = r"(?:\ ([12][0-9]{3})(?:\ ?(?:г\.|года|году))?)?"
_THAT_YEAR = r"\ (?:того\ же|этого\ же)\ года"
_WEEKDAYS: Final = ("понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресень")
_UNITS: Final[dict[str, Unit]] = {"мин": "minute", "час": "hour", "дн": "day", "ден": "day", "сут": "day",
                                  "нед": "week", "мес": "month", "год": "year", "лет": "year"}  # fmt: skip
SMALL: Final = {
    "один": 1, "одна": 1, "одного": 1, "два": 2, "две": 2, "двух": 2, "двое": 2, "три": 3, "трёх": 3, "трех": 3,
    "трое": 3, "четыре": 4, "четырёх": 4, "четырех": 4, "пять": 5, "пяти": 5, "шесть": 6, "шести": 6, "семь": 7,
    "семи": 7, "восемь": 8, "восьми": 8, "девять": 9, "девяти": 9, "десять": 10, "десяти": 10,
}  # fmt: skip
_NUMBER = rf"([0-9]{{1,3}}|{'|'.join(SMALL)})"
_UNIT_WORD = r"(минут\w*|час\w*|дн\w+|день|сут\w+|недел\w*|месяц\w*|год\w*|лет)"


def _month(word: str) -> int:
    stems = sorted(range(12), key=lambda number: -len(_MONTHS[number]))
    return next(number + 1 for number in stems if word.lower().startswith(_MONTHS[number]))


def _int(text: str | None) -> int | None:
    return int(text) if text else None


def _day(match: re.Match[str], anchor: Anchor) -> str:
    return anchor.day(_month(match[2]), int(match[1]), _int(match[3]))


def _days(match: re.Match[str], anchor: Anchor) -> str:
    start = anchor.day(_month(match[3]), int(match[1]), _int(match[4]))
    end = start and anchor.day(_month(match[3]), int(match[2]), int(start[:4]))
    return f"{start}/{end}" if end and end > start else start


def _of_that_year(match: re.Match[str], anchor: Anchor) -> str:
    year = anchor.same_year()
    if not year:
        return ""
    return anchor.day(_month(match[2]), int(match[1]), year) if match[1] else f"{year:04}-{_month(match[2]):02}"


def _amount(word: str | None) -> int:
    return int(word) if word and word.isdigit() else SMALL[(word or "один").lower()]


def _unit(word: str) -> Unit:
    return next(unit for stem, unit in _UNITS.items() if word.lower().startswith(stem))


def _ago(match: re.Match[str], anchor: Anchor) -> str:
    return anchor.from_published(-_amount(match[1]), _unit(match[2]))


def _later(match: re.Match[str], anchor: Anchor) -> str:
    return anchor.from_told(_amount(match[1]), _unit(match[2]))


def _weekday(match: re.Match[str], anchor: Anchor) -> str:
    word = match["d"].lower()
    return anchor.weekday(next(number for number, stem in enumerate(_WEEKDAYS) if word.startswith(stem)))


def _clock(match: re.Match[str], _anchor: Anchor) -> str:
    return clock_text(int(match[1]), int(match[2]))


_HOURS: Final = {"двум": 2, "трём": 3, "трем": 3, "четырём": 4, "четырем": 4, "пяти": 5, "шести": 6, "семи": 7,
                 "восьми": 8, "девяти": 9, "десяти": 10, "два": 2, "три": 3, "четыре": 4, "пять": 5, "шесть": 6,
                 "семь": 7, "восемь": 8, "девять": 9, "десять": 10}  # fmt: skip


def _clock_of(match: re.Match[str], _anchor: Anchor) -> str:
    hour = int(match[2]) if match[2].isdigit() else _HOURS[match[2].lower()]
    half = "pm" if match[4].startswith(("вечера", "дня")) else ""
    return clock_text(hour, 0, half if hour < 12 else "")


def _of_publication_year(match: re.Match[str], anchor: Anchor) -> str:
    """“В сентябре этого года”, “весной прошлого года”: of the year of publication, before or after it."""
    year = anchor.year({"про": -1, "мин": -1, "сле": 1, "буд": 1}.get(match["year"][:3].lower(), 0))
    return _of_year(match, year)


def _of_year(match: re.Match[str], year: str) -> str:
    if not year:
        return ""
    if "season" in match.re.groupindex:
        return f"{year}-{_SEASONS[match['season'].lower()]}"
    day = match.groupdict().get("day")
    month = f"{_month(match['month']):02}"
    return f"{year}-{month}-{int(day):02}" if day else f"{year}-{month}"


def _vague(word: str, edtf: str) -> str:
    """The beginning, middle or end of a month, year or decade, as our reader of dates takes it."""
    part = {"нач": "early", "сер": "mid", "кон": "late"}.get(word[:3].lower(), "")
    return f"{part} {edtf}" if part and edtf else edtf


def _roman(text: str) -> int:
    sizes = [{"I": 1, "V": 5, "X": 10}[sign] for sign in text.replace("Х", "X")]
    return sum(-size if size < max(sizes[place:]) else size for place, size in enumerate(sizes))


def _century(match: re.Match[str], _anchor: Anchor) -> str:
    number = _roman(match[1])
    return f"{number - 1:02}XX" if 1 <= number <= 21 else ""


def _quarter(match: re.Match[str], anchor: Anchor) -> str:
    word = match[1].lower()
    number = int(word) if word.isdigit() else ["перв", "втор", "трет", "четв"].index(word[:4]) + 1
    is_half = match[2].startswith("полуг")
    year = match[3] or anchor.year_of_quarter(number * 2 if is_half else number)
    return f"{year}-{(39 if is_half else 32) + number}" if year else ""


_SEASONS: Final = {"весной": 21, "летом": 22, "осенью": 23, "зимой": 24}
_PARTS = r"(?P<part>начале|середине|конце)\ "
_THIS_YEAR = r"\ (?P<year>этого|нынешнего|текущего|прошлого|минувшего|следующего|будущего)\ года"
_Y = r"([12][0-9]{3})(?:-(?:го|м|й)\b(?:\ год[ау]?)?|\ ?(?:год(?:а|у|ом|е)?\b|гг?\.))"

_MY = r"\ ([12][0-9]{3})(?:-(?:го|м|й)\b)?(?:\ ?(?:год(?:а|у|ом|е)?\b|гг?\.))?(?![0-9])"

DATES: Final[tuple[DateForm, ...]] = (
    form(r"\b([12][0-9]{3}-[0-1][0-9]-[0-3][0-9])\b", lambda match, _: match[0]),
    form(r"\b([0-3]?[0-9])\.([01][0-9])\.([12][0-9]{3})\b",
         lambda match, _: f"{match[3]}-{match[2]}-{int(match[1]):02}"),
    form(rf"\b(?:с\ )?([0-9]{{1,2}})\ ?(?:-|–|—|по|до|и)\ ?([0-9]{{1,2}})\ {_M}{_YEAR}", _days, ignore_case=True),
    form(rf"\b([0-9]{{1,2}})(?:-го|-е)?\ {_M}{_THAT_YEAR}", _of_that_year, ignore_case=True),
    form(rf"\b(?P<day>[0-9]{{1,2}})(?:-го|-е)?\ (?P<month>{_M}){_THIS_YEAR}", _of_publication_year, ignore_case=True),
    form(rf"\b(?P<month>{_M}){_THIS_YEAR}", _of_publication_year, ignore_case=True),
    form(rf"\b([0-9]{{1,2}})(?:-го|-е)?\ {_M}{_YEAR}", _day, ignore_case=True),
    form(rf"\bв()\ {_M}{_THAT_YEAR}", _of_that_year, ignore_case=True),
    form(rf"\b(?:{_PARTS})(?P<month>{_M})(?:{_MY})?",
         lambda match, anchor: _vague(match["part"], anchor.month(_month(match["month"]), _int(match[4]))),
         ignore_case=True),
    form(rf"\b(?:в|к|с|до|по|на|за|кон(?:ец|ца|цу)|начал[оау]|середин[уые])\ (?P<d>{_M}(?:{_MY})?)",
         lambda match, anchor: anchor.month(_month(match[2]), _int(match[3])), ignore_case=True),
    form(rf"\b{_M}{_MY}", lambda match, anchor: anchor.month(_month(match[1]), int(match[2])), ignore_case=True),
    form(rf"\b(?P<season>{'|'.join(_SEASONS)})\ {_Y}", lambda match, _: _of_year(match, match[2]), ignore_case=True),
    form(rf"\b(?P<season>{'|'.join(_SEASONS)}){_THIS_YEAR}", _of_publication_year, ignore_case=True),
    form(rf"\b(?P<season>{'|'.join(_SEASONS)}){_THAT_YEAR}",
         lambda match, anchor: _of_year(match, f"{year:04}" if (year := anchor.same_year()) else ""), ignore_case=True),
    form(r"\b(?:прошлой|минувшей)\ (весной|осенью|зимой)|\bпрошлым\ летом",
         lambda match, anchor: anchor.season(_SEASONS[(match[1] or "летом").lower()]), ignore_case=True),
    form(r"\b(перв\w+|втор\w+|треть\w+|четв[её]рт\w+|[1-4]|[1-4]-м)\ (квартал\w*|полугоди\w+)"
         r"(?:\ ([12][0-9]{3})\b(?:\ года)?)?",
         _quarter, ignore_case=True),
    form(r"\bс\ ([12][0-9]{3})\ (?:года\ )?(?:по|до)\ ([12][0-9]{3})(?:-[а-я]+)?(?:\ (?:год|г\.)(?:ы|а)?)?",
         lambda match, _: f"{match[1]}/{match[2]}", ignore_case=True),
    form(r"\b([12][0-9]{3})\ ?[–—-]\ ?([12][0-9]{3})\ (?:годах|годы|годов|гг\.)",
         lambda match, _: f"{match[1]}/{match[2]}"),
    form(rf"\b(?:{_PARTS})?([12][0-9]{{2}})0-[хе]\b(?:\ годах|\ годов|\ годы)?",
         lambda match, _: _vague(match["part"], f"{match[2]}0s") if match["part"] else f"{match[2]}X"),
    form(r"\b([IVXХ]+)\ (?:век(?:а|е|у|ом)?|столети\w+)\b", _century),
    form(rf"\b{_PARTS}{_Y}", lambda match, _: _vague(match["part"], match[2]), ignore_case=True),
    form(rf"\b{_Y}", lambda match, _: match[1], ignore_case=True),
    form(r"\b(?:в|весь)\ (?P<d>([12][0-9]{3}))(?=,|\.?$)", lambda match, _: match[2]),
    form(r"\(([12][0-9]{3})\)", lambda match, _: match[1]),
    form(rf"\b(?:в|во|на)\ (?:(?:прошл\w+|минувш\w+|эт\w+)\ )?(?P<d>(?:{'|'.join(_WEEKDAYS)})\w*)", _weekday,
         ignore_case=True),
    form(rf"\b(?:к|ко|до|с|со|по|вечеру|утру|вечером|утром|дн[её]м|ночью)\ "
         rf"(?P<d>(?:{'|'.join(_WEEKDAYS)})\w*)", _weekday, ignore_case=True),
    form(r"\b([0-9]{1,2})(?:-го)?\ числа\b", lambda match, anchor: anchor.day_of_month(int(match[1]))),
    form(rf"\b(?:{_NUMBER}\ )?{_UNIT_WORD}\ назад\b", _ago, ignore_case=True),
    form(rf"\b(?:{_NUMBER}\ )?{_UNIT_WORD}\ (?:спустя|позже|позднее)\b", _later, ignore_case=True),
    form(rf"\b(?:через|спустя)\ (?:{_NUMBER}\ )?{_UNIT_WORD}\b", _later, ignore_case=True),
    form(r"\bгод(?:ом)?\ ранее\b", lambda _, anchor: anchor.from_told(-1, "year")[:4], ignore_case=True),
    *relative(
        today=r"сегодня|(?:минувшей|прошедшей)\ ночью",
        yesterday=r"вчера(?:\ вечером|\ утром|\ дн[её]м)?",
        day_before_yesterday=r"позавчера",
        tomorrow=r"завтра",
        same_day=r"в\ (?:тот|этот)\ же\ (?:день|вечер)",
        next_day=r"на\ следующ(?:ий\ день|ее\ утро)",
        day_before=r"(?:накануне|дн[её]м\ ранее)(?!\ [а-яё]+(?:а|ия|ов|ей)\b)",
        this_year=r"в\ (?:этом|нынешнем|текущем)\ году",
        last_year=r"(?:в|с)\ прошло(?:м|го)\ год[уа]",
        next_year=r"(?:в|с)\ (?:следующем|будущем|следующего)\ год[уа]",
        same_year=r"(?:в\ том\ же|этого\ же|того\ же)\ год[уа]",
        last_month=r"в\ прошлом\ месяце",
        next_month=r"в\ следующем\ месяце",
        last_week=r"на\ прошлой\ неделе",
        next_week=r"на\ следующей\ неделе",
        by_then=r"к\ (?:тому|этому)\ (?:времени|моменту)",
    ),
    form(r"\b([0-2]?[0-9]):([0-5][0-9])()\b", _clock, is_clock=True),
    form(r"\b(?:в|к|около)\ (?P<d>([0-9]{1,2})()(?:\ час(?:ов|а|ам)?)?\ (утра|вечера|дня|ночи))\b",
         _clock_of, is_clock=True),
    form(rf"\b(?P<d>({'|'.join(_HOURS)})()\ час(?:а|ов|ам)\ (утра|вечера|дня|ночи))\b", _clock_of,
         is_clock=True, ignore_case=True),
    form(r"\b(?:в\ полдень|полдень|полудню|полудня)\b", lambda _match, _anchor: "12:00",
         is_clock=True, ignore_case=True),
)  # fmt: skip
