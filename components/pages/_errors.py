"""Pages for when there is nothing to show: calm, with what to do."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import Final

from streamlit.errors import FragmentHandledException

from components import words
from components.pages import _choose_columns, _data_source, _settings_advice
from components.pages._own_file import FileGone
from components.widgets.element_tree import Node, act, el, sheet
from data.errors import BadColumns, BadEncoding, DatelineError, EngineError
from data.files.encoding import ENCODING, WIDER
from data.files.encoding_names import ENCODING_NAMES
from data.reading_report import Report
from data.view import View

LIKELY: Final = 3
"""Columns that are named as what may be meant."""


def mistake(found: DatelineError, *, is_own: bool) -> None:
    """A mistake we can explain: the sentence, and the way on."""
    if isinstance(found, FileGone):
        back = act("See what is shown here to everybody", class_="button", **asdict(View()))
        return _calm("This file is not here", str(found), back)
    way_on = "Mend the file and choose it again at the side, or go back from it there." if is_own else (
        "Mend the file: this page follows by itself."
    )  # fmt: skip
    if isinstance(found, EngineError):
        return _calm("The events cannot be asked for", str(found), "This page follows by itself, once they can.")
    _calm("This file cannot be shown", str(found), way_on)
    return None


@contextmanager
def calmly() -> Iterator[None]:
    """What is drawn in here may fail by our own fault: the log has all of it, the viewer an apology."""
    try:
        yield
    except FragmentHandledException:
        return  # said already, in its own place
    except EngineError as gone:
        mistake(gone, is_own=False)
    except Exception:
        logging.getLogger(__name__).exception("A page could not be drawn.")
        apology()


def apology() -> None:
    """Anything else: our own bug. The details are in the server's log, not here."""
    _calm("Something went wrong", "The fault is ours, not yours, and it has been written down.",
          "Load the page again; if it stays, take away what you chose last.")  # fmt: skip


def choose_columns(found: BadColumns, view: View) -> None:
    """Which columns are the date, the end and the title."""
    if not isinstance(found.report, Report):
        return mistake(found, is_own=False)
    if not _data_source.may_choose():
        report, name = found.report, found.missing[0]
        guesses = (report.candidates.get(name) or list(report.headers))[:LIKELY]
        return _calm("Which column is it?", str(found), *_settings_advice.lines(name, guesses))
    return _choose_columns.choose(found, view)


def choose_encoding(found: BadEncoding, likely: Sequence[tuple[str, str]], view: View) -> None:
    """In which encoding the file is: a piece of it in each that it may be in. Its owner knows the right one."""
    kept = tuple(pair for pair in view.columns if pair[0] != ENCODING)
    if not _data_source.may_choose():
        return _calm("Which letters are these?", found.message, *_settings_advice.lines(ENCODING, dict(likely)))
    offers = [
        el("li", act(ENCODING_NAMES[WIDER.get(name, name)], class_="button", columns=(*kept, (ENCODING, name))),
           el("span", words.one_line(piece, 60), dir="auto"), key=name)
        for name, piece in likely
    ]  # fmt: skip
    asked = el("section", el("h2", "Which of these is right?"), el("ul", offers, class_="offers")) if offers else None
    said = el("p", found.message), asked, el("p", "None of them? " if offers else None, found.advice, class_="quiet")
    sheet("encoding", el("div", el("h1", "Which letters are these?"), *said, class_="prose", data_testid="encoding"))
    return None


def _calm(title: str, said: str, *more: Node) -> None:
    sheet("calm", el("div", el("h1", title), el("p", said), el("p", *more), class_="calm", role="alert"))
