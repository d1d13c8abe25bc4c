"""The figures in a sentence, and who says what it says."""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Final

from data import quantities
from data.draft.dates_in_text import clause_around
from data.draft.language_rules import Language, words
from data.draft.mention_types import Figure, Mention
from data.draft.sentences import Sentence
from data.errors import BadValue

NEAR: Final = 60
"""Characters around a figure in which a word says what it counts."""
_PERCENT = re.compile(r"[%％割]|per\s?cent|процент|пайыз|パーセント")
_PEOPLE = re.compile(r"\b(?:people|persons?|men|women|children|человек|адам)\b")
_AT_THE_END = 30
_NOBODY = frozenset(words("it they we there who which that what as this those still also then now later here"))
_NO_UNITS = frozenset(words(
    "were was are is have has had died of at in on to and or as by for from with since after before when while who"
    " which that than across during over under into because a an the them whom these those"
    " из в во на с со и к по от до за для при о об них"
))  # fmt: skip
_SUBJECT = re.compile(r"^[^「」]{1,24}(?<![てにでと])は、?「")
_VERBAL = re.compile(r"(?:тся|ись|[аяую]ют)$")
_CURRENCIES = {"$": "dollars", "€": "euros", "£": "pounds", "¥": "yen"}
_COUNTED_FIRST = re.compile(r"^(?:(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[0-9,.]+)\ )(?=[a-z])")
_NO_SPEAKER = re.compile(
    r"^[0-9]|^(?:in|at|on|of|by|for|from|with|during|after|before|since|until|when|if|and|to)\b"
    r"|\b(?:was|were|is|are|be|been|being|not|and|or|the|an?|its|his|her|their)$|^\w+ing$|^\w+ed\b(?!\ [a-z]+s$)",
    re.IGNORECASE,
)
_ONLY_WHERE = re.compile(r"^.*\b(?:that|which|who|whom|when|because|while)\ (?=(?:the|a|an|his|her|its|[A-Z])\b|[A-Z])")
_IN_WHICH = re.compile(r"^.*(?:会見|取材|声明|談話|判決|会合|委員会|集会)で(?=.)")
_IS_OF = re.compile(r"\b(\w{3,})\ of\ $")
_A_WORD = re.compile(r"(?:[^\W\dA-ZА-ЯЁ]\w+\ )?")
_FIRST_WORD = re.compile(r"\w+")
_NAME_ENDS = re.compile(r"[,.;:]|\ (?:who|который|которая)\b|$")
_SPEAKS_FOR = re.compile(r"\bspokes\w+\ (?:for|of)\b")
_BELOW_NOTHING = re.compile(r"(?:\bminus|\bминус|マイナス|氷点下|[−–-])\s?$", re.IGNORECASE)
_DATE_FIRST = re.compile(
    r"^(?:(?:in|on|by|at|в|во|к)\ )?(?:[\w.]+\ ){0,2}?[0-9]{4}(?:\ год[ау])?,?\ (?=\w)|^(?:on|in)\ [a-z]+day\ "
    r"|^(?:понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье)\ (?:во?\ )?",
    re.IGNORECASE,
)
_SHORTENED = re.compile(r"(?:\b[A-Z]|\b(?:Inc|Ltd|Co|Corp|Jr|Sr))\.$")
_LEFT_OUT = "Who says so is left out here, as it is still {}."
_WORD = re.compile(r"[^\W\d_][\w’'-]*")


def find_figures(sentence: Sentence, language: Language, taken: Collection[Mention]) -> list[Figure]:
    """The figures of a sentence in its order; what belongs to a date is none."""
    dated = [(one.start - sentence.start, one.end - sentence.start) for one in taken]
    found: list[tuple[int, int, Figure]] = []
    for pattern in language.figures:
        for match in pattern.finditer(sentence.text):
            start, end = match.span("number")
            if _BELOW_NOTHING.search(sentence.text, 0, match.start()):
                continue
            if any(first < end and start < last for first, last in [*dated, *(each[:2] for each in found)]):
                continue
            if language.is_plain_number(match, sentence.text) and (figure := _figure(sentence, language, match)):
                found.append((match.start(), match.end(), figure))
    return _completed([figure for *_, figure in sorted(found, key=lambda each: each[:2])])


def _completed(figures: list[Figure]) -> list[Figure]:
    """A figure beside which nothing says what it counts, as the one before it in the sentence; none where none does."""
    completed: list[Figure] = []
    for figure in figures:
        before = completed[-1] if completed else figure
        if metric := figure.metric or before.metric:
            unit = figure.unit or ("" if figure.metric or "%" in figure.mention.value else before.unit)
            completed.append(replace(figure, metric=metric, unit=unit))
    return completed


def _figure(sentence: Sentence, language: Language, match: re.Match[str]) -> Figure | None:
    groups = match.groupdict()
    first, _ = clause_around(sentence.text, language, *match.span("number"))
    is_change = bool(language.changes.search(sentence.text, first, match.start()))
    value = _value(language, groups, is_change=is_change)
    try:
        quantities.parse(value)
    except BadValue:
        return None
    unit = _unit(groups)
    start, end = match.start(), match.end()
    metric = _counted(sentence.text, language, start, end, unit) or groups.get("of") or ""
    metric = metric or _what_changes(sentence.text, language, start)
    words = sentence.text[start:end]
    return Figure(Mention(sentence.start + start, sentence.start + end, words, value), metric, unit)


def _value(language: Language, groups: dict[str, str | None], *, is_change: bool) -> str:
    """The cell of a figure: ~2000, >1000, 20..30 million, dozens; is_change: of what rises or falls."""
    number = _digits(language, groups["number"] or "")
    scale = groups.get("scale") or groups.get("glued") or ""
    scale = language.scales.get(scale.lower(), "") if scale else ""
    if scale == "hundred":
        number, scale = str(int(float(number) * 100)), ""
    if "割" in (groups.get("unit") or ""):
        number = f"{float(number) * 10:g}"
    percent = "%" if _PERCENT.search(groups.get("unit") or "") else ""
    tail = f"{percent}{' ' + scale if scale else ''}"
    if high := groups.get("high"):
        return f"{number}..{_digits(language, high)}{tail}"
    about = groups.get("about") or groups.get("behind") or ""
    mark = next((mark for words, mark in language.abouts if about and words.fullmatch(about.strip())), "")
    if mark == "to":
        mark = "" if is_change else "<="  # “возросло до 14” is 14
    if number in quantities.WORDS:
        return f"{mark if mark == '~' else ''}{number}"
    return f"{mark}{number}{tail}"


def _digits(language: Language, text: str) -> str:
    folded = " ".join(language.read_number(text).lower().split())
    return language.amounts.get(folded, re.sub(r"(?<=[0-9])[,\ \u00a0\u202f](?=[0-9]{3})", "", folded))


def _unit(groups: dict[str, str | None]) -> str:
    if sign := groups.get("sign"):
        return _CURRENCIES.get(sign[-1], sign.strip())
    unit = re.sub(r"^of\s(?:the\s|its\s|their\s)?", "", (groups.get("unit") or "").strip())
    unit = _COUNTED_FIRST.sub("", unit)
    return "" if _PERCENT.match(unit) or unit in _NO_UNITS or _VERBAL.search(unit) else unit


def _counted(text: str, language: Language, start: int, end: int, unit: str) -> str:
    """What a figure counts: by the nearest word that says so within its clause, else the unit; "" for nothing."""
    first, last = clause_around(text, language, start, end)
    near = _named(text, language, start, end, (max(first, start - NEAR), min(last, end + NEAR)))
    if near:
        return near
    measures = list(language.measures.finditer(text, first, last))
    if measures:
        return next((each[0] for each in reversed(measures) if each.end() <= start), measures[0][0])
    return (_named(text, language, start, end, (start - 2 * NEAR, start)) if _PEOPLE.search(unit) else "") or unit


def _what_changes(text: str, language: Language, start: int) -> str:
    """What rises or falls, the words before the verb, or “growth of”; "" where they are too many for a name."""
    first = max((match.end() for match in language.clauses.finditer(text, 0, start)), default=0)
    if is_of := _IS_OF.search(text, first, start):
        return is_of[1]
    verbs = list(language.changes.finditer(text, first, start))
    subject = (
        re.sub(r"^[\W\d_]*(?:(?:[Tt]he|[Aa]n?|[Ii]ts)\ )?", "", text[first : verbs[-1].start()].strip())
        if verbs
        else ""
    )
    return subject.lower() if 0 < len(subject.split()) <= 4 else ""


def _named(text: str, language: Language, start: int, end: int, within: tuple[int, int]) -> str:
    """The nearest word that says what a figure counts; "" where none does."""
    near = [
        (min(abs(match.start() - end), abs(start - match.end())), metric)
        for words, metric in language.counted
        for match in words.finditer(text, max(0, within[0]), max(0, within[1]))
    ]
    return min(near)[1] if near else ""


def find_speaker(
    sentence: Sentence, language: Language, before: str, within: tuple[int, int] | None = None
) -> Mention | None:
    """Who says what a sentence says, in the clause at [start, end) where that names somebody; `before`: whom “he” and
    “she” mean."""
    every = list(_speakers(sentence, language))
    near = [who for who in every if within and within[0] <= who.start < within[1]]
    for who in near or [each for each in every if not within or _covers(each, sentence, within)]:
        if language.pronouns.fullmatch(who.text):
            return Mention(who.start, who.end, who.text, before, f"“{who.text}” is {before}.") if before else None
        return who
    is_named = every or _SUBJECT.match(sentence.text)
    left_out = language.elided.search(sentence.text) if before and not is_named else None
    if not left_out:
        return None
    start, end = (sentence.start + place for place in left_out.span())
    return Mention(start, end, left_out[0], before, _LEFT_OUT.format(before))


def _covers(who: Mention, sentence: Sentence, within: tuple[int, int]) -> bool:
    """Whether a speaker who is named elsewhere in the sentence says this clause too: named before it, or at the end."""
    text = sentence.text[who.end - sentence.start : max(within[0] - sentence.start, 0)]
    return (who.start < within[0] and "; " not in text) or sentence.end - who.end <= _AT_THE_END


def _speakers(sentence: Sentence, language: Language) -> Iterator[Mention]:
    for pattern in language.speakers:
        for match in pattern.finditer(sentence.text):
            start, end = _named_beside(sentence.text, language, *match.span("who"))
            text = _trimmed(sentence.text[start:end])
            offset = sentence.text.index(text, start) if text else start
            if text and _WORD.search(text) and not _is_nobody(text, language):
                yield Mention(sentence.start + offset, sentence.start + offset + len(text), text, text)


def _named_beside(text: str, language: Language, start: int, end: int) -> tuple[int, int]:
    """Where somebody's name stands behind what they are: “the prosecutor, Helena Duarte,”."""
    comma = re.compile(r",\ ").match(text, end)
    first = _A_WORD.match(text, comma.end()) if comma else None
    name = language.names.match(text, first.end()) if first else None
    is_whole = name and _NAME_ENDS.match(text, name.end())
    behind = _FIRST_WORD.match(text, start) if start == 0 else None
    is_named = language.names.search(text, behind.end() if behind else start, end)
    if _SPEAKS_FOR.search(text, start, end):
        return start, end  # “a spokesman for the operator, Hydra Nord,” is not called so
    if name and is_whole and not is_named and name[0] not in language.not_names:
        return name.span()
    return start, end


def _trimmed(text: str) -> str:
    """A name without what only leads to it."""
    text = _IN_WHICH.sub("", _ONLY_WHERE.sub("", text.strip(' ,;:“”"«»')))
    text = _DATE_FIRST.sub("", text)
    text = text if _SHORTENED.search(text) else text.rstrip(".")
    return re.sub(r"^(?:and|but|while|that|when|as|и|а|но)\s+", "", text)


def _is_nobody(text: str, language: Language) -> bool:
    if language.pronouns.fullmatch(text):
        return False
    words = text.split()
    if _NO_SPEAKER.search(text) or language.no_speakers.search(text):
        return True
    return all(word in language.not_names for word in words) or words[0].lower() in _NOBODY
