"""Files as people have them: read, or refused in a sentence that says what to do."""

import gzip
import importlib
import io
import os
import sys
import tempfile
import zipfile
from pathlib import Path

import pytest

from data import settings as settings_files
from data.errors import BadColumns, BadFile, BadSettings
from data.reading.reader import read
from data.reading.worker import Limits, in_child
from data.reading.worker_main import WithoutPandas
from data.reading_report import Report
from tests.data.test_validate import adds_up

SAMPLES = Path(__file__).parents[1] / "samples"
SHIPPED = Path(__file__).parents[2] / "data" / "kazakhstan-2022.csv"
GOOD = b"date,title\n2022-01-05,One\n2022-01-06,Two\n"


@pytest.mark.parametrize(
    ("name", "encoding", "delimiter", "rows", "events", "problems"),
    [
        ("russian-1251.csv", "windows-1251", ";", 2, 2, 0),
        ("french-1252.csv", "windows-1252", ";", 2, 2, 0),
        ("utf-16-with-mark.csv", "utf-16", "\t", 2, 2, 0),
        ("utf-16-without-mark.csv", "utf-16-be", "\t", 2, 2, 0),
        ("title-lines.csv", "utf-8", ";", 2, 2, 0),
        ("excel-separator.csv", "utf-8", ";", 1, 1, 0),
        ("mixed-line-ends.csv", "utf-8", ",", 3, 3, 0),
        ("ragged.csv", "utf-8", ",", 4, 4, 1),
        ("cut-off.csv", "utf-8", ",", 2, 2, 1),
        ("headers-twice.csv", "utf-8", ",", 1, 1, 0),
        ("bad-cells.csv", "utf-8", ",", 7, 3, 18),
        ("types.csv", "utf-8", ",", 2, 2, 0),
        ("broken-utf-8.csv", "utf-8", ",", 3, 3, 0),
    ],
)
def test_a_sample_is_read_as_it_should_be(name, encoding, delimiter, rows, events, problems):
    report = read(SAMPLES / name).report
    assert (report.encoding, report.delimiter) == (encoding, delimiter)
    assert (report.rows, report.events, len(report.problems)) == (rows, events, problems)
    assert adds_up(report)


@pytest.mark.parametrize("name", ["russian-koi8.csv", "czech-1250.csv"])
def test_a_sample_in_no_encoding_for_certain_is_refused(name):
    with pytest.raises(BadFile, match="UTF-8"):
        read(SAMPLES / name)


def test_every_sample_is_tested():
    named = Path(__file__).read_text("utf-8")
    assert all(f'"{path.name}"' in named for path in SAMPLES.glob("*.csv"))


ASKED = (
    "wer|notiert|hier\n2022-01-05|Le gouvernement tombe|Place neuve\n2022-01-06|Des troupes arrivent|La gare du nord\n"
)


@pytest.mark.parametrize("name", ["other-names.csv", "no-header.csv"])
def test_where_only_one_column_can_be_the_date_and_one_the_title_they_are_and_it_is_said(name):
    report = read(SAMPLES / name).report
    assert [report.columns[required] for required in ("date", "title")] == list(report.headers[:2])
    assert (report.rows, report.events, report.problems) == (2, 2, ())
    assert all(any(f"“{header}” is read as" in note for note in report.notes) for header in report.headers[:2])


def test_where_date_or_title_is_not_found_the_columns_are_offered_guesses_first(tmp_path):
    path = tmp_path / "asked.csv"
    path.write_text(ASKED)
    with pytest.raises(BadColumns) as caught:
        read(path)
    report = caught.value.report
    assert isinstance(report, Report)
    candidates = report.candidates
    title = candidates["title"][0]
    assert caught.value.missing == ("title",)
    assert (report.columns["date"], title) == ("wer", "notiert")
    assert sorted(candidates["title"]) == sorted(report.headers)
    assert report.samples[title], "a column is known by what is in it"
    found = read(path, {"title": title}).report
    assert (found.rows, found.events, found.problems) == (2, 2, ())


def test_a_type_that_is_no_kind_is_the_category():
    assert read(SAMPLES / "types.csv").report.columns["category"] == "type"


def picture():
    return b"\x89PNG\r\n\x1a\n" + bytes(100)


def workbook():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return file.getvalue()


def archive():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("events.csv", GOOD)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(b"", "is empty", id="empty"),
        pytest.param(b"\n\n", "is empty", id="blank"),
        pytest.param(b"date,title\n", "has a header and no rows", id="header only"),
        pytest.param(b"\xef\xbb\xbf", "is empty", id="a mark only"),
        pytest.param(picture(), "a picture (PNG)", id="picture"),
        pytest.param(b"\xff\xd8\xff\xe0" + bytes(99), "a picture (JPEG)", id="photo"),
        pytest.param(gzip.compress(GOOD), "compressed (gzip)", id="gzip"),
        pytest.param(archive(), "an archive (zip)", id="zip"),
        pytest.param(workbook(), "an Excel workbook", id="workbook"),
        pytest.param(b"%PDF-1.7\n", "a PDF", id="pdf"),
        pytest.param(b"<!DOCTYPE html><html>", "a web page", id="page"),
        pytest.param(bytes(range(256)) * 20, "is not", id="noise"),
        pytest.param(b"\0" * 5000, "is not text", id="NULs"),
        pytest.param(",".join(map(str, range(10_000))).encode() + b"\n" + b"," * 9_999, "10,000 columns", id="wide"),
    ],
)
def test_what_is_no_csv_is_refused_in_a_sentence(content, says, tmp_path):
    path = tmp_path / "events.csv"
    path.write_bytes(content)
    with pytest.raises(BadFile) as caught:
        read(path)
    assert says in str(caught.value)
    assert str(caught.value).startswith("events.csv ")
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize("where", ["header", "cell", "quoted", "end"])
def test_a_field_of_a_hundred_megabytes_is_refused(where, tmp_path):
    field = b"x" * 100_000_000
    content = {
        "header": field,
        "cell": b"date,title\n2022,a\n2022," + field + b"\n2023,b\n",
        "quoted": b'date,title\n2022,"' + field + b'"\n',
        "end": b'date,title\n2022,x\n2023,"' + b"a,b\n" * 25_000_000,
    }[where]
    path = tmp_path / "events.csv"
    path.write_bytes(content)
    with pytest.raises(BadFile, match=r"a cell of more than 2,000,000 characters in (the header|row [12])"):
        read(path)


def test_a_title_of_a_hundred_thousand_characters_is_read(tmp_path):
    path = tmp_path / "events.csv"
    path.write_text("date,title\n2022," + "long " * 20_000)
    assert read(path).report.events == 1


def test_a_missing_file_an_empty_folder_and_a_locked_file_are_said(tmp_path):
    with pytest.raises(BadFile, match="There is no file"):
        read(tmp_path / "none.csv")
    with pytest.raises(BadFile, match="no file of events in the folder"):
        read(tmp_path)
    with pytest.raises(BadFile, match="no ordinary file"):
        read("/dev/null")
    with pytest.raises(BadFile):
        read("a\0b.csv")


@pytest.fixture
def nobody():
    """Not root for a while, who may read everything."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    yield
    os.seteuid(0)


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")
def test_a_file_that_may_not_be_read_is_said(tmp_path, request):
    path = tmp_path / "locked.csv"
    path.write_bytes(GOOD)
    path.chmod(0)
    request.getfixturevalue("nobody")
    with pytest.raises(BadFile, match="permission was denied"):
        read(path)


def test_progress_goes_from_nothing_to_all():
    shares: list[float] = []
    read(SHIPPED, on_progress=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1


def test_a_child_reads_the_same_and_leaves_nothing_behind(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    shares: list[float] = []
    here = read(SHIPPED, settings=settings_files.of(SHIPPED))
    there = in_child(SHIPPED, settings=settings_files.of(SHIPPED), on_progress=lambda done: shares.append(done.share))
    assert there.report == here.report
    assert there.digest == here.digest
    assert all(getattr(there, name).equals(getattr(here, name)) for name in ("events", "members", "raw"))
    assert shares[-1] == 1
    assert not list(tmp_path.iterdir())


def test_a_child_tells_what_is_wrong_as_reading_does(tmp_path):
    path = tmp_path / "upload"
    path.write_bytes(picture())
    with pytest.raises(BadFile, match=r"^mine\.csv is a picture"):
        in_child(path, name="mine.csv")
    (tmp_path / "asked.csv").write_text(ASKED)
    with pytest.raises(BadColumns) as caught:
        in_child(tmp_path / "asked.csv")
    assert isinstance(caught.value.report, Report)
    assert caught.value.report.candidates["title"][0] == "notiert"
    assert in_child(SAMPLES / "bad-cells.csv").report == read(SAMPLES / "bad-cells.csv").report


def big(tmp_path):
    path = tmp_path / "big.csv"
    path.write_bytes(b"date,title\n" + b"2022-01-05,An event that is one of many\n" * 400_000)
    return path


@pytest.mark.skipif(os.name != "posix", reason="limits are POSIX's")
@pytest.mark.parametrize(
    ("limits", "says"),
    [
        (Limits(memory=400 << 20), "needs more memory"),
        (Limits(processor=1), "takes too long"),
        (Limits(clock=1), "takes too long"),
    ],
    ids=["memory", "processor", "clock"],
)
def test_a_child_that_needs_too_much_is_stopped(limits, says, tmp_path):
    with pytest.raises(BadFile, match=says):
        in_child(big(tmp_path), limits=limits)


def test_settings_are_read_from_beside_the_file(tmp_path):
    path = tmp_path / "events.csv"
    path.write_bytes(b"date,title\n2022-01-06T12:00Z,x\n")
    path.with_suffix(".toml").write_text('zone = "Asia/Almaty"')
    assert read(path).events["date"].to_pylist() == ["2022-01-06T18:00"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("title = 1", "title is “1”, which is not text"),
        ("titel = 'x'", "Did you mean “title”?"),
        ("title = ", "is not TOML"),
        (f"title = {'[' * 5_000}", "is nested without an end"),
        ("zone = 'Almaty'", "no time zone"),
        ("zone = '../../etc/passwd'", "no time zone"),
        ("categories = 'x'", "no list of tables"),
        ("[[categories]]\ncolor = '#fff'", "there is no name"),
        ("[[categories]]\nname = 'a'\n[[categories]]\nname = 'a'", "there twice"),
        ("[[categories]]\nname = 'a'\ncolor = 'red'", "six digits"),
        ("[[categories]]\nname = 'a'\nshape = 'star'", "circle, square"),
        ("[[categories]]\nname = 'a'\ncolour = 'x'", "Did you mean “color”?"),
        ("[[metrics]]\nname = 'a'\nlabel = 2", "label is “2”"),
    ],
)
def test_a_mistake_in_the_settings_is_named(text, says, tmp_path):
    path = tmp_path / "events.toml"
    path.write_text(text)
    with pytest.raises(BadSettings) as caught:
        settings_files.read(path)
    assert says in str(caught.value)
    assert "events.toml" in str(caught.value)


def test_settings_are_all_optional():
    assert settings_files.parse("", "a.toml") == settings_files.DEFAULT
    assert Report("a", "", "", (), {}).events == 0


def test_a_date_in_the_columns_of_timelinejs_is_read_together(tmp_path):
    file = tmp_path / "sheet.csv"
    file.write_text(
        "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Group\n"
        "1963,8,9,,,,,,,Born,\n1987,,,,1992,,,,,On tour,Music\n1992,July,18,9:30,,,,,,Marries,\n2007,13,,,,,,,,Never,\n"
    )
    found = read(file)
    assert found.events["date"].to_pylist() == ["1963-08-09", "1987/1992", "1992-07-18T09:30"]
    assert [problem.row for problem in found.report.problems] == [4]
    assert "“Year”, “Month”, “Day” and “Time” are read together as date." in found.report.notes
    assert [name for name in found.events.column_names if name.startswith("x:")] == ["x:Display Date"]
    assert read(file, {"date": "Year"}).events["date"].to_pylist()[0] == "1963", "the user's own choice comes first"


def test_html_in_the_texts_of_timelinejs_is_shown_as_its_words(tmp_path):
    file = tmp_path / "sheet.csv"
    file.write_text("Year,Month,Headline,Text\n1963,8,Born <i>early</i>,<p>In Newark.</p><p>Two &amp; two</p>\n")
    found = read(file)
    (event,) = found.events.to_pylist()
    assert (event["title"], event["text"]) == ("Born early", "In Newark.\n\nTwo & two")
    assert found.raw["c2"].to_pylist() == ["Born <i>early</i>"], "what is in the file is kept"
    assert any(note.startswith("HTML is shown as its words") for note in found.report.notes)
    file.write_text("date,title\n1963,Born <i>early</i>\n")
    assert read(file).events["title"].to_pylist() == ["Born <i>early</i>"], "in any other file it may be meant"


def test_a_day_and_the_time_beside_it_are_read_together(tmp_path):
    file = tmp_path / "log.csv"
    file.write_text(
        "Datum;Uhrzeit;Titel\n31.12.2023;18:05;Noise\n1.2.2024;0:12;Fire\n2.2.2024;;Quiet\n3.2.2024;4.10 Uhr;x\n"
    )
    found = read(file)
    assert found.events["date"].to_pylist() == [
        "2023-12-31T18:05", "2024-02-01T00:12", "2024-02-02", "2024-02-03T04:10",
    ]  # fmt: skip
    assert "“Datum” and “Uhrzeit” are read together as date." in found.report.notes
    assert found.report.together == ("Uhrzeit",)
    assert not [name for name in found.events.column_names if name.startswith("x:")]


def test_the_day_of_the_report_is_the_date_where_there_is_no_other(tmp_path):
    file = tmp_path / "index.csv"
    file.write_text("published,headline,page\n13/11/1923,Fire,1\n04/12/1923,Relief fund,3\n")
    found = read(file)
    assert found.report.columns == {"date": "published", "title": "headline"}
    assert "“published” is read as date, for there is no other." in found.report.notes
    file.write_text("published,headline,launched\n13/11/1923,Fire,1923-11-12\n")
    assert read(file).report.columns == {"date": "launched", "title": "headline", "reported": "published"}


def test_a_time_that_is_none_is_kept_beside_its_day(tmp_path):
    file = tmp_path / "log.csv"
    file.write_text("date,time,title\n2023-03-01,8:15,In\n2023-03-02,at dawn,Walk\n2023-03,9:00,When\n")
    found = read(file)
    assert found.events["date"].to_pylist() == ["2023-03-01T08:15", "2023-03-02", "2023-03"]
    assert found.events["x:time"].to_pylist() == ["8:15", "at dawn", "9:00"]


def test_an_end_that_is_only_a_time_is_on_the_same_day(tmp_path):
    file = tmp_path / "visits.csv"
    file.write_text("Date,Start time,End time,Event\n2023-03-01,8:15,9:40,Visit\n2023-03-01,23:00,1:00,Night\n")
    found = read(file)
    assert found.events["date"].to_pylist()[0] == "2023-03-01T08:15/2023-03-01T09:40"
    (problem,) = found.report.problems
    assert (problem.row, problem.column) == (2, "End time"), "nobody says that it is the day after"


def test_files_whose_dates_are_written_in_one_column_and_in_several_are_not_mixed(tmp_path):
    (tmp_path / "one.csv").write_text("date,title\n1963-08-09,Born\n")
    (tmp_path / "parts.csv").write_text("Year,Month,Headline\n1992,7,Marries\n")
    with pytest.raises(BadFile, match=r"parts\.csv has its dates in several columns"):
        read(tmp_path)


def test_a_process_that_reads_waits_for_no_pandas(monkeypatch):
    monkeypatch.setattr(sys, "meta_path", [WithoutPandas(), *sys.meta_path])
    monkeypatch.delitem(sys.modules, "pandas")
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("pandas")
    assert importlib.import_module("pyarrow"), "all else is there"
