"""The events in a plain form of our own, for programs: dates as EDTF, and what they were understood as."""

import json
from typing import Final

from components.exporters._event_json import backdrop_rows, plain_row
from components.exporters._exported_view import Subject
from components.exporters._registry import exporter
from components.words.safe_text import clean

MOST_EVENTS: Final = 100_000


@exporter(
    "events",
    title="JSON, plain",
    explains="For programs: each date as EDTF, in words, and as the moments from which and to which it may be.",
    suffix="json",
    mime="application/json",
    order=42,
    most=MOST_EVENTS,
)
def events(subject: Subject) -> bytes:
    """`title`, `handling`, `asof`, `recorded`, `licence`, `credit`, how many were `withdrawn`, the `events`, oldest
    first, and what is `behind` them."""
    settings = subject.settings
    head = {"title": subject.title, "handling": settings.handling, "zone": settings.zone or subject.dataset.zone,
            "asof": subject.view.asof, "recorded": subject.view.recorded,
            "credit": settings.credit, "licence": settings.licence}  # fmt: skip
    backdrop = backdrop_rows(subject)
    document = {
        **{name: clean(value) for name, value in head.items() if value},
        **({"withdrawn": subject.withdrawn} if subject.withdrawn else {}),
        "events": [plain_row(row) for row in subject.events],
        **({"behind": backdrop} if backdrop else {}),
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"
