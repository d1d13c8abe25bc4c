"""Between two pictures: what is drawn moves under the hand, keeps its shape, and no late answer takes it back."""

import json
import re

from playwright.sync_api import Page, Route, WebSocketRoute, expect

from tests.browser.chart_at_rest import held_up, rested, until
from tests.browser.test_chart_component import chart, middle, window, years
from tests.browser.wheel import zoomed

JANUARY = "?start=2022-01-02T00:00:00&end=2022-01-08T00:00:00"
FEW = re.compile(r": [1-5] events?\b")
SEEN = """chart => {
  const box = node => { const b = node.getBoundingClientRect(); return [b.left + b.width / 2, b.width]; };
  const label = [...chart.querySelectorAll(".textpoint")].map(node => [node.textContent, box(node)]);
  const axis = chart._fullLayout.xaxis, left = chart.getBoundingClientRect().left + axis._offset;
  const points = [...chart.querySelectorAll(".scatterlayer .points > path.point")].map(box);
  const isName = node => chart.layout.annotations[node.dataset.index].xref === "paper";
  const names = [...chart.querySelectorAll(".annotation")].filter(isName).map(node => [node.textContent, box(node)[0]]);
  return { label, marks: points.map(([x, wide]) => [x - left, wide]), names };
}"""


TYPED = """(field, text) => {
  for (const letter of text) {
    field.value += letter;
    field.dispatchEvent(new InputEvent("input", { bubbles: true, data: letter }));
  }
}"""
"""Fingers that never pause, however busy the machine is."""


def test_what_is_drawn_goes_with_the_wheel_and_keeps_its_shape(page: Page, server):
    page.goto(f"{server}/{JANUARY}")
    found = chart(page)
    rested(page, found)
    before, drawn = found.evaluate(SEEN), found.get_attribute("data-drawn")
    with held_up(page, "**/picture/**"):
        page.mouse.move(*middle(found, 0.5))
        zoomed(page, -100)
        expect(found).not_to_have_attribute("data-window", "2022-01-02T00:00:00/2022-01-08T00:00:00")
        page.wait_for_function(
            "() => document.querySelector('.overplot > .xy').getAttribute('transform').includes('scale')"
        )
        after = found.evaluate(SEEN)
        assert found.get_attribute("data-drawn") == drawn, "no picture has come yet"
        at = middle(found, 0.5)[0] - found.evaluate(
            "chart => chart.getBoundingClientRect().left + chart._fullLayout.xaxis._offset"
        )
        factor = 2.718281828 ** (100 * 0.0022)
        for (x, wide), (new_x, new_wide) in zip(before["marks"], after["marks"], strict=True):
            assert abs(at + (x - at) * factor - new_x) < 1.5, "each mark moves away from the pointer in proportion"
            assert abs(wide - new_wide) < 1.5, "and stays as wide as it was"
        for (_, (_, wide)), (_, (_, new_wide)) in zip(before["label"], after["label"], strict=True):
            assert abs(wide - new_wide) < 1.5, "letters are not stretched"
        assert before["names"]
        assert before["names"] == after["names"], "the lanes' names stand still"
        shown = window(found)
    expect(found).not_to_have_attribute("data-drawn", drawn or "")
    rested(page, found)
    assert window(found) == shown, "the picture came where the hand had left it"
    assert (
        found.evaluate("chart => document.querySelector('.overplot > .xy').getAttribute('transform')").count("scale")
        <= 1
    )


def test_the_next_step_of_the_wheel_and_the_next_filter_are_there_before_the_hand_asks(page: Page, server, forgiven):
    forgiven.append("net::ERR_FAILED")
    page.goto(f"{server}/{JANUARY}")
    found = chart(page)
    rested(page, found)
    came: list[str] = []
    page.on("response", lambda answer: came.append(answer.url) if "figure=timeline" in answer.url else None)

    def pointer_rests() -> bool:
        """Whether both steps have come. A server that is slow to answer is let be, until the pointer comes again."""
        page.mouse.move(*middle(found, 0.5))
        return len(came) > 1

    until(page, pointer_rests, "a step on and a step back are fetched", every=1500)
    drawn = int(found.get_attribute("data-drawn") or 0)
    page.route("**/picture/**", lambda route: route.abort())
    zoomed(page, -120)
    expect(found).to_have_attribute("data-drawn", str(drawn + 1))
    expect(found).to_have_attribute("data-made-for", re.compile("^2022-01-02T"))
    rested(page, found)
    page.unroute("**/picture/**")
    protest = page.locator('.facets label[title="Protest"]')
    came.clear()

    def is_foreseen() -> bool:
        page.mouse.move(0, 0)
        protest.hover()
        return any("category=Protest" in url for url in came)

    until(page, is_foreseen, "the picture with the filter is fetched", every=1500)
    page.route("**/picture/**", lambda route: route.abort())
    protest.click()
    expect(found).to_have_attribute("data-drawn", str(drawn + 2))
    expect(page.locator(".dateline-trouble")).to_be_empty()


def test_a_late_answer_to_an_old_window_is_dropped(page: Page, server):
    page.goto(server)
    found = chart(page)
    rested(page, found)
    page.mouse.move(*middle(found, 0.75))
    rested(page, found)  # and what is fetched before it is asked for has come
    whole = window(found)
    held: list[Route] = []
    is_late = True
    page.route("**/picture/**figure=timeline**", lambda route: held.append(route) if is_late else route.continue_())
    zoomed(page, -250)  # further than a step, whose picture may have come before it is asked for
    until(page, lambda: held and window(found) != whole, "the picture of the first step is asked for")
    is_late, first = False, window(found)
    zoomed(page, -250)
    until(page, lambda: window(found) != first, "the window goes on")
    rested(page, found, but=[route.request for route in held])
    before, wide = (window(found), found.get_attribute("data-drawn"), page.url), years(found)
    (old,) = [route for route in held if not route.request.failure]
    with page.expect_response(old.request.url) as answered:
        old.continue_()
    late = json.loads(answered.value.body())["meta"]["window"]
    rested(page, found)
    assert late[1] - late[0] > wide, "the old window was the longer one"
    assert (window(found), found.get_attribute("data-drawn"), page.url) == before


def test_a_filter_is_drawn_while_python_is_still_at_work_and_not_drawn_twice(page: Page, server):
    kept: list[tuple[WebSocketRoute, str | bytes]] = []
    is_held = False

    def between(socket: WebSocketRoute) -> None:
        there = socket.connect_to_server()
        there.on_message(lambda said: kept.append((socket, said)) if is_held else socket.send(said))

    page.route_web_socket("**/_stcore/stream", between)
    page.goto(server)
    found = chart(page)
    rested(page, found)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "figure=timeline" in request.url else None)
    drawn = int(found.get_attribute("data-drawn") or 0)
    is_held = True
    page.locator('.facets label[title="Protest"]').click()
    expect(found).to_have_attribute("data-drawn", str(drawn + 1))
    expect(found.locator(".annotation", has_text="Government")).to_have_count(0)
    field = page.get_by_role("searchbox", name="Words")
    field.focus()
    field.evaluate(TYPED, "fuel")
    expect(found).to_have_attribute("aria-label", FEW)
    assert len(asked) <= 2, "words are asked for when the fingers pause"
    is_held = False
    for socket, said in kept:
        socket.send(said)
    expect(page).to_have_url(re.compile("words=fuel"))
    seen = found.get_attribute("data-drawn")
    rested(page, found)
    assert found.get_attribute("data-drawn") == seen, "Python agrees, so nothing is drawn again"
    expect(field).to_have_value("fuel")
    expect(field).to_be_focused()
    page.go_back()
    expect(found).to_have_attribute("aria-label", re.compile(": 6 events"))


def test_what_is_clicked_while_the_page_is_being_made_is_not_lost(page: Page, server):
    page.goto(server)
    box = page.locator('.facets label[title="Protest"]')
    box.click()  # as soon as it is there, the first run still under way
    expect(page).to_have_url(re.compile("category="))
    expect(box.locator("input")).to_be_checked()
