"""Hayabusa's timeline of Windows events.

Source: the output profiles of Hayabusa.
"""

from data.profiles._moments import moment, tags_of
from data.profiles._registry import Out, profile

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
