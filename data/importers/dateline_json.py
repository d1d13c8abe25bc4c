"""Our own plain form of events, as the export “JSON, plain” and the feed `/events.json` write it, read back."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from data.importers._json_shapes import Rows, ShapeRows, objects, shape
from data.schema import NAMES

DERIVED: Final = ("date_words", "start", "end", "precision", "own")
"""What is written for other programs: all of it follows from the rest."""
ABSENT: Final = ("end", "notes")


@shape("the plain form of Dateline")
def read_plain_form(document: Mapping[str, Any]) -> ShapeRows | None:
    """The events, and the eras and the heading behind them."""
    events = objects(document.get("events"))
    if not events or not all({"id", "date", "date_words", "precision"} <= event.keys() for event in events):
        return None
    zone = document.get("zone")
    notes = (f"Its times are those of {zone}.",) if isinstance(zone, str) and zone else ()
    return ShapeRows(rows_of([*objects(document.get("behind")), *events]), notes)


def rows_of(written: Iterable[Mapping[str, Any]]) -> Rows:
    """The rows of what was written in the plain form. Every column of ours is there, so that none of the user's own is
    taken for one."""
    rows = []
    for event in written:
        own = event.get("own")
        ours = {name: event.get(name, "") for name in NAMES if name not in ABSENT}
        ours["date"] = event.get("date", "")
        rest = {key: value for key, value in event.items() if key not in (*NAMES, *DERIVED)}
        rows.append({**ours, **rest, **(own if isinstance(own, dict) else {})})
    return rows
