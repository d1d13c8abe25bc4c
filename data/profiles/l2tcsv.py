"""The `l2tcsv` of plaso and log2timeline: the day, the clock and the zone in three columns.

Source: the output module of plaso.
"""

import re

from data.profiles._cells import line
from data.profiles._registry import Out, profile
from data.profiles._timestamps import first_line

_AMERICAN = re.compile(r"(\d\d)/(\d\d)/(\d{4})")


def _together(day: str, clock: str, zone: str) -> str:
    """The day, the clock and the zone of l2tcsv.

    >>> _together("01/05/2022", "14:30:15", "UTC"), _together("00/00/0000", "--:--:--", "UTC")
    ('2022-01-05T14:30:15Z', '')
    """
    match = _AMERICAN.fullmatch(day)
    if not match or day == "00/00/0000":
        return "" if match else line(day, clock, zone, between=" ")
    is_timed = re.fullmatch(r"\d\d:\d\d:\d\d", clock)
    offset = "Z" if zone.upper() in ("UTC", "GMT") else ""
    return f"{match[3]}-{match[1]}-{match[2]}" + (f"T{clock}{offset}" if is_timed else "")


profile(
    "plaso (l2tcsv)",
    "date, time, timezone, MACB, sourcetype, desc",
    {
        "date": Out(_together, ("date", "time", "timezone")),
        "title": Out(first_line, ("short", "desc")),
        "text": "desc",
        "category": "type",
        "source": "sourcetype",
        "place": "host",
        "actors": Out(lambda user: "" if user == "-" else user, ("user",)),
    },
    unread="time, timezone",
)
