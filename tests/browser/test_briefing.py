"""A briefer walks through the slides: with keys, a clicker, two windows, on any screen, and back to the timeline."""

import csv
import io

from playwright.sync_api import Page, expect

from tests.browser.accessibility import serious_findings
from tests.browser.chart_at_rest import held_up
from tests.browser.running_app import ROOT

OVER = """() => {
  const bad = [], { clientWidth: wide, clientHeight: high } = document.documentElement;
  const partsOf = ({ number }) => Array.from({ length: briefing.partsOf(number) }, (_, at) => [number, at + 1]);
  const every = briefing.deck.slides.flatMap(partsOf);
  for (const [slide, part] of every) {
    briefing.goto(slide, part);
    const stage = document.querySelector("main.stage");
    for (const box of stage.querySelectorAll(".main, aside")) {
      const isCut = box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1;
      if (isCut) bad.push([slide, part, box.className]);
    }
    for (const line of stage.querySelectorAll("h1, h2, p, li, .card, .handling, .number")) {
      const { left, right, top, bottom } = line.getBoundingClientRect();
      if (left < -1 || right > wide + 1 || top < -1 || bottom > high + 1) bad.push([slide, part, line.className]);
    }
    const small = [...stage.querySelectorAll(".slide *")].filter(one => !one.closest("svg") && one.checkVisibility() &&
      [...one.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()));
    const least = Math.min(...small.map(one => parseFloat(getComputedStyle(one).fontSize) * 1920 / wide));
    if (least < 27.9) bad.push([slide, part, `letters of ${least}`]);
    const size = element => element ? parseFloat(getComputedStyle(element).fontSize) * 1920 / wide : 99;
    if (size(stage.querySelector("h1, h2")) < 48) bad.push([slide, part, "headline"]);
    if (Math.min(...[".text", "li"].map(name => size(stage.querySelector(name)))) < 28) bad.push([slide, part, "text"]);
  }
  return bad;
}"""
"""Every part of every slide: what is cut off, off the screen, or too small to be read from the back."""


def ready(page: Page) -> Page:
    page.locator("body[data-ready]").wait_for()
    return page


def test_a_clicker_drives_it_and_no_press_is_lost(open_page, server):
    page = open_page()
    body = page.locator("body")
    with held_up(page, "**/*.woff2"):
        page.goto(f"{server}/briefing", wait_until="domcontentloaded")
        page.keyboard.press("PageDown")  # before the slides are there
        expect(body).not_to_have_attribute("data-ready", "")
    expect(body).to_have_attribute("data-slide", "2")
    ready(page).keyboard.press("PageUp")
    page.evaluate("""for (let at = 0; at < 7; at += 1)
      document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "PageDown", bubbles: true }))""")
    expect(body).to_have_attribute("data-slide", "8")
    for key, slide in (
        ("ArrowRight", 9),
        ("Space", 10),
        ("Enter", 11),
        ("ArrowLeft", 10),
        ("PageUp", 9),
        ("Home", 1),
    ):
        page.keyboard.press(key)
        expect(body).to_have_attribute("data-slide", str(slide))
    page.keyboard.type("8")
    expect(page.locator(".typed")).to_contain_text("8")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="“dozens” Killed")).to_be_visible()
    spoken = "Slide 8 of 12. 6 January 2022 (uncertain). Dozens of demonstrators killed, police say"
    expect(page.locator(".spoken")).to_have_text(spoken)
    assert not serious_findings(page)
    page.keyboard.press("b")
    expect(page.locator("main.stage .slide")).to_be_hidden()
    page.keyboard.press(".")
    page.keyboard.press("o")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(body).to_have_attribute("data-slide", "9")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    assert not serious_findings(page)
    page.keyboard.press("Escape")
    page.keyboard.press("t")
    expect(page.locator("html")).to_have_attribute("data-shade", "dark")
    assert not serious_findings(page)
    page.keyboard.press("End")
    expect(page.get_by_role("heading", name="Sources")).to_be_visible()
    expect(page.locator(".remark").last).to_have_text("18 more slides in reserve.")
    page.context.set_offline(True)
    page.keyboard.press("6")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Nazarbayev dismissed")).to_be_visible()
    assert page.evaluate('document.fonts.check("600 20px Source Sans")')
    page.keyboard.type("15")
    page.keyboard.press("Enter")
    expect(page.locator(".number")).to_have_text("15 · in reserve")
    page.keyboard.press("PageDown")
    expect(page.get_by_role("heading", name="Nazarbayev dismissed")).to_be_visible()  # where the story stood


def test_the_briefer_chooses_in_the_overview_and_the_link_keeps_it(open_page, server):
    page = ready(open_page(f"{server}/briefing#slide=6"))
    page.keyboard.press("o")
    overview = page.get_by_role("dialog", name="All slides")
    expect(overview).to_contain_text("12 told, 18 in reserve")
    overview.get_by_label("Tell “The timeline”").uncheck()
    overview.get_by_label("Tell “Hundreds gather on Almaty’s central square”").uncheck()
    overview.get_by_label("Tell “Nazarbayev resigns as president”").check()
    expect(overview.locator(".is-told b").nth(2)).to_have_text("Nazarbayev resigns as president")
    overview.get_by_label("Tell it earlier: CSTO troops deployed").click()
    overview.get_by_label("A heading before it: CSTO troops deployed").click()
    overview.get_by_label("Heading", exact=True).nth(1).fill("The answer")
    overview.get_by_label("Minutes", exact=True).nth(1).fill("5")
    overview.get_by_label("What happened, in your own words").fill("It began with fuel.\nIt goes on.")
    assert not serious_findings(page)
    overview.get_by_role("button", name="Tell these").click()
    page.wait_for_url("**/briefing?brief=*")
    ready(page)
    told = "briefing.deck.slides.slice(0, briefing.deck.main).map(slide => slide.id || slide.kind)"
    assert page.evaluate(told) == ["title", "summary", "resignation", "fuel-prices", "protests-spread", "dismissal",
                                   "csto-deployment", "killed", "uyama-retirement", "closing", "sources"]  # fmt: skip
    page.keyboard.press("PageDown")
    expect(page.locator(".lines li")).to_have_text(["It began with fuel.", "It goes on."])
    sections = page.evaluate("briefing.deck.sections.map(one => [one.title, one.first, one.minutes])")
    assert ["The answer", 7, 5] in sections
    again = ready(open_page(page.url.split("#")[0]))
    assert again.evaluate(told)[2] == "resignation"


def test_it_opens_over_the_timeline_and_gives_it_back_at_the_same_event(open_page, server):
    page = open_page(f"{server}/?category=Casualties&event=detained")
    page.get_by_role("button", name="Brief", exact=True).wait_for()
    expect(page.get_by_test_id("event")).to_contain_text("About 2,000")
    page.keyboard.press("b")
    slides = page.frame_locator("iframe.briefing")
    expect(slides.get_by_role("heading", name="≈ 2,000 Detained")).to_be_visible()
    expect(slides.locator(".number")).to_have_text("7 · in reserve")
    page.keyboard.press("8")
    page.keyboard.press("Enter")
    expect(slides.get_by_role("heading", name="> 1,000 Injured")).to_be_visible()
    expect(page).to_have_url(f"{server}/briefing?category=Casualties&event=detained#slide=8")
    page.go_back()
    expect(page.locator("iframe.briefing")).to_have_count(0)
    expect(page).to_have_url(f"{server}/?category=Casualties&event=detained")
    page.go_forward()
    expect(slides.get_by_role("heading", name="> 1,000 Injured")).to_be_visible()
    slides.locator("body[data-ready]").wait_for()
    page.keyboard.press("Escape")
    expect(page.locator("iframe.briefing")).to_have_count(0)
    expect(page.get_by_test_id("event")).to_contain_text("More than 1,000 injured")
    expect(page).to_have_url(f"{server}/?category=Casualties&event=injured")
    page.get_by_label("Words").focus()
    page.keyboard.press("b")
    expect(page.locator("iframe.briefing")).to_have_count(0)


def test_it_is_a_page_of_its_own_from_every_page(open_page, server):
    page = open_page(f"{server}/?page=about")
    page.get_by_role("button", name="Brief", exact=True).wait_for()
    page.keyboard.press("b")
    slides = page.frame_locator("iframe.briefing")
    slides.locator("body[data-ready]").wait_for()
    page.keyboard.type("6")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{server}/briefing?page=about#slide=6")
    page.reload()
    ready(page)
    expect(page.locator("body")).to_have_attribute("data-slide", "6")
    page.go_back()
    page.get_by_role("button", name="Brief", exact=True).wait_for()
    expect(page).to_have_url(f"{server}/?page=about")
    page.go_forward()
    ready(page).keyboard.press("Escape")
    expect(page.get_by_test_id("event")).to_contain_text("Nazarbayev dismissed")
    expect(page).to_have_url(f"{server}/?event=dismissal")


def test_the_presenters_window_drives_and_is_driven_and_finds_its_twin_again(open_page, server):
    room = ready(open_page(f"{server}/briefing#slide=8"))
    with room.expect_popup() as opened:
        room.keyboard.press("n")
    desk = ready(opened.value)
    expect(desk.locator(".notes")).to_contain_text("excluded dozens of people")
    expect(desk.locator(".beside .stage h2")).to_have_text("CSTO troops deployed, from Russia and others")
    desk.keyboard.press("PageDown")
    expect(room.locator("body")).to_have_attribute("data-slide", "9")
    room.keyboard.press("PageDown")
    expect(desk.locator(".where")).to_have_text("10 / 12")
    desk.reload()
    expect(desk.locator(".where")).to_have_text("10 / 12")
    ready(room).reload()
    ready(room)
    desk.get_by_role("button", name="Black").click()
    expect(room.locator("main.stage .slide")).to_be_hidden()
    expect(room.locator("body")).to_have_attribute("data-slide", "10")


def hostile_csv() -> str:
    """Every form there is, and texts that no slide was made for."""
    said = io.StringIO()
    writer = csv.writer(said)
    writer.writerow(["date", "title", "text", "source", "metric", "value", "media"])
    for row in csv.DictReader((ROOT / "data/example-of-every-form.csv").read_text("utf-8").splitlines()):
        if row["kind"] == "":
            writer.writerow([row[name] for name in ("date", "title", "text", "source", "metric", "value", "media")])
    markup = "</script><img src=x onerror=alert(1)>"
    writer.writerow(["2001", markup, "<b>bold</b> " * 20, "=1+1", "", "", "javascript:alert(1)"])
    writer.writerow(["2002", "W" * 900, "M" * 1200, "S" * 190, "L" * 70, "2000", ""])
    for at, day in enumerate(("1921", "1948", "1979", "14 March 2003", "Oct 2009", "Mar 2020", "2021")):
        for metric in ("employees", "revenue"):
            writer.writerow([day, f"{metric} {at}", "", "", metric, str(10**at), ""])
    writer.writerow(["2003", "An endless headline " * 60, "A sentence of seven words is here. " * 120, "", "", "", ""])
    return said.getvalue()


def test_nothing_is_ever_off_the_screen_or_too_small(open_page, server, serve, tmp_path):
    (tmp_path / "hostile.csv").write_text(hostile_csv(), "utf-8")
    page = ready(open_page(f"{server}/briefing#slide=4"))
    page.set_viewport_size({"width": 1920, "height": 1080})
    large = "parseFloat(getComputedStyle(document.querySelector('main.stage h2')).fontSize)"
    expect(page.locator(".lone h2")).to_have_text("Fuel prices rise sharply")
    assert page.evaluate(large) > 120, "few words are large ones"
    for address in (server, serve(tmp_path / "hostile.csv")):
        page = ready(open_page(f"{address}/briefing"))
        for width, height in ((1920, 1080), (1366, 768), (1024, 768)):
            page.set_viewport_size({"width": width, "height": height})
            assert page.evaluate(OVER) == [], f"at {width} by {height}"
    assert page.evaluate("Math.max(...briefing.deck.slides.map(({ number }) => briefing.partsOf(number)))") > 2
    once = "briefing.deck.slides.filter(({ kind }) => kind === 'growth').map(({ number }) => briefing.partsOf(number))"
    assert page.evaluate(once) == [1], "a chart is told once, however little room it has"
    assert page.evaluate("document.querySelector('main.stage script, main.stage img, main.stage b b')") is None
    page.evaluate("briefing.goto(1)")
    expect(page.locator("main.stage h1")).to_contain_text("Hostile, ")  # no settings: the file's name, and when
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate(OVER.replace("* 1920 / wide", "* 99")) == [], "on a telephone"
