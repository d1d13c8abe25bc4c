"""The events as a calendar, for every program that reads iCalendar (RFC 5545, RFC 7986).

Days are DATE values with an exclusive end, times of day are floating: they are local to the data set. A calendar knows
neither "about" nor "some day in 2019", so the description says it.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event
from icalendar.prop import vText, vUri

from components.exporters._plain import behind, plain
from components.exporters._registry import exporter
from components.exporters._subject import Subject
from components.exporters._whole_dates import SHORT, Placed, date_notes, placed, said, web
from components.words.dates import date_words, zone_words
from components.words.quantities import number
from components.words.safe_text import clean, one_line
from data.answers import Row
from data.dates import calendar

MOST: Final = 10_000
STAMP: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""Every event must say when it was written; the clock has no place in an export."""
FIRST: Final = calendar.seconds(1)
LAST: Final = calendar.seconds(9999, 12, 31)
"""A calendar's years have four digits and no sign, and the exclusive end must be a date too."""
NAMED: Final = 20
OURS: Final = "x-dateline"
"""A property of our own with what a calendar has no word for, in our plain form: it can be read back as it was."""
AS_TEXT: Final = {"value": "TEXT"}


@exporter(
    "ics",
    title="Calendar",
    explains="For calendar programs: days, months and years all day long, with who says so and how sure the date is.",
    suffix="ics",
    mime="text/calendar",
    order=30,
    most=MOST,
)
def ics(subject: Subject) -> bytes:
    """One calendar with an event for each; those that no calendar can hold are named in its description."""
    made, left_out = [], []
    for row in subject.events:
        place = placed(row)
        if place is None or place.end <= FIRST or place.start >= LAST:
            left_out.append(row)
        else:
            made.append(_event(subject, row, place))
    whole = Calendar()
    for name, value in _head(subject, left_out):
        whole.add(name, vText(value))
    if rest := [*behind(subject), *map(plain, left_out)]:
        whole.add(OURS, vText(json.dumps(rest, ensure_ascii=False)), parameters=AS_TEXT)
    for event in made:
        whole.add_component(event)
    written: bytes = whole.to_ical()
    return written


def _head(subject: Subject, left_out: Sequence[Row]) -> Iterator[tuple[str, str]]:
    title = one_line(subject.title, 200)
    about = "\n".join(_about(subject, left_out))
    yield from (("version", "2.0"), ("prodid", "-//Dateline//Dateline//EN"), ("calscale", "GREGORIAN"))
    yield from (("name", title), ("x-wr-calname", title), ("description", about), ("x-wr-caldesc", about))


def _about(subject: Subject, left_out: Sequence[Row]) -> Iterator[str]:
    settings, view = subject.settings, subject.view
    asof = f"As known on {date_words(view.asof)}." if view.asof else ""
    zone = zone_words(subject.dataset.zone)
    lines = (settings.handling, settings.subtitle, asof, zone, settings.credit, settings.licence)
    yield from (clean(line) for line in lines if line)
    if left_out:
        are = "1 event is" if len(left_out) == 1 else f"{number(len(left_out))} events are"
        names = "; ".join(f"{one_line(row['title'], 80)} ({date_words(row['date'])})" for row in left_out[:NAMED])
        more = f"; and {number(len(left_out) - NAMED)} more" if len(left_out) > NAMED else ""
        yield f"{are} not in this calendar, which holds the years 1 to 9999: {names}{more}."


def _event(subject: Subject, row: Row, place: Placed) -> Event:
    event = Event()
    event.add("uid", str(uuid5(NAMESPACE_URL, f"dateline:{subject.dataset.report.file}:{row['id']}")))
    event.add("dtstamp", STAMP)
    doubt = f" ({SHORT[row['qualifier']]})" if row["qualifier"] else ""
    event.add("summary", one_line(row["title"], 500) + doubt)
    event.add("dtstart", _moment(max(place.start, FIRST), place))
    event.add("dtend", _moment(min(place.end, LAST), place))
    event.add("description", "\n".join(_description(subject, row, place)))
    event.add("transp", "TRANSPARENT")
    if row["qualifier"] in ("?", "%"):
        event.add("status", "TENTATIVE")
    if row["category"]:
        event.add("categories", [one_line(row["category"], 200)])
    if row["place"]:
        event.add("location", one_line(row["place"], 200))
    if row["latitude"] is not None and row["longitude"] is not None:
        event.add("geo", (row["latitude"], row["longitude"]))
    if address := web(row["url"]):
        event.add("url", vUri(address))
    event.add(OURS, vText(json.dumps(plain(row), ensure_ascii=False)), parameters=AS_TEXT)
    return event


def _moment(moment: int, place: Placed) -> date:
    """A day, or a floating time of day."""
    year, month, day, hour, minute, second = calendar.civil(moment)
    return datetime(year, month, day, hour, minute, second) if place.is_timed else date(year, month, day)


def _description(subject: Subject, row: Row, place: Placed) -> Iterator[str]:
    if subject.settings.handling:
        yield clean(subject.settings.handling)
    yield " ".join([f"{_first_large(date_words(row['date']))}.", *date_notes(row)])
    if place.start < FIRST:
        yield "It begins before the year 1, where a calendar cannot go."
    if place.end > LAST:
        yield "It ends after 30 December 9999, where a calendar cannot go."
    if row["text"]:
        yield clean(row["text"])
    yield from said(row)


def _first_large(words: str) -> str:
    return words[:1].upper() + words[1:]
