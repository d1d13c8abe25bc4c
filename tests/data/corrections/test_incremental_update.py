"""A set after a save, made of the one before it, is the one that the file gives when it is read again."""

import random
from typing import Any

import numpy as np
import pytest

from data import answers
from data.answers.answerer import Grouping
from data.corrections import history
from data.corrections.incremental_update import patched
from data.corrections.row_validation import Rules
from data.corrections.save import Cell, Correction, save
from data.dataset import opening
from data.errors import BadEdit, BadFile
from data.view import View
from tests.data.corrections.records import table, write
from tests.large_record import thought_large

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
    assert made.digest == again.digest
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


def test_a_row_is_read_again_whose_untouched_date_only_the_whole_column_settles(tmp_path):
    dates = ["05/01/2022"] * 400
    dates[1] = "13/01/2022"  # among the rows that are not read beside a changed one
    path = write(tmp_path, "date,title\n" + "".join(f"{date},Event {n}\n" for n, date in enumerate(dates, 1)))
    before = opening.open_file(path)
    rules = Rules(before.report.columns, {}, before.report.zone)
    done = save(path, Correction("x", "", [Cell(200, "title", "Event 200", "Anew")]), rules)
    assert opening.open_file(path).report.events == 400
    assert patched(before, done, table(path), rules) is None


def everything(dataset):
    """The tables of a set, those that count among them, as sets of rows; and what is known of how it was read."""
    names = ("event", "member", "raw", *dataset.tallies, *({dataset.claims} - {"event"}))
    found = {name: sorted(map(str, dataset.table(name).to_pyarrow().to_pylist())) for name in names}
    answerer: Any = answers.of(dataset, View(), GROUPING)
    columns = answerer.selection.columns
    found |= {f"{name} in memory": columns.numbers[name].tolist() for name in columns.numbers}
    found |= {f"{name} in memory": text.take(np.arange(columns.events)) for name, text in columns.texts.items()}
    found |= {f"all {name}": columns.texts[name].values.to_pylist() for name in columns.coded}
    said = ("headers", "columns", "rows", "events", "zone")
    return found | {name: getattr(dataset.report, name) for name in said} | {"problems": [*dataset.report.problems]}


def random_change(chance, path, how, turn):
    """An edit of some cells, a new row, a row withdrawn, or the last change taken back; saved."""
    what, now = chance.choice(("edit", "edit", "edit", "many", "add", "withdraw", "undo")), table(path)
    if what == "undo":
        return history.undo(path, how, "x")
    if what == "add":
        new = {
            "date": chance.choice(DATES),
            "title": f"New {turn}",
            "actors": "Ann; Zoe",
            "category": "D",
            "id": f"n{turn}",
        }
        return save(path, Correction("x", "", added=[new]), how)
    if what == "withdraw":
        row, columns = chance.randint(1, now.count), [*{"withdrawn"} - {*now.layout.headers}]
        before = "" if columns else now.cells(row)[now.place("withdrawn")]
        return save(path, Correction("x", "", [Cell(row, "withdrawn", before, f"no {turn}")], columns=columns), how)
    cells = []
    for row in chance.sample(range(1, now.count + 1), 5 if what == "many" else 1):
        column = chance.choice([*VALUES])
        cells.append(Cell(row, column, now.cells(row)[now.place(column)], chance.choice(VALUES[column])))
    return save(path, Correction("x", "", cells), how)


GROUPING = Grouping("category", ("A", "B", "C", "D", "Z", ""), 300)
DATES = ("1950-02-03", "1951", "1950-02-04/1950-02-05", "1969-12-31~", "../1950-02-03", "-0043")
VALUES = {"date": DATES, "title": ("Anew", "Another"), "category": ("A", "Z", ""), "actors": ("Ann", "Zoe; Bo", ""),
          "importance": ("1", "3"), "reported": ("1979", ""), "place": ("Town 1", "Nowhere")}  # fmt: skip


def test_after_many_changes_a_large_set_is_the_one_that_the_file_gives_when_it_is_read_again(tmp_path):
    chance, made = random.Random(5), 0
    with thought_large(tmp_path, 300):
        path = tmp_path / "events.csv"
        head, *lines = path.read_text("utf-8").splitlines(keepends=True)
        unlike = [line.replace(' rise"', f' rise {n}"') if n < 280 else line for n, line in enumerate(lines)]
        path.write_text(head + "".join(unlike), "utf-8")
        now = opening.open_file(path)
        answers.of(now, View(), GROUPING).counts  # noqa: B018 - its columns are made
        for turn in range(8):
            how = Rules(now.report.columns, {}, now.report.zone)
            try:
                done = random_change(chance, path, how, turn)
            except (BadEdit, BadFile):
                continue  # such as nothing to be undone
            if done.entries:
                new = patched(now, done, table(path), how)
                made += new is not None
                now = new or opening.open_file(path)
            if turn % 8 == 7:
                again = opening.open_file(path)
                assert everything(now) == everything(again)
                assert now.key == again.key
        assert made > 3


def test_a_new_row_that_is_undone_is_gone_and_done_again_is_there(tmp_path):
    path, made = saved(tmp_path, CHANGES["a new row"])
    rules = Rules(made.report.columns, {}, made.report.zone)
    for act in (history.undo, history.redo):
        made = patched(made, act(path, rules, "x"), table(path), rules)
        assert tables(made) == tables(opening.open_file(path))


def test_a_row_that_goes_from_between_others_is_read_again(tmp_path):
    path, made = saved(tmp_path, CHANGES["a new row"])
    rules = Rules(made.report.columns, {}, made.report.zone)
    done = save(path, Correction("x", removed=[2]), rules)
    assert patched(made, done, table(path), rules) is None
