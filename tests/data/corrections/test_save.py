"""A correction saved: what it does to file and journal, what is refused, and who was first."""

import os
import stat

import pytest

from data.corrections import atomic_files, history
from data.corrections.save import Cell, Correction, save
from data.errors import BadEdit, BadFile, Conflict
from data.reading.editable_files import journal_of
from tests.data.corrections.records import PLAIN, cell, change, grid, rules, saves, write


def test_one_changed_cell_is_one_changed_line_and_one_line_of_the_journal(tmp_path):
    path = write(tmp_path)
    change(path, 3, "text", "Said on day four", why="a slip")
    assert path.read_bytes().decode() == PLAIN.replace("Said on day 3", "Said on day four")
    [line] = journal_of(path).read_text("utf-8").splitlines()
    assert '"who": "aigerim", "id": "e3", "row": 3, "column": "text"' in line
    assert '"before": "Said on day 3", "after": "Said on day four", "why": "a slip"' in line


@pytest.mark.parametrize(
    ("column", "after", "advice"),
    [
        ("date", "2022-13-01", "There is no month 13"),
        ("date", "", "There is no date"),
        ("id", "e5", "Row 5 has this id already"),
        ("text", "x" * 100_001, "at most 100,000"),
        ("text", "a\0b", "U\\+0000"),
        ("text", "half \ud800", "U\\+D800"),
    ],
    ids=["a date", "no date", "an id that is taken", "a huge cell", "no text", "half a character"],
)
def test_what_cannot_be_read_is_refused_and_nothing_is_written(tmp_path, column, after, advice):
    path = write(tmp_path)
    with pytest.raises(BadEdit, match=advice):
        change(path, 3, column, after)
    assert path.read_bytes().decode() == PLAIN
    assert [file.name for file in tmp_path.iterdir()] == ["log.csv"]


def test_a_row_with_another_bad_cell_can_be_mended_cell_by_cell(tmp_path):
    path = write(tmp_path, "date,title,grade,url\n2022,a,Z9,nowhere\n2023,b,A1,https://example.org\n")
    change(path, 1, "grade", "B2")
    change(path, 1, "url", "https://example.org/a")
    assert path.read_text("utf-8").splitlines()[1] == "2022,a,B2,https://example.org/a"


def test_hostile_text_is_kept_as_it_is(tmp_path):
    path, hostile = write(tmp_path), "=cmd|' /C calc'!A0,\"<script>alert(1)</script>\";\n\u202eabc"
    for column in ("title", "text", "source"):
        change(path, 2, column, hostile)
        assert cell(path, 2, column) == hostile


def test_changes_to_different_cells_merge_and_the_same_cell_is_a_conflict(tmp_path):
    path = write(tmp_path)
    seen, before = saves(path), cell(path, 2, "title")
    assert not seen
    change(path, 2, "text", "mine", who="aigerim")
    change(path, 2, "title", "theirs", who="bolat")
    with pytest.raises(Conflict, match=r"changed meanwhile by bolat, 20.*“theirs” now, and you wrote “hers”") as found:
        save(path, Correction("aigerim", "", [Cell(2, "title", before, "hers")]), rules(path))
    assert (found.value.theirs, found.value.mine) == ("theirs", "hers")
    assert (cell(path, 2, "text"), cell(path, 2, "title")) == ("mine", "theirs")


def test_the_same_change_twice_is_one(tmp_path):
    path = write(tmp_path)
    edit = Correction("aigerim", "", [Cell(2, "title", "Event, number 2", "New")])
    save(path, edit, rules(path))
    assert not save(path, edit, rules(path)).entries
    assert len(saves(path)) == 1


def test_a_row_that_moved_since_it_was_looked_at_is_found(tmp_path):
    path = write(tmp_path)
    change(path, 1, "text", "so that there is a journal")
    seen = saves(path)[-1].after
    path.write_bytes(path.read_bytes().replace(b"e1,", b"e0,2021-12-31,An earlier one,,\r\ne1,", 1))
    save(path, Correction("aigerim", "", [Cell(4, "text", "Said on day 4", "found")], seen=seen), rules(path))
    assert (cell(path, 5, "id"), cell(path, 5, "text")) == ("e4", "found")


def test_what_another_program_changed_stands_in_the_journal(tmp_path):
    path = write(tmp_path)
    change(path, 1, "text", "mine")
    path.write_text(
        path.read_text("utf-8").replace("number 5", "number five").replace("Ministry", "Police", 1), "utf-8"
    )
    assert "changed outside: 2 cells" in history.notice(path, {})
    assert [(e.row, e.column, e.after) for e in saves(path)[-1].entries] == [
        (1, "source", "Police"), (5, "title", "Event, number five")
    ]  # fmt: skip
    assert saves(path)[-1].who == "changed outside"


def test_undo_and_redo_go_to_any_depth(tmp_path):
    path = write(tmp_path)
    states = [path.read_bytes()]
    for number in range(3):
        change(path, 2, "text", f"version {number}")
        states.append(path.read_bytes())
    save(path, Correction("aigerim", added=[{"date": "2022-02-01", "title": "One more"}]), rules(path))
    states.append(path.read_bytes())
    for state in reversed(states[:-1]):
        history.undo(path, rules(path), "bolat")
        assert path.read_bytes() == state
    with pytest.raises(BadFile, match="nothing to undo"):
        history.undo(path, rules(path), "bolat")
    for state in states[1:]:
        history.redo(path, rules(path), "bolat")
        assert path.read_bytes() == state
    with pytest.raises(BadFile, match="nothing to redo"):
        history.redo(path, rules(path), "bolat")
    assert len(saves(path)) == 12


def test_a_file_that_somebody_put_back_stays_so(tmp_path):
    path = write(tmp_path)
    change(path, 3, "text", "not meant")
    path.write_bytes(PLAIN.encode())
    assert history.notice(path, {}) == "log.csv was changed outside: 1 cells."
    assert path.read_bytes().decode() == PLAIN
    assert [(one.who, one.entries[0].after) for one in saves(path)] == [
        ("aigerim", "not meant"), ("changed outside", "Said on day 3")
    ]  # fmt: skip


def test_a_copy_of_the_file_that_a_killed_writer_did_not_keep_is_kept_later(tmp_path):
    path = write(tmp_path)
    change(path, 3, "text", "first")
    atomic_files.known(path).write_bytes(PLAIN.encode())
    os.utime(atomic_files.known(path), (1, 1))
    history.notice(path, {})
    assert atomic_files.recall(path) == path.read_bytes()


def test_history_and_undo_go_through_a_file_that_was_written_anew_with_the_same_cells(tmp_path):
    path = write(tmp_path)
    change(path, 3, "text", "first")
    path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n"))
    assert history.notice(path, {}) == "log.csv was changed outside: 0 cells."
    [first, anew] = saves(path)
    assert (first.is_known, anew.is_known, anew.is_same, anew.entries) == (True, True, True, ())
    change(path, 3, "text", "second")
    assert [step.entries[0].after for step in history.of_row(saves(path), 3)] == ["second", "first"]
    history.undo(path, rules(path), "bolat")
    history.undo(path, rules(path), "bolat")
    assert path.read_bytes().decode() == PLAIN.replace("\r\n", "\n")


def test_undo_passes_over_what_another_program_has_put_back_already(tmp_path):
    path = write(tmp_path)
    change(path, 1, "text", "first")
    change(path, 2, "text", "second")
    change(path, 2, "text", "third")
    path.write_bytes(path.read_bytes().replace(b"third", b"second").replace(b"number 5", b"number five"))
    history.undo(path, rules(path), "bolat")
    assert cell(path, 2, "text") == "Said on day 2"
    history.undo(path, rules(path), "bolat")
    assert path.read_bytes().decode() == PLAIN.replace("number 5", "number five")
    with pytest.raises(BadFile, match="nothing to undo"):
        history.undo(path, rules(path), "bolat")
    history.redo(path, rules(path), "bolat")
    history.redo(path, rules(path), "bolat")
    assert (cell(path, 1, "text"), cell(path, 2, "text")) == ("first", "second")


def test_what_another_program_writes_during_a_save_is_not_overwritten(tmp_path, monkeypatch):
    path, prepared = write(tmp_path), atomic_files.prepared
    theirs = PLAIN.replace("number 5", "number five")

    def written_meanwhile(*given):
        path.write_bytes(theirs.encode())
        return prepared(*given)

    with monkeypatch.context() as moment:
        moment.setattr(atomic_files, "prepared", written_meanwhile)
        with pytest.raises(BadFile, match=r"log\.csv was written by another program at this moment.*Save again"):
            change(path, 3, "text", "mine")
    assert (path.read_bytes().decode(), saves(path)) == (theirs, [])
    change(path, 3, "text", "mine")
    assert path.read_bytes().decode() == theirs.replace("Said on day 3", "mine")


def test_links_and_permissions_stay(tmp_path):
    (tmp_path / "real").mkdir()
    real = write(tmp_path / "real")
    real.chmod(0o640)
    link = tmp_path / "link.csv"
    link.symlink_to(real)
    change(link, 1, "text", "through the link")
    assert link.is_symlink()
    assert cell(real, 1, "text") == "through the link"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_a_file_that_cannot_be_written_is_said_and_nothing_is_lost(tmp_path):
    path = write(tmp_path)
    os.link(path, tmp_path / "twin.csv")
    with pytest.raises(BadFile, match="has several names"):
        change(path, 1, "text", "x")
    (tmp_path / "twin.csv").unlink()
    journal_of(path).mkdir()
    with pytest.raises(BadFile, match=r"its journal log\.history\.jsonl cannot be written"):
        change(path, 1, "text", "x")
    assert path.read_bytes().decode() == PLAIN


def test_a_file_that_the_disk_does_not_let_be_replaced_stays_and_its_journal_says_so(tmp_path, monkeypatch):
    path = write(tmp_path)
    replace, refused = os.replace, OSError(1, "Operation not permitted")

    def refuse(part, place):
        if os.fspath(place).endswith("log.csv"):
            raise refused
        replace(part, place)

    with monkeypatch.context() as disk:
        disk.setattr(os, "replace", refuse)
        with pytest.raises(BadFile, match=r"log\.csv cannot be written: Operation not permitted"):
            change(path, 1, "text", "never there")
    assert path.read_bytes().decode() == PLAIN
    change(path, 2, "text", "after it")
    assert cell(path, 1, "text") == "Said on day 1"
    assert [save.why for save in saves(path)] == ["", "it was not saved: the file could not be replaced", ""]


def test_history_follows_a_row_through_what_came_and_went(tmp_path):
    path = write(tmp_path)
    change(path, 4, "text", "first")
    path.write_bytes(path.read_bytes().replace(b"e1,", b"e0,2021-12-31,An earlier one,,\r\ne1,", 1))
    history.notice(path, {})
    change(path, 5, "text", "second")
    assert [step.entries[0].after for step in history.of_row(saves(path), 5)] == ["second", "first"]
    assert [step.is_new for step in history.of_row(saves(path), 1)] == [True]
    assert grid(path)[1][4][0] == "e4"
