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

from components.exporters._event_json import backdrop_rows, plain_row
from components.exporters._exported_view import Subject
from components.exporters._registry import exporter
from components.exporters._whole_dates import SHORT, WholeDates, attribution, date_notes, web, whole_dates
from components.words.dates import date_words, known_words, zone_words
from components.words.quantities import number, withdrawn_words
from components.words.safe_text import clean, one_line
from data.answers import Row
from data.dates import calendar

MOST_EVENTS: Final = 10_000
STAMP: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""Every event must say when it was written; the clock has no place in an export."""
FIRST: Final = calendar.seconds(1)
LAST: Final = calendar.seconds(9999, 12, 31)
"""A calendar's years have four digits and no sign, and the exclusive end must be a date too."""
MOST_NAMED: Final = 20
OWN_PROPERTY: Final = "x-dateline"
"""A property of our own with what a calendar has no word for, in our plain form: it can be read back as it was."""
AS_TEXT: Final = {"value": "TEXT"}


@exporter(
    "ics",
    title="Calendar",
    explains="For calendar programs: days, months and years all day long, with who says so and how sure the date is.",
    suffix="ics",
    mime="text/calendar",
    order=30,
    most=MOST_EVENTS,
)
def ics(subject: Subject) -> bytes:
    """One calendar with an event for each; those that no calendar can hold are named in its description."""
    events, left_out = [], []
    for row in subject.events:
        dates = whole_dates(row)
        if dates is None or dates.end <= FIRST or dates.start >= LAST:
            left_out.append(row)
        else:
            events.append(_event(subject, row, dates))
    calendar_file = Calendar()
    for name, value in _head(subject, left_out):
        calendar_file.add(name, vText(value))
    if leftovers := [*backdrop_rows(subject), *map(plain_row, left_out)]:
        calendar_file.add(OWN_PROPERTY, vText(json.dumps(leftovers, ensure_ascii=False)), parameters=AS_TEXT)
    for event in events:
        calendar_file.add_component(event)
    content: bytes = calendar_file.to_ical()
    return content


def _head(subject: Subject, left_out: Sequence[Row]) -> Iterator[tuple[str, str]]:
    title = one_line(subject.title, 200)
    about = "\n".join(_about(subject, left_out))
    yield from (("version", "2.0"), ("prodid", "-//Dateline//Dateline//EN"), ("calscale", "GREGORIAN"))
    yield from (("name", title), ("x-wr-calname", title), ("description", about), ("x-wr-caldesc", about))


def _about(subject: Subject, left_out: Sequence[Row]) -> Iterator[str]:
    settings, view = subject.settings, subject.view
    known = known_words(view.asof, view.recorded)
    asof = f"{known}." if known else ""
    zone = zone_words(subject.dataset.zone)
    gone = withdrawn_words(subject.withdrawn)
    lines = (settings.handling, settings.subtitle, asof, zone, gone, settings.credit, settings.licence)
    yield from (clean(line) for line in lines if line)
    if left_out:
        are = "1 event is" if len(left_out) == 1 else f"{number(len(left_out))} events are"
        names = "; ".join(f"{one_line(row['title'], 80)} ({date_words(row['date'])})" for row in left_out[:MOST_NAMED])
        more = f"; and {number(len(left_out) - MOST_NAMED)} more" if len(left_out) > MOST_NAMED else ""
        yield f"{are} not in this calendar, which holds the years 1 to 9999: {names}{more}."


def _event(subject: Subject, row: Row, dates: WholeDates) -> Event:
    event = Event()
    event.add("uid", str(uuid5(NAMESPACE_URL, f"dateline:{subject.dataset.report.file}:{row['id']}")))
    event.add("dtstamp", STAMP)
    doubt = f" ({SHORT[row['qualifier']]})" if row["qualifier"] else ""
    event.add("summary", one_line(row["title"], 500) + doubt)
    event.add("dtstart", _moment(max(dates.start, FIRST), dates))
    event.add("dtend", _moment(min(dates.end, LAST), dates))
    event.add("description", "\n".join(_description(subject, row, dates)))
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
    event.add(OWN_PROPERTY, vText(json.dumps(plain_row(row), ensure_ascii=False)), parameters=AS_TEXT)
    return event


def _moment(moment: int, dates: WholeDates) -> date:
    """A day, or a floating time of day."""
    year, month, day, hour, minute, second = calendar.civil(moment)
    return datetime(year, month, day, hour, minute, second) if dates.is_timed else date(year, month, day)


def _description(subject: Subject, row: Row, dates: WholeDates) -> Iterator[str]:
    if subject.settings.handling:
        yield clean(subject.settings.handling)
    yield " ".join([f"{_capitalized(date_words(row['date']))}.", *date_notes(row)])
    if dates.start < FIRST:
        yield "It begins before the year 1, where a calendar cannot go."
    if dates.end > LAST:
        yield "It ends after 30 December 9999, where a calendar cannot go."
    if row["text"]:
        yield clean(row["text"])
    yield from attribution(row)


def _capitalized(words: str) -> str:
    return words[:1].upper() + words[1:]
