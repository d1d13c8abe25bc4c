"""Two processes of the app on one file behind nginx: a picture is the same from either, and may be kept between."""

import http.client
import os
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect, sync_playwright

from benchmarks import generate
from tests.browser import find_browser
from tests.browser.running_app import free_port, running_app
from tests.engines import nginx_server

pytestmark = pytest.mark.engines
ROWS = 60_000
"""Enough for a file whose tables are kept in the cache folder."""
WINDOWS = [f"start={year}-01-01&end={year + 1}-01-01" for year in (2002, 2009, 2012, 2018)]


@dataclass
class Pair:
    """Two apps that were started on the same file at the same moment, with one cache folder, and the nginx before."""

    processes: list[str]
    proxy: str
    shelf: Path


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    folder = tmp_path_factory.mktemp("pair")
    generate.write(folder / "events.csv", ROWS)
    shelf = folder / "shelf"
    said = {"EVENTS": str(folder / "events.csv"), "DATELINE_CACHE": str(shelf)}
    with ExitStack() as stack:
        both = [running_app(folder / f"{name}.log", 0, **said) for name in ("one", "other")]
        with ThreadPoolExecutor(2) as together:
            processes = [app.url for app in together.map(stack.enter_context, both)]
        proxy = stack.enter_context(nginx_server.before(processes, free_port()))
        yield Pair(processes, proxy, shelf)


@pytest.fixture(scope="module")
def address(pair: Pair) -> str:
    """The address of the chart's picture, taken from a browser that opens and zooms the page through the proxy."""
    place = find_browser.find()
    with sync_playwright() as playwright:
        as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
        chromium = playwright.chromium.launch(executable_path=place, args=["--disable-gpu", *as_root])
        page = chromium.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(pair.proxy)
        chart = page.get_by_test_id("timeline")
        expect(chart).not_to_have_attribute("data-drawn", "0", timeout=60_000)
        page.get_by_text("+", exact=True).click()
        expect(page).to_have_url(re.compile("start="), timeout=20_000)
        chromium.close()
    return next(url for url in asked if "/picture/" in url and "figure=timeline" in url).removeprefix(pair.proxy)


def got(server: str, path: str, **headers: str) -> tuple[int, bytes, dict[str, str]]:
    """Status, body and headers, names in lower case."""
    place = urlsplit(server)
    with closing(http.client.HTTPConnection(str(place.hostname), place.port, timeout=60)) as caller:
        caller.request("GET", path, headers={"Accept-Encoding": "gzip", **headers})
        answer = caller.getresponse()
        return answer.status, answer.read(), {name.lower(): value for name, value in answer.getheaders()}


def test_either_process_gives_the_same_picture_under_the_same_tag(pair, address):
    for window in WINDOWS:
        one, other = (got(process, f"{address}&{window}") for process in pair.processes)
        assert (one[0], other[0]) == (200, 200)
        assert one[1] == other[1]
        assert one[2]["etag"] == other[2]["etag"]
        again = got(pair.processes[1], f"{address}&{window}", **{"If-None-Match": one[2]["etag"]})
        assert again[:2] == (304, b"")


def test_the_proxy_keeps_a_picture_for_the_next_viewer(pair, address):
    first, second = (got(pair.proxy, f"{address}&start=2013-01-01&end=2014-01-01") for _ in range(2))
    assert (first[2]["x-kept"], second[2]["x-kept"]) == ("MISS", "HIT")
    assert first[1] == second[1]


def test_both_keep_the_tables_of_the_file_in_one_folder_and_leave_nothing_half_written(pair, address):
    assert got(pair.processes[0], address)[0] == got(pair.processes[1], address)[0] == 200
    assert [path.suffix for path in pair.shelf.iterdir()] == [".duckdb"]
