"""What every importer promises, asked of each one that there is: wherever a file may come from, it is read."""

import csv
import io
import json
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet
from xlsxwriter import Workbook

import data
from data import importers
from data.cli import commands
from data.dataset import opening
from data.errors import BadColumns, DatelineError, Unforeseen
from data.files import records
from data.importers import FORMATS, IMPORTERS
from data.reading import find_event_files
from data.reading.reader import read
from data.reading.worker import read_own
from data.reading_report import Report
from data.settings import DEFAULT
from tests.data.test_workbooks import ODS
from tests.mutations import damaged, zipped

SAMPLES = Path(__file__).parents[1] / "samples"
ROWS = [["date", "title"], ["2022-01-05", "Rain"], ["2022-13-05", "Snow in no month"], ["2022-01-07", "Sun"]]
OBJECTS = [dict(zip(ROWS[0], row, strict=True)) for row in ROWS[1:]]

SLOW = {".xls": 4, ".xlsb": 4, ".parquet": 5}
"""Each of them is read in a process of its own, so only some are damaged."""


def as_text(delimiter: str) -> bytes:
    into = io.StringIO()
    csv.writer(into, delimiter=delimiter, lineterminator="\n").writerows(ROWS)
    return into.getvalue().encode()


def as_excel() -> bytes:
    into = io.BytesIO()
    with Workbook(into) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(ROWS):
            sheet.write_row(at, 0, row)
        sheet.write_datetime(1, 0, datetime(2022, 1, 5), book.add_format({"num_format": "yyyy-mm-dd"}))
        sheet.write_row(1, 2, [43.25, True])
    return into.getvalue()


def as_spreadsheet() -> bytes:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    number = '<table:table-cell office:value-type="float" office:value="3" table:number-columns-repeated="2">'
    number += '<text:p>3<text:s text:c="2"/></text:p></table:table-cell>'
    rows = ("".join(map(cell.format, row)) + number for row in ROWS)
    table = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    content = ODS.format(f'<table:table table:name="Events">{table}</table:table>')
    return zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content.encode()})


def as_parquet() -> bytes:
    into = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(OBJECTS), into)
    return into.getvalue()


def as_lines() -> bytes:
    return "".join(json.dumps(each) + "\n" for each in OBJECTS).encode()


MADE = {
    ".csv": as_text(","), ".tsv": as_text("\t"), ".txt": as_text(";"), ".xlsx": as_excel(), ".xlsm": as_excel(),
    ".ods": as_spreadsheet(), ".parquet": as_parquet(), ".ndjson": as_lines(), ".jsonl": as_lines(),
    ".json": json.dumps(OBJECTS).encode(), ".ical": SAMPLES.joinpath("sources/calendar.ics").read_bytes(),
}  # fmt: skip


def sample(ending: str) -> bytes:
    """A small file of an ending: made here, or one of the samples that is not broken on purpose."""
    if ending in MADE:
        return MADE[ending]
    there = sorted(path for path in SAMPLES.rglob(f"*{ending}") if not path.name.startswith("broken"))
    assert there, f"put a small file that ends in {ending} into tests/samples, or into MADE"
    return there[0].read_bytes()


def lay(folder: Path, ending: str, content: bytes | None = None) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"some events{ending}"
    path.write_bytes(sample(ending) if content is None else content)
    return path


def adds_up(report: Report) -> bool:
    """Whether each row is an event, or a problem says why not."""
    return report.rows == report.events + len({problem.row for problem in report.problems if problem.is_fatal})


@pytest.mark.parametrize("ending", IMPORTERS)
class TestEveryEnding:
    def test_is_read_as_a_file_and_no_row_is_lost(self, ending, tmp_path):
        found = read(lay(tmp_path, ending)).report
        assert found.events
        assert adds_up(found)

    def test_is_read_in_a_folder_and_by_a_pattern(self, ending, tmp_path):
        path = lay(tmp_path / "reports", ending)
        alone = read(path).report
        (path.parent / "another.csv").write_text("date,title\n1991,Independence\n")
        for place in (path.parent, path.parent / "*"):
            found = read(place).report
            assert found.events == alone.events + 1
            assert adds_up(found)
        assert path in find_event_files.list_files(path.parent)
        assert not find_event_files.others(path.parent)

    def test_is_read_by_check_and_convert(self, ending, tmp_path, capsysbinary):
        path, out = lay(tmp_path, ending), tmp_path / "out.json"
        found = read(path).report
        assert commands.main(["check", str(path), "--json"]) == bool(found.problems)
        said = json.loads(capsysbinary.readouterr().out)
        assert (said["rows"], said["events"]) == (found.rows, found.events)
        assert commands.main(["convert", str(path), str(out)]) == 0
        assert len(json.loads(out.read_bytes())) == found.events

    def test_is_said_in_words_where_it_is_damaged(self, ending, tmp_path):
        """Never a traceback: it is read, or it is said what is wrong and what to do."""
        content = sample(ending)
        for part in range(1, 8):
            path = lay(tmp_path, ending, content[: len(content) * part // 8])
            if not refusal(partial(read, path)):
                assert adds_up(read(path).report)
        reads = read_own if find_event_files.may_abort(path) else lambda path, *_: read(path)
        for changed in damaged(content, random.Random(content[:20]), SLOW.get(ending, 60)):
            refusal(partial(reads, lay(tmp_path, ending, changed), {}, DEFAULT))
        for content in (b"", b"\x00\xff\xfe\x01" * 500):
            with pytest.raises(DatelineError):
                read(lay(tmp_path, ending, content))

    def test_leaves_its_name_out_of_what_a_set_is_called(self, ending):
        assert opening.name_of(f"bridge_plan{ending}") == "Bridge plan"


def refusal(reads: Callable[[], object]) -> DatelineError | None:
    """What is said of a file that cannot be read; it says what to do, too."""
    try:
        reads()
    except DatelineError as error:
        said = error
    else:
        return None
    assert not isinstance(said, Unforeseen), said
    assert not re.search("<[A-Za-z]|Error|Exception|0x[0-9a-f]{6}", re.sub("“[^”]*”", "", said.message)), said
    assert said.advice or isinstance(said, BadColumns), said
    return said


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.read.__name__)
class TestEveryFormat:
    def test_is_read_as_an_upload(self, known, tmp_path):
        path = lay(tmp_path, known.endings[0])
        found = opening.open_upload(path, {}, DEFAULT, "a key that nobody can guess").report
        assert (found.rows, found.events) == (read(path).report.rows, read(path).report.events)

    def test_is_known_by_how_it_begins_where_its_name_says_nothing(self, known, tmp_path):
        content = sample(known.endings[0])
        if known.recognises(content[: importers.HEAD]):
            named, nameless = read(lay(tmp_path, known.endings[0])), read(lay(tmp_path, "", content))
            assert nameless.events.equals(named.events)

    def test_takes_any_bytes_for_a_beginning(self, known):
        others = [content[: importers.HEAD] for content in MADE.values()]
        for head in (b"", b"\0", b"[", b"{", b"PK\3\4", b"\xff" * 99, b"[" * 20_000, *others):
            assert known.recognises(head) in (True, False)

    def test_shares_an_ending_only_where_it_can_tell_its_own_files(self, known):
        assert all(known.recognises(sample(ending)[: importers.HEAD]) for ending in known.shared)


def test_in_a_folder_what_only_ends_so_is_left_alone(tmp_path):
    lay(tmp_path, ".csv")
    (tmp_path / "readme.txt").write_text("Title: our reports\nThe date is that of the incident.\n")
    (tmp_path / "datapackage.json").write_text('{"name": "reports", "resources": []}')
    assert [path.suffix for path in find_event_files.list_files(tmp_path)] == [".csv"]
    assert find_event_files.others(tmp_path) == ["datapackage.json", "readme.txt"]
    assert (
        "Not read, for they are of no kind that is known: datapackage.json, readme.txt." in read(tmp_path).report.notes
    )


def test_a_file_of_a_shared_ending_is_looked_at_again_when_it_is_written_again(tmp_path):
    path = tmp_path / "events.txt"
    path.write_text("Nothing yet.\n")
    assert not find_event_files.list_files(tmp_path)
    path.write_text("date,title\n2022-01-05,Rain\n")
    assert find_event_files.list_files(tmp_path) == [path]


DIARY = """
from data.importers import importer
from data.importers import Sheet
from {records} import Records
import pyarrow as pa

@importer(".diary", recognises=lambda head: head.startswith(b"Dear diary"))
def read_diary(content, name, mapping, progress=None):
    lines = [line.split(": ", 1) for line in content.decode().splitlines()[1:]]
    columns = [pa.chunked_array([pa.array(column, pa.string())]) for column in zip(*lines)]
    return Sheet(("date", "title"), Records(columns, len(lines)), "a diary")
"""
ASK = """
import json, sys
from pathlib import Path
from {commands} import main
from {store} import name_of, open_file, open_upload, stamp
from {settings} import DEFAULT

folder, out = map(Path, sys.argv[1:])
diary, places = folder / "some events.diary", []
for place in (diary, folder, folder / "*.diary"):
    places.append([open_file(place).report.events, main(["check", str(place)])])
    main(["convert", str(place), str(out)])
    places[-1].append(len(json.loads(out.read_bytes())))
uploads = [open_upload(file, {{}}, DEFAULT, "key").report.events for file in (diary, folder / "nameless")]
out.write_text(json.dumps([places, uploads, name_of("my_days.diary"), str(stamp(folder)).count("diary")]))
"""


@pytest.fixture
def scratch(tmp_path):
    """A copy of the program with one new file in it."""
    root, package = tmp_path / "scratch", Path(data.__file__).parent
    shutil.copytree(package, root / "data", ignore=shutil.ignore_patterns("__pycache__", "*.csv"))
    place = root / "data" / Path(str(importers.__file__)).relative_to(package).with_name("diary.py")
    place.write_text(DIARY.format(records=records.__name__))
    return root


@pytest.fixture
def diaries(tmp_path):
    folder = tmp_path / "diaries"
    lay(folder, ".diary", b"Dear diary\n2022-01-05: Rain\n2022-01-06: Sun\n")
    lay(folder, ".csv", b"date,title\n1991,Independence\n")
    (folder / "nameless").write_bytes(b"Dear diary\n2022-01-05: Rain\n")
    return folder


def test_an_importer_of_one_new_file_is_found_wherever_files_come_from(scratch, diaries, tmp_path):
    asked = ASK.format(commands=commands.__name__, store=opening.__name__, settings=type(DEFAULT).__module__)
    out = tmp_path / "out.json"
    done = subprocess.run([sys.executable, "-c", asked, str(diaries), str(out)], cwd=scratch, capture_output=True)
    assert not done.returncode, done.stderr.decode()
    places, uploads, name, listed = json.loads(out.read_bytes())
    assert places == [[2, 0, 2], [3, 0, 3], [2, 0, 2]], "a file, a folder, a pattern: opened, checked and converted"
    assert uploads == [2, 1], "one of them without an ending"
    assert (name, listed) == ("My days", 1)


def test_without_that_file_nobody_knows_its_files(diaries):
    assert read(diaries).report.events == 1
    with pytest.raises(DatelineError):
        read(diaries / "some events.diary")
