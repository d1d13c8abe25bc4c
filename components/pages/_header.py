"""What stands above every page: the handling label, the title, as known on which day."""

from collections.abc import Sequence

from components import session_state, words
from components.cache.persistent_uploads import Kept
from components.exporters import EXPORTERS
from components.live.notes_access import token_of
from components.pages import _own_file
from components.pages._cached_answers import Answers
from components.pages._column_questions import question, sheets
from components.pages._export import briefing_address, closed_menu, take_away
from components.pages._registry import discover
from components.widgets.element_tree import Node, el, go, href, sheet
from data.dataset.dataset import Dataset
from data.dates.calendar import to_iso
from data.files.changed_table import EDITED
from data.view import View

NOTABLE = 0.1
NOTED = 20
"""As many notes are in the line that opens."""


def head(answers: Answers, notices: Sequence[str], *, has_ways: bool) -> None:
    """Draw the head; `notices` are the parts of the link that could not be followed. has_ways: whether there is
    anything to send, to take away, to brief from."""
    sheet("head", head_nodes(answers, notices, _ways(answers) if has_ways else None))


def head_nodes(answers: Answers, notices: Sequence[str], ways: Node | None) -> list[Node | list[Node] | None]:
    """What the head is made of. ways: to send, to take away and to brief, where there is anything to."""
    settings = answers.dataset.settings
    return [
        el("p", settings.handling, class_="handling", role="note") if settings.handling else None,
        el(
            "header",
            _titles(answers),
            ways,
            class_="head",
        ),
        _past(answers),
        [el("p", notice, class_="notice", role="status") for notice in notices[:5]],
        _left_out(answers),
        question(answers) or sheets(answers),
    ]


def _ways(answers: Answers) -> Node:
    link = _own_file_link(answers) if _own_file.is_own() else _copy(f"?{session_state.query_of(answers.view)}")
    return _in_a_row(link, take_away(answers), _brief(answers))


def ways_of_all(answers: Answers) -> Node:
    """How they look for events that everybody sees, whoever looks."""
    return _in_a_row(_copy(href(answers.view)), closed_menu(), brief_button("briefing"))


def _in_a_row(*ways: Node) -> Node:
    return el("div", *ways, class_="ways")


def _past(answers: Answers) -> Node | None:
    """That it is not the record of today which one looks at, and the way back to it."""
    said = words.recorded_words(answers.view.recorded)
    if not said:
        return None
    back = go(answers.view, "Back to the record of today", class_="plain", recorded="")
    told = f"This is how {said.removeprefix('as ')}. All that is shown and taken away says that; it can only be read. "
    return el("p", told, back, class_="notice", role="status", data_testid="past")


def _left_out(answers: Answers) -> Node | None:
    """Where a tenth of the rows and more is not to be seen, that is said at once, not only by the Problems' number."""
    report = answers.dataset.report
    rows = report.rows - report.events
    if rows < NOTABLE * report.rows or not rows:
        return None
    said = "1 row is" if rows == 1 else f"{words.number(rows)} rows are"
    why = go(answers.view, "See why, and what to write", class_="plain", page="problems")
    return el(
        "p", f"{said} not shown, of {words.number(report.rows)} in the file. ", why, class_="notice", role="status"
    )


def _noted(answers: Answers) -> list[Node | None]:
    """What was changed over the file, which leads to What changed; and what was assumed of it."""
    all_notes = answers.dataset.report.notable
    if answers.view.page:
        return []
    notes = [note for note in all_notes if not note.startswith(EDITED)]
    edited = [go(answers.view, note, class_="noted quiet", page="changes") for note in all_notes if note not in notes]
    return [*edited, _read_so(answers, notes)]


def _read_so(answers: Answers, notes: Sequence[str]) -> Node | None:
    """What was assumed of the file, beside the title in a few words that open; the Problems page has it anyway."""
    if not notes:
        return None
    said = "1 note" if len(notes) == 1 else f"{words.number(len(notes))} notes"
    items = [el("li", note) for note in notes[:NOTED]]
    more = go(answers.view, "All of them", class_="plain", page="problems") if notes[NOTED:] else None
    return el("details", el("summary", f"{said} on how the file was read"), el("ul", items), more, class_="noted quiet")


def framed(answers: Answers) -> None:
    """Draw the little that stands above the timeline in a frame of another page, and the way to the whole."""
    sheet("head", framed_nodes(answers))


def framed_nodes(answers: Answers) -> list[Node | None]:
    """What that is made of."""
    handling, asof = answers.dataset.settings.handling, answers.view.asof
    known = el("span", f"as known {words.date_phrase(asof)}", class_="asof") if asof else None
    past = el("span", words.recorded_words(answers.view.recorded), class_="asof") if answers.view.recorded else None
    whole = el("a", "Open it whole", outside=href(answers.view), class_="plain")
    return [
        el("p", handling, class_="handling", role="note") if handling else None,
        el("header", el("h1", title_of(answers)), known, past, _zone(answers), whole, class_="framed"),
    ]


def _titles(answers: Answers) -> Node:
    settings, asof = answers.dataset.settings, answers.view.asof
    known = el("p", f"as known {words.date_phrase(asof)}", class_="asof") if asof else None
    subtitle = el("p", settings.subtitle, class_="subtitle", title=settings.subtitle) if settings.subtitle else None
    return el("div", el("h1", title_of(answers)), known, subtitle, _zone(answers), _noted(answers), class_="titles")


def _zone(answers: Answers) -> Node | None:
    """Of which zone the times of day are, said once above all that shows them."""
    said = words.zone_words(answers.dataset.zone)
    return el("p", said, class_="zone") if said else None


def title_of(answers: Answers) -> str:
    """The title that the settings give, else that of the row that heads the page, else the file's name in words."""
    return answers.dataset.settings.title or answers.heading() or subject(answers.dataset)


def subject(dataset: Dataset) -> str:
    """The title that the settings give, else the file's name in words."""
    return dataset.settings.title or dataset.name


def tab_title(dataset: Dataset | None, view: View) -> str:
    """What the tab of the browser says: which page, of what."""
    page = next((page.title for page in discover() if page.name == view.page and page.name), "")
    named = words.one_line(subject(dataset), 120) if dataset else ""
    return " · ".join(part for part in (page, named, "Dateline") if part)


def _own_file_link(answers: Answers) -> Node:
    """Copy link, of a file that this viewer opened: who can follow it, and what can be sent in its place."""
    said = el("p", sees(_own_file.kept()), class_="quiet")
    page = EXPORTERS["html"]
    sent = el(
        "a",
        el("b", page.title, el("span", f".{page.suffix}", class_="quiet")),
        el("span", "To hand it round: one file with all that is shown, for anybody.", class_="quiet"),
        take=f"export/{answers.dataset.key}/{page.name}",
    )
    copy = el("button", "Copy the link", type="button", copy=href(answers.view))
    shown = el("summary", "Copy link", class_="button")
    return el("details", shown, el("div", said, copy, sent), class_="drop take", data_testid="own_link")


def sees(kept: Kept | None) -> str:
    """Who can see a file that a viewer opened, in a sentence."""
    if kept is None:
        return "Only this page shows your file: after a reload it must be opened again."
    until = words.date_words(to_iso(int(kept.until))[:10])
    if kept.is_published:
        return f"Whoever has the link sees this file, until {until}."
    return f"Only this browser sees your file, until {until}. Its link opens it nowhere else."


def _copy(query: str) -> Node:
    return el("button", "Copy link", type="button", copy=query, class_="button")


def _brief(answers: Answers) -> Node:
    """Opens the briefing."""
    where = briefing_address(answers)
    if _own_file.is_own():  # who brought the file reads its notes, and nobody to whom the link is sent
        where += f"#notes={token_of(answers.dataset.key)}"
    return brief_button(where)


def brief_button(where: str) -> Node:
    """Opens the briefing at this address."""
    key = el("kbd", "B", aria_hidden="true")
    return el("button", "Brief", key, type="button", brief=where, class_="button first", aria_keyshortcuts="b")
