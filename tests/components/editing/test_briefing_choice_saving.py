"""What a briefer chose is kept in the file by who may edit it, from a page of this server, and by nobody else."""

import json

import pytest
from starlette.applications import Starlette

from components.access import hosts
from components.editing import routes
from data import settings
from data.corrections import history, journal
from data.view.briefing_choice_in_link import Choice, Section
from tests.components.asgi_client import ask
from tests.data.corrections.records import cell, rules, write

CSV = "id,date,title,notes\na,2022-01-01,A,\nb,2022-01-02,B,old note\nc,2022-01-03,C,\n"
CHOICE = Choice(events=("c", "a"), sections=(Section("Part", "a", 5),), summary=("It began.",))


@pytest.fixture
def path(tmp_path):
    return write(tmp_path, CSV)


@pytest.fixture
def send(path, monkeypatch):
    """`send(message, **headers)`: what the page gets, by who sits at the machine that serves it."""
    monkeypatch.setattr(hosts, "_address", lambda: "127.0.0.1")
    app = Starlette(routes=routes.routes("", lambda: path))

    def send(message, **headers):
        usual = {"host": "127.0.0.1", "content_type": "application/json", "origin": "http://127.0.0.1"}
        return ask(app, "/keep", method="POST", body=json.dumps(message).encode(), **(usual | headers))

    return send


def said(answer):
    return json.loads(answer.body)


def test_a_choice_is_one_change_of_file_and_settings_and_is_undone(path, send):
    seen = said(send({"do": "ask"}))["seen"]
    assert said(send({"do": "keep", "choice": CHOICE.text, "seen": seen})) == {"changed": True}
    assert [cell(path, row, "slide") for row in (1, 2, 3)] == ["2", "", "1"]
    kept = settings.of(path).briefing
    assert (kept.summary, [(one.title, one.slide, one.minutes) for one in kept.sections]) == (
        ("It began.",), [("Part", 2, 5)])  # fmt: skip
    assert len(journal.read(path)) == 1
    other = send({"do": "keep", "choice": "", "seen": seen})
    assert (other.status, "Somebody kept another" in other.body.decode()) == (409, True)
    seen = said(send({"do": "ask"}))["seen"]
    assert said(send({"do": "keep", "choice": CHOICE.text, "seen": seen})) == {"changed": False}
    history.undo(path, rules(path), "one")
    assert [cell(path, row, "slide") for row in (1, 2, 3)] == ["", "", ""]
    assert settings.of(path) == settings.DEFAULT


def test_a_note_goes_through_the_gate_and_the_second_writer_is_told(path, send):
    assert said(send({"do": "note", "event": "b", "before": "old note", "after": "=new\nnote"})) == {"changed": True}
    assert cell(path, 2, "notes") == "=new\nnote"
    again = send({"do": "note", "event": "b", "before": "old note", "after": "mine"})
    assert (again.status, "notes was changed meanwhile" in again.body.decode()) == (409, True)
    assert send({"do": "note", "event": "b", "before": "=new\nnote", "after": "\0"}).status == 400
    assert send({"do": "note", "event": "gone", "before": "", "after": "x"}).status == 409


@pytest.mark.parametrize(
    ("headers", "address"),
    [({"origin": "https://evil.example"}, "127.0.0.1"), ({"content_type": "text/plain"}, "127.0.0.1"),
     ({}, "0.0.0.0")],
)  # fmt: skip
def test_nobody_else_keeps_anything(path, send, monkeypatch, headers, address):
    monkeypatch.setattr(hosts, "_address", lambda: address)
    for message in ({"do": "ask"}, {"do": "keep", "choice": CHOICE.text}, {"do": "note", "event": "a", "after": "x"}):
        assert send(message, **headers).status == 403
    assert path.read_text() == CSV
    assert not path.with_suffix(".toml").exists()


@pytest.mark.parametrize("choice", ["{", '{"events": ["gone"]}', '{"hidden": ["title"]}', "x" * 6000])
def test_what_is_no_choice_is_refused_in_a_sentence(path, send, choice):
    refused = send({"do": "keep", "choice": choice, "seen": ""})
    assert refused.status in (400, 409)
    assert refused.body.decode().strip().endswith(".")
    assert path.read_text() == CSV
