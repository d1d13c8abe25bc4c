"""The command line, as a person or their CI uses it."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pyarrow.parquet
import pytest

from data.cli import commands
from tests.data.test_reader import ASKED, SAMPLES, SHIPPED

ROOT = Path(__file__).parents[2]
EVERY_FORM = ROOT / "data" / "example-of-every-form.csv"
KEYS = ["file", "encoding", "delimiter", "skipped", "columns", "rows", "events", "notes", "problems"]


def run(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "data.cli.commands", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("path", [SHIPPED, EVERY_FORM], ids=lambda path: path.name)
def test_the_shipped_files_have_no_problems(path):
    done = run("check", path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "No problems." in done.stdout


def test_check_prints_what_was_understood_and_each_problem():
    done = run("check", SAMPLES / "bad-cells.csv")
    assert done.returncode == 1
    for said in ("UTF-8", "comma", "7 rows, 3 events", "Row 3, no event", "“2022-13-01”", "This row is empty"):
        assert said in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 100


def test_check_prints_json_for_programs():
    done = run("check", SAMPLES / "title-lines.csv", "--json")
    report = json.loads(done.stdout)
    assert done.returncode == 0
    assert list(report) == KEYS
    assert report["columns"] == {"date": "Date", "title": "Headline", "category": "Group"}
    assert (report["file"], report["encoding"], report["delimiter"]) == ("title-lines.csv", "utf-8", ";")
    assert (report["rows"], report["events"], report["problems"]) == (2, 2, [])
    assert report["skipped"][1] == "printed on 7 January"


def test_check_names_the_cell_in_json():
    report = json.loads(run("check", SAMPLES / "bad-cells.csv", "--json").stdout)
    assert {frozenset(problem) for problem in report["problems"]} == {frozenset(("row", "column", "value", "message"))}
    problem = next(problem for problem in report["problems"] if problem["row"] == 3)
    assert (problem["column"], problem["value"]) == ("date", "2022-13-01")


def test_check_says_how_to_settle_what_the_file_leaves_open(tmp_path, capfdbinary):
    dates, letters = tmp_path / "dates.csv", tmp_path / "letters.csv"
    dates.write_text("date,title\n1/5/2022,Rain\n")
    letters.write_bytes("date,title\n2022,地震\n".encode("cp932"))
    for path, name, value in ((dates, "order", "month"), (letters, "encoding", "shift_jis")):
        assert commands.main(["check", str(path)]) == 1
        assert f"--map {name}=".encode() in capfdbinary.readouterr().err
        assert commands.main(["check", str(path), "--map", f"{name}={value}"]) == 0
        assert capfdbinary.readouterr().err == b""


def test_check_takes_the_users_choice_of_columns(tmp_path):
    path = tmp_path / "asked.csv"
    path.write_text(ASKED)
    done = run("check", path)
    assert done.returncode == 1
    assert "--map title=notiert" in done.stderr
    done = run("check", path, "--map", "date=wer", "--map", "title=hier", "--json")
    assert (done.returncode, json.loads(done.stdout)["events"]) == (0, 2)


def test_check_takes_several_files_and_folders_and_its_status_is_that_of_the_worst(tmp_path, capfdbinary):
    (tmp_path / "many").mkdir()
    for name in ("a.csv", "b.csv"):
        (tmp_path / "many" / name).write_text("when,title\n2022-01-05,Rain\n")
    (tmp_path / "bad.csv").write_text("date,title\nnever,Rain\n")
    well, bad = str(tmp_path / "many"), str(tmp_path / "bad.csv")
    assert commands.main(["check", well, well]) == 0
    assert capfdbinary.readouterr().out.count(b"2 rows, 2 events") == 2
    assert commands.main(["check", well, bad, str(tmp_path / "none.csv"), "--json"]) == 1
    reports = json.loads(capfdbinary.readouterr().out)
    assert [report["events"] for report in reports] == [2, 0, 0]
    assert "There is no file" in reports[2]["error"]


def test_what_was_assumed_comes_last_and_is_in_the_json(tmp_path, capfdbinary):
    path = tmp_path / "days.csv"
    path.write_text("date,title\n5 January 2022,Rain\nnever,Sun\n")
    assert commands.main(["check", str(path)]) == 1
    said = capfdbinary.readouterr().out.decode()
    assert said.index("Row 2") < said.index("1 problem") < said.index("Noted\n  Dates that are spelled out")
    commands.main(["check", str(path), "--json"])
    assert json.loads(capfdbinary.readouterr().out)["notes"][0].startswith("Dates that are spelled out")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("chekc", SHIPPED),
        ("check",),
        ("check", SHIPPED, "--map", "date"),
        ("check", SHIPPED, "--map", "dat=when"),
        ("check", SHIPPED, "--nonsense"),
        ("convert", SHIPPED),
        ("convert", SHIPPED, "out.xlsx"),
    ],
)
def test_wrong_use_is_said_with_status_2(arguments):
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("none.csv", "There is no file"),
        (SAMPLES / "*.none", "No file fits the pattern"),
        (SAMPLES / "russian-koi8.csv", "not in UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_sentence_also_in_json(path, says):
    done = run("check", path, "--json")
    assert done.returncode == 1
    assert says in done.stderr
    assert says in json.loads(done.stdout)["error"]


def test_a_chosen_column_that_is_not_there_is_said():
    done = run("check", SHIPPED, "--map", "date=dates")
    assert done.returncode == 1
    assert "There is no column 'dates' in the file. Did you mean “date”?" in done.stderr


def converted(path, out, *more):
    done = run("convert", path, out, *more)
    assert done.returncode == 0, done.stderr
    if out.suffix == ".json":
        return json.loads(out.read_text("utf-8"))
    if out.suffix == ".parquet":
        return pyarrow.parquet.read_table(out).to_pylist()
    with out.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("suffix", [".csv", ".json", ".parquet"])
def test_convert_writes_every_event_as_understood(suffix, tmp_path):
    rows = converted(EVERY_FORM, tmp_path / f"out{suffix}")
    with EVERY_FORM.open(encoding="utf-8", newline="") as file:
        written = list(csv.DictReader(file))
    assert [row["title"] for row in rows] == [row["title"] for row in written]
    assert [row["weather"] for row in rows] == [row["weather"] for row in written]
    assert all(row["id"] for row in rows)
    coin = next(row for row in rows if row["title"] == "A coin lost on the beach")
    assert (coin["start"], coin["end"]) == ("-0043-01-01T00:00:00", "-0042-01-01T00:00:00")
    lamp = next(row for row in rows if row["title"] == "The age of the lamp")
    assert (lamp["start"], lamp["precision"]) == ("1887-06-01T00:00:00", "month")
    assert not lamp["end"]
    more = next(row for row in rows if row["title"] == "Two or three more, further down the coast")
    assert (float(more["low"]), float(more["high"]), str(more["is_increment"]).lower()) == (2, 3, "true")
    assert not list(tmp_path.glob(".*"))


def test_the_three_formats_say_the_same(tmp_path):
    as_csv, as_json, as_parquet = (
        converted(EVERY_FORM, tmp_path / f"out{end}") for end in (".csv", ".json", ".parquet")
    )
    assert as_json == as_parquet
    assert [list(row) for row in as_csv] == [list(row) for row in as_json]
    texts = [{key: "" if value is None else str(value) for key, value in row.items()} for row in as_json]
    assert [{**row, "is_increment": row["is_increment"].title(), "is_approximate": row["is_approximate"].title()}
            for row in as_csv] == texts  # fmt: skip


def test_convert_leaves_out_what_is_no_event_and_says_so(tmp_path):
    done = run("convert", SAMPLES / "bad-cells.csv", tmp_path / "out.json")
    assert done.returncode == 0
    assert "3 events" in done.stderr
    assert "4 rows are no event" in done.stderr


@pytest.mark.parametrize("out", ["no such folder/out.csv", "same.csv"])
def test_convert_that_cannot_is_said_and_leaves_everything_as_it_was(out, tmp_path):
    path = tmp_path / "same.csv"
    path.write_bytes(SHIPPED.read_bytes())
    done = run("convert", path, tmp_path / out)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert path.read_bytes() == SHIPPED.read_bytes()
    assert [found.name for found in tmp_path.iterdir()] == ["same.csv"]


def test_the_commands_need_no_streamlit_no_plotly_and_no_engine():
    code = "import sys, data.cli.commands; print({'streamlit', 'plotly', 'ibis', 'duckdb'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_what_is_printed_cannot_drive_a_terminal(tmp_path):
    path = tmp_path / "events.csv"
    path.write_text("date,title,a\x1b[31m\n2022-13-01\x1b]0;owned\x07,x\u202e,y\n", encoding="utf-8")
    done = run("check", path)
    assert not {"\x1b", "\x07", "\u202e"} & set(done.stdout + done.stderr)
    assert os.linesep in done.stdout


def test_an_engine_s_table_is_checked_where_it_is_and_not_converted(tmp_path, capfdbinary):
    file = tmp_path / "incidents.duckdb"
    with duckdb.connect(str(file)) as con:
        con.execute(
            "create table incident as from (values (date '2022-01-05', 'Rain'), (null, 'Sun')) as t (date, title)"
        )
    assert commands.main(["check", f"{file}#incident"]) == commands.BAD
    said = capfdbinary.readouterr().out.decode()
    assert "2 rows, 1 event" in said
    assert "Delimiter" not in said
    assert commands.main(["convert", str(file), str(tmp_path / "out.csv")]) == commands.MISUSED
    assert "Use “export”" in capfdbinary.readouterr().err.decode()


def test_an_address_on_the_command_line_is_an_address_and_no_file(capfdbinary):
    assert commands.main(["check", "postgres://reader@host/db"]) == commands.BAD
    assert "The address does not say which table holds the events." in capfdbinary.readouterr().err.decode()
