"""What a hand feels in a real browser: wheel, drag, filters, words, the first view."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, Response

from benchmarks.edits import measure_edits
from benchmarks.measured import report, report_turns
from benchmarks.serving import FLOORS, browser, fresh_page, served, wait_for
from benchmarks.turns import Turns

DRAWN = '[data-testid="timeline"]:not([data-drawn="0"])'
BARE_CHART = ".js-plotly-plot .scatterlayer path.point"
HOLDS_CHART = "#dateline-first[data-holds=chart]"
OPENING_S = 300
IN_A_ROW = 3
WORDS = ("bridge", "night", "police", "court", "harbour", "depot", "students", "akbulak", "guard", "mine", "school",
         "railway", "crowds", "border", "nurses", "square", "union", "north", "power", "road")  # fmt: skip


def measure(path: Path, often: int) -> None:
    """Everything on one page of the real app in turns with an empty fragment, then fresh first views in turns with the
    least pages."""
    with served("app.py", EVENTS=str(path)) as server, browser() as chromium:
        with served(FLOORS / "fragment.py") as least, fragment(chromium, least.url) as click:
            with fresh_page(chromium, OPENING_S) as page:
                sizes = _record_sizes(page)
                page.goto(server.url)
                page.wait_for_selector(DRAWN)
                page.set_default_timeout(20_000)
                _measure_gestures(page, often, sizes, click)
            with fresh_page(chromium, 60) as page:
                report_turns("slide", _slides(page, f"{server.url}/briefing", often, click))
                with fresh_page(chromium, 60) as follower:
                    report_turns("follow", _followed(page, follower, often, click))
        _measure_first_views(chromium, server.url, max(2, often // 4))
    measure_edits(path, max(2, often // 4))


@contextmanager
def fragment(chromium: Browser, url: str) -> Iterator[Callable[[], float]]:
    """A page with an empty fragment, and what clicks in it: from the click to the changed text, in ms.

    Each time it clicks as often as it takes for one click to come right after another: after a rest a click is answered
    in a third of the time, and the goals were set for clicks one after the other.
    """
    with fresh_page(chromium) as page:
        page.goto(url)
        for part in ("[data-testid=stText]", "[data-testid=stButton] button"):
            page.wait_for_selector(part)
        script = "probe.clickToText('[data-testid=stButton] button', '[data-testid=stText]')"
        clicks = lambda: [float(page.evaluate(script)) for _ in range(IN_A_ROW)]  # noqa: E731
        clicks()
        yield lambda: clicks()[-1]


def _measure_first_views(chromium: Browser, url: str, often: int) -> None:
    """First views and first pictures, each beside a bare chart and the first views beside an empty page too."""
    with served(FLOORS / "chart.py") as bare, served(FLOORS / "empty.py") as empty:
        chart = lambda: first_view(chromium, bare.url, BARE_CHART)  # noqa: E731
        nothing = lambda: first_view(chromium, empty.url, "[data-testid=stText]")  # noqa: E731
        for floor in (chart, nothing):
            floor()
        for key, floor, ours in (
            ("first", chart, lambda: first_view(chromium, url, DRAWN)),
            ("first.empty", nothing, lambda: first_view(chromium, url, DRAWN)),
            ("paint", chart, lambda: first_paint(chromium, url)),
        ):
            turns = Turns(floor)
            for _ in range(often):
                turns.take(ours)
            report_turns(key, turns)


SLIDE = """() => new Promise(done => {
  const began = performance.now(), before = document.body.dataset.slide + document.body.dataset.part;
  const drawn = () => requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
  new MutationObserver((_, seen) => {
    if (document.body.dataset.slide + document.body.dataset.part !== before) { seen.disconnect(); drawn(); }
  }).observe(document.body, { attributes: true });
  dispatchEvent(new KeyboardEvent("keydown", { key: "PageDown", bubbles: true, cancelable: true }));
})"""
"""From a key press to the frame after its slide has been put on the screen, in ms."""


def _slides(page: Page, url: str, often: int, click: Callable[[], float]) -> Turns:
    """Key presses of a clicker, one after the other, each shown before the next."""
    page.goto(url)
    page.wait_for_selector("body[data-ready]")
    turns = Turns(click)
    for _ in range(min(often, int(page.evaluate("briefing.last")) - 1)):
        turns.take(lambda: float(page.evaluate(SLIDE)))
    return turns


PRESS = """() => {
  const began = performance.timeOrigin + performance.now();
  dispatchEvent(new KeyboardEvent("keydown", { key: "PageDown", bubbles: true, cancelable: true }));
  return began;
}"""
SEEN = """() => { window.seen = new Promise(done => {
  const drawn = () => requestAnimationFrame(() => setTimeout(() => done(performance.timeOrigin + performance.now())));
  new MutationObserver((_, seen) => { seen.disconnect(); drawn(); })
    .observe(document.body, { attributes: true, attributeFilter: ["data-slide", "data-part"] });
}); }"""
"""The moment of a key press, and that of the frame after its slide has been put on another window's screen."""


def _followed(page: Page, follower: Page, often: int, click: Callable[[], float]) -> Turns:
    """Key presses of a briefer, from the press to the frame in which a follower's window shows the slide."""
    page.keyboard.press("Home")
    page.keyboard.press("l")
    link = page.locator(".follow-link").inner_text()
    page.keyboard.press("Escape")
    follower.goto(link)
    follower.wait_for_selector("body[data-ready][data-slide='1']")
    page.locator('.bar [data-act="share"]', has_text="1").wait_for(state="attached")
    turns = Turns(click)

    def press() -> float:
        follower.evaluate(SEEN)
        began = float(page.evaluate(PRESS))
        return float(follower.evaluate("window.seen")) - began

    for _ in range(min(often, int(page.evaluate("briefing.last")) - 2)):
        turns.take(press)
    return turns


def first_view(chromium: Browser, url: str, selector: str) -> float:
    """From the address to the chart, in a fresh profile, in ms."""
    with fresh_page(chromium, 60) as page:
        page.goto(url, wait_until="commit")
        page.evaluate("selector => probe.await(selector)", selector)
        if not wait_for(page, "Object.keys(probe.seen).length > 0", 60):
            raise RuntimeError(f"{selector} was not seen in 60 s")
        return float(page.evaluate("selector => probe.seen[selector]", selector))


def first_paint(chromium: Browser, url: str) -> float:
    """From the address to the frame with the picture that the page brings with it, in a fresh profile, in ms."""
    painted = "(performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0)"
    with fresh_page(chromium, 60) as page:
        page.goto(url, wait_until="commit")
        page.evaluate("selector => probe.await(selector)", HOLDS_CHART)
        if not wait_for(page, f"Object.keys(probe.seen).length > 0 && {painted}", 30):
            raise RuntimeError("the page came without its picture")
        return float(page.evaluate(f"Math.max({painted}, probe.seen[{HOLDS_CHART!r}])"))


def _record_sizes(page: Page) -> list[float]:
    """The bytes of every picture of the chart that comes, as they came, in KB."""
    sizes: list[float] = []

    def note(response: Response) -> None:
        length = response.headers.get("content-length")
        if "/picture/" in response.url and "figure=timeline" in response.url and response.ok and length:
            sizes.append(int(length) / 1000)

    page.on("response", note)
    return sizes


def _measure_gestures(page: Page, often: int, sizes: list[float], click: Callable[[], float]) -> None:
    wheel, moved = _wheel(page, often, click)
    report_turns("wheel", wheel, "no wheel step was followed by a new picture")
    report("wheel.moved", moved, "nothing moved in 60 frames")
    rates, moved = _drags(page, max(4, often // 4))
    report("drag.frames", rates)
    report("drag.moved", moved, "nothing moved in 60 frames")
    report("bytes", sizes)
    report_turns("filter", _filters(page, often, click), "no filter that was ticked was followed by a new picture")
    report_turns("words", _words(page, min(often, len(WORDS)), click), "no words were followed by a new picture")


def _time_to_picture(page: Page, type_: str, action: Callable[[], object], *, movement: bool = False) -> float | None:
    """From the event to the new picture, in ms, beginning when all is quiet; None if none came in 8 s."""
    wait_for(page, "probe.isQuiet(500)", 10)
    page.evaluate("([type, movement]) => probe.arm(type, movement)", [type_, movement])
    action()
    wait_for(page, "probe.redrawn() !== null", 8)
    duration = page.evaluate("probe.redrawn()")
    return None if duration is None else float(duration)


def _chart(page: Page) -> tuple[float, float, float]:
    """Left, width and the height to point at, of the chart's plot."""
    page.get_by_test_id("timeline").scroll_into_view_if_needed()
    box = page.get_by_test_id("timeline").bounding_box()
    assert box is not None
    return box["x"] + 150, box["width"] - 200, box["y"] + min(box["height"] / 2, 120)


def _wheel(page: Page, often: int, click: Callable[[], float]) -> tuple[Turns, list[float]]:
    """Single steps of the wheel, five in and four out, at places that differ."""
    left, width, y = _chart(page)
    turns, moved = Turns(click), []
    for step in range(often):
        page.mouse.move(left + width * (0.75 + 0.07 * step % 0.2), y)
        turn = -120 if step % 9 < 5 else 120
        turns.take(lambda by=turn: _time_to_picture(page, "wheel", lambda: _zoom(page, by), movement=True))
        frames = page.evaluate("probe.moved")
        moved += [] if frames is None else [float(frames)]
    return turns, moved


def _zoom(page: Page, by: int) -> None:
    page.keyboard.down("Control")
    page.mouse.wheel(0, by)
    page.keyboard.up("Control")


def _drags(page: Page, often: int) -> tuple[list[float], list[float]]:
    """Drags of a hundred moves: frames a second, and frames until the first movement."""
    left, width, y = _chart(page)
    page.mouse.move(left + width * 0.85, y)
    for _ in range(3):
        _time_to_picture(page, "wheel", lambda: _zoom(page, -120))
    rates, moved = [], []
    for turn in range(often):
        wait_for(page, "probe.isQuiet(500)", 10)
        left, width, y = _chart(page)
        direction = -1 if turn % 2 else 1
        page.mouse.move(left + width / 2, y)
        page.mouse.down()
        page.mouse.move(left + width / 2 + 6 * direction, y)  # past the few pixels that are still a click
        page.evaluate("probe.arm('pointermove', true), probe.film()")
        for step in range(100):
            page.mouse.move(left + width / 2 + direction * (8 + 2.5 * step), y)
        frames = page.evaluate("probe.cut()")
        page.mouse.up()
        rates += [] if len(frames) < 3 else [(len(frames) - 1) * 1000 / (frames[-1] - frames[0])]
        first = page.evaluate("probe.moved")
        moved += [] if first is None else [float(first)]
    return rates, moved


def _filters(page: Page, often: int, click: Callable[[], float]) -> Turns:
    """Boxes of the first facet, ticked so that no choice occurs twice (a Gray code)."""
    boxes = page.locator("input[type=checkbox][data-field]")
    field = boxes.first.get_attribute("data-field")
    boxes = page.locator(f"input[type=checkbox][data-field={field!r}]")
    count = boxes.count()
    turns = Turns(click)
    for step in range(1, often + 1):
        box = boxes.nth(min((step & -step).bit_length() - 1, count - 1))
        turns.take(lambda box=box: _time_to_picture(page, "click", lambda: box.evaluate("box => box.click()")))
    for _ in range(count):
        on = page.locator(f"input[type=checkbox][data-field={field!r}]:checked")
        if not on.count():
            break
        on.first.evaluate("box => box.click()")
        page.wait_for_timeout(500)
    return turns


def _words(page: Page, often: int, click: Callable[[], float]) -> Turns:
    """A word put into the field and Enter, another each time."""
    turns = Turns(click)
    for word in WORDS[:often]:
        field = page.locator("input[data-words]")
        field.select_text()

        def typed(word: str = word) -> None:
            page.keyboard.insert_text(word)
            page.keyboard.press("Enter")

        turns.take(lambda typed=typed: _time_to_picture(page, "input", typed))
    return turns
