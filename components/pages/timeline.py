"""The first page: the cards, the timeline, the chosen event, the table."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from components import format as words
from components import state
from components.cards.event_panel import event_panel, key_events
from components.cards.metric_cards import Count, cards
from components.desk.desk import was_saved
from components.pages import _desk
from components.pages._controls import chips, controls, nothing_left
from components.pages._errors import calmly
from components.pages._export import on_a_picture
from components.pages._page_answers import Answers
from components.pages._registry import page
from components.pages._table import table
from components.pictures import charts
from components.plot.plot import plot
from components.widgets.category_mark import Look, looks
from components.widgets.sheet import el, go, sheet
from data.claims import cards as claims_cards

COMING = (
    "This is the whole file, counted by day, while it is being read.",
    "Single events, figures, filters, words, the table and the briefing come as soon as it has been.",
)


@page("", title="Timeline", order=1)
def timeline(answers: Answers) -> None:
    """Draw the page; what is chosen or zoomed redraws no more than the part below the head."""
    _body(answers)


@st.fragment
def _body(drawn: Answers) -> None:
    """All that follows the window and the chosen event. Another filter or page redraws everything."""
    view = state.current()
    if _beyond(view) != _beyond(drawn.view) or was_saved():
        st.rerun()
    with calmly():
        _draw(Answers(drawn.dataset, view))


def _draw(answers: Answers) -> None:
    view = answers.view
    known = looks(answers.categories(), answers.dataset.settings.categories)
    count = int(answers.summary()["count"])
    if state.is_embedded():
        _chart_and_panel(answers, known, is_framed=True)
        return
    if answers.dataset.is_glimpse:
        _glimpse(answers)
        return
    with st.container(key="cards"):
        may_have, is_whole = "metric" in answers.filled(), bool(state.get("see.figures"))
        found = answers.cards() if may_have else []
        sheet("figures", cards(view, found, _counts(answers), is_whole=is_whole, may_have_figures=may_have))
    chips(view)
    if not count and not view.window:
        nothing_left(answers)
    _chart_and_panel(answers, known)
    with st.container(key="below"):
        if not count and view.window:  # above it, the chart would jump away under the hand that zooms
            nothing_left(answers)
        table(answers, known, count)
        _withdrawn(answers)


def _withdrawn(answers: Answers) -> None:
    """What was withdrawn, struck through, behind a switch; each leads to its reason and its history."""
    rows = answers.withdrawn()
    ways = [
        el("li", go(answers.view, el("span", words.one_line(row["title"], 160), class_="name"),
                    el("span", words.date_words(row["date"]), class_="quiet"), event=row["id"]), key=row["id"])
        for row in rows
    ]  # fmt: skip
    said = f"{words.number(len(rows))} withdrawn, counted nowhere"
    shown = el("details", el("summary", said), el("ol", *ways, class_="keys wide struck")) if rows else None
    sheet("withdrawn", shown)


def _glimpse(answers: Answers) -> None:
    """The count and the timeline of a file that is still being read, in the places that they will have."""
    with st.container(key="cards"):
        may_have = "metric" in answers.dataset.report.columns
        sheet("figures", cards(answers.view, [], _counts(answers), is_whole=True, may_have_figures=may_have))
    chips(answers.view)
    with st.container(key="body"):
        with st.container(key="chart"):
            controls(answers)
            plot(answers.dataset.key, answers.view, named=charts.named(answers.view).title)
        with st.container(key="panel"):
            sheet("panel-event", el("div", [el("p", said) for said in COMING], class_="coming quiet"))


def _chart_and_panel(answers: Answers, known: Mapping[str, Look], *, is_framed: bool = False) -> None:
    """The timeline and what is chosen in it; in a frame of another page, nothing where nothing is chosen."""
    with st.container(key="body"):
        with st.container(key="chart"):
            if not is_framed:
                controls(answers)
            says, named = on_a_picture(answers), charts.named(answers.view).title
            plot(answers.dataset.key, answers.view, says=says, named=named)
        with st.container(key="panel"):
            if is_framed and answers.chosen() is None:
                sheet("panel-event")
            else:
                _panel(answers, known)


def _beyond(view: Any) -> tuple[Any, ...]:
    """What of a View the sidebar and the head show."""
    return (view.chips(), view.page, view.columns)


def _panel(answers: Answers, known: Mapping[str, Look]) -> None:
    """One chosen thing, or the ways in."""
    event = answers.chosen()
    if event is None:
        gone = (
            el("p", "The link names an event that is not in this file.", class_="notice")
            if answers.view.event
            else None
        )
        named, events = answers.key_events()
        sheet("panel-event", gone, key_events(answers.view, events, known, named))
        if _desk.may_edit(answers):
            _desk.desk(answers)
        return
    near = answers.neighbours()
    look = known[event["category"]]
    sheet("panel-event", event_panel(answers.view, event, look, near.get("previous"), near.get("next")))
    if _desk.may_edit(answers):
        _desk.desk(answers, int(event["row"]), event["id"])


def _counts(answers: Answers) -> list[Count]:
    """The counts of the selection itself: events, days, sources."""
    shown, days, sources = claims_cards.tallies(answers.summary(), answers.view.window)
    of = "" if shown.of == shown.value else f"of {words.number(shown.of or 0)}"
    covered = f"{'≥ ' if days.is_at_least else ''}{words.number(days.value or 0)}"
    counts = [
        Count("Events", words.number(shown.value or 0), of, shown.how),
        Count("Days", covered, _from_to(answers.summary(), answers.view.window), days.how),
    ]
    said = [Count("Sources", words.number(sources.value or 0), "", sources.how)]
    return counts + (said if "source" in answers.filled() else [])


def _from_to(summary: Any, window: tuple[int, int] | None) -> str:
    """From when to when the events on screen lie, as far as the window shows it."""
    if summary["start"] is None or summary["end"] is None:
        return ""
    start, end = int(summary["start"]), int(summary["end"])
    first, last = window or (start, end)
    return words.window_words(max(start, first), max(min(end, last), start + 1))
