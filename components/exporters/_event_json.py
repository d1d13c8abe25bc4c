"""A row in our own form: whatever of it a file says, so that it can be read back as it was."""

from typing import Any, Final

from components.exporters._exported_view import Subject
from components.exporters._whole_dates import web
from components.words.dates import date_words
from components.words.safe_text import clean
from data.answers import Row
from data.dates.calendar import to_iso
from data.view.parameters import OWN

TEXTS: Final = ("title", "text", "category", "place", "source", "reported", "grade", "metric", "value", "unit",
                "credit", "caption", "alt", "quotation", "links")  # fmt: skip
LISTS: Final = ("actors", "tags")
ADDRESSES: Final = ("url", "media")


def plain_row(row: Row) -> dict[str, Any]:
    """The row without what is empty, and without the notes, which stay with the briefer.

    `start` and `end` are ISO 8601 in the data set's own time, `end` is exclusive, and either is left out where it is
    open; `kind` is left out of an event; `own` holds the user's own columns.
    """
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
        **({"kind": row["kind"]} if row["kind"] != "event" else {}),
        **texts,
        **lists,
        **addresses,
        **places,
        "importance": row["importance"],
        **({"sequence": row["sequence"]} if row["sequence"] is not None else {}),
        **({"own": own} if own else {}),
    }


def backdrop_rows(subject: Subject) -> list[dict[str, Any]]:
    """What stands behind the events: the eras, and the heading."""
    return [plain_row(row) for row in (*subject.eras, *((subject.heading,) if subject.heading else ()))]
