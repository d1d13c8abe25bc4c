"""The figures in a sentence, and who says what it says."""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Final

from data import quantities
from data.draft.dates_in_text import clause_around
from data.draft.language_rules import Language
from data.draft.mentions import Figure, Mention
from data.draft.sentences import Sentence
from data.errors import BadValue

NEAR: Final = 60
"""Characters around a figure in which a word says what it counts."""
_PERCENT = re.compile(r"%|per\s?cent|процент|пайыз|パーセント")
_PEOPLE = re.compile(r"\b(?:people|persons?|men|women|children|человек|адам)\b")
_AT_THE_END = 30
_NOBODY = ("it", "they", "we", "there", "who", "which", "that", "what", "as", "this", "those")
_VERBS = ("were", "was", "are", "is", "have", "had", "died")
_CURRENCIES = {"$": "dollars", "€": "euros", "£": "pounds", "¥": "yen"}
_WORD = re.compile(r"[^\W\d_][\w’'-]*")


def find_figures(sentence: Sentence, language: Language, taken: Collection[Mention]) -> list[Figure]:
    """The figures of a sentence in its order; what belongs to a date is none."""
    dated = [(one.start - sentence.start, one.end - sentence.start) for one in taken]
    found: list[tuple[int, int, Figure]] = []
    for pattern in language.figures:
        for match in pattern.finditer(sentence.text):
            start, end = match.span("number")
            if any(first < end and start < last for first, last in [*dated, *(each[:2] for each in found)]):
                continue
            if language.is_plain_number(match, sentence.text) and (figure := _figure(sentence, language, match)):
                found.append((match.start(), match.end(), figure))
    return _completed([figure for *_, figure in sorted(found, key=lambda each: each[:2])])


def _completed(figures: list[Figure]) -> list[Figure]:
    """A figure beside which nothing says what it counts, as the one before it in the sentence; none where none does."""
    completed: list[Figure] = []
    for figure in figures:
        metric = figure.metric or (completed[-1].metric if completed else "")
        if metric:
            completed.append(replace(figure, metric=metric))
    return completed


def _figure(sentence: Sentence, language: Language, match: re.Match[str]) -> Figure | None:
    groups = match.groupdict()
    value = _value(language, groups)
    try:
        quantities.parse(value)
    except BadValue:
        return None
    unit = _unit(groups)
    start, end = match.start(), match.end()
    metric = _counted(sentence.text, language, start, end, unit) or groups.get("of") or ""
    words = sentence.text[start:end]
    return Figure(Mention(sentence.start + start, sentence.start + end, words, value), metric, unit)


def _value(language: Language, groups: dict[str, str | None]) -> str:
    """The cell of a figure: ~2000, >1000, 20..30 million, dozens."""
    number = _digits(language, groups["number"] or "")
    scale = groups.get("scale") or groups.get("glued") or ""
    scale = language.scales.get(scale.lower(), "") if scale else ""
    if scale == "hundred":
        number, scale = str(int(float(number) * 100)), ""
    percent = "%" if _PERCENT.search(groups.get("unit") or "") else ""
    tail = f"{percent}{' ' + scale if scale else ''}"
    if high := groups.get("high"):
        return f"{number}..{_digits(language, high)}{tail}"
    about = groups.get("about") or groups.get("behind") or ""
    mark = next((mark for words, mark in language.abouts if about and words.fullmatch(about.strip())), "")
    if number in quantities.WORDS:
        return f"{mark if mark == '~' else ''}{number}"
    return f"{mark}{number}{tail}"


def _digits(language: Language, text: str) -> str:
    folded = " ".join(language.read_number(text).lower().split())
    return language.amounts.get(folded, re.sub(r"(?<=[0-9])[,\ \u00a0\u202f](?=[0-9]{3})", "", folded))


def _unit(groups: dict[str, str | None]) -> str:
    if sign := groups.get("sign"):
        return _CURRENCIES[sign]
    unit = re.sub(r"^of\s(?:the\s)?", "", (groups.get("unit") or "").strip())
    return "" if _PERCENT.match(unit) or unit in _VERBS else unit


def _counted(text: str, language: Language, start: int, end: int, unit: str) -> str:
    """What a figure counts: by the nearest word that says so within its clause, else the unit; "" for nothing."""
    first, last = clause_around(text, language, start, end)
    near = _named(text, language, start, end, (max(first, start - NEAR), min(last, end + NEAR)))
    if near:
        return near
    measures = [match[0] for match in language.measures.finditer(text, first, last)]
    if measures:
        return measures[-1]
    return (_named(text, language, start, end, (start - 2 * NEAR, start)) if _PEOPLE.search(unit) else "") or unit


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
    return None


def _covers(who: Mention, sentence: Sentence, within: tuple[int, int]) -> bool:
    """Whether a speaker who is named elsewhere in the sentence says this clause too: named before it, or at the end."""
    return who.start < within[0] or sentence.end - who.end <= _AT_THE_END


def _speakers(sentence: Sentence, language: Language) -> Iterator[Mention]:
    for pattern in language.speakers:
        for match in pattern.finditer(sentence.text):
            start, end = match.span("who")
            text = _trimmed(sentence.text[start:end])
            offset = sentence.text.index(text, start) if text else start
            if text and _WORD.search(text) and not _is_nobody(text, language):
                yield Mention(sentence.start + offset, sentence.start + offset + len(text), text, text)


def _trimmed(text: str) -> str:
    """A name without what only leads to it."""
    text = text.strip(' ,;:“”"«»')
    return re.sub(r"^(?:and|but|while|that|when|as|и|а|но)\s+", "", text)


def _is_nobody(text: str, language: Language) -> bool:
    if language.pronouns.fullmatch(text):
        return False
    words = text.split()
    return all(word in language.not_names for word in words) or words[0].lower() in _NOBODY
