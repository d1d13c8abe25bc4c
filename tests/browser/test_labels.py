"""The chart's promises on the shipped events: no two labels touch, none is cut off, and zooming keeps the element."""

import re

import pytest
from playwright.sync_api import Page, expect

from components.pictures import USUAL
from tests.browser.chart_at_rest import rested
from tests.browser.wheel import zoomed

LABELS = """chart => [...chart.querySelectorAll('.scatterlayer .textpoint text, .textpoint')]
  .filter(one => one.textContent.trim() && one.localName === 'text')
  .map(one => { const box = one.getBoundingClientRect();
    return { text: one.textContent, left: box.left, right: box.right, top: box.top, bottom: box.bottom }; })"""
FETCHED = """() => performance.getEntriesByType('resource').map(one => one.name)"""
FRAMED = re.compile(r"figure=(\w+)&w=(\d+)&dark=0(?:&h=(\d+))?$")
WIDTH = "chart => Math.floor(chart.parentElement.clientWidth / 20) * 20"
LOOSE = 1.5
"""Pixels of a line's height that hold no ink."""


def labels(page: Page) -> list[dict[str, float]]:
    expect(page.get_by_test_id("timeline")).not_to_have_attribute("data-drawn", "0")
    found: list[dict[str, float]] = page.get_by_test_id("timeline").evaluate(LABELS)
    assert len(found) > 10, "there are labels to judge"
    return found


def touch(one: dict[str, float], other: dict[str, float]) -> bool:
    across = min(one["right"], other["right"]) - max(one["left"], other["left"])
    down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    return across > 0 and down > LOOSE


@pytest.mark.parametrize("viewport", ["laptop", "screen", "phone"])
def test_no_two_labels_touch_and_none_is_cut_off(open_page, server, viewport):
    page = open_page(server, viewport=viewport)
    found = labels(page)
    touching = [(a["text"], b["text"]) for at, a in enumerate(found) for b in found[at + 1 :] if touch(a, b)]
    assert not touching
    frame = page.get_by_test_id("timeline").bounding_box()
    assert frame
    cut = [
        one["text"] for one in found if one["left"] < frame["x"] - 1 or one["right"] > frame["x"] + frame["width"] + 1
    ]
    assert not cut
    fetched = page.evaluate(FETCHED)
    pictures = [it for name in fetched if "/picture/" in name and (it := FRAMED.search(name))]
    asked = {(it[1], int(it[2]), int(it[3] or 0)) for it in pictures}
    wide = page.get_by_test_id("timeline").evaluate(WIDTH)
    assert ("timeline", wide) in {(figure, width) for figure, width, _ in asked}
    usual = {(frame.figure, frame.width, frame.height) for frame in USUAL}
    assert asked <= usual, "the server draws these before anybody asks"


def test_ten_zooms_keep_the_chart_s_element(page: Page, server):
    page.goto(server)
    chart = page.get_by_test_id("timeline")
    rested(page, chart)
    chart.evaluate("element => { window.before = element; element.dataset.mine = 'yes'; }")
    box = chart.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + 200)
    for turn in range(10):
        drawn = chart.get_attribute("data-drawn")
        zoomed(page, -240 if turn % 3 != 2 else 240)
        expect(chart).not_to_have_attribute("data-drawn", str(drawn))
    assert page.evaluate("window.before === document.querySelector('[data-testid=timeline]')")
    expect(chart).to_have_attribute("data-mine", "yes")
