"""Calendars (iCalendar, RFC 5545): each event a row, each repetition one of its own, up to a bound.

The end of a whole day is exclusive there, and the last day here. Of a calendar that we have written, the rows as they
were.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final

from data.errors import BadFile
from data.files.encoding import decode
from data.files.limits import Meter
from data.files.records import OnShare
from data.importers import _recurrence
from data.importers._registry import Sheet, importer
from data.importers._rows import sheet_of_rows
from data.importers.dateline_json import rows_of
from data.validation.markup import plain

OURS: Final = "X-DATELINE"
DAY: Final = timedelta(days=1)
PARTS: Final = ("VEVENT", "VTODO", "VJOURNAL")
_PART: Final = re.compile(r"^BEGIN:(VEVENT|VTODO|VJOURNAL)\s*?$.*?^END:\1\s*?$", re.MULTILINE | re.DOTALL)
_NAMED: Final = re.compile(r"^(SUMMARY|DTSTART|DTEND)[^:\r\n]*:(.*)$", re.MULTILINE)
BROKEN: Final = (
    "{} of its events cannot be read as a calendar has them; what there is of their dates stands as written."
)


@importer(".ics", ".ical")
def read_ics(content: bytes, name: str, mapping: Mapping[str, str], on_progress: OnShare | None = None) -> Sheet:  # noqa: ARG001
    """Every event, task and entry of a calendar. Raises BadFile for what is none."""
    text = decode(content, name)
    written = text.utf8.decode("utf-8", "replace").lstrip("\ufeff")
    if "BEGIN:VCALENDAR" not in written[:2000].upper():
        raise BadFile(f"{name} is no calendar: it does not begin with BEGIN:VCALENDAR.", text=name, advice="Export it.")
    parts, ours, broken = _parts(written)
    rows, notes = _recurrence.all_of(parts, _row, Meter(name, len(content)))
    notes += [BROKEN.format(len(broken))] if broken else []
    events = rows_of(ours) if ours else []
    sheet = sheet_of_rows(name, [*events, *rows, *broken], text.encoding, tuple(notes), size=len(content))
    sheet.records.ending = "" if written.rstrip().upper().endswith("END:VCALENDAR") else "cut"
    return sheet


def _parts(written: str) -> tuple[list[Any], list[Mapping[str, Any]], list[dict[str, Any]]]:
    """The components; the rows of a calendar that we have written; and what there is of components that are broken."""
    from icalendar import Calendar, Component  # here, since it takes a while, and few files are calendars

    try:
        calendars = Calendar.from_ical(written, multiple=True)
    except Exception:  # whatever the library meets in what others write
        return _one_by_one(written, Component)
    parts = [part for calendar in calendars for part in calendar.walk() if part.name in PARTS]
    ours = [row for part in (*calendars, *parts) for row in _ours(part)]
    return [part for part in parts if not _ours(part)], ours, []


def _one_by_one(
    written: str, component: Any
) -> tuple[list[Any], list[Mapping[str, Any]], list[dict[str, Any]]]:  # fmt: skip
    """The same, where one part spoils the whole."""
    parts, broken = [], []
    for match in _PART.finditer(re.sub(r"\r?\n[ \t]", "", written)):
        try:
            parts.append(component.from_ical(match[0]))
        except Exception:  # as above
            named = {key: value.strip() for key, value in _NAMED.findall(match[0])}
            broken.append({"date": named.get("DTSTART", ""), "title": named.get("SUMMARY", "")})
    return parts, [], broken


def _ours(part: Any) -> list[Mapping[str, Any]]:
    """What we have written of a component in our plain form, of an event one row."""
    try:
        value = json.loads(str(part.get(OURS, "[]")))
    except ValueError:
        return []
    rows = value if isinstance(value, list) else [value]
    return [row for row in rows if isinstance(row, dict) and "date" in row]


def _row(part: Any, begin: date | None, length: timedelta, number: str) -> dict[str, Any]:
    """One event where it stands. begin: None where it has none. number: of its repetition, or nothing."""
    geo = part.get("GEO")
    uid = str(part.get("UID", ""))
    return {
        "date": _written(begin) if begin else str(part.get("DTSTART", "") or ""),
        "end": _end(begin, length) if begin else "",
        "title": str(part.get("SUMMARY", "")),
        "text": plain(str(part.get("DESCRIPTION", ""))),
        "category": "; ".join(_categories(part)),
        "place": str(part.get("LOCATION", "")),
        "latitude": _recurrence.attribute(geo, "latitude"),
        "longitude": _recurrence.attribute(geo, "longitude"),
        "actors": [_person(each) for each in _many(part.get("ATTENDEE"))],
        "organizer": _person(part["ORGANIZER"]) if "ORGANIZER" in part else "",
        "url": str(part.get("URL", "")),
        "status": str(part.get("STATUS", "")),
        "id": f"{uid} {number}" if uid and number else uid,
    }


def _written(moment: date) -> str:
    """A day, a floating time, or a time with its offset."""
    if not isinstance(moment, datetime):
        return moment.isoformat()
    return moment.isoformat(timespec="seconds" if moment.second else "minutes").replace("+00:00", "Z")


def _end(begin: date, length: timedelta) -> str:
    """When it ends, if later than it begins: of whole days the last of them."""
    if not isinstance(begin, datetime):
        return (begin + length - DAY).isoformat() if length > DAY else ""
    return _written(begin + length) if length else ""


def _categories(part: Any) -> Iterator[str]:
    for value in _many(part.get("CATEGORIES")):
        yield from (str(one) for one in _recurrence.attribute(value, "cats") or [value])


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _person(address: Any) -> str:
    """The name beside an address, else the address without what a semicolon would part."""
    name = (_recurrence.attribute(address, "params") or {}).get("CN", "")
    return str(name or re.sub("(?i)^mailto:", "", str(address))).replace(";", ",")
