"""Taking events away: every way keeps its word, and no cell runs in a spreadsheet."""

import csv
import io
import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.exporters import Sheet
from components.exporters._captions import captions
from components.exporters._exported_view import STEP, Subject
from components.exporters.events import events
from components.exporters.ics import ics
from components.exporters.original import as_it_was
from components.exporters.spreadsheet_safe_csv import RUNS, harmless, safe
from data.dataset import opening
from data.view import View
from tests.factories import make_subject

CELLS = st.lists(st.lists(st.text(st.characters(blacklist_categories=["Cs"])), min_size=2, max_size=2), max_size=8)
HOSTILE = [
    ["-0044-03-15", "=1+1"],
    ["+12", "@SUM(A1)"],
    ["\t=x", "\rX"],
    ["\x00=a", "-cmd|' /C calc'!A0"],
    ["＝1", " =1"],
]


def kept(sheet: Sheet) -> bytes:
    return b"".join(as_it_was(sheet))


def shown(sheet: Sheet) -> bytes:
    return b"".join(safe(sheet))


def read(written: bytes, encoding: str = "utf-8-sig", delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(written.decode(encoding), newline=""), delimiter=delimiter))


@given(CELLS)
def test_the_faithful_copy_holds_every_cell_as_it_was(rows):
    written = kept(Sheet(["date", "title"], rows))
    assert read(written, "utf-8") == [["date", "title"], *rows]


@pytest.mark.parametrize(("encoding", "delimiter"), [("cp1251", ";"), ("utf-8-sig", "\t"), ("utf-16", "|")])
def test_the_faithful_copy_keeps_encoding_and_delimiter(encoding, delimiter):
    written = kept(Sheet(["дата", "b"], [["2022", "Алматы"]], encoding, delimiter))
    assert read(written, encoding, delimiter) == [["дата", "b"], ["2022", "Алматы"]]


def test_a_character_that_the_encoding_lacks_is_not_lost():
    assert "中" in kept(Sheet(["a"], [["中"]], "cp1251")).decode("utf-8")


def test_ragged_rows_stay_ragged():
    written = kept(Sheet(["a", "b"], [["1", None, None], ["1", "2", "3"], [None, None]]))
    assert written == b'a,b\r\n1\r\n1,2,3\r\n""\r\n'


@given(CELLS)
def test_no_cell_of_the_safe_copy_would_run(rows):
    for row in read(shown(Sheet(["=date", "title"], [*rows, *HOSTILE]))):
        for cell in row:
            assert not cell.startswith(RUNS) or harmless(cell) == cell


@pytest.mark.parametrize("cell", [cell for row in HOSTILE for cell in row if cell not in ("-0044-03-15", "+12")])
def test_what_would_run_gets_an_apostrophe(cell):
    assert harmless(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["-0044-03-15", "-0043/-0030", "-12", "+12", "+1,200.5", "-5 000", "2022", "a=b", ""])
def test_dates_and_numbers_stay_as_they_are(cell):
    assert harmless(cell) == cell


def test_a_record_of_many_pages_comes_whole_and_in_the_order_of_the_file():
    rows = [{"date": f"{1000 + number % 1000}", "title": str(number)} for number in range(STEP * 2 + 1)]
    subject = make_subject(*rows)
    assert [cells[1] for cells in subject.sheet.rows] == [str(number) for number in range(STEP * 2 + 1)]
    assert subject.count == STEP * 2 + 1


@pytest.mark.parametrize(
    ("view", "stem"),
    [
        (View(), "my-events"),
        (View(asof="2022-01-05"), "my-events-as-of-2022-01-05"),
        (
            View(start="2022-01-05T00:00:00", end="2022-01-07T00:00:00"),
            "my-events-2022-01-05-to-2022-01-07",
        ),
        (View(words="../x", asof="2022-01-05~"), "my-events-as-of-2022-01-05-filtered"),
    ],
)
def test_a_file_is_named_after_the_view_that_it_holds(view, stem):
    assert make_subject({"date": "2022", "title": "A"}, view=view).stem == stem


def test_the_safe_copy_opens_in_the_right_encoding():
    assert shown(Sheet(["a"], [["Құрық"]])).startswith(b"\xef\xbb\xbf")


def whole(exported: bytes | Iterator[bytes]) -> bytes:
    return exported if isinstance(exported, bytes) else b"".join(exported)


def test_pictures_calendars_and_json_say_how_many_rows_were_withdrawn(tmp_path):
    path = tmp_path / "log.csv"
    path.write_text(
        "date,title,source,withdrawn\n2022,Stays,Ministry,\n2021,Gone,Police,said of another town\n", "utf-8"
    )
    subject = Subject(opening.open_file(path), View())
    assert captions(subject, subject.sources)["sources"] == "Sources: Ministry. 1 withdrawn row is left out."
    assert json.loads(whole(events(subject)))["withdrawn"] == 1
    assert "1 withdrawn row is left out." in whole(ics(subject)).decode()
