"""Every string from a file is text: it is shown as written, and runs, links and breaks nothing."""

import csv
import html
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.running_app import Serving, running_app

HOSTILE = {
    "markup": "<b>bold</b><img src=x onerror=window.harm=1>",
    "script": "<script>window.harm=1</script>",
    "template": "%{customdata[0]} %{text}",
    "markdown": "**stars** [link](javascript:harm) :red[red] $x$ # head",
    "bidi": "right \u202eto left\u202c and on",
    "formula": '=HYPERLINK("http://example.invalid","x")',
    "entity": "&lt;i&gt; &amp;amp; &quot;",
    "long": "x" * 100_000,
}
COLUMNS = ("id", "date", "title", "text", "category", "actors", "tags", "place", "source", "url", "grade", "unit",
           "metric", "value", "media", "credit", "caption", "notes", "importance", "<i>own</i>")  # fmt: skip


ADDRESS = "javascript:window.harm=1"
FIXED = {"url": ADDRESS, "media": ADDRESS, "grade": "", "value": "5", "importance": "3"}


@pytest.fixture(scope="module")
def file(tmp_path_factory) -> Path:
    """A file in which every text column of every row is hostile."""
    path: Path = tmp_path_factory.mktemp("hostile") / "hostile <b>.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS)
        writer.writeheader()
        for day, (name, text) in enumerate(HOSTILE.items(), 1):
            fixed = {**FIXED, "id": name, "date": f"2022-01-{day:02}"}
            writer.writerow({column: fixed.get(column, text) for column in COLUMNS})
    return path


@pytest.fixture(scope="module")
def serving(file, tmp_path_factory) -> Iterator[Serving]:
    with running_app(tmp_path_factory.mktemp("server") / "log.txt", EVENTS=str(file)) as serving:
        yield serving


@pytest.fixture
def address(serving: Serving, _servings: list[Serving]) -> str:
    serving.tracebacks()
    _servings.append(serving)
    return serving.url


def shown(text: str) -> str:
    """How the page shows it: entities are the letters that they stand for, what turns the direction round is left
    out, a long text is shortened."""
    return html.unescape(text).replace("\u202e", "").replace("\u202c", "")[:150]


def harmless(page: Page) -> None:
    assert page.evaluate("window.harm") is None
    assert page.locator("[href^='javascript:'], [src^='javascript:'], .sheet img, .sheet script, .sheet i").count() == 0
    page.wait_for_function("document.documentElement.scrollWidth <= innerWidth")  # nothing may push the page aside


def test_the_page_shows_everything_as_written(open_page, address):
    page = open_page(address)
    expect(page.get_by_test_id("row")).to_have_count(len(HOSTILE))
    for name, text in HOSTILE.items():
        if name != "long":
            expect(page.get_by_test_id("row").filter(has_text=shown(text)).first).to_be_visible()
    expect(page.get_by_test_id("timeline")).not_to_have_attribute("data-drawn", "0")
    assert page.get_by_test_id("key-events").evaluate("panel => panel.scrollWidth <= panel.clientWidth")
    harmless(page)


def test_the_chosen_event_shows_everything_as_written(open_page, address):
    page = open_page(address)
    for name, text in HOSTILE.items():
        page.goto(f"{address}/?event={name}")
        expect(page.get_by_test_id("event").get_by_role("heading")).to_contain_text(shown(text)[:100])
        harmless(page)


def test_filters_and_chips_show_everything_as_written(open_page, address):
    page = open_page(address)
    text = HOSTILE["markup"]
    page.get_by_role("checkbox", name=text).first.check()
    expect(page.get_by_role("button", name=f"Remove {text}")).to_be_visible()
    expect(page.get_by_test_id("row")).to_have_count(1)
    harmless(page)


@pytest.mark.parametrize("name", ["about", "problems"])
def test_the_other_pages_show_everything_as_written(open_page, address, name):
    page = open_page(f"{address}/?page={name}")
    expect(
        page.get_by_text("javascript:window.harm=1" if name == "problems" else HOSTILE["script"]).first
    ).to_be_visible()
    harmless(page)


def test_a_hostile_link_is_only_a_link(open_page, server):
    page = open_page(f"{server}/?words=%3Cscript%3Ewindow.harm%3D1%3C/script%3E&%3Cb%3E=1&event=%00&category=%ED%A0%80")
    expect(page.get_by_role("heading", name="Nothing matches")).to_be_visible()
    harmless(page)


def test_the_safe_download_runs_nothing(open_page, address):
    page = open_page(address)
    expect(page.get_by_test_id("row")).to_have_count(len(HOSTILE))
    with page.expect_download() as download:
        page.get_by_test_id("take").locator("summary").click()
        page.get_by_role("link", name="safe for spreadsheets").click()
    text = download.value.path().read_text("utf-8-sig")
    assert "'=HYPERLINK" in text
    assert '"=HYPERLINK' not in text
