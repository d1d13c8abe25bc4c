"""Figures, speakers and names as reports in English word them."""

import re
from typing import Final

from data.draft.language_rules import words
from data.quantities import WORDS

_ABOUT = (
    r"about|around|some|approximately|roughly|nearly|almost|close\ to|an\ estimated|more\ than|over|above|at\ least"
    r"|no\ (?:fewer|less)\ than|as\ many\ as|up\ to|at\ most|no\ more\ than|not\ more\ than|fewer\ than|less\ than"
    r"|under|below"
)
_SMALL = "one two three four five six seven eight nine ten eleven twelve"
AMOUNTS: Final = {word: str(number) for number, word in enumerate(_SMALL.split(), 1)} | {
    "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18",
    "nineteen": "19", "twenty": "20", "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70",
    "eighty": "80", "ninety": "90", "a hundred": "100", "a thousand": "1000", "nobody": "0", "no one": "0",
}  # fmt: skip
"""Words for numbers; of those to twelve only what people died, were hurt or were counted in."""
SCALES: Final = {"million": "million", "billion": "billion", "trillion": "trillion", "thousand": "thousand",
                 "bn": "billion", "m": "million"}  # fmt: skip
_WORDED = "|".join(sorted((word for word, (low, _) in WORDS.items() if low >= 20), key=len, reverse=True))
_NUMBER = r"[0-9]{1,3}(?:[,\ ][0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
_SCALE = rf"(?:\ (?P<scale>{'|'.join(scale for scale in SCALES if scale != 'm')})|(?P<glued>bn|m)\b)?"
_UNIT = (
    r"(?P<unit>(?:\ ?%|\ per\ cent\b|\ percent\b)(?:\ of\ (?:the\ |its\ |all\ )?(?P<of>[a-z]+))?"
    r"|(?:\ of\ (?:the\ )?|\ )(?:[a-z][\w’'-]*\ ){0,2}?[a-zA-Z][\w’'-]*)"
)

FIGURES: Final = (
    re.compile(
        rf"(?:\b(?P<about>between|from)\ )(?P<sign>[$€£¥])?(?P<number>{_NUMBER})\ (?:and|to)\ (?:[$€£¥])?"
        rf"(?P<high>{_NUMBER}){_SCALE}{_UNIT}?",
    ),
    re.compile(
        rf"(?:\b(?P<about>{_ABOUT})\ )?(?P<sign>[$€£¥])?(?<![\w.,:/-])(?P<number>{_NUMBER})(?![\w:/]|-[a-z]|[.,][0-9])"
        rf"{_SCALE}{_UNIT}?",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?:(?P<about>{_ABOUT})\ )?(?P<number>{_WORDED})\b{_UNIT}?", re.IGNORECASE),
    re.compile(
        rf"\b(?:(?P<about>{_ABOUT})\ )?(?P<number>{'|'.join(sorted(AMOUNTS, key=len, reverse=True))})\b"
        rf"(?:\ (?P<scale>hundred|thousand|million|billion)\b)?{_UNIT}?",
        re.IGNORECASE,
    ),
)
ABOUTS: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), mark)
    for pattern, mark in (
        (r"more\ than|over|above", ">"),
        (r"at\ least|no\ (?:fewer|less)\ than", ">="),
        (r"up\ to|at\ most|no(?:t)?\ more\ than|as\ many\ as", "<="),
        (r"fewer\ than|less\ than|under|below", "<"),
        (r"about|around|some|approximately|roughly|nearly|almost|close\ to|an\ estimated", "~"),
    )
)
COUNTED: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), metric)
    for pattern, metric in (
        (r"\b(?:killed|dead|deaths?|died|fatalities|lives)\b|\bdeath\ toll\b", "killed"),
        (r"\b(?:injured|wounded|hurt|injuries)\b", "injured"),
        (r"\b(?:detained|detentions?)\b", "detained"),
        (r"\b(?:arrested|arrests)\b", "arrested"),
        (r"\bmissing\b", "missing"),
        (r"\b(?:evacuated|leave\ their\ homes)\b", "evacuated"),
        (r"\b(?:displaced|lost\ their\ homes|homeless)\b", "displaced"),
        (r"\b(?:gather(?:ed)?|protested|marched|demonstrated|took\ part)\b", "gathered"),
        (r"\brescued\b", "rescued"),
    )
)
"""What a figure counts where these words stand beside it; else the noun behind it says so."""

MEASURES: Final = re.compile(
    r"\b(?:number|toll|total|figure|damage|loss|losses|price|cost|costs|sales|revenue|profit|turnover|share|traffic"
    r"|magnitude|population|budget|debt|turnout|inflation|unemployment)\b",
    re.IGNORECASE,
)

_VERB = (
    r"(?:said|says|say|announced|announces|told|stated|states|claimed|claims|reported|reports|wrote|writes|warned|warns|warn"
    r"|confirmed|confirms|denied|denies|added|adds|admitted|admits|argued|argues|explained|estimate[sd]?|counted"
    r"|issued\ a\ statement|pointed\ out|acknowledged|insisted|emphasi[sz]ed|stressed|held\ that|put\ the\ \w+\ at"
    r"|put\ the\ number|blamed|accused)"
)
_ADVERB = r"(?:\ (?:has|have|had|since|also|later|now|then|since\ then|already|repeatedly|publicly))*"
_NP = (
    r"(?:(?:[Tt]he|[Aa]n?|[Ss]ome|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir)\ )?"
    r"(?:[\w’'&.-]+\ ){0,7}?(?:(?:[A-Z]\.){2,}|[\w’'&-]+)"
)
_NAME = r"[^\W\d_a-z][\w’'-]*(?:\ (?:(?:de|van|von|der|bin|al|el|la|di|da)\ )?[^\W\d_a-z][\w’'.-]*){0,3}"
_TITLE = (
    r"(?:[Tt]he\ )?(?:[\w’'-]+\ ){0,5}?(?:governor|president|minister|chairman|chairwoman|chair|chief\ executive|judge"
    r"|justice|mayor|prosecutor|professor|director|secretary|king|queen|head|leader|general|spokesman|spokeswoman)"
    r"(?:\ of(?:\ [\w’'-]+){1,4})?"
)
SPEAKERS: Final = (
    re.compile(rf"\b[Aa]ccording\ to\ (?P<who>{_NP})(?=[,.;:)]|\ (?:and|but|who|which|on|in|at|hundreds)\b|$)"),
    re.compile(rf"(?:^|[,;:]\ |\b(?:and|but|that)\ )(?:{_TITLE}),\ (?P<who>{_NAME}),{_ADVERB}\ {_VERB}\b"),
    re.compile(rf"(?:^|\b[Tt]he\ |,\ )(?:[\w’'-]+\ )*(?:company|group|case),\ (?P<who>{_NAME}),{_ADVERB}\ {_VERB}\b"),
    re.compile(
        rf"(?:^|[,;:]\ |\b(?:and|but)\ )(?P<who>(?:[Tt]he\ )?{_NAME}(?:\ (?:of|at|for|from|in)\ (?:the\ )?{_NAME})+)"
        rf"(?:,\ [^,.;]{{2,90}},)?{_ADVERB}\ {_VERB}\b"
    ),
    re.compile(rf"[,!?”\"’]\ ?[”\"]?\ ?(?:said|says|wrote|writes|added)\ (?P<who>{_NP})"
               r"(?=[,.;:]|\ (?:who|on|in|at|of)\b|$)"),
    re.compile(rf"[”\"]\ (?P<who>{_NP})(?:,\ [^,.;]{{2,80}},)?{_ADVERB}\ (?:told|said|says|wrote|added)\b"),
    re.compile(
        rf"(?:^|[,;:.]\ |[”\"]\ |\b(?:and|but|while)\ )(?P<who>{_NP})(?:,\ [^,.;]{{2,80}},)?{_ADVERB}"
        rf"\ {_VERB}\b"
    ),
)  # fmt: skip
PRONOUNS: Final = re.compile(r"(?:he|she)", re.IGNORECASE)
NAMES: Final = re.compile(_NAME)
PLACES: Final = re.compile(
    r"\b(?:[Ii]n|[Nn]ear|[Ff]rom|[Aa]round|[Tt]hroughout|[Tt]o|city\ of|port\ of|province\ of|village\ of)\ (?:the\ )?"
    rf"(?P<place>{_NAME})"
)
NOT_NAMES: Final = frozenset(
    words(
        "The A An In On At By It He She They We I You This That These Those There But And Or So If When "
        "While After Before Since Until From Between For With As Of To Its His Her Their Our My Some "
        "Many More Most At About Around Another Yesterday Today Tomorrow Monday Tuesday Wednesday "
        "Thursday Friday Saturday Sunday January February March April May June July August September "
        "October November December Two Three Four Five Six Seven Eight Nine Ten One Dozens Hundreds "
        "Thousands However Meanwhile According Mr Mrs Ms Regarding Former Both Each Every No Not Nobody "
        "UTC GMT Because Although Immediately Houston What Who Why How Engineers"
    )
)  # fmt: skip

_NOT_COUNTED = re.compile(
    r"\ ?(?:times|years?|months?|weeks?|days?|hours?|minutes?|seconds?|decades?|centur(?:y|ies)|o’clock)\b"
    r"|-year|\ of\ (?:them|which|whom|the\ most)\b",
    re.IGNORECASE,
)
_BECAME = re.compile(r"\ (?:others?\ |more\ )?(?:were|was|are|is|have|had|died)\b")
_PEOPLE = re.compile(
    r"\b(?:people|persons?|men|women|children|soldiers|officers|police|civilians|protesters|demonstrators|workers"
    r"|employees|passengers|crew|patients|residents|troops|students|jobs|dead|killed|injured|wounded|hurt|died"
    r"|arrested|detained|missing|million|billion|countries|states)\b",
    re.IGNORECASE,
)


def is_plain_number(match: re.Match[str], sentence: str) -> bool:
    """Whether a number counts something: no age, no duration, no name like Apollo 13, no small word beside nothing."""
    behind = sentence[match.end("number") : match.end("number") + 40]
    number = match["number"].lower()
    if _NOT_COUNTED.match(behind) or sentence[match.start("number") - 1 : match.start("number")] in ("(", "#", "№"):
        return False
    if number in ("nobody", "no one"):
        return bool(re.search(r"\b(?:hurt|injured|killed|missing)\b", behind))
    if number in AMOUNTS and number in f"{_SMALL} a hundred a thousand":
        if _BECAME.match(behind) and any(words.search(behind) for words, _ in COUNTED):
            return True
        return bool(_PEOPLE.search(match["unit"] or "") or (match["about"] and _PEOPLE.search(behind)))
    unit = (match["unit"] or "").strip()
    has_sign = bool(match.groupdict().get("sign"))
    if not unit and not has_sign and not match["about"]:
        return False
    before = sentence[: match.start("number")].rstrip()
    is_named = bool(re.search(r"\b[A-Z][\w-]*$", before)) and not match["about"] and " " in before
    return not ((is_named and not unit[:1].islower()) or re.search(r"\b(?:No\.|Article|Section|page|room)$", before))
