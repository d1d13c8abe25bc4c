"""Reports in Kazakh."""

import re
from typing import Final

from data.draft.language_rules import NEVER, DateForm, Language, clock_text, form, relative, words
from data.draft.reference_date import Anchor

_MONTHS: Final = words("қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан")
_M = rf"({'|'.join(_MONTHS)})\w*"
_WEEKDAYS: Final = ("дүйсенбі", "сейсенбі", "сәрсенбі", "бейсенбі", "жұма", "сенбі", "жексенбі")


def _month(word: str) -> int:
    return _MONTHS.index(word.lower()) + 1


def _weekday(match: re.Match[str], anchor: Anchor) -> str:
    return anchor.weekday(_WEEKDAYS.index(match[1].lower()))


DATES: Final[tuple[DateForm, ...]] = (
    form(r"\b([12][0-9]{3}-[0-1][0-9]-[0-3][0-9])\b", lambda match, _: match[0]),
    form(rf"\b([12][0-9]{{3}})\ жыл(?:ғы|ы|дың|дын)?\ ([0-9]{{1,2}})(?:-ші|-шы)?\ {_M}",
         lambda match, anchor: anchor.day(_month(match[3]), int(match[2]), int(match[1])), ignore_case=True),
    form(rf"\b([12][0-9]{{3}})\ жыл(?:ғы|ы|дың|дын)?\ {_M}",
         lambda match, anchor: anchor.month(_month(match[2]), int(match[1])), ignore_case=True),
    form(rf"\b([0-9]{{1,2}})(?:-ші|-шы)?\ {_M}",
         lambda match, anchor: anchor.day(_month(match[2]), int(match[1])), ignore_case=True),
    form(r"\b([12][0-9]{3})\ жыл(?:ы|дан|ға|да|дың)?\b", lambda match, _: match[1], ignore_case=True),
    form(rf"\b({'|'.join(_WEEKDAYS)})\ күні\b", _weekday, ignore_case=True),
    *relative(
        today=r"бүгін\w*",
        yesterday=r"кеше(?:гі)?",
        tomorrow=r"ертең",
        next_day=r"келесі\ күні|ертеңіне",
        same_day=r"(?:сол|осы)\ күні",
        last_year=r"былтыр|өткен\ жылы",
        this_year=r"биыл",
        next_year=r"келер\ жылы|келесі\ жылы",
        last_week=r"өткен\ аптада",
        last_month=r"өткен\ айда",
    ),
    form(r"\b([0-9]{1,3})\ күннен\ кейін\b", lambda match, anchor: anchor.from_told(int(match[1]), "day")),
    form(r"\bсағат\ ([0-2]?[0-9])[:.]([0-5][0-9])", lambda match, _: clock_text(int(match[1]), int(match[2])),
         is_clock=True, ignore_case=True),
)  # fmt: skip

_ABOUTS: Final = (
    (r"-?(?:дан|ден|тан|тен|нан|нен)\ (?:астам|аса|артық|көп)", ">"),
    (r"кемінде|кем\ дегенде", ">="),
    (r"-?(?:дан|ден|тан|тен|нан|нен)\ (?:кем|аз)", "<"),
    (r"шамамен|-?(?:ға|ге|қа|ке)\ жуық", "~"),
)
_SMALL: Final = {
    "бір": 1, "екі": 2, "үш": 3, "төрт": 4, "бес": 5, "алты": 6, "жеті": 7, "сегіз": 8, "тоғыз": 9, "он": 10,
    "екеуі": 2, "үшеуі": 3, "төртеуі": 4, "бесеуі": 5, "алтауы": 6, "жетеуі": 7, "сегізі": 8, "тоғызы": 9,
}  # fmt: skip
_SCALES: Final = {"мың": "thousand", "миллион": "million", "млн": "million", "миллиард": "billion", "млрд": "billion"}
_FIGURE = (
    r"(?:\b(?P<about>шамамен|кемінде|кем\ дегенде)\ )?(?<![\w.,:/-])"
    rf"(?P<number>[0-9]{{1,3}}(?:\ [0-9]{{3}})+|[0-9]+(?:[.,][0-9]+)?|\b(?:{'|'.join(_SMALL)})\b)(?:-(?:сі|і|ы|ін))?"
    rf"(?:\ (?P<scale>{'|'.join(_SCALES)}))?"
    r"(?P<behind>-?(?:дан|ден|тан|тен|нан|нен)\ (?:астам|аса|артық|көп|кем|аз)|-?(?:ға|ге|қа|ке)\ жуық)?"
    r"(?P<unit>\ ?%|\ [а-яәіңғүұқөһ][\w-]*)?(?![\w:])"
)
_NP = r"(?:[\w«»-]+\ ){0,6}?[\w«»-]+"


_TIMES: Final = re.compile(
    r"\ ?(?:жыл|күн|сағат|минут|ай|апта|рет|жас|ғасыр)(?:ы|і|дан|ден|тан|та|да|де|ға|ге|қа|дың|дің|ына|лық|дық)?\b"
)


def _is_plain_number(match: re.Match[str], _sentence: str) -> bool:
    unit = match["unit"] or ""
    if _TIMES.match(unit) or not (unit or match["about"] or match["behind"] or "-" in match[0]):
        return False
    return match["number"].lower() not in _SMALL or match["number"].lower() != "бір"


KAZAKH: Final = Language(
    code="kk",
    dates=DATES,
    before=(),
    after=(
        (re.compile(r"\ бері\b"), "{}/.."),
        (re.compile(r"\ дейін\b"), "../{}"),
        (re.compile(r"\ кейін\b"), "after {}"),
    ),
    range_before=NEVER,
    range_between=NEVER,
    joins=re.compile(r",?\ ?"),
    figures=(re.compile(_FIGURE, re.IGNORECASE),),
    amounts={word: str(number) for word, number in _SMALL.items()},
    abouts=tuple((re.compile(pattern, re.IGNORECASE), mark) for pattern, mark in _ABOUTS),
    scales=_SCALES,
    counted=tuple(
        (re.compile(pattern, re.IGNORECASE), metric)
        for pattern, metric in (
            (r"\b(?:қаза|мерт|өлді|қайтыс)\w*", "қаза тапты"),
            (r"\b(?:жаралан|жарақат|зардап)\w*", "жараланды"),
            (r"\b(?:ұстал|қамау)\w*", "ұсталды"),
            (r"\bжұмыс\ істе\w*", "жұмыс істейді"),
        )
    ),
    measures=re.compile(r"\b(?:саны|шығын|баға|табыс)\w*", re.IGNORECASE),
    speakers=(
        re.compile(r"(?P<who>оның|олардың)\ (?:айтуынша|мәліметінше|сөзінше)", re.IGNORECASE),
        re.compile(rf"[,»”]\ ?[–—-]\ (?:деді|деп\ (?:айтты|мәлімдеді|хабарлады))\ (?P<who>{_NP})(?=[,.]|$)"),
        re.compile(rf"(?:^|[,;]\ )(?P<who>{_NP})\ (?:айтуынша|мәліметінше|хабарлауынша|деректерінше|сөзінше)"),
        re.compile(
            r"^(?P<who>(?:\w+\ )?[А-ЯӘІҢҒҮҰҚӨҺ]\w+(?:\ [А-ЯӘІҢҒҮҰҚӨҺ]\w+)?)\ .*\b(?:айтты|мәлімдеді|хабарлады|деді)\b"
        ),
    ),
    pronouns=re.compile(r"ол|оның|олардың", re.IGNORECASE),
    future=re.compile(r"\b\w+(?:ады|еді|йді|мақ|мек)\b"),
    flashback=NEVER,
    told=re.compile(r"\b\w{2,}(?:ды|ді|ты|ті|ған|ген|қан|кен)\b"),
    is_state=NEVER,
    breaks=re.compile(r";\ "),
    clauses=re.compile(r",\ |;\ "),
    joints=NEVER,
    changes=NEVER,
    credits=NEVER,
    elided=NEVER,
    no_speakers=NEVER,
    names=re.compile(r"[А-ЯӘІҢҒҮҰҚӨҺ][\w-]+(?:\ [А-ЯӘІҢҒҮҰҚӨҺ][\w-]+){0,3}|«[А-ЯӘІҢҒҮҰҚӨҺ][^»]{1,40}»(?!,?\ [—–-])"),
    not_names=frozenset(["Ол", "Бұл", "Осы", "Сол", "Кеше", "Бүгін", "Бірақ", "Және", "Ал"]),
    places=NEVER,
    is_plain_number=_is_plain_number,
)
