"""Reports in Russian."""

import re
from typing import Final

from data.draft.language_rules import NEVER, DateForm, Language, clock_text, form, words
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
_SMALL: Final = {
    "один": 1, "одна": 1, "одного": 1, "два": 2, "две": 2, "двух": 2, "двое": 2, "три": 3, "трёх": 3, "трех": 3,
    "трое": 3, "четыре": 4, "четырёх": 4, "четырех": 4, "пять": 5, "пяти": 5, "шесть": 6, "шести": 6, "семь": 7,
    "семи": 7, "восемь": 8, "восьми": 8, "девять": 9, "девяти": 9, "десять": 10, "десяти": 10,
}  # fmt: skip
_NUMBER = rf"([0-9]{{1,3}}|{'|'.join(_SMALL)})"
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
    return int(word) if word and word.isdigit() else _SMALL[(word or "один").lower()]


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
    half = "pm" if (match[3] or "").startswith(("вечера", "дня")) else ""
    hour = int(match[1])
    return clock_text(hour, int(match[2] or 0), half if hour < 12 else "")


DATES: Final[tuple[DateForm, ...]] = (
    form(r"\b([12][0-9]{3}-[0-1][0-9]-[0-3][0-9])\b", lambda match, _: match[0]),
    form(r"\b([0-3]?[0-9])\.([01][0-9])\.([12][0-9]{3})\b",
         lambda match, _: f"{match[3]}-{match[2]}-{int(match[1]):02}"),
    form(rf"\b(?:с\ )?([0-9]{{1,2}})\ ?(?:-|–|по|до|и)\ ?([0-9]{{1,2}})\ {_M}{_YEAR}", _days, ignore_case=True),
    form(rf"\b([0-9]{{1,2}})(?:-го|-е)?\ {_M}{_THAT_YEAR}", _of_that_year, ignore_case=True),
    form(rf"\b([0-9]{{1,2}})(?:-го|-е)?\ {_M}{_YEAR}", _day, ignore_case=True),
    form(rf"\bв()\ {_M}{_THAT_YEAR}", _of_that_year, ignore_case=True),
    form(rf"\b(?:в|к|с|до|по)\ (?P<d>{_M}{_YEAR})",
         lambda match, anchor: anchor.month(_month(match[2]), _int(match[3])), ignore_case=True),
    form(r"\bс\ ([12][0-9]{3})\ (?:года\ )?(?:по|до)\ ([12][0-9]{3})\ (?:год|г\.)(?:ы|а)?",
         lambda match, _: f"{match[1]}/{match[2]}", ignore_case=True),
    form(r"\b([12][0-9]{3})\ ?[–-]\ ?([12][0-9]{3})\ (?:годах|годы|гг\.)", lambda match, _: f"{match[1]}/{match[2]}"),
    form(r"\b([12][0-9]{2})0-х\b(?:\ годах|\ годов|\ годы)?", lambda match, _: f"{match[1]}X"),
    form(r"\b([12][0-9]{3})\ (?:год(?:а|у|ом)?\b|г\.)", lambda match, _: match[1]),
    form(rf"\b(?:в|во)\ (?P<d>(?:{'|'.join(_WEEKDAYS)})\w*)", _weekday, ignore_case=True),
    form(r"\b([0-9]{1,2})(?:-го)?\ числа\b", lambda match, anchor: anchor.day_of_month(int(match[1]))),
    form(r"\b(?:сегодня|минувшей\ ночью)\b", lambda _, anchor: anchor.published, ignore_case=True),
    form(r"\bвчера\b(?:\ вечером|\ утром|\ днём)?", lambda _, anchor: anchor.from_published(-1, "day"),
         ignore_case=True),
    form(r"\bпозавчера\b", lambda _, anchor: anchor.from_published(-2, "day"), ignore_case=True),
    form(r"\bзавтра\b", lambda _, anchor: anchor.from_published(1, "day"), ignore_case=True),
    form(rf"\b(?:{_NUMBER}\ )?{_UNIT_WORD}\ назад\b", _ago, ignore_case=True),
    form(rf"\b(?:{_NUMBER}\ )?{_UNIT_WORD}\ (?:спустя|позже|позднее)\b", _later, ignore_case=True),
    form(rf"\b(?:через|спустя)\ (?:{_NUMBER}\ )?{_UNIT_WORD}\b", _later, ignore_case=True),
    form(r"\bна\ следующий\ день\b", lambda _, anchor: anchor.same_day(1), ignore_case=True),
    form(r"\b(?:накануне|дн[её]м\ ранее)\b", lambda _, anchor: anchor.same_day(-1), ignore_case=True),
    form(r"\bв\ тот\ же\ (?:день|вечер)\b", lambda _, anchor: anchor.same_day(), ignore_case=True),
    form(r"\bв\ прошлом\ году\b", lambda _, anchor: anchor.year(-1), ignore_case=True),
    form(r"\bв\ (?:этом|нынешнем|текущем)\ году\b", lambda _, anchor: anchor.year(), ignore_case=True),
    form(r"\bв\ прошлом\ месяце\b", lambda _, anchor: anchor.from_published(-1, "month")[:7], ignore_case=True),
    form(r"\bна\ прошлой\ неделе\b", lambda _, anchor: anchor.week(-1), ignore_case=True),
    form(r"\b([0-2]?[0-9]):([0-5][0-9])()\b", _clock, is_clock=True),
    form(r"\bв\ ([0-9]{1,2})()\ час(?:ов|а)?\ (утра|вечера|дня)\b", _clock, is_clock=True),
)  # fmt: skip

_ABOUTS: Final = (
    (r"более(?:\ чем)?|больше|свыше", ">"),
    (r"не\ менее|как\ минимум|по\ меньшей\ мере|минимум", ">="),
    (r"до|не\ более|максимум", "<="),
    (r"менее|меньше", "<"),
    (r"около|примерно(?:\ в)?|приблизительно|порядка|почти|в\ районе", "~"),
)
_SCALES: Final = {"тысяч": "thousand", "тысячи": "thousand", "тысяча": "thousand", "тыс.": "thousand",
                  "млн": "million", "миллион": "million", "миллиона": "million", "миллионов": "million",
                  "млрд": "billion", "миллиард": "billion", "миллиарда": "billion",
                  "миллиардов": "billion"}  # fmt: skip
_AMOUNTS: Final = {word: str(number) for word, number in _SMALL.items()} | {
    "десятки": "tens", "сотни": "hundreds", "тысячи": "thousands", "десятков": "tens", "сотен": "hundreds",
}  # fmt: skip
_FIGURE = (
    rf"(?:\b(?P<about>{'|'.join(pattern for pattern, _ in _ABOUTS)})\ )?(?<![\w.,:/-])"
    rf"(?P<number>[0-9]{{1,3}}(?:[\ \u00a0][0-9]{{3}})+|[0-9]+(?:[.,][0-9]+)?|\b(?:{'|'.join(_AMOUNTS)})\b)(?![\w:/]|-)"
    rf"(?:[\ \u00a0](?P<scale>{'|'.join(map(re.escape, sorted(_SCALES, key=len, reverse=True)))}))?"
    r"(?P<unit>\ ?%|(?:\ [а-яёА-ЯЁ][\w-]*){1,2}?(?=[\ .,;:!?)]|$))?"
)
_PEOPLE: Final = re.compile(r"человек|люд|пострадавш|погибш|ранен|сотрудник|жител|дет(?:ей|и)|раб", re.IGNORECASE)
_NOT_COUNTED: Final = re.compile(r"\ ?(?:раз|год|лет|дн|день|час|минут|недел|месяц|суток)")
_NP = r"(?:[\w«»\"’-]+\ ){0,5}?[\w«»\"’-]+"
_VERB = (
    r"(?:сообщ(?:ил|ает|ают)|заяв(?:ил|ляет)|рассказ(?:ал|ывает)|отмет(?:ил|ит)|отмеча|утвержда|счита|говор(?:ит|ил)"
    r"|добав(?:ил|ляет)|подчеркн|поясн(?:ил|яет)|объяв(?:ил|ляет)|переда[её]т|пишет|указ(?:ал|ывает))\w*"
)


def _is_plain_number(match: re.Match[str], sentence: str) -> bool:
    behind = sentence[match.end("number") :]
    if _NOT_COUNTED.match(behind) or sentence[match.start("number") - 1 : match.start("number")] in ("(", "№", "#"):
        return False
    if match["number"].lower() in _SMALL:
        return bool(_PEOPLE.search(match["unit"] or ""))
    return bool((match["unit"] or "").strip() or match["about"])


def _read_number(text: str) -> str:
    return re.sub(r"(?<=[0-9]),(?=[0-9]{1,2}$)", ".", text)


RUSSIAN: Final = Language(
    code="ru",
    dates=DATES,
    before=tuple(
        (re.compile(rf"\b(?:{pattern})\ $", re.IGNORECASE), makes)
        for pattern, makes in (
            (r"не\ позднее", "[..{}]"),
            (r"с|со|начиная\ с", "{}/.."),
            (r"до|по", "../{}"),
            (r"к", "[..{}]"),
            (r"после", "after {}"),
            (r"около|примерно(?:\ в)?|приблизительно(?:\ в)?", "{}~"),
        )
    ),
    after=(),
    range_before=re.compile(r"\b(?:с|со|между)\ $", re.IGNORECASE),
    range_between=re.compile(r"\ ?(?:по|до|и|–|-)\ ?"),
    joins=re.compile(r"(?:,?\ (?:в|около|примерно|утром|вечером|дн[её]м|ночью))*,?\ ?"),
    figures=(re.compile(_FIGURE, re.IGNORECASE),),
    amounts=_AMOUNTS,
    abouts=tuple((re.compile(pattern, re.IGNORECASE), mark) for pattern, mark in _ABOUTS),
    scales=_SCALES,
    counted=tuple(
        (re.compile(pattern, re.IGNORECASE), metric)
        for pattern, metric in (
            (r"\b(?:погиб|умер|жертв)\w*", "погибли"),
            (r"\b(?:пострада|ранен|травм)\w*", "пострадали"),
            (r"\bзадерж\w*", "задержаны"),
            (r"\bарестован\w*", "арестованы"),
            (r"\bэвакуирова\w*", "эвакуированы"),
            (r"\bпропа(?:л|вш)\w*", "пропали"),
        )
    ),
    measures=re.compile(r"\b(?:ущерб|число|убыт\w+|цен\w+|выручка|прибыль|долг|явка|магнитуд\w+)\b", re.IGNORECASE),
    speakers=(
        re.compile(
            r"\b[Пп]о\ (?:данным|словам|сведениям|информации|мнению|сообщению|оценке|оценкам)\ "
            rf"(?P<who>{_NP})(?=[,.;]|$)"
        ),
        re.compile(rf"\b[Кк]ак\ {_VERB}\ (?:в\ |во\ )?(?P<who>{_NP})(?=[,.;]|$)"),
        re.compile(rf"[,»”\"!?]\ ?(?:[—–-]\ )?{_VERB}\ (?:в\ |во\ |на\ )?(?P<who>{_NP})(?=[,.;]|$)"),
        re.compile(rf"(?:^|[,;]\ )(?P<who>{_NP})(?:\ (?:уже|также|позже|вчера|сегодня))?\ {_VERB}"),
    ),
    pronouns=re.compile(r"он|она", re.IGNORECASE),
    future=re.compile(
        r"\b(?:буд(?:ет|ут)|назначен\w*|планиру\w*|должн\w*|намерен\w*|ожида\w*|состоится)\b", re.IGNORECASE
    ),
    flashback=re.compile(r"\b(?:уже|ранее|прежде)\b", re.IGNORECASE),
    told=re.compile(r"\b\w{2,}(?:л|ла|ло|ли|лся|лась|лось|лись|ны|но|на|ён|ен)\b"),
    is_state=NEVER,
    breaks=re.compile(r",\ (?:а|но)\ |;\ "),
    clauses=re.compile(r",?\ (?:и|а|но)\ |;\ |,\ "),
    names=re.compile(r"[А-ЯЁ][\w-]+(?:\ [А-ЯЁ][\w-]+){0,3}|«[^»]{2,40}»"),
    not_names=frozenset(
        words(
            "В Во На По С Со К Из От До За О Об При Он Она Они Это Как Что Но И А Если Когда После Перед "
            "Тогда Вчера Сегодня Два Три Режим Ущерб Дамбу Мост"
        )
    ),
    places=re.compile(r"\b[Вв]о?\ (?:городе\ |области\ |посёлке\ |районе\ )?(?P<place>[А-ЯЁ][\w-]+)"),
    is_plain_number=_is_plain_number,
    read_number=_read_number,
)
