"""The record's answers for programs, as plain values: each names row, source, day and as of when.

Figures of different sources are never added, and the briefer's notes are in nothing here.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from components.exporters import Subject
from components.exporters._event_json import plain_row
from components.words.dates import date_words
from components.words.quantities import quantity_words
from components.words.safe_text import clean
from data import answers
from data.claims import changes
from data.claims.cards import NEVER_ADDED, Card
from data.claims.changes import Move
from data.claims.disputes import Disagreement
from data.claims.totals_by_source import State
from data.corrections import history, journal
from data.dataset.dataset import Dataset
from data.dates.calendar import to_iso
from data.errors import BadView
from data.schema import PRIVATE, meant
from data.view import View

MOST: Final = 1_000
"""Events of one page."""
USUAL: Final = 100
FARTHEST: Final = 10_000
"""Events that are passed over at most: who wants all takes `events.json`, or a window."""
MOST_NEWS: Final = 300

Answer = dict[str, Any]


def record(dataset: Dataset, view: View) -> Answer:
    """What the record is: its title, how many events, of when, in which zone; what else can be asked."""
    subject = Subject(dataset, view, has_notes=False)
    row = answers.of(dataset, view).summary(view.window)
    return {
        "title": clean(subject.title),
        "subtitle": clean(dataset.settings.subtitle),
        **_about(dataset, view),
        "events": subject.count,
        "first": None if row["start"] is None else to_iso(row["start"]),
        "last": None if row["end"] is None else to_iso(row["end"]),
        "sources": int(row["sources"]),
    }


def events(dataset: Dataset, view: View, most: int = USUAL, after: int = 0) -> Answer:
    """Events that pass the view, in the order of time, `most` of them after so many; `next` is where to go on.

    Raises BadView for a page that is too long or too far.
    """
    if not 1 <= most <= MOST or not 0 <= after <= FARTHEST:
        advice = (
            f"Ask for 1 to {MOST:,} events after at most {FARTHEST:,}; events.json has all, and a window has fewer."
        )
        raise BadView("The page is too long, or too far.", advice=advice)
    asked = answers.of(dataset, view)
    columns = tuple(asked.facts.columns())
    rows = asked.first(view.window, after + most + 1, columns)[after:]
    found = [event_of(row) for row in rows[:most]]
    return {
        **_about(dataset, view),
        "count": asked.how_many(view.window),
        "events": found,
        "next": after + most if len(rows) > most else None,
    }


def event(dataset: Dataset, name: str, path: Path | None = None) -> Answer | None:
    """One event, whole, with what was changed in its row, the newest first; None where there is none of that id.

    path: of the file whose journal tells; None for a record that has none.
    """
    row = answers.of(dataset, View()).event(name)
    if row is None:
        return None
    return {**_about(dataset, View()), **event_of(row), "history": _history(dataset, path, int(row["row"]))}


def figures(dataset: Dataset, view: View) -> Answer:
    """Each figure as it stands at the view's moment, as the latest source words it, with every claim of it."""
    cards = Subject(dataset, view, has_notes=False).cards
    return {**_about(dataset, view), "figures": [_figure(card) for card in cards], "how": NEVER_ADDED}


def changed(dataset: Dataset, view: View, since: str) -> Answer:
    """The figures that moved and the events that became known since a day, until the view's moment. Raises BadView."""
    changes.check_order(since, view.asof)
    asked = answers.of(dataset, replace(view, baseline=""))
    moves = changes.moves(asked.claims(), since, dataset.settings)
    news = asked.news(since, MOST_NEWS + 1)
    return {
        **_about(dataset, view),
        "since": since,
        "figures_moved": [_move(move) for move in moves],
        "events": [event_of(row) for row in news[:MOST_NEWS]],
        "is_more": len(news) > MOST_NEWS,
    }


def sources(dataset: Dataset, view: View) -> Answer:
    """Who says so: of how many events, and how many figures."""
    rows = answers.of(dataset, view).sources()
    return {**_about(dataset, view), "sources": [
        {"source": clean(row["source"]), "events": int(row["events"]), "figures": int(row["claims"])} for row in rows
    ]}  # fmt: skip


def event_of(row: Mapping[str, Any]) -> Answer:
    """An event with its row in the file, and no notes."""
    return {"row": int(row["row"]), **plain_row(dict(row))}


def _about(dataset: Dataset, view: View) -> Answer:
    return {
        "record": clean(dataset.settings.title or dataset.name),
        "as_of": view.asof or "everything reported so far",
        **({"recorded": f"{view.recorded}Z"} if view.recorded else {}),
        "zone": dataset.report.zone or "UTC",
    }


def _figure(card: Card) -> Answer:
    return {
        "metric": clean(card.metric),
        "label": clean(card.label),
        **_state(card.now),
        "unit": clean(card.unit),
        "before": _state(card.previous) if card.previous else None,
        "disagreement": _disagreement(card.disagreement),
        "claims": [
            {"row": claim.row, "id": clean(claim.id), "value": clean(claim.value), "source": clean(claim.source),
             "said": clean(claim.date_said), "is_increment": claim.is_increment}
            for claim in card.claims
        ],
    }  # fmt: skip


def _state(state: State) -> Answer:
    return {
        "value": clean(state.value),
        "words": quantity_words(state.value),
        "low": state.bounds.low,
        "high": state.bounds.high,
        "source": clean(state.source) or None,
        "said": clean(state.date_said),
        "said_words": date_words(state.date_said),
        "row": state.claim.row,
        "id": clean(state.claim.id),
    }


def _disagreement(found: Disagreement | None) -> Answer | None:
    if found is None:
        return None
    return {
        "low": found.low,
        "high": found.high,
        "sources": found.sources,
        "claims": [_state(one) for one in found.states],
    }


def _move(move: Move) -> Answer:
    return {
        "metric": clean(move.metric),
        "label": clean(move.label),
        "unit": clean(move.unit),
        "was": _state(move.before) if move.before else None,
        "stood": _state(move.stood) if move.stood else None,
        "now": _state(move.now),
    }


def _history(dataset: Dataset, path: Path | None, row: int) -> list[Answer]:
    """What was changed in a row: when, by whom, why; of a private column only that it was, whatever it is called."""
    private = {dataset.report.columns.get(name, name) for name in PRIVATE}
    saves = journal.read(path) if path is not None and path.is_file() else []
    return [
        {
            "when": step.save.at,
            "who": clean(step.save.who),
            "why": clean(step.save.why),
            "is_new": step.is_new,
            "cells": [
                {"column": clean(entry.column), "before": clean(entry.before or ""), "after": clean(entry.after or "")}
                for entry in step.entries
                if entry.column not in private and meant(entry.column) not in PRIVATE
            ],
        }
        for step in history.of_row(saves, row)
    ]
