"""Moments, tags and first lines as tools of digital forensics write them."""

import re

_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)? ?(Z|UTC|[+-]\d\d:?\d\d)?")
_SHORT = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d\d) (\d{4}) (\d\d:\d\d:\d\d)")


def moment(when: str) -> str:
    """A moment to the second; one that is none, as programs write for what they do not know, is empty.

    >>> moment("2022-01-05T14:30:15.123456+00:00"), moment("2022-01-05 14:30:15.123 +06:00")
    ('2022-01-05T14:30:15+00:00', '2022-01-05T14:30:15+06:00')
    >>> moment("0000-00-00T00:00:00Z"), moment("Not a time")
    ('', '')
    """
    if when.startswith(("0000-00-00", "Not a time", "Xxx Xxx 00")):
        return ""
    match = _MOMENT.fullmatch(when)
    return f"{match[1]}T{match[2]}{(match[3] or '').replace('UTC', 'Z')}" if match else when


def utc(when: str) -> str:
    """A moment of a program that writes UTC without saying so.

    >>> utc("2022-01-05 14:30:15.1234567"), utc("Wed Jan 05 2022 14:30:15")
    ('2022-01-05T14:30:15Z', '2022 Jan 05 14:30:15 UTC')
    """
    if match := _SHORT.fullmatch(when):
        month, day, year, clock = match.groups()
        return f"{year} {month} {day} {clock} UTC"
    text = moment(when)
    return f"{text}Z" if _MOMENT.fullmatch(when) and re.search(r"T[0-9:]+$", text) else text


def first_line(*texts: str) -> str:
    """The first line of the first text that says something; long ones are cut at a word."""
    line = next((text for text in texts if text), "").strip().split("\n")[0]
    return line if len(line) <= 200 else line[:199].rsplit(" ", 1)[0] + "…"


def tags_of(tags: str) -> str:
    """Tags as a list of ours, whether they came as a list of JSON or of Python, or as words.

    >>> tags_of('["evil", "logon"]'), tags_of("evil; logon"), tags_of("-")
    ('evil; logon', 'evil; logon', '')
    """
    parts = re.split(r"[;,¦]", tags.strip("[]"))
    return "; ".join(part for tag in parts if (part := tag.strip(" '\"")) and part != "-")
