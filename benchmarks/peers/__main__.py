"""One peer, loaded and moved: its times, told as the parts of a run tell theirs."""

import sys
from pathlib import Path
from time import monotonic

from playwright.sync_api import Page

from benchmarks.measured import report
from benchmarks.peers.serving import served
from benchmarks.serving import browser, fresh_page, wait_for

PAGES = {"vis": "vis.html", "clustered": "vis.html?clusters", "timelinejs": "timelinejs.html", "mosaic": "mosaic.html"}
LOADING_S = 120
MOVING_S = 60
"""Whoever is slower than so long for all moves is moved less often."""


def measure(peer: str, path: Path, often: int) -> None:
    """Load its page once, then zoom it, or brush it, so often."""
    with served(path) as url, browser() as chromium, fresh_page(chromium, LOADING_S) as page:
        page.goto(url + PAGES[peer], wait_until="commit")
        if not wait_for(page, "window.loadedAt > 0", LOADING_S):
            return report(f"{peer}.load", [], f"did not end in {LOADING_S} s")
        report(f"{peer}.load", [page.evaluate("window.loadedAt")])
        brushed = _brushed if peer == "mosaic" else _moved
        report(f"{peer}.move", brushed(page, often), "a brush was followed by nothing new in 10 s")
    return None


def _moved(page: Page, often: int) -> list[float]:
    times: list[float] = []
    until = monotonic() + MOVING_S
    while len(times) < often and monotonic() < until:
        times.append(float(page.evaluate("window.move()")))
    return times


def _brushed(page: Page, often: int) -> list[float]:
    """A brush drawn where the events are, the last fifth of the record, and then made wider, a step at a time."""
    page.wait_for_timeout(2000)  # it draws once more after its first bars, and would forget a brush that is being drawn
    box = page.locator("#here svg").first.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] * 0.8, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    times = []
    for step in range(often + 1):
        page.evaluate("window.took = null, window.armed().then(ms => { window.took = ms; }), 0")
        page.mouse.move(x + 30 + 5 * step, y)
        if not wait_for(page, "window.took !== null", 10 if times else LOADING_S):  # the first one builds its tables
            break
        times.append(float(page.evaluate("window.took")))
    page.mouse.up()
    return times[1:]


if __name__ == "__main__":
    measure(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
