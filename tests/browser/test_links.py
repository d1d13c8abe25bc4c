"""A link holds the whole view, for anybody, for good."""

from playwright.sync_api import Page, expect


def test_a_shared_link_opens_the_same_view(open_page, server):
    page = open_page(server)
    page.get_by_label("Words").fill("troops")
    page.get_by_label("Words").press("Enter")
    page.get_by_test_id("row").filter(has_text="CSTO troops deployed").click()
    expect(page.get_by_test_id("event")).to_be_visible()
    expect(page).to_have_url(f"{server}/?words=troops&event=csto-deployment")
    other = open_page(page.url)
    expect(other.get_by_test_id("event").get_by_role("heading")).to_contain_text("CSTO troops deployed")
    expect(other.get_by_label("Words")).to_have_value("troops")
    expect(other.get_by_test_id("row")).to_have_count(page.get_by_test_id("row").count())


def test_what_is_asked_for_twice_while_the_page_is_busy_is_both_done(page: Page, server):
    page.goto(server)
    app, row = page.locator(".stApp[data-test-script-state=notRunning]"), page.get_by_test_id("row")
    expect(row).to_have_count(28)
    chart = page.get_by_test_id("timeline")
    expect(chart).not_to_have_attribute("data-drawn", "0")
    drawn = chart.get_attribute("data-drawn") or ""
    app.evaluate("page => { page.dataset.testScriptState = 'running'; }")
    page.get_by_label("Words").fill("troops")
    expect(chart).not_to_have_attribute("data-drawn", drawn)
    page.get_by_label("Words").press("Enter")
    row.filter(has_text="CSTO troops deployed").click()
    page.locator(".stApp").evaluate("page => { page.dataset.testScriptState = 'notRunning'; }")
    expect(page).to_have_url(f"{server}/?words=troops&event=csto-deployment")
    expect(page.get_by_test_id("event").get_by_role("heading")).to_contain_text("CSTO troops deployed")


def test_copy_link_copies_what_is_on_screen(open_page, server):
    page = open_page(f"{server}/?category=Protest", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy link").first.click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{server}/?category=Protest"


def test_back_and_forward_walk_through_the_choices(page: Page, server):
    page.goto(server)
    page.get_by_role("checkbox", name="Government").check()
    expect(page.get_by_test_id("row")).to_have_count(3)
    page.go_back()
    expect(page.get_by_role("checkbox", name="Government")).not_to_be_checked()
    expect(page.get_by_test_id("row")).to_have_count(28)
    page.go_forward()
    expect(page.get_by_role("checkbox", name="Government")).to_be_checked()
    expect(page.get_by_test_id("row")).to_have_count(3)


def test_back_changes_the_words_also_under_the_cursor(page: Page, server):
    page.goto(server)
    words = page.get_by_label("Words")
    words.fill("troops")
    expect(page).to_have_url(f"{server}/?words=troops")
    words.fill("troops mos")
    expect(page).to_have_url(f"{server}/?words=troops+mos")
    page.go_back()
    expect(words).to_have_value("troops")
    expect(words).to_be_focused()
    page.go_forward()
    expect(words).to_have_value("troops mos")


def test_a_bad_part_of_a_link_is_named_and_left_out(page: Page, server):
    page.goto(f"{server}/?category=Government&importance=9&since=soon&nonsense=1")
    expect(page.get_by_test_id("row")).to_have_count(3)
    for part in ("importance", "since", "nonsense"):
        expect(page.get_by_role("status").filter(has_text=part)).to_be_visible()


def test_an_unknown_page_is_the_timeline(page: Page, server):
    page.goto(f"{server}/?page=elsewhere")
    expect(page.get_by_text("no page called “elsewhere”")).to_be_visible()
    expect(page.get_by_test_id("timeline")).to_be_visible()


def test_a_link_opens_in_a_new_tab_as_a_link(page: Page, server):
    page.goto(server)
    link = page.get_by_test_id("key-events").get_by_role("link", name="Nazarbayev dismissed")
    expect(link).to_have_attribute("href", "?event=dismissal")
