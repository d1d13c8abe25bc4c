"""One peer, loaded and moved: its times, told as the parts of a run tell theirs."""

import sys
from pathlib import Path
from time import monotonic

from playwright.sync_api import Page

from benchmarks.measured import tell
from benchmarks.peers.serving import served
from benchmarks.serving import browser, fresh_page, wait_for

PAGES = {"vis": "vis.html", "clustered": "vis.html?clusters", "timelinejs": "timelinejs.html", "mosaic": "mosaic.html"}
LOADING_S = 120
MOVING_S = 60
"""Whoever is slower than so long for all moves is moved less often."""


def measure(peer: str, path: Path, often: int) -> None:
    """Load its page once, then zoom it, or brush it, so often."""
    with served(path) as url, browser() as chromium, fresh_page(chromium, LOADING_S) as seen:
        seen.goto(url + PAGES[peer], wait_until="commit")
        if not wait_for(seen, "window.loadedAt > 0", LOADING_S):
            return tell(f"{peer}.load", [], f"did not end in {LOADING_S} s")
        tell(f"{peer}.load", [seen.evaluate("window.loadedAt")])
        brushed = _brushed if peer == "mosaic" else _moved
        tell(f"{peer}.move", brushed(seen, often), "a brush was followed by nothing new in 10 s")
    return None


def _moved(seen: Page, often: int) -> list[float]:
    took: list[float] = []
    until = monotonic() + MOVING_S
    while len(took) < often and monotonic() < until:
        took.append(float(seen.evaluate("window.move()")))
    return took


def _brushed(seen: Page, often: int) -> list[float]:
    """A brush drawn where the events are, the last fifth of the record, and then made wider, a step at a time."""
    seen.wait_for_timeout(2000)  # it draws once more after its first bars, and would forget a brush that is being drawn
    box = seen.locator("#here svg").first.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] * 0.8, box["y"] + box["height"] / 2
    seen.mouse.move(x, y)
    seen.mouse.down()
    took = []
    for step in range(often + 1):
        seen.evaluate("window.took = null, window.armed().then(ms => { window.took = ms; }), 0")
        seen.mouse.move(x + 30 + 5 * step, y)
        if not wait_for(seen, "window.took !== null", 10 if took else LOADING_S):  # the first one builds its tables
            break
        took.append(float(seen.evaluate("window.took")))
    seen.mouse.up()
    return took[1:]


if __name__ == "__main__":
    measure(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
