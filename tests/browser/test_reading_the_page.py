"""What a person sees who opens the page: the title, figures with their speakers, labelled events, the table."""

import pytest
from playwright.sync_api import Page, expect

CLAIMS = {
    "Detained": ("≈ 2,000", "Interior Ministry"),
    "Injured": ("> 1,000", "News report"),
    "Killed": ("“dozens”", "Police officials"),
    "CSTO states": ("6", "News report"),
}


@pytest.mark.parametrize("viewport", ["laptop", "screen"])
def test_the_two_great_events_are_labelled(open_page, server, viewport):
    page = open_page(server, viewport=viewport)
    chart = page.get_by_test_id("timeline")
    expect(chart).not_to_have_attribute("data-drawn", "0")
    expect(chart.get_by_text("Nazarbayev dismissed from the Security Council")).to_be_visible()
    expect(chart.get_by_text("CSTO troops deployed, from Russia and others")).to_be_visible()


@pytest.mark.parametrize("label", CLAIMS)
def test_a_figure_is_shown_as_worded_with_its_speaker(page: Page, server, label):
    page.goto(server)
    card = page.get_by_test_id("card").filter(has_text=label)
    expect(card.locator(".figure")).to_have_text(CLAIMS[label][0])
    expect(card).to_contain_text(CLAIMS[label][1])
    expect(card).to_contain_text("6 Jan")


def test_the_counts_say_how_many_of_how_many(page: Page, server):
    page.goto(f"{server}/?category=Protest")
    counts = page.get_by_test_id("counts")
    expect(counts).to_contain_text("6 of 28 events, 3 sources")
    page.goto(server)
    expect(counts).to_contain_text("28 events, 8 sources32 years, most of it 5 to 6 January 2022")


def test_the_key_events_are_the_ways_in(page: Page, server):
    page.goto(server)
    page.get_by_test_id("key-events").get_by_role("link", name="Nazarbayev dismissed").click()
    expect(page.get_by_test_id("event").get_by_role("heading")).to_have_text(
        "Nazarbayev dismissed from the Security Council"
    )


def test_the_pages_beside_it_are_one_click_away(page: Page, server):
    page.goto(server)
    page.get_by_role("link", name="About", exact=True).click()
    expect(page.get_by_role("heading", name="How to read the timeline")).to_be_visible()
    expect(page.get_by_role("table", name="Sources")).to_contain_text("Interior Ministry")
    page.get_by_role("link", name="Problems 0").click()
    expect(page.get_by_role("heading", name="Every cell of the file could be read")).to_be_visible()
    page.get_by_role("link", name="Timeline", exact=True).click()
    expect(page.get_by_test_id("timeline")).to_be_visible()


def test_nothing_of_streamlit_s_own_is_left_by_accident(page: Page, server):
    page.goto(server)
    expect(page.get_by_test_id("card").first).to_be_visible()
    for test_id in ("stAppDeployButton", "stMainMenu", "stStatusWidget"):
        expect(page.get_by_test_id(test_id)).to_be_hidden()
