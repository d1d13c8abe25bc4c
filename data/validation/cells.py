"""One cell of each checked column: its text in, its value out, or BadCell with what to write instead."""

import re
from urllib.parse import urlsplit

from data.errors import BadCell, shown
from data.schema import KINDS, did_you_mean
from data.text_folding import fold

LONGEST_ADDRESS = 2000
LONGEST_ID = 200
FINEST = 12
"""Digits of a degree behind the point; what is beyond them a program made, as in 1.8630000000000002."""

_GRADE = re.compile(r"[A-F][1-6]")
_WHOLE = re.compile(r"([+-]?[0-9]{1,9})(?:\.0)?", re.ASCII)
_DEGREES = re.compile(r"[+-]?\d{1,3}(?:[.,]\d{1,20})?")
_PLAIN_ADDRESS = re.compile(r"https?://(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[\w/.~%:;,+=&?#!@()*'-]*)?", re.ASCII)
_NO_ADDRESS = re.compile(r"[\s\\<>\"`{}|^\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u2069]")


def kind(text: str) -> str:
    """`event`, `era` or `title`, in any case.

    >>> kind("Era")
    'era'
    """
    if fold(text) in KINDS:
        return fold(text)
    raise BadCell(
        "This is no kind of event.", text=text, advice=f"Write event, era or title.{did_you_mean(text, KINDS)}"
    )


def grade(text: str) -> str:
    """An Admiralty code: the source from A to F, the claim from 1 to 6.

    >>> grade("b2"), grade("B 2")
    ('B2', 'B2')
    """
    code = "".join(text.split()).upper()
    if _GRADE.fullmatch(code):
        return code
    raise BadCell(
        "This is no Admiralty code.", text=text, advice="Write a letter from A to F and a digit from 1 to 6: B2."
    )


def importance(text: str) -> int:
    """1, 2 or 3.

    >>> importance("3")
    3
    """
    if text in ("1", "2", "3", "1.0", "2.0", "3.0"):
        return int(text[0])
    raise BadCell("This is no importance.", text=text, advice="Write 1 for minor, 2 for usual, 3 for key; or nothing.")


def sequence(text: str) -> int:
    """A whole number of at most nine digits.

    >>> sequence("2"), sequence("-1.0")
    (2, -1)
    """
    if match := _WHOLE.fullmatch(text):
        return int(match[1])
    raise BadCell("This is no whole number.", text=text, advice="Write 1 for the first, 2 for the next; or nothing.")


def latitude(text: str) -> float:
    """Degrees north of the equator, WGS 84.

    >>> latitude("43.25"), latitude("43,25")
    (43.25, 43.25)
    """
    return _degrees(text, 90, "latitude", "north of the equator, as in 43.25; -33.9 is south of it")


def longitude(text: str) -> float:
    """Degrees east of Greenwich, WGS 84."""
    return _degrees(text, 180, "longitude", "east of Greenwich, as in 76.95; -58.4 is west of it")


def _degrees(text: str, most: int, name: str, advice: str) -> float:
    if not (text.isascii() and _DEGREES.fullmatch(text)):
        raise BadCell(f"This is no {name}.", text=text, advice=f"Write degrees {advice}.")
    degrees = round(float(text.replace(",", ".")), FINEST)
    if abs(degrees) > most:
        raise BadCell(f"A {name} is between -{most} and {most} degrees.", text=text, advice=f"Write degrees {advice}.")
    return degrees


def _sign_words(sign: str) -> str:
    if sign == " ":
        return "a space"
    return shown(sign) if sign.isprintable() else f"a character that cannot be seen, U+{ord(sign):04X},"


def address(text: str) -> str:
    """A http or https address; no other is ever made a link.

    >>> address("https://example.org/a?b=c")
    'https://example.org/a?b=c'
    """
    if len(text) > LONGEST_ADDRESS:
        raise BadCell(
            "This address is too long.", text=text, advice=f"Write one of at most {LONGEST_ADDRESS:,} characters."
        )
    if _PLAIN_ADDRESS.fullmatch(text):
        return text
    try:
        parts = urlsplit(text)
        is_good = parts.scheme in ("http", "https") and bool(parts.hostname) and not _NO_ADDRESS.search(text)
    except ValueError:
        is_good = False
    if is_good:
        return text
    if re.match("https?://", text) and (unseen := _NO_ADDRESS.search(text)):
        raise BadCell(
            f"There is {_sign_words(unseen[0])} in this address.", text=text, advice="Copy it again, without that."
        )
    if re.match(r"(www\.)?[\w-]+(\.[\w-]+)+(/\S*)?$", text):
        raise BadCell("This address does not say how to reach it.", text=text, advice="Write https:// before it.")
    raise BadCell("This is no web address.", text=text, advice="Write one that begins with https:// or http://.")


def identifier(text: str) -> str:
    """A name for links, on one line.

    >>> identifier("  the  clash ")
    'the clash'
    """
    name = " ".join(text.split())
    if len(name) > LONGEST_ID:
        raise BadCell("This id is too long.", text=text, advice=f"Write one of at most {LONGEST_ID} characters.")
    return name


def names(text: str) -> list[str]:
    """The names between semicolons, each once.

    >>> names("Police; Army;; Police")
    ['Police', 'Army']
    """
    return list(dict.fromkeys(name for part in text.split(";") if (name := " ".join(part.split()))))
