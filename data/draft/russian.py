"""Reports in Russian."""

import re
from typing import Final

from data.draft.language_rules import NEVER, Language, words
from data.draft.russian_dates import DATES, SMALL

_ABOUTS: Final = (
    (r"более(?:\ чем)?|больше(?:\ чем)?|свыше|превы\w+(?:\ отметку\ в)?", ">"),
    (r"не\ менее|как\ минимум|по\ меньшей\ мере|минимум", ">="),
    (r"до", "to"),
    (r"не\ более|максимум", "<="),
    (r"менее|меньше", "<"),
    (r"около|примерно(?:\ в)?|приблизительно|порядка|почти|в\ районе", "~"),
)
_SCALES: Final = {"тысяч": "thousand", "тысячи": "thousand", "тысяча": "thousand", "тыс.": "thousand",
                  "млн": "million", "миллион": "million", "миллиона": "million", "миллионов": "million",
                  "млрд": "billion", "миллиард": "billion", "миллиарда": "billion",
                  "миллиардов": "billion"}  # fmt: skip
_AMOUNTS: Final = {word: str(number) for word, number in SMALL.items()} | {
    "полтора": "1.5", "полторы": "1.5", "полутора": "1.5", "одиннадцать": "11", "двенадцать": "12", "двадцать": "20",
    "двадцати": "20", "тридцать": "30", "тридцати": "30", "сорок": "40", "сорока": "40", "пятьдесят": "50",
    "пятидесяти": "50",
    "сто": "100", "ста": "100", "двести": "200", "двухсот": "200", "триста": "300", "трёхсот": "300",
    "десятки": "tens", "сотни": "hundreds", "тысячи": "thousands", "десятков": "tens", "сотен": "hundreds",
}  # fmt: skip
_N = r"[0-9]{1,3}(?:[\ \u00a0][0-9]{3})+|[0-9]+(?:[.,][0-9]+)?"
_BEHIND = (
    rf"(?:[\ \u00a0](?P<scale>{'|'.join(map(re.escape, sorted(_SCALES, key=len, reverse=True)))}))?"
    r"(?P<unit>\ ?%|(?:\ (?!пострада|погиб|ранен|рабоч|пропав)[а-яё]+(?:[ыи]х|[ое]го|ой|ную|[ыи]е)){0,2}?"
    r"\ [а-яёА-ЯЁ][\w-]*(?<![ыи]х)(?<!ого)"
    r"(?=[\ .,;:!?)]|$)"
    r"|\ [а-яёА-ЯЁ][\w-]*)?"
)
_FIGURES: Final = (
    re.compile(
        rf"(?P<about>\bот\ )?(?<![\w.,:/-])(?P<number>{_N})(?:\ ?[–—-]\ ?|\ до\ )(?P<high>{_N})(?![\w:/]|-){_BEHIND}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:\b(?P<about>{'|'.join(pattern for pattern, _ in _ABOUTS)})\ )?(?<![\w.,:/-])"
        rf"(?P<number>{_N}|\b(?:{'|'.join(_AMOUNTS)})\b)(?![\w:/]|-){_BEHIND}",
        re.IGNORECASE,
    ),
)
_PEOPLE: Final = re.compile(r"человек|люд|пострадавш|погибш|ранен|сотрудник|жител|дет(?:ей|и)|раб", re.IGNORECASE)
_NOT_COUNTED: Final = re.compile(
    r"\ ?(?:раза?|год\w*|лет|дн\w+|день|сут\w+|час\w*|минут\w*|секунд\w*|недел\w*|месяц\w*|десятилети\w+|век\w*)\b"
)
_THINGS: Final = re.compile(r"(?!из\b|сторон|част|трет|способ|раз|этап|пут|момент|степен)[а-яё-]{4,}")
_CHANGES: Final = re.compile(
    r"\b(?:вырос|вырас|возрос|возрас|рос|увелич|снизи|сниж|сократ|упа|подорожа|подешеве|повыси|повыш|достиг|составил|превы"
    r"|уменьш|доход|опуст|подня|прибави|потеря)\w*"
)
_NP = r"(?:[\w«»\"’-]+\ ){0,6}?[\w«»\"’-]+"
_VERB = (
    r"(?:сообщ|заяв|рассказ|сказа|отмет|отмеч|утвержд|счита|полага|говор|добав|подч[её]рк|поясн|объясн|уточн|объяв|переда"
    r"|пиш|писа|написа|указ|призна|напомн|прокомментир|констатир|предупре|пообещал|подтверд|опроверг|потреб|проси"
    r"|назва|назыв|оценил|прогнозир|предполо|предполаг|возраз|ответи|замети|обвини|раскритик|призва"
    r"|(?:установи|выясни)(?=\w+,\ что))"
    r"\w*(?<=[лаоиётя])(?<!ть)(?<!ся)"
)
_TO_WHOM = (
    r"(?:\ (?:журналистам|репортёрам|агентству|изданию|телеканалу|газете|РИА|ТАСС|корреспонденту)(?:\ «[^»]+»)?)?"
)
_MEANWHILE = r"(?:\ (?:уже|также|позже|вчера|сегодня|ранее|тогда|не\ раз)|,\ [^,.;]{2,24},|,)?"
_SAID = (
    r"(?:данным|словам|сведениям|информации|мнению|сообщению|оценк[еи]|оценкам|версии|подсч[её]там|расч[её]там|прогноз[уа]м?"
    r"|утверждению|выражению|признанию|заявлению)"
)


def _is_plain_number(match: re.Match[str], sentence: str) -> bool:
    behind = sentence[match.end("number") :]
    if _NOT_COUNTED.match(behind) or sentence[match.start("number") - 1 : match.start("number")] in ("(", "№", "#"):
        return False
    number, unit = match["number"].lower(), (match["unit"] or "").strip()
    if number in SMALL:
        return bool(_PEOPLE.search(unit) or match["scale"] or (SMALL[number] > 1 and _THINGS.match(unit)))
    if number.startswith("пол"):
        return bool(match["scale"])
    return bool(unit or match["about"])


def _read_number(text: str) -> str:
    return re.sub(r"(?<=[0-9]),(?=[0-9]{1,2}$)", ".", text)


_TIME_OF = r"(?:\ (?:начал[ауо]|середин[уые]|конц[ау]|утр[ау]|вечер[ау]|ноч[иь]|исход[ау]))?"
RUSSIAN: Final = Language(
    code="ru",
    dates=DATES,
    before=tuple(
        (re.compile(rf"\b(?:{pattern})\ $", re.IGNORECASE), makes)
        for pattern, makes in (
            (r"не\ позднее", "[..{}]"),
            (rf"(?:с|со|начиная\ с){_TIME_OF}", "{}/.."),
            (rf"(?:до|по){_TIME_OF}", "../{}"),
            (rf"(?:к|ко){_TIME_OF}", "[..{}]"),
            (r"после", "after {}"),
            (r"около|примерно(?:\ в)?|приблизительно(?:\ в)?", "{}~"),
        )
    ),
    after=(),
    range_before=re.compile(r"\b(?:с|со|между|от)\ $", re.IGNORECASE),
    range_between=re.compile(r"\ ?(?:по|до|и|–|-)\ ?"),
    joins=re.compile(r"(?:,?\ (?:в|около|примерно|утром|вечером|дн[её]м|ночью))*,?\ ?"),
    figures=_FIGURES,
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
    measures=re.compile(
        r"\b(?:ущерб|число|убыт\w+|цен[аыуе]|ценой|выручка|прибыль|долг|явка|магнитуд\w+)\b", re.IGNORECASE
    ),
    speakers=(
        re.compile(r"\b[Пп]о\ (?P<who>(?:его|её|ее|их)\ (?:словам|данным|мнению|оценке|подсчётам))\b"),
        re.compile(rf"\b[Пп]о\ (?:[а-яё]+(?:ым|им|ой|ей)\ )?{_SAID}\ (?P<who>{_NP})(?=[,.;]|$)"),
        re.compile(rf"\b[Кк]ак\ {_VERB}{_TO_WHOM}\ (?:в\ |во\ |на\ )?(?P<who>{_NP})(?=[,.;]|$)"),
        re.compile(rf"[,»”\"!?…]\ ?(?:[—–-]\ )?{_VERB}{_TO_WHOM}\ (?:в\ |во\ |на\ )?(?P<who>{_NP})(?=[,.;]|$)"),
        re.compile(rf",\ следует\ из\ (?P<who>{_NP})(?=[,.;]|$)"),
        re.compile(rf"(?:^|[,;:]\ |\b(?:и|а|но)\ )(?:[Вв]о?\ |[Нн]а\ )?(?P<who>{_NP}){_MEANWHILE}\ {_VERB}\b"),
    ),
    pronouns=re.compile(r"он|она|(?:его|её|ее|их)\ \w+", re.IGNORECASE),
    future=re.compile(
        r"\b(?:буд(?:ет|ут)|назначен\w*|планиру\w*|должн\w*|намерен\w*|ожида\w*|состоится)\b", re.IGNORECASE
    ),
    flashback=re.compile(r"\b(?:уже|ранее|прежде)\b", re.IGNORECASE),
    told=re.compile(r"\b\w{2,}(?:л|ла|ло|ли|лся|лась|лось|лись|ны|но|на|ён|ен)\b"),
    is_state=NEVER,
    breaks=re.compile(r",\ (?:а|но)\ |;\ "),
    clauses=re.compile(r",?\ (?:и|а|но)\ |;\ |,\ "),
    joints=NEVER,
    changes=_CHANGES,
    credits=re.compile(
        rf"(?:Об\ этом|Такие\ данные|Это)\ (?:\w+\ ){{0,2}}?{_VERB}{_TO_WHOM}"
        rf"\ (?:[^.]*?\ )??(?:в\ |во\ |на\ )?(?P<who>{_NP})\."
    ),
    elided=NEVER,
    no_speakers=re.compile(
        r"(?:^|\ )(?:что|как|котор\w+|этом|это|не|он|и)$|^(?:его|её|ее|их|ему|ей)$"
        r"|^(?:об|при|для|после)\ ",
        re.IGNORECASE,
    ),
    names=re.compile(r"[А-ЯЁ][\w-]+(?:\ [А-ЯЁ][\w-]+){0,3}|«[А-ЯЁA-Z][^»]{1,40}»(?!,?\ [—–-])"),
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
