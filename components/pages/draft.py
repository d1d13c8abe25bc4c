"""Rows out of a report, to be approved one by one; nothing enters the record without a click."""

import io
from collections.abc import Mapping, Sequence
from typing import Any, Final

import streamlit as st

from components import session_state, words
from components.editing.saving import add_rows
from components.pages import _data_source, _draft_model, _event_editor
from components.pages._cached_answers import Answers
from components.pages._registry import page
from components.widgets import draft as widget
from components.widgets.element_tree import el, sheet
from data.draft import chat_model, csv_rows, proposal_checks, proposals_from_programs
from data.draft import document as documents
from data.draft import review as reviews
from data.draft.compare_with_record import Recorded
from data.draft.document import Document
from data.draft.model_call import Call
from data.draft.proposals_from_programs import Waiting
from data.draft.review import Review
from data.errors import BadFile, DatelineError

REVIEW, PROBLEM, ADDED = "draft.review", "draft.problem", "draft.added"
PASTED: Final = "the pasted text"
MOST_ROWS: Final = 20_000
"""Of the record, with which proposals are compared."""
INTRO: Final = (
    "Paste a report, or open one: .txt, .md, .html or .docx. What it tells is proposed as rows, each beside the words "
    "that it rests on. Nothing is added without your click."
)
STAYS: Final = " Nothing leaves this server."
"""Said where no model is asked."""
UNDATED: Final = (
    "Nobody knows when this report was published, so only what has a date of its own is proposed. Say the day, and the "
    "rest is reckoned from it."
)
MOST_SAID: Final = 5
"""Sentences about rows that were left out."""


@page("draft", title="Draft", order=3)
def draft(answers: Answers) -> None:
    """The field for a report; once there is one, the report and its rows."""
    review = session_state.get(REVIEW)
    if not isinstance(review, Review):
        _ask(answers)
        return
    _draft_model.follow(lambda call: _take_model(answers, call))
    review = session_state.get(REVIEW)
    _head(answers, review)
    if not review.rows:
        sheet("draft_none", el("p", _nothing(review.document), class_="notice", role="status"))
        return
    widget.draft(review, _follow)


def _ask(answers: Answers) -> None:
    sheet(
        "draft_ask",
        el(
            "div",
            el("h2", "Draft from a report"),
            el("p", INTRO, "" if _asks_a_model(answers) else STAYS, class_="quiet"),
            class_="prose",
        ),
    )
    _inbox(answers)
    if _asks_a_model(answers):
        sheet("draft_model", el("p", _draft_model.notice(), class_="notice"))
    if problem := session_state.get(PROBLEM):
        sheet("draft_problem", el("p", problem, class_="notice", role="alert"))
    with st.form("draft_form", border=False):
        st.text_area("The report", key="draft_text", height=260, max_chars=documents.MOST_CHARACTERS)
        st.file_uploader("or a file", key="draft_file", max_upload_size=documents.MOST_BYTES // 1_000_000)
        left, middle, right = st.columns(3)
        left.text_input("Published on", key="draft_day", placeholder="6 January 2022", max_chars=64)
        middle.text_input("By whom", key="draft_by", placeholder="News report", max_chars=200)
        right.text_input("Where it can be read", key="draft_url", placeholder="https://…", max_chars=2000)
        st.form_submit_button("Find the rows", type="primary", on_click=_read, args=(answers,))


def _read(answers: Answers) -> None:
    """A callback: the report is read; a mistake in it, or in its day, is said above the field."""
    try:
        report = documents.with_publication(_brought(), *(str(session_state.widget(key) or "").strip() for key in
                                                          ("draft_day", "draft_by", "draft_url")))  # fmt: skip
    except DatelineError as error:
        session_state.keep(PROBLEM, str(error))
        return
    session_state.keep(PROBLEM, None)
    _begin(answers, report)


def _begin(answers: Answers, report: Document, proposed: Sequence[Mapping[str, Any]] | None = None) -> None:
    """The rows to look through: those that our rules find, or of a program what of its rows passes the gate. A model is
    asked beside it, where one is named, for whoever may edit the record."""
    admitted, left_out = proposal_checks.admit(report, proposed) if proposed else (None, [])
    session_state.keep(ADDED, " ".join(left_out[:MOST_SAID]) or None)
    if proposed is None and _asks_a_model(answers):
        _draft_model.begin(report)
    names = [str(row["value"]) for field in ("actor", "place") for row in answers.facet(field)[:200]]
    record = _record(answers)
    session_state.keep(REVIEW, reviews.begin(report, record, [name for name in names if name], admitted))


def _asks_a_model(answers: Answers) -> bool:
    """Whether a model is named, and who looks may have it asked."""
    return bool(chat_model.host()) and _event_editor.may_edit_settings(answers)


def _take_model(answers: Answers, call: Call) -> None:
    """What the model proposes, beside what is there: what of it passes the gate, and is no row yet."""
    review = session_state.get(REVIEW)
    if call.is_called_off or not isinstance(review, Review) or review.document != call.document:
        return
    admitted, left_out = proposal_checks.admit(call.document, call.rows)
    review, count = reviews.add(review, admitted, _record(answers))
    session_state.keep(REVIEW, review)
    more = f"The model proposes {words.number(count)} more {'row' if count == 1 else 'rows'}."
    session_state.keep(ADDED, call.problem or " ".join([more, *left_out[:MOST_SAID]]))


def _take(answers: Answers, waiting: Waiting) -> None:
    """A callback: what a program proposed is looked through, and waits no longer."""
    if not _event_editor.may_edit_settings(answers):
        return
    proposals_from_programs.take(_data_source.path(), waiting.name)
    _begin(answers, waiting.document, waiting.rows or None)


def _discard(answers: Answers, waiting: Waiting) -> None:
    if _event_editor.may_edit_settings(answers):
        proposals_from_programs.take(_data_source.path(), waiting.name)


def _inbox(answers: Answers) -> None:
    """What programs proposed for this record, for whoever may edit it."""
    if not _event_editor.may_edit_settings(answers):
        return
    for place, one in enumerate(proposals_from_programs.waiting(_data_source.path())):
        with st.container(key=f"draft_waiting_{place}", horizontal=True, vertical_alignment="center"):
            count = f"{words.number(len(one.rows))} rows" if one.rows else "a report"
            named = words.one_line(one.document.title or one.document.publisher or "without a name", 80)
            sheet(f"draft_waiting_{place}", el("p", el("b", words.one_line(one.by, 60)), f" proposes {count}: {named}"))
            st.button("Look through", on_click=_take, args=(answers, one), key=f"draft_take_{place}")
            st.button("Discard", on_click=_discard, args=(answers, one), type="tertiary", key=f"draft_discard_{place}")


def _brought() -> Document:
    """What was pasted, or the file. Raises BadFile where there is neither."""
    text, file = str(session_state.widget("draft_text") or ""), session_state.widget("draft_file")
    if file is not None and not text.strip():
        report = documents.read_document(file.getvalue(), file.name)
        return report if report.publisher else documents.with_publication(report, publisher=file.name)
    if not text.strip():
        raise BadFile("There is no report yet.", advice="Paste its text, or choose a file.")
    return documents.with_publication(documents.read_document(text.encode(), "pasted.txt"), publisher=PASTED)


def _record(answers: Answers) -> list[Recorded]:
    """The rows with which proposals are compared: all of a record of usual size, none of a very large one."""
    if answers.dataset.is_glimpse or answers.dataset.report.events > MOST_ROWS:
        return []
    return csv_rows.recorded([dict(row) for row in answers.whole_record(MOST_ROWS)])


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
        if _event_editor.may_edit_settings(answers):
            st.button(f"Add {kept} to the record", on_click=_add, args=(answers,), disabled=not kept, type="primary",
                      key="draft_add")  # fmt: skip
        st.download_button(
            f"Save {kept} as CSV", _csv(review), "draft.csv", "text/csv", disabled=not kept, key="draft_csv",
        )  # fmt: skip
        st.button("Another report", on_click=_leave, type="tertiary", key="draft_leave")
    if not report.published and review.rows:
        sheet("draft_undated", el("p", UNDATED, class_="notice", role="status"))
    if said := session_state.get(ADDED):
        sheet("draft_added", el("p", said, class_="notice", role="status"))


def _add(answers: Answers) -> None:
    """A callback: what is kept goes into the record, as one change that can be taken back there."""
    review = session_state.get(REVIEW)
    kept = review.kept
    cells = [csv_rows.row_of(row.proposal, review.document) for row in kept]
    why = f"From a report, {review.document.title or review.document.publisher}"
    at = _event_editor.opened(answers)
    if at is None:
        session_state.keep(
            ADDED, "The file cannot be read as it is now, so nothing was added. What is kept stays here."
        )
        return
    is_saved, said = add_rows(at.desk, cells, why)
    session_state.keep(ADDED, said)
    if is_saved:
        session_state.keep(REVIEW, reviews.without(review, kept))


def _nothing(report: Document) -> str:
    if report.published:
        return "Nothing in this report tells of something that happened."
    return "Nothing in this report has a date of its own. Say when it was published, and it can be reckoned."


def _csv(review: Review) -> bytes:
    into = io.StringIO(newline="")
    csv_rows.write_rows([row.proposal for row in review.kept], review.document, into)
    return into.getvalue().encode("utf-8")


def _keep_sure() -> None:
    session_state.keep(REVIEW, reviews.keep_sure(session_state.get(REVIEW)))


def _leave() -> None:
    _draft_model.end()
    session_state.keep(REVIEW, None)


def _follow() -> None:
    """A callback: each step that was made on the page, in its order. What makes no sense is left alone."""
    review = session_state.get(REVIEW)
    if not isinstance(review, Review):
        return
    for step in widget.steps()[:500]:
        review = _stepped(review, step)
    session_state.keep(REVIEW, review)


def _stepped(review: Review, step: dict[str, object]) -> Review:
    numbers = [step.get(name) for name in ("id", "other") if name in step]
    if not all(isinstance(number, int) and 0 <= number < len(review.rows) for number in numbers):
        return review
    match step:
        case {"do": "decide", "id": int(number), "decision": ("keep" | "drop" | "") as decision}:
            return reviews.decide(review, number, decision)
        case {"do": "change", "id": int(number), "name": str(name), "text": str(text)}:
            return reviews.change(review, number, name, text)
        case {"do": "merge", "id": int(number), "other": int(other)}:
            return reviews.merge(review, number, other)
        case {"do": "undo"}:
            return reviews.undo(review)
    return review
