"""A record of more events than can be told apart: counts, what they say, and the way into them."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.chart_at_rest import rested

ROWS = "date,title,category,importance,id\n" + "".join(
    f"2020-03-{1 + at % 14:02},Meeting {at},{'Talks' if at % 3 else 'Unrest'},{2 + (at == 120)},m{at}\n"
    for at in range(600)
)

LANES = """chart => [...chart.querySelectorAll(".annotation")].filter(node => /^(Talks|Unrest)$/.test(node.textContent))
  .map(node => { const box = node.getBoundingClientRect(); return [node.textContent, box.left, box.top]; })"""


def test_counts_say_what_they_hold_and_are_entered_by_pointer_and_by_keys(open_page, serve, tmp_path: Path):
    file = tmp_path / "many.csv"
    file.write_text(f"{ROWS}2020-09-05,The lone letter,Unrest,2,lone\n")
    address = serve(file)
    page = open_page()
    page.set_viewport_size({"width": 1280, "height": 768})
    page.goto(f"{address}/?scale=true")
    chart, tip = page.get_by_test_id("timeline"), page.get_by_test_id("tip")
    rested(page, chart)
    said = page.locator(".dateline-said")

    chart.focus()
    chart.press("ArrowUp")
    expect(said).to_contain_text("events, 9 to 15 March 2020, Talks. Meeting ")
    chart.press("ArrowDown")
    expect(said).to_contain_text("events, 9 to 15 March 2020, Unrest. Meeting 120. Meeting ")
    expect(tip).to_contain_text("Meeting 120")
    chart.press("ArrowRight")
    expect(said).to_contain_text("The lone letter, 5 September 2020, Unrest")
    expect(tip).to_be_hidden()
    chart.press("ArrowLeft")
    expect(tip).to_contain_text("Meeting 120")

    box = page.locator(".dateline-bin").bounding_box()
    whole = chart.get_attribute("data-made-for")
    assert box
    assert whole
    lanes = chart.evaluate(LANES)
    chart.press("Enter")
    expect(chart).to_have_attribute("data-window", "2020-03-09T00:00:00/2020-03-16T00:00:00")
    expect(chart).to_have_attribute("data-made-for", "2020-03-09T00:00:00/2020-03-16T00:00:00")
    expect(chart.locator(".textpoint").first).to_be_visible()
    assert len(lanes) == 2
    assert chart.evaluate(LANES) == lanes, "counts turned into marks, and no lane has moved"
    expect(tip).to_be_hidden()
    chart.press("0")
    expect(chart).to_have_attribute("data-made-for", whole)
    rested(page, chart)

    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 4)
    expect(tip).to_contain_text("9 to 15 March 2020 · Unrest")
    page.mouse.down()
    page.mouse.up()
    expect(page).to_have_url(re.compile("start=2020-03-09"))

    page.goto(f"{address}/?start=2020-05-01T00:00:00&end=2020-06-01T00:00:00")
    nothing = page.get_by_role("heading", name="Nothing matches")
    expect(nothing).to_be_visible()
    expect(chart).not_to_have_attribute("data-drawn", "0")
    below, above = nothing.bounding_box(), chart.bounding_box()
    assert below
    assert above
    assert below["y"] > above["y"], "a window without events does not push the chart away from under the hand"
    a_tap_tells_and_the_next_goes_in(open_page(f"{address}/?scale=true", viewport="phone", has_touch=True))


def a_tap_tells_and_the_next_goes_in(page: Page):
    chart, tip, bin = page.get_by_test_id("timeline"), page.get_by_test_id("tip"), page.locator(".dateline-bin")
    rested(page, chart)
    chart.focus()
    chart.press("ArrowDown")
    expect(tip).to_contain_text("Enter goes in")
    bin.scroll_into_view_if_needed()
    box = bin.bounding_box()
    chart.press("Escape")
    expect(tip).to_be_hidden()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.touchscreen.tap(x, y)
    expect(tip).to_contain_text("Tap again to go in")
    expect(tip.get_by_role("listitem", include_hidden=True)).to_have_count(3)
    told, bar = tip.bounding_box(), bin.bounding_box()
    assert told
    assert bar
    is_aside = told["x"] >= bar["x"] + bar["width"] or told["x"] + told["width"] <= bar["x"]
    assert is_aside or told["y"] >= bar["y"] + bar["height"], "it does not hide its bar"
    assert told["x"] >= 0
    assert told["x"] + told["width"] <= 390
    expect(page).to_have_url(re.compile("scale=true$"))
    page.touchscreen.tap(x, y)
    expect(page).to_have_url(re.compile("start=2020-03-"))
    page.get_by_role("button", name="Show the whole record").tap()
    expect(chart).to_have_attribute("data-made-for", re.compile("^2020-02-.*2020-09-"))
    rested(page, chart)
    page.touchscreen.tap(x, y)
    tip.tap()
    expect(page).to_have_url(re.compile("start=2020-03-"))
