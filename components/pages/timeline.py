"""The first page: the cards, the timeline, the chosen event, the table."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from components import session_state, words
from components.access.rights import Right
from components.cards.event_panel import event_panel, key_events
from components.cards.metric_cards import Count, cards
from components.editing.event_editor import was_saved
from components.pages import _event_editor, _visitor_rights
from components.pages._cached_answers import Answers
from components.pages._column_questions import figures_offer
from components.pages._controls import chips_node, controls, nothing_left
from components.pages._errors import calmly
from components.pages._export import on_a_picture
from components.pages._registry import page
from components.pages._table import table
from components.pictures import charts
from components.plot.plot import Line, plot
from components.widgets.category_mark import Look, looks
from components.widgets.element_tree import Node, el, go, sheet
from data import event_links
from data.answers.linked_events import LinkedEvent
from data.claims import cards as claims_cards

SPAN = (
    "From the first start to the last end of the events shown, within the window; what has no end counts to its start."
)
MOST_LINES = 50
"""Links of one event that are drawn."""
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
    """All that follows the window and the chosen event. Another filter or page redraws everything, and so it
    is where this viewer may look no longer."""
    view = session_state.following_columns(drawn.view.columns)
    if view is None or _beyond(view) != _beyond(drawn.view) or was_saved() or not _visitor_rights.may(Right.VIEW):
        st.rerun()
    with calmly():
        _draw(Answers(drawn.dataset, view))


def _draw(answers: Answers) -> None:
    view = answers.view
    known = looks(answers.categories(), answers.dataset.settings.categories)
    count = int(answers.summary()["count"])
    if session_state.is_embedded():
        with st.container(key="body"):
            _chart_and_panel(answers, known, is_framed=True)
        return
    if answers.dataset.is_glimpse:
        _glimpse(answers)
        return
    with st.container(key="cards"):
        sheet("figures", cards_node(answers, is_whole=bool(session_state.get("see.figures"))), chips_node(view))
    if not count and not view.window:
        nothing_left(answers)
    with st.container(key="body"):
        _chart_and_panel(answers, known)
        with st.container(key="below"):
            if not count and view.window:  # above it, the chart would jump away under the hand that zooms
                nothing_left(answers)
            table(answers, known, count, _withdrawn(answers))


def cards_node(answers: Answers, *, is_whole: bool = False) -> Node:
    """The row of cards; is_whole: those, too, that are behind a click."""
    may_have = "metric" in answers.filled()
    found = answers.cards() if may_have else []
    later = answers.later_cards() if may_have and answers.view.asof else []
    offer = None if may_have else figures_offer(answers)
    return cards(
        answers.view, found, _counts(answers), later, is_whole=is_whole, may_have_figures=may_have, offer=offer
    )


def _withdrawn(answers: Answers) -> Node | None:
    """What was withdrawn, struck through, behind a switch; each leads to its reason and its history."""
    rows = answers.withdrawn()
    ways = [
        el("li", go(answers.view, el("span", words.one_line(row["title"], 160), class_="name"),
                    el("span", words.date_words(row["date"]), class_="quiet"), event=row["id"]), key=row["id"])
        for row in rows
    ]  # fmt: skip
    said = f"{words.number(len(rows))} withdrawn, counted nowhere"
    return el("details", el("summary", said), el("ol", *ways, class_="keys wide struck")) if rows else None


def _glimpse(answers: Answers) -> None:
    """The count and the timeline of a file that is still being read, in the places that they will have."""
    with st.container(key="cards"):
        may_have = "metric" in answers.dataset.report.columns
        row = cards(answers.view, [], _counts(answers), is_whole=True, may_have_figures=may_have)
        sheet("figures", row, chips_node(answers.view))
    with st.container(key="body"):
        with st.container(key="chart"):
            controls(answers)
            plot(answers.dataset.key, answers.view, named=charts.named(answers.view).title)
        with st.container(key="panel"):
            sheet("panel-event", el("div", [el("p", said) for said in COMING], class_="coming quiet"))


def _chart_and_panel(answers: Answers, known: Mapping[str, Look], *, is_framed: bool = False) -> None:
    """The timeline and what is chosen in it; in a frame of another page, nothing where nothing is chosen."""
    with st.container(key="chart"):
        if not is_framed:
            controls(answers)
        says, named = on_a_picture(answers), charts.named(answers.view).title
        chosen = answers.chosen()
        at = (chosen["start"], chosen["end"]) if chosen else None
        plot(answers.dataset.key, answers.view, says=says, named=named, at=at, lines=_lines(answers),
             moves=_event_editor.moves(answers))  # fmt: skip
    with st.container(key="panel"):
        if is_framed and answers.chosen() is None:
            sheet("panel-event")
        else:
            _panel(answers, known)


def _lines(answers: Answers) -> list[Line]:
    """The links of the chosen event, as the chart draws them."""
    chosen = answers.chosen()
    return [
        Line(
            each.other["id"],
            (each.other["start"], each.other["end"]),
            each.is_own,
            each.link.relation,
            _said(chosen, each),
        )
        for each in answers.linked()[:MOST_LINES]
        if chosen
    ]


def _said(chosen: Mapping[str, Any], each: LinkedEvent) -> tuple[str, ...]:
    """What is said of a link: “A led to B”, how far apart they are, who says so."""
    one, other = (chosen, each.other) if each.is_own else (each.other, chosen)
    says = f"says {each.link.source}" if each.link.source else "no source named"
    apart = words.apart_words(one["date"], other["date"])
    name = [words.one_line(row["title"], 80) for row in (one, other)]
    return f"{name[0]} {event_links.RELATIONS[each.link.relation][2]} {name[1]}", words.one_line(
        f"{apart} · {says}", 160
    )


def _beyond(view: Any) -> tuple[Any, ...]:
    """What of a View the sidebar and the head show."""
    return (view.chips(), view.page, view.file, view.recorded)


def _panel(answers: Answers, known: Mapping[str, Look]) -> None:
    """Draw one chosen thing, or the ways in; and the form for it, where the record may be edited."""
    sheet("panel-event", panel_nodes(answers, known))
    chosen = None if session_state.is_embedded() else answers.chosen()
    event = chosen["id"] if chosen else ""
    if not session_state.is_embedded() and _event_editor.has_form(answers, event):
        _event_editor.desk(answers, int(chosen["row"]) if chosen else 0, event)


def panel_nodes(answers: Answers, known: Mapping[str, Look]) -> list[Node | None]:
    """What that is made of."""
    event = answers.chosen()
    if event is None:
        gone = (
            el("p", "The link names an event that is not in this file.", class_="notice")
            if answers.view.event
            else None
        )
        named, events = answers.key_events()
        return [gone, key_events(answers.view, events, known, named)]
    near = answers.neighbours()
    look = known[event["category"]]
    return [event_panel(answers.view, event, look, near.get("previous"), near.get("next"), answers.linked())]


def _counts(answers: Answers) -> list[Count]:
    """The selection itself in two lines: how many events by how many sources, and over how much time."""
    shown, _, sources = claims_cards.tallies(answers.summary(), answers.view.window)
    events = words.counted(shown.value or 0, "event", of=shown.of)
    by = f", {words.counted(sources.value or 0, 'source')}" if "source" in answers.filled() else ""
    return [Count(events + by, f"{shown.how} {sources.how}" if by else shown.how), Count(_time(answers), SPAN)]


def _time(answers: Answers) -> str:
    """How long what is on screen lasts, and when: "32 years, most of it 5 to 6 January 2022"."""
    summary, window = answers.summary(), answers.view.window
    if summary["start"] is None or summary["end"] is None:
        return "no dates"
    start, end = int(summary["start"]), int(summary["end"])
    first, last = window or (start, end)
    start, end = max(start, first), max(min(end, last), max(start, first) + 1)
    crowd = answers.crowd() if answers.dataset.is_glimpse is False else None
    when = f", most of it {words.stretch_words(*crowd[0])}" if crowd else f": {words.stretch_words(start, end)}"
    return words.duration_words(end - start) + when
