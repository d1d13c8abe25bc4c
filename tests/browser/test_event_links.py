"""The links of the chosen event, on the chart and in its panel; and the measure between two events or moments."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chart_at_rest import rested
from tests.browser.running_app import Serving, running_app

RECORD = """id,date,title,links,category,source
rise,2022-01-02,Prices rise,caused: protest (BBC),Economy,BBC
protest,2022-01-04,A protest,answers: rise; part of: unrest,Protest,BBC
denial,2022-01-05T12:00,It is denied,contradicts: protest (<b>Ministry</b>),Government,Ministry
later,2022-01-09,Later,,Media,
unrest,2022-01,The unrest,,Protest,
"""
ON_THE_LINE = """() => {
  const path = document.querySelector(".dateline-link-part-of"), box = path.ownerSVGElement.getBoundingClientRect();
  const { x, y } = path.getPointAtLength(path.getTotalLength() / 2);
  return [box.left + x, box.top + y];
}"""


@pytest.fixture(scope="module")
def serving(tmp_path_factory) -> Iterator[Serving]:
    path = tmp_path_factory.mktemp("linked") / "linked.csv"
    path.write_text(RECORD)
    with running_app(path.with_name("log.txt"), EVENTS=str(path)) as serving:
        yield serving


@pytest.fixture
def address(serving: Serving, _servings: list[Serving]) -> str:
    serving.tracebacks()
    _servings.append(serving)
    return serving.url


def choose(page: Page, title: str) -> None:
    page.get_by_test_id("row").filter(has_text=title).get_by_role("link").click()
    expect(page.get_by_test_id("event").get_by_role("heading")).to_have_text(title)


def test_the_links_of_the_chosen_event_alone_are_drawn_and_told_from_both_ends(page: Page, address):
    pictures: list[str] = []
    page.on("request", lambda asked: pictures.append(asked.url) if "/picture/" in asked.url else None)
    page.goto(address)
    chart, links, told = page.get_by_test_id("timeline"), page.get_by_test_id("links"), page.get_by_test_id("linked")
    expect(chart).not_to_have_attribute("data-drawn", "0")
    expect(links.locator("path")).to_have_count(0)
    choose(page, "A protest")
    expect(told.locator("li")).to_have_text(
        [
            "Answers Prices rise2 days earlier · no source named",
            "Part of The unrestless than 1 month apart · no source named",
            "Came of Prices rise2 days earlier · says BBC",
            "Contradicted by It is deniedless than 2 days later · says <b>Ministry</b>",
        ]
    )
    expect(links.locator("path")).to_have_count(8)  # an arrow is a line and its head
    rested(page, chart)
    page.mouse.move(*page.evaluate(ON_THE_LINE))
    expect(page.get_by_test_id("tip")).to_have_text(
        "A protest is part of The unrestless than 1 month apart · no source named"
    )
    told.get_by_role("link", name="It is denied").click()
    expect(told.locator("li")).to_have_text(["Contradicts A protestless than 2 days earlier · says <b>Ministry</b>"])
    expect(links.locator("path")).to_have_count(2)
    assert not [url for url in pictures if "links" in url or "lines" in url]
    choose(page, "Later")
    expect(told).to_have_count(0)
    expect(links.locator("path")).to_have_count(0)


def test_m_measures_between_two_events_and_esc_ends_it(page: Page, address):
    page.goto(f"{address}/?event=rise")
    chart, measured = page.get_by_test_id("timeline"), page.get_by_test_id("measure")
    rested(page, chart)
    chart.focus()
    page.keyboard.press("m")
    expect(measured).to_contain_text("press M again")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("m")
    expect(measured).to_have_text("2 days laterFrom Prices rise, 2 January 2022 to A protest, 4 January 2022")
    box = chart.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] - 40, box["y"] + box["height"] / 2)
    page.keyboard.press("m")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("m")
    expect(measured).to_contain_text("earlierFrom")
    expect(measured).to_contain_text("2022 to It is denied, 5 January 2022, 12:00")
    page.keyboard.press("Escape")
    expect(measured).to_be_hidden()
