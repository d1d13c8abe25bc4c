"""What a file may be: the same in every format, counted before it is made, and little memory taken to say so."""

import io
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Collection
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from data.dataset import opening
from data.errors import BadFile
from data.files import limits
from data.files.progress import Progress
from data.importers import old_excel
from data.reading import reader_queue, worker
from data.reading.reader import read
from data.reading.reader_queue import ReaderQueue
from data.settings import DEFAULT
from tests.data.test_workbooks import ODS
from tests.mutations import zipped

APP = Path(__file__).parents[2] / "app.py"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATED = "http://schemas.openxmlformats.org/package/2006/relationships"
CALENDAR = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20220105\r\n{}END:VEVENT\r\n"
CELL = '<table:table-cell office:value-type="string" {}><text:p>{}</text:p></table:table-cell>'


def spreadsheet(rows: str) -> bytes:
    content = ODS.format(f'<table:table table:name="Events">{rows}</table:table>')
    return zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content.encode()})


def workbook(rows: str) -> bytes:
    def relation(kind: str, target: str) -> bytes:
        one = f'<Relationship Id="r1" Type="{KINDS}/{kind}" Target="{target}"/>'
        return f'<Relationships xmlns="{RELATED}">{one}</Relationships>'.encode()

    sheets = f'<sheets><sheet name="a" sheetId="1" xmlns:r="{KINDS}" r:id="r1"/></sheets>'
    return zipped(
        {
            "_rels/.rels": relation("officeDocument", "xl/workbook.xml"),
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}">{sheets}</workbook>'.encode(),
            "xl/_rels/workbook.xml.rels": relation("worksheet", "sheet.xml"),
            "xl/sheet.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode(),
        }
    )


def excel_row(*cells: str) -> str:
    return "<row>" + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in cells) + "</row>"


def ods_row(*cells: str, columns: int = 1, rows: int = 1) -> str:
    filled = "".join(CELL.format(f'table:number-columns-repeated="{columns}"', cell) for cell in cells)
    return f'<table:table-row table:number-rows-repeated="{rows}">{filled}</table:table-row>'


def as_parquet(table: dict[str, object]) -> bytes:
    into = io.BytesIO()
    parquet.write_table(pa.table(table), into, compression="zstd")
    return into.getvalue()


def with_a_title(title: str) -> dict[str, bytes]:
    """One event with such a title, in every format."""
    row = {"date": "2022-01-05", "title": title}
    return {
        ".csv": f"date,title\n2022-01-05,{title}\n".encode(),
        ".json": json.dumps([row]).encode(),
        ".ndjson": json.dumps(row).encode() + b"\n",
        ".parquet": as_parquet({name: [cell] for name, cell in row.items()}),
        ".xlsx": workbook(excel_row("date", "title") + excel_row(*row.values())),
        ".ods": spreadsheet(ods_row("date", "title") + ods_row(*row.values())),
        ".ics": CALENDAR.format(f"SUMMARY:{title}\r\n").encode() + b"END:VCALENDAR\r\n",
    }


LONG = with_a_title("x" * (limits.MOST_CELL + 1))


@pytest.mark.parametrize("ending", LONG)
def test_a_cell_may_be_as_long_in_every_format(ending, tmp_path):
    path = tmp_path / f"events{ending}"
    path.write_bytes(LONG[ending])
    with pytest.raises(BadFile, match=r"^events\.\w+ has a cell of more than 2,000,000 characters in row \d"):
        read(path)
    path.write_bytes(with_a_title("x" * 50_000)[ending])
    assert read(path).report.events == 1


def bombs() -> dict[str, bytes]:
    """Small files that would be very large if they were made whole."""
    one = pa.DictionaryArray.from_arrays(pa.array([0] * 300_000, pa.int32()), ["x" * 1_900_000])
    keys = ",".join(f'"k{number}":1' for number in range(990))
    repeats = f"DESCRIPTION:{'y' * 1_900_000}\r\nRRULE:FREQ=DAILY;COUNT=1000\r\nSUMMARY:x\r\n"
    return {
        "letters.parquet": as_parquet({"date": ["2022-01-05"], "title": ["x" * 100_000_000]}),
        "shared.parquet": as_parquet({"date": ["2022-01-05"] * 300_000, "title": one}),
        "rows.ods": spreadsheet(ods_row("x", columns=16_380, rows=1_000_000)),
        "wide.ods": spreadsheet(ods_row("x" * 1_000_000, columns=16_380)),
        "cells.xlsx": workbook("<row>" + "<c><v>1</v></c>" * 1_200_000 + "</row>"),
        "columns.ndjson": f'{{"date":"2022","title":"x",{keys}}}\n'.encode() + b'{"date":"2022"}\n' * 150_000,
        "repeats.ics": CALENDAR.format(repeats).encode() + b"END:VCALENDAR\r\n",
    }


@pytest.mark.skipif(os.name != "posix", reason="limits are POSIX's")
def test_what_unfolds_is_refused_in_a_sentence_with_little_memory(tmp_path):
    paths = []
    for name, content in bombs().items():
        paths.append(tmp_path / name)
        paths[-1].write_bytes(content)
    done = subprocess.run(
        [sys.executable, str(APP), "check", *map(str, paths)], capture_output=True, text=True, timeout=300,
        env={**os.environ, "DATELINE_MEMORY": "1500MB", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
    )  # fmt: skip
    said = done.stderr.splitlines()
    assert done.returncode == 1
    assert len(said) == len(paths), done.stderr
    for path, line in zip(paths, said, strict=True):
        assert line.startswith(f"{path.name} ")
        assert re.search("unfolds into far more|MB in its row|more than 2,000,000 characters", line)


KILOBYTES = """
import resource, subprocess, sys
subprocess.run([sys.executable, "-m", sys.argv[1]], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""The most memory that a module takes: asked in a small process, for a process begins with what its parent had."""


def in_a_circle(workbook: bytes) -> bytes:
    """An old workbook whose directory never ends: the sector that it is in is followed by itself."""
    table, directory = (int.from_bytes(workbook[place : place + 4], "little") for place in (76, 48))
    place = 512 * (table + 1) + 4 * directory  # the table says which sector follows which
    return workbook[:place] + directory.to_bytes(4, "little") + workbook[place + 4 :]


@pytest.mark.skipif(sys.platform != "linux", reason="limits on all memory are Linux's")
def test_an_old_workbook_that_never_ends_is_refused_with_little_memory(tmp_path):
    path = tmp_path / "mill.xls"
    path.write_bytes(in_a_circle((Path(__file__).parents[1] / "samples/sources/mill.xls").read_bytes()))
    with pytest.raises(BadFile, match=r"^mill\.xls cannot be read as an Excel workbook: it is damaged, or needs more"):
        read(path)
    with path.open("rb") as file:
        done = subprocess.run(
            [sys.executable, "-c", KILOBYTES, old_excel.PROCESS], stdin=file, capture_output=True,
            env={**os.environ, "PYTHONPATH": str(APP.parent)},
        )  # fmt: skip
    assert int(done.stdout) < 512 << 10


def test_what_weighs_much_when_read_is_not_held_in_memory_however_small_its_file_is(tmp_path, monkeypatch):
    path = tmp_path / "events.csv"
    path.write_text("date,title\n" + "2022-01-05,Rain\n" * 500)
    usual = opening.open_upload(path, {}, DEFAULT, "one")
    assert usual.weight > 10 * path.stat().st_size
    monkeypatch.setattr(opening, "HEAVY", 1_000)
    heavy = opening.open_upload(path, {}, DEFAULT, "two")
    assert heavy.table().to_pyarrow().equals(usual.table().to_pyarrow())
    assert (
        heavy.table().get_backend().con.sql("select database_name from duckdb_databases()").fetchall().count(("file",))
    )


class Reader:
    """One who reads in a thread, until it may end; `ahead` is what it was told meanwhile."""

    def __init__(self, queue: ReaderQueue, memory: int = 1, stop: Callable[[], None] = lambda: None) -> None:
        self.ahead: list[int] = []
        self.told, self.begun, self.may_end = threading.Event(), threading.Event(), threading.Event()
        self._stop = stop
        self.thread = threading.Thread(target=self._read, args=(queue, memory), daemon=True)
        self.thread.start()

    def _read(self, queue: ReaderQueue, memory: int) -> None:
        try:
            with queue.turn("events.csv", memory, self._tell):
                self.begun.set()
                assert self.may_end.wait(60)
        except InterruptedError:
            self.begun.set()

    def _tell(self, progress: Progress) -> None:
        self.ahead.append(progress.ahead)
        self.told.set()
        self._stop()

    def end(self) -> None:
        self.may_end.set()
        self.thread.join(60)


def all_end(readers: Collection[Reader]) -> None:
    for one in readers:
        one.end()


@pytest.mark.parametrize("memory", [1, 40], ids=["by number", "by memory"])
def test_readers_wait_for_their_turn_and_are_told_how_many_are_before_them(memory):
    queue = ReaderQueue(most=2 if memory == 1 else 9, memory=100)
    first, second = Reader(queue, memory), Reader(queue, memory)
    assert first.begun.wait(60)
    assert second.begun.wait(60)
    third = Reader(queue, memory)
    assert third.told.wait(60)
    fourth = Reader(queue, memory)
    assert fourth.told.wait(60)
    assert (third.ahead[0], fourth.ahead[0]) == (2, 3)
    assert not third.begun.is_set()
    first.end()
    assert third.begun.wait(60)
    second.end()
    assert fourth.begun.wait(60)
    all_end([third, fourth])


def test_who_waits_no_longer_is_in_nobodys_way_and_the_queue_has_an_end(monkeypatch):
    def stop() -> None:
        raise InterruptedError

    monkeypatch.setattr(reader_queue, "MOST_WAITING", 1)
    queue = ReaderQueue(most=1)
    first = Reader(queue)
    assert first.begun.wait(60)
    gone = Reader(queue, stop=stop)
    gone.thread.join(60)
    second = Reader(queue)
    assert second.told.wait(60)
    assert second.ahead[0] == 1
    with (
        pytest.raises(BadFile, match="1 others wait for their turn already"),
        queue.turn("late.csv", 1, lambda _: None),
    ):
        pass
    all_end([first, second])


def test_one_that_takes_more_than_all_may_is_read_alone():
    with ReaderQueue(memory=10).turn("large.csv", 99, lambda _: None):
        pass


def test_an_upload_waits_while_others_are_read(tmp_path, monkeypatch):
    monkeypatch.setattr(worker, "QUEUE", ReaderQueue(most=1))
    path = tmp_path / "events.csv"
    path.write_text("date,title\n2022-01-05,Rain\n")
    other = Reader(worker.QUEUE)
    assert other.begun.wait(60)
    told: list[int] = []

    def on_progress(progress: Progress) -> None:
        told.append(progress.ahead)
        other.may_end.set()

    assert worker.in_child(path, on_progress=on_progress).report.events == 1
    assert (told[0], told[-1]) == (1, 0)
