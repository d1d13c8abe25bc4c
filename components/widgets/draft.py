"""A report beside the rows that it proposes: what was found is underlined, a row and its sentence show each other."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any, Final

from components import session_state, words
from components.assets.streamlit_component import component
from data.draft.mention_types import Mention
from data.draft.review import Review, Row
from data.draft.sentences import split_paragraphs

KEY: Final = "draft"
STANDINGS: Final = {
    "known": "The record has “{}” already.",
    "adds a source": "The record has “{}”: this adds a source.",
    "contradicts": "The record says otherwise: “{}”.",
}
DECISIONS: Final = {"keep": "kept ✓", "drop": "discarded"}


def draft(review: Review, on_steps: Callable[[], None]) -> None:
    """Draw both sides; `steps()` tells what was done since."""
    component("draft", _data(review), key=KEY, on_steps_change=on_steps)


def steps() -> list[dict[str, Any]]:
    """What the page has just sent: decisions, changes, merges and undos in their order. For callbacks."""
    sent = session_state.message(KEY, "steps")
    return [step for step in sent if isinstance(step, dict)] if isinstance(sent, list) else []


def _data(review: Review) -> dict[str, Any]:
    rows = review.open_rows
    return {
        "paragraphs": list(_paragraphs(review.document.text, rows)),
        "rows": [_row(row) for row in rows],
        "steps": len(review.earlier),
    }


def _row(row: Row) -> dict[str, Any]:
    one = row.proposal
    figure = " ".join(part for part in (one.value, one.unit) if part)
    facts = [
        f"figure {figure} ({one.metric})" if one.value else "",
        f"said by {one.source}" if one.source else "nobody named",
        f"in {one.place}" if one.place else "",
    ]
    named = row.standing.title or row.standing.id
    standing = STANDINGS.get(row.standing.standing, "").format(words.one_line(named, 80))
    return {
        "id": row.number,
        "date": words.clean(one.date),
        "when": _when(row),
        "title": words.clean(one.title),
        "quotation": words.clean(words.one_line(one.quotation, 400)),
        "facts": words.clean(" · ".join(part for part in facts if part)),
        "why": words.clean(" ".join(one.why)),
        "standing": words.clean(standing),
        "decision": row.decision,
        "said": DECISIONS.get(row.decision, "to decide"),
        "cells": {
            name: words.clean(getattr(one, name)) for name in ("date", "title", "source", "place", "value", "unit")
        },
        "problems": {name: words.clean(said) for name, said in row.problems.items()},
    }


def _when(row: Row) -> str:
    return words.clean(words.date_words(row.proposal.date) if "date" not in row.problems else row.proposal.date)


def _paragraphs(text: str, rows: Sequence[Row]) -> Iterator[list[list[Any]]]:
    """Each paragraph in pieces: its words, what they are, and the rows that rest on them."""
    kinds = {(one.start, one.end): _kind(row, one) for row in rows for one in row.proposal.mentions}
    for start, end in split_paragraphs(text):
        here = [row for row in rows if row.proposal.start < end and start < row.proposal.end]
        marked = [span for span in kinds if span[0] < end and start < span[1]]
        cuts = {start, end}
        for first, last in [*((row.proposal.start, row.proposal.end) for row in here), *marked]:
            cuts |= {max(start, first), min(end, last)}
        yield [
            [
                words.clean(text[first:last]),
                next((kinds[span] for span in marked if span[0] <= first and last <= span[1]), ""),
                [row.number for row in here if row.proposal.start <= first and last <= row.proposal.end],
            ]
            for first, last in pairwise(sorted(cuts))
        ]


def _kind(row: Row, mention: Mention) -> str:
    if mention.value == row.proposal.value:
        return "figure"
    return "date" if mention.value == row.proposal.date else "who"
