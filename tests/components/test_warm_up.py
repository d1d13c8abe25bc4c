"""The first viewer finds the timeline drawn already."""

import gc
from collections.abc import Iterator

import pytest

from components import cache, pictures
from components.server import warm_up
from data.view import View


@pytest.fixture(autouse=True)
def thawed() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_what_is_asked_for_first_is_drawn_before_it_is(tmp_path):
    path = tmp_path / "events.csv"
    path.write_text("date,title\n2022-01-05,The dismissal\n")
    warm_up.first(path)
    key = cache.dataset(path).key
    assert all(cache.known_picture(key, View(), frame) for frame in pictures.USUAL)


def test_a_file_that_cannot_be_read_does_not_stop_the_server(tmp_path):
    path = tmp_path / "events.csv"
    path.write_text("")
    warm_up.first(path)
    assert gc.get_freeze_count() > 0
