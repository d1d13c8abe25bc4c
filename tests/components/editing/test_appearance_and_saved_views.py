"""How a record is shown and its saved views, as the page sends them: saved in the settings, or refused in words."""

from dataclasses import replace

import pytest

from components.editing import appearance_saving, saved_views_saving
from components.editing.edited_file import EditedFile
from components.editing.saving import Desk
from data import settings
from data.corrections import atomic_files, history, journal
from data.view import View
from tests.data.corrections.records import rules, table, write

CSV = 'date,title,category\n2022-01-01,A,Old\n2022-01-02,B,"Old"\n2022-01-03,C,Other\n'
TOML = """\
# Ours.
title = "T"  # the title

[[categories]]
name = "Old"
color = "#111111"

[[categories]]
name = "Other"
"""


@pytest.fixture
def path(tmp_path):
    path = write(tmp_path, CSV)
    path.with_suffix(".toml").write_text(TOML)
    return path


def at(path):
    now = table(path)
    desk = Desk(path, rules(path), now.layout.headers, "aigerim")
    return EditedFile.of(desk, now, atomic_files.digest(path.read_bytes()), journal.read(path))


def show(path, *changes, renamed=(), **more):
    sent = [{"path": list(where), "before": before, "after": after} for where, before, after in changes]
    return appearance_saving.saved(
        at(path), {"do": "show", "turn": 1, "changes": sent, "renamed": list(renamed), **more}
    )


def test_a_category_gets_another_name_in_all_its_rows_and_keeps_its_colour(path):
    done = show(path, (("categories",), ["Old", "Other"], ["Other", "New"]), renamed=[["Old", "New"]])
    assert done["kind"] == "saved"
    assert path.read_text() == CSV.replace("Old", "New")
    assert [(one.name, one.color) for one in settings.of(path).categories] == [("Other", ""), ("New", "#111111")]
    history.undo(path, rules(path), "aigerim")
    assert (path.read_text(), path.with_suffix(".toml").read_text()) == (CSV, TOML)
    assert "already" in show(path, renamed=[["Old", "Other"]])["says"]


def test_categories_that_swap_their_names_swap_their_colours(path):
    path.with_suffix(".toml").write_text(TOML + 'color = "#222222"\n')
    assert show(path, renamed=[["Old", "Other"], ["Other", "Old"]])["kind"] == "saved"
    assert {one.name: one.color for one in settings.of(path).categories} == {"Old": "#222222", "Other": "#111111"}


def test_categories_that_take_each_others_names_in_a_chain_keep_their_colours(path):
    path.with_suffix(".toml").write_text(TOML + 'color = "#222222"\n')
    assert show(path, (("categories",), ["Old", "Other"], ["Other", "New"]),
                renamed=[["Old", "Other"], ["Other", "New"]])["kind"] == "saved"  # fmt: skip
    assert {one.name: one.color for one in settings.of(path).categories} == {"Other": "#111111", "New": "#222222"}


@pytest.mark.parametrize(
    ("where", "before", "after", "says"),
    [
        (("zone",), "", "Nowhere", "no time zone"),
        (("categories", "Old", "color"), "#111111", "blue", "six digits"),
        (("categories", "Old", "shape"), "", "cloud", "circle, square"),
        (("access",), "", "everybody", "cannot be done"),
        (("title",), "T", "a\0b", "no text"),
        (("title",), "T", "x" * 30_000, "30,000 characters"),
        (("categories",), ["Old", "Other"], ["Old", "Old"], "there twice"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(path, where, before, after, says):
    told = show(path, (where, before, after))
    assert (told["kind"], says in told["says"]) == ("refused", True)
    assert path.with_suffix(".toml").read_text() == TOML
    assert appearance_saving.saved(at(path), {"do": "nothing"})["kind"] == "refused"
    assert appearance_saving.saved(at(path), None)["kind"] == "nothing"


def test_the_second_editor_sees_what_the_first_wrote(path):
    assert show(path, (("title",), "T", "Hers"))["kind"] == "saved"
    told = show(path, (("title",), "T", "His"))
    assert (told["kind"], told["path"], told["theirs"]) == ("conflict", ["title"], "Hers")
    assert show(path, (("title",), "Hers", "His"))["kind"] == "saved"


def test_a_view_is_saved_called_otherwise_made_another_and_taken_away(path):
    view = View(lanes="source", start="2022-01-01T00:00:00", end="2022-01-03T00:00:00", event="a", page="about")
    send = lambda message, on=view: saved_views_saving.saved(at(path), on, {"turn": 1, **message})  # noqa: E731
    done = send({"do": "save", "name": " Two  days ", "note": "by source"})
    assert (done["kind"], done["name"]) == ("saved", "Two days")
    [one] = settings.of(path).views
    assert (one.name, one.note, View.from_query([])) == ("Two days", "by source", View())
    assert "event" not in one.link
    assert send({"do": "save", "name": "Two days"})["kind"] == "refused"
    assert "whole record" in send({"do": "save", "name": "All"}, View())["says"]
    assert send({"do": "save", "name": ""})["kind"] == "refused"
    assert send({"do": "rename", "of": "Two days", "name": "2 days", "note": ""})["kind"] == "saved"
    assert send({"do": "update", "of": "2 days"}, replace(view, lanes="place"))["kind"] == "saved"
    [one] = settings.of(path).views
    assert (one.name, one.note, "lanes=place" in one.link) == ("2 days", "", True)
    assert send({"do": "remove", "of": "Two days"})["kind"] == "refused"
    assert send({"do": "remove", "of": "2 days"})["kind"] == "saved"
    assert settings.of(path).views == ()
    for _ in range(4):
        history.undo(path, rules(path), "aigerim")
    assert path.with_suffix(".toml").read_text() == TOML
