"""Who and where in a sentence: capitalised names, and those that the record knows already."""

import re
from collections.abc import Sequence
from typing import Final

from data.draft.language_rules import Language
from data.draft.mention_types import Mention
from data.draft.sentences import Sentence

MOST: Final = 4
"""Actors of one row: more are a list, not who took part."""


def find_names(
    sentence: Sentence, language: Language, within: tuple[int, int], known: Sequence[str], dates: Sequence[Mention]
) -> tuple[list[Mention], Mention | None]:
    """The actors named at [start, end) of the report, and the place, if one is named."""
    actors: list[Mention] = []
    place: Mention | None = None
    start, end = within[0] - sentence.start, within[1] - sentence.start
    places = {match.start("place") + sentence.start for match in language.places.finditer(sentence.text, start, end)}
    for name in _names(sentence, language, within, dates, known):
        if name.start in places:
            place = place or name
        elif all(name.value != each.value for each in actors) and len(actors) < MOST:
            actors.append(name)
    return [each for each in actors if not place or each.value != place.value], place


def _names(
    sentence: Sentence, language: Language, within: tuple[int, int], dates: Sequence[Mention], known: Sequence[str]
) -> list[Mention]:
    start, end = within[0] - sentence.start, within[1] - sentence.start
    taken = [(one.start - sentence.start, one.end - sentence.start) for one in dates]
    mentions = []
    for match in language.names.finditer(sentence.text, start, end):
        if any(first < match.end() and match.start() < last for first, last in taken):
            continue
        words = match[0].split()
        skipped = 0
        while skipped < len(words) and words[skipped] in language.not_names:
            skipped += 1
        text = " ".join(words[skipped:]).rstrip(".’'").removesuffix("’s").removesuffix("'s")
        is_first = (match.start() == 0 or sentence.text[match.start() - 1] in '"“«') and len(words) - skipped == len(
            words
        ) == 1
        if not text or len(text) < 2 or (is_first and text not in known):
            continue
        begin = sentence.start + sentence.text.index(words[skipped], match.start())
        mentions.append(Mention(begin, begin + len(text), text, text))
    for name in known:
        found = re.search(rf"\b{re.escape(name)}\b", sentence.text[start:end]) if len(name) > 2 else None
        if found and all(name != each.value for each in mentions):
            place = sentence.start + start + found.start()
            mentions.append(Mention(place, place + len(name), name, name))
    return sorted(mentions, key=lambda one: one.start)


def last_person(sentence: Sentence, language: Language) -> str:
    """The person whom “he” or “she” in the next sentence can mean: the last name of two words that is no place; ""."""
    places = {match.start("place") for match in language.places.finditer(sentence.text)}
    people = [
        match[0]
        for match in language.names.finditer(sentence.text)
        if match.start() not in places and _is_person(match[0], sentence.text[: match.start()], language)
    ]
    return people[-1] if people else ""


def names_a_person(speaker: str, language: Language, *, is_first: bool) -> bool:
    """Whether “he” can be whoever spoke last: somebody with a name, which one word at the front of a sentence need not
    be. Where names have no capitals, everybody."""
    if language.code == "ja":
        return True
    names = [match[0] for match in language.names.finditer(speaker) if match[0] not in language.not_names]
    return any(" " in name or (name == speaker and not is_first) for name in names)


def _is_person(name: str, before: str, language: Language) -> bool:
    words = name.split()
    return 2 <= len(words) <= 4 and words[0] not in language.not_names and not re.search(r"\b[Tt]he\ $", before)
