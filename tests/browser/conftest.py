"""The real app in a real Chromium: one server and one browser for the run, a fresh page for each test.

A page fails its test when its console complains, when it asks anything of another host, or when the server logs a
traceback meanwhile.
"""

import os
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright

from tests.browser import chart_at_rest, find_browser
from tests.browser.running_app import SHIPPED, Serving, running_app

VIEWPORTS = {"laptop": (1366, 768), "screen": (1920, 1080), "phone": (390, 844)}
PATIENCE_MS = 60_000  # a first paint on two busy cores takes 5 s, and 20 where others are busy too
FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)
expect.set_options(timeout=PATIENCE_MS)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, None]:
    """A failed test shows the end of what its servers logged."""
    outcome = yield
    report = outcome.get_result()
    if report.failed:
        servings: list[Serving] = getattr(item, "funcargs", {}).get("_servings", [])
        report.sections += [(f"log of {serving.url}", serving.said()[-4000:]) for serving in servings]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    place = find_browser.find()
    if place is None:
        pytest.fail(find_browser.NONE, pytrace=False)
    as_root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=place, args=[*FLAGS, *as_root])
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def _shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    with running_app(tmp_path_factory.mktemp("server") / "log.txt", EVENTS=str(SHIPPED)) as serving:
        yield serving


@pytest.fixture
def _servings() -> list[Serving]:
    """The servers that this test has to do with."""
    return []


@pytest.fixture
def server(_shipped: Serving, _servings: list[Serving]) -> str:
    """The address of the app with the shipped events: one server for the whole run."""
    _shipped.tracebacks()
    _servings.append(_shipped)
    return _shipped.url


@pytest.fixture
def serve(tmp_path: Path, _servings: list[Serving]) -> Iterator[Callable[..., str]]:
    """`serve(path)` serves that file by a server of its own and gives its address; it ends with the test.

    It takes what `running_app` takes.
    """
    with ExitStack() as stack:

        def start(path: Path | str, **given: str) -> str:
            log = tmp_path / f"server-{len(_servings)}.log"
            _servings.append(stack.enter_context(running_app(log, 0, EVENTS=str(path), **given)))
            return _servings[-1].url

        yield start


@pytest.fixture
def forgiven() -> list[str]:
    """A test that provokes a complaint on purpose appends a part of its wording here."""
    return []


@pytest.fixture
def open_page(
    browser: Browser,
    serve: Callable[..., str],  # noqa: ARG001  asked for so that pages are closed before their servers end
    forgiven: list[str],
    _servings: list[Serving],
) -> Iterator[Callable[..., Page]]:
    """`open_page(address, viewport="phone", **options)`: a page in a fresh profile, watched until the test ends.

    Options are Playwright's for a context: `color_scheme="dark"`, `has_touch=True`, `reduced_motion="reduce"`, ...
    """
    complaints: list[str] = []
    with ExitStack() as contexts:

        def open_one(address: str = "about:blank", *, viewport: str = "laptop", **options: Any) -> Page:
            width, height = VIEWPORTS[viewport]
            choices = {"viewport": {"width": width, "height": height}, "timezone_id": "America/St_Johns", **options}
            context = browser.new_context(**choices)
            contexts.callback(context.close)
            context.set_default_timeout(PATIENCE_MS)
            page = _watched(context.new_page(), complaints)
            page.goto(address)
            return page

        yield open_one
    complaints += [f"the server logged:\n{logged}" for serving in _servings if (logged := serving.tracebacks())]
    held_against = [complaint for complaint in complaints if not any(part in complaint for part in forgiven)]
    assert not held_against, "\n".join(held_against)


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """A page of a laptop's size, 1366x768, still blank."""
    return open_page()


def _watched(page: Page, complaints: list[str]) -> Page:
    """The page, which from now on adds to `complaints` whatever it does that no page should."""

    def console(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(f"console {message.type}: {message.text} ({message.location.get('url', '')})")

    def request(asked: Request) -> None:
        where = urlsplit(asked.url)
        if where.scheme not in ("blob", "data", "about", "file") and where.hostname != "127.0.0.1":
            complaints.append(f"asked another host: {asked.url}")

    page.on("console", console)
    page.on("pageerror", lambda error: complaints.append(f"uncaught: {error}"))
    page.on("request", request)
    chart_at_rest.watch(page)
    return page
