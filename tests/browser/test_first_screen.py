"""The first screen tells the story, and what one chooses is there to see: at a laptop, a large screen, a telephone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chart_at_rest import rested
from tests.browser.wheel import zoomed

KEYS = ("Nazarbayev dismissed from the Security Council", "CSTO troops deployed, from Russia and others")
LANES = ("Background", "Protest", "Government", "Casualties", "International", "Analysis")
TOPS = """chart => Object.fromEntries([...chart.querySelectorAll('.textpoint text, text.textpoint')]
  .map(one => [one.textContent, Math.round(one.getBoundingClientRect().top - chart.getBoundingClientRect().top)]))"""
TIP = ".dateline-tip"


def chart_of(page: Page):
    chart = page.get_by_test_id("timeline")
    expect(chart).not_to_have_attribute("data-drawn", "0")
    return chart


@pytest.mark.parametrize("viewport", ["laptop", "screen"])
def test_all_lanes_and_the_strip_are_on_the_first_screen(open_page, server, viewport):
    page = open_page(server, viewport=viewport)
    chart = chart_of(page)
    for name in (*LANES, *KEYS):
        expect(chart.get_by_text(name, exact=True)).to_be_in_viewport(ratio=0.99)
    expect(page.get_by_test_id("overview")).to_be_in_viewport(ratio=1)
    tops = page.get_by_test_id("card").evaluate_all("cards => cards.map(card => card.getBoundingClientRect().top)")
    assert len({*tops}) == 1, "the cards stand in one row"
    assert page.locator(".stMain").evaluate("page => page.scrollWidth <= page.clientWidth")


def test_a_telephone_has_title_one_row_of_cards_and_the_chart(open_page, server):
    page = open_page(server, viewport="phone", has_touch=True)
    chart_of(page)
    box = page.get_by_test_id("timeline").bounding_box()
    assert box
    assert box["y"] < 320
    row = page.get_by_role("list", name="Figures")
    assert row.evaluate("row => row.scrollWidth > row.clientWidth && row.clientHeight < 90")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_nothing_moves_for_being_chosen_and_the_keys_go_on_from_it(page: Page, server):
    page.goto(server)
    chart = chart_of(page)
    rested(page, chart)
    before, drawn = chart.evaluate(TOPS), chart.get_attribute("data-drawn")
    page.get_by_test_id("key-events").get_by_role("link", name="Nazarbayev dismissed").click()
    panel = page.get_by_test_id("event")
    expect(panel).to_be_focused()
    expect(chart).not_to_have_attribute("data-drawn", str(drawn))
    assert chart.evaluate(TOPS) == before
    page.keyboard.press("ArrowRight")
    expect(panel.get_by_role("heading")).not_to_have_text(KEYS[0])
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("key-events")).to_be_visible()
    assert page.evaluate("document.activeElement.closest('.st-key-panel') !== null"), "the hand stays in the panel"


def test_what_is_chosen_out_of_the_window_moves_the_chart_there_and_stays_in_view(page: Page, server):
    page.goto(f"{server}/?start=1990-01-01T00%3A00%3A00&end=1992-01-01T00%3A00%3A00&event=independence")
    chart, panel = chart_of(page), page.get_by_test_id("event")
    panel.get_by_role("navigation").get_by_role("link").last.click()
    expect(panel.get_by_role("heading")).to_have_text("Nazarbayev resigns as president")
    expect(chart.get_by_text("Nazarbayev resigns as president")).to_be_in_viewport()
    rows = page.get_by_test_id("row")
    rested(page, chart)
    rows.last.click()
    expect(panel).to_be_in_viewport()


def test_the_wheel_is_the_page_s_until_a_key_says_otherwise(page: Page, server):
    page.goto(server)
    chart = chart_of(page)
    rested(page, chart)
    box = chart.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.75, box["y"] + 200)
    page.mouse.wheel(0, 200)
    expect(page.locator(".dateline-hint")).to_have_class(re.compile("dateline-on"))
    page.wait_for_function("() => document.querySelector('.stMain').scrollTop > 100")
    expect(page).to_have_url(f"{server}/")
    page.mouse.wheel(0, -200)
    page.wait_for_function("() => document.querySelector('.stMain').scrollTop === 0")
    zoomed(page, -200)
    expect(page).to_have_url(re.compile("start="))


def test_the_tooltip_of_an_event_covers_neither_its_mark_nor_its_title(page: Page, server):
    page.goto(server)
    chart = chart_of(page)
    rested(page, chart)
    label = chart.get_by_text(KEYS[0])
    box = label.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    tip = page.locator(TIP)
    expect(tip).to_contain_text("President Tokayev")
    told = tip.bounding_box()
    assert told
    assert told["y"] >= box["y"] + box["height"] or told["y"] + told["height"] <= box["y"]
