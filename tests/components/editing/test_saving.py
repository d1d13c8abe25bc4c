"""What the form sends becomes a correction, or a sentence."""

from dataclasses import replace

import pytest

from components.cache import editable_files
from components.editing.edited_file import edited_file
from components.editing.find_replace_and_set_all import save_many
from components.editing.saving import Desk, add_rows, saved
from data.corrections.save import Cell
from data.dataset import opening
from tests.data.corrections.records import PLAIN, cell, change, rules, saves, table, write
from tests.large_record import thought_large


@pytest.fixture
def desk(tmp_path):
    path = write(tmp_path)
    return Desk(path, rules(path), table(path).layout.headers, "aigerim")


def edit(**fields):
    return {"do": "edit", "turn": 7, "row": 3, "id": "e3", "seen": "", "why": "a slip",
            "cells": {"text": ["Said on day 3", "Said on day four"]}, **fields}  # fmt: skip


def test_a_change_is_saved_with_who_and_why(desk):
    told = saved(desk, edit())
    assert told == {"turn": 7, "kind": "saved", "says": "Saved: 1 row.", "id": "e3"}
    assert cell(desk.path, 3, "text") == "Said on day four"
    assert [(one.who, one.why) for one in saves(desk.path)] == [("aigerim", "a slip")]


def test_the_reason_for_many_changes_and_for_new_rows_stands_in_the_journal(desk):
    assert save_many(desk, [Cell(3, "text", "Said on day 3", "now")], [], "", " a  slip ")[0]
    assert add_rows(desk, [{"date": "2022-02-01", "title": "New"}], "from a report")[0]
    assert [one.why for one in saves(desk.path)] == ["a slip", "from a report"]


def test_a_new_event_is_chosen_and_can_have_a_new_column(desk):
    told = saved(desk, edit(do="add", cells={"date": ["", "9 Jan 2022"], "title": ["", "New"], "grade": ["", "B2"]}))
    assert (told["kind"], told["id"][:4]) == ("saved", "new-")
    assert (cell(desk.path, 9, "title"), cell(desk.path, 9, "grade")) == ("New", "B2")


def test_a_row_is_withdrawn_with_its_reason_restored_and_all_of_it_undone(desk):
    assert saved(desk, edit(do="withdraw", why=" ", before=""))["kind"] == "refused"
    assert saved(desk, edit(do="withdraw", why="said of another town", before=""))["kind"] == "saved"
    assert cell(desk.path, 3, "withdrawn") == "said of another town"
    assert saved(desk, {"do": "undo", "turn": 8})["says"] == "Taken back: 1 row."
    assert saved(desk, {"do": "redo", "turn": 9})["kind"] == "saved"
    assert saved(desk, edit(do="restore", before="said of another town"))["kind"] == "saved"
    assert cell(desk.path, 3, "withdrawn") == ""


def test_a_cell_that_somebody_else_changed_comes_back_with_both_values(desk):
    saved(Desk(desk.path, desk.rules, desk.headers, "bolat"), edit())
    told = saved(desk, edit(cells={"text": ["Said on day 3", "mine"]}))
    assert (told["kind"], told["conflict"]) == ("conflict", {"column": "text", "theirs": "Said on day four"})
    assert "by bolat" in told["says"]


def test_a_change_that_is_sent_again_changes_nothing(desk):
    saved(desk, edit())
    assert saved(desk, edit())["says"] == "It says that already."
    assert len(saves(desk.path)) == 1


@pytest.mark.parametrize(
    "message",
    [
        None, "edit", {}, {"do": "delete"}, edit(cells={}), edit(cells=[]), edit(cells={"text": "x"}), edit(row=99),
        edit(cells={"text": [1, 2]}), edit(row="3; drop"), edit(cells={"date": ["2022-01-03", "2022-13"]}),
        edit(cells={"text": ["Said on day 3", "x" * 100_001]}), edit(cells={"a\0b": ["", "x"]}),
        edit(cells={"x" * 200: ["", "x"]}),
    ],
    ids=lambda message: str(message)[:60],
)  # fmt: skip
def test_what_no_form_sends_changes_nothing(desk, message):
    assert saved(desk, message)["kind"] in ("refused", "nothing")
    assert desk.path.read_bytes().decode() == PLAIN
    assert not saves(desk.path)


def test_a_row_is_that_of_the_data_set_though_another_program_has_just_written_the_file(tmp_path):
    path = write(tmp_path)
    change(path, 1, "text", "so that there is a journal")
    shown = opening.open_file(path)
    assert edited_file(path, shown, {}, "aigerim").digest == shown.digest
    path.write_bytes(path.read_bytes().replace(b"e1,", b"e0,2021-12-31,An earlier one,,\r\ne1,", 1))
    at = edited_file(path, shown, {}, "aigerim")
    assert (at.table.cells(3)[0], at.digest) == ("e3", shown.digest)
    assert saved(at.desk, edit(seen=at.digest))["kind"] == "saved"
    assert (cell(path, 4, "id"), cell(path, 4, "text")) == ("e3", "Said on day four")
    assert cell(path, 3, "text") == "Said on day 2"
    unseen = edited_file(path, replace(shown, digest="of a moment that nobody saw"), {}, "aigerim")
    refused = saved(unseen.desk, edit(seen=unseen.digest))
    assert (refused["kind"], "changed outside meanwhile" in refused["says"]) == ("refused", True)


def test_a_large_file_is_edited_without_being_read_until_it_is_saved_or_was_changed_outside(tmp_path):
    with thought_large(tmp_path) as shown:
        path = tmp_path / "events.csv"
        known = editable_files.known(path, {})
        at = edited_file(path, shown, {}, "aigerim")
        numbers = range(at.count + 2)
        cells = at.cells(numbers)
        assert known.held is None
        assert cells == {row: at.table.cells(row) for row in numbers[1:-1]}
        known.held = None
        pair = ["Prices 1 rise", "Prices fell"]
        merge = {"do": "merge", "turn": 1, "row": 2, "id": "x", "other": "none"}
        assert "no event" in saved(at.desk, {**merge, "seen": at.digest})["says"]
        assert saved(at.desk, edit(row=2, id="", seen=at.digest, cells={"title": pair}))["kind"] == "saved"
        assert cell(path, 2, "title") == "Prices fell"
        path.write_bytes(path.read_bytes() + b"2022-01-01,Another\n")
        edited_file(path, shown, {}, "aigerim")
        assert [one.is_outside for one in saves(path)] == [False, True]


FIGURES = """id,date,title,text,metric,value,source
f1,2022-01-05,Detained and killed,Two things at once,killed,~20,Ministry
f2,2022-01-06,Calm,,,,
"""


def test_one_event_is_made_two_and_one_undo_makes_them_one_again(tmp_path):
    path = write(tmp_path, FIGURES)
    opened = edited_file(path, opening.open_file(path), {}, "aigerim")
    message = {"do": "split", "turn": 7, "row": 1, "id": "f1", "seen": opened.digest, "why": "",
               "cells": {"date": ["", "2022-01-06"], "title": ["", "Killed"], "id": ["", "f3"]},
               "taken": ["metric", "value"], "left": ["text"]}  # fmt: skip
    told = saved(opened.desk, message)
    assert (told["kind"], told["says"]) == ("saved", "Saved: 2 rows.")
    first, *_, last = path.read_text("utf-8").splitlines()[1:]
    assert first == "f1,2022-01-05,Detained and killed,Two things at once,,,Ministry"
    assert last == "f3,2022-01-06,Killed,,killed,~20,Ministry"
    assert [one.why for one in saves(path)] == ["f1 tells two things"]
    assert saved(opened.desk, {"do": "undo", "turn": 8})["kind"] == "saved"
    assert path.read_text("utf-8") == FIGURES


@pytest.mark.parametrize(("change", "says"), [
    ({"seen": "another"}, "The file was changed meanwhile."),
    ({"taken": ["nothing"]}, "has no column “nothing”"),
    ({"row": 9}, "This row is there no longer."),
    ({"taken": [], "left": [], "cells": {"title": ["", "Detained and killed"]}}, "the same as the old one"),
])  # fmt: skip
def test_what_cannot_be_split_is_refused_in_a_sentence(tmp_path, change, says):
    path = write(tmp_path, FIGURES)
    opened = edited_file(path, opening.open_file(path), {}, "aigerim")
    message = {"do": "split", "turn": 7, "row": 1, "id": "f1", "seen": opened.digest, "why": "",
               "cells": {"title": ["", "Killed"]}, "taken": ["value"], "left": [], **change}  # fmt: skip
    told = saved(opened.desk, message)
    assert told["kind"] == "refused"
    assert says in told["says"]
    assert path.read_text("utf-8") == FIGURES
