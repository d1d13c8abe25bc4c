"""What happens when a process is killed, a disk is full, or there is something that nobody foresaw."""

import hashlib
import logging
import os
import select
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from data.cli import commands
from data.dataset import opening
from data.engine import cache_folder, temporary_folders
from data.errors import DiskFull, Unforeseen
from data.files import dialect
from data.importers import IMPORTERS
from data.reading import reader
from data.reading.worker import in_child
from data.settings import DEFAULT

ROOT = Path(__file__).parents[2]
ROWS = "date,title,own\n" + "".join(f"{1900 + n % 100},event {n},{'x' * (n % 9)}\n" for n in range(3_000))
LEAVING = """
import sys
from pathlib import Path
from data.engine import cache_folder, temporary_folders
with cache_folder.adding("tables") as part, temporary_folders.folder() as place:
    part.write_bytes(b"half")
    Path(f"{part}.spill").mkdir()
    Path(f"{part}.spill", "more").write_bytes(b"x" * 5_000)
    (place / "a secret of my own.csv").write_bytes(b"x" * 50_000)
    print("ready", flush=True)
    sys.stdin.read()
"""
READING = """
import sys
from data.reading.worker import build_in_child
from pathlib import Path
wait = lambda _: (print("ready", flush=True), sys.stdin.read())
build_in_child(Path(sys.argv[1]), Path(sys.argv[2]), on_progress=wait)
"""


@pytest.fixture
def places(tmp_path, monkeypatch):
    """The cache folder, and that for what is temporary."""
    folders = [tmp_path / "cache", tmp_path / "temporary"]
    folders[1].mkdir()
    for name, folder in zip(("DATELINE_CACHE", "TMPDIR"), folders, strict=True):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    yield folders
    tempfile.tempdir = None


@contextmanager
def begun(code: str, *arguments: object) -> Iterator[subprocess.Popen[str]]:
    """A process that has said that it is ready."""
    with subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:  # fmt: skip
        assert process.stdout
        try:
            assert process.stdout.readline() == "ready\n"
            yield process
        finally:
            process.kill()


def test_what_a_killed_process_leaves_is_counted_and_swept_and_what_a_living_one_has_stays(places, capsys):
    with begun(LEAVING) as killed, begun(LEAVING):
        killed.kill()
        killed.wait()
        left = cache_folder.leftovers()
        assert sum(part.size for part in left) == 55_004
        assert commands.main(["cache"]) == 0
        assert f"{len(left)} pieces, 0.06 MB, left by a process that was killed" in capsys.readouterr().out
        assert len(cache_folder.sweep()) == len(left)
        assert not cache_folder.leftovers()
        assert len(list(places[0].glob("*.part"))) == len(list(places[1].iterdir())) == 1


def test_a_number_that_another_process_bears_by_now_keeps_nothing(places):
    old = places[1] / f"{temporary_folders.PREFIX}{os.getpid()}-old"
    old.mkdir()
    assert not temporary_folders.left_behind()
    os.utime(old, (1, 1))
    assert temporary_folders.left_behind() == [old]


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="Linux ends a process with its parent")
def test_who_reads_ends_with_who_asked(places, tmp_path):
    path = tmp_path / "large.csv"
    path.write_text(ROWS)
    places[0].mkdir()
    with begun(READING, path, places[0] / "tables") as asked:
        children = Path(f"/proc/{asked.pid}/task").glob("*/children")
        (child,) = [int(number) for listed in children for number in listed.read_text().split()]
        os.kill(child, signal.SIGSTOP)  # it would be done soon
        handle = os.pidfd_open(child)
        asked.send_signal(signal.SIGKILL)
        readable, _, _ = select.select([handle], [], [], 60)
        os.close(handle)
    assert readable


@pytest.fixture
def small_disk(tmp_path):
    """A folder on a disk of 200 KB of its own."""
    place = tmp_path / "small"
    place.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200k", "none", str(place)], capture_output=True)
    if done.returncode:
        pytest.skip("this system lets nobody have a disk of that size")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.mark.usefixtures("places")
def test_a_disk_that_is_too_small_is_left_for_another_and_said_to_be_full_where_there_is_none(
    small_disk, tmp_path, monkeypatch
):
    monkeypatch.setattr(reader, "LARGE", 1_000)
    path = tmp_path / "large.csv"
    rows = (f"2022-01-05,{hashlib.sha256(bytes([n % 256, n // 256])).hexdigest()}\n" for n in range(20_000))
    path.write_text("date,title\n" + "".join(rows))
    monkeypatch.setenv("DATELINE_CACHE", str(small_disk / "cache"))
    assert opening.open_file(path).report.events == 20_000
    assert not list((small_disk / "cache").iterdir())
    monkeypatch.setattr(tempfile, "tempdir", str(small_disk))
    with pytest.raises(DiskFull, match=rf"the disk is full that has the folder “{small_disk}.*--clear.*TMPDIR"):
        opening.open_file(path)
    assert not list((small_disk / "cache").iterdir())


def test_a_disk_that_is_full_when_a_viewer_brings_a_file_is_said_to_be_full(small_disk, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(small_disk))
    with pytest.raises(DiskFull, match=r"room for the tables of mine\.csv"):
        opening.open_content("mine.csv", b"x" * 1_000_000, {}, DEFAULT, "key")
    assert not list(small_disk.iterdir())


def test_what_nobody_foresaw_becomes_a_sentence_and_a_line_in_the_log(tmp_path, monkeypatch, caplog, capsys):
    def fail(*_: object) -> None:
        raise ZeroDivisionError("secret of the library")

    monkeypatch.setattr(dialect, "settle", fail)
    path = tmp_path / "events.csv"
    path.write_text(ROWS)
    with caplog.at_level(logging.ERROR), pytest.raises(Unforeseen, match=r"not foreseen \(importers/delimited") as said:
        reader.read(path)
    assert "secret" not in str(said.value)
    assert "ZeroDivisionError at importers/delimited.py" in caplog.text
    assert commands.main(["check", str(path)]) == 1
    assert "Traceback" not in capsys.readouterr().err


def test_what_ends_a_reading_from_outside_is_no_fault_in_the_file(tmp_path):
    def stop(_share: float) -> None:
        raise ValueError("enough")

    path = tmp_path / "events.csv"
    path.write_text(ROWS)
    with pytest.raises(ValueError, match="enough"):
        reader.read(path, on_progress=stop)
    assert set(IMPORTERS) >= {".csv"}


def test_what_a_reader_says_before_it_dies_is_for_the_log(tmp_path, monkeypatch, caplog):
    monkeypatch.setattr("data.reading.worker.WORKER", "data.no_such_module")
    path = tmp_path / "events.csv"
    path.write_text(ROWS)
    with caplog.at_level(logging.ERROR), pytest.raises(Exception, match=r"its reader ended in the middle") as said:
        in_child(path)
    assert "no_such_module" in caplog.text
    assert "no_such_module" not in str(said.value)
