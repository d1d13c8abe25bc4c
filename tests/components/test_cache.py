"""Data sets and pictures: made once, read again when the file changes, forgotten in time."""

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest

from components import cache, pictures
from components.cache.compressed_pictures import Compressed
from components.pictures import Frame
from data.dataset import opening
from data.errors import BadColumns, DatelineError
from data.files.progress import Progress
from data.view import View

ROWS = "date,title,category\n2022-01-05,Dismissed,Government\n2022-01-06,Detained,Casualties\n"
FRAME = Frame("timeline", 800)


@pytest.fixture(autouse=True)
def _nothing_kept(monkeypatch):
    """Each test begins with nothing kept, and closes what it opened."""
    monkeypatch.setattr(cache, "LINGER_SECONDS", 3.0)
    yield
    for kept in (
        cache._SHARED,
        cache._CHOSEN,
        cache._UPLOADS,
        cache._PICTURES,
        cache._SCALES,
        cache._ANSWERERS,
        cache._LINGERING,
        cache._ANSWERS,
    ):
        kept.drop(lambda _: True)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "events.csv"
    path.write_text(ROWS)
    return path


def rewrite(path: Path, text: str) -> None:
    path.write_text(text)
    os.utime(path, ns=(time.time_ns(), time.time_ns() + len(text)))


def test_a_file_that_has_not_changed_is_opened_once(file):
    assert cache.dataset(file) is cache.dataset(file)


def test_a_file_that_has_changed_is_read_again(file):
    before = cache.dataset(file)
    rewrite(file, ROWS + "2022-01-07,Another,Analysis\n")
    after = cache.dataset(file)
    assert (before.report.events, after.report.events) == (2, 3)
    assert before.key != after.key


def test_settings_beside_the_file_that_have_changed_are_read_again(file):
    before = cache.dataset(file)
    file.with_suffix(".toml").write_text('title = "January"\n')
    assert cache.dataset(file).settings.title == "January"
    assert cache.dataset(file).key != before.key


def test_a_set_that_was_replaced_still_answers_for_a_while_and_is_then_closed(file, monkeypatch):
    later = list[Callable[[], None]]()
    monkeypatch.setattr(cache, "later", lambda _seconds, action: later.append(action))
    before = cache.dataset(file)
    rewrite(file, ROWS.replace("Detained", "Released"))
    cache.dataset(file)
    assert cache.find(before.key) is before
    assert cache.picture(before.key, View(), FRAME).body
    for action in later:
        action()
    assert cache.find(before.key) is None
    with pytest.raises(DatelineError):
        before.table()


def test_a_file_that_is_broken_now_says_so_and_what_it_said_before_is_at_hand(file):
    before = cache.dataset(file)
    rewrite(file, "alpha,beta\n1,2\n")
    for _ in range(2):
        with pytest.raises(BadColumns):
            cache.dataset(file)
    assert cache.last_good(file) is before
    rewrite(file, ROWS)
    assert cache.dataset(file).report.events == 2


def test_a_broken_file_is_read_once_for_all_who_look(file, monkeypatch):
    rewrite(file, "alpha,beta\n1,2\n")
    opened = list[object]()

    def broken(*given: object) -> None:
        opened.append(given)
        raise DatelineError("It is broken.")

    monkeypatch.setattr(opening, "open_file", broken)
    for _ in range(3):
        with pytest.raises(DatelineError):
            cache.dataset(file)
    assert len(opened) == 1


def test_other_columns_are_another_set(file):
    rewrite(file, "date,title,alias\n2022,One,Two\n")
    usual, chosen = cache.dataset(file), cache.dataset(file, (("title", "alias"),))
    assert usual.key != chosen.key
    assert cache.find(usual.key) is usual
    assert cache.find(chosen.key) is chosen


def test_shared_sets_are_bounded_whatever_a_link_asks_for(file):
    rewrite(file, "date,title,a,b,c,d,e,f,g,h,i,j\n2022,One,1,2,3,4,5,6,7,8,9,0\n")
    usual = cache.dataset(file)
    for header in "abcdefghij":
        cache.dataset(file, (("title", header),))
    assert len(cache._CHOSEN.items()) == cache.MOST_CHOSEN
    assert cache.dataset(file) is usual, "nobody who looks at the usual loses it"


def test_an_upload_has_a_key_nobody_can_guess_and_is_gone_when_it_is_forgotten():
    first, second = (cache.upload("mine.csv", ROWS.encode()) for _ in range(2))
    assert first.key != second.key
    assert len(first.key) >= 32
    assert cache.is_upload(first.key)
    cache.picture(first.key, View(), FRAME)
    cache.forget(first.key)
    assert cache.find(first.key) is None
    assert not [key for key, _ in cache._PICTURES.items() if key[0] == first.key]
    with pytest.raises(cache.UnknownKey):
        cache.picture(first.key, View(), FRAME)
    assert cache.find(second.key) is second


@pytest.mark.parametrize("name", ["../../etc/passwd.csv", "a\\b\\..\\c.csv", "\0.csv", "x" * 300 + ".csv", ""])
def test_the_name_of_an_upload_reaches_no_other_place(name):
    uploaded = cache.upload(name, ROWS.encode())
    assert "/" not in uploaded.report.file
    assert "\\" not in uploaded.report.file


def test_uploads_are_bounded(monkeypatch):
    monkeypatch.setattr(cache._UPLOADS, "_most", 2)
    keys = [cache.upload("mine.csv", ROWS.encode()).key for _ in range(3)]
    assert [cache.find(key) is not None for key in keys] == [False, True, True]


def test_a_picture_is_drawn_once_for_all_who_ask_at_once(file, monkeypatch):
    drawn, real = list[object](), pictures.picture

    def draw(*given: Any) -> bytes:
        drawn.append(given)
        return real(*given)

    monkeypatch.setattr(pictures, "picture", draw)
    key, answers = cache.dataset(file).key, list[Compressed]()
    threads = [threading.Thread(target=lambda: answers.append(cache.picture(key, View(), FRAME))) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(drawn) == 1
    assert len({answer.etag for answer in answers}) == 1


def test_pictures_of_different_views_are_drawn_by_many_threads_at_once(file):
    key, answers = cache.dataset(file).key, list[bytes]()
    views = [View(words=word) for word in ("detained", "dismissed", "nothing", "")]
    threads = [
        threading.Thread(target=lambda view=view: answers.append(cache.picture(key, view, FRAME).body))
        for view in views * 3
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 12
    assert len(set(answers)) == 4
    assert all(orjson.loads(answer)["meta"]["height"] for answer in answers)


def test_pictures_are_bounded_in_bytes(file, monkeypatch):
    key = cache.dataset(file).key
    one = cache.picture(key, View(), FRAME)
    monkeypatch.setattr(cache._PICTURES, "_heaviest", 4 * one.weight)
    for width in range(400, 1000, 20):
        cache.picture(key, View(), Frame("timeline", width))
    assert 1 < len(cache._PICTURES.items()) <= 6


def test_the_same_content_has_the_same_tag_and_other_content_another(file):
    key = cache.dataset(file).key
    first, again = cache.picture(key, View(), FRAME), cache.picture(key, View(), FRAME)
    assert first.etag == again.etag
    assert cache.picture(key, View(words="detained"), FRAME).etag != first.etag


def test_unknown_keys_are_unknown():
    with pytest.raises(cache.UnknownKey):
        cache.picture("0" * 24, View(), FRAME)


def test_a_question_is_asked_once_for_all_and_forgotten_with_its_upload():
    asked = []

    def ask():
        asked.append(1)
        return len(asked)

    key = cache.upload("mine.csv", ROWS.encode()).key
    assert [cache.answer(key, "count", View(), ask) for _ in range(3)] == [1, 1, 1]
    assert cache.answer(key, "count", View(category=("Government",)), ask) == 2
    cache.forget(key)
    assert cache.answer(key, "count", View(), ask) == 3


def test_all_who_come_while_a_file_is_read_see_the_same_reading_and_then_the_set(file, monkeypatch):
    whole, may_end = opening.open_file, threading.Event()

    def slow(path, mapping, progress, _seen):
        progress(Progress(0.4))
        assert may_end.wait(60)
        return whole(path, mapping)

    monkeypatch.setattr(opening, "open_file", slow)
    first, second = cache.reading(file), cache.reading(file)
    assert first is not None
    assert first is second
    may_end.set()
    assert first.done.wait(60)
    assert first.progress.share == 0.4
    assert cache.reading(file) is None
    assert cache.dataset(file).report.events


def test_a_reading_ends_when_the_last_who_waits_for_it_stops_it_and_can_begin_again(file, monkeypatch):
    whole, is_stopped = opening.open_file, threading.Event()

    def endless(_path, _mapping, progress, _seen):
        while True:
            progress(Progress(0.4, 4, 10, "read"))
            is_stopped.wait(0.01)

    monkeypatch.setattr(opening, "open_file", endless)
    job = cache.reading(file)
    assert job is not None
    for viewer in ("one", "other"):
        job.wait(viewer)
    cache.stop(file, (), "one")
    assert not job.is_stopped, "somebody else still waits"
    cache.stop(file, (), "other")
    assert job.done.wait(60)
    assert job.is_stopped
    monkeypatch.setattr(opening, "open_file", lambda path, mapping, *_: whole(path, mapping))
    assert cache.dataset(file).report.events
