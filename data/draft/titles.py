"""A title out of a sentence's own words, cut at a clause; a person will rewrite it."""

import re
import unicodedata
from typing import Final

from data.draft.language_rules import Language

LONGEST: Final = 80
"""Places of a title; a sign of Chinese or Japanese takes two."""
_SHORTEST: Final = 24
_LEADS: Final = re.compile(
    r"^(?:(?:in addition|on the other hand|however|meanwhile|also|and|but|then|therefore|moreover|for this reason"
    r"|local time|кроме того|однако|между тем|а|и|но|また|さらに|一方|しかし|そのうえで)[,、]?(?:\s+|(?<=、)))+",
    re.IGNORECASE,
)
_OPENING: Final = re.compile(
    r"^(?:(?:According\ to|In|On|At|For|Regarding|After|As|With|During|By|Under)\b[^,]{2,90}"
    r"|(?:По|Как)\ [^,]{3,80}),\s+(?=\S.{19,})|^[^、「]{2,24}に(?:よると|よれば)、",
    re.IGNORECASE,
)
_CLOCK_FIRST: Final = re.compile(
    r"^(?:[-*•·–—]\s)?(?:(?:[0-9]{4}-[0-9]{2}-[0-9]{2}[\ T]?)?(?:[0-2]?[0-9][:.][0-5][0-9](?::[0-5][0-9])?)?"
    r"(?<=[0-9])(?:\ ?[A-Z]{1,4})?(?:\s?[–—:|-]\s|\s(?=[A-ZА-ЯЁ])))?"
)
_CUTS: Final = re.compile(
    r"(?:[,;:](?![0-9])|、|\s[–—-])\s*|(?<!months)(?<!days)(?<!years)(?<!weeks)(?<!hours)(?<!minutes)\s(?=(?:which|who|because|when|after|while|который|которая|которые)\b)"
)
_QUOTED: Final = re.compile(r"^[\"“«„「]([^\"”»」]{12,}?)(?:[,.!?…]?[\"”»」]|$)")
_THAT: Final = re.compile(r"(?:,\ [^,]{2,60},)?\ (?:[\w’'-]+\ ){1,4}?that\ (?=\S.{14})|[^«]{2,60}?,\ что\ (?=\S.{14})")
_RELATIVE: Final = re.compile(
    r"(?:who|which|that|when|where|among|whose|котор\w+|\w+ing(?!\ \w+ed\b)|на\ котор\w+|в\ котор\w+)\b", re.IGNORECASE
)
_RELATIVES: Final = re.compile(r"\b(?:who|which|that|whose|котор\w+)\b")
_AUXILIARY: Final = re.compile(r"\b(?:is|are|was|were|has\ been|have\ been|had\ been|has|have|had|will)\b")
_PARTICIPLE: Final = re.compile(r"\w+ed\b")
_NO_VERBS: Final = ("около", "сначала", "недавно", "давно", "именно", "число", "судно", "дело")
_HIRAGANA: Final = re.compile(r"[ぁ-んァ-ヶ一-龥]")


def title_of(words: str, *, without: str = "", sentence: str = "", language: Language | None = None, who: str = "",
             named: str = "") -> str:  # fmt: skip
    """The words of a statement as a title: without what leads to it, without its date at the front, cut at a clause.

    without: its date, with what stands before it. sentence: of which it is a part; what has no subject of its own gets
    that. who says so: as the text has it, and by what name; a saying keeps its speaker.

    >>> title_of("On 6 January, hundreds of people gathered on the square.", without="On 6 January")
    'Hundreds of people gathered on the square'
    >>> title_of("He said that the lake had been lowered.", who="He", named="Ann Lee")
    'Ann Lee: the lake had been lowered'
    """
    text = _CLOCK_FIRST.sub("", " ".join(words.split()))
    if said := _said(text, who, named):
        return said
    text = _without_lead(text, " ".join(without.split()))
    text = _LEADS.sub("", text).strip(" ,;:、").rstrip(".。")
    text = _OPENING.sub("", text)
    if language and sentence:
        text = _with_subject(text, " ".join(sentence.split()), language, who)
    return _cut(text[:1].upper() + text[1:], verb=language.told if language else None)


def _said(text: str, who: str, named: str) -> str:
    """“Name: what was said”, where the words begin with a quotation or with who says them; "" elsewhere."""
    if not named:
        return ""
    named = named[:1].upper() + named[1:]
    if quoted := _QUOTED.match(text):
        said = _cut(quoted[1].strip(" ,"), LONGEST - _width(named) - 4)
        return f"{named}「{said}」" if text[0] == "「" else f"{named}: “{said}”"
    that = _THAT.match(text, len(who)) if who and text.startswith(who) else None
    return f"{named}: {_cut(text[that.end() :].rstrip(' ,;:.'), LONGEST - _width(named) - 2)}" if that else ""


def _without_lead(text: str, lead: str) -> str:
    """Without the date at the front, unless what follows it hangs on it, as particles in Japanese do."""
    if not lead or not text.lower().startswith(lead.lower()):
        return text
    rest = text[len(lead) :]
    if _HIRAGANA.match(rest) and not re.match(r"[、はにの]+(?![はもも])", rest):
        return text
    return rest.lstrip(" ,:–—-|、にはの")


def _with_subject(text: str, sentence: str, language: Language, who: str) -> str:
    """A piece of a sentence with the subject that it leaves out; the sentence itself, where that cannot be told, or
    where somebody says it in between."""
    whole = _OPENING.sub("", _CLOCK_FIRST.sub("", sentence)).rstrip(".。")
    has_verb = any(verb.search(text) for verb in (language.told, language.future, language.is_state, _AUXILIARY))
    if not has_verb or _RELATIVE.match(text):
        return whole
    first = text.split()[0]
    begins = (language.told.fullmatch(first) and first not in _NO_VERBS) or _AUXILIARY.match(text)
    if sentence.startswith(text) or not begins:
        return text
    place = max(sentence.find(text), 0)
    sentence = sentence[sentence.rfind("; ", 0, place) + 1 :].strip()
    verb = min((found for each in (language.told, _AUXILIARY) if (found := each.search(sentence))),
               key=lambda found: found.start(), default=None)  # fmt: skip
    subject = sentence[: verb.start()].split(",")[0].strip() if verb else ""
    is_elsewhere = verb and _RELATIVES.search(sentence, verb.start(), max(sentence.find(text), 0))
    if verb and verb.start() >= sentence.find(text):
        return text
    if is_elsewhere or (who and who not in subject) or not 0 < len(subject.split()) <= 6:
        return whole
    helper = _AUXILIARY.match(sentence, verb.start()) if verb and _PARTICIPLE.match(text) else None
    return f"{subject} {helper[0] + ' ' if helper else ''}{text}"


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _cut(text: str, longest: int = LONGEST, verb: re.Pattern[str] | None = None) -> str:
    """As much of a text as a title holds, up to a clause's end behind its verb where there is one."""
    if _width(text) <= longest:
        return text
    most = longest if _width(text) < 1.5 * len(text) else longest // 2
    least = _SHORTEST if most == longest else _SHORTEST // 2
    told = verb.search(text, 1) if verb else None
    least = max(least, told.end() if told else 0)
    ends = [match.start() for match in _CUTS.finditer(text) if least <= match.start() <= most]
    if ends:
        return text[: ends[-1]].rstrip(" ,;:、")
    cut = text.rfind(" ", 0, most)
    return f"{text[: cut if cut > _SHORTEST // 2 else most - 1].rstrip(' ,;:、')}…"
