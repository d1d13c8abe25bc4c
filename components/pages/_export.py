"""The one place from which a view is taken away: every kind of file, and what it holds."""

from typing import Final

from components import session_state, words
from components.exporters import EXPORTERS, Exporter, Subject, captions
from components.pages import _compare_files, _event_editor, _own_file
from components.pages._cached_answers import Answers
from components.pictures import charts
from components.pictures.charts import Chart
from components.widgets.element_tree import Node, el, go
from data.files.changed_table import EDITED

GROUPS: Final = (
    ("Data", ("file", "spreadsheet", "events", "timelinejs", "ics")),
    ("Present", ("pptx",)),
    ("Share", ("html", "notes")),
)
"""Kinds of file by what one wants them for, in the order in which they stand; what is in none is data."""
PICTURES: Final = (
    ("Picture", "png", "screen", "{} on a light sheet, with its title, its moment and its sources."),
    ("Picture for print", "png", "print", "The same three times as large, 4,800 pixels across."),
    ("Drawing", "svg", "print", "The same as lines and letters, sharp at any size."),
)


def take_away(answers: Answers) -> Node:
    """A menu of files by what they are for. The page's address says of what: the browser reads it at the click."""
    grouped = {name for _, names in GROUPS for name in names}
    offered = [one for one in EXPORTERS.values() if one.is_on_page]
    kinds = {title: [_kind(answers, one) for one in offered
                     if one.name in names or (title == "Data" and one.name not in grouped)]
             for title, names in GROUPS}  # fmt: skip
    kinds["Present"].append(_pdf(answers))
    kinds["Data"] += _corrected(answers)
    shown = charts.named(answers.view)
    if answers.view.page == "":
        kinds["Picture"] = [_picture(shown, *one) for one in PICTURES]
    return el(
        "details",
        _summary(),
        el(
            "div",
            el("p", "What is on screen, with its filters, as:", class_="quiet"),
            [el("section", el("p", title, class_="kind"), ways) for title, ways in kinds.items()],
        ),
        class_="drop take",
        data_testid="take",
    )


def closed_menu() -> Node:
    """The same as it looks before anybody opens it, with nothing in it."""
    return el("details", _summary(), class_="drop take")


def _summary() -> Node:
    return el("summary", "Export", class_="button")


def _kind(answers: Answers, one: Exporter) -> Node:
    most = one.most if one.most is not None and answers.dataset.report.events > one.most else None
    bound = f" At most {words.number(most)} events." if most else ""
    return el(
        "a",
        el("b", one.title, el("span", f".{one.suffix}", class_="quiet")),
        el("span", one.explains + bound, class_="quiet"),
        take=f"export/{answers.dataset.key}/{one.name}",
    )


def _corrected(answers: Answers) -> list[Node]:
    """The way to the copy of a file that is not written, with what was changed over it."""
    if not any(note.startswith(EDITED) for note in answers.dataset.report.notes) or not _event_editor.may_edit(answers):
        return []
    explains = "The whole file in its own form with its changes in it, on the page that lists them."
    name = el("b", "Corrected copy", el("span", ".zip", class_="quiet"))
    return [go(answers.view, name, el("span", explains, class_="quiet"), page="changes")]


def briefing_address(answers: Answers) -> str:
    """Where the briefing is; of a file that only this viewer has, and of one with columns chosen, by its key."""
    is_usual = not (_own_file.is_own() or answers.view.columns)
    where = "briefing" if is_usual else f"briefing/{answers.dataset.key}"
    earlier = session_state.get(_compare_files.KEY)
    return f"{where}?against={earlier}" if earlier else where


def _pdf(answers: Answers) -> Node:
    """The viewer's own browser prints it."""
    return el(
        "button",
        el("b", "The briefing as a PDF", el("span", ".pdf", class_="quiet")),
        el("span", "A page for each slide, with its links: the browser prints it, or saves it.", class_="quiet"),
        type="button",
        brief=f"{briefing_address(answers)}#print",
    )


def _picture(shown: Chart, title: str, form: str, size: str, explains: str) -> Node:
    """The server draws it; the chart listens, and the browser makes points of it."""
    return el(
        "button",
        el("b", title, el("span", f".{form}", class_="quiet")),
        el("span", explains.format(f"The {shown.title.lower()}"), class_="quiet"),
        type="button",
        tell=["picture", {"form": form, "size": size}],
    )


def on_a_picture(answers: Answers) -> dict[str, str]:
    """What stands on a picture of the chart, and the name of its file."""
    chart = charts.named(answers.view).value
    subject = Subject(answers.dataset, answers.view)
    return captions(subject, answers.sources()) | {"stem": f"{subject.stem}-{chart}" if chart else subject.stem}
