"""What could not be read, row by row, and how the file was understood."""

from collections.abc import Iterable, Sequence

import streamlit as st

from components import session_state, words
from components.editing.event_editor import was_saved
from components.exporters import Sheet, Subject
from components.exporters.spreadsheet_safe_csv import safe
from components.pages import _data_source, _event_editor, _settings_advice
from components.pages._cached_answers import Answers
from components.pages._column_questions import answered
from components.pages._registry import page
from components.widgets.element_tree import Node, act, el, sheet
from data.errors import Problem
from data.files.changed_table import EDITED
from data.files.dialect import DELIMITER_WORDS
from data.files.encoding_names import ENCODING_NAMES
from data.importers._workbook import SHEET
from data.reading_report import Report
from data.schema import ALL, SHEETS
from data.view import View

SHOWN, NAMED = 500, 60
MENDED = "see.mend"
"""The row and the column of the problem that is being mended."""
ALL_SHEETS = "Read all {} sheets of this shape together"
HEADER = ("row", "column", "value", "message")


def how_many(answers: Answers) -> int:
    """The number beside the link to this page: problems, and what was assumed."""
    report = answers.dataset.report
    return len(report.problems) + sum(not note.startswith(EDITED) for note in report.notable)


@page("problems", title="Problems", order=4, count=how_many)
def problems(answers: Answers) -> None:
    """Each problem with its row, what was there and what to write instead; then what was understood."""
    report = answers.dataset.report
    may_edit = _event_editor.may_edit(answers)
    sheet(
        "problems",
        el(
            "div",
            el("h2", heading(report)),
            *lost(report, int(answers.summary()["total"])),
            answered(answers),
            class_="prose",
        ),
    )
    if may_edit:
        _mend(answers)
    sheet("listing", listing(report.problems, may_edit=may_edit))
    if report.problems:
        download(report, Subject(answers.dataset, View()).stem)
    sheet("report", understood(report))


def heading(report: Report) -> str:
    """How many problems there are, in a sentence."""
    count = len(report.problems)
    if not count:
        return f"Every cell of the {'table' if report.place else 'file'} could be read"
    return f"{words.number(count)} {'cell' if count == 1 else 'cells'} could not be read"


def lost(report: Report, events: int) -> list[Node]:
    """What is in the file, counted as everywhere, and what the problems cost: rows that gave no event."""
    rows = report.rows - report.events
    behind = report.events - events
    spans = f" and {words.counted(behind, 'era or heading')} behind them" if behind == 1 else (
        f" and {words.number(behind)} eras and headings behind them" if behind else "")  # fmt: skip
    read = f"{words.counted(report.rows, 'row')} in {report.file}: {words.counted(events, 'event')}{spans}"
    if not rows:
        return [el("p", f"{read}.")]
    said = "1 row gives" if rows == 1 else f"{words.number(rows)} rows give"
    return [el("p", f"{read}. {said} no event, because a date or a title could not be read.")]


def _mend(answers: Answers) -> None:
    """The form of the row whose problem is to be mended; after the last of them, a word."""
    row, _, column = str(session_state.get(MENDED, "")).partition(" ")
    if was_saved():
        session_state.keep(MENDED, "")
        row = ""
    if row.isdecimal():
        with st.container(key="mend"):
            _event_editor.desk(answers, int(row), open_at=column)


def listing(found: Sequence[Problem], *, may_edit: bool = False) -> Node | None:
    """The problems as a table, the first few hundred of them."""
    rows, count = list(found), len(found)
    if not rows:
        return None
    head = el(
        "tr",
        [el("th", name, scope="col") for name in ("Row below the header", "Column", "What is there", "What to write")],
        el("th", el("span", "Mend", class_="unseen"), scope="col") if may_edit else None,
    )
    body = [_row(problem, place, may_edit=may_edit) for place, problem in enumerate(rows[:SHOWN])]
    has = "all" if len(rows) == count else "the first"
    said = f"The first {SHOWN} are shown; the download has {has} {words.number(len(rows))}."
    more = el("p", said, class_="quiet")
    table = el("table", el("thead", head), el("tbody", body), aria_label="Problems", data_testid="problems")
    return el("div", table, more if len(rows) > SHOWN else None, class_="tabled")


def _row(problem: Problem, place: int, *, may_edit: bool) -> Node:
    lost_row = el("span", "row left out", class_="problem") if problem.is_fatal else None
    return el(
        "tr",
        el("td", words.number(problem.row) if problem.row else "", " ", lost_row),
        el("td", words.one_line(problem.column, 80) or "whole row"),
        el("td", words.one_line(problem.value, 200)),
        el("td", problem.message),
        el("td", _mending(problem)) if may_edit else None,
        key=str(place),
    )


def _mending(problem: Problem) -> Node | None:
    if not problem.row:
        return None
    name = f"Mend row {words.number(problem.row)}, {problem.column or 'whole row'}"
    return el("button", "Mend", type="button", keep={MENDED: f"{problem.row} {problem.column[:60]}"}, class_="plain",
              aria_label=words.one_line(name, 100))  # fmt: skip


def download(report: Report, stem: str) -> None:
    """The problems as a CSV that a spreadsheet can open without running any of it."""
    rows = [(str(problem.row), problem.column, problem.value, problem.message) for problem in report.problems]
    with st.container(key="downloads", horizontal=True):
        st.download_button(
            "Download the problems (.csv)",
            data=lambda: b"".join(safe(Sheet(HEADER, rows))),
            file_name=f"{stem}-problems.csv",
            mime="text/csv",
            key="download_problems",
            on_click="ignore",
            type="tertiary",
        )


def understood(report: Report) -> Node:
    """How the file was read: encoding, delimiter, which column is what, what was assumed, what was skipped."""
    facts = [
        ("File", report.file),
        ("Encoding" if report.delimiter else "Read as", ENCODING_NAMES.get(report.encoding, report.encoding)),
        *((("Between cells", DELIMITER_WORDS.get(report.delimiter, report.delimiter)),) if report.delimiter else ()),
    ]
    if report.place:
        facts = [("Table", report.place)]
    columns = [(name, f"read from “{header}”") for name, header in report.columns.items() if header != name]
    alike = ", ".join(name for name, header in report.columns.items() if header == name)
    columns += [("under the same name" if columns else "found", alike)] if alike else []
    used = {*report.columns.values(), *report.together}
    own = [words.one_line(header, 60) for header in report.headers if header and header not in used]
    more = f" and {words.number(len(own) - NAMED)} more" if own[NAMED:] else ""
    kept = [("your own", f"{', '.join(own[:NAMED])}{more}, kept as they are")] if own else []
    skipped = [el("li", words.one_line(line, 200)) for line in report.skipped[:20]]
    return el(
        "div",
        el("h2", "How the file was read"),
        _pairs(facts),
        [el("p", note) for note in report.notes[:50]],
        _sheets(report),
        el("h2", "Columns"),
        _pairs([*columns, *kept]),
        [el("h2", "Lines above the header, skipped"), el("ul", skipped)] if skipped else None,
        class_="prose",
    )


def _sheets(report: Report) -> Node | None:
    """The other sheets of a workbook; another one has other columns, so what was chosen of these is forgotten."""
    if not report.others:
        return None
    if not _data_source.may_choose():
        return el("p", "Other sheets could be read. ", _settings_advice.lines(SHEET, report.others[:NAMED]))
    ways = [act(f"Read “{words.one_line(name, 60)}”", class_="button", columns=((SHEET, name),))
            for name in report.others[:NAMED]]  # fmt: skip
    together = act(ALL_SHEETS.format(words.number(len(report.alike) + 1)), class_="button", columns=((SHEETS, ALL),))
    return el("p", together if report.alike else None, ways, class_="order")


def _pairs(facts: Iterable[tuple[str, str]]) -> Node:
    return el("dl", [(el("dt", name), el("dd", value)) for name, value in facts], class_="facts")
