"""A set after a save, made of the one before it, is the one that the file gives when it is read again."""

import pytest

from data.corrections import history
from data.corrections.incremental_update import patched
from data.corrections.row_validation import Rules
from data.corrections.save import Cell, Correction, save
from data.dataset import opening
from tests.data.corrections.records import table, write

ROWS = "".join(
    f'e{n},2022-01-{n:02d},"Event, number {n}",Said,Police; Army,{n % 3},cat {n % 2},own {n}\n' for n in range(1, 9)
)
TEXT = f"id,date,title,text,actors,importance,category,mine\n{ROWS}bad,2022-13,Not read,,,,,\n"
CHANGES = {
    "a title": Correction("x", "", [Cell(3, "title", "Event, number 3", "Anew")]),
    "a date": Correction("x", "", [Cell(3, "date", "2022-01-03", "2022-01~")]),
    "names and a column of one's own": Correction("x", "", [Cell(2, "actors", "Police; Army", "Army; Navy"),
                                                             Cell(2, "mine", "own 2", "other")]),
    "a new row": Correction("x", "", added=[{"date": "2021", "title": "Earlier", "actors": "Navy"}]),
    "a row withdrawn": Correction("x", "no", [Cell(4, "withdrawn", "", "no, it was not")], columns=["withdrawn"]),
    "a problem mended": Correction("x", "", [Cell(9, "title", "Not read", "Not read yet")]),
}  # fmt: skip
READ_AGAIN = {
    "a date that was none": Correction("x", "", [Cell(9, "date", "2022-13", "2022-12")]),
    "a time of day": Correction("x", "", [Cell(1, "date", "2022-01-01", "2022-01-01T10:00")]),
    "a new column of one's own": Correction("x", "", [Cell(1, "shoe size", "", "43")], columns=["shoe size"]),
}


def saved(tmp_path, correction):
    path = write(tmp_path, TEXT)
    before = opening.open_file(path)
    rules = Rules(before.report.columns, {}, before.report.zone)
    done = save(path, correction, rules)
    return path, patched(before, done, table(path), rules)


def tables(dataset):
    names = ("event", "member", "raw")
    found = {name: dataset.table(name).to_pyarrow().to_pylist() for name in names}
    return {name: sorted(rows, key=str) for name, rows in found.items()}


@pytest.mark.parametrize("correction", CHANGES.values(), ids=list(CHANGES))
def test_it_is_what_the_file_gives_when_it_is_read_again(tmp_path, correction):
    path, made = saved(tmp_path, correction)
    again = opening.open_file(path)
    assert made is not None
    assert tables(made) == tables(again)
    for name in ("headers", "columns", "rows", "events", "notes"):
        assert getattr(made.report, name) == getattr(again.report, name)
    assert [*made.report.problems] == [*again.report.problems]
    assert [made.table(name).count().execute() for name in made.tallies] == [
        again.table(name).count().execute() for name in again.tallies
    ]


@pytest.mark.parametrize("correction", READ_AGAIN.values(), ids=list(READ_AGAIN))
def test_what_says_something_of_other_rows_is_read_again(tmp_path, correction):
    _, made = saved(tmp_path, correction)
    assert made is None


def test_what_goes_with_an_undo_is_read_again(tmp_path):
    path, made = saved(tmp_path, CHANGES["a new row"])
    rules = Rules(made.report.columns, {}, made.report.zone)
    assert patched(made, history.undo(path, rules, "x"), table(path), rules) is None
