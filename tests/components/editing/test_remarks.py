"""Remarks on an event are public, in a column of their own; the briefer's notes are never among them."""

import pytest

from components.editing.saving import Desk, saved
from components.exporters import EXPORTERS, Subject
from data.corrections import journal
from data.dataset import opening
from data.remarks import remarks
from data.view import View
from tests.data.corrections.records import cell, rules, table, write

NOTE, SAID = "Only-The-Briefer-Knows", "Which-Council-Is-Meant"
CSV = f"id,date,title,notes\na,2022-01-05,Dismissed,{NOTE}\nb,2022-01-06,Detained,\n"


@pytest.fixture
def path(tmp_path):
    return write(tmp_path, CSV)


def send(path, who="aigerim", before="", **message):
    desk = Desk(path, rules(path), table(path).layout.headers, who)
    return saved(desk, {"do": "remark", "turn": 1, "row": 1, "id": "a", "kind": "remark", "before": before, **message})


def test_a_question_is_answered_and_two_at_once_are_both_kept(path):
    assert send(path, kind="question", text=f"{SAID}?")["kind"] == "saved"
    assert send(path, who="tomas", text="=1+1 (or: not)\nof two lines")["kind"] == "saved"  # he saw none before
    assert send(path, who="tomas", text="=1+1 (or: not)\nof two lines")["says"] == "It says that already."
    question, remark = remarks(cell(path, 1, "discussion"))
    assert (question.kind, question.who, question.text, question.is_answered) == (
        "question",
        "aigerim",
        f"{SAID}?",
        False,
    )
    assert (remark.who, remark.text) == ("tomas", "=1+1 (or: not) of two lines")
    send(path, who="tomas", before=cell(path, 1, "discussion"), kind="answer", question=question.line, text="Security")
    question, answer, _ = remarks(cell(path, 1, "discussion"))
    assert (question.is_answered, answer.kind, answer.text) == (True, "answer", "Security")
    assert [one.who for one in journal.read(path)] == ["aigerim", "tomas", "tomas"]
    assert cell(path, 1, "notes") == NOTE
    for message in ({"text": " "}, {"text": "x" * 3000}, {"text": "a\0b"}, {"text": "x", "kind": "note"}):
        assert send(path, **message)["kind"] == "refused", message


def test_what_is_taken_away_has_the_remarks_and_never_the_notes(path):
    send(path, kind="question", text=f"{SAID}?")
    subject = Subject(opening.open_file(path), View(), has_notes=False)
    told = {}
    for name, exporter in EXPORTERS.items():
        body = b"".join(piece if isinstance(piece, bytes) else piece.encode() for piece in exporter.pieces(subject))
        assert NOTE.encode() not in body, name
        told[name] = SAID.encode() in body
    assert [name for name in ("csv", "json", "html") if not told.get(name, True)] == [], told
