"""A report becomes rows: by keys, by mouse, and out as a CSV that Dateline reads."""

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from data.reading.reader import read

REPORT = """<b>Strike</b> at Talle

About 1,400 workers took part on 10 January, the union said. The strike lasted until 7 February.

Police said that dozens of people were hurt."""
RECORD = "date,title,metric,value,source\n2020-01-10,A strike,gathered,1000,the shipyard\n"


def begin(page: Page) -> None:
    page.get_by_label("The report").fill(REPORT)
    page.get_by_label("Published on").fill("28 February 2020")
    page.get_by_label("By whom").fill("The Daily")
    page.get_by_role("button", name="Find the rows").click()
    expect(page.locator(".draft .row")).to_have_count(3)


@pytest.mark.parametrize("viewport", ["laptop", "phone"])
def test_rows_are_approved_beside_their_words(serve, open_page, tmp_path: Path, viewport):
    (tmp_path / "record.csv").write_text(RECORD)
    page = open_page(f"{serve(tmp_path / 'record.csv')}/?page=draft", viewport=viewport)
    page.get_by_label("The report").fill("Something happened.")
    page.get_by_label("Published on").fill("when it rained")
    page.get_by_role("button", name="Find the rows").click()
    expect(page.get_by_role("alert")).to_contain_text("when it rained")
    begin(page)

    strike = page.locator(".draft .row", has_text="1,400 workers")
    expect(strike).to_contain_text("The record says otherwise: “A strike”.")
    expect(page.locator(".draft .report")).to_contain_text("<b>Strike</b> at Talle")
    page.locator(".draft .report .said", has_text="took part").click()
    expect(strike).to_have_class(re.compile(r"\bat\b"))
    expect(page.locator(".draft .report .on").first).to_be_visible()

    page.keyboard.press("e")
    strike.get_by_label("When").fill("the tenth")
    page.keyboard.press("Enter")
    expect(strike.locator(".why")).to_contain_text("the tenth")
    page.keyboard.press("y")
    expect(page.get_by_text("0 of 3 decided")).to_be_visible()
    page.keyboard.press("e")
    strike.get_by_label("When").fill("2020-01-10")
    page.keyboard.press("Enter")
    expect(strike.locator(".when")).to_contain_text("10 January 2020")
    page.keyboard.press("y")
    expect(page.get_by_text("1 of 3 decided")).to_be_visible()
    page.keyboard.press("n")
    expect(page.get_by_text("2 of 3 decided")).to_be_visible()
    page.keyboard.press("u")
    expect(page.get_by_text("1 of 3 decided")).to_be_visible()

    with page.expect_download() as taken:
        page.get_by_role("button", name="Save 1 as CSV").click()
    out = tmp_path / "draft.csv"
    taken.value.save_as(out)
    (row,) = csv.DictReader(io.StringIO(out.read_text("utf-8")))
    assert row["quotation"] in REPORT
    assert (row["value"], row["source"]) == ("~1400", "the union")
    assert not read(out).report.problems

    page.get_by_role("button", name="Add 1 to the record").click()
    expect(page.get_by_text("Saved: 1 row.")).to_be_visible()
    expect(page.locator(".draft .row")).to_have_count(2)
    record = (tmp_path / "record.csv").read_text("utf-8").splitlines()
    assert len(record) == 3
    assert "1,400 workers took part on 10 January" in record[-1]
    page.goto(page.url.replace("page=draft", ""))
    expect(page.get_by_text("2 events, 2 sources")).to_be_visible()
