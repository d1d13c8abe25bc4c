"""TimelineJS's JSON: a title, eras and slides. Of one that we have written, the rows as they were.

Source: https://timeline.knightlab.com/docs/json-format.html. The texts are HTML, and are read as its words.
"""

from collections.abc import Mapping
from typing import Any, Final

from data.importers._json_shapes import ShapeRows, objects, shape
from data.importers.dateline_json import rows_of
from data.validation.date_parts import write_date
from data.validation.markup import plain

OURS: Final = "dateline"


@shape("TimelineJS", order=1)
def read_timelinejs(document: Mapping[str, Any]) -> ShapeRows | None:
    """The title, the eras and the slides."""
    slides = objects(document.get("events"))
    if not any("start_date" in slide for slide in slides):
        return None
    eras, title = objects(document.get("eras")), document.get("title")
    titles = [title] if isinstance(title, dict) else []
    if any(OURS in slide for slide in slides):
        own = [part[OURS] for part in (*titles, *eras, *slides) if isinstance(part.get(OURS), dict)]
        return ShapeRows(rows_of([*own, *objects(document.get(OURS))]), ("It was written by Dateline.",))
    rows = [*(_row(part, "title") for part in titles), *(_row(part, "era") for part in eras)]
    return ShapeRows([*rows, *(_row(slide, "event") for slide in slides)], ("Read as the JSON of TimelineJS.",))


def _row(slide: Mapping[str, Any], kind: str) -> dict[str, Any]:
    words, media = _part(slide, "text"), _part(slide, "media")
    texts = {"title": words.get("headline"), "text": words.get("text"), "caption": media.get("caption"),
             "credit": media.get("credit"), "alt": media.get("alt")}  # fmt: skip
    return {
        "date": _date(slide.get("start_date")),
        "end": _date(slide.get("end_date")),
        **{name: plain(text) if isinstance(text, str) else text for name, text in texts.items()},
        "kind": kind,
        "category": slide.get("group"),
        "media": media.get("url"),
        "id": slide.get("unique_id"),
        "display_date": slide.get("display_date"),
    }


def _part(slide: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = slide.get(name)
    return part if isinstance(part, dict) else {}


def _date(parts: Any) -> str:
    """A date in parts, as fine as they are; what is no such thing as it is.

    >>> _date({"year": 2022, "month": 1, "day": 5}), _date({"year": "-43", "month": ""}), _date(None)
    ('2022-01-05', '-0043', '')
    >>> _date({"year": 2022, "month": 1, "day": 5, "hour": 9, "minute": 5})
    '2022-01-05T09:05'
    """
    if not isinstance(parts, dict):
        return str(parts or "")
    year, month, day, *clock = (str(parts.get(name) or "").strip() for name in PARTS)
    hour, minute, second = clock
    time = ":".join(f"{part or 0:0>2}" for part in (hour or "0", minute, *([second] if second else [])))
    return write_date(_four(year), "", "", month, "", day, time if hour or minute else "")


PARTS: Final = ("year", "month", "day", "hour", "minute", "second")


def _four(year: str) -> str:
    number = year.lstrip("-")
    return f"{'-' if year.startswith('-') else ''}{number:0>4}" if number.isdecimal() else year
