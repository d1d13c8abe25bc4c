"""Nothing keeps people out, on light pages and dark ones: axe-core finds nothing serious, and headings are in order."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import serious_findings
from tests.browser.chart_at_rest import rested, run_ended

PLACES = {
    "the whole": "",
    "an event chosen and filters on": "?category=Protest&event=square-clash",
    "the figures": "?chart=figures",
    "the calendar": "?chart=calendar",
    "nothing matches": "?words=zzzz",
    "about": "?page=about",
    "problems": "?page=problems",
}
DARK = "rgb(20, 23, 27)"


@pytest.mark.parametrize("place", PLACES.values(), ids=list(PLACES))
def test_axe_finds_nothing_serious_and_headings_are_in_order(open_page, server, place):
    page = open_page(f"{server}/{place}", color_scheme="light")
    has_chart = "page=" not in place and "zzzz" not in place
    settled(page, has_chart=has_chart)
    assert not serious_findings(page)
    in_order(page)
    darkened(page, has_chart=has_chart)
    assert not serious_findings(page)


def in_order(page: Page) -> None:
    levels = page.locator("h1, h2, h3").evaluate_all("found => found.map(one => +one.localName[1])")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def darkened(page: Page, *, has_chart: bool) -> None:
    """The same page once its reader's system has turned dark."""
    if has_chart:
        with page.expect_request(re.compile("/picture/.*dark=1")):
            page.emulate_media(color_scheme="dark")
    else:
        page.emulate_media(color_scheme="dark")
    expect(page.locator(".stApp")).to_have_css("background-color", DARK)
    settled(page, has_chart=has_chart)


def settled(page: Page, *, has_chart: bool) -> None:
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("heading", level=2).first).to_be_visible()
    run_ended(page)  # what a run is about to take away is pale until then
    if has_chart:
        chart = page.get_by_test_id("timeline")
        expect(chart).not_to_have_attribute("data-drawn", "0")
        rested(page, chart)
