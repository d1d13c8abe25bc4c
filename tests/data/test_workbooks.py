"""A workbook says the same as the CSV that its owner would have saved, and its dates are as exact as they are shown."""

import zipfile
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from xlsxwriter import Workbook

from data.errors import BadFile
from data.files import zipped_xml
from data.importers import _number_formats, opendocument
from data.reading import find_event_files, reader

ODS = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet>{}</office:spreadsheet></office:body></office:document-content>"""


def dates(path):
    """What was understood as the date of each event, in the order of the file."""
    return reader.read(path).events.sort_by("row")["date"].to_pylist()


@pytest.fixture
def plan(tmp_path):
    """A project's plan as it is in the wild: a cover, a title over the table, merged phases, a formula, two lists."""
    path = tmp_path / "plan.xlsx"
    book = Workbook(path)
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    book.add_worksheet("Cover").write("A1", "Bridge renewal")
    sheet = book.add_worksheet("Plan")
    sheet.merge_range("B1:E1", "Master schedule")
    sheet.write_row("B3", ["Phase", "Task", "Start", "Days"])
    for row, (task, start) in enumerate((("Survey", 8), ("Model", 9), ("Opening, at last", 10)), 3):
        sheet.write(row, 2, task)
        sheet.write_datetime(row, 3, datetime(2024, 1, start), day)
        sheet.write_formula(row, 4, "=1+1", None, 2)
    sheet.merge_range("B4:B5", "Design")
    sheet.write("B6", "Works")
    book.close()
    return path


def test_the_sheet_with_the_events_is_found_and_its_table_is_read_as_it_is_seen(plan):
    found = reader.read(plan)
    events = found.events.sort_by("row").to_pylist()
    assert [(event["date"], event["title"], event["category"]) for event in events] == [
        ("2024-01-08", "Survey", "Design"),
        ("2024-01-09", "Model", "Design"),
        ("2024-01-10", "Opening, at last", "Works"),
    ]
    assert found.raw["c3"].to_pylist() == ["2", "2", "2"], "a formula is what came out of it"
    assert found.report.skipped == ("Master schedule",)
    assert found.report.notes[0].startswith("The sheet “Plan” is read, and not “Cover”.")


def test_another_sheet_is_read_where_it_is_chosen(tmp_path):
    path = tmp_path / "years.xlsx"
    book = Workbook(path)
    for name in ("2022", "2023", "Remarks"):
        book.add_worksheet(name).write_column("A1", [name] if name == "Remarks" else ["date", name])
    for name in ("2022", "2023"):
        book.get_worksheet_by_name(name).write_column("B1", ["title", f"Rain of {name}"])
    book.close()
    for chosen, others in (
        ("2022", ("2023", "Remarks")),
        ("2023", ("2022", "Remarks")),
        ("no such", ("2023", "Remarks")),
    ):
        found = reader.read(path, {"sheet": chosen})
        assert found.events["title"].to_pylist() == [f"Rain of {'2023' if chosen == '2023' else '2022'}"]
        assert found.report.others == others


def test_a_date_is_as_exact_as_its_cell_shows_it(tmp_path):
    path = tmp_path / "dates.xlsx"
    book = Workbook(path, {"date_1904": False})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["date", "title"])
    forms = ("yyyy", "mmm-yy", "[$-409]d mmmm yyyy;@", "dd.mm.yyyy hh:mm", "m/d/yy h:mm:ss AM/PM", '"on" dd/mm')
    for row, form in enumerate(forms, 1):
        sheet.write_datetime(row, 0, datetime(1950, 3, 5, 14, 30, 15), book.add_format({"num_format": form}))
        sheet.write(row, 1, form)
    sheet.write_row(7, 0, [1850, "a year that is a number"])
    sheet.write_row(8, 0, ["c. 1850", "a text"])
    book.close()
    assert dates(path) == ["1950", "1950-03", "1950-03-05", "1950-03-05T14:30", "1950-03-05T14:30:15", "1950-03-05",
                           "1850", "1850~"]  # fmt: skip


def test_a_header_that_is_merged_over_two_rows_is_read_where_it_names_the_columns(tmp_path):
    path = tmp_path / "merged.xlsx"
    book = Workbook(path)
    sheet = book.add_worksheet()
    sheet.merge_range("A1:A2", "Date")
    sheet.merge_range("B1:C1", "What happened")
    sheet.write_row("B2", ["Title", "Details"])
    sheet.write_row("A3", ["2022-01-05", "Rain", "All day"])
    book.close()
    found = reader.read(path)
    assert found.report.columns == {"date": "Date", "title": "Title", "text": "Details"}
    assert not found.report.problems


def test_the_two_counts_of_days_and_the_day_that_never_was():
    assert _number_formats.text(1, "yyyy-mm-dd") == "1900-01-01"
    assert _number_formats.text(60, "yyyy-mm-dd") == "1900-02-29"
    assert _number_formats.text(61, "yyyy-mm-dd") == "1900-03-01"
    assert _number_formats.text(0, "yyyy-mm-dd", is_1904=True) == "1904-01-01"
    assert _number_formats.text(1.5, "[h]:mm") == "36:00"
    assert _number_formats.text(1e12, "yyyy-mm-dd") == "1000000000000"


@pytest.mark.parametrize(
    ("number", "form", "cell"),
    [
        (44566, "yyyy", "2022"), (44566, "mmm yyyy", "2022-01"), (44566, "d mmm", "2022-01-05"),
        (44566, "ggge", "2022"),
        (44566, "[$-409]d mmm yyyy;@", "2022-01-05"), (44566.5, 'yyyy"h"', "2022"),
        (44566.604166666664, "dd.mm.yyyy hh:mm", "2022-01-05T14:30"),
        (44566.60422453704, "yyyy-mm-dd hh:mm:ss", "2022-01-05T14:30:05"),
        (0.6041666666666666, "h:mm", "14:30"), (0.60422453704, "mm:ss", "14:30:05"), (59, "yyyy-mm-dd", "1900-02-28"),
        (0.25, "0%", "25%"), (0.255, "0.0%", "25.5%"), (79, "0000", "0079"), (79, "0", "79"), (5, '0" people"', "5"),
        (2.0, "General", "2"), (2.5, "0.00", "2.5"), (5, "@", "5"), (5, "#,##0", "5"), (44566, "", "44566"),
    ],
)  # fmt: skip
def test_a_number_is_what_its_format_shows_of_it(number, form, cell):
    assert _number_formats.text(number, form) == cell


def test_a_formula_that_was_never_worked_out_is_told(tmp_path):
    path = tmp_path / "made.xlsx"
    book = Workbook(path)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["date", "title", "sum"])
    sheet.write_row(1, 0, ["2022", "x"])
    sheet.write_formula(1, 2, "=1+1", None, "")
    book.close()
    assert any("formula without its result" in note for note in reader.read(path).report.notes)


def test_an_opendocument_sheet_says_the_same(tmp_path):
    cell = '<table:table-cell office:value-type="{}" {}><text:p>{}</text:p></table:table-cell>'
    rows = [
        [cell.format("string", "", name) for name in ("Date", "Title", "Category")],
        [cell.format("date", 'office:date-value="1850-01-01"', "1850"), cell.format("string", "", "a<text:s/>b"),
         cell.format("string", 'table:number-rows-spanned="2"', "Works")],
        [cell.format("date", 'office:date-value="1850-03-01"', "03/1850"), cell.format("string", "", "c"),
         "<table:covered-table-cell/>"],
        ['<table:table-cell table:number-columns-repeated="16384"/>'],
        [cell.format("date", 'office:date-value="1850-03-05T14:30:00"', "05.03.1850 14:30"),
         cell.format("float", 'office:value="7"', "7,00")],
    ]  # fmt: skip
    table = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in rows)
    path = tmp_path / "own.ods"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("content.xml", ODS.format(f'<table:table table:name="One">{table}</table:table>'))
    events = reader.read(path).events.sort_by("row").to_pylist()
    assert [(event["date"], event["title"], event["category"]) for event in events] == [
        ("1850", "a b", "Works"), ("1850-03", "c", "Works"), ("1850-03-05T14:30", "7", ""),
    ]  # fmt: skip


CELLS = {
    "2022-01": ('office:value-type="date" office:date-value="2022-01-05"', "Jan 2022"),
    "2022-01 ": ('office:value-type="date" office:date-value="2022-01-05"', "1/2022"),
    "2022": ('office:value-type="date" office:date-value="2022-01-05"', "2022"),
    "2022-01-05": ('office:value-type="date" office:date-value="2022-01-05"', "5. 1. 2022"),
    "2022-01-05T14:30": ('office:value-type="date" office:date-value="2022-01-05T14:30:05"', "5.1.22 14:30"),
    "2022-01-05T14:30:05": ('office:value-type="date" office:date-value="2022-01-05T14:30:05"', "5.1.22 14:30:05"),
    "when it rained": ('office:value-type="date" office:date-value="when it rained"', "?"),
    "14:30": ('office:value-type="time" office:time-value="PT14H30M05S"', "14:30"),
    "14:30:05": ('office:value-type="time" office:time-value="PT14H30M05S"', "14:30:05"),
    "soon": ('office:value-type="time" office:time-value="soon"', "soon"),
    "7": ('office:value-type="float" office:value="7"', "7,00"),
    "7.25": ('office:value-type="float" office:value="7.25"', "7,3"),
    "007": ('office:value-type="float" office:value="7"', "007"),
    "no number": ('office:value-type="float" office:value="nan"', "no number"),
    "too much": ('office:value-type="float" office:value="inf"', "too much"),
    "what is seen": ('office:value-type="float" office:value="seven"', "what is seen"),
    "in full": ('office:value-type="string" office:string-value="in full"', "in f"),
    "a   b": ("", 'a<text:s text:c="3"/>b'),
    "a\tb\nc": ("", "a<text:tab/>b<text:line-break/>c"),
    "a bold c": ("", "a <text:span>bold</text:span> c"),
    "a c": ("", "a <office:annotation><text:p>not so</text:p></office:annotation>c"),
}


def test_each_cell_of_an_opendocument_sheet_is_what_is_seen_and_as_exact():
    cells = "".join(
        f"<table:table-cell {how}><text:p>{seen}</text:p></table:table-cell>" for how, seen in CELLS.values()
    )
    [row] = ElementTree.fromstring(ODS.format(f"<table:table-row>{cells}</table:table-row>")).iter(
        "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}table-row"
    )
    assert [opendocument._text(cell) for cell in row] == [text.rstrip() for text in CELLS]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "locked with a password", id="locked"),
        pytest.param(b"date,title\n2022,x\n", "let its name end in .csv", id="text"),
        pytest.param(b"<html><table>", "a web page", id="a page that calls itself a workbook"),
        pytest.param(b"PK\x03\x04 cut off", "cannot be read as an Excel workbook", id="cut off"),
    ],
)
def test_what_only_calls_itself_a_workbook_is_refused_with_what_to_do(tmp_path, content, said):
    path = tmp_path / "events.xlsx"
    path.write_bytes(content)
    with pytest.raises(BadFile, match=said):
        reader.read(path)


def test_a_workbook_that_unpacks_to_far_more_is_not_unpacked(plan, monkeypatch):
    monkeypatch.setattr(zipped_xml, "MOST_PART", 100)
    with pytest.raises(BadFile, match="unfolds into far more than a file of its size may hold"):
        reader.read(plan)


def test_a_workbook_among_other_files_is_read_and_the_lock_beside_it_is_not(plan):
    (plan.parent / "~$plan.xlsx").write_bytes(b"x" * 165)
    (plan.parent / "more.csv").write_text("date,title\n2022,x\n")
    assert [path.name for path in find_event_files.files(plan.parent)] == ["more.csv", "plan.xlsx"]
    assert reader.read(plan.parent).report.events == 4


@pytest.mark.parametrize(("name", "merged"), [("mill.xls", "Works"), ("mill.xlsb", "")])
def test_an_old_or_binary_workbook_gives_its_days_and_times_and_says_what_it_cannot_tell(name, merged):
    path = Path(__file__).parents[1] / "samples" / "sources" / name
    found = reader.read(path)
    rows = found.events.sort_by("row").to_pylist()
    assert [(row["date"], row["title"], row["category"]) for row in rows] == [
        ("2022-01-05", "It is built", "Works"),
        ("2022-01-06T14:30", "Ночь", merged),
        ("1851", "A year", ""),
    ]
    assert [(problem.row, problem.value) for problem in found.report.problems] == [(4, "soon")]
    assert any("does not tell how its dates are shown" in note for note in found.report.notes)
    assert found.report.others == ("Cover",)


def test_what_only_bears_the_name_of_an_old_workbook_is_read_as_what_it_is(plan, tmp_path):
    (tmp_path / "table.xls").write_text("date\ttitle\n2022-01-05\tRain\n")
    (tmp_path / "newer.xls").write_bytes(plan.read_bytes())
    assert dates(tmp_path / "table.xls") == ["2022-01-05"]
    assert dates(tmp_path / "newer.xls") == ["2024-01-08", "2024-01-09", "2024-01-10"]
    (tmp_path / "damaged.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"no workbook" * 100)
    with pytest.raises(BadFile, match=r"damaged\.xls cannot be read"):
        reader.read(tmp_path / "damaged.xls")


def test_all_sheets_of_one_shape_are_read_together_and_a_problem_names_its_sheet(tmp_path):
    path = tmp_path / "years.xlsx"
    with Workbook(path) as book:
        for year in ("2020", "2021", "2022"):
            sheet = book.add_worksheet(year)
            header = ["Event", "Date"] if year == "2021" else ["Date", "Event"]
            sheet.write_row("A1", header)
            sheet.write_row(
                "A2", [f"Rain of {year}", f"{year}-01-05"] if year == "2021" else [f"{year}-01-05", f"Rain of {year}"]
            )
        book.get_worksheet_by_name("2022").write_row("A3", ["sometime", "Sun"])
        book.add_worksheet("Remarks").write_row("A1", ["All is counted"])
    alone = reader.read(path).report
    assert (alone.rows, alone.alike, alone.others) == (1, ("2021", "2022"), ("2021", "2022", "Remarks"))
    found = reader.read(path, {"sheets": "all"})
    events = found.events.sort_by("row").to_pylist()
    assert [(event["date"], event["x:Sheet"]) for event in events] == [
        ("2020-01-05", "2020"), ("2021-01-05", "2021"), ("2022-01-05", "2022")
    ]  # fmt: skip
    assert found.report.rows == 4
    assert [problem.message[:12] for problem in found.report.problems] == ["2022, row 2:"]
    assert found.report.notes[0] == "The sheets “2020”, “2021” and “2022” are read together. Not read: “Remarks”."
