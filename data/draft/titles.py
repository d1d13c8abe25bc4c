"""A title out of a sentence's own words, cut at a clause; a person will rewrite it."""

import re
from typing import Final

LONGEST: Final = 80
_LEADS: Final = re.compile(
    r"^(?:(?:in addition|on the other hand|however|meanwhile|also|and|but|then|therefore|moreover|for this reason"
    r"|кроме того|однако|между тем|а|и|но|また|さらに|一方|しかし)[,、]?\s+)+",
    re.IGNORECASE,
)
_OPENING: Final = re.compile(
    r"^(?:According\ to|In|On|At|For|Regarding|After|As|With|During|By|Under)\b[^,]{2,90},\s+(?=\S.{19,})",
    re.IGNORECASE,
)
_CUTS: Final = re.compile(
    r"(?:[,;:](?![0-9])|、|\s[–—-])\s*|\s(?=(?:which|who|because|when|after|while|который|которая|которые)\b)"
)


def title_of(words: str, *, without: str = "") -> str:
    """The words of a statement as a title: without what leads to it, without its date at the front, cut at a clause.

    >>> title_of("On 6 January, hundreds of people gathered on the square.", without="On 6 January")
    'Hundreds of people gathered on the square'
    """
    text = " ".join(words.split())
    lead = " ".join(without.split())
    if lead and text.lower().startswith(lead.lower()):
        text = text[len(lead) :].lstrip(" ,、にはの")
    text = _LEADS.sub("", text).strip(" ,;:").rstrip(".。")
    text = _OPENING.sub("", text)
    if len(text) > LONGEST:
        text = _cut(text)
    return text[:1].upper() + text[1:]


def _cut(text: str) -> str:
    ends = [match.start() for match in _CUTS.finditer(text) if 24 <= match.start() <= LONGEST]
    if ends:
        return text[: ends[-1]].rstrip(" ,;:")
    cut = text.rfind(" ", 0, LONGEST)
    return f"{text[: cut if cut > 24 else LONGEST - 1].rstrip(' ,;:')}…"
