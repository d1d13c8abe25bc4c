"""Files that are not written: their changes lie beside them, and are read, told and undone as those of a CSV."""

import json
import threading
import zipfile
from pathlib import Path
from shutil import copy

import pyarrow as pa
import pytest
from pyarrow import parquet
from xlsxwriter import Workbook

from data.cli import commands
from data.cli.corrections import COMMANDS
from data.corrections import history
from data.corrections.journal_recovery import Known
from data.corrections.row_validation import Rules
from data.corrections.save import Cell, Correction, save
from data.dataset import opening
from data.errors import BadFile, Conflict
from data.reading import build_tables, find_event_files, reader
from data.reading.editable_files import journal_of
from data.settings import DEFAULT
from tests.data.test_workbooks import ODS

HEADERS = ("id", "date", "title", "text")
ROWS = [[f"e{number}", f"2022-01-{number:02d}", f"Event {number}", f"Said {number}"] for number in range(1, 7)]
MILL = Path(__file__).parents[2] / "samples" / "sources" / "mill.xls"


def xlsx(path, rows):
    with Workbook(path) as book:
        sheet = book.add_worksheet("Log")
        for place, row in enumerate([HEADERS, *rows]):
            sheet.write_row(place, 0, row)
        book.add_worksheet("Notes").write_row(0, 0, ["only", "words"])


def ods(path, rows):
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    lines = ("".join(map(cell.format, row)) for row in [HEADERS, *rows])
    table = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("content.xml", ODS.format(f'<table:table table:name="One">{table}</table:table>'))


def of_objects(write):
    return lambda path, rows: path.write_text(write([dict(zip(HEADERS, row, strict=True)) for row in rows]))


def in_parquet(path, rows):
    parquet.write_table(
        pa.table(dict(zip(HEADERS, zip(*rows, strict=True), strict=True))).cast(
            pa.schema([(h, pa.string()) for h in HEADERS])
        ),
        path,
    )


KINDS = {
    "xlsx": xlsx,
    "ods": ods,
    "json": of_objects(json.dumps),
    "ndjson": of_objects(lambda rows: "".join(f"{json.dumps(row)}\n" for row in rows)),
    "parquet": in_parquet,
}


@pytest.fixture
def run(capsys):
    def one(*arguments):
        status = commands.main([*map(str, arguments)], COMMANDS)
        said = capsys.readouterr()
        return status, said.out, said.err

    return one


def events(path):
    return reader.read(path).events.sort_by("row").to_pylist()


def titles(path):
    return [event["title"] for event in events(path)]


def rules(path):
    report = reader.read(path).report
    return Rules(report.columns, {}, report.zone)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_file_is_edited_beside_it_and_every_change_is_told_and_undone(tmp_path, run, kind):
    path = tmp_path / f"log.{kind}"
    KINDS[kind](path, ROWS)
    content, before = path.read_bytes(), titles(path)
    assert run("edit", path, "e3", "date=2022-01-03~", "title=Другое", "--why", "a slip", "--who", "x")[0] == 0
    assert run("add", path, "id=e7", "date=7 Jan 2022", "title=A seventh", "grade=B2")[0] == 0
    assert run("withdraw", path, "e2", "--why", "said of another town")[0] == 0
    assert run("edit", path, "e7", "title=The seventh")[0] == 0
    assert path.read_bytes() == content, "the file is its owner's"
    now = {event["id"]: event for event in events(path)}
    assert (now["e3"]["date"], now["e3"]["title"], now["e7"]["title"]) == ("2022-01-03~", "Другое", "The seventh")
    assert (now["e2"]["kind"], now["e7"]["grade"]) == ("withdrawn", "B2")
    report = reader.read(path).report
    assert any(note.startswith("Edited: 3 cells and 1 new row") for note in report.notes)
    if kind == "xlsx":
        status, out, _ = run("history", path, "e3")
        assert (status, out.count("UTC"), "date: “2022-01-03” → “2022-01-03~”" in out) == (0, 1, True)
        assert run("history", path, "e7")[1].count("UTC") == 2
        assert "Event 3" in run("history", path, "--at", "2021-12-31")[1]
        assert run("edit", path, "e3", "date=soon")[0] == 1, "what cannot be read is not saved"
    how, known = rules(path), Known()
    for _ in range(4):
        history.undo(path, how, "x", known)
    assert titles(path) == before
    with pytest.raises(BadFile, match="nothing to undo"):
        history.undo(path, how, "x", known)
    for _ in range(3):
        history.redo(path, how, "x", known)
    assert titles(path)[-1] == "A seventh"
    assert find_event_files.files(tmp_path) == [path], "the changes are no file of events"


def test_an_old_workbook_is_edited_in_the_sheet_that_is_read_and_the_others_stay_as_they_are(tmp_path, run):
    copy(MILL, path := tmp_path / "mill.xls")
    assert run("edit", path, "#4", "date=1852", "--why", "it says soon")[0] == 0
    assert not reader.read(path).report.problems
    assert json.loads(journal_of(path).read_text())["sheet"] != "Cover"
    other = Known().laid_over(path, {"sheet": "Cover"})
    assert (other.elsewhere, [*other.unplaced]) == (1, [])


def test_a_file_that_its_owner_replaced_keeps_the_changes_that_fit_and_tells_those_that_do_not(tmp_path, run):
    path = tmp_path / "log.xlsx"
    xlsx(path, ROWS)
    for name, change in (("e2", "title=Two"), ("e3", "title=Three"), ("e4", "title=Four"), ("e6", "title=Six")):
        assert run("edit", path, name, change, "--who", "aigerim")[0] == 0
    assert run("add", path, "id=e9", "date=2022-02-01", "title=Nine")[0] == 0
    new = [["e0", "2021-12-31", "A row before them", "New"], *(list(row) for row in ROWS[:5])]
    new[3][3] = "Said otherwise"  # e3
    new[4][2:] = ["Four", "Said 4, and more"]  # e4: what had been changed to is what the owner wrote
    xlsx(path, new)
    reading = reader.read(path)
    assert titles(path) == ["A row before them", "Event 1", "Two", "Event 3", "Four", "Event 5", "Nine"]
    found = {(problem.column, problem.value): problem.message for problem in reading.report.problems}
    assert len(found) == 2, found
    assert "aigerim changed “Event 3” to “Three”" in found["title", "Event 3"]
    assert "has that row no longer" in next(message for message in found.values() if "Six" in message)
    status, out, _ = run("check", path)
    assert (status, "to “Three” on" in out) == (1, True), "it is told where problems are"
    assert run("undo", path, "--change", "4")[0] == 0, "who wanted that row no longer says so"
    assert run("edit", path, "e3", "title=Three")[0] == 0, "and decides the other"
    assert not reader.read(path).report.problems
    xlsx(path, ROWS)
    assert titles(path) == ["Event 1", "Two", "Three", "Four", "Event 5", "Event 6", "Nine"]
    assert run("undo", path)[0] == 0


def test_cut_off_at_any_letter_the_changes_are_those_that_were_saved_whole(tmp_path, run):
    path = tmp_path / "log.json"
    KINDS["json"](path, ROWS)
    assert run("edit", path, "e1", "title=One", "text=First")[0] == 0
    assert run("edit", path, "e2", "title=Two")[0] == 0
    whole = journal_of(path).read_bytes()
    first = whole.index(b'{"save": 2')
    for end in range(0, len(whole) + 1, 11):
        journal_of(path).write_bytes(whole[:end])
        is_first, is_second = end >= first - 1, end >= len(whole) - 1
        said = ["One" if is_first else "Event 1", "Two" if is_second else "Event 2"]
        assert titles(path)[:2] == said
    journal_of(path).write_bytes(whole[: first + 40])
    assert run("edit", path, "e2", "title=Second")[0] == 0, "what comes after a torn line is whole"
    assert titles(path)[:2] == ["One", "Second"]


def test_two_at_once_are_merged_by_cell_and_the_same_cell_is_a_conflict(tmp_path):
    path = tmp_path / "log.parquet"
    in_parquet(path, ROWS)
    how, seen = rules(path), reader.read(path).digest
    faults = []

    def one(row, column, before):
        try:
            for turn in range(5):
                after = f"{column} {row} {turn}"
                save(path, Correction(f"writer {row}", "", [Cell(row, column, before, after)]), how, Known())
                before = after
        except Exception as fault:
            faults.append(fault)

    threads = [threading.Thread(target=one, args=(row, "text", f"Said {row}")) for row in range(1, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    assert [event["text"] for event in events(path)[:4]] == [f"text {row} 4" for row in range(1, 5)]
    with pytest.raises(Conflict, match="text 1 4"):
        save(path, Correction("late", "", [Cell(1, "text", "Said 1", "mine")], seen=seen), how)
    done = save(path, Correction("late", "", [Cell(6, "text", "Said 6", "mine")], seen=seen), how)
    assert reader.read(path).digest == done.after, "the form and the reader number the rows of the same file"
    assert history.undo(path, how, "late").undo_of == done.number


def test_a_large_file_is_read_in_bulk_with_its_changes_as_carefully(tmp_path, run, monkeypatch):
    path = tmp_path / "log.parquet"
    in_parquet(
        path, [[f"e{number}", f"2022-01-{1 + number % 28:02d}", f"Event {number}", "x"] for number in range(500)]
    )
    assert run("edit", path, "e7", "title=Seven", "place=Almaty")[0] == 0
    assert run("add", path, "id=new", "date=2022-03-01", "title=New")[0] == 0
    assert run("withdraw", path, "e8", "--why", "another town")[0] == 0
    careful = opening.open_file(path)
    monkeypatch.setattr(opening, "is_large", lambda _: True)
    monkeypatch.setattr(build_tables, "_carefully", lambda *_: pytest.fail("it is read in bulk"))
    build_tables.build(path, tmp_path / "tables", {}, DEFAULT)
    large = opening._whole(tmp_path / "tables", path, DEFAULT)
    assert large.key == careful.key
    edited = [[note for note in one.report.notes if note.startswith("Edited")] for one in (careful, large)]
    assert edited[0] == edited[1] != []
    for name in ("event", "raw", "member"):
        rows = [sorted(map(repr, one.table(name).to_pyarrow().to_pylist())) for one in (careful, large)]
        assert rows[0] == rows[1], name
    monkeypatch.undo()
    in_parquet(path, [["e7", "2022-01-08", "Event 7", "other"]])
    assert len(reader.read(path).report.problems) == 3


def test_the_changes_of_each_file_are_seen_in_its_folder(tmp_path, run):
    for number, kind in enumerate(("xlsx", "json")):
        KINDS[kind](tmp_path / f"log.{kind}", ROWS[3 * number :][:3])
    assert run("edit", tmp_path / "log.json", "e5", "title=Five")[0] == 0
    assert run("add", tmp_path / "log.xlsx", "id=new", "date=2022-03-01", "title=New")[0] == 0
    assert titles(tmp_path) == ["Event 4", "Five", "Event 6", "Event 1", "Event 2", "Event 3", "New"]
    status, _, error = run("edit", tmp_path, "e5", "title=Six")
    assert (status, "its changes are seen in all of them" in error) == (1, True)
    assert not any(".changes.jsonl" in note for note in reader.read(tmp_path).report.notes)
