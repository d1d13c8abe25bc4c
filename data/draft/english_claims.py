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
_PLAIN_AMOUNTS: Final = {word: str(number) for number, word in enumerate(_SMALL.split(), 1)} | {
    "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18",
    "nineteen": "19", "twenty": "20", "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70",
    "eighty": "80", "ninety": "90", "a hundred": "100", "a thousand": "1000", "nobody": "0", "no one": "0",
    "a million": "1 million", "half a million": "0.5 million", "a dozen": "12", "half a dozen": "6", "two dozen": "24",
}  # fmt: skip
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
AMOUNTS: Final = (
    _PLAIN_AMOUNTS
    | {
        f"{tens}-{one}": str(number * 10 + digit)
        for number, tens in enumerate(_TENS.split(), 2)
        for digit, one in enumerate(_SMALL.split()[:9], 1)
    }
    | {f"{one} and a half": f"{digit}.5" for digit, one in enumerate(_SMALL.split(), 1)}
)
"""Words for numbers; of those to twelve only what people died, were hurt or were counted in."""
SCALES: Final = {"million": "million", "billion": "billion", "trillion": "trillion", "thousand": "thousand",
                 "bn": "billion", "m": "million"}  # fmt: skip
_WORDED = "|".join(sorted((word for word, (low, _) in WORDS.items() if low >= 20), key=len, reverse=True))
_NUMBER = r"[0-9]{1,3}(?:[,\ ][0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
_SCALE = rf"(?:\ (?P<scale>{'|'.join(scale for scale in SCALES if scale != 'm')})|(?P<glued>bn|m)\b)?"
_FUNCTION = (
    r"of|at|in|on|to|and|or|as|by|for|from|with|since|after|before|when|while|who|which|that|than|was|were|is|are|has"
    r"|have|had|its|his|this|across|during|over|under|into|because|a|an|the|per|died|plus|perhaps"
)
_SIGN = (
    r"(?P<sign>(?:US|A|C|HK|NZ|S)?\$|[€£¥]|(?:SEK|NOK|DKK|EUR|USD|GBP|JPY|CHF|CAD|AUD|INR|CNY|KZT|RUB|PLN|Rs\.?)\ )?"
)
_UNIT = (
    r"(?P<unit>(?:\ ?%|\ per\ cent\b|\ percent\b)(?:\ of\ (?:the\ |its\ |all\ )?(?P<of>[a-z]+))?"
    rf"|(?:\ of\ (?:the\ |its\ |their\ )?|\ )(?:(?:(?!(?:{_FUNCTION})\b)[a-z][\w’'-]*\ ){{0,2}}?"
    rf"(?!(?:{_FUNCTION})\b)(?:[a-z][\w’'-]*s|people|men|women|children|crew|staff|police|troops)\b"
    r"|(?:[a-z][\w’'-]*\ ){0,2}?[a-zA-Z][\w’'-]*(?:/[a-z]+)?))"
)

FIGURES: Final = (
    re.compile(
        rf"(?:\b(?P<about>between|from)\ )?{_SIGN}(?<![\w.,:/-])(?P<number>{_NUMBER})(?:\ ?%)?"
        rf"(?:\ (?:and|to)\ |\ ?[–-]\ ?)(?:[$€£¥])?(?P<high>{_NUMBER})(?![\w:/]|-[a-z]|[.,][0-9]){_SCALE}{_UNIT}?",
    ),
    re.compile(
        rf"(?:\b(?P<about>{_ABOUT})\ )?{_SIGN}(?<![\w.,:/-])(?P<number>{_NUMBER})(?![\w:/]|-[a-z]|[.,][0-9])"
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
CHANGES: Final = re.compile(
    r"\b(?:rose|rises?|risen|fell|falls?|fallen|grew|grown|dropped|declined|climbed|slipped|jumped|increased|decreased"
    r"|gained|lost|shrank|surged|plunged|widened|narrowed|stood|reached|total(?:l)?ed|amounted|came)\b"
)
"""Verbs of what goes up and down: before them stands what does."""
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
    r"\b(?:number|toll|total|figure|damages?|loss|losses|price|cost|costs|sales|revenues?|profits?|turnover|share|traffic"
    r"|magnitude|population|budget|debt|turnout|inflation|unemployment|orders|earnings|income|cash\ flow|margin"
    r"|dividend|bond|fine|fines|bail|value|wages|rent|fare|tax|investment)\b",
    re.IGNORECASE,
)

_VERB = (
    r"(?:said|says?|told|wrote|writes|replied|denie[sd]|denies|testified|spoke\ of|expects|rejects"
    r"|(?:announce|state|acknowledge|emphasi[sz]e|stresse|blame|accuse|allege|concede|promise|pledge|believe|dispute"
    r"|critici[sz]e|praise|urge|note|disclose|indicate|describe|calculate|estimate|argue)[sd]"
    r"|(?:claim|report|warn|confirm|add|admit|explain|insist|maintain|contend|vow|predict|condemn|recall|respond|comment"
    r"|reveal|suggest|complain|recommend|stress|count)(?:t?ed|s)|estimate|warn|believe"
    r"|issued\ a\ statement|pointed\ out|put\ the\ \w+\ at|put\ the\ (?:\w+\ )?(?:number|total|toll|figure|count)"
    r"|called\ (?:on|for|it|the)"
    r"|(?:held|ruled|found|concluded|observed|declared|shows|showed|demanded)\ that)"
)
_ADVERB = r"(?:\ (?:has|have|had|since|also|later|now|then|since\ then|already|repeatedly|publicly))*"
_NP = (
    r"(?:(?:[Tt]he|[Aa]n?|[Ss]ome|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir)\ )?"
    r"(?:[\w’'&.-]+\ ){0,7}?(?:(?:[A-Z]\.){2,}|[\w’'&-]+)"
)
_NAME = (
    r"[^\W\d_a-z][\w’'-]*(?:\ (?:(?:de|van|von|der|bin|al|el|la|di|da|do|dos|du|le|den)\ )?[^\W\d_a-z][\w’'.-]*){0,5}"
)
_TITLE = (
    r"(?:[Tt]he\ )?(?:[\w’'-]+\ ){0,5}?(?:governor|president|minister|chairman|chairwoman|chair|chief\ executive|judge"
    r"|justice|mayor|prosecutor|professor|director|secretary|king|queen|head|leader|general|spokesman|spokeswoman)"
    r"(?:\ of(?:\ [\w’'-]+){1,4})?"
)
SPEAKERS: Final = (
    re.compile(
        rf"^(?:{_TITLE},\ )?(?P<who>{_NAME}),?\ [^,;.:“”\"]{{3,90}}\ and"
        r"\ (?:said|says?|added|warned|announced|told)\b"
    ),
    re.compile(
        rf"\b[Aa]ccording\ to\ (?P<who>{_NP})"
        r"(?=[,;:)]|\.(?:\s|$)|\ (?:and|but|who|which|on|in|at|hundreds)\b|$)"
    ),
    re.compile(rf"(?:^|[,;:]\ |\b(?:and|but|that)\ )(?:{_TITLE}),\ (?P<who>{_NAME}),{_ADVERB}\ {_VERB}\b"),
    re.compile(rf"(?:^|\b[Tt]he\ |,\ )(?:[\w’'-]+\ )*(?:company|group|case),\ (?P<who>{_NAME}),{_ADVERB}\ {_VERB}\b"),
    re.compile(
        rf"(?:^|[,;:]\ |\b(?:and|but)\ )(?P<who>(?:[Tt]he\ )?{_NAME}(?:\ (?:of|at|for|from|in)\ (?:the\ )?{_NAME})+)"
        rf"(?:,\ [^,.;]{{2,90}},)?{_ADVERB}\ {_VERB}\b"
    ),
    re.compile(rf"[,!?”\"’]\ ?[”\"]?\ ?(?:said|says|wrote|writes|added|recalled|explained|warned)\ (?P<who>{_NP})"
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
    r"\b(?:[Ii]n|[Nn]ear|[Ff]rom|[Aa]round|[Tt]hroughout"
    r"|(?<![Aa]ccording\ )[Tt]o|city\ of|port\ of|province\ of|village\ of)\ (?:the\ )?"
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
        "SEK NOK DKK EUR USD GBP JPY CHF Company Board UTC GMT Because Although Immediately "
        "Houston What Who Why How Engineers"
    )
)  # fmt: skip

_NOT_COUNTED = re.compile(
    r"\ ?(?:times|years?|months?|weeks?|days?|hours?|minutes?|seconds?|decades?|centur(?:y|ies)|o’clock)\b"
    r"|-year|\ of\ the\ most\b",
    re.IGNORECASE,
)
_NO_THINGS = re.compile(
    r"\b(?:times|ways|sides|parts|things|others|steps|points|terms|reasons|phases|stages|sets|kinds|types|ends|hands"
    r"|quarters|thirds|fifths|halves|degrees|occasions|wars|centuries)$",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[,;.]")
_OF_THEM = re.compile(r"\ of\ (?:them|whom|which)\b")
_ALSO = re.compile(r"(?:\band|,)\ $")
_FROM = re.compile(r"\ (?:from|in|at)\ (?:the\ )?[A-Z]")
_CAME_TO = re.compile(r"\b(?:at|to|was|were|is|are|stands|stood|reached|of|:)\ ?$")
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
        unit = (match["unit"] or "").strip()
        things = (
            re.search(r"[a-z-]{2,}[^s\W]s$", unit) and not _NO_THINGS.search(unit) and number not in ("one", "nobody")
        )
        is_scaled = bool(match.groupdict().get("scale"))
        is_people = _PEOPLE.search(unit) or (match["about"] and _PEOPLE.search(behind))
        clause = _CLAUSE_END.split(behind)[0]
        if any(words.search(clause) for words, _ in COUNTED):
            return True  # “only one worker died”
        return bool(is_people or things or is_scaled or (number != "one" and _OF_THEM.match(behind)))
    if number.endswith("half") and not match.groupdict().get("scale"):
        return False
    unit = (match["unit"] or "").strip()
    unit = "" if re.fullmatch(_FUNCTION, unit) else unit
    if unit.endswith("ed") and not _PEOPLE.search(unit):
        return False  # “train R 4417 passed”
    has_sign = bool(match.groupdict().get("sign"))
    before = sentence[: match.start("number")]
    if _BECAME.match(behind) and any(words.search(_CLAUSE_END.split(behind)[0]) for words, _ in COUNTED):
        return True  # “16 are missing”
    if _ALSO.search(before) and _FROM.match(behind):
        return True  # “82 specialists from Mexico and 35 from Venezuela”
    if not unit and not has_sign and not match["about"]:
        near = before[-60:]
        return bool(_CAME_TO.search(before)) and any(words.search(near) for words, _ in (*COUNTED, (MEASURES, "")))
    before = before.rstrip()
    is_named = bool(re.search(r"\b[A-Z][\w-]*$", before)) and not match["about"] and " " in before
    is_named = is_named and not has_sign
    return not ((is_named and not unit[:1].islower()) or re.search(r"\b(?:No\.|Article|Section|page|room)$", before))
