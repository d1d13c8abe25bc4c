"""What a hand feels in a real browser: wheel, drag, filters, words, the first view."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, Response

from benchmarks.measured import tell
from benchmarks.serving import browser, fresh_page, served, wait_for

DRAWN = '[data-testid="timeline"]:not([data-drawn="0"])'
OPENING_S = 300
WORDS = ("bridge", "night", "police", "court", "harbour", "depot", "students", "akbulak", "guard", "mine", "school",
         "railway", "crowds", "border", "nurses", "square", "union", "north", "power", "road")  # fmt: skip


def measure(path: Path, often: int) -> None:
    """Everything on one page of the real app, then some fresh first views."""
    with served("app.py", EVENTS=str(path)) as server, browser() as chromium:
        with fresh_page(chromium, OPENING_S) as seen:
            sizes = _listened(seen)
            seen.goto(server.url)
            seen.wait_for_selector(DRAWN)
            seen.set_default_timeout(20_000)
            _hands(seen, often, sizes)
        with fresh_page(chromium, 60) as seen:
            tell("slide", _slides(seen, f"{server.url}/briefing", often))
        tell("first", [first_view(chromium, server.url, DRAWN) for _ in range(max(2, often // 4))])


SLIDE = """() => new Promise(done => {
  const began = performance.now(), before = document.body.dataset.slide + document.body.dataset.part;
  const drawn = () => requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
  new MutationObserver((_, seen) => {
    if (document.body.dataset.slide + document.body.dataset.part !== before) { seen.disconnect(); drawn(); }
  }).observe(document.body, { attributes: true });
  dispatchEvent(new KeyboardEvent("keydown", { key: "PageDown", bubbles: true, cancelable: true }));
})"""
"""From a key press to the frame after its slide has been put on the screen, in ms."""


def _slides(seen: Page, url: str, often: int) -> list[float]:
    """Key presses of a clicker, one after the other, each shown before the next."""
    seen.goto(url)
    seen.wait_for_selector("body[data-ready]")
    count = int(seen.evaluate("briefing.count"))
    return [float(seen.evaluate(SLIDE)) for _ in range(min(often, count - 1))]


def first_view(chromium: Browser, url: str, selector: str) -> float:
    """From the address to the chart, in a fresh profile, in ms."""
    with fresh_page(chromium, 60) as seen:
        seen.goto(url, wait_until="commit")
        seen.evaluate("selector => probe.await(selector)", selector)
        if not wait_for(seen, "Object.keys(probe.seen).length > 0", 60):
            raise RuntimeError(f"{selector} was not seen in 60 s")
        return float(seen.evaluate("selector => probe.seen[selector]", selector))


def _listened(seen: Page) -> list[float]:
    """The bytes of every picture of the chart that comes, as they came, in KB."""
    sizes: list[float] = []

    def note(response: Response) -> None:
        length = response.headers.get("content-length")
        if "/picture/" in response.url and "figure=timeline" in response.url and response.ok and length:
            sizes.append(int(length) / 1000)

    seen.on("response", note)
    return sizes


def _hands(seen: Page, often: int, sizes: list[float]) -> None:
    wheel, moved = _wheel(seen, often)
    tell("wheel", wheel, "no wheel step was followed by a new picture")
    tell("wheel.moved", moved, "nothing moved in 60 frames")
    rates, moved = _drags(seen, max(4, often // 4))
    tell("drag.frames", rates)
    tell("drag.moved", moved, "nothing moved in 60 frames")
    tell("bytes", sizes)
    tell("filter", _filters(seen, often), "no filter that was ticked was followed by a new picture")
    tell("words", _words(seen, min(often, len(WORDS))), "no words were followed by a new picture")


def _timed(seen: Page, type_: str, action: Callable[[], object], *, movement: bool = False) -> float | None:
    """From the event to the new picture, in ms, beginning when all is quiet; None if none came in 8 s."""
    wait_for(seen, "probe.isQuiet(500)", 10)
    seen.evaluate("([type, movement]) => probe.arm(type, movement)", [type_, movement])
    action()
    wait_for(seen, "probe.redrawn() !== null", 8)
    took = seen.evaluate("probe.redrawn()")
    return None if took is None else float(took)


def _chart(seen: Page) -> tuple[float, float, float]:
    """Left, width and the height to point at, of the chart's plot."""
    seen.get_by_test_id("timeline").scroll_into_view_if_needed()
    box = seen.get_by_test_id("timeline").bounding_box()
    assert box is not None
    return box["x"] + 150, box["width"] - 200, box["y"] + min(box["height"] / 2, 120)


def _wheel(seen: Page, often: int) -> tuple[list[float], list[float]]:
    """Single steps of the wheel, five in and four out, at places that differ."""
    left, width, y = _chart(seen)
    took, moved = [], []
    for step in range(often):
        seen.mouse.move(left + width * (0.75 + 0.07 * step % 0.2), y)
        turn = -120 if step % 9 < 5 else 120
        one = _timed(seen, "wheel", lambda turn=turn: seen.mouse.wheel(0, turn), movement=True)
        took += [] if one is None else [one]
        frames = seen.evaluate("probe.moved")
        moved += [] if frames is None else [float(frames)]
    return took, moved


def _drags(seen: Page, often: int) -> tuple[list[float], list[float]]:
    """Drags of a hundred moves: frames a second, and frames until the first movement."""
    left, width, y = _chart(seen)
    seen.mouse.move(left + width * 0.85, y)
    for _ in range(3):
        _timed(seen, "wheel", lambda: seen.mouse.wheel(0, -120))
    rates, moved = [], []
    for turn in range(often):
        wait_for(seen, "probe.isQuiet(500)", 10)
        left, width, y = _chart(seen)
        to = -1 if turn % 2 else 1
        seen.mouse.move(left + width / 2, y)
        seen.mouse.down()
        seen.mouse.move(left + width / 2 + 6 * to, y)  # past the few pixels that are still a click
        seen.evaluate("probe.arm('pointermove', true), probe.film()")
        for step in range(100):
            seen.mouse.move(left + width / 2 + to * (8 + 2.5 * step), y)
        frames = seen.evaluate("probe.cut()")
        seen.mouse.up()
        rates += [] if len(frames) < 3 else [(len(frames) - 1) * 1000 / (frames[-1] - frames[0])]
        first = seen.evaluate("probe.moved")
        moved += [] if first is None else [float(first)]
    return rates, moved


def _filters(seen: Page, often: int) -> list[float]:
    """Boxes of the first facet, ticked so that no choice occurs twice (a Gray code)."""
    boxes = seen.locator("input[type=checkbox][data-field]")
    field = boxes.first.get_attribute("data-field")
    boxes = seen.locator(f"input[type=checkbox][data-field={field!r}]")
    count = boxes.count()
    took = []
    for step in range(1, often + 1):
        which = min((step & -step).bit_length() - 1, count - 1)
        one = _timed(seen, "click", lambda which=which: boxes.nth(which).evaluate("box => box.click()"))
        took += [] if one is None else [one]
    for _ in range(count):
        on = seen.locator(f"input[type=checkbox][data-field={field!r}]:checked")
        if not on.count():
            break
        on.first.evaluate("box => box.click()")
        seen.wait_for_timeout(500)
    return took


def _words(seen: Page, often: int) -> list[float]:
    """A word put into the field and Enter, another each time."""
    took = []
    for word in WORDS[:often]:
        field = seen.locator("input[data-words]")
        field.select_text()

        def typed(word: str = word) -> None:
            seen.keyboard.insert_text(word)
            seen.keyboard.press("Enter")

        one = _timed(seen, "input", typed)
        took += [] if one is None else [one]
    return took
