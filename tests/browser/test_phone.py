"""On a phone everything stacks, nothing is pushed off the side, and everything can be reached."""

from playwright.sync_api import expect


def fits(page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_everything_stacks_and_nothing_sticks_out(open_page, server):
    page = open_page(f"{server}/?event=dismissal", viewport="phone", has_touch=True)
    chart = page.get_by_test_id("timeline")
    expect(chart).not_to_have_attribute("data-drawn", "0")
    panel = page.get_by_test_id("event")
    expect(panel).to_be_visible()
    below = panel.bounding_box()
    above = chart.bounding_box()
    assert below
    assert above
    assert below["y"] > above["y"] + above["height"] / 2
    assert fits(page)
    wide = page.locator(".sheet > *").evaluate_all(
        "found => found.filter(one => one.getBoundingClientRect().right > 391).length"
    )
    assert wide == 0


def test_at_200_and_400_percent_nothing_sticks_out_or_lies_under_the_button_of_the_side(open_page, server):
    page = open_page(f"{server}/?event=dismissal", viewport="phone")
    for width, height in ((342, 192), (683, 384)):  # what is left of 1366 by 768
        page.set_viewport_size({"width": width, "height": height})
        expect(page.get_by_role("button", name="Brief")).to_be_visible()
        assert fits(page)
        ways, button = page.locator(".ways").bounding_box(), page.get_by_test_id("stExpandSidebarButton").bounding_box()
        title = page.get_by_role("heading", level=1).bounding_box()
        assert ways
        assert button
        assert title
        assert ways["x"] + ways["width"] <= width
        assert title["y"] >= button["y"] + button["height"]


def test_the_filters_open_and_close(open_page, server):
    page = open_page(server, viewport="phone", has_touch=True)
    expect(page.get_by_test_id("card").first).to_be_visible()
    page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_role("checkbox", name="Government").check()
    expect(page.get_by_test_id("row")).to_have_count(3)


def test_a_tap_on_a_row_opens_the_event(open_page, server):
    page = open_page(server, viewport="phone", has_touch=True)
    page.get_by_test_id("row").filter(has_text="Nazarbayev dismissed").tap()
    expect(page.get_by_test_id("event")).to_contain_text("Nazarbayev dismissed")


def test_the_choice_of_a_chart_takes_no_row_from_the_picture(open_page, server):
    page = open_page(server, viewport="phone", has_touch=True)
    tops = []
    for name in ("Chart", "Gaps"):
        box = page.get_by_role("group", name=name).bounding_box()
        assert box
        tops.append(box["y"])
    assert tops[0] == tops[1]
