"""The events in a plain form of our own, for programs: dates as EDTF, and what they were understood as."""

import json
from typing import Any, Final

from components.exporters._registry import exporter
from components.exporters._subject import Subject
from components.exporters._whole_dates import web
from components.words.dates import date_words
from components.words.safe_text import clean
from data.answers import Row
from data.dates.calendar import to_iso
from data.parameters import OWN

MOST: Final = 100_000
TEXTS: Final = ("title", "text", "category", "place", "source", "reported", "grade", "metric", "value", "unit",
                "credit", "caption", "alt")  # fmt: skip
LISTS: Final = ("actors", "tags")
ADDRESSES: Final = ("url", "media")


@exporter(
    "events",
    title="JSON, plain",
    explains="For programs: each date as EDTF, in words, and as the moments from which and to which it may be.",
    suffix="json",
    mime="application/json",
    order=42,
    most=MOST,
)
def events(subject: Subject) -> bytes:
    """`title`, `handling`, `asof`, `licence`, `credit`, and the `events`, oldest first.

    Of an event what the file leaves empty is left out. `start` and `end` are ISO 8601 in the data set's own time, `end`
    is exclusive, and either is left out where it is open; `own` holds the user's own columns. The notes stay with the
    briefer.
    """
    settings = subject.settings
    head = {"title": subject.title, "handling": settings.handling, "zone": settings.zone, "asof": subject.view.asof,
            "credit": settings.credit, "licence": settings.licence}  # fmt: skip
    made = {
        **{name: clean(value) for name, value in head.items() if value},
        "events": [_event(row) for row in subject.events],
    }
    return json.dumps(made, ensure_ascii=False, indent=1).encode() + b"\n"


def _event(row: Row) -> dict[str, Any]:
    moments = {name: to_iso(row[name]) for name in ("start", "end") if row[name] is not None}
    texts = {name: clean(row[name]) for name in TEXTS if row[name]}
    lists = {name: [clean(part) for part in row[name].split("; ")] for name in LISTS if row[name]}
    addresses = {name: address for name in ADDRESSES if (address := web(row[name]))}
    places = {name: row[name] for name in ("latitude", "longitude") if row[name] is not None}
    own = {clean(name.removeprefix(OWN)): clean(row[name]) for name in row if name.startswith(OWN) and row[name]}
    return {
        "id": row["id"],
        "date": row["date"],
        "date_words": date_words(row["date"]),
        **moments,
        "precision": row["precision"],
        **texts,
        **lists,
        **addresses,
        **places,
        "importance": row["importance"],
        **({"own": own} if own else {}),
    }
