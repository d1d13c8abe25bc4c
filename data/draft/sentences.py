"""A report cut into sentences, each with its place in the text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

MOST_QUOTED: Final = 600
"""Characters between two quotation marks that are still taken for one saying."""

LONGEST: Final = 1_200
"""Characters of a sentence."""

_END: Final = re.compile(r"[.!?…]+[)\]”’\"»]*(?=\s+[\"“‘«„(\[]?[^\Wa-zа-яёәіңғүұқөһ]|\s*\Z)|[。！？]+[」』）]*")
_ABBREVIATED: Final = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Gen|Col|Lt|Sgt|Sen|Rep|Gov|No|Nos|vs|cf|al|Inc|Ltd|Co|Corp|approx|est|ca|c|Jan|Feb"
    r"|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|e\.g|i\.e|г|гг|ул|им|тыс|млн|млрд|руб|стр|рис|т\.е|т\.д|т\.п|ж|т\.б)"
    r"|\b[A-ZА-ЯЁ]|\b[A-Z]\.[A-Z])\.$"
)
_ZONE: Final = re.compile(r"\s(?:UTC|GMT|[ECMP][SD]?T|CES?T|BST|JST|MSK)\b")
_QUOTES: Final = {'"': '"', "“": "”", "«": "»", "„": "“", "「": "」", "『": "』"}
_DATELINE: Final = re.compile(r"[^\W\d_a-z]{3}[^–—\n]{2,70}?\s(?:[–—]|-{1,2})\s+(?=\S)")
_HAS_PLACE_OR_DAY: Final = re.compile(r"[,(]|[0-9]")
_DATED: Final = re.compile(r"[A-ZА-ЯЁ][A-ZА-ЯЁ -]{2,30},\ [0-9]{1,2}\ \w+\.\s+(?=\S)")
_ENTRY: Final = (
    r"\n(?=[ \t]*(?:[-*•·–—]\ |(?:[0-9]{4}-[0-9]{2}-[0-9]{2}[ T]?)?(?:[0-2]?[0-9][:.h][0-5][0-9](?::[0-5][0-9])?)?"
    r"(?<=[0-9])(?:\ ?[A-Z]{1,4}\b)?[ \t]*[–—:|\t-]|[A-ZА-ЯЁ][\w ]{1,24}:\ |(?:Updated|Published|Posted)\ ))"
)
"""A line break before a bullet, before a day or a clock with a dash or colon behind it, or before “Author: …”."""
_ENTRY_OF: Final = re.compile(
    r"(?:[-*•·–—]\ )?(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-2]?[0-9][:h][0-5][0-9])\b.*[^\W\d_]{3}", re.DOTALL
)
"""What begins with a day or a clock and goes on in words: an entry of a chronicle, and no heading."""
_HEADING: Final = re.compile(r"[.!?…。！？:”\"»」]\s*$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text` stands at [start, end) of the report, in the paragraph of this number; a heading has no full stop."""

    start: int
    end: int
    text: str
    paragraph: int
    is_heading: bool = False


def split_sentences(text: str) -> list[Sentence]:
    """The sentences of a report in their order; what is said between quotation marks stays in one.

    >>> [each.text for each in split_sentences("Mr. Ito left. He said no.\\n\\nA heading")]
    ['Mr. Ito left.', 'He said no.', 'A heading']
    """
    return list(_sentences(text))


def _sentences(text: str) -> Iterator[Sentence]:
    for number, (start, end) in enumerate(split_paragraphs(text)):
        paragraph = text[start:end]
        dateline = _DATELINE.match(paragraph) or _DATED.match(paragraph)
        is_one = dateline and (_HAS_PLACE_OR_DAY.search(dateline[0]) or dateline[0].isupper())
        first = dateline.end() if dateline and is_one else 0
        for last in _short_enough(paragraph, first, [*_ends(paragraph), len(paragraph)]):
            piece = paragraph[first:last]
            stripped = piece.strip()
            if stripped:
                begin = start + first + len(piece) - len(piece.lstrip())
                is_line = first == 0 and last == len(paragraph) and not _ENTRY_OF.match(stripped)
                is_heading = is_line and not _HEADING.search(stripped)
                yield Sentence(begin, begin + len(stripped), stripped, number, is_heading)
            first = last


def _short_enough(paragraph: str, first: int, ends: Sequence[int]) -> Iterator[int]:
    """The ends of sentences, with further ones where a sentence would be longer than anybody writes: what is found in
    one takes the square of its length."""
    for last in ends:
        while last - first > LONGEST:
            cut = paragraph.rfind(" ", first + 1, first + LONGEST)
            first = cut if cut > 0 else first + LONGEST
            yield first
        yield last
        first = last


def split_paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Where the paragraphs stand: between empty lines, or on lines of their own where there are none; the entries of a
    list, of a chronicle and of a form's head are paragraphs too."""
    separator = rf"\n[ \t]*\n|{_ENTRY}" if re.search(r"\S[ \t]*\n[ \t]*\n[ \t\n]*\S", text) else r"\n"
    first = 0
    for match in [*re.finditer(rf"(?:{separator})\s*", text), None]:
        last = match.start() if match else len(text)
        if text[first:last].strip():
            yield first, last
        first = match.end() if match else last


def _ends(paragraph: str) -> list[int]:
    spans = quoted(paragraph)
    return [
        match.end()
        for match in _END.finditer(paragraph)
        if not _ABBREVIATED.search(paragraph, max(0, match.start() - 8), match.start() + 1)
        and not (paragraph[match.start() - 1] in "mM" and _ZONE.match(paragraph, match.end()))
        and not any(first < match.end() < last for first, last in spans)
    ]


def quoted(paragraph: str) -> list[tuple[int, int]]:
    """Where something stands between quotation marks; a mark that is never closed opens nothing."""
    spans: list[tuple[int, int]] = []
    place = 0
    while place < len(paragraph):
        closing = _QUOTES.get(paragraph[place])
        last = paragraph.find(closing, place + 1, place + MOST_QUOTED) if closing else -1
        if last > 0:
            spans.append((place, last + 1))
        place = last + 1 if last > 0 else place + 1
    return spans
