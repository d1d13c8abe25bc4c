"""Everything that moves a briefing: fingers, the presenter's window, a telephone that drives, another person; and notes
that nobody else is given.
"""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.accessibility import serious_findings
from tests.browser.chart_at_rest import until
from tests.browser.running_app import SHIPPED

SECRET = "Ask the ministry before you say this"
KEY = "open sesame"
WITHIN_REACH = """async room => {
  const post = (path, secret, body) => fetch(path, { method: "POST", body: JSON.stringify(body ?? {}), headers: {
    "Content-Type": "application/json", ...(secret ? { Authorization: `Bearer ${secret}` } : {}),
  } });
  const own = await (await post("live", "", { link: location.href.split("#")[0] })).json();
  const gets = ["briefing", "", `live/${room}`, "events.json", "events.csv", "events.ics"].map(path => fetch(path));
  const tries = [["notes"], [`notes?room=${own.room}`, own.secret], [`notes?room=${room}`, own.secret]];
  const all = [...gets, ...tries.map(([path, secret]) => post(path, secret))];
  const stream = (await fetch(`live/${room}/events`)).body.getReader(), heard = [];
  for (let at = 0; at < 3; at += 1) heard.push(new TextDecoder().decode((await stream.read()).value));
  await stream.cancel();
  return [heard.join(""), ...await Promise.all(all.map(async answer => (await answer).text()))];
}"""
"""All that one who follows a room can ask of the server, also with a room of one's own."""


def ready(page: Page) -> Page:
    page.locator("body[data-ready]").wait_for()
    return page


def shows(page: Page, slide: int) -> None:
    expect(page.locator("body")).to_have_attribute("data-slide", str(slide))


def swipe(page: Page, start: tuple[int, int], end: tuple[int, int]) -> None:
    """A finger drawn over the screen, as the system tells the browser of it."""
    line = page.context.new_cdp_session(page)
    steps = [(start[0] + (end[0] - start[0]) * at / 8, start[1] + (end[1] - start[1]) * at / 8) for at in range(9)]
    for at, (x, y) in enumerate(steps):
        line.send(
            "Input.dispatchTouchEvent",
            {"type": "touchMove" if at else "touchStart", "touchPoints": [{"x": x, "y": y}]},
        )
    line.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def copied(page: Page) -> str:
    """The link of the panel that is open, as its button copies it."""
    panel = page.locator("dialog.code-panel")
    expect(panel.get_by_role("img", name="QR")).to_be_visible()
    panel.get_by_role("button", name="Copy the link").click()
    expect(panel.get_by_role("button", name="Copied")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    panel.get_by_role("button", name="Close").click()
    return str(link)


def test_fingers_turn_slides_both_ways_and_never_leave(open_page, server):
    page = ready(open_page(f"{server}/briefing", viewport="phone", has_touch=True, is_mobile=True))
    for slide in (2, 3):
        swipe(page, (330, 400), (60, 420))
        shows(page, slide)
    for slide in (2, 1, 1):  # beyond the first there is nothing, least of all the page before
        swipe(page, (20, 400), (340, 380))
        shows(page, slide)
    swipe(page, (200, 600), (210, 200))
    shows(page, 1)
    assert page.evaluate("location.pathname") == "/briefing"

    bar, strip = page.get_by_role("navigation", name="Briefing"), page.locator("main .strip")
    expect(bar).to_have_css("opacity", "0")
    page.touchscreen.tap(200, 400)
    expect(bar).to_have_css("opacity", "1")
    boxes = bar.bounding_box(), strip.bounding_box()
    assert boxes[0]
    assert boxes[1]
    assert boxes[0]["y"] + boxes[0]["height"] < boxes[1]["y"], "the strip stays free"
    page.touchscreen.tap(200, 400)
    expect(bar).to_have_css("opacity", "0")


def test_what_the_presenters_window_is_asked_happens_in_the_room_and_both_agree(open_page, server):
    room = ready(open_page(f"{server}/briefing#slide=4"))
    with room.expect_popup() as opened:
        room.keyboard.press("n")
    desk = ready(opened.value)
    html, body = room.locator("html"), room.locator("body")

    shade = html.get_attribute("data-shade")
    desk.keyboard.press("t")
    for page in (room, desk):
        expect(page.locator("html")).not_to_have_attribute("data-shade", shade or "")
    desk.keyboard.press("p")
    expect(body).to_have_class(re.compile("playing"))
    expect(desk.get_by_role("button", name="Stop")).to_be_visible()
    room.keyboard.press("p")
    expect(desk.get_by_role("button", name="Play")).to_be_visible()
    desk.keyboard.press("f")
    room.wait_for_function("!!document.fullscreenElement")
    desk.keyboard.press("f")
    room.wait_for_function("!document.fullscreenElement")

    desk.keyboard.press("b")
    expect(body).to_have_attribute("data-blank", "black")
    room.keyboard.press("PageDown")
    desk.keyboard.press("PageDown")
    shows(room, 6)
    expect(desk.locator(".where")).to_contain_text("6 / ")
    expect(room.locator("main.stage .slide")).to_be_hidden()  # until it is undone on purpose
    expect(desk.get_by_text("The room sees a black screen")).to_be_visible()
    desk.keyboard.press("w")
    expect(body).to_have_attribute("data-blank", "white")
    room.keyboard.press("w")
    expect(room.locator("main.stage .slide")).to_be_visible()

    heading = desk.locator(".now h2")
    box = heading.bounding_box()
    assert box
    desk.keyboard.press("h")
    desk.mouse.move(box["x"] + 60, box["y"] + 8)
    expect(room.locator("main.stage > .point")).to_be_visible()
    placed, over = room.locator("main.stage > .point").bounding_box(), room.locator("main.stage h2").bounding_box()
    assert placed
    assert over
    assert over["x"] < placed["x"] + placed["width"] / 2 < over["x"] + over["width"], "on the same words"
    desk.keyboard.press("h")
    expect(room.locator("main.stage > .point")).to_have_count(0)

    desk.keyboard.press("l")
    expect(room.get_by_role("dialog", name="Follow this briefing")).to_be_visible()
    expect(desk.get_by_text("Live · 0 followers")).to_be_visible()
    desk.keyboard.press("PageDown")
    expect(room.get_by_role("dialog")).to_have_count(0)
    expect(room.get_by_text("followers")).to_have_count(0)  # nothing of the tool is on the slide
    room.mouse.move(600, 300)
    expect(room.get_by_role("navigation", name="Briefing")).to_have_css("opacity", "0")
    bar = room.get_by_role("navigation", name="Briefing")

    def shows_the_bar() -> bool:
        """Whether the bar is seen at the foot, where the hand is. It goes again where the hand rests."""
        room.mouse.move(600, 755)
        room.mouse.move(600, 760)
        return bool(bar.evaluate("bar => Number(getComputedStyle(bar).opacity) > 0.9"))

    until(room, shows_the_bar, "a hand at the foot brings the bar", every=300)
    assert not serious_findings(desk)


def with_note(folder: Path) -> Path:
    """The shipped events, with a note of which no follower may hear."""
    text = SHIPPED.read_text("utf-8")
    place = folder / "noted.csv"
    place.write_text(text.replace("The machine translation", f"{SECRET}. The machine translation", 1), "utf-8")
    assert SECRET in place.read_text("utf-8")
    place.with_suffix(".toml").write_bytes(SHIPPED.with_suffix(".toml").read_bytes())
    return place


def test_a_telephone_and_another_person_drive_and_no_follower_is_given_a_note(open_page, serve, tmp_path, forgiven):
    forgiven += ["401 (Unauthorized)"]
    server = serve(with_note(tmp_path), DATELINE_BRIEFER=KEY, DATELINE_STATE=str(tmp_path / "state"))
    room = ready(open_page(f"{server}/briefing#slide=8", permissions=["clipboard-read", "clipboard-write"]))
    with room.expect_popup() as opened:
        room.keyboard.press("n")
    desk = ready(opened.value)
    here = int(room.locator("body").get_attribute("data-slide") or 0)
    desk.get_by_label("The briefer’s key").fill(KEY)
    desk.keyboard.press("Enter")
    expect(desk.locator(".notes")).to_contain_text(SECRET)
    assert SECRET not in room.content()

    desk.get_by_role("button", name="Phone").click()
    phone = ready(open_page(copied(desk), viewport="phone", has_touch=True, is_mobile=True))
    expect(phone.locator(".notes")).to_contain_text(SECRET)
    expect(phone.locator(".coming .slide .number")).to_contain_text(f"{here + 1} / ")
    phone.get_by_role("button", name="Next").tap()
    shows(room, here + 1)
    swipe(phone, (40, 160), (200, 165))
    shows(room, here)
    assert not serious_findings(phone)

    room.keyboard.press("l")
    link = room.locator(".follow-link").inner_text()
    room.keyboard.press("l")
    follower = ready(open_page(link))
    shows(follower, here)
    expect(desk.get_by_text("Live · 1 follower")).to_be_visible()

    desk.get_by_role("button", name="Hand over").click()
    guest = ready(open_page(copied(desk)))
    expect(guest.locator(".notes")).to_contain_text(SECRET)
    expect(desk.get_by_text("Handed over: another person drives.")).to_be_visible()
    guest.keyboard.press("PageDown")
    for page in (room, follower):
        shows(page, here + 1)
    room.keyboard.press("PageDown")  # it is in other hands
    expect(room.get_by_text("Handed over: another person drives.")).to_be_visible()
    shows(room, here + 1)
    guest.keyboard.press("b")
    expect(follower.locator("body")).to_have_attribute("data-blank", "black")
    guest.keyboard.press("b")
    expect(follower.locator("body")).to_have_attribute("data-blank", "")

    desk.get_by_role("button", name="Take back").click()
    expect(guest.locator(".followed")).to_contain_text("The briefer has taken it back.")
    guest.evaluate(f"briefing.goto({here}, 1, 'live')")
    expect(guest.locator(".notes")).not_to_contain_text(SECRET)
    room.keyboard.press("End")
    expect(room.locator("body")).not_to_have_attribute("data-slide", str(here))
    last = room.locator("body").get_attribute("data-slide") or ""
    expect(follower.locator("body")).to_have_attribute("data-slide", last)
    expect(guest.locator(".where")).to_have_text(f"{last} / {last}")

    given = follower.evaluate(WITHIN_REACH, link.rpartition("/")[2])
    given += [follower.content(), follower.evaluate("JSON.stringify(briefing.deck)")]
    assert all(any(known in text for text in given) for known in ("dismissed", '"slide"'))
    assert not [text for text in given if SECRET in text]
