"""When a chart has come to rest: what was asked for has come, and Python has said its last word on it.

A test that moves the pointer, reads a box or takes away a picture first waits until what it means stands there.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from urllib.parse import parse_qs, urlsplit
from weakref import WeakKeyDictionary

import pytest
from playwright.sync_api import Locator, Page, Request, Route, expect

PATIENCE_MS = 60_000
STILL = 8
"""So many looks in a row see the same: a tenth of a second apart, they outlast the rest after which Python is told."""
_UNDER_WAY: WeakKeyDictionary[Page, list[Request]] = WeakKeyDictionary()


def watch(page: Page) -> None:
    """Know from now on which pictures are under way to this page."""
    asked = _UNDER_WAY.setdefault(page, [])

    def ended(request: Request) -> None:
        if request in asked:
            asked.remove(request)

    page.on("request", lambda request: asked.append(request) if "/picture/" in request.url else None)
    page.on("requestfinished", ended)
    page.on("requestfailed", ended)


def until(page: Page, is_so: Callable[[], object], what: str, every: int = 10) -> None:
    """Wait until it is so, looking again every so many milliseconds. The page goes on meanwhile."""
    for _ in range(PATIENCE_MS // every):
        if is_so():
            return
        page.wait_for_timeout(every)
    pytest.fail(f"it never came about: {what}")


def run_ended(page: Page) -> None:
    """Wait until no run of the page is under way: nothing that is on it is pushed aside any more."""
    expect(page.locator(".stApp[data-test-script-state=notRunning]")).to_be_attached()


@contextmanager
def held_up(page: Page, address: str) -> Iterator[list[Route]]:
    """Hold up what the page asks for at such addresses until the block ends; what has been asked for so far."""
    held: list[Route] = []
    is_held = True

    def asked(route: Route) -> None:
        if is_held:
            held.append(route)
        else:
            route.continue_()

    page.route(address, asked)
    yield held
    is_held = False  # before the first goes on: what is asked for meanwhile is held up by nobody
    for route in held:
        route.continue_()


def rested(page: Page, chart: Locator, but: Collection[Request] = ()) -> None:
    """Wait until the picture of the window is drawn and the link says the same.

    but: requests that the test itself holds up.
    """
    seen: list[object] = []
    for _ in range(PATIENCE_MS // 100):
        seen.append((chart.get_attribute("data-drawn"), chart.get_attribute("data-window"), page.url))
        is_quiet = (
            all(request in but for request in _UNDER_WAY[page])
            and _is_said(page, chart)
            and _is_drawn(chart)
            and not _is_running(page)
        )
        if is_quiet and len(seen) > STILL and len(set(seen[-STILL:])) == 1:
            return
        page.wait_for_timeout(100)
    pytest.fail(f"the chart never came to rest: {seen[-3:]}, {_UNDER_WAY[page]}")


def _is_running(page: Page) -> bool:
    return page.locator(".stApp[data-test-script-state=running]").count() > 0


def _is_said(page: Page, chart: Locator) -> bool:
    """Whether the address has the window of the chart, which Python rounds."""
    asked, window = parse_qs(urlsplit(page.url).query), (chart.get_attribute("data-window") or "").split("/")
    if "start" not in asked:
        return page.get_by_role("button", name="Show the whole record").get_attribute("aria-pressed") == "true"
    return _are_alike(window, [asked["start"][0], asked["end"][0]])


def _is_drawn(chart: Locator) -> bool:
    """Whether the picture that is seen was made for the window that is seen."""
    window, made_for = ((chart.get_attribute(name) or "").split("/") for name in ("data-window", "data-made-for"))
    return _are_alike(window, made_for)


def _are_alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two windows are the same but for what is rounded."""
    (start, end), others = map(_moment, one), map(_moment, other)
    return all(abs(this - that) <= 0.02 * (end - start) for this, that in zip((start, end), others, strict=True))


def _moment(text: str) -> float:
    return datetime.fromisoformat(f"{text}+00:00").timestamp()
