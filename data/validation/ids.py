"""A name for each event, for links: its own, or made from its date and title and stable while they are."""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from data.validation.searched_text import fold_texts

LONGEST_SLUG = 40
LONGEST_READ = 200
CHUNK = 5_000
_ASCII_GAPS = {code: " " for code in range(128) if not chr(code).isalnum() and chr(code) != "\n"}
_GAPS = re.compile(r"(?:[^\w\n]|_)+")


def slug(title: str) -> str:
    """The words of a title for an address, cut at a word where it is long.

    >>> slug("“Old man, go away!”")
    'old-man-go-away'
    """
    return slugs([title])[0]


def slugs(titles: Sequence[str]) -> list[str]:
    """The slug of each title, many in one go."""
    names: list[str] = []
    for start in range(0, len(titles), CHUNK):
        text = "\n".join(fold_texts([title[:LONGEST_READ] for title in titles[start : start + CHUNK]]))
        text = text.translate(_ASCII_GAPS) if text.isascii() else _GAPS.sub(" ", text)
        names += [_cut("-".join(words.split())) for words in text.split("\n")]
    return names


def _cut(words: str) -> str:
    if len(words) <= LONGEST_SLUG:
        return words
    return words[: LONGEST_SLUG + 1].rpartition("-")[0] or words[:LONGEST_SLUG]


def make_id(edtf: str, title: str, *, digits: int = 6) -> str:
    """The id of an event without one: its slug and the beginning of a hash of date and title.

    >>> make_id("2022-01-05", "The cabinet is dismissed")
    'the-cabinet-is-dismissed-0b7f56'
    """
    return f"{slug(title)}-{_hash(edtf, title, digits)}".strip("-")


def _hash(edtf: str, title: str, digits: int) -> str:
    return hashlib.md5(f"{edtf}\0{title}".encode(), usedforsecurity=False).hexdigest()[:digits]  # engines have it too


def make_unique(
    own_ids: Sequence[str], dates: Sequence[str], titles: Sequence[str]
) -> tuple[list[str], dict[int, int]]:
    """An id for each event, each different; and which given ids were taken already: place -> place of the first.

    own_ids: as written, "" for none. A made id depends on nothing but date and title: where two events would share
    one, both get a longer hash. Only events with the same date and title, or the same given id, are numbered -2, -3.
    """
    return number_repeats(_made_or_given(own_ids, dates, titles), own_ids)


def number_repeats(ids: list[str], own_ids: Sequence[str]) -> tuple[list[str], dict[int, int]]:
    """The ids with a number after those that are taken already; given ones keep theirs. As `make_unique` returns it."""
    own = {name for name in own_ids if name}
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    repeats: dict[int, int] = {}
    for place in _given_first(own_ids):
        name = ids[place]
        if name in first:
            if own_ids[place]:
                repeats[place] = first[name]
            ids[place] = _number(name, last, first, own)
        first[ids[place]] = place
    return ids, repeats


def _given_first(own_ids: Sequence[str]) -> Sequence[int]:
    places = range(len(own_ids))
    return sorted(places, key=lambda place: not own_ids[place]) if any(own_ids) else places


def _made_or_given(own_ids: Sequence[str], dates: Sequence[str], titles: Sequence[str]) -> list[str]:
    named = slugs(titles) if not all(own_ids) else own_ids
    ids = [
        own or f"{words}-{_hash(date, title, 6)}".strip("-")
        for own, words, date, title in zip(own_ids, named, dates, titles, strict=True)
    ]
    shared = {name for name, count in Counter(ids).items() if count > 1}
    if shared:
        events = defaultdict(set)
        for name, own, date, title in zip(ids, own_ids, dates, titles, strict=True):
            if name in shared and not own:
                events[name].add((date, title))
        for place, name in enumerate(ids):
            if name in shared and not own_ids[place] and len(events[name]) > 1:
                ids[place] = make_id(dates[place], titles[place], digits=16)
    return ids


def _number(name: str, last: dict[str, int], last_places: dict[str, int], own: set[str]) -> str:
    """The name with the next number that is free; `last` remembers where each name has come to."""
    number = last.get(name, 1) + 1
    while f"{name}-{number}" in last_places or f"{name}-{number}" in own:
        number += 1
    last[name] = number
    return f"{name}-{number}"
