"""An event's facts in words, one line each: for its panel, and for files that are taken away."""

from collections.abc import Mapping
from typing import Any

from components.words.dates import date_words
from components.words.quantities import grade_words
from components.words.safe_text import one_line
from data.claims.briefing import SLIDE
from data.schema import squeezed
from data.view.parameters import OWN

Event = Mapping[str, Any]


def facts(event: Event) -> list[tuple[str, str]]:
    """What is known about the event, one line each; what the file leaves empty is left out."""
    lines = [
        ("Said by", event["source"]),
        ("Reported", date_words(event["reported"]) if event["reported"] else ""),
        ("Grade", grade_words(event["grade"]) if event["grade"] else ""),
        ("Actors", event["actors"].replace("; ", ", ")),
        ("Place", _place(event)),
        ("Precision", _precision(event)),
        ("Tags", event["tags"].replace("; ", ", ")),
        ("Category", event["category"]),
    ]
    own = [(str(name).removeprefix(OWN), str(value)) for name, value in event.items() if str(name).startswith(OWN)]
    of_event = [(name, value) for name, value in own if squeezed(name) != SLIDE]  # that is the briefer's choice
    return [(name, one_line(value, 600)) for name, value in [*lines, *of_event] if value]


def _place(event: Event) -> str:
    latitude, longitude = event["latitude"], event["longitude"]
    if latitude is None or longitude is None or latitude != latitude:  # NaN is not itself
        return str(event["place"])
    return ", ".join(part for part in (event["place"], f"{latitude:g}, {longitude:g}") if part)


def _precision(event: Event) -> str:
    unsure = {"~": "approximate", "?": "uncertain", "%": "approximate and uncertain"}
    return ", ".join(part for part in (event["precision"], unsure.get(event["qualifier"][:1], "")) if part)
