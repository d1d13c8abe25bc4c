"""On a phone everything stacks, nothing is pushed off the side, and everything can be reached."""

from functools import partial

from playwright.sync_api import Locator, Page, expect

from tests.browser.chart_at_rest import until

FITS = "document.documentElement.scrollWidth <= innerWidth"


def title_is_free(page: Page, width: int) -> bool:
    """Whether all of the ways are on the page, and the title does not lie under the button of the side."""
    ways, button = page.locator(".ways").bounding_box(), page.get_by_test_id("stExpandSidebarButton").bounding_box()
    title = page.get_by_role("heading", level=1).bounding_box()
    return bool(
        ways and button and title
        and ways["x"] + ways["width"] <= width
        and (title["x"] >= button["x"] + button["width"] or title["y"] >= button["y"] + button["height"])
    )  # fmt: skip


def stands_above(upper: Locator, lower: Locator) -> bool:
    boxes = upper.bounding_box(), lower.bounding_box()
    return bool(boxes[0] and boxes[1] and boxes[0]["y"] + boxes[0]["height"] <= boxes[1]["y"])


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
    assert below["y"] > above["y"], "a sheet from below, the chart's beginning over it"
    page.wait_for_function(FITS)
    page.wait_for_function(
        "[...document.querySelectorAll('.sheet > *')].every(one => one.getBoundingClientRect().right <= 391)"
    )


def test_at_200_and_400_percent_nothing_sticks_out_or_lies_under_the_button_of_the_side(open_page, server):
    page = open_page(f"{server}/?event=dismissal", viewport="phone")
    for width, height in ((342, 192), (683, 384)):  # what is left of 1366 by 768
        page.set_viewport_size({"width": width, "height": height})
        expect(page.get_by_role("button", name="Brief")).to_be_visible()
        page.wait_for_function(FITS)
        until(page, partial(title_is_free, page, width), f"the title is free at {width} pixels")


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


def test_a_chosen_event_is_a_sheet_from_below_that_a_finger_takes_away(open_page, server):
    page = open_page(f"{server}/?event=dismissal", viewport="phone", has_touch=True)
    article = page.get_by_test_id("event")
    label = page.get_by_test_id("timeline").get_by_text("Nazarbayev dismissed")
    until(page, partial(stands_above, label, article), "the mark stands above the sheet that tells of it")
    page.evaluate("scrollTo(0, 500)")
    expect(article).to_be_in_viewport()
    article.evaluate(
        """(element, [from, to]) => [["touchstart", from], ["touchend", to]].forEach(([name, y]) => {
          const touch = new Touch({ identifier: 1, target: element, clientX: 100, clientY: y });
          const touches = name === "touchend" ? [] : [touch];
          element.dispatchEvent(new TouchEvent(name, { bubbles: true, touches, changedTouches: [touch] }));
        })""",
        [500, 640],
    )
    expect(page.get_by_test_id("key-events")).to_be_attached()
