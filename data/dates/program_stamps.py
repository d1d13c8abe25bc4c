"""Moments as programs stamp them, with more around the offset than it takes, made plainer for the other forms."""

import re
from typing import Final

_NAME_BEHIND: Final = re.compile(r"(?<=[+-][0-9]{4})\s*\([^()]{1,40}\)$")
_NAME_BEFORE: Final = re.compile(r"(?:GMT|UTC)(?=[+-][0-9]{4}\b)")
_LOGGED: Final = re.compile(
    r"\[?([0-9]{2})/([A-Z][a-z]{2})/([0-9]{4}):([0-9]{2}:[0-9]{2}:[0-9]{2}(?: [+-][0-9]{4})?)\]?"
)


def plainer(written: str) -> str:
    """A moment with its offset alone where the name of its zone stands there too, and one of a web server's log.

    >>> plainer("Thu Jan 06 2022 08:00:00 GMT+0000 (Greenwich Mean Time)"), plainer("05/Jan/2022:09:12:33 +0100")
    ('Thu Jan 06 2022 08:00:00 +0000', '05 Jan 2022 09:12:33 +0100')
    """
    if match := _LOGGED.fullmatch(written):
        return " ".join(match.groups())
    return _NAME_BEHIND.sub("", _NAME_BEFORE.sub("", written))
