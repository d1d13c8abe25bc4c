"""The keyboard alone: to every control, along the events, in and out of one."""

from playwright.sync_api import Page, expect


def drawn(page: Page) -> None:
    expect(page.get_by_test_id("timeline")).not_to_have_attribute("data-drawn", "0")


def test_tab_reaches_search_filters_and_chart(page: Page, server):
    page.goto(server)
    drawn(page)
    page.get_by_label("Words").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("checkbox", name="Background")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.get_by_test_id("row")).to_have_count(9)


def test_a_facet_that_was_ticked_keeps_the_focus(page: Page, server):
    page.goto(server)
    drawn(page)
    page.get_by_role("checkbox", name="Government").focus()
    page.keyboard.press("Space")
    expect(page.get_by_test_id("row")).to_have_count(3)
    expect(page.get_by_role("checkbox", name="Government")).to_be_focused()


def test_arrows_walk_and_enter_opens(page: Page, server):
    page.goto(server)
    drawn(page)
    page.get_by_test_id("timeline").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("event")).to_be_visible()
    first = page.get_by_test_id("event").get_by_role("heading").inner_text()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("event").get_by_role("heading")).not_to_have_text(first)
    page.keyboard.press("Escape")


def test_enter_on_a_row_s_title_chooses_it(page: Page, server):
    page.goto(server)
    link = page.get_by_test_id("row").get_by_role("link", name="Nazarbayev dismissed")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("event")).to_contain_text("Nazarbayev dismissed")
    expect(link).to_be_focused()


def test_keys_zoom_and_the_link_follows(page: Page, server):
    page.goto(server)
    drawn(page)
    page.get_by_test_id("timeline").focus()
    page.keyboard.press("+")
    expect(page).not_to_have_url(f"{server}/")
    assert "start=" in page.url
    page.keyboard.press("0")
    expect(page).to_have_url(f"{server}/")
