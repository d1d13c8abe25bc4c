"""The file is edited on disk: the page follows by itself, and the viewer keeps the view.

Within five seconds on a machine that is not busy: it looks again every LOOK_AGAIN_SECONDS.
"""

from playwright.sync_api import expect

from components.pages import main

BEFORE = "date,title,category\n2020-01-01,First,A\n2020-01-05,Second,B\n2020-01-09,Third,A\n"


def test_the_page_looks_often_enough_to_follow_within_five_seconds():
    assert main.LOOK_AGAIN_SECONDS <= 3


def test_the_page_follows_a_file_that_is_broken_mended_changed_and_broken_again(open_page, serve, tmp_path):
    file = tmp_path / "mine.csv"
    file.write_text("", "utf-8")
    page = open_page(f"{serve(file)}/?category=A")
    rows, event = page.get_by_test_id("row"), page.get_by_test_id("event")
    expect(page.get_by_role("heading", name="This file cannot be shown")).to_be_visible()
    file.write_text(BEFORE, "utf-8")
    expect(rows).to_have_count(2)
    rows.filter(has_text="First").click()
    expect(event).to_contain_text("First")
    address = page.url

    file.write_text("", "utf-8")
    expect(page.get_by_role("status").filter(has_text="cannot be read now")).to_be_visible()
    expect(rows).to_have_count(2)  # what it said stays
    file.write_text(f"{BEFORE}2020-01-20,Fourth,A\n", "utf-8")
    expect(rows).to_have_count(3)
    expect(page.get_by_text("cannot be read now")).to_have_count(0)
    expect(event).to_contain_text("First")
    expect(page).to_have_url(address)


def test_a_briefing_says_that_the_events_have_changed_and_shows_them_where_it_stood(open_page, serve, tmp_path):
    file = tmp_path / "mine.csv"
    file.write_text(BEFORE, "utf-8")
    page = open_page(f"{serve(file)}/briefing#slide=5")
    expect(page.get_by_role("heading", name="Second")).to_be_visible()
    expect(page.locator(".newer[data-known]")).to_be_attached()
    file.write_text(f"{BEFORE}2019-12-20,Before all,A\n", "utf-8")
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(page.get_by_text("The events have changed.")).to_be_visible()
    expect(page.get_by_role("heading", name="Second")).to_be_visible()
    page.keyboard.press("r")
    expect(page.locator("body")).to_have_attribute("data-slide", "6")
    expect(page.get_by_role("heading", name="Second")).to_be_visible()
