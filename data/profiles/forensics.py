"""Timelines of digital forensics: Timesketch and plaso, Hayabusa, EvtxECmd and mactime.

Sources: the CSV requirements of Timesketch; the output modules `dynamic`, `json_line` and `l2tcsv` of plaso; the output
profiles of Hayabusa; the maps of EvtxECmd; mactime of The Sleuth Kit.
"""

import re

from data.profiles._cells import line
from data.profiles._registry import Out, profile

_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)? ?(Z|UTC|[+-]\d\d:?\d\d)?")
_AMERICAN = re.compile(r"(\d\d)/(\d\d)/(\d{4})")
_SHORT = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d\d) (\d{4}) (\d\d:\d\d:\d\d)")


def _moment(when: str) -> str:
    """A moment to the second; one that is none, as programs write for what they do not know, is empty.

    >>> _moment("2022-01-05T14:30:15.123456+00:00"), _moment("2022-01-05 14:30:15.123 +06:00")
    ('2022-01-05T14:30:15+00:00', '2022-01-05T14:30:15+06:00')
    >>> _moment("0000-00-00T00:00:00Z"), _moment("Not a time")
    ('', '')
    """
    if when.startswith(("0000-00-00", "Not a time", "Xxx Xxx 00")):
        return ""
    found = _MOMENT.fullmatch(when)
    return f"{found[1]}T{found[2]}{(found[3] or '').replace('UTC', 'Z')}" if found else when


def _utc(when: str) -> str:
    """A moment of a program that writes UTC without saying so.

    >>> _utc("2022-01-05 14:30:15.1234567"), _utc("Wed Jan 05 2022 14:30:15")
    ('2022-01-05T14:30:15Z', '2022 Jan 05 14:30:15 UTC')
    """
    if found := _SHORT.fullmatch(when):
        month, day, year, clock = found.groups()
        return f"{year} {month} {day} {clock} UTC"
    said = _moment(when)
    return f"{said}Z" if _MOMENT.fullmatch(when) and re.search(r"T[0-9:]+$", said) else said


def _together(day: str, clock: str, zone: str) -> str:
    """The day, the clock and the zone of l2tcsv.

    >>> _together("01/05/2022", "14:30:15", "UTC"), _together("00/00/0000", "--:--:--", "UTC")
    ('2022-01-05T14:30:15Z', '')
    """
    found = _AMERICAN.fullmatch(day)
    if not found or day == "00/00/0000":
        return "" if found else line(day, clock, zone, between=" ")
    is_timed = re.fullmatch(r"\d\d:\d\d:\d\d", clock)
    offset = "Z" if zone.upper() in ("UTC", "GMT") else ""
    return f"{found[3]}-{found[1]}-{found[2]}" + (f"T{clock}{offset}" if is_timed else "")


def _first_line(*texts: str) -> str:
    """The first line of the first text that says something; long ones are cut at a word."""
    said = next((text for text in texts if text), "").strip().split("\n")[0]
    return said if len(said) <= 200 else said[:199].rsplit(" ", 1)[0] + "…"


def _tags(tags: str) -> str:
    """Tags as a list of ours, whether they came as a list of JSON or of Python, or as words.

    >>> _tags('["evil", "logon"]'), _tags("evil; logon"), _tags("-")
    ('evil; logon', 'evil; logon', '')
    """
    parts = re.split(r"[;,¦]", tags.strip("[]"))
    return "; ".join(part for tag in parts if (part := tag.strip(" '\"")) and part != "-")


profile(
    "Timesketch",
    "message, datetime, timestamp_desc",
    {
        "date": Out(_moment, ("datetime",)),
        "title": Out(_first_line, ("message",)),
        "text": "message",
        "category": "timestamp_desc",
        "tags": Out(_tags, ("tag",)),
        "source": ("source_long", "source", "source_short", "parser", "data_type"),
    },
)
profile(
    "plaso (l2tcsv)",
    "date, time, timezone, MACB, sourcetype, desc",
    {
        "date": Out(_together, ("date", "time", "timezone")),
        "title": Out(_first_line, ("short", "desc")),
        "text": "desc",
        "category": "type",
        "source": "sourcetype",
        "place": "host",
        "actors": Out(lambda user: "" if user == "-" else user, ("user",)),
    },
    unread="time, timezone",
)
profile(
    "Hayabusa",
    "Timestamp, Computer, Channel, Level, RuleTitle",
    {
        "date": Out(_moment, ("Timestamp",)),
        "title": "RuleTitle",
        "text": ("Details", "AllFieldInfo"),
        "category": "Level",
        "tags": Out(_tags, ("MitreTactics",)),
        "place": "Computer",
        "source": ("EvtxFile", "Channel"),
    },
)
profile(
    "EvtxECmd",
    "RecordNumber, EventRecordId, TimeCreated, EventId, Provider, Channel",
    {
        "date": Out(_utc, ("TimeCreated",)),
        "title": Out(lambda said, provider, event: said or f"{provider}, event {event}",
                     ("MapDescription", "Provider", "EventId")),
        "text": Out(lambda *parts: "\n".join(part for part in parts if part),
                    tuple(f"PayloadData{number}" for number in range(1, 7))),
        "category": "Channel",
        "actors": "UserName",
        "place": "Computer",
        "source": "Provider",
    },
    told="TimeCreated is in UTC.",
)  # fmt: skip
profile(
    "mactime",
    "Date, Size, Type, Mode, UID, GID, Meta, File Name",
    {"date": Out(_utc, ("Date",)), "title": "File Name", "category": "Type"},
    told="The times are read as UTC, which mactime writes unless it is told otherwise.",
)
