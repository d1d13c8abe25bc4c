"""What a cell is understood as while it is being typed, or what to write instead."""

import re
from typing import Any, Final

from components import words
from data import dates
from data.corrections.one_line_entry import one_line
from data.corrections.row_validation import LONGEST, is_strange
from data.errors import DatelineError
from data.validation.event_columns import READERS

DATES: Final = ("date", "end", "reported")
LINE: Final = "one line"
"""In place of a column: all of an event in one line."""
OFFERED: Final = re.compile(r"[Ww]rite (?:the \w+ as in )?([0-9\[{/.-][0-9A-Z\[\]{}/.,:~?%+-]*[0-9~?%\]}X])")


def understood(column: str, text: str, zone: str = "") -> dict[str, Any]:
    """Whether a cell of a column can be read, what is said of it, and what may be written in its place.

    >>> understood("date", "2022-01-05~")
    {'good': True, 'says': 'about 5 January 2022', 'offers': []}
    >>> understood("links", "caused: clash (Reuters)")["says"]
    'led to clash, says Reuters'
    >>> understood("date", "2022-13-07")["offers"]
    ['2022-07-13']
    """
    if len(text) > LONGEST or any(map(is_strange, text)):
        return _answer(f"Write at most {LONGEST:,} characters of plain text.", is_good=False)
    plain = text.strip()
    if not plain:
        is_needed = column in ("date", "title")
        return _answer(f"There is no {column}. Write one." if is_needed else "", is_good=not is_needed)
    try:
        return _answer(_words(column, plain, zone))
    except DatelineError as problem:
        return _answer(str(problem), is_good=False, offers=offers(column, str(problem), plain))


def offers(column: str, message: str, text: str) -> list[str]:
    """What a message says to write instead, as far as it can be taken as it is.

    >>> offers("url", "This address does not say how to reach it.", "example.org/a")
    ['https://example.org/a']
    """
    found = [match[1] for match in OFFERED.finditer(message)] if column in DATES else []
    found += [f"https://{text}"] if column in ("url", "media") else []
    found += [text.strip().upper().replace(" ", "")[:2]] if column == "grade" else []
    return [each for each in dict.fromkeys(found) if each != text and _can_be_read(column, each)]


def _can_be_read(column: str, text: str) -> bool:
    try:
        _words(column, text, "")
    except DatelineError:
        return False
    return True


def _words(column: str, text: str, zone: str) -> str:
    """What a cell means in words; "" where it means what it says. Raises DatelineError."""
    if column in DATES:
        return words.date_words(dates.parse(text, zone=zone or None).edtf)
    if column not in READERS:
        return ""
    value = READERS[column](text)
    if column == "value":
        return words.quantity_words(value)
    if column == "links":
        return "; ".join(link.words for link in value)
    return words.grade_words(value) if column == "grade" else ""


def line_understood(text: str, today: str) -> dict[str, Any]:
    """An event in one line as its cells, and what is said of them."""
    cells = one_line(text, today)
    said = understood("date", cells["date"])
    who = f", says {cells['source']}" if cells["source"] else ""
    return {**said, "says": f"{said['says']}: {cells['title']}{who}", "cells": cells}


def _answer(says: str, *, is_good: bool = True, offers: list[str] | None = None) -> dict[str, Any]:
    return {"good": is_good, "says": says, "offers": offers or []}
