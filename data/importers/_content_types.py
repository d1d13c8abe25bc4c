"""What a file that is called a table of text is by its first signs: calendars and JSON come under any name."""

import re
from typing import Final

HEAD: Final = 2_048
_MARKS: Final = {
    ".ics": re.compile(rb"BEGIN:VCALENDAR\s", re.IGNORECASE),
    ".json": re.compile(rb'\{\s*(?:"[^"\r\n]*"\s*:|\})|\[\s*\{\s*(?:"[^"\r\n]*"\s*:|\})'),
}


def ending_of(content: bytes) -> str:
    """The ending that the name of such a file should have; nothing where it may well be a table of text.

    >>> ending_of(b'{"events": []}'), ending_of(b'  [{"date": 1}]'), ending_of(b'[date],title')
    ('.json', '.json', '')
    """
    head = content[:HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    return next((ending for ending, mark in _MARKS.items() if mark.match(head)), "")
