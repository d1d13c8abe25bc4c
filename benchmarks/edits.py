"""An edit of a copy of the record, saved in a real browser, in turns with a filter."""

import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from playwright.sync_api import Page

from benchmarks.measured import report, report_turns
from benchmarks.serving import browser, fresh_page, served, wait_for
from benchmarks.turns import Turns

DRAWN: Final = '[data-testid="timeline"]:not([data-drawn="0"])'
LARGEST: Final = 100 << 20
"""Bytes of a file of which a copy is made."""
COUNT: Final = ".st-key-cards"
NAME: Final = "[data-testid=event] :is(h1, h2, h3)"
PATIENCE_S: Final = 60
TITLE: Final = "[data-column=title] :is(input, textarea)"


def measure_edits(path: Path, often: int) -> None:
    """From the key that saves to the title in the panel, beside a box ticked to another count, in ms."""
    if path.stat().st_size > LARGEST:
        report("edit", [], "a file of this size is not written anew for a measurement")
        return
    with TemporaryDirectory() as folder:
        copy = Path(shutil.copy(path, folder))
        with served("app.py", EVENTS=str(copy)) as server, browser() as chromium, fresh_page(chromium, 300) as page:
            page.goto(server.url)
            page.wait_for_selector(DRAWN)
            page.get_by_test_id("row").first.click()
            turns = Turns(lambda: _filter(page))
            for number in range(often):
                turns.take(lambda number=number: _edit(page, f"Edited as number {number}"))
            report_turns("edit", turns, "no edit was seen")


def _filter(page: Page) -> float:
    """A box ticked, and given back."""
    box = page.locator("input[type=checkbox][data-field]").first
    took = _seen(page, COUNT, "click", lambda: box.evaluate("box => box.click()"))
    _seen(page, COUNT, "click", lambda: box.evaluate("box => box.click()"))
    return took


def _edit(page: Page, title: str) -> float:
    page.get_by_test_id("desk").get_by_role("button", name="Edit").click()
    page.locator(TITLE).fill(title)
    return _seen(page, NAME, "keydown", lambda: page.locator(TITLE).press("Control+Enter"))


def _seen(page: Page, selector: str, event: str, action: Callable[[], object]) -> float:
    """From the event to another text of an element, in ms, beginning when all is quiet."""
    wait_for(page, "probe.isQuiet(700)", 15)
    page.evaluate("([selector, event]) => probe.armText(selector, event)", [selector, event])
    action()
    if not wait_for(page, "probe.changed !== null", PATIENCE_S):
        raise RuntimeError(f"{selector} did not change in {PATIENCE_S} s")
    return float(page.evaluate("probe.changed"))
