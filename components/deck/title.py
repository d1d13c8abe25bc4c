"""The first slide and what it says of the whole: what, when, as of when, by whom."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final

from components import words
from components.deck import event_slide
from components.deck.slide_selection import Plan
from components.deck.slide_types import Slide, Source
from components.words.times_and_durations import stretch_words
from data.claims import briefing
from data.queries.time_order import moment

Row = Mapping[str, Any]
MOST_NAMED: Final = 3
"""Sources that the title slide names."""
USUAL_SHARE: Final = 0.4
"""Of the events: one source that so many come from is named once, on the first slide, and not on each."""
FEWEST: Final = 4
NOTHING: Final = "No event of importance 2 or 3 passes the filters, so there is nothing to tell."
CLOCK: Final = re.compile(r"([0-9]+ \w+ -?[0-9]+), (?=[0-9]{2}:)")
"""A day in words before a time of day."""


def title_words(settings: Any, heading: Row, name: str, when: str) -> str:
    """The title that the settings or the file give, else one made of the file's name: never one word."""
    given = words.one_line(settings.title or str(heading.get("title", "")), 300)
    if given:
        return given
    stem = name.rsplit("/", 1)[-1].rsplit(".", 1)[0] if "." in name else name
    said = words.one_line(" ".join(stem.replace("_", " ").replace("-", " ").split()), 300)
    said = said[:1].upper() + said[1:] or "Events"
    return f"{said}, {when}" if when and " " not in said else said


def window_of(rows: Sequence[Row]) -> str:
    """From when to when the events are, in words."""
    starts = [moment(row) for row in rows if row["start"] is not None or row["end"] is not None]
    ends = [int(row["end"] if row["end"] is not None else row["start"] + 1) for row in rows
            if row["end"] is not None or row["start"] is not None]  # fmt: skip
    return stretch_words(min(starts), max(ends)) if starts else ""


def day_of(rows: Sequence[Row]) -> str:
    """The one day on which all of these events have a time of day; "" where there is none."""
    days = {found[1] if (found := CLOCK.search(words.date_words(row["date"]))) else "" for row in rows}
    return days.pop() if len(days) == 1 else ""


def without_day(date: str, day: str) -> str:
    """A date in words without the day before its time."""
    bare = date.replace(f"{day}, ", "") if day and CLOCK.search(date) else date
    return bare[:1].upper() + bare[1:]


def title_slide(plan: Plan, heading: Row, settings: Any, zone: str) -> Slide:
    """The first slide, without its title."""
    about = words.clean(settings.description).strip()
    notes = words.clean(str(heading.get("notes", ""))).strip()
    return Slide(
        "title",
        1,
        text=words.clean(str(heading.get("text", ""))).strip(),
        picture=event_slide.picture(heading) if heading else None,
        notes="\n\n".join(part for part in (notes, about) if part),
        remarks=tuple(part for part in (words.zone_words(zone), "" if plan.rows or plan.reserve else NOTHING) if part),
    )


def sources_slide(rows: Sequence[Row], plan: Plan, unfollowed: int) -> Slide:
    """The last slide, with what the briefing leaves out."""
    headline = "Sources" if any(row["source"] for row in rows) else "No source is named"
    return Slide("sources", 0, headline=headline, remarks=tuple(_remarks(plan, unfollowed)))


def _remarks(plan: Plan, unfollowed: int) -> list[str]:
    """What the briefing leaves out, each in a sentence."""
    said = []
    if left_out := plan.matter - len(plan.rows) - len(plan.reserve):
        are = "event has" if left_out == 1 else "events have"
        said.append(f"{words.number(left_out)} further {are} no slide: there are {briefing.MOST_EVENTS} at most.")
    if plan.unread:
        cells = "cell is" if plan.unread == 1 else "cells are"
        said.append(f"In the column “slide”, {words.number(plan.unread)} {cells} no number, and not told.")
    if unfollowed:
        count = words.number(unfollowed)
        said.append(f"{count} figures are too many to follow from slide to slide: the timeline’s cards have them.")
    return said


def sources_of(rows: Sequence[Row]) -> tuple[Source, ...]:
    """Who says what is told, most often first."""
    counted = Counter(row["source"] for row in rows if row["source"])
    address = {row["source"]: row["url"] for row in reversed(rows) if event_slide.is_web(row["url"])}
    return tuple(
        Source(words.one_line(name, 200), address.get(name, ""), count)
        for name, count in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    )


def usual_source(rows: Sequence[Row]) -> str:
    """The source of by far the most events, where each of them names one: it goes without saying on their slides."""
    counted = Counter(row["source"] for row in rows)
    if not rows or "" in counted:
        return ""
    name, count = counted.most_common(1)[0]
    return words.one_line(name, 200) if count >= max(FEWEST, USUAL_SHARE * len(rows)) else ""


def who_says(sources: Sequence[Source], usual: str) -> str:
    """By whom, for the first slide."""
    if usual:
        others = len(sources) - 1
        more = f"; {'one other source is' if others == 1 else f'{others} other sources are'} named where they speak"
        return f"From “{usual}”{more if others else ''}"
    if not sources:
        return ""
    named = [words.one_line(source.name, 60) for source in sources[:MOST_NAMED]]
    rest = len(sources) - len(named)
    return f"From {', '.join(named)}{f' and {words.number(rest)} more' if rest else ''}"
