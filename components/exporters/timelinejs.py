"""The events as TimelineJS of Northwestern University's Knight Lab reads them.

Source: https://timeline.knightlab.com/docs/json-format.html. TimelineJS shows text as HTML, so all of ours is escaped;
its years are those of ISO 8601, and every date is shown in our words (`display_date`).
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from components.exporters._event_json import plain_row
from components.exporters._exported_view import Subject
from components.exporters._registry import exporter
from components.exporters._whole_dates import NO_END, NO_START, WholeDates, attribution, date_notes, web, whole_dates
from components.words.dates import date_words, known_words, zone_words
from components.words.quantities import number
from components.words.safe_text import clean, one_line
from data.answers import Row
from data.dates import calendar
from data.dates.calendar import DAY

MOST_EVENTS: Final = 2_000
PARTS: Final = ("year", "month", "day", "hour", "minute", "second")
FINENESS: Final = {"year": 1, "month": 2, "day": 3, "hour": 4, "minute": 5, "second": 6}
NAME: Final = re.compile(r"[A-Za-z][\w-]{0,80}")
MOST_NAMED: Final = 20
OWN_KEY: Final = "dateline"
"""What TimelineJS does not look at: the row in our plain form, so that it can be read back as it was."""
OPENS: Final = re.compile(r"<(?=[A-Za-z!/?])|&(?=#|lt|LT)")


@exporter(
    "timelinejs",
    title="TimelineJS",
    explains="JSON for TimelineJS: each event a slide, with its picture, its category and the date in words.",
    suffix="json",
    mime="application/json",
    order=40,
    most=MOST_EVENTS,
)
def timelinejs(subject: Subject) -> bytes:
    """A title, eras and a slide for each event; what has no date at all is named on the title.

    No text of it opens a tag, wherever it is put.
    """
    dated = [(row, whole_dates(row)) for row in subject.events]
    undated = [row for row, dates in dated if dates is None]
    document: dict[str, Any] = {
        "title": _title(subject, undated),
        "events": [_slide(row, dates) for row, dates in dated if dates is not None],
        "eras": list(_eras(subject, [dates for _, dates in dated if dates is not None])),
        "scale": "human",
        **({OWN_KEY: [plain_row(row) for row in undated]} if undated else {}),
    }
    return json.dumps(document, ensure_ascii=False, indent=1).replace("<", "\\u003c").encode()


def _title(subject: Subject, undated: Sequence[Row]) -> dict[str, Any]:
    settings, view, heading = subject.settings, subject.view, subject.heading
    known = known_words(view.asof, view.recorded)
    asof = f"{known}." if known else ""
    lines = [settings.handling, settings.subtitle, heading["text"] if heading else "", settings.description, asof,
             zone_words(subject.dataset.zone), settings.credit, settings.licence]  # fmt: skip
    if undated:
        names = "; ".join(one_line(row["title"], 80) for row in undated[:MOST_NAMED])
        are = "1 event has" if len(undated) == 1 else f"{number(len(undated))} events have"
        lines.append(f"{are} no date and no slide: {names}{' …' if len(undated) > MOST_NAMED else ''}.")
    slide: dict[str, Any] = {"text": {"headline": _html(subject.title), "text": _paragraphs(lines)}, "autolink": False}
    return slide | (_media(heading) | {OWN_KEY: plain_row(heading)} if heading else {})


def _slide(row: Row, dates: WholeDates) -> dict[str, Any]:
    source = web(row["url"])
    link = f'<p><a href="{escape(source)}" rel="noopener noreferrer nofollow">Read the source</a></p>' if source else ""
    notes = [note for note in date_notes(row) if note not in (NO_START, NO_END)]  # the words say it: "from 2019 on"
    slide: dict[str, Any] = {
        "start_date": _parts(dates.start, _fineness(row)),
        "text": {
            "headline": _html(one_line(row["title"], 1000)),
            "text": _paragraphs([row["text"], *attribution(row), " ".join(notes)]) + link,
        },
        "display_date": _html(date_words(row["date"])),
        "unique_id": row["id"] if NAME.fullmatch(row["id"]) else f"e-{uuid5(NAMESPACE_URL, 'dateline:' + row['id'])}",
        "autolink": False,
    }
    if dates.end - dates.start > (1 if dates.is_timed else DAY) and row["end"] is not None and row["start"] is not None:
        slide["end_date"] = _parts(dates.end - 1, 5 if dates.is_timed else 3)
    if row["category"]:
        slide["group"] = _html(one_line(row["category"], 200))
    return slide | _media(row) | {OWN_KEY: plain_row(row)}


def _eras(subject: Subject, event_dates: Sequence[WholeDates]) -> Iterator[dict[str, Any]]:
    """The spans behind the events; an open end reaches as far as the data set does."""
    bounds = [(row["start"], row["end"]) for row in subject.eras]
    moments = [
        moment
        for pair in [*bounds, *((dates.start, dates.end) for dates in event_dates)]
        for moment in pair
        if moment is not None
    ]
    for row in subject.eras:
        start = min(moments) if row["start"] is None else row["start"]
        end = max(moments) if row["end"] is None else row["end"]
        headline = _html(f"{one_line(row['title'], 200)}, {date_words(row['date'])}")
        yield {
            "start_date": _parts(start, 3),
            "end_date": _parts(max(end - 1, start), 3),
            "text": {"headline": headline, "text": _paragraphs([row["text"]])},
            OWN_KEY: plain_row(row),
        }


def _fineness(row: Row) -> int:
    """How many parts of a date are known; where it covers more than one of the last, TimelineJS needs the day."""
    fineness = FINENESS.get(row["precision"], 3)
    return fineness if fineness >= 3 or "/" not in row["date"] else 3


def _parts(moment: int, fineness: int) -> dict[str, int]:
    return dict(zip(PARTS[:fineness], calendar.civil(moment), strict=False))


def _media(row: Row) -> dict[str, Any]:
    address = web(row["media"])
    if not address:
        return {}
    texts = {name: _html(row[name]) for name in ("credit", "caption", "alt") if row[name]}
    return {"media": {"url": address, **texts}}


def _paragraphs(texts: Iterable[str]) -> str:
    parts = (part for text in texts for part in clean(text).split("\n\n") if part.strip())
    return "".join(f"<p>{_html(part.strip())}</p>" for part in parts)


def _html(text: str) -> str:
    """Text as HTML that shows it as it is, line for line, and is no markup even where it is unescaped once more.

    TimelineJS reads the text of a headline out of its HTML and sets it as HTML again: an invisible word joiner after
    what could open a tag or a character reference leaves nothing to read.
    """
    return escape(OPENS.sub("\\g<0>\u2060", clean(text))).replace("\n", "<br>")
