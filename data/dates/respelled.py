"""A spelled date written again with other numbers, in the very form that it has: “Wed, 5 Jan 2022” as “Thu, 6 Jan”.

Which number in a text is the day and which the month nobody needs to know: each way to put the new ones in the places
of the old is tried, and that is right which is read as what is wanted.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product
from math import prod
from typing import Final

from data.dates import calendar, month_names, weekday_names

MOST_TRIED: Final = 2_000
_TOKENS = re.compile(r"[0-9]+|[^\W\d_]+|[\W_]")
_ORDINALS: Final = {"st", "nd", "rd", "th"}
_HALVES: Final = {"am": "pm", "pm": "am", "a": "p", "p": "a"}
_SEASONS: Final = {21: ("spring",), 22: ("summer",), 23: ("autumn", "fall"), 24: ("winter",)}
_FIRST_OF: Final = {range(33, 37): 33, range(37, 40): 37, range(40, 42): 40}


@dataclass(frozen=True, slots=True)
class Change:
    """One number of a date: which it is (year, month, day, hour, minute, second, season, week), what it was, what it
    shall be."""

    kind: str
    before: int
    after: int


def respelled(
    text: str, changes: Sequence[Change], is_right: Callable[[str], bool], beside: Sequence[str] = ()
) -> str | None:
    """The text with these changes in its own form; None where it has none that is right.

    beside: other cells of its column, which show the language where a name is that of several.

    >>> respelled("5th Jan. 2022", [Change("day", 5, 22), Change("month", 1, 2)], lambda text: "22nd Feb" in text)
    '22nd Feb. 2022'
    """
    tokens = _TOKENS.findall(text)
    is_padded = _is_padded(text, tokens)
    spoken = _spoken([text, *beside])
    options = [list(dict.fromkeys(_options(token, changes, spoken, is_padded=is_padded))) for token in tokens]
    if prod(map(len, options)) > MOST_TRIED:
        return None
    candidates = ("".join(parts) for parts in islice(product(*options), MOST_TRIED))
    return next((candidate for candidate in candidates if is_right(candidate)), None)


def _is_padded(text: str, tokens: Sequence[str]) -> bool:
    """Whether a number of one digit has a nought before it."""
    short = [token for token in tokens if token.isdecimal() and len(token) < 3]
    has_nought = any(len(token) == 2 and token[0] == "0" for token in short)
    return has_nought or (all(len(token) == 2 for token in short) and not re.search(r"[^\W\d_]{2}", text))


def _spoken(texts: Sequence[str]) -> list[Sequence[str]]:
    """The lists of names of months and days, those first in which most of the words stand."""
    words = {word for text in texts for word in re.findall(r"[^\W\d_]+", text.lower())}
    lists: list[Sequence[str]] = [*month_names.LISTS, *weekday_names.LISTS]
    return sorted(lists, key=lambda names: -len(words.intersection(names)))


def _options(
    token: str, changes: Sequence[Change], spoken: Sequence[Sequence[str]], *, is_padded: bool
) -> Iterator[str]:
    """What may stand in the place of a part of the text, what is likelier first; itself last."""
    for change in changes:
        if len(token) == 8 and change.kind == "year":
            yield from _compact(token, changes)
        elif token.isdecimal():
            yield from _numbers(token, change, is_padded=is_padded)
        elif change.kind in ("month", "day"):
            yield from (_cased(name, token) for name in _names(token.lower(), change, changes, spoken))
        elif change.kind == "season" and token.lower() in _SEASONS.get(change.before, ()):
            yield from (_cased(name, token) for name in _SEASONS.get(change.after, ()))
        elif change.kind == "hour" and token.lower() in _HALVES:
            yield from (token, _cased(_HALVES[token.lower()], token))
    yield token


def _compact(token: str, changes: Sequence[Change]) -> Iterator[str]:
    """A day in eight digits."""
    if token.isdecimal() and [change.kind for change in changes] == ["year", "month", "day"]:
        year, month, day = (change.after for change in changes)
        yield f"{year:04}{month:02}{day:02}"


def _numbers(token: str, change: Change, *, is_padded: bool) -> Iterator[str]:
    number, before, after = int(token), change.before, change.after
    if change.kind == "year":
        if number == before and len(token) > 2:
            yield f"{after:0{len(token)}}" if after >= 0 else token
        elif before < 1 and number == 1 - before:  # 44 BCE
            yield str(1 - after) if after < 1 else token
        elif len(token) == 2 and number == before % 100:
            yield f"{after % 100:02}"
        return
    if change.kind == "season":
        before, after = (code - next((first for codes, first in _FIRST_OF.items() if code in codes), code) + 1
                         for code in (before, after))  # fmt: skip
    width = 2 if is_padded and len(token) == 2 else 1
    if number == before:
        yield f"{after:0{width}}"
    if change.kind == "hour" and number == (before % 12 or 12):
        yield f"{after % 12 or 12:0{width}}"


def _names(word: str, change: Change, changes: Sequence[Change], spoken: Sequence[Sequence[str]]) -> Iterator[str]:
    """A name of a month, a day of the week or the end of an ordinal as it is after the change."""
    if change.kind == "day" and word in _ORDINALS:
        yield _ordinal(change.after)
        return
    if change.kind == "day" and not any(one.kind == "year" for one in changes):
        return  # then nobody knows on which day of the week it is
    if change.kind == "month":
        places, count = (change.before - 1, change.after - 1), 12
    else:
        places, count = (_weekday(changes, is_after=False), _weekday(changes, is_after=True)), 7
    for names in spoken:
        if len(names) == count and names[places[0]] == word and names[places[1]] != "-":
            yield names[places[1]]


def _weekday(changes: Sequence[Change], *, is_after: bool) -> int:
    """The day of the week of the first date, from 0 for Monday."""
    numbers: dict[str, int] = {}
    for change in changes:
        numbers.setdefault(change.kind, change.after if is_after else change.before)
    return calendar.weekday(calendar.seconds(numbers["year"], numbers.get("month", 1), numbers.get("day", 1)))


def _ordinal(number: int) -> str:
    """
    >>> [_ordinal(number) for number in (1, 12, 22, 13, 30)]
    ['st', 'th', 'nd', 'th', 'th']
    """
    return "th" if 10 < number < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _cased(name: str, like: str) -> str:
    """A name with capitals where another has them.

    >>> _cased("january", "MAY"), _cased("january", "May"), _cased("january", "may")
    ('JANUARY', 'January', 'january')
    """
    return name.upper() if like.isupper() and len(like) > 1 else name.capitalize() if like[:1].isupper() else name
