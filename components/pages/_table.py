"""The selection in words, as a table: sortable, and a row is chosen together with its mark."""

from collections.abc import Mapping, Sequence
from typing import Any

from components import session_state, words
from components.pages._cached_answers import Answers
from components.widgets.category_mark import Look, mark
from components.widgets.element_tree import Node, el, go, sheet

COLUMNS = (("date", "Date", ""), ("title", "Event", ""), ("figure", "Figure", ""), ("source", "Said by", "by"),
           ("category", "Category", "far"), ("place", "Place", "far"))  # fmt: skip
SORTED_BY = {
    "date": "",
    "title": "title",
    "figure": "low",
    "source": "source",
    "category": "category",
    "place": "place",
}
STEP = 50
Column = tuple[str, str, str]
"""Its name, its heading, and "far" or "by" where a small screen has no room for it."""


def table(answers: Answers, looks: Mapping[str, Look], count: int, below: Node | None = None) -> None:
    """The events in the window as rows, fifty until more are asked for. below: what follows them."""
    name, is_descending = _order()
    most = min(int(session_state.get("see.rows", STEP)), 2000)
    rows = answers.rows(by=SORTED_BY[name], is_descending=is_descending, most=most)
    columns = [column for column in COLUMNS if any(_cell(row, column[0]) for row in rows)]
    sheet(
        "table",
        el("h2", _title(count, len(rows)), class_="small", id="table-title"),
        el("div", _body(answers, rows, looks, columns, (name, is_descending)), class_="tabled"),
        el("p", el("button", f"Show {min(STEP, count - most)} more", type="button", keep={"see.rows": most + STEP}),
           class_="plain") if count > most else None,
        below,
    )  # fmt: skip


def _body(
    answers: Answers,
    rows: Sequence[Mapping[str, Any]],
    looks: Mapping[str, Look],
    columns: Sequence[Column],
    order: tuple[str, bool],
) -> Node:
    head = el("tr", [_heading(name, title, class_, order) for name, title, class_ in columns])
    body = el("tbody", [_row(answers, row, looks, columns) for row in rows])
    return el("table", el("thead", head), body, aria_labelledby="table-title", data_testid="table")


def _heading(name: str, title: str, class_: str, order: tuple[str, bool]) -> Node:
    is_sorted = order[0] == name
    falls = is_sorted and not order[1]
    sign = (" ↓" if order[1] else " ↑") if is_sorted else ""
    said = ("descending" if order[1] else "ascending") if is_sorted else None
    button = el(
        "button", title, el("span", sign, aria_hidden="true"), type="button", keep={"see.sort": f"{name} {falls}"}
    )
    return el("th", button, scope="col", class_=class_ or None, aria_sort=said)


def _row(answers: Answers, row: Mapping[str, Any], looks: Mapping[str, Look], columns: Sequence[Column]) -> Node:
    is_chosen = answers.view.event == row["id"]
    cells = [_drawn(answers, row, looks, name, class_) for name, _, class_ in columns]
    choice = {"event": "" if is_chosen else row["id"]}
    return el("tr", cells, key=row["id"], go=choice, aria_current="true" if is_chosen else None, data_testid="row")


def _drawn(answers: Answers, row: Mapping[str, Any], looks: Mapping[str, Look], name: str, class_: str) -> Node:
    if name == "title":
        shown = words.one_line(row["title"], 200)
        way = go(answers.view, mark(looks[row["category"]]), el("span", shown), event=row["id"])
        return el("td", way, class_="what")
    return el("td", _cell(row, name), class_="when" if name == "date" else class_ or None)


def _cell(row: Mapping[str, Any], name: str) -> str:
    if name == "date":
        return words.date_words(row["date"])
    if name == "figure":
        return (
            " ".join(part for part in (words.quantity_words(row["value"]), row["unit"]) if part) if row["value"] else ""
        )
    return words.one_line(str(row[name]), 120)


def _order() -> tuple[str, bool]:
    """The column that sorts the table, and whether it falls; by date, rising, until a heading is clicked."""
    name, _, falls = str(session_state.get("see.sort", "date False")).partition(" ")
    return (name, falls == "True") if name in SORTED_BY else ("date", False)


def _title(count: int, shown: int) -> str:
    events = f"{words.number(count)} {'event' if count == 1 else 'events'}"
    return events if shown == count else f"{events}, the first {words.number(shown)} shown"
