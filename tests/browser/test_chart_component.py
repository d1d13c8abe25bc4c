"""The chart under the hand: it moves at once, stays one element, and never loses where the viewer put it."""

import re
from datetime import datetime, timedelta

from playwright.sync_api import Locator, Page, expect

from tests.browser.chart_at_rest import held_up, rested, run_ended, until
from tests.browser.wheel import zoomed

WHOLE = re.compile(r"^1989-")
TWO_RESTS = """async (chart, [clientX, clientY]) => {
  const step = { deltaY: -100, clientX, clientY, bubbles: true, cancelable: true };
  const turn = () => chart.dispatchEvent(new WheelEvent("wheel", { ...step, ctrlKey: true }));
  const began = performance.now();
  turn();
  await new Promise(done => setTimeout(done, 550));
  const within = performance.now() - began;
  turn();
  return within;
}"""
"""Two steps of the wheel in one gesture, with a rest between them of which Python is told."""


def chart(page: Page) -> Locator:
    """The chart, drawn, with its strip, on a page that is whole."""
    found = page.get_by_test_id("timeline")
    expect(found).not_to_have_attribute("data-drawn", "0")
    expect(page.locator(".dateline-overview.dateline-ready")).to_be_visible()
    run_ended(page)
    found.scroll_into_view_if_needed()
    return found


def middle(found: Locator, across: float = 0.75) -> tuple[float, float]:
    box = found.bounding_box()
    assert box
    return box["x"] + across * box["width"], box["y"] + 120


def window(found: Locator) -> list[str]:
    """Start and end of what is shown."""
    return (found.get_attribute("data-window") or "").split("/")


def years(found: Locator) -> float:
    start, end = (int(text[:4]) + int(text[5:7]) / 12 + int(text[8:10]) / 365 for text in window(found))
    return end - start


def turn(page: Page, found: Locator, by: int, across: float = 0.75) -> None:
    page.mouse.move(*middle(found, across))
    zoomed(page, by)


def test_ten_zooms_leave_the_chart_the_same_element_and_the_link_follows(page: Page, server):
    page.goto(server)
    found = chart(page)
    found.evaluate(
        "element => { element.dataset.mine = 'yes'; element.querySelector('.main-svg').dataset.mine = 'yes' }"
    )
    for _ in range(10):
        turn(page, found, -100)
        page.wait_for_timeout(40)
    expect(page).to_have_url(re.compile("start=.*end="))
    rested(page, found)
    assert years(found) < 20
    expect(found).to_have_attribute("data-mine", "yes")
    expect(found.locator(".main-svg").first).to_have_attribute("data-mine", "yes")
    expect(page.get_by_test_id("timeline")).to_have_count(1)


def test_a_zoom_keeps_the_moment_under_the_pointer(page: Page, server):
    page.goto(server)
    found = chart(page)
    place = """(element, x) => {
      const axis = element._fullLayout.xaxis;
      return axis.p2l(x - element.getBoundingClientRect().left - axis._offset);
    }"""
    x, _ = middle(found, 0.6)
    before = found.evaluate(place, x)
    for _ in range(3):
        turn(page, found, -100, 0.6)
        page.wait_for_timeout(60)
    rested(page, found)
    assert abs(found.evaluate(place, x) - before) < 2, "in thousandths of the axis"


def test_the_wheel_moves_the_chart(page: Page, server):
    page.goto(server)
    found = chart(page)
    before = window(found)
    turn(page, found, -100)
    until(page, lambda: window(found) != before, "the window under the wheel is another one")


def test_a_drag_that_a_rerun_comes_into_is_not_lost(page: Page, server):
    page.goto(f"{server}/?start=2022-01-02T00:00:00&end=2022-01-07T00:00:00")
    found = chart(page)
    x, y = middle(found)
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(1, 16):  # longer than the rest after which Python is told
        page.mouse.move(x - 4 * step, y)
        page.wait_for_timeout(60)
        if step == 7:
            held = window(found)
    page.mouse.up()
    rested(page, found)
    assert window(found) > held, "the hand went on to the right of time, and so did the window"
    shown = window(found)[0][:13]
    assert shown in page.url.replace("%3A", ":")
    made_for = (found.get_attribute("data-made-for") or "").split("/")
    for made, seen in zip(made_for, window(found), strict=True):
        assert abs(datetime.fromisoformat(made) - datetime.fromisoformat(seen)) < timedelta(minutes=20), "exact at rest"


def test_the_back_button_brings_the_window_back(page: Page, server):
    page.goto(server)
    found = chart(page)
    page.get_by_role("button", name="Zoom in").click()
    expect(page).to_have_url(re.compile("start="))
    rested(page, found)
    first = window(found)
    page.get_by_role("button", name="Zoom in").click()
    expect(found).not_to_have_attribute("data-window", "/".join(first))
    rested(page, found)
    page.go_back()
    expect(found).to_have_attribute("data-window", re.compile(first[0][:10]))
    rested(page, found)
    before = page.evaluate("history.length")
    within = found.evaluate(TWO_RESTS, middle(found))
    expect(found).not_to_have_attribute("data-window", re.compile(first[0][:10]))
    rested(page, found)
    if within < 1000:  # else the machine was too busy for one gesture
        assert page.evaluate("history.length") == before, "one entry, in the place of what was gone back from"
        page.go_back()
        expect(found).to_have_attribute("data-window", re.compile(first[0][:10]))


def test_double_click_and_the_button_show_the_whole(page: Page, server):
    page.goto(f"{server}/?start=2022-01-05T00:00:00&end=2022-01-07T00:00:00")
    found = chart(page)
    page.mouse.dblclick(*middle(found, 0.35))
    expect(found).to_have_attribute("data-window", WHOLE)
    expect(page).to_have_url(f"{server}/")
    expect(page.get_by_role("button", name="Show the whole record")).to_have_attribute("aria-pressed", "true")


def test_the_densest_part_is_one_click_away(page: Page, server):
    page.goto(server)
    found = chart(page)
    dense = page.get_by_role("button", name=re.compile("January")).and_(page.locator(".dateline-pill"))
    dense.click()
    expect(found).to_have_attribute("data-window", re.compile("^2022-01-0.*/2022-01-0"))
    expect(page).to_have_url(re.compile("start=2022-01-0"))
    app = page.locator(".stApp[data-test-script-state=notRunning]")
    app.evaluate("page => { page.dataset.testScriptState = 'running'; }")
    page.get_by_role("button", name="Show the whole record").click()
    expect(found).to_have_attribute("data-window", WHOLE)
    page.wait_for_timeout(400)  # the whole rests, and its word waits for the end of the run
    dense.click()
    expect(found).to_have_attribute("data-window", re.compile("^2022-01-0.*/2022-01-0"))
    page.wait_for_timeout(400)
    page.locator(".stApp").evaluate("page => { page.dataset.testScriptState = 'notRunning'; }")
    page.get_by_role("checkbox", name="Government").check()
    expect(page).to_have_url(re.compile("start=2022-01-0.*category=Government"))


def test_two_fingers_zoom_and_one_pans(open_page, server):
    page = open_page(server, viewport="phone", has_touch=True)
    found = chart(page)
    touch = page.context.new_cdp_session(page)
    found.evaluate("chart => chart.scrollIntoView()")
    x, y = middle(found, 0.6)

    def fingers(kind: str, *places: float) -> None:
        points = [{"x": place, "y": y, "id": at} for at, place in enumerate(places)]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    whole = years(found)
    fingers("touchStart", x - 20, x + 20)
    for step in range(1, 9):
        fingers("touchMove", x - 20 - 8 * step, x + 20 + 8 * step)
        page.wait_for_timeout(30)
    fingers("touchEnd")
    rested(page, found)
    zoomed = years(found)
    assert zoomed < 0.9 * whole
    before = window(found)
    fingers("touchStart", x)
    for step in range(1, 9):
        fingers("touchMove", x + 10 * step)
        page.wait_for_timeout(30)
    fingers("touchEnd")
    rested(page, found)
    assert window(found)[0] < before[0]


def test_the_strip_stretches_moves_and_centres_the_window(page: Page, server):
    page.goto(server)
    found = chart(page)
    strip = page.get_by_test_id("overview")
    strip.scroll_into_view_if_needed()
    handle = page.get_by_role("slider", name="Start of the window")
    box = handle.bounding_box()
    assert box
    page.mouse.move(box["x"] + 3, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + 250, box["y"] + 8, steps=6)
    page.mouse.up()
    rested(page, found)
    stretched = window(found)
    assert "1995" < stretched[0] < "2012"
    body = page.locator(".dateline-overview-window").bounding_box()
    assert body
    page.mouse.move(body["x"] + body["width"] / 2, body["y"] + 6)
    page.mouse.down()
    page.mouse.move(body["x"] + body["width"] / 2 - 60, body["y"] + 6, steps=5)
    page.mouse.up()
    rested(page, found)
    moved = window(found)
    assert moved[0] < stretched[0]
    assert moved[1] < stretched[1]
    handle.focus()
    page.keyboard.press("ArrowRight")
    rested(page, found)
    assert window(found)[0] > moved[0]
    expect(handle).to_have_attribute("aria-valuetext", re.compile(r"\d{4}"))


def test_a_server_that_is_gone_is_said_and_its_return_noticed(page: Page, server, forgiven):
    forgiven.append("net::ERR_FAILED")
    page.goto(server)
    found = chart(page)
    page.route("**/picture/**", lambda route: route.abort())
    turn(page, found, -300)
    expect(page.get_by_role("alert").filter(has_text="does not answer")).to_be_visible()
    assert found.locator(".textpoint").count() > 0, "what was drawn last stays"
    button = page.get_by_role("button", name="Try again")
    button.evaluate("element => { element.dataset.mine = 'yes' }")
    with page.expect_request("**/picture/**"):
        button.click()
    expect(button).to_have_attribute("data-mine", "yes")
    page.unroute("**/picture/**")
    expect(page.get_by_role("alert").filter(has_text="does not answer")).to_have_count(0)
    drawn = int(found.get_attribute("data-drawn") or 0)
    assert drawn > 1


def test_a_slow_answer_shows_a_quiet_line_and_only_then(page: Page, server):
    page.goto(server)
    found = chart(page)
    line = page.locator(".dateline-line")
    expect(line).not_to_have_class(re.compile("dateline-on"))
    with held_up(page, "**/picture/**"):
        turn(page, found, -300)
        expect(line).to_have_class(re.compile("dateline-on"))
    expect(line).not_to_have_class(re.compile("dateline-on"))


def test_the_picture_is_dark_on_a_dark_page_and_follows_a_change(open_page, server):
    page = open_page(color_scheme="dark")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/picture/" in request.url else None)
    page.goto(server)
    chart(page)
    assert asked
    assert all("dark=1" in url for url in asked)
    with page.expect_request(re.compile("/picture/.*dark=0")):
        page.emulate_media(color_scheme="light")


def test_another_width_is_drawn_anew_in_the_same_element(page: Page, server):
    page.goto(server)
    found = chart(page)
    found.evaluate("element => element.dataset.mine = 'yes'")
    with page.expect_request(re.compile("/picture/.*figure=timeline")) as asked:
        page.set_viewport_size({"width": 1000, "height": 800})
    assert asked.value
    rested(page, found)
    expect(found).to_have_attribute("data-mine", "yes")
    svg, frame = found.locator(".main-svg").first.bounding_box(), page.locator(".dateline-frame").bounding_box()
    assert svg
    assert frame
    assert abs(svg["width"] - frame["width"]) < 2


def test_nothing_moves_where_motion_is_not_wanted(open_page, server):
    page = open_page(server, reduced_motion="reduce")
    found = chart(page)
    page.get_by_role("button", name="Zoom in").click()
    seen = set()
    for _ in range(12):
        seen.add(found.get_attribute("data-window"))
        page.wait_for_timeout(15)
    assert len(seen) <= 2, "from here to there, and nothing between"


def test_the_small_library_draws_scatter_and_bar(page: Page, server):
    page.goto(server)
    chart(page)
    drawn = page.evaluate(
        """async () => {
          const element = document.createElement("div");
          document.body.append(element);
          const line = { type: "scatter", mode: "lines+markers+text", x: [1, 2], y: [1, 2], text: ["a", "b"] };
          const data = [{ ...line, fill: "tozeroy" },
            { type: "bar", orientation: "h", base: [1], x: [2], y: [1], marker: { cornerradius: 3 } }];
          const shapes = [{ type: "path", path: "M1,1 L2,2" }, { type: "rect", x0: 0, x1: 1, y0: 0, y1: 1 }];
          const annotations = [{ x: 1, y: 1, text: "here" }];
          await Plotly.newPlot(element, data, { shapes, annotations, width: 400, height: 300 });
          const image = await Plotly.toImage(element, { format: "svg" });
          const counts = [".scatterlayer .point", ".textpoint", ".barlayer .point", ".shapelayer path", ".annotation"]
            .map(what => element.querySelectorAll(what).length);
          Plotly.purge(element);
          element.remove();
          return [counts, image.startsWith("data:image/svg+xml")];
        }"""
    )
    assert drawn == [[2, 2, 1, 2, 1], True]


def test_what_is_sent_for_the_chart_is_small_and_kept_for_ever(page: Page, server):
    sizes: dict[str, int] = {}
    page.on("response", lambda answer: sizes.update({answer.url: int(answer.headers.get("content-length", 0))}))
    page.goto(server)
    chart(page)
    assets = {url: size for url, size in sizes.items() if "/assets/" in url}
    assert len(assets) <= 6, "plotly.js, our own code, how the page looks, and what each part of the page is made by"
    assert sum(assets.values()) < 420_000
