"""The page of one who enlarges it to twice its size, at a laptop, a large screen and a telephone: it holds all that it
holds at its own size. And the figures of a file's own columns, by one click."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import serious_findings
from tests.browser.chart_at_rest import rested
from tests.browser.test_first_paint import MOST_SHIFT, SHIFTS

WINDOWS = {"laptop": (1366, 768), "screen": (1920, 1080), "phone": (390, 844)}
TITLE = "Nazarbayev dismissed from the Security Council"
ROWS = """chart => Object.fromEntries([...chart.querySelectorAll('.textpoint text, text.textpoint')]
  .map(one => [one.textContent, Math.round(one.getBoundingClientRect().top - chart.getBoundingClientRect().top)]))"""
TOUCHING = """chart => {
  const words = ['text.textpoint', '.textpoint text', '.xtick text', '.annotation-text'].join();
  const all = [...chart.querySelectorAll(words)].map(one => [one.textContent, one.getBoundingClientRect()])
    .filter(([text, box]) => box.width && text.trim() && !/^\\+\\d+$/.test(text));
  const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 5;
  return all.flatMap(([text, box], at) => all.slice(at + 1)
    .filter(([other, its]) => other !== text && over(box, its)).map(([other]) => `${text} | ${other}`));
}"""
CUT = """() => ['.card .when', '.card .figure', '.card .count', '.pill', '.dateline-pill', '.stMain .button', 'h1']
  .flatMap(name => [...document.querySelectorAll(name)])
  .filter(one => one.clientWidth && one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline')
  .map(one => one.textContent)"""


@pytest.mark.parametrize(("window", "shade"), [("laptop", "light"), ("screen", "dark"), ("phone", "dark")])
def test_at_twice_its_size_the_page_holds_what_it_holds(open_page, server, window, shade):
    """Enlarged to 200 %, a window has half as many of the page's pixels, each twice as large."""
    width, height = (side // 2 for side in WINDOWS[window])
    page = open_page(color_scheme=shade)
    page.set_viewport_size({"width": width, "height": height})
    page.add_init_script(SHIFTS)
    page.goto(server)
    chart = page.get_by_test_id("timeline")
    expect(chart).not_to_have_attribute("data-drawn", "0")
    rested(page, chart)
    assert page.evaluate("window.shifts.reduce((sum, one) => sum + one, 0)") <= MOST_SHIFT
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "it scrolls only downwards"
    assert page.evaluate(CUT) == []
    assert chart.evaluate(TOUCHING) == []
    before, drawn = chart.evaluate(ROWS), chart.get_attribute("data-drawn")
    assert len(before) > 10
    page.get_by_test_id("key-events").get_by_role("link", name="Nazarbayev dismissed").click()
    panel = page.get_by_test_id("event")
    expect(panel).to_be_focused()
    expect(panel.get_by_role("heading")).to_have_text(TITLE)
    expect(panel.get_by_role("heading")).to_be_in_viewport()
    expect(chart).not_to_have_attribute("data-drawn", str(drawn))
    assert chart.evaluate(ROWS) == before, "no row moves"
    rested(page, chart)
    assert not serious_findings(page)
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("key-events")).to_be_visible()


def test_the_figures_of_own_columns_are_cards_by_one_click_and_in_the_link(open_page, serve, tmp_path):
    path = tmp_path / "log.csv"
    lines = ["date,title,category,fatalities,injured", "2022-01-04,Clash,Street,2,5", "2022-01-06,Raid,Police,1,"]
    path.write_text("\n".join(lines))
    page = open_page(serve(path))
    expect(page.get_by_test_id("counts")).to_contain_text("fatalities, injured as cards")
    expect(page.get_by_test_id("card")).to_have_count(0)
    page.get_by_role("button", name="each row counts so many more").click()
    expect(page.get_by_test_id("card")).to_have_count(2)
    expect(page.get_by_test_id("card").first).to_contain_text("≥ 3")
    expect(page).to_have_url(re.compile("figures=more"))
    page.reload()
    expect(page.get_by_test_id("card")).to_have_count(2)
