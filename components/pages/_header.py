"""What stands above every page: the handling label, the title, as known on which day."""

from collections.abc import Sequence

from components import format as words
from components import state
from components.live.briefer import token_of
from components.pages import _compare_files, _data_source
from components.pages._column_questions import question
from components.pages._export import take_away
from components.pages._page_answers import Answers
from components.widgets.sheet import Node, el, go, href, sheet

NOTABLE = 0.1
NOTED = 20
"""As many notes are in the line that opens."""


def head(answers: Answers, notices: Sequence[str], *, has_ways: bool) -> None:
    """Draw the head; `notices` are the parts of the link that could not be followed. has_ways: whether there is
    anything to send, to take away, to brief from."""
    settings = answers.dataset.settings
    sheet(
        "head",
        el("p", settings.handling, class_="handling", role="note") if settings.handling else None,
        el(
            "header",
            _titles(answers),
            _ways(answers) if has_ways else None,
            class_="head",
        ),
        [el("p", notice, class_="notice", role="status") for notice in notices[:5]],
        _left_out(answers),
        question(answers),
        _noted(answers),
    )


def _ways(answers: Answers) -> Node:
    return el("div", _copy(href(answers.view)), take_away(answers), _brief(answers), class_="ways")


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


def _noted(answers: Answers) -> Node | None:
    """What was assumed of the file, above the timeline in a quiet line that opens; the Problems page has it anyway."""
    notes = answers.dataset.report.notable
    if not notes or answers.view.page:
        return None
    said = "1 note" if len(notes) == 1 else f"{words.number(len(notes))} notes"
    items = [el("li", note) for note in notes[:NOTED]]
    more = go(answers.view, "All of them", class_="plain", page="problems") if notes[NOTED:] else None
    return el("details", el("summary", f"{said} on how the file was read"), el("ul", items), more, class_="noted quiet")


def framed(answers: Answers) -> None:
    """The little that stands above the timeline in a frame of another page, and the way to the whole."""
    handling, asof = answers.dataset.settings.handling, answers.view.asof
    known = el("span", f"as known {words.date_phrase(asof)}", class_="asof") if asof else None
    whole = el("a", "Open it whole", outside=href(answers.view), class_="plain")
    sheet(
        "head",
        el("p", handling, class_="handling", role="note") if handling else None,
        el("header", el("h1", title_of(answers)), known, _zone(answers), whole, class_="framed"),
    )


def _titles(answers: Answers) -> Node:
    settings, asof = answers.dataset.settings, answers.view.asof
    known = el("p", f"as known {words.date_phrase(asof)}", class_="asof") if asof else None
    subtitle = el("p", settings.subtitle, class_="subtitle") if settings.subtitle else None
    return el("div", el("h1", title_of(answers)), subtitle, known, _zone(answers))


def _zone(answers: Answers) -> Node | None:
    """Of which zone the times of day are, said once above all that shows them."""
    said = words.zone_words(answers.dataset.zone)
    return el("p", said, class_="zone") if said else None


def title_of(answers: Answers) -> str:
    """The title that the settings give, else the name of the file."""
    return answers.dataset.settings.title or answers.dataset.name


def _copy(query: str) -> Node:
    return el("button", "Copy link", type="button", copy=query, class_="button")


def _brief(answers: Answers) -> Node:
    """Opens the briefing: of a file that only this viewer has, by its secret key."""
    where = f"briefing/{answers.dataset.key}" if _data_source.is_own() else "briefing"
    if earlier := state.get(_compare_files.KEY):
        where += f"?against={earlier}"
    if _data_source.is_own():  # who brought the file reads its notes, and nobody to whom the link is sent
        where += f"#notes={token_of(answers.dataset.key)}"
    key = el("kbd", "B", aria_hidden="true")
    return el("button", "Brief", key, type="button", brief=where, class_="button first", aria_keyshortcuts="b")
