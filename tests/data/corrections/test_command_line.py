"""The command line that corrects a record: the same gate and journal, and an exit status."""

import json

import pytest

from data.cli import commands
from data.cli.corrections import COMMANDS
from tests.data.corrections.records import PLAIN, cell, saves, write


@pytest.fixture
def run(capsys):
    def one(*arguments):
        status = commands.main([*map(str, arguments)], COMMANDS)
        said = capsys.readouterr()
        return status, said.out, said.err

    return one


def test_an_event_is_edited_added_withdrawn_and_all_of_it_told_and_undone(tmp_path, run):
    path = write(tmp_path)
    status, out, _ = run(
        "edit", path, "e3", "date=2022-01-03~", "text=", "--why", "the hour is not known", "--who", "x"
    )
    assert (status, cell(path, 3, "date"), cell(path, 3, "text")) == (0, "2022-01-03~", "")
    assert "x: the hour is not known\n  e3  date: “2022-01-03” → “2022-01-03~”" in out
    assert run("add", path, "date=9 Jan 2022", "title=A ninth", "grade=B2")[0] == 0
    assert (cell(path, 9, "title"), cell(path, 9, "grade")) == ("A ninth", "B2")
    assert run("withdraw", path, "e2", "--why", "said of another town")[0] == 0
    assert cell(path, 2, "withdrawn") == "said of another town"
    _, out, _ = run("history", path, "e3")
    assert out.count("UTC") == 1
    _, out, _ = run("history", path, "--json")
    assert {json.loads(line)["save"] for line in out.splitlines()} == {1, 2, 3}
    assert run("check", path)[0] == 0
    assert all(run("undo", path)[0] == 0 for _ in range(3))
    assert cell(path, 3, "date") == "2022-01-03"
    assert run("redo", path)[0] == 0
    assert cell(path, 3, "date") == "2022-01-03~"


def test_two_events_are_made_one_and_one_is_made_two_and_the_file_is_printed_as_it_was_known(tmp_path, run):
    path = write(tmp_path)
    run("edit", path, "e3", "source=", "actors=Ann; Bo")
    run("edit", path, "e4", "actors=Bo; Zoe", "place=Almaty")
    status, out, _ = run("merge", path, "e3", "e4", "--who", "x")
    assert status == 0
    assert "x: e4 tells the same" in out
    said = {name: cell(path, 3, name) for name in ("title", "source", "actors", "place", "withdrawn")}
    assert said == {
        "title": "Event, number 3", "source": "Ministry", "actors": "Ann; Bo; Zoe", "place": "Almaty", "withdrawn": ""
    }  # fmt: skip
    assert (cell(path, 4, "withdrawn"), cell(path, 4, "actors")) == ("the same as e3", "Bo; Zoe")
    assert run("split", path, "e3", "date=2022-01-04", "title=And the next day")[0] == 0
    new = [cell(path, 9, name) for name in ("id", "date", "title", "actors", "withdrawn")]
    assert new == ["", "2022-01-04", "And the next day", "Ann; Bo; Zoe", ""]
    for arguments, advice in (
        (["merge", path, "e3", "e3"], "Name another one"),
        (["split", path, "e3", "date=2022-01-03"], "different"),
    ):
        status, _, err = run(*arguments)
        assert (status, advice in err) == (1, True)
    now = path.read_text("utf-8").replace("\r\n", "\n")
    assert run("history", path, "--at", "2021")[1] == PLAIN.replace("\r\n", "\n")
    assert run("history", path, "--at", saves(path)[-1].at[:19])[1] == now
    assert run("undo", path)[0] == run("undo", path)[0] == 0
    assert (cell(path, 3, "source"), cell(path, 4, "withdrawn")) == ("", "")


@pytest.mark.parametrize(
    ("arguments", "status", "advice"),
    [
        (["edit", "FILE", "e3", "date=2022-13"], 1, "Write the month as in 2022-01"),
        (["edit", "FILE", "e33", "date=2022"], 1, "Did you mean “e3”?"),
        (["edit", "FILE", "e3", "tilte=x"], 1, "Did you mean “title”?"),
        (["edit", "FILE", "e3", "date"], 2, "write 'date' as COLUMN=VALUE"),
        (["add", "FILE", "title=Without a date"], 1, "There is no date"),
        (["add", "FILE", "date=2022", "title=x", "id=e3"], 1, "Row 3 has this id already"),
        (["withdraw", "FILE", "e3"], 2, "--why"),
        (["undo", "FILE"], 1, "nothing to undo"),
        (["edit", "sqlite:///x.db", "e3", "date=2022"], 1, "Change it in the engine"),
    ],
    ids=lambda value: " ".join(value[:1]) if isinstance(value, list) else None,
)
def test_what_cannot_be_done_is_said_with_what_to_write(tmp_path, run, arguments, status, advice):
    path = write(tmp_path)
    found, _, error = run(*(path if part == "FILE" else part for part in arguments))
    assert (found, advice in error) == (status, True), error
    assert path.read_bytes().decode() == PLAIN
    assert not saves(path)


def test_what_only_bears_the_name_of_a_csv_says_what_to_do_instead(tmp_path, run):
    path = tmp_path / "log.csv"
    path.write_text('[{"date": "2022", "title": "a"}]', "utf-8")
    status, _, error = run("edit", path, "#1", "title=b")
    assert (status, "Convert it to a CSV first" in error) == (1, True)
