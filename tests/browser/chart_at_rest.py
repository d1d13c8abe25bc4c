"""When a chart has come to rest: what was asked for has come, and Python has said its last word on it."""

from collections.abc import Callable, Collection
from datetime import datetime
from urllib.parse import parse_qs, urlsplit
from weakref import WeakKeyDictionary

import pytest
from playwright.sync_api import Locator, Page, Request

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


def rested(page: Page, chart: Locator, but: Collection[Request] = ()) -> None:
    """Wait until the picture of the window has come and the link says the same.

    but: requests that the test itself holds up.
    """
    seen: list[object] = []
    for _ in range(PATIENCE_MS // 100):
        seen.append((chart.get_attribute("data-drawn"), chart.get_attribute("data-window"), page.url))
        is_quiet = (
            all(request in but for request in _UNDER_WAY[page]) and _is_said(page, chart) and not _is_running(page)
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
    start, end = map(_moment, window)
    said = _moment(asked["start"][0]), _moment(asked["end"][0])
    return all(abs(one - other) <= 0.02 * (end - start) for one, other in zip((start, end), said, strict=True))


def _moment(text: str) -> float:
    return datetime.fromisoformat(f"{text}+00:00").timestamp()
