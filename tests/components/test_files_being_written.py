"""A file that is being written is not shown before it is whole, however its writer ends."""

import os
import random
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from components import cache
from data.dataset import files_being_written, opening
from data.errors import BadFile

HEADER = "date,title,place\n"
ROWS = [f'2022-01-{day:02},"Rain, and more of it, on day {day}",Almaty {day}\n' for day in range(1, 13)]
BEFORE = HEADER + "".join(ROWS)
AFTER = HEADER + "2021-12-31,Before all,Astana\n" + "".join(ROWS[2:])
CALENDAR = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{}END:VCALENDAR\r\n"
EVENT = "BEGIN:VEVENT\r\nUID:{0}\r\nDTSTART:202201{0:02}\r\nSUMMARY:Rain {0}\r\nEND:VEVENT\r\n"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "events.csv"
    path.write_text(BEFORE)
    yield path
    cache._SHARED.drop(lambda _: True)


def titles(path: Path) -> list[str]:
    """Those that are shown: of the file, or of what it was before."""
    try:
        dataset = cache.dataset(path)
    except BadFile:
        before = cache.last_good(path)
        assert before
        dataset = before
    table = dataset.table()
    shown: list[str] = table.order_by("row").select("title").to_pyarrow()["title"].to_pylist()
    return shown


def cuts(path: Path, content: bytes, places: Iterable[int]) -> list[int]:
    """The places at which a file was cut, and something else was shown than before."""
    before, wrong = titles(path), []
    for number, place in enumerate(places):
        path.write_bytes(content[:place])
        os.utime(path, (number, number))
        if titles(path) != before:
            wrong.append(place)
    return wrong


def in_the_middle(content: bytes) -> list[int]:
    """The places that are in no way the end of a table: not after a line of it."""
    return [place for place in range(len(content)) if content[place - 1 : place] not in (b"\r", b"\n")]


@pytest.mark.parametrize("after", [AFTER, AFTER.replace("\n", "\r\n"), BEFORE[:-1]], ids=["", "CRLF", "no last end"])
def test_what_is_cut_off_in_a_row_never_takes_the_place_of_what_was_whole(after, file):
    content = after.encode()
    assert not cuts(file, content, random.Random(1).sample(in_the_middle(content), 20))
    file.write_bytes(content if after != BEFORE[:-1] else AFTER.encode())
    assert titles(file)[0] == "Before all"


@pytest.mark.parametrize("ending", [".ndjson", ".ics"])
def test_so_it_is_in_other_formats(ending, tmp_path):
    lines = [f'{{"date": "2022-01-{day:02}", "title": "Rain {day}"}}\n' for day in range(1, 9)]
    events = "".join(map(EVENT.format, range(1, 9)))
    content = ("".join(lines) if ending == ".ndjson" else CALENDAR.format(events)).encode()
    path = tmp_path / f"events{ending}"
    path.write_bytes(content)
    places = in_the_middle(content)[:-2] if ending == ".ndjson" else range(len(content) - 20)
    assert not cuts(path, content, random.Random(2).sample(places, 20))
    cache._SHARED.drop(lambda _: True)


def test_a_line_says_why_what_was_before_is_shown(file):
    cache.dataset(file)
    file.write_text(AFTER[:-9])
    with pytest.raises(BadFile, match=r"events\.csv ends in the middle of its last row, as if it were still being"):
        cache.dataset(file)


def test_a_row_that_is_new_needs_no_line_end_after_it(file):
    cache.dataset(file)
    file.write_text(BEFORE + "2022-02-01,A new day,Almaty")
    assert titles(file)[-1] == "A new day"
    file.write_text(BEFORE + "2022-02-01,A new day,Almaty\n2022-02-02,One more,Almaty")
    assert titles(file)[-1] == "One more"


def test_what_is_being_written_counts_when_it_has_been_still_for_a_moment(file, monkeypatch):
    monkeypatch.setattr(files_being_written, "STILL_SECONDS", 60.0)
    monkeypatch.setattr(files_being_written, "OPEN_SECONDS", 600.0)
    whole = opening.stamp(file)
    assert titles(file)
    file.write_text(AFTER)
    assert opening.stamp(file) == whole
    assert titles(file)[0] != "Before all"
    os.utime(file, (time.time() - 90,) * 2)
    assert opening.stamp(file) != whole
    assert titles(file)[0] == "Before all"


def test_one_whose_last_line_has_no_end_must_be_still_for_longer(file, monkeypatch):
    monkeypatch.setattr(files_being_written, "OPEN_SECONDS", 600.0)
    whole = opening.stamp(file)
    file.write_text(AFTER + "2022-02-01,A new day,Alm")
    os.utime(file, (time.time() - 90,) * 2)
    assert opening.stamp(file) == whole
    os.utime(file, (time.time() - 900,) * 2)
    assert opening.stamp(file) != whole


def test_a_clock_that_is_ahead_keeps_no_file_from_being_read(file, monkeypatch):
    monkeypatch.setattr(files_being_written, "STILL_SECONDS", 1.0)
    monkeypatch.setattr(files_being_written, "OPEN_SECONDS", 5.0)
    before = opening.stamp(file)
    file.write_text(AFTER)
    os.utime(file, (time.time() + 3_600,) * 2)
    assert opening.stamp(file) != before
