"""TimelineJS itself reads what is made for it."""

import html
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from components.exporters import EXPORTERS, Subject
from data.dataset import opening
from data.view import View
from tests.browser import npm
from tests.factories import make_subject

EVERY_FORM = Path(__file__).parents[2] / "data" / "example-of-every-form.csv"
PLACE = "http://127.0.0.1:9/"
PAGE = """<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="dist/css/timeline.css">
<div id="timeline" style="width: 1300px; height: 700px"></div><script src="dist/js/timeline.js"></script>
<script>fetch("events.json").then(told => told.json()).then(json => {
  window.timeline = new TL.Timeline("timeline", json, {hash_bookmark: false}); });</script>"""


def show(page, subject, forgiven):
    """TimelineJS with the events of a subject, served by nobody but this test."""
    forgiven += ["asked another host", "Failed to load resource"]
    if not shutil.which("npm"):
        pytest.skip("TimelineJS comes by npm, which is not here: install Node.js to try it.")
    package = npm.modules() / "@knight-lab" / "timelinejs"

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(PLACE)
        if not route.request.url.startswith(PLACE):
            route.abort()
        elif path == "":
            route.fulfill(body=PAGE, content_type="text/html")
        elif path == "events.json":
            route.fulfill(body=EXPORTERS["timelinejs"].write(subject), content_type="application/json")
        else:
            found = package / path.partition("?")[0]
            route.fulfill(path=found) if found.is_file() else route.fulfill(status=404)

    page.route("**/*", answer)
    page.goto(PLACE)


def test_timelinejs_shows_every_form_of_date_with_our_words(page, forgiven):
    subject = Subject(opening.open_file(EVERY_FORM), View())
    show(page, subject, forgiven)
    expect(page.locator(".tl-timemarker")).to_have_count(len([row for row in subject.events if row["date"]]))
    expect(page.locator(".tl-timegroup").filter(has_text="Wrecks").first).to_be_attached()
    expect(page.locator(".tl-slide").filter(has_text="44 BCE").first).to_be_attached()
    page.evaluate("timeline.goToId('first-lit')")
    slide = page.locator("#first-lit")
    expect(slide.locator(".tl-headline-date")).to_have_text("June 1887")
    expect(slide.locator("h2")).to_contain_text("The lamp is first lit")


def test_timelinejs_runs_nothing_of_hostile_text(page, forgiven):
    bad = """<img src=x onerror="window.ran=1"><script>window.ran=1</script>&lt;img src=x onerror=window.ran=1&gt;"""
    row = dict.fromkeys(("title", "text", "category", "source", "credit", "caption", "alt"), bad)
    rows = [{**row, "date": "2022-01-05", "id": "one", "media": "https://example.org/a.jpg"},
            {**row, "date": "1990/2023", "kind": "era"}, {**row, "date": "2022", "kind": "title"}]  # fmt: skip
    show(page, make_subject(*rows, settings=f"title = '''{bad}'''"), forgiven)
    expect(page.locator(".tl-timemarker")).to_have_count(1)
    page.evaluate("timeline.goToNext()")
    expect(page.locator("#one h2")).to_contain_text(html.unescape(bad).replace("<", "<\u2060"))
    expect(page.locator("#one .tl-media")).to_be_attached()
    assert page.evaluate("window.ran") is None
    assert page.locator("img[src=x]").count() == 0
