"""A quotation mark out of its place swallows no row in silence: the rows are read, or a problem names the row."""

import csv
import io
import random

import pytest

from data.files.quotation import MendedLines
from data.reading.reader import read

HEADER = "date,title,text\n"


def reading(tmp_path, text):
    path = tmp_path / "marks.csv"
    path.write_text(text)
    return read(path)


@pytest.mark.parametrize(
    ("rows", "texts"),
    [
        pytest.param(
            '2022-01-01,a,"x\n2022-01-02,b,"y"\n2022-01-03,c,z\n', ['"x', "y", "z"], id="the next cell shows it"
        ),
        pytest.param('2022-01-01,a,"x\n2022-01-02,b,y\n2022-01-03,c,z\n', ['"x', "y", "z"], id="never closed"),
        pytest.param(
            '2022-01-01,a,"x\n2022-01-02,"b, c",y\n2022-01-03,c,z\n', ['"x', "y", "z"], id="a comma in the next"
        ),
        pytest.param('2022-01-01,"a,x\n2022-01-02,"b",y\n2022-01-03,c,z\n', ["x", "y", "z"], id="in the middle"),
    ],
)
def test_a_mark_that_would_swallow_rows_is_a_sign_like_any_other_and_its_row_is_named(rows, texts, tmp_path):
    found = reading(tmp_path, HEADER + rows)
    assert found.events.sort_by("row")["text"].to_pylist() == texts
    [problem] = found.report.problems
    assert (problem.row, problem.is_fatal) == (1, False)
    assert "A quotation mark is opened here" in problem.message


@pytest.mark.parametrize(
    ("rows", "events", "said"),
    [
        pytest.param('2022-01-01,"a,x\n2022-01-02,b",y\n', 1, "“2022-01-02,b,y”", id="the cells happen to fit"),
        pytest.param('2022-01-01,a,"x\n2022-01-02,b,y"\n', 1, "“2022-01-02,b,y”", id="closed at a line's end"),
        pytest.param('2022-01-01,"He said "no" loudly",x\n', 1, "Write it twice", id="within one row"),
        pytest.param('2022-01-01,"He said\n"no" loudly",x\n', 1, "Write it twice", id="within a cell of two lines"),
    ],
)
def test_what_can_be_meant_is_read_so_and_a_problem_names_the_row(rows, events, said, tmp_path):
    report = reading(tmp_path, f"{HEADER}{rows}2022-01-03,c,z\n").report
    assert report.events == events + 1
    assert [(problem.row, said in problem.message) for problem in report.problems] == [(1, True)]


@pytest.mark.parametrize("header", ['date,title,"text\n', 'date,"title,text\n', '"date,title,text\n'])
def test_a_mark_in_the_header_swallows_no_row_and_is_noted(header, tmp_path):
    found = reading(tmp_path, header + '2022-01-01,a,"x"\n2022-01-02,b,y\n')
    assert (found.report.headers, found.report.events) == (("date", "title", "text"), 2)
    assert found.report.notes[0].startswith("In the header: A quotation mark")


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param('2022-01-01,a,"x\nand y, or z"\n', id="a text of two lines"),
        pytest.param('2022-01-01,a,"On 2022-01-02, we met\n2022-01-03, too"\n', id="dates in a text"),
        pytest.param('2022-01-01,a "b" c,x\n', id="marks within a cell without any around it"),
        pytest.param('"2022-01-01" ,"a ""b"" c",x\n', id="doubled marks, and a space behind one"),
    ],
)
def test_marks_in_their_place_are_no_problem(rows, tmp_path):
    report = reading(tmp_path, HEADER + rows).report
    assert (report.rows, report.problems) == (1, ())


def test_an_independent_count_finds_every_row_that_a_stray_mark_could_have_swallowed(tmp_path):
    """Each file has one mark too many at the beginning of a cell; the rows are those of the lines."""
    chance = random.Random(7)
    for _ in range(60):
        rows = [["2022-01-01", f"Rain {number}", chance.choice(["x", "y; z", "a b"])] for number in range(6)]
        row, cell = chance.randrange(6), chance.randrange(3)
        lines = [",".join(cells) for cells in rows]
        lines[row] = ",".join('"' + one if at == cell else one for at, one in enumerate(rows[row]))
        report = reading(tmp_path, HEADER + "\n".join(lines) + "\n").report
        named = {problem.row for problem in report.problems}
        assert report.rows == 6 or row + 1 in named
        assert row + 1 in named


def test_lines_come_out_one_for_one_and_files_without_a_stray_mark_as_they_were():
    chance = random.Random(3)
    for _ in range(300):
        out = io.StringIO(newline="")
        cells = ["a", "", 'say "so"', "two\nlines", "x, y", " s "]
        csv.writer(out).writerows([chance.choice(cells) for _ in range(3)] for _ in range(5))
        lines = out.getvalue().splitlines(keepends=True)
        mended = MendedLines(lines, ",", 3)
        assert (list(mended), mended.problems) == (lines, [])
