"""EvtxECmd's CSV of Windows events.

Source: the maps of EvtxECmd.
"""

from data.profiles._registry import Out, profile
from data.profiles._timestamps import utc

profile(
    "EvtxECmd",
    "RecordNumber, EventRecordId, TimeCreated, EventId, Provider, Channel",
    {
        "date": Out(utc, ("TimeCreated",)),
        "title": Out(lambda title, provider, event: title or f"{provider}, event {event}",
                     ("MapDescription", "Provider", "EventId")),
        "text": Out(lambda *parts: "\n".join(part for part in parts if part),
                    tuple(f"PayloadData{number}" for number in range(1, 7))),
        "category": "Channel",
        "actors": "UserName",
        "place": "Computer",
        "source": "Provider",
    },
    note="TimeCreated is in UTC.",
)  # fmt: skip
