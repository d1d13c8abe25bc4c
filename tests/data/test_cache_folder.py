"""Large files are read once: their tables are kept, bounded, and never found half-written."""

import os
import subprocess
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pyarrow.parquet
import pytest

from data.bulk import reading_progress as bulk_steps
from data.cli import commands
from data.dataset import opening
from data.engine import cache_folder, connection, count_tables
from data.errors import BadColumns, BadFile, BadSettings
from data.files import progress
from data.reading import build_tables, reader
from data.reading.worker import build_in_child
from data.settings import DEFAULT

ROWS = "".join(f"{1900 + n % 100}-01-{n % 31 + 1:02},event {n},{'x' * (n % 9)}\n" for n in range(3_000))
BAD = "2022-13-01,no such month,\n,no date,\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(reader, "LARGE", 1_000)
    return tmp_path / "cache"


@pytest.fixture
def large(tmp_path, folder):  # noqa: ARG001  it is read into that folder
    path = tmp_path / "large.csv"
    path.write_text("date,title,own\n" + ROWS + BAD)
    return path


def test_a_large_file_is_read_once_and_is_then_as_it_was(large, folder, monkeypatch):
    first = opening.open_file(large)
    (kept,) = folder.iterdir()
    monkeypatch.setattr(opening, "build_in_child", None)  # to be read again would fail
    again = opening.open_file(large)
    monkeypatch.setattr(reader, "LARGE", 1 << 40)
    small = opening.open_file(large)
    assert kept.suffix == ".duckdb"
    for opened in (first, again):
        assert opened.key == small.key
        assert opened.report == small.report
        assert opened.report.problems[1] == small.report.problems[1]
        assert opened.report.problems[-1:] == small.report.problems[-1:]
        for name in ("event", "member", "raw"):
            assert opened.table(name).to_pyarrow().equals(small.table(name).to_pyarrow()), name


@pytest.mark.parametrize("command", [("check",), ("check", "--json"), ("convert", "out.csv"), ("convert", "out.json"),
                                     ("convert", "out.parquet")], ids=" ".join)  # fmt: skip
def test_the_commands_say_of_a_large_file_what_they_say_of_a_small_one(
    command, large, folder, tmp_path, monkeypatch, capsysbinary
):
    monkeypatch.setattr(opening, "BATCH", 1_000)
    said = []
    for size in (1_000, 1 << 40):
        monkeypatch.setattr(reader, "LARGE", size)
        out = [str(tmp_path / name) for name in command[1:] if name.startswith("out")]
        status = commands.main([command[0], str(large), *(out or command[1:])])
        written = [Path(name).read_bytes() for name in out if not name.endswith("parquet")]
        written += [pyarrow.parquet.read_table(name) for name in out if name.endswith("parquet")]
        said.append((status, written, capsysbinary.readouterr()))
    assert len(list(folder.iterdir())) == 1
    assert said[0] == said[1]


def test_a_large_upload_takes_the_same_road_and_is_kept_in_no_folder(large, folder, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    (tmp_path / "temporary").mkdir()
    told: list[progress.Progress] = []
    mine = opening.open_upload(large, {}, DEFAULT, "secret", told.append)
    assert mine.key == "secret"
    assert told[-1].share == 1
    assert not folder.exists()
    assert not list((tmp_path / "temporary").iterdir())
    assert mine.table().to_pyarrow().equals(opening.open_file(large).table().to_pyarrow())


def test_a_file_that_is_written_while_it_is_read_is_read_again(large, folder, monkeypatch):
    def build_and_write(*arguments):
        build_in_child(*arguments)
        if len(written) < most:
            written.append(1)
            large.write_text(large.read_text() + "2022-01-05,one more,\n")

    monkeypatch.setattr(opening, "build_in_child", build_and_write)
    written: list[int] = []
    most = 1
    assert opening.open_file(large).report.events == 3_001
    assert len(list(folder.iterdir())) == 1
    large.write_text(large.read_text() + "2022-01-05,one more,\n")
    most = 9
    with pytest.raises(BadFile, match="written again each time"):
        opening.open_file(large)


def test_a_reading_that_is_stopped_leaves_nothing_and_can_begin_again(large, folder):
    told: list[progress.Progress] = []

    def stop(progress):
        told.append(progress)
        raise InterruptedError

    with pytest.raises(InterruptedError):
        opening.open_file(large, on_progress=stop)
    assert len(told) == 1
    assert not list(folder.iterdir())
    assert opening.open_file(large).report.events == 3_000


@pytest.mark.parametrize("is_early", [False, True], ids=["at work", "not begun yet"])
def test_the_engine_is_interrupted_by_what_is_raised_when_it_tells_how_far_it_is(is_early, monkeypatch):
    monkeypatch.setattr(bulk_steps, "OFTEN_SECONDS", 0.01)
    is_stopped = threading.Event()

    def stop(told):
        is_stopped.set()
        raise InterruptedError(told.step)

    def read():
        with connection.in_memory() as held, bulk_steps.start_steps(held, stop) as steps:
            steps.of = 10**9
            steps.step(0.5, counted=0.9)
            if is_early:
                assert is_stopped.wait(60)
                held.execute("select 1")  # between two questions it is not at work
            held.execute("select max(dateline_seen(range)) from range(10000000000)")

    with pytest.raises(InterruptedError, match="counted"):
        read()


def test_tables_of_a_large_file_are_closed_to_everything_else(large):
    con = opening.open_file(large).table().get_backend().con
    for statement in ("create table file.x (a int)", "drop view file.event", "attach '/tmp/x.db'", "set threads = 1"):
        with pytest.raises(duckdb.Error, match=r"disabled|locked|read-only"):
            con.execute(statement)


def test_another_content_another_zone_or_columns_are_read_again_and_another_title_is_not(large, folder):
    keys = {opening.open_file(large).key}
    large.write_text(large.read_text().replace("event 2999", "event 2998"))
    keys.add(opening.open_file(large).key)
    keys.add(opening.open_file(large, {"title": "own"}).key)
    large.with_suffix(".toml").write_text("title = 'T'")
    keys.add(opening.open_file(large).key)
    assert (len(keys), len(list(folder.iterdir()))) == (4, 3)
    large.with_suffix(".toml").write_text("title = 'T'\nzone = 'Asia/Almaty'")
    keys.add(opening.open_file(large).key)
    assert (len(keys), len(list(folder.iterdir()))) == (5, 4)


def test_what_is_wrong_with_a_large_file_is_said_as_of_a_small_one(large, folder):
    large.write_text("one,two,three\n" + "a,b,c\n" * 400)
    with pytest.raises(BadColumns) as raised:
        opening.open_file(large)
    assert getattr(raised.value.report, "headers", ()) == ("one", "two", "three")
    assert not list(folder.iterdir())


@pytest.mark.parametrize(
    "damage", [lambda path: path.write_bytes(b"nonsense" * 999), lambda path: os.truncate(path, 0)]
)
def test_a_damaged_file_of_tables_is_made_again(large, folder, damage):
    whole = opening.open_file(large)
    whole.close()
    (kept,) = folder.iterdir()
    damage(kept)
    assert opening.open_file(large).report == opening.open_file(large).report
    assert opening.open_file(large).table().count().execute() == 3_000


def test_reading_that_is_stopped_leaves_nothing(large, folder):
    class Enough(Exception):  # noqa: N818
        pass

    def stop(_share):
        raise Enough

    with pytest.raises(Enough):
        opening.open_file(large, None, stop)
    assert not list(folder.iterdir())


def test_what_a_killed_process_left_is_swept_and_what_is_being_written_stays(folder):
    folder.mkdir()
    dead = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    gone = [folder / f"a.{int(dead.stdout)}-0a{ending}" for ending in (".part", ".part.wal")]
    kept = folder / f"b.{os.getpid()}-0b.part"
    for path in (*gone, kept):
        path.write_bytes(b"half")
    assert cache_folder.find("a") is None
    cache_folder.make_room()
    assert list(folder.iterdir()) == [kept]


def test_what_was_used_longest_ago_makes_room(folder, monkeypatch):
    monkeypatch.setenv("DATELINE_CACHE_SIZE", "2.5 KB")
    for number, name in enumerate("abc"):
        with cache_folder.adding(name) as part:
            part.write_bytes(bytes(1_000))
        if name != "c":
            os.utime(folder / f"{name}.duckdb", (number, number))
        if name == "b":
            cache_folder.find("a")
    assert [kept.path.stem for kept in cache_folder.files()] == ["a", "c"]


def test_a_size_that_is_none_says_what_to_write(monkeypatch):
    monkeypatch.setenv("DATELINE_CACHE_SIZE", "lots")
    with pytest.raises(BadSettings, match=r"lots.*Write 20GB"):
        cache_folder.size_limit()


def test_a_folder_that_cannot_be_made_does_not_keep_a_file_from_being_read(large, folder):
    folder.write_text("this is no folder")
    assert opening.open_file(large).table().count().execute() == 3_000


def test_two_that_open_the_same_file_at_once_do_each_other_no_harm(large, folder):
    with ThreadPoolExecutor(2) as pool:
        opened = list(pool.map(opening.open_file, (large, large)))
    assert len({each.key for each in opened}) == len(list(folder.iterdir())) == 1
    assert {each.table().count().execute() for each in opened} == {3_000}


def test_the_command_says_what_is_kept_and_empties_it(large, folder, capsys):
    opening.open_file(large).close()
    assert commands.main(["cache"]) == 0
    assert f"1 file, 1.32 MB, in {folder}".partition(",")[0] in capsys.readouterr().out
    assert commands.main(["cache", "--clear"]) == 0
    assert f"taken away from {folder}" in capsys.readouterr().out
    assert not list(folder.iterdir())


@pytest.mark.parametrize(
    "header", ["date,month,title", "year,month,title"], ids=["the bulk reader", "the careful reader"]
)
def test_a_file_of_many_events_has_count_tables_whichever_reader_takes_it(header, tmp_path, monkeypatch):
    monkeypatch.setattr(count_tables, "LEAST", 10)
    path = tmp_path / "many.csv"
    path.write_text(f"{header}\n" + "".join(f"202{n % 9},{n % 9 + 1},event {n}\n" for n in range(90)))
    build_tables.build(path, tmp_path / "tables", {}, DEFAULT)
    with duckdb.connect(str(tmp_path / "tables"), read_only=True) as held:
        assert "tally_0" in count_tables.names(held)


def test_a_file_of_tables_is_made_of_parts_for_all_cores_and_holds_nothing_that_was_needed_meanwhile(tmp_path):
    with connection.writing(tmp_path / "tables", rows=2048) as held:
        held.execute(f"create table {connection.SPARE}.record as from range(5000)")
        held.execute("create table entry as from record")
    with duckdb.connect(str(tmp_path / "tables"), read_only=True) as kept:
        assert kept.execute("show tables").fetchall() == [("entry",)]
        asked = "select count(distinct row_group_id) from pragma_storage_info('entry')"
        assert kept.execute(asked).fetchall() == [(3,)]
    assert [path.name for path in tmp_path.iterdir()] == ["tables"], "all of it is in one file"
