"""The settings beside a file are changed as its cells are: through the journal, whole, and taken back like them."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from data import settings as settings_files
from data.corrections import atomic_files, history
from data.corrections.save import Cell, Correction, save
from data.errors import BadFile, BadSettings, Conflict
from data.reading import build_tables
from tests.data.corrections.records import PLAIN, cell, change, rules, saves, write

ROOT = Path(__file__).parents[3]
TITLE = ("title",)
TOML = '# Ours.\ntitle = "Old"  # the title\nzone = "UTC"\n'
KILLED = """
import os, signal, sys
from pathlib import Path
from data.corrections.save import Cell, Correction, save
from tests.data.corrections.records import rules
for folder in sys.argv[1:]:
    place = Path(folder) / "log.csv"
    how, step = rules(place), int(Path(folder).name)
    if not os.fork():
        left = [step]
        def counted(event, arguments):
            if str(folder) in str(arguments) and event in ("open", "os.rename", "os.remove", "os.chmod"):
                left[0] -= 1
                if left[0] < 0:
                    os.kill(os.getpid(), signal.SIGKILL)
        sys.addaudithook(counted)
        cells = [Cell(3, "text", "Said on day 3", "after")]
        save(place, Correction("killed", "", cells, settings={("title",): ("Old", "New")}), how)
        os._exit(0)
    os.wait()
"""
STEPS = 26


def with_settings(folder, text=TOML):
    path = write(folder)
    path.with_suffix(".toml").write_text(text)
    return path


def title(path, before, after, who="aigerim"):
    return save(path, Correction(who, "", settings={TITLE: (before, after)}), rules(path))


def said(path):
    return path.with_suffix(".toml").read_text()


def test_a_value_is_one_line_of_the_settings_and_of_the_journal_and_is_taken_back(tmp_path):
    path = with_settings(tmp_path)
    title(path, "Old", "New")
    assert said(path) == TOML.replace("Old", "New")
    assert path.read_bytes().decode() == PLAIN
    [one] = saves(path)
    assert (one.who, [(each.path, each.before, each.after) for each in one.settings]) == (
        "aigerim", [(TITLE, "Old", "New")])  # fmt: skip
    change(path, 3, "text", "a cell in between")
    history.undo(path, rules(path), "aigerim")
    history.undo(path, rules(path), "aigerim")
    assert said(path) == TOML
    assert path.read_bytes().decode() == PLAIN
    history.redo(path, rules(path), "aigerim")
    history.redo(path, rules(path), "aigerim")
    assert cell(path, 3, "text") == "a cell in between"
    assert "New" in said(path)
    with pytest.raises(BadFile, match="nothing to redo"):
        history.redo(path, rules(path), "aigerim")


def test_settings_that_another_program_writes_during_a_save_are_not_overwritten(tmp_path, monkeypatch):
    path, prepared = with_settings(tmp_path), atomic_files.prepared

    def written_meanwhile(*given):
        path.with_suffix(".toml").write_text(TOML + "# theirs\n")
        return prepared(*given)

    with monkeypatch.context() as moment:
        moment.setattr(atomic_files, "prepared", written_meanwhile)
        with pytest.raises(BadFile, match=r"log\.toml was written by another program at this moment"):
            title(path, "Old", "New")
    assert (said(path), saves(path)) == (TOML + "# theirs\n", [])


def test_cells_and_settings_are_one_change(tmp_path):
    path = write(tmp_path)
    path.chmod(0o640)
    cells = [Cell(3, "text", "Said on day 3", "now")]
    done = save(path, Correction("one", "", cells, settings={TITLE: (None, "New")}), rules(path))
    assert (len(done.entries), len(done.settings)) == (1, 1)
    assert settings_files.of(path).title == "New"
    assert path.with_suffix(".toml").stat().st_mode & 0o777 == 0o640
    history.undo(path, rules(path), "one")
    assert (path.read_bytes().decode(), settings_files.of(path).title) == (PLAIN, "")


def test_the_second_of_two_editors_is_told_and_other_values_merge(tmp_path):
    path = with_settings(tmp_path)
    title(path, "Old", "Mine", who="tomas")
    with pytest.raises(Conflict, match=r"title was changed meanwhile by tomas.*says “Mine” now, and you wrote “Yours”"):
        title(path, "Old", "Yours")
    title(path, "Old", "Mine")  # the same again is nothing
    save(path, Correction("aigerim", "", settings={("zone",): ("UTC", "Asia/Almaty")}), rules(path))
    assert said(path) == TOML.replace("Old", "Mine").replace("UTC", "Asia/Almaty")
    assert len(saves(path)) == 2


@pytest.mark.parametrize(
    ("at", "value", "advice"),
    [
        (("zone",), "Mars/Base", "Write a place of the time zone database"),
        (("categories", "A", "color"), "red", "six digits"),
        (("nonsense",), "x", "no setting called"),
        (("briefing", "hidden"), ["everything"], "no slide that can be left out"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_nothing_is_written(tmp_path, at, value, advice):
    path = with_settings(tmp_path)
    wanted: dict[tuple[str, ...], tuple[Any, Any]] = {at: ("UTC" if at == ("zone",) else None, value)}
    if at[0] == "categories":
        wanted["categories",] = (None, ["A"])
    with pytest.raises(BadSettings, match=advice):
        save(path, Correction("one", "", settings=wanted), rules(path))
    assert (said(path), saves(path)) == (TOML, [])


def test_a_writer_that_is_killed_leaves_both_files_as_they_were_or_as_they_were_meant(tmp_path):
    folders = [tmp_path / f"{step}" for step in range(STEPS)]
    for folder in folders:
        folder.mkdir()
        with_settings(folder)
    subprocess.run([sys.executable, "-c", KILLED, *map(str, folders)], cwd=ROOT, check=True, timeout=120)
    states = set()
    for folder in folders:
        path = folder / "log.csv"
        assert said(path) in (TOML, TOML.replace("Old", "New"))
        history.notice(path, {})
        states.add((cell(path, 3, "text"), settings_files.of(path).title, len(saves(path))))
        assert not list(folder.glob(".*.part"))
    assert states == {("Said on day 3", "Old", 0), ("after", "New", 1)}


def test_settings_are_finished_though_the_file_was_changed_outside_after_its_writer_was_killed(tmp_path):
    path = with_settings(tmp_path)
    change(path, 1, "text", "so that there is a journal")
    cells = [Cell(3, "text", "Said on day 3", "after")]
    before = atomic_files.recall(path)
    save(path, Correction("killed", "", cells, settings={TITLE: ("Old", "New")}), rules(path))
    path.with_suffix(".toml").write_text(TOML)  # as it is where the writer was killed between the two
    atomic_files.known(path).write_bytes(before or b"")
    path.write_bytes(path.read_bytes().replace(b"number 5", b"number five"))
    history.notice(path, {})
    assert said(path) == TOML.replace("Old", "New")
    assert [(entry.row, entry.after) for entry in saves(path)[-1].entries] == [(5, "Event, number five")]


def test_both_files_that_somebody_put_back_stay_so(tmp_path):
    path = with_settings(tmp_path)
    cells = [Cell(3, "text", "Said on day 3", "after")]
    save(path, Correction("one", "", cells, settings={TITLE: ("Old", "New")}), rules(path))
    path.write_bytes(PLAIN.encode())
    path.with_suffix(".toml").write_text(TOML)
    history.notice(path, {})
    assert (path.read_bytes().decode(), said(path)) == (PLAIN, TOML)


def test_how_a_file_is_shown_changes_nothing_in_its_tables(tmp_path):
    path = with_settings(tmp_path)
    before = build_tables.name(path, settings_files.of(path), {})
    title(path, "Old", "New")
    assert build_tables.name(path, settings_files.of(path), {}) == before
    save(path, Correction("one", "", settings={("zone",): ("UTC", "Asia/Almaty")}), rules(path))
    assert build_tables.name(path, settings_files.of(path), {}) != before
