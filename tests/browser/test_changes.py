"""What changed since a moment, and since an earlier file."""

import re
from pathlib import Path

from playwright.sync_api import expect

EARLIER = """id,date,title,metric,value,source,reported
first,2022-01-05,The cabinet falls,,,Gazette,2022-01-05
held,2022-01-05,Some are held,detained,1500,Ministry,2022-01-05
gone,2022-01-05,A rumour <b>bold</b>,,,nobody,2022-01-05
"""
TODAY = """id,date,title,metric,value,source,reported
first,2022-01-05,The cabinet is dismissed,,,Gazette,2022-01-05
held,2022-01-05,Some are held,detained,1500,Ministry,2022-01-05
more,2022-01-06,More are held,detained,2000,Ministry,2022-01-06
"""


def test_a_morning_begins_with_what_changed(serve, open_page, tmp_path: Path):
    (tmp_path / "today.csv").write_text(TODAY)
    (tmp_path / "earlier.csv").write_text(EARLIER)
    page = open_page(f"{serve(tmp_path / 'today.csv')}/?page=changes")

    moved = page.get_by_test_id("moved").get_by_role("row").nth(1)
    expect(moved).to_contain_text(re.compile(r"detained.*1,500.*2,000.*up 500.*Ministry, 6 January 2022", re.DOTALL))
    expect(page.get_by_test_id("news").get_by_role("listitem")).to_have_text([re.compile("More are held")])

    page.get_by_test_id("stFileUploader").last.locator("input").set_input_files(tmp_path / "earlier.csv")
    compared = page.get_by_test_id("compared")
    expect(compared).to_contain_text("1 row changed, 1 row withdrawn, 1 row added; 1 row as before.")
    expect(page.get_by_test_id("changed")).to_contain_text("The cabinet falls")
    expect(compared).to_contain_text("A rumour <b>bold</b>")

    expect(page.get_by_test_id("news").get_by_role("link")).to_have_attribute("href", re.compile("event=more"))
    page.keyboard.press("b")
    slides = page.frame_locator("iframe.briefing")
    expect(slides.locator("body[data-ready]")).to_have_attribute("data-slide", "1")
    page.keyboard.press("PageDown")
    told = slides.locator("body > main")
    expect(told).to_contain_text("What changed since the earlier file")
    expect(told).to_contain_text("The cabinet is dismissed, title: The cabinet falls → The cabinet is dismissed")
    expect(told).to_contain_text(re.compile(r"Withdrawn from the file.*A rumour <b>bold</b>", re.DOTALL))
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("timeline")).to_be_visible()
