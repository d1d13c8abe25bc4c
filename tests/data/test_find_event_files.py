"""Several files read as one set: a folder, a pattern."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from data import queries
from data.cli.commands import main
from data.dataset import opening
from data.errors import BadColumns, BadFile
from data.reading.reader import read
from data.view import View

FILES = {
    "a.csv": "date,title,Category,id\n2022-01-05,Fuel prices rise,State,one\n2022-13-05,Bad month,State,\n",
    "b.tsv": "When\theadline\tplace\n2022-01-06\tOn the square\tAlmaty\tbeyond\n",
    "d.ndjson": '{"date": "2022-01-07", "title": "Later", "id": "one", "category": "Protest"}\n',
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "reports"
    made.mkdir()
    for name, text in FILES.items():
        (made / name).write_text(text, "utf-8")
    pq.write_table(pa.table({"date": ["1991"], "title": ["Independence"]}), made / "c.parquet")
    (made / "notes.docx").write_bytes(b"PK")
    (tmp_path / "reports.toml").write_text('title = "Every report"', "utf-8")
    return made


def test_a_folder_is_one_set_in_the_order_of_the_names_with_the_columns_of_all(folder):
    found = read(folder)
    titles = ["Fuel prices rise", "On the square", "Independence", "Later"]
    assert found.events["title"].to_pylist() == titles
    assert found.events["category"].to_pylist() == ["State", "", "", "Protest"]
    assert found.events["place"].to_pylist() == ["", "Almaty", "", ""]
    assert found.report.file == "reports"
    assert (found.report.rows, found.report.events) == (5, 4)
    assert found.report.headers == ("date", "title", "Category", "id", "place")


def test_each_problem_names_file_and_row_there(folder):
    found = read(folder).report
    said = {(problem.row, problem.column): problem.message for problem in found.problems}
    assert said[2, "date"].startswith("a.csv, row 2: ")
    assert said[3, ""].startswith("b.tsv, row 1: This row has 4 cells")
    assert said[5, "id"].startswith("d.ndjson, row 1: Row 1 of a.csv has this id already, so this one is called one-2")
    assert "Rows are counted through all files: a.csv from 1, b.tsv from 3, c.parquet from 4, d.ndjson from 5." in (
        found.notes
    )
    assert "Not read, for they are of no kind that is known: notes.docx." in found.notes


def test_a_file_that_ends_in_the_middle_is_told_though_others_follow(folder):
    (folder / "a.csv").write_text('date,title\n2022,"cut', "utf-8")
    assert any(problem.message.startswith("a.csv, row 1: The file ends") for problem in read(folder).report.problems)


def test_a_pattern_takes_the_files_that_fit(folder):
    assert read(folder / "*.[ct]sv").events["title"].to_pylist() == ["Fuel prices rise", "On the square"]
    assert opening.open_file(folder / "*.csv").settings.title == "Every report"


def test_a_file_that_is_added_changed_or_taken_away_is_noticed(folder):
    stamps = [opening.stamp(folder)]
    (folder / "e.csv").write_text(FILES["a.csv"], "utf-8")
    stamps.append(opening.stamp(folder))
    (folder / "e.csv").write_text(FILES["a.csv"] + "1991,More,,\n", "utf-8")
    stamps.append(opening.stamp(folder))
    (folder.parent / "reports.toml").write_text("", "utf-8")
    stamps.append(opening.stamp(folder))
    (folder / "a.csv").unlink()
    stamps.append(opening.stamp(folder))
    assert len(set(stamps)) == 5


def test_the_same_questions_are_asked_of_it(folder):
    dataset = opening.open_file(folder)
    event, member = dataset.table(), dataset.table("member")
    shown = queries.visible(event, member, View(words="square")).to_pyarrow()
    assert shown["title"].to_pylist() == ["On the square"]


def test_what_cannot_be_read_says_which_file_and_why(folder, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(BadFile, match="no file of events in the folder"):
        read(empty)
    with pytest.raises(BadFile, match="No file fits the pattern"):
        read(folder / "*.xls")
    (folder / "e.csv").write_text("when it was nice,title\nlater,Rain\n", "utf-8")
    with pytest.raises(BadFile, match=r"No column was found for “date” in e\.csv"):
        read(folder)
    with pytest.raises(BadColumns):
        read(folder / "e.csv*")
    (folder / "e.csv").write_text("date,title\n", "utf-8")
    assert "e.csv has a header and no rows." in read(folder).report.notes
    with pytest.raises(BadFile, match="No file of"):
        read(folder / "e.*")


def test_check_and_convert_take_a_folder_or_a_pattern(folder, tmp_path, capsysbinary):
    assert main(["check", str(folder), "--json"]) == 1
    assert json.loads(capsysbinary.readouterr().out)["events"] == 4
    assert main(["convert", str(folder / "*.csv"), str(folder / "a.csv")]) == 1
    assert main(["convert", f"{folder}/", str(tmp_path / "all.csv")]) == 0
    assert "Independence" in (tmp_path / "all.csv").read_text("utf-8")
