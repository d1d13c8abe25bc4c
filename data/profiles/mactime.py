"""The mactime of The Sleuth Kit, with commas (`-d`).

Source: its manual.
"""

from data.profiles._registry import Out, profile
from data.profiles._timestamps import utc

profile(
    "mactime",
    "Date, Size, Type, Mode, UID, GID, Meta, File Name",
    {"date": Out(utc, ("Date",)), "title": "File Name", "category": "Type"},
    note="The times are read as UTC, which mactime writes unless it is told otherwise.",
)
