"""Timesketch's CSV and JSON lines, and what plaso's `dynamic` and `json_line` write.

Source: the CSV requirements of Timesketch; the output modules of plaso.
"""

from data.profiles._registry import Out, profile
from data.profiles._timestamps import first_line, moment, tags_of

profile(
    "Timesketch",
    "message, datetime, timestamp_desc",
    {
        "date": Out(moment, ("datetime",)),
        "title": Out(first_line, ("message",)),
        "text": "message",
        "category": "timestamp_desc",
        "tags": Out(tags_of, ("tag",)),
        "source": ("source_long", "source", "source_short", "parser", "data_type"),
    },
)
