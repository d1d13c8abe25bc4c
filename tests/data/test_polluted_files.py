"""A clean table, spoiled in many ways: its shape is what was written, whatever stands between and around the cells."""

from itertools import product
from typing import cast

import pytest

from data.errors import BadColumns
from data.files import dialect, records
from data.files.rewrite_as_rfc4180 import restate
from data.reading import reader
from data.reading_report import Report

HEADERS = ["date", "title", "text", "place", "category"]
COUNT = 12
ROWS = [
    [f"2022-01-{row + 1:02}", f"Event, {row}" if row % 5 == 0 else f"Event {row}",
     f'said "yes" {row}' if row % 7 == 0 else f"text {row}", "Oldtown", "ab"[row % 2]]
    for row in range(COUNT)
]  # fmt: skip


def line(cells, delimiter, *, is_quoted=False):
    return delimiter.join(
        '"{}"'.format(cell.replace('"', '""')) if is_quoted or delimiter in cell or '"' in cell else cell
        for cell in cells
    )


def cells_of(text):
    """The headers and the records of a text, as they are cut."""
    utf8, _ = restate(text.encode())
    cut = dialect.settle(utf8, "spoiled.csv")
    read = records.read(utf8, cut.start, cut.delimiter, len(cut.headers), "spoiled.csv")
    rows = zip(*(column.to_pylist() for column in read.columns), strict=True)
    return list(cut.headers), [[*row, *read.long.get(number, [])] for number, row in enumerate(rows, 1)]


def spoiled(delimiter):
    """Each way to spoil a file: its name, its bytes, and the width that it then has."""
    plain = [line(cells, delimiter) for cells in (HEADERS, *ROWS)]
    quoted = [line(cells, delimiter, is_quoted=True) for cells in (HEADERS, *ROWS)]
    text = "\n".join(plain)
    for name, end in (("LF", "\n"), ("CRLF", "\r\n"), ("CR", "\r")):
        for kind, lines in (("plain", plain), ("quoted", quoted)):
            yield f"{name} {kind}", (end.join(lines) + end).encode(), 5
            yield f"{name} {kind}, no end of the last line", end.join(lines).encode(), 5
    for encoding, mark in (
        ("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff"), ("utf-16-le", b"")
    ):  # fmt: skip
        yield f"{encoding} {mark!r}", mark + text.encode(encoding), 5
    yield "delimiters behind each row", "\n".join([plain[0], *(one + delimiter for one in plain[1:])]).encode(), 5
    yield "delimiters behind all", "\n".join(one + delimiter for one in plain).encode(), 6
    yield "a title above", f"Report of 2022\nMade by: someone\n\n{text}".encode(), 5
    yield "two header rows", f"{line(['When', 'What', '', 'Where', ''], delimiter)}\n{text}".encode(), 5
    yield "a line for Excel", f"sep={delimiter}\n{text}".encode(), 5
    yield "blank lines", "\n\n".join(plain).encode(), 5
    yield "no header", "\n".join(plain[1:]).encode(), 5
    yield (
        "numbered rows",
        "\n".join([plain[0], *(f"{row}{delimiter}{one}" for row, one in enumerate(plain[1:], 1))]).encode(),
        6,
    )
    for at in (2, 7, COUNT):
        cells = plain[at].split(delimiter)
        opened, closed = f'"{cells[1]}', f'{cells[1]}"'
        ways = {
            "a short row": cells[:-1],
            "a long row": [*cells, "more"],
            "another line end": [*cells[:-1], f"{cells[-1]}\r"],
            "a mark that opens": [cells[0], opened, *cells[2:]],
            "a mark that closes": [cells[0], closed, *cells[2:]],
            "a cell of two lines": [*cells[:2], '"one\ntwo"', *cells[3:]],
        }
        for name, changed in ways.items():
            if '"' not in plain[at]:
                lines = [*plain[:at], delimiter.join(changed), *plain[at + 1 :]]
                yield f"{name} at {at}", "\n".join(lines).encode(), 5


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_spoiled_file_has_the_shape_that_was_written(delimiter, tmp_path):
    wrong = []
    for name, content, width in spoiled(delimiter):
        path = tmp_path / "spoiled.csv"
        path.write_bytes(content)
        try:
            report = reader.read(path).report
            lost = {problem.row for problem in report.problems if problem.is_fatal}
            assert report.rows == report.events + len(lost), name
        except BadColumns as unclear:
            report = cast(Report, unclear.report)
        if (report.rows, len(report.headers)) != (COUNT, width):
            wrong.append((name, report.rows, len(report.headers)))
    assert wrong == []


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("is_quoted", [False, True], ids=["plain", "quoted"])
@pytest.mark.parametrize("delimiter", ["^", "~", ":", "#", "\x1f", "\x01", "::", "||", "\t\t", ";;", "|~|", "\\t"])
def test_rare_delimiters_are_found_beside_texts_with_commas(delimiter, is_quoted, end):
    text = end.join(line(cells, delimiter, is_quoted=is_quoted) for cells in (HEADERS, *ROWS))
    assert cells_of(text + end) == (HEADERS, ROWS)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("change", [
    pytest.param(lambda text, _: text.replace('""', '\\"'), id="backslashes before marks"),
    pytest.param(lambda text, _: text.replace('""', '"'), id="nothing before marks"),
    pytest.param(lambda text, sign: text.replace(f'"{sign}"', f'"{sign}  "'), id="spaces before cells"),
    pytest.param(lambda text, _: text.replace('""', "!").replace('"', "'").replace("!", '"'), id="apostrophes"),
    pytest.param(lambda text, _: text.replace("\n", "\n\n") + "\0\0\0", id="filled up with NULs"),
    pytest.param(lambda text, _: f"{text}\x1a", id="the sign of an end"),
    pytest.param(lambda text, _: text[: text.index("\n") + 1] * 2 + text, id="the header three times"),
])  # fmt: skip
def test_what_programs_write_around_cells_is_no_part_of_them(change, delimiter):
    text = "".join(f"{line(cells, delimiter, is_quoted=True)}\n" for cells in (HEADERS, *ROWS))
    assert cells_of(change(text, delimiter)) == (HEADERS, ROWS)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_mark_too_many_before_any_cell_of_any_row_moves_no_other_cell(delimiter):
    """But the last, of which nobody can tell whether the file is whole: a text may go on there."""
    table, wrong = [HEADERS, *ROWS], []
    for row, place in product(range(COUNT), range(len(HEADERS))):
        lines = [[line([cell], delimiter, is_quoted=at == 2) for cell in cells] for at, cells in enumerate(table)]
        first, rest = lines[row][place][:1], lines[row][place][1:]
        lines[row][place] = f'""{rest}' if first == '"' else f'"{first}{rest}'
        headers, rows = cells_of("".join(f"{delimiter.join(cells)}\n" for cells in lines))
        found = [[cell.removeprefix('"') for cell in cells] if at == row else cells
                 for at, cells in enumerate([headers, *rows])]  # fmt: skip
        if found != table:
            wrong.append((row, place))
    assert wrong == []


def test_marks_that_can_be_meant_in_two_ways_are_left_as_they_are_and_named(tmp_path):
    path = tmp_path / "doubtful.csv"
    path.write_text('date,title,text\n2022-01-01,"a "b, c "d",e\n2022-01-02,f,g\n')
    assert [problem.row for problem in reader.read(path).report.problems] == [1]
