"""What changed since a moment: figures that moved, events that became known, rows that differ from an earlier file."""

from collections.abc import Mapping, Sequence
from typing import Any

from components import words
from components.pages import _compare_files, _corrections
from components.pages._cached_answers import Answers
from components.pages._registry import page
from components.widgets.category_mark import Look, looks, mark
from components.widgets.element_tree import Node, act, el, go, sheet
from data import dates
from data.claims import changes
from data.claims.changes import Move
from data.claims.totals_by_source import State
from data.dates.calendar import DAY
from data.errors import BadView
from data.view import View

AT_HAND = 5
MOST_NEWS = 300
NOTHING_BEFORE = "Everything in this file became known on one day, so there is nothing to look back from."


@page("changes", title="What changed", order=2)
def what_changed(answers: Answers) -> None:
    """From when to when, then the figures, then the events, then the file itself against an earlier one."""
    days, view = [day for day, _ in answers.reported_days()], answers.view
    baseline = view.baseline or changes.usual_baseline(days, view.asof)
    sheet(
        "since", el("div", el("h2", _title(baseline, view.asof)), _since(answers, days, baseline), class_="prose since")
    )
    if baseline:
        _between(answers, baseline)
    else:
        sheet("moved", el("p", NOTHING_BEFORE, class_="quiet"))
    _corrections.corrections(answers)
    _compare_files.compare(answers)


def _between(answers: Answers, baseline: str) -> None:
    try:
        changes.check_order(baseline, answers.view.asof)
    except BadView as mistake:
        sheet("moved", el("p", str(mistake), class_="notice", role="status"))
        return
    known = looks(answers.categories(), answers.dataset.settings.categories)
    sheet(
        "moved",
        el(
            "div",
            el("h3", "Figures that moved"),
            moved(answers.view, answers.moves(baseline)),
            el("h3", "New events"),
            _news(answers, baseline, known),
            class_="changed",
        ),
    )


def _title(baseline: str, asof: str) -> str:
    """ "What changed between 5 January 2022 and 6 January 2022", or "Since 5 January 2022"."""
    if not baseline:
        return "What changed"
    since = f"What changed since {words.date_words(baseline)}"
    return f"{since}, as known {words.date_phrase(asof)}" if asof else since


def _since(answers: Answers, days: Sequence[int], baseline: str) -> Node | None:
    """The days that can be looked back from: the last ones at hand, the others behind a click."""
    end = dates.parse(answers.view.asof).end if answers.view.asof else None
    until = [day for day in days if end is None or day * DAY < end][:-1]
    names = [dates.to_iso(day * DAY).partition("T")[0] for day in reversed(until)]
    if not names:
        return None
    shown = [*names[:AT_HAND], *(name for name in (baseline,) if name not in names[:AT_HAND])]
    rest = [name for name in names if name not in shown]
    pills = [act(words.date_words(name), class_="pill", is_on=name == baseline, baseline=name) for name in shown]
    return el(
        "div", el("b", "Since", id="since"), pills, _more(rest), class_="set", role="group", aria_labelledby="since"
    )


def _more(names: Sequence[str]) -> Node | None:
    if not names:
        return None
    offers = [act(words.date_words(name), baseline=name) for name in names]
    return el("details", el("summary", "Earlier", class_="pill"), el("div", offers), class_="drop")


def moved(view: View, found: Sequence[Move]) -> Node:
    """The figures that moved as a table: what was said, what is said now, by whom."""
    if not found:
        return el("p", "No source gave another figure.", class_="quiet")
    titles = ("Figure", "Was", "Is now", "Change", "By whom")
    head = el("tr", [el("th", title, scope="col") for title in titles])
    rows = [_move(view, move, place) for place, move in enumerate(found)]
    table = el("table", el("thead", head), el("tbody", rows), aria_label="Figures that moved", data_testid="moved")
    return el("div", table, class_="tabled")


def _move(view: View, move: Move, place: int) -> Node:
    label = go(view, words.one_line(move.label, 80), event=move.now.claim.id, page="")
    return el(
        "tr",
        el("td", label),
        el("td", *was(move)),
        el("td", el("b", words.quantity_words(move.now.value)), " ", move.unit),
        el("td", words.difference_words(move)),
        el("td", words.one_line(move.now.source, 80) or "nobody named", ", ", words.date_words(move.now.date_said)),
        key=f"{move.metric} {place}",
    )


def was(move: Move) -> list[Node]:
    """What this source said before; of a source that is new to the figure, what stood until then and who said so."""
    if move.before is not None:
        return [words.quantity_words(move.before.value)]
    if move.stood is None:
        return [el("span", "no figure yet", class_="quiet")]
    return [words.quantity_words(move.stood.value), el("span", f" {_by(move.stood)}", class_="quiet")]


def _by(state: State) -> str:
    return f"({words.one_line(state.source, 60)})" if state.source else ""


def _news(answers: Answers, baseline: str, known: Mapping[str, Look]) -> Node:
    rows = answers.news(baseline, MOST_NEWS + 1)
    if not rows:
        return el("p", "No event became known in between.", class_="quiet")
    items = [_new(answers.view, row, known[row["category"]]) for row in rows[:MOST_NEWS]]
    more = el("p", f"The first {MOST_NEWS} are shown.", class_="quiet") if len(rows) > MOST_NEWS else None
    return el("div", el("ol", *items, class_="keys wide", data_testid="news"), more)


def _new(view: View, row: Mapping[str, Any], look: Look) -> Node:
    name = el("span", words.one_line(row["title"], 200), class_="name")
    when = el("span", words.date_words(row["date"]), class_="quiet")
    return el("li", go(view, mark(look), name, when, event=row["id"], page=""), key=row["id"])
