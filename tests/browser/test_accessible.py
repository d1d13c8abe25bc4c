"""Nothing keeps people out: axe-core finds nothing serious, and headings are in order."""

from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import serious_findings
from tests.browser.chart_at_rest import run_ended

PLACES = {
    "the whole": "",
    "an event chosen and filters on": "?category=Protest&event=square-clash",
    "the figures": "?chart=figures",
    "the calendar": "?chart=calendar",
    "nothing matches": "?words=zzzz",
    "about": "?page=about",
    "problems": "?page=problems",
}


@pytest.mark.parametrize("shade", ["light", "dark"])
@pytest.mark.parametrize("place", PLACES.values(), ids=list(PLACES))
def test_axe_finds_nothing_serious(open_page, server, place, shade):
    page = open_page(f"{server}/{place}", color_scheme=shade)
    settled(page, place)
    assert not serious_findings(page)


@pytest.mark.parametrize("place", ["", "?page=about"])
def test_headings_are_in_order(open_page, server, place):
    page = open_page(f"{server}/{place}")
    settled(page, place)
    levels = page.locator("h1, h2, h3").evaluate_all("found => found.map(one => +one.localName[1])")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def settled(page: Page, place: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("heading", level=2).first).to_be_visible()
    run_ended(page)  # what a run is about to take away is pale until then
    if "page=" not in place and "zzzz" not in place:
        expect(page.get_by_test_id("timeline")).not_to_have_attribute("data-drawn", "0")
