"""Where a sentence is cut that tells several things, and which of its dates belongs to what."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from data.draft.facts_in_sentences import Told
from data.draft.language_rules import Language
from data.draft.mention_types import Figure, Mention
from data.draft.sentences import Sentence

_ASCRIBED: Final = re.compile(r"according\ to\b")
_ASIDE: Final = re.compile(r",\ (?:which|who|whose|where|\w+ed|built|founded|born|made|begun)\b[^,]*$")


def clauses_of(one: Told, language: Language) -> list[tuple[int, int]]:
    """Where a sentence is cut: between two dates or figures that have a clause's end between them."""
    sentence = one.sentence
    points = sorted([*one.dates, *(figure.mention for figure in one.figures)], key=lambda each: each.start)
    cuts = [sentence.start]
    for point, following in pairwise(points):
        between = sentence.text[point.end - sentence.start : following.start - sentence.start]
        ends = [match.end() for match in language.clauses.finditer(between)]
        if not ends and point in one.dates and following in one.dates:
            ends = [match.end() for match in language.joints.finditer(between)][:1]
        if ends and following.start > point.end:
            cuts.append(point.end + ends[-1])
    cuts = [cut for cut, last in zip(cuts, [*cuts[1:], sentence.end], strict=True) if _tells(one, language, cut, last)]
    cuts = [sentence.start, *cuts[1:]] if cuts else [sentence.start]
    if first := _first_break(one, language, points):
        cuts.insert(1, first)
    return list(zip(cuts, [*cuts[1:], sentence.end], strict=True))


def _tells(one: Told, language: Language, start: int, end: int) -> bool:
    """Whether a piece of a sentence has a figure or a verb, and is not only who says it: “, between 2011 and 2019” and
    “, according to a letter of Monday” belong to what is before them."""
    if any(start <= figure.mention.start < end for figure in one.figures):
        return True
    text, first = one.sentence.text, one.sentence.start
    return not _ASCRIBED.match(text, start - first) and any(
        words.search(text, start - first, end - first) for words in (language.told, language.future)
    )


def _first_break(one: Told, language: Language, points: Sequence[Mention]) -> int:
    """Where a first half ends that tells something of its own, with no date and no figure; 0 where there is none."""
    text, start = one.sentence.text, one.sentence.start
    for match in language.breaks.finditer(text):
        half = text[: match.start()]
        if not points or start + match.end() > points[0].start or not language.told.search(half):
            return 0
        if len(half.split()) > 5 and half.count('"') % 2 == 0:
            return start + match.end()
    return 0


def is_broken(one: Told, clauses: Sequence[tuple[int, int]]) -> bool:
    """Whether the only date of a sentence stands behind a break: then it is not that of what is told before."""
    cut = clauses[1][0] - one.sentence.start if len(clauses) > 1 else 0
    return bool(
        cut and one.dates[0].start >= clauses[1][0] and re.search(r"[,;]\ (?:\w+\ )?$", one.sentence.text[:cut])
    )


def is_aside(sentence: Sentence, date: Mention) -> bool:
    """Whether a date stands in what is only said beside: “The dam, completed in 1956, is …”."""
    return bool(_ASIDE.search(sentence.text[: date.start - sentence.start]))


def fullest(found: Sequence[Mention]) -> Mention | None:
    """The first date, or one that is written in full where the first leans on others."""
    return next((each for each in found if not each.why), found[0]) if found else None


def nearest(found: Sequence[Mention], figure: Figure | None) -> Mention | None:
    """Of several dates in a clause the one that stands nearest to a figure."""
    if figure is None or len(found) < 2:
        return None
    at = figure.mention
    return min(found, key=lambda each: max(each.start - at.end, at.start - each.end))
