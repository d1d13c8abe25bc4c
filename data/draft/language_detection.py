"""Which of the languages that reports are read in a text is written in."""

import re

from data.draft.english import ENGLISH
from data.draft.japanese import JAPANESE
from data.draft.kazakh import KAZAKH
from data.draft.language_rules import Language
from data.draft.russian import RUSSIAN

_SAMPLE = 20_000


def language_of(text: str) -> Language:
    """The language of a report by its letters: Kana is Japanese, Cyrillic Russian, with letters of its own Kazakh.

    >>> language_of("Сегодня").code, language_of("きょう").code, language_of("Қазір").code, language_of("now").code
    ('ru', 'ja', 'kk', 'en')
    """
    sample = text[:_SAMPLE]
    if len(re.findall(r"[\u3040-\u30ff]", sample)) * 20 > len(sample):
        return JAPANESE
    cyrillic = len(re.findall(r"[а-яёА-ЯЁ]", sample))
    if cyrillic * 3 > len(sample):
        return KAZAKH if len(re.findall(r"[әғқңөұүһі]", sample.lower())) * 25 > cyrillic else RUSSIAN
    return ENGLISH
