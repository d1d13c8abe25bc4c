"""What each sentence of a report tells: its dates, its figures and who says so."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from data.draft.claims_in_text import find_figures, find_speaker
from data.draft.dates_in_text import find_dates
from data.draft.document import Document
from data.draft.language_detection import language_of
from data.draft.language_rules import Language
from data.draft.mention_types import Figure, Mention
from data.draft.names_in_text import last_person, names_a_person
from data.draft.reference_date import Anchor
from data.draft.sentences import Sentence, split_sentences

_ALL_TIMES: Final = re.compile(
    r"\b[Aa]ll\ times\ (?:are\ )?(?:(?:given\ )?in\ )?(UTC|GMT|[CEMP][SD]T|CES?T|BST|JST|MSK)\b"
)


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with all that was found in it."""

    sentence: Sentence
    dates: tuple[Mention, ...]
    figures: tuple[Figure, ...]
    speaker: Mention | None
    before: str
    credited: Mention | None = None


def tell(document: Document) -> list[Told]:
    """Each sentence of a report with the dates, the figures and the speaker in it, one leaning on those before; what
    only says who told the sentences before it (“Об этом сообщили в МЧС.”) is theirs, and none of its own."""
    credit = language_of(document.text).credits
    told: list[Told] = []
    for one in _tell_each(document):
        if (match := credit.fullmatch(one.sentence.text)) and told:
            who = match.span("who")
            start, end = (one.sentence.start + place for place in who)
            speaker = Mention(start, end, match["who"], match["who"])
            number = one.sentence.paragraph
            told = [replace(each, credited=speaker) if each.sentence.paragraph == number else each for each in told]
        else:
            told.append(one)
    return told


def _tell_each(document: Document) -> Iterator[Told]:
    language = language_of(document.text)
    zone = _ALL_TIMES.search(document.text)
    anchor = Anchor(document.published, zone=zone[1] if zone else "")
    speaker, paragraph = "", 0
    for sentence in split_sentences(document.text):
        if sentence.paragraph != paragraph or sentence.is_heading:
            anchor.turn(is_heading=sentence.is_heading)
        paragraph = sentence.paragraph
        one = _tell(sentence, language, anchor, speaker)
        who = one.speaker
        said = who.value if who and names_a_person(who.value, language, is_first=who.start == sentence.start) else ""
        speaker = said or last_person(sentence, language) or speaker
        yield one


def _tell(sentence: Sentence, language: Language, anchor: Anchor, speaker: str) -> Told:
    found = find_dates(sentence, language, anchor)
    who = find_speaker(sentence, language, speaker)
    taken = [*found, who] if who else found  # “two people familiar with the matter” is who says so
    return Told(sentence, tuple(found), tuple(find_figures(sentence, language, taken)), who, speaker)


def is_told(one: Told, language: Language) -> bool:
    """Whether a sentence tells of something that happened, was counted or was said."""
    if one.dates or one.figures or one.speaker:
        return True
    state, told = language.is_state.search(one.sentence.text), language.told.search(one.sentence.text)
    return bool(told and not (state and state.start() < told.start()))
