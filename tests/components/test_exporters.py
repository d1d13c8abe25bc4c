"""Taking events away: every way keeps its word, and no cell runs in a spreadsheet."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.exporters import EXPORTERS, Sheet
from components.exporters.spreadsheet import RUNS, harmless

CELLS = st.lists(st.lists(st.text(st.characters(blacklist_categories=["Cs"])), min_size=2, max_size=2), max_size=8)
HOSTILE = [
    ["-0044-03-15", "=1+1"],
    ["+12", "@SUM(A1)"],
    ["\t=x", "\rX"],
    ["\x00=a", "-cmd|' /C calc'!A0"],
    ["＝1", " =1"],
]


def read(written: bytes, encoding: str = "utf-8-sig", delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(written.decode(encoding), newline=""), delimiter=delimiter))


@pytest.mark.parametrize("one", EXPORTERS.values(), ids=list(EXPORTERS))
def test_every_exporter_writes_a_header_alone(one):
    assert read(one.write(Sheet(["date", "title"], [])))[0] == ["date", "title"]


@pytest.mark.parametrize("one", EXPORTERS.values(), ids=list(EXPORTERS))
def test_every_exporter_says_what_it_is(one):
    assert one.title
    assert one.explains.endswith(".")
    assert one.suffix.isalnum()


@given(CELLS)
def test_the_faithful_copy_holds_every_cell_as_it_was(rows):
    written = EXPORTERS["file"].write(Sheet(["date", "title"], rows))
    assert read(written, "utf-8") == [["date", "title"], *rows]


@pytest.mark.parametrize(("encoding", "delimiter"), [("cp1251", ";"), ("utf-8-sig", "\t"), ("utf-16", "|")])
def test_the_faithful_copy_keeps_encoding_and_delimiter(encoding, delimiter):
    written = EXPORTERS["file"].write(Sheet(["дата", "b"], [["2022", "Алматы"]], encoding, delimiter))
    assert read(written, encoding, delimiter) == [["дата", "b"], ["2022", "Алматы"]]


def test_a_character_that_the_encoding_lacks_is_not_lost():
    assert "中" in EXPORTERS["file"].write(Sheet(["a"], [["中"]], "cp1251")).decode("utf-8")


def test_ragged_rows_stay_ragged():
    written = EXPORTERS["file"].write(Sheet(["a", "b"], [["1", None, None], ["1", "2", "3"], [None, None]]))
    assert written == b'a,b\r\n1\r\n1,2,3\r\n""\r\n'


@given(CELLS)
def test_no_cell_of_the_safe_copy_would_run(rows):
    for row in read(EXPORTERS["spreadsheet"].write(Sheet(["=date", "title"], [*rows, *HOSTILE]))):
        for cell in row:
            assert not cell.startswith(RUNS) or harmless(cell) == cell


@pytest.mark.parametrize("cell", [cell for row in HOSTILE for cell in row if cell not in ("-0044-03-15", "+12")])
def test_what_would_run_gets_an_apostrophe(cell):
    assert harmless(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["-0044-03-15", "-0043/-0030", "-12", "+12", "+1,200.5", "-5 000", "2022", "a=b", ""])
def test_dates_and_numbers_stay_as_they_are(cell):
    assert harmless(cell) == cell


def test_the_safe_copy_opens_in_the_right_encoding():
    assert EXPORTERS["spreadsheet"].write(Sheet(["a"], [["Құрық"]])).startswith(b"\xef\xbb\xbf")
