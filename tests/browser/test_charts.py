"""The charts beside the timeline: chosen by a switch that is in the link, entered by hand and by keys, left by Back."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect


def switch(page: Page, name: str):
    return page.get_by_role("group", name="Chart").get_by_role("button", name=name)


def drawn(page: Page, kind: str):
    """The chart, once it is of this kind."""
    chart = page.get_by_test_id("timeline")
    expect(chart).to_have_attribute("aria-label", re.compile(f"^{kind}"))
    return chart


def test_the_switch_is_in_the_link_says_its_state_and_goes_back(page: Page, server):
    page.goto(server)
    drawn(page, "Timeline from 22 August 1989")
    expect(switch(page, "Timeline")).to_have_attribute("aria-pressed", "true")
    switch(page, "Timeline").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    drawn(page, "Figures as claimed, .*: Detained, 1 claim by 1 source")
    expect(page).to_have_url(f"{server}/?chart=figures")
    expect(switch(page, "Figures")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("group", name="Lanes")).to_have_count(0)
    switch(page, "Calendar").click()
    drawn(page, "Calendar of 1990 to 2022 by month: 23 events began. The most, 14, in January 2022")
    expect(page).to_have_url(f"{server}/?chart=calendar")
    page.go_back()
    drawn(page, "Figures as claimed")
    page.go_back()
    drawn(page, "Timeline from")
    expect(page).to_have_url(f"{server}/")


def test_a_link_to_no_chart_says_what_to_write(page: Page, server):
    page.goto(f"{server}/?chart=pie")
    drawn(page, "Timeline from")
    expect(page.get_by_role("status").filter(has_text="“chart” cannot be “pie”")).to_contain_text("calendar")


def test_a_claim_is_told_walked_to_and_opened(page: Page, server):
    page.goto(f"{server}/?chart=figures")
    chart = drawn(page, "Figures as claimed")
    chart.focus()
    chart.press("ArrowDown")
    expect(page.locator(".dateline-said")).to_have_text(re.compile("^Gathered in Almaty: |^Detained: |^Injured: "))
    chart.press("Enter")
    expect(page.get_by_test_id("event")).to_be_visible()
    expect(page).to_have_url(re.compile(r"chart=figures&event="))


def test_a_cell_of_the_calendar_is_told_by_category_and_leads_to_its_time(page: Page, server):
    page.goto(f"{server}/?chart=calendar&category=Casualties&category=Government")
    chart = drawn(page, "Calendar of")
    tip, said = page.get_by_test_id("tip"), page.locator(".dateline-said")
    chart.focus()
    chart.press("ArrowLeft")
    expect(said).to_have_text(re.compile(r"^5 events, January 2022. Casualties 3. Government 2"))
    expect(tip).to_contain_text("Government 2")
    box, frame = page.locator(".dateline-bin").bounding_box(), chart.bounding_box()
    assert box
    assert frame
    middle = {"x": box["x"] + box["width"] / 2 - frame["x"], "y": box["y"] + box["height"] / 2 - frame["y"]}
    before = chart.get_attribute("data-drawn") or ""
    chart.hover(position={"x": 300, "y": 150})
    page.mouse.wheel(0, 40)
    expect(page).to_have_url(re.compile("chart=calendar"))
    assert chart.get_attribute("data-drawn") == before, "the wheel scrolls the page and draws nothing anew"
    chart.click(position=middle)
    drawn(page, "Timeline from 1 January 2022 to 31 January 2022")
    expect(chart).to_have_attribute("data-window", "2022-01-01T00:00:00/2022-02-01T00:00:00")
    expect(page).to_have_url(re.compile(r"\?start=2022-01-01T00%3A00%3A00&end=2022-02-01T00%3A00%3A00&category="))
    expect(switch(page, "Timeline")).to_have_attribute("aria-pressed", "true")
    page.go_back()
    drawn(page, "Calendar of 1990 to 2022")
    expect(page).to_have_url(re.compile("chart=calendar"))


def test_keys_walk_the_calendar_and_enter_goes_in(page: Page, server):
    page.goto(f"{server}/?chart=calendar&start=2022-01-05T00:00:00&end=2022-01-07T00:00:00")
    chart, said = drawn(page, "Calendar of January 2022 by day"), page.locator(".dateline-said")
    chart.focus()
    chart.press("ArrowRight")
    expect(said).to_contain_text("5 January 2022")
    chart.press("ArrowDown")
    expect(said).to_contain_text("6 January 2022")
    chart.press("Enter")
    drawn(page, "Timeline from 6 January 2022 to 6 January 2022")
    expect(chart).to_have_attribute("data-window", "2022-01-06T00:00:00/2022-01-07T00:00:00")


def test_a_chart_is_taken_away_under_its_own_name(page: Page, server):
    page.goto(f"{server}/?chart=figures")
    drawn(page, "Figures as claimed")
    page.get_by_test_id("take").get_by_text("Export").click()
    with page.expect_download() as taken:
        page.get_by_test_id("take").get_by_role("button", name="Drawing").click()
    assert taken.value.suggested_filename == "kazakhstan-2022-figures.svg"
    drawing = Path(taken.value.path()).read_text("utf-8")
    assert "Detained" in drawing
    assert "Kazakhstan, January 2022" in drawing


def test_a_record_without_figures_says_so(open_page: Callable[..., Page], serve, tmp_path: Path):
    file = tmp_path / "plain.csv"
    file.write_text("date,title\n2022-01-05,One\n2022-03,Two\n", "utf-8")
    page = open_page(f"{serve(file)}/?chart=figures")
    drawn(page, "No event here claims a figure")
    switch(page, "Calendar").click()
    drawn(page, "Calendar of January to March 2022 by day: 2 events began. The most, 1, on 5 January 2022.")
    expect(page.locator(".dateline-note")).to_contain_text("1 event known only by the month")
