"""The view as one HTML file that opens anywhere, without a network."""

from dataclasses import replace
from typing import Final

from components.deck import deck_json, without_notes
from components.exporters._exported_view import Subject
from components.exporters._registry import exporter
from components.offline import build, page_data
from components.pictures.briefing_charts import briefing_deck
from components.words import one_line
from components.words.dates import known_words, zone_words
from components.words.quantities import number
from data.reading_report import Report

MOST_UNREAD: Final = 20


@exporter(
    "html",
    title="A page that opens anywhere",
    explains="One HTML file with timeline, figures, table and the briefing, without its notes; it needs no network.",
    suffix="html",
    mime="text/html",
    order=10,
    most=1_000,
)
def page(subject: Subject) -> bytes:
    """The timeline can be zoomed, searched and filtered in it; nothing in it is fetched from anywhere."""
    return _page(subject, has_notes=False)


@exporter(
    "notes",
    title="The same page, with your notes",
    explains="For yourself: whoever has this file can read your notes.",
    suffix="html",
    mime="text/html",
    order=12,
    most=1_000,
)
def page_with_notes(subject: Subject) -> bytes:
    """Its briefing can be given anywhere, with the presenter's window; it has the notes if who asks may see them."""
    return _page(subject, has_notes=subject.has_notes)


def _page(subject: Subject, *, has_notes: bool) -> bytes:
    settings, view = subject.settings, subject.view
    content = {
        "chart": page_data.chart(view, subject.scales, settings, subject.events, subject.eras),
        "categories": page_data.categories(subject.scales),
        "cards": page_data.cards(subject.cards),
        "sources": page_data.sources(subject.sources, subject.events),
    }
    footer = " ".join(part for part in (zone_words(subject.dataset.zone), settings.credit, settings.licence) if part)
    slides = briefing_deck(subject.dataset, view)
    slides = slides if has_notes else without_notes(slides)
    bare = tuple(replace(slide, picture=None) for slide in slides.slides)  # a picture would have to be fetched
    deck_bytes = deck_json(replace(slides, slides=bare))
    past = known_words("", view.recorded)
    subtitle = " · ".join(part for part in (settings.subtitle, past) if part)
    return build.page(
        content, deck_bytes, title=subject.title, subtitle=subtitle, handling=settings.handling, footer=footer,
        unread=_unread(subject.dataset.report),
    )  # fmt: skip


def _unread(report: Report) -> list[str]:
    """What could not be read of the whole file, without what stood there: a heading, and the first problems."""
    problems, lost = len(report.problems), report.rows - report.events
    if not problems:
        return []
    left = f"{number(lost)} {'row' if lost == 1 else 'rows'} of the file could not be read and"
    rows = f"{left} {'is' if lost == 1 else 'are'} not shown"
    cells = f"{number(problems)} {'cell' if problems == 1 else 'cells'} of the file could not be read"
    named = [
        f"Row {problem.row}{f', {one_line(problem.column, 60)}' if problem.column else ''}: {problem.message}"
        for problem in report.problems[:MOST_UNREAD]
    ]
    more = [f"and {number(problems - MOST_UNREAD)} more"] if problems > MOST_UNREAD else []
    return [rows if lost else cells, *named, *more]
