"""A corrected copy: the same file in its own form, with only that changed in it which was."""

import io
import json
import zipfile
from datetime import date, datetime

import pyarrow as pa
import pytest
from pyarrow import parquet
from xlsxwriter import Workbook

from data.corrections.row_validation import Rules
from data.corrections.save import Cell, Correction, save
from data.reading import corrected_copy, reader
from data.reading.editable_files import journal_of


def change(path, cells=(), added=(), columns=()):
    report = reader.read(path).report
    known = reader.unchanged(path, {})
    before = {(row, column): known.read(row)[known.headers.index(column)] if column in known.headers else ""
              for row, column, _ in cells}  # fmt: skip
    made = [Cell(row, column, before[row, column], after) for row, column, after in cells]
    return save(path, Correction("x", "", made, added, columns=columns), Rules(report.columns, {}, report.zone))


def copy_of(path):
    """The copy in its archive, under its own name, and what is read of it."""
    with zipfile.ZipFile(io.BytesIO(corrected_copy.archive(path, {}))) as packed:
        name, beside = packed.namelist()
        assert beside == journal_of(path).name
        assert packed.read(beside) == journal_of(path).read_bytes()
        copy = path.parent / "copy" / name
        copy.parent.mkdir()
        copy.write_bytes(packed.read(name))
    told = [reader.read(one).raw.to_pylist() for one in (path, copy)]
    assert told[0] == told[1], "it says what is shown"
    return copy


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "plan.xlsx"
    with Workbook(path) as made:
        sheet, chart = made.add_worksheet("Plan"), made.add_chart({"type": "line"})
        day, bold = made.add_format({"num_format": "yyyy-mm-dd"}), made.add_format({"bold": True})
        sheet.write("B1", "A bridge", bold)
        for place, header in enumerate(("date", "title", "workers", "double")):
            sheet.write(2, place + 1, header, bold)
        for row in range(3):
            sheet.write_datetime(row + 3, 1, datetime(2024, 1, 8 + row), day)
            sheet.write(row + 3, 2, f"Step {row + 1} <&>")
            sheet.write(row + 3, 3, 10 + row)
            sheet.write_formula(row + 3, 4, f"=D{row + 4}*2", None, 20 + 2 * row)
        chart.add_series({"values": "=Plan!$D$4:$D$6"})
        sheet.insert_chart("H2", chart)
        made.add_worksheet("Other").write("A1", "stays")
    return path


def test_a_workbook_keeps_its_styles_formulas_charts_and_other_sheets(book):
    change(book, [(1, "date", "2024-01-09"), (2, "title", "Шаг <2> & more"), (3, "workers", "14"),
                  (2, "date", "2024-01~"), (1, "place", "Almaty")],
           [{"date": "2024-02-01", "title": "Step 4", "workers": "9"}], ["place"])  # fmt: skip
    copy = copy_of(book)
    assert copy.name == "plan corrected.xlsx"
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(copy) as new:
        changed = {name for name in old.namelist() if name not in new.namelist() or old.read(name) != new.read(name)}
        text = new.read("xl/worksheets/sheet1.xml").decode()
    assert changed == {"xl/worksheets/sheet1.xml"}
    assert all(said in text for said in ("<f>D5*2</f>", "<v>45300</v>", "<v>14</v>", "drawing")), text


def test_parquet_keeps_its_types_but_where_a_cell_is_none_of_them(tmp_path):
    path = tmp_path / "log.parquet"
    columns = {"date": [date(2022, 1, 5), date(2022, 1, 6)], "title": ["a", "b"], "count": [1, 2],
               "value": [1.5, None], "reported": [date(2022, 1, 7), None]}  # fmt: skip
    parquet.write_table(pa.table(columns).replace_schema_metadata({"owner": "us"}), path, compression="zstd")
    change(path, [(1, "date", "2022-01-04"), (2, "value", "2.5"), (1, "count", "7"), (2, "reported", "2022-01~")],
           [{"date": "2022-02-01", "title": "c"}])  # fmt: skip
    new = parquet.read_table(copy_of(path))
    assert [str(field.type) for field in new.schema] == ["date32[day]", "string", "int64", "double", "string"]
    assert new.schema.metadata == {b"owner": b"us"}
    assert new["count"].to_pylist() == [7, 2, None]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        pytest.param(
            "log.json",
            '[\n  {"date": "2022", "title": "a", "n": 1, "tags": ["x"]},\n  {"date": "2023", "title": "b"}\n]\n',
            [{"date": "2022", "title": "a", "n": 2, "tags": ["x", "y"]}, {"date": "2023", "title": "B"},
             {"date": "2024", "title": "c"}],
            id="list",
        ),
        pytest.param(
            "log.ndjson",
            '{"date": "2022", "title": "a", "n": 1, "tags": ["x"]}\n\n{"title":"b",   "date":"2023"}\n',
            [{"date": "2022", "title": "a", "n": 2, "tags": ["x", "y"]}, {"date": "2023", "title": "B"},
             {"date": "2024", "title": "c"}],
            id="lines",
        ),
    ],
)  # fmt: skip
def test_json_keeps_its_form(tmp_path, name, text, expected):
    path = tmp_path / name
    path.write_text(text)
    change(path, [(1, "n", "2"), (1, "tags", "x; y"), (2, "title", "B")], [{"date": "2024", "title": "c"}])
    new = copy_of(path).read_text()
    rows = (
        json.loads(new) if name.endswith("json") and new[0] == "[" else map(json.loads, filter(None, new.split("\n")))
    )
    assert list(rows) == expected
    assert new.endswith("\n")


def test_what_cannot_be_written_in_its_own_form_is_a_csv(tmp_path):
    path = tmp_path / "log.ics"
    path.write_text("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20220105\r\nSUMMARY:A, day\r\n"
                    "END:VEVENT\r\nEND:VCALENDAR\r\n")  # fmt: skip
    known = reader.unchanged(path, {})
    title = next(header for header, cell in zip(known.headers, known.read(1), strict=True) if cell == "A, day")
    change(path, [(1, title, "Another, day")])
    assert copy_of(path).name == "log corrected.csv"
