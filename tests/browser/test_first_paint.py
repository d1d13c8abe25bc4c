"""What a page shows before any script has run is what it shows at last: nothing moves, and nothing flashes."""

import base64
import io
import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.chart_at_rest import until
from tests.browser.running_app import SHIPPED

MOST_SHIFT = 0.05
SHIFTS = """window.shifts = []; new PerformanceObserver(list => { for (const one of list.getEntries())
  if (!one.hadRecentInput) window.shifts.push(one.value); }).observe({ type: "layout-shift", buffered: true });"""
BOXES = ("h1", ".cards", ".controls", ".dateline-frame", ".dateline-overview", ".dateline-overview-window")
SEEN = """boxes => {
  const root = document.getElementById("dateline-first")?.shadowRoot ?? document;
  const box = one => { const { x, y, width, height } = one.getBoundingClientRect(); return [x, y, width, height]; };
  const isSeen = element => box(element)[3] > 0;
  const texts = [...root.querySelectorAll(".dateline-frame text, .dateline-overview text")].filter(isSeen)
    .map(text => [text.textContent, ...box(text)]).filter(([words]) => words.trim());
  const marks = root === document ? ".dateline-chart path.point" : ".dateline-chart svg svg > path";
  return { texts, marks: [...root.querySelectorAll(marks)].map(box).filter(([, , width, height]) => width && height),
    boxes: Object.fromEntries(boxes.map(name => [name, [...root.querySelectorAll(name)].filter(isSeen).map(box)[0]])) };
}"""
KINDS = {"laptop": (SHIPPED, "light"), "screen": ("museum", "dark"), "phone": ("incident", "dark")}
"""What is looked at in which window, and in which theme."""
MUSEUM = """date,title,category,text
-0480,Battle vase painted,Greece,Found in two parts
1905/1912,First excavation,Digging,
-0043~,Coin struck,Rome,
1922-11-04,Tomb of the king found,Digging,
"[0100..0200]",Portrait on wood,Egypt,
2019?,Loan to Berlin,Loans,
2023/..,New wing,House,
"""
INCIDENT = """date,title,category,metric,value,source
2026-11-13T21:58,Deploy of release 41 begins,Change,,,Deploy bot
2026-11-13T22:03,Checkout answers with errors,Impact,requests failed,~1200,Monitor
2026-11-13T22:20/2026-11-13T23:05,Roll back,Change,,,On call
2026-11-13T22:41,"<b>Not</b> markup & no link",Impact,requests failed,>9000,Monitor
"""


@pytest.fixture
def address(request, server, serve, tmp_path):
    """Where the kind of file is served, opened once: a page has its picture only of what is open."""
    source = KINDS[request.param][0]
    if source is SHIPPED:
        return server
    path = tmp_path / f"{source}.csv"
    path.write_text(MUSEUM if source == "museum" else INCIDENT)
    return serve(path)


def options(kind):
    scheme = KINDS[kind][1]
    phone = {"is_mobile": True, "has_touch": True, "user_agent": "Mozilla/5.0 (Linux; Android 14) Mobile"}
    return {"viewport": kind, "color_scheme": scheme, **(phone if kind == "phone" else {})}


def stopped(page, address):
    """The page as it is before its programs begin, in a tree that a test can look into."""
    page.route(re.compile(r"/static/js/"), lambda route: route.abort())

    def opened(route):
        answer = route.fetch()
        body = answer.text().replace('shadowrootmode="closed"', 'shadowrootmode="open"')
        left_out = ("content-encoding", "content-length")
        kept = {name: value for name, value in answer.headers.items() if name not in left_out}
        route.fulfill(status=answer.status, headers=kept, body=body)

    page.route(re.compile(rf"^{re.escape(address)}/$"), opened)
    page.goto(address)
    page.evaluate("document.fonts.load('16px \"Dateline Sans\"').then(() => document.fonts.ready)")
    return page.evaluate(SEEN, BOXES)


def settled(page):
    expect(page.locator("#dateline-first")).to_have_count(0)
    expect(page.locator(".dateline-overview.dateline-ready")).to_have_count(1)
    return page.evaluate(SEEN, BOXES)


@pytest.mark.parametrize(("address", "kind"), [(kind, kind) for kind in KINDS], indirect=["address"])
def test_the_first_paint_is_what_comes(address, kind, open_page, forgiven):
    settled(open_page(address, **options(kind)))  # it is open from here on
    forgiven.append("net::ERR_FAILED")
    first = stopped(open_page(**options(kind)), address)
    page = open_page(**options(kind))
    page.add_init_script(SHIFTS)
    session = page.context.new_cdp_session(page)
    frames: list[str] = []
    session.on("Page.screencastFrame", lambda frame: _keep(session, frame, frames))
    ground = "#fbfaf6" if KINDS[kind][1] == "light" else "#14171b"
    page.set_content(f"<style>html {{ background: {ground} }}</style>")
    session.send("Page.startScreencast", {"format": "png", "everyNthFrame": 1})
    page.goto(address)
    living = settled(page)

    assert sum(page.evaluate("window.shifts")) <= MOST_SHIFT
    assert first["boxes"].keys() == living["boxes"].keys()
    for name, box in living["boxes"].items():
        assert first["boxes"][name] == pytest.approx(box, abs=1.5), name
    assert sorted(text for text, *_ in first["texts"]) == sorted(text for text, *_ in living["texts"])
    for text, *place in living["texts"]:
        others = [other for same, *other in first["texts"] if same == text]
        assert min(_apart(place, other) for other in others) <= 1, text
    assert living["marks"]
    for place in living["marks"]:
        assert min(_apart(place, other) for other in first["marks"]) <= 1
    expect(page).to_have_title(re.compile(r".+ · Dateline$"))
    if KINDS[kind][1] == "dark":
        assert frames
        assert max(map(_brightness, frames)) < 60, "no frame is white"


def test_a_visitor_who_comes_again_has_a_picture_for_this_window(server, open_page):
    page = open_page(server)
    page.set_viewport_size({"width": 1500, "height": 800})
    settled(page)
    width = page.evaluate("Math.floor(document.querySelector('.dateline-frame').clientWidth / 20) * 20")
    until(page, lambda: f"dateline_size={width}x" in page.evaluate("document.cookie"), "the size is remembered")
    body = page.context.request.get(server, headers={"accept": "text/html"}).text()
    assert f"@container (min-width: {width}px)" in body


def test_the_address_of_a_page_is_its_page_and_one_that_is_not_says_so(server, open_page, forgiven):
    page = open_page(f"{server}/problems?category=Protest")
    expect(page.locator("nav a[aria-current]")).to_have_text(re.compile("^Problems"))
    assert "category=Protest" in page.url
    expect(page).to_have_title("Problems · Kazakhstan, January 2022 · Dateline")
    forgiven.append("404")
    page.goto(f"{server}/nonsense")
    expect(page.get_by_role("heading")).to_have_text("There is no page “nonsense” here.")
    page.get_by_role("link", name="Timeline").click()
    expect(page.get_by_test_id("timeline")).to_be_visible()


def _keep(session, frame, frames):
    frames.append(frame["data"])
    session.send("Page.screencastFrameAck", {"sessionId": frame["sessionId"]})


def _brightness(frame):
    """Of a corner of the page that no letter and no mark is in."""
    image = Image.open(io.BytesIO(base64.b64decode(frame))).convert("L")
    return image.getpixel((image.width - 6, 6))


def _apart(one, other):
    """Pixels between the middles of two boxes, along the worse of both axes."""
    middles = [(box[0] + box[2] / 2, box[1] + box[3] / 2) for box in (one, other)]
    return max(abs(middles[0][0] - middles[1][0]), abs(middles[0][1] - middles[1][1]))
