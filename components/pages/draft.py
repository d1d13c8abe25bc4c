"""Rows out of a report, to be approved one by one; nothing enters the record without a click."""

import io
from typing import Final

import streamlit as st

from components import format as words
from components import state
from components.pages._page_answers import Answers
from components.pages._registry import page
from components.widgets import draft as widget
from components.widgets.sheet import el, sheet
from data.draft import document as documents
from data.draft import review as reviews
from data.draft import rows
from data.draft.document import Document
from data.draft.review import Review
from data.errors import BadFile, DatelineError

REVIEW, PROBLEM, ADDED = "draft.review", "draft.problem", "draft.added"
PASTED: Final = "the pasted text"
MOST_ROWS: Final = 20_000
"""Of the record, with which proposals are compared."""
INTRO: Final = (
    "Paste a report, or open one: .txt, .md, .html or .docx. What it tells is proposed as rows, each beside the words "
    "that it rests on. Nothing is added without your click, and nothing leaves this server."
)


@page("draft", title="Draft", order=3)
def draft(answers: Answers) -> None:
    """The field for a report; once there is one, the report and its rows."""
    review = state.get(REVIEW)
    if not isinstance(review, Review):
        _ask(answers)
        return
    _head(answers, review)
    if not review.rows:
        sheet("draft_none", el("p", _nothing(review.document), class_="notice", role="status"))
        return
    widget.draft(review, _follow)


def _ask(answers: Answers) -> None:
    sheet("draft_ask", el("div", el("h2", "Draft from a report"), el("p", INTRO, class_="quiet"), class_="prose"))
    if problem := state.get(PROBLEM):
        sheet("draft_problem", el("p", problem, class_="notice", role="alert"))
    with st.form("draft_form", border=False):
        st.text_area("The report", key="draft_text", height=260, max_chars=documents.MOST_CHARACTERS)
        st.file_uploader("or a file", key="draft_file", type=[one.lstrip(".") for one in documents.ENDINGS],
                         max_upload_size=documents.MOST_BYTES // 1_000_000)  # fmt: skip
        left, middle, right = st.columns(3)
        left.text_input("Published on", key="draft_day", placeholder="6 January 2022", max_chars=64)
        middle.text_input("By whom", key="draft_by", placeholder="News report", max_chars=200)
        right.text_input("Where it can be read", key="draft_url", placeholder="https://…", max_chars=2000)
        st.form_submit_button("Find the rows", type="primary", on_click=_read, args=(answers,))


def _read(answers: Answers) -> None:
    """A callback: the report is read; a mistake in it, or in its day, is said above the field."""
    try:
        report = documents.with_publication(_brought(), *(str(state.widget(key) or "").strip() for key in
                                                          ("draft_day", "draft_by", "draft_url")))  # fmt: skip
    except DatelineError as error:
        state.keep(PROBLEM, str(error))
        return
    state.keep(PROBLEM, None)
    state.keep(ADDED, None)
    names = [str(row["value"]) for field in ("actor", "place") for row in answers.facet(field)[:200]]
    state.keep(REVIEW, reviews.begin(report, _record(answers), [name for name in names if name]))


def _brought() -> Document:
    """What was pasted, or the file. Raises BadFile where there is neither."""
    text, file = str(state.widget("draft_text") or ""), state.widget("draft_file")
    if file is not None and not text.strip():
        report = documents.read_document(file.getvalue(), file.name)
        return report if report.publisher else documents.with_publication(report, publisher=file.name)
    if not text.strip():
        raise BadFile("There is no report yet.", advice="Paste its text, or choose a file.")
    return documents.with_publication(documents.read_document(text.encode(), "pasted.txt"), publisher=PASTED)


def _record(answers: Answers) -> list[reviews.Recorded]:
    """The rows with which proposals are compared: all of a record of usual size, none of a very large one."""
    if answers.dataset.is_glimpse or answers.dataset.report.events > MOST_ROWS:
        return []
    return rows.recorded([dict(row) for row in answers.whole_record(MOST_ROWS)])


def _head(answers: Answers, review: Review) -> None:
    """Of what report, how far one is, and what can be done with what is kept."""
    report, kept = review.document, len(review.kept)
    count = words.number(len(report.text.split()))
    day = words.date_words(report.published) if report.published else "on a day that nobody knows"
    said = f"published {day} · by {words.one_line(report.publisher, 60)} · {count} words"
    decided = f"{review.decided} of {len(review.open_rows)} decided"
    with st.container(key="draft_head", horizontal=True, vertical_alignment="center"):
        sheet("draft_of", el("div", el("h2", "Draft from a report"), el("p", said, " · ", decided, class_="quiet")))
        st.button("Keep all that are sure", on_click=_keep_sure, key="draft_sure")
        st.download_button(
            f"Save {kept} as CSV", _csv(review), "draft.csv", "text/csv", disabled=not kept, key="draft_csv",
            type="primary",
        )  # fmt: skip
        st.button("Another report", on_click=_leave, type="tertiary", key="draft_leave")
    del answers


def _nothing(report: Document) -> str:
    if report.published:
        return "Nothing in this report tells of something that happened."
    return "Nothing in this report has a date of its own. Say when it was published, and it can be reckoned."


def _csv(review: Review) -> bytes:
    into = io.StringIO(newline="")
    rows.write_rows([row.proposal for row in review.kept], review.document, into)
    return into.getvalue().encode("utf-8")


def _keep_sure() -> None:
    state.keep(REVIEW, reviews.keep_sure(state.get(REVIEW)))


def _leave() -> None:
    state.keep(REVIEW, None)


def _follow() -> None:
    """A callback: each step that was made on the page, in its order. What makes no sense is left alone."""
    review = state.get(REVIEW)
    if not isinstance(review, Review):
        return
    for step in widget.steps()[:500]:
        review = _stepped(review, step)
    state.keep(REVIEW, review)


def _stepped(review: Review, step: dict[str, object]) -> Review:
    numbers = [step.get(name) for name in ("id", "other") if name in step]
    if not all(isinstance(number, int) and 0 <= number < len(review.rows) for number in numbers):
        return review
    match step:
        case {"do": "decide", "id": int(number), "decision": ("keep" | "drop" | "") as decision}:
            return reviews.decide(review, number, decision)  # type: ignore[arg-type]
        case {"do": "change", "id": int(number), "name": str(name), "text": str(text)}:
            return reviews.change(review, number, name, text)
        case {"do": "merge", "id": int(number), "other": int(other)}:
            return reviews.merge(review, number, other)
        case {"do": "undo"}:
            return reviews.undo(review)
    return review
