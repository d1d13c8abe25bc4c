"""Hayabusa's timeline of Windows events.

Source: the output profiles of Hayabusa.
"""

from data.profiles._registry import Out, profile
from data.profiles._timestamps import moment, tags_of

profile(
    "Hayabusa",
    "Timestamp, Computer, Channel, Level, RuleTitle",
    {
        "date": Out(moment, ("Timestamp",)),
        "title": "RuleTitle",
        "text": ("Details", "AllFieldInfo"),
        "category": "Level",
        "tags": Out(tags_of, ("MitreTactics",)),
        "place": "Computer",
        "source": ("EvtxFile", "Channel"),
    },
)
