"""Earthquakes of the USGS, as CSV and as GeoJSON: there the time is a count of milliseconds since 1970, in UTC.

Source: the documentation of the feeds of the USGS Earthquake Hazards Program.
"""

import re
from datetime import UTC, datetime

from data.profiles._registry import Out, profile
from data.profiles._timestamps import moment


def _date(when: str) -> str:
    """The moment to the second.

    >>> _date("1641377715123"), _date("2022-01-05T10:15:15.123Z")
    ('2022-01-05T10:15:15Z', '2022-01-05T10:15:15Z')
    """
    if not re.fullmatch(r"-?\d{9,14}", when):
        return moment(when)
    return datetime.fromtimestamp(int(when) // 1000, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _title(size: str, place: str) -> str:
    """How strong and where.

    >>> _title("4.5", "10 km N of Ford"), _title("", "10 km N of Ford")
    ('M 4.5, 10 km N of Ford', '10 km N of Ford')
    """
    return f"M {size}, {place}".removesuffix(", ") if size else place


profile(
    "USGS earthquakes",
    "time, mag, magType, place, type, updated",
    {
        "date": Out(_date, ("time",)),
        "title": Out(_title, ("mag", "place")),
        "category": "type",
        "place": "place",
        "latitude": "latitude",
        "longitude": "longitude",
        "url": "url",
        "id": "id",
    },
)
