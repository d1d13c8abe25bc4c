"""One chosen thing: the mark, the row and the panel belong together."""

from playwright.sync_api import Page, expect

DISMISSED = "Nazarbayev dismissed from the Security Council"


def test_a_row_chooses_its_event(page: Page, server):
    page.goto(server)
    page.get_by_test_id("row").filter(has_text=DISMISSED).click()
    expect(page.get_by_test_id("event").get_by_role("heading")).to_have_text(DISMISSED)
    expect(page.locator("tr[aria-current=true]")).to_contain_text(DISMISSED)
    expect(page).to_have_url(f"{server}/?event=dismissal")


def test_the_panel_says_all_that_is_known(page: Page, server):
    page.goto(f"{server}/?event=detained")
    panel = page.get_by_test_id("event")
    expect(panel).to_contain_text("6 January 2022 (uncertain)")
    expect(panel).to_contain_text("≈ 2,000")
    for name in ("Said by", "Actors", "Precision"):
        expect(panel.get_by_role("term").filter(has_text=name)).to_be_visible()


def test_next_and_previous_walk_in_time(page: Page, server):
    page.goto(f"{server}/?event=dismissal")
    near = page.get_by_role("navigation", name="Previous and next event")
    expect(near.get_by_role("link")).to_have_count(2)
    onward = near.get_by_role("link").last
    title = onward.inner_text().replace("→", "").strip().rstrip("…")
    onward.click()
    expect(page.get_by_test_id("event").get_by_role("heading")).to_contain_text(title)


def test_closing_leaves_the_key_events(page: Page, server):
    page.goto(f"{server}/?event=dismissal")
    expect(page.get_by_test_id("row").first).to_be_visible()  # the table comes last: now the page is whole
    page.get_by_test_id("event").get_by_role("link", name="Close").click()
    expect(page.get_by_test_id("key-events")).to_be_visible()
    expect(page).to_have_url(f"{server}/")


def test_choosing_does_not_mount_the_chart_again(page: Page, server):
    page.goto(server)
    chart = page.get_by_test_id("timeline")
    expect(chart).not_to_have_attribute("data-drawn", "0")
    chart.evaluate("element => element.dataset.mine = 'yes'")
    page.get_by_test_id("row").filter(has_text=DISMISSED).click()
    expect(page.get_by_test_id("event")).to_be_visible()
    expect(chart).to_have_attribute("data-mine", "yes")


def test_a_card_opens_its_claim(page: Page, server):
    page.goto(server)
    expect(page.get_by_test_id("row").first).to_be_visible()  # the table comes last: now the page is whole
    page.get_by_test_id("card").filter(has_text="Killed").click()
    expect(page.get_by_test_id("event")).to_contain_text("“dozens”")


def test_the_table_sorts_by_a_column(page: Page, server):
    page.goto(server)
    page.get_by_role("button", name="Event", exact=True).click()
    expect(page.get_by_role("columnheader", name="Event")).to_have_attribute("aria-sort", "ascending")
    expect(page.get_by_test_id("row").first).to_contain_text("About 2,000 detained")
    page.get_by_role("columnheader", name="Event").get_by_role("button").click()
    expect(page.get_by_role("columnheader", name="Event")).to_have_attribute("aria-sort", "descending")


def test_an_event_that_is_not_there_is_named(page: Page, server):
    page.goto(f"{server}/?event=nobody")
    expect(page.get_by_text("names an event that is not in this file")).to_be_visible()


def test_what_is_on_screen_is_taken_away_as_a_file(page: Page, server):
    page.goto(f"{server}/?category=Government")
    expect(page.get_by_test_id("row")).to_have_count(3)
    menu = page.get_by_test_id("take")
    for name, first in (("as in the file", "id,date,title"), ("safe for spreadsheets", '\ufeff"id","date"'),
                        ("Calendar", "BEGIN:VCALENDAR")):  # fmt: skip
        menu.locator("summary").click()
        with page.expect_download() as download:
            menu.get_by_role("link", name=name).click()
        written = download.value.path().read_text("utf-8")
        assert written.startswith(first)
        assert "dismissal" in written
        assert "detained" not in written
        assert download.value.suggested_filename.startswith("kazakhstan-2022-filtered")
        expect(menu.get_by_role("link")).to_have_count(0)
    menu.locator("summary").press("Enter")
    expect(menu.get_by_role("link", name="Calendar")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(menu.locator("summary")).to_be_focused()
    expect(menu.get_by_role("link")).to_have_count(0)
