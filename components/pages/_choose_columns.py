"""Which columns are the date, the end and the title, asked in one step, with the first rows as they would be read."""

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from components import session_state, words
from components.pages import problems
from components.widgets.element_tree import Node, act, el, sheet
from data import dates
from data.dates.conventions import split_mapping
from data.errors import BadColumns, BadDate, DatelineError
from data.reading_report import Report
from data.schema import ALL, FIGURES
from data.view import View

MEANS: Final = {
    "date": "When did it happen?", "end": "Until when did it last?", "title": "What happened?",
}  # fmt: skip
NONE: Final = "– no column –"
KEY: Final = "choose_{}"
MOST_CELL: Final = 80


def choose(found: BadColumns, view: View) -> None:
    """Three choices, each with the likeliest column first, the first rows by them, and one button."""
    report = found.report
    assert isinstance(report, Report)
    head = el("h1", "Which columns are they?"), el("p", found.message, " The first rows show what would be read.")
    sheet("columns", el("div", head, _as_figures(report, view), class_="prose", data_testid="columns"))
    with st.container(key="choose_columns", horizontal=True):
        chosen = {name: _select(name, report, view) for name in MEANS}
    picked = {name: header for name, header in chosen.items() if header != NONE}
    sheet("preview", _preview(report, picked, dict(view.columns)))
    is_whole = {"date", "title"} <= picked.keys() and len({*picked.values()}) == len(picked)
    st.button("Read it so", type="primary", key="read_so", disabled=not is_whole, on_click=_read, args=(view, picked))
    sheet("understood", problems.understood(report))


def _select(name: str, report: Report, view: View) -> str:
    """The header for a column of ours: what was chosen or found, else the likeliest."""
    found = dict(view.columns).get(name) or report.columns.get(name)
    guesses = [header for header in report.candidates.get(name, ()) if header]
    headers = list(
        dict.fromkeys([*([found] if found else []), *guesses, *(header for header in report.headers if header)])
    )
    is_none_likelier = name == "end" or (name == "title" and report.figures)
    options = [NONE, *headers] if is_none_likelier and not found else [*headers, NONE]
    return str(st.selectbox(MEANS[name], options, key=KEY.format(name), format_func=lambda one: _label(report, one)))


def _label(report: Report, header: str) -> str:
    """A header with one of its cells."""
    samples = [words.one_line(cell, 30) for cell in report.samples.get(header, ())[:1]]
    return " · ".join([words.one_line(header, 60), *samples])


def _read(view: View, picked: Mapping[str, str]) -> None:
    """A callback: the choice becomes a part of the link."""
    kept = [pair for pair in view.columns if pair[0] not in MEANS]
    session_state.change(columns=(*kept, *picked.items()))


def _preview(report: Report, picked: Mapping[str, str], mapping: Mapping[str, str]) -> Node | None:
    """The first rows by these columns: a date in words, or what is in the way of it, and the title."""
    if not report.first:
        return None
    cells = {name: [row[report.headers.index(header)] for row in report.first] for name, header in picked.items()}
    blank = [""] * len(report.first)
    when = _dates(cells.get("date", blank), cells.get("end", blank), mapping)
    rows = [
        el(
            "tr", el("td", date, class_=None if is_read else "problem"), el("td", words.one_line(title, MOST_CELL)),
            key=str(place),
        )
        for place, ((date, is_read), title) in enumerate(zip(when, cells.get("title", blank), strict=True))
    ]  # fmt: skip
    head = el("tr", el("th", "When", scope="col"), el("th", "What", scope="col"))
    table = el("table", el("thead", head), el("tbody", rows), aria_label="The first rows as they would be read")
    return el("div", table, class_="tabled", data_testid="preview")


def _dates(starts: Sequence[str], ends: Sequence[str], mapping: Mapping[str, str]) -> list[tuple[str, bool]]:
    """Each date in words, and whether it is read; else what is there."""
    _, conventions = split_mapping(mapping)
    first = dates.read_column(starts, conventions=conventions, beside=lambda: ends).spans
    last = dates.read_column(ends, conventions=conventions, role="end", beside=lambda: starts).spans
    told = []
    for text, start, end in zip(starts, first, last, strict=True):
        if not isinstance(start, dates.Span):
            told.append((_unread(text, start), False))
            continue
        try:
            span = dates.combine(start, end) if isinstance(end, dates.Span) else start
        except DatelineError:
            span = start
        told.append((words.date_words(span.edtf), True))
    return told


def _unread(text: str, error: BadDate | None) -> str:
    return f"{words.one_line(text, 40)}: {error.message if error else 'no date'}" if text.strip() else "no date"


def _as_figures(report: Report, view: View) -> Node | None:
    """The other way to read a table in which nothing says what happened."""
    if not report.figures:
        return None
    names = ", ".join(words.one_line(header, 40) for header in report.figures[:3])
    more = f" and {words.number(len(report.figures) - 3)} more" if report.figures[3:] else ""
    button = act("Read them as figures", class_="button first", columns=(*view.columns, (FIGURES, ALL)))
    said = f"Is it a table of figures? Each number in {names}{more} is then a figure of its day. "
    return el("p", said, button, class_="order")
