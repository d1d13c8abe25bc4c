"""The one HTML file, opened from disk without a network."""

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from components.exporters import EXPORTERS, Subject
from components.figures import plot_area
from data.dataset import opening
from data.view import View
from tests.browser.accessibility import serious_findings
from tests.browser.running_app import SHIPPED

HOSTILE = """date,title,category,source,text,url
2022-01-05,</script><script>hacked=1</script>,<img src=x onerror=hacked=1>,<b>bold</b>,</title>@script@,javascript:x()
2022-01-06,"Café, ""quoted""\u2028",State,,,https://example.org/a?b="c"
"""


@pytest.fixture
def saved(tmp_path: Path):
    """`saved(path)` writes a file's whole view and gives its address on disk."""

    def save(path: Path) -> str:
        dataset = opening.open_file(path)
        try:
            written = EXPORTERS["html"].write(Subject(dataset, View()))
        finally:
            dataset.close()
        place = tmp_path / "record.html"
        place.write_bytes(written)
        assert len(written) < 2_000_000
        return place.as_uri()

    return save


def test_the_file_is_a_timeline_to_zoom_search_and_choose_in(saved, open_page):
    page = open_page()
    page.context.set_offline(True)
    page.goto(saved(SHIPPED))
    chart = page.get_by_role("application")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kazakhstan, January 2022")
    expect(chart.get_by_text("About 2,000 detained")).to_be_visible()
    assert serious_findings(page) == []

    whole = chart.get_attribute("data-window")
    page.get_by_role("button", name="Zoom in").click()
    expect(chart).not_to_have_attribute("data-window", whole or "")
    page.get_by_role("button", name="Whole").click()
    expect(chart).to_have_attribute("data-window", whole or "")

    page.get_by_label("Words").fill("csto")
    expect(page.locator("#count")).to_contain_text("of 28 events")
    expect(page.locator("#events tbody tr").filter(has_text="CSTO troops deployed")).to_be_visible()
    expect(chart.get_by_text("About 2,000 detained")).to_have_count(0)
    page.get_by_label("Words").fill("")
    page.get_by_role("button", name="Casualties 3").click()
    expect(page.locator("#events tbody tr")).to_have_count(3)

    page.locator("#events tbody").get_by_role("button").first.press("Enter")
    panel = page.get_by_role("complementary", name="Chosen event")
    expect(panel).to_contain_text("Interior Ministry")
    chart.focus()
    page.keyboard.press("ArrowDown")
    expect(panel).to_contain_text("More than 1,000 injured")


def test_the_file_is_a_briefing_too_on_the_screen_and_on_paper(saved, open_page, tmp_path: Path):
    page = open_page()
    page.context.set_offline(True)
    page.goto(saved(SHIPPED))
    page.keyboard.press("b")
    expect(page.locator("body")).to_have_attribute("data-slide", "1")
    for _ in range(5):
        page.keyboard.press("PageDown")
    expect(page.locator("body > main")).to_contain_text("Nazarbayev dismissed from the Security Council")
    expect(page.get_by_role("heading", name="Kazakhstan, January 2022")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.get_by_role("complementary", name="Chosen event")).to_contain_text("Nazarbayev dismissed")
    page.keyboard.press("ArrowRight")
    expect(page.locator("body")).to_have_attribute("data-slide", "6")

    page.pdf(path=tmp_path / "slides.pdf", prefer_css_page_size=True)
    slides = PdfReader(tmp_path / "slides.pdf").pages
    assert len(slides) == 12, "what is told, without the reserve"
    assert "Nazarbayev dismissed" in " ".join(slides[5].extract_text().split())
    assert "Where we stand" in slides[-2].extract_text()


def test_hostile_text_is_text(saved, open_page, tmp_path: Path):
    (tmp_path / "hostile.csv").write_text(HOSTILE)
    page = open_page()
    page.goto(saved(tmp_path / "hostile.csv"))
    expect(page.get_by_role("application").get_by_text("</script><script>hacked=1</script>")).to_be_visible()
    page.locator("#events tbody").get_by_role("button").first.click()
    expect(page.get_by_role("complementary")).to_contain_text("</title>@script@")
    assert page.evaluate("typeof hacked") == "undefined"
    assert page.locator("a[href^='javascript'], img, iframe").count() == 0


def test_the_file_draws_with_the_sizes_that_the_app_declares(saved, open_page, monkeypatch):
    monkeypatch.setattr(plot_area, "USUAL", replace(plot_area.USUAL, bar=21))
    page = open_page()
    page.goto(saved(SHIPPED))
    bar = page.get_by_role("application").locator("rect.bar").first
    expect(bar).to_have_attribute("height", "21")
