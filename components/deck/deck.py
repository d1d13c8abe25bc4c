"""From a data set and a View to the slides: a title, the events that matter, where we stand."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from components import format as words
from components import theme
from components.deck import slides
from components.deck.changes import MOST_NEWS, changed
from components.deck.closing import closing
from components.deck.model import Deck, Drawing, Look, Slide, Source, Strip
from components.deck.strip import strip
from components.scales import Scales, scales_of
from data import answers
from data.answers import Answerer, Dataset
from data.claims import briefing, changes, series
from data.claims.briefing import SlideOrder
from data.claims.compare_files import Comparison
from data.claims.series import Claim
from data.queries.time_order import Place, place
from data.view import View

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Story:
    """What is told: the events in order, of how many, the user's own numbers, every claim and where it stands."""

    rows: tuple[Row, ...]
    matter: int
    chosen: SlideOrder
    claims: tuple[Claim, ...]
    places: Mapping[int, Place]
    unfollowed: int


def deck(
    dataset: Dataset, view: View, on: Scales | None = None, rows: Comparison | None = None,
    charts: Sequence[tuple[str, Drawing]] = (),
) -> Deck:  # fmt: skip
    """Every slide of the briefing of a view: the same view, the same deck. What the view only draws changes nothing.

    on: what `scales_of` answers for this data set, if it is at hand. rows: what became of those of an earlier file.
    charts: headline and drawing of each chart that is told before the end (`pictures.briefed`).
    """
    settings = dataset.settings
    held = answers.of(dataset, view)
    story, on = _story(held), on or scales_of(dataset, View())
    looks = _looks(on, settings)
    heading = held.heading() or {}
    news = _changed(held, view, story, rows, settings)
    first = 2 + len(news)
    told = _told(story, settings, looks, first)
    last = closing(story.rows, story.claims, settings, first=first, known=_asof(view, on))
    drawn = tuple(_chart(headline, drawing, last.number + at, last.known)
                  for at, (headline, drawing) in enumerate(charts))  # fmt: skip
    last = replace(last, number=last.number + len(drawn))
    return Deck(
        title=words.one_line(settings.title or heading.get("title", "") or getattr(dataset, "name", ""), 300),
        subtitle=words.one_line(settings.subtitle, 400),
        handling=words.one_line(settings.handling, 120),
        asof=_asof(view, on),
        slides=(_title(story, heading, settings, getattr(dataset, "zone", "")), *news, *told, *drawn, last),
        strip=strip(story.rows, on, looks, first) if story.rows else Strip(),
        sources=_sources(story.rows),
        licence=words.one_line(settings.licence, 200),
        credit=words.one_line(settings.credit, 400),
        left_out=story.matter - len(story.rows),
    )


def _story(held: Answerer) -> _Story:
    chosen = held.slide_order()
    if chosen.rows:
        rows, matter = held.numbered_events(chosen.rows[: briefing.MOST_EVENTS]), len(chosen.rows)
    else:
        rows, matter = held.story()
    said, places, unfollowed = _claims(held)
    return _Story(tuple(briefing.in_order(rows, chosen)), matter, chosen, said, places, unfollowed)


def _claims(held: Answerer) -> tuple[tuple[Claim, ...], Mapping[int, Place], int]:
    """The claims, where each stands in the story, and how many there are if they are too many to be followed."""
    count = held.how_many_claims()
    if count > briefing.MOST_CLAIMS:
        return (), {}, count
    rows = held.claims()
    return tuple(series.claims_of(rows)), {row["row"]: place(row) for row in rows}, 0


def _looks(on: Scales, settings: Any) -> dict[str, Look]:
    light = theme.styles(on.categories, settings.categories)
    dark = theme.styles(on.categories, settings.categories, dark=True)
    return {
        name: Look(name, style.color, dark[name].color, style.shape, theme.outline(style.shape, 7, 7, 10.5))
        for name, style in light.items()
    }


def _asof(view: View, on: Scales) -> str:
    if view.asof:
        return f"As known {words.date_phrase(view.asof)}"
    return words.one_line(on.known.words[:1].upper() + on.known.words[1:], 80) if on.known else ""


def _title(story: _Story, heading: Row, settings: Any, zone: str) -> Slide:
    about = words.clean(settings.description).strip()
    notes = words.clean(str(heading.get("notes", ""))).strip()
    return Slide(
        "title",
        1,
        headline=words.one_line(settings.title or str(heading.get("title", "")), 300),
        text=words.clean(str(heading.get("text", ""))).strip(),
        picture=slides.picture(heading) if heading else None,
        notes="\n\n".join(part for part in (notes, about) if part),
        remarks=tuple(part for part in (words.zone_words(zone), *_remarks(story)) if part),
    )


def _remarks(story: _Story) -> list[str]:
    """What the briefing leaves out, each in a sentence."""
    said = []
    if left_out := story.matter - len(story.rows):
        are = "event is" if left_out == 1 else "events are"
        said.append(
            f"{words.number(left_out)} further {are} left out: a briefing tells {briefing.MOST_EVENTS} at most."
        )
    if unread := story.chosen.unread:
        cells = "cell is" if unread == 1 else "cells are"
        said.append(f"In the column “slide”, {words.number(unread)} {cells} no number, and not told.")
    if story.unfollowed:
        count = words.number(story.unfollowed)
        said.append(f"{count} figures are too many to follow from slide to slide: the timeline’s cards have them.")
    if not story.rows:
        said.append("No event of importance 2 or 3 passes the filters, so there is nothing to tell.")
    return said


def _told(story: _Story, settings: Any, looks: Mapping[str, Look], first: int) -> tuple[Slide, ...]:
    to_come = [row["id"] for row in story.rows]
    made = []
    for at, row in enumerate(story.rows):
        known = briefing.known_claims(story.claims, story.places, row, set(to_come[at + 1 :]))
        slide = slides.event(row, known, settings, looks[row["category"]])
        made.append(replace(slide, number=first + at))
    return tuple(made)


def _changed(held: Answerer, view: View, story: _Story, rows: Comparison | None, settings: Any) -> tuple[Slide, ...]:
    """The slide of what changed: since the view's baseline, where that lies before what it looks from, and in rows."""
    since = view.baseline if view.baseline and changes.is_before(view.baseline, view.asof) else ""
    numbers = {row["id"]: number for number, row in enumerate(story.rows, 3)}
    if not since:
        return (changed((), (), numbers, since="", count=0, rows=rows),) if rows else ()
    moves = changes.moves(held.claims(), since, settings)
    found, count = held.news(since, MOST_NEWS), held.how_many_news(since)
    return (changed(moves, found, numbers, since=since, count=count, rows=rows),)


def _chart(headline: str, drawing: Drawing, number: int, known: str) -> Slide:
    return Slide("chart", number, headline=headline, drawing=drawing, known=known)


def _sources(rows: Sequence[Row]) -> tuple[Source, ...]:
    """Who says what is told, most often first."""
    counted = Counter(row["source"] for row in rows if row["source"])
    address = {row["source"]: row["url"] for row in reversed(rows) if slides.is_web(row["url"])}
    return tuple(
        Source(words.one_line(name, 200), address.get(name, ""), count)
        for name, count in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    )
