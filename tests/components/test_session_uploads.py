"""A viewer's own file is read beside the page, and forgotten with the viewer whenever that one leaves."""

import threading

import pytest

from components import cache
from components.cache import upload_jobs
from components.cache.session_uploads import SessionUploads
from data.dataset import opening
from data.errors import BadColumns
from data.files.progress import Progress

ROWS = b"date,title\n2022-01-05,Dismissed\n2022-01-06,Detained\n"


@pytest.fixture
def viewer(monkeypatch):
    owner = SessionUploads("a viewer", cache.forget)
    monkeypatch.setattr(cache, "viewer_uploads", lambda: owner)
    yield owner
    owner.leave()


def test_a_file_is_read_for_its_viewer_and_forgotten_when_that_one_leaves(viewer):
    job = upload_jobs.reading(("mine.csv", ROWS), ())
    assert job.done.wait(60)
    key = job.result.key
    assert cache.find(key) is job.result
    viewer.leave()
    assert cache.find(key) is None


@pytest.mark.usefixtures("viewer")
def test_what_is_wrong_with_a_file_is_the_result_of_its_reading():
    job = upload_jobs.reading(("mine.csv", b"a,b\n1,2\n"), ())
    assert job.done.wait(60)
    assert isinstance(job.result, BadColumns)


def test_a_reading_ends_when_its_viewer_leaves(viewer, monkeypatch):
    begun, may_look = threading.Event(), threading.Event()

    def endless(_path, _mapping, _settings, _key, progress, _seen):
        while True:
            progress(Progress(0.4))
            begun.set()
            may_look.wait(0.01)

    monkeypatch.setattr(opening, "open_upload", endless)
    job = upload_jobs.reading(("mine.csv", ROWS), ())
    assert begun.wait(60)
    viewer.leave()
    assert job.done.wait(60)
    assert job.is_stopped
    assert job.result is None


def test_a_file_that_is_read_after_its_viewer_left_is_not_kept(viewer, monkeypatch):
    whole = opening.open_upload

    def late(*given):
        opened = whole(*given)
        viewer.leave()
        return opened

    monkeypatch.setattr(opening, "open_upload", late)
    job = upload_jobs.reading(("mine.csv", ROWS), ())
    assert job.done.wait(60)
    assert cache.find(job.result.key) is None
