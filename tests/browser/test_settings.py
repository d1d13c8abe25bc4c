"""How a record is shown, its saved views, its remarks, and what the briefer chose, changed on the page by keys."""

import shutil

import pytest
from playwright.sync_api import expect

from data import settings
from data.corrections import journal
from tests.browser.accessibility import serious_findings
from tests.browser.running_app import ROOT


@pytest.fixture
def path(tmp_path):
    for ending in ("csv", "toml"):
        shutil.copy(ROOT / f"data/kazakhstan-2022.{ending}", tmp_path / f"log.{ending}")
    return tmp_path / "log.csv"


def test_how_it_is_shown_a_saved_view_and_a_remark_are_changed_on_the_page_by_keys(open_page, serve, path):
    address = serve(path)
    toml = path.with_suffix(".toml")
    before = toml.read_text("utf-8")
    page, other = (open_page(f"{address}?page=appearance", viewport=viewport) for viewport in ("laptop", "phone"))
    form, theirs = (each.get_by_test_id("shown-form") for each in (page, other))
    for each in (form, theirs):
        expect(each.get_by_label("Title", exact=False).first).to_have_value("Kazakhstan, January 2022")
    form.locator("#shown-title").fill("Almaty, January 2022")
    form.get_by_label("Hide the lane: Background").press("Space")
    form.get_by_label("Move up: Casualties").press("Enter")
    page.keyboard.press("Control+Enter")
    expect(form.get_by_text("Saved.")).to_be_visible()
    expect(page.get_by_role("heading", name="Almaty, January 2022")).to_be_visible()
    expect(page.get_by_role("button", name="1 lane: Background")).to_be_visible()
    shown = settings.of(path)
    assert (shown.title, shown.hide) == ("Almaty, January 2022", ("Background",))
    assert [one.name for one in shown.categories][2:4] == ["Casualties", "Government"]
    assert not serious_findings(page)
    theirs.locator("#shown-zone").fill("Nowhere/Else")
    theirs.locator("#shown-zone").press("Control+Enter")
    expect(theirs.get_by_role("status")).to_contain_text("no time zone")
    theirs.locator("#shown-zone").fill("Asia/Almaty")
    form.get_by_role("heading", name="How it is shown").click()
    page.keyboard.press("Control+z")
    expect(form.get_by_text("Taken back.")).to_be_visible()
    assert toml.read_text("utf-8") == before

    page.goto(f"{address}?lanes=source&category=Protest&event=clash")
    page.get_by_role("button", name="Save this view").press("Enter")
    page.keyboard.type("Protests by source")
    page.keyboard.press("Enter")
    view = page.get_by_role("navigation", name="Saved views").get_by_role("link", name="Protests by source")
    expect(view).to_have_attribute("aria-current", "page")
    page.goto(f"{address}?view=Protests by source")
    expect(view).to_have_attribute("aria-current", "page")
    expect(page.get_by_role("button", name="Remove Protest")).to_be_visible()
    page.get_by_role("button", name="Remove Protest").press("Enter")
    expect(view).not_to_have_attribute("aria-current", "page")
    view.press("Enter")
    expect(view).to_have_attribute("aria-current", "page")
    expect(page).to_have_url(f"{address}/?view=Protests+by+source")

    page.goto(f"{address}?event=dismissal")
    expect(page.get_by_test_id("desk").get_by_role("button", name="Edit")).to_be_visible()
    page.keyboard.press("q")
    page.get_by_label("What it is").select_option("question")
    page.get_by_label("What you say").fill("<b>Which</b> council?")
    page.keyboard.press("Control+Enter")
    said = page.get_by_test_id("remarks")
    expect(said).to_contain_text("question <b>Which</b> council?")
    page.keyboard.press("q")
    page.get_by_label("What you say").fill("The Security Council.")
    page.keyboard.press("Control+Enter")
    expect(said).to_contain_text("answered <b>Which</b> council?")
    assert not serious_findings(page)
    assert len(journal.read(path)) == 5


def test_what_the_briefer_chose_and_a_note_are_kept_in_the_file(open_page, serve, path):
    page = open_page(f"{serve(path)}/briefing")
    page.locator("body[data-ready]").wait_for()
    page.keyboard.press("o")
    overview = page.get_by_role("dialog", name="All slides")
    keep = overview.get_by_role("button", name="Keep in the file")
    expect(keep).to_be_visible()
    overview.get_by_label("Tell “Nazarbayev resigns as president”").press("Space")
    overview.get_by_label("What happened, in your own words").fill("It began with fuel.")
    overview.get_by_label("Note: Fuel prices rise sharply").press("Enter")
    note = overview.get_by_label("The note of “Fuel prices rise sharply”")
    note.fill("Ask for the price of a litre.")
    note.press("Control+Enter")
    expect(note).to_have_count(0)
    assert not serious_findings(page)
    keep.press("Enter")
    expect(overview).to_have_count(0)
    page.locator("body[data-ready]").wait_for()
    told = "briefing.deck.slides.slice(0, briefing.deck.main).map(slide => slide.id || slide.kind)"
    page.wait_for_function(f"({told})[3] === 'resignation'")
    assert "?" not in page.url
    assert settings.of(path).briefing.summary == ("It began with fuel.",)
    assert "Ask for the price of a litre." in path.read_text("utf-8")
    assert "Ask for the price" not in page.content()
    assert [bool(one.settings) for one in journal.read(path)] == [False, True]
