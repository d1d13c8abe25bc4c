"""A report becomes rows: by keys, by mouse, and out as a CSV that Dateline reads."""

import csv
import io
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from data.reading.reader import read

REPORT = """<b>Strike</b> at Talle

About 1,400 workers took part on 10 January, the union said. The strike lasted until 7 February.

Police said that dozens of people were hurt."""
RECORD = "date,title,metric,value,source\n2020-01-10,A strike,gathered,1000,the shipyard\n"


def begin(page: Page) -> None:
    page.get_by_label("The report").fill(REPORT)
    page.get_by_label("Published on").fill("28 February 2020")
    page.get_by_label("By whom").fill("The Daily")
    page.get_by_role("button", name="Find the rows").click()
    expect(page.locator(".draft .row")).to_have_count(3)


@pytest.mark.parametrize("viewport", ["laptop", "phone"])
def test_rows_are_approved_beside_their_words(serve, open_page, tmp_path: Path, viewport):
    (tmp_path / "record.csv").write_text(RECORD)
    page = open_page(f"{serve(tmp_path / 'record.csv')}/?page=draft", viewport=viewport)
    page.get_by_label("The report").fill("Something happened.")
    page.get_by_label("Published on").fill("when it rained")
    page.get_by_role("button", name="Find the rows").click()
    expect(page.get_by_role("alert")).to_contain_text("when it rained")
    begin(page)

    strike = page.locator(".draft .row", has_text="1,400 workers")
    expect(strike).to_contain_text("The record says otherwise: “A strike”.")
    expect(page.locator(".draft .report")).to_contain_text("<b>Strike</b> at Talle")
    page.locator(".draft .report .said", has_text="took part").click()
    expect(strike).to_have_class(re.compile(r"\bat\b"))
    expect(page.locator(".draft .report .on").first).to_be_visible()

    page.keyboard.press("e")
    strike.get_by_label("When").fill("the tenth")
    page.keyboard.press("Enter")
    expect(strike.locator(".why")).to_contain_text("the tenth")
    page.keyboard.press("y")
    expect(page.get_by_text("0 of 3 decided")).to_be_visible()
    page.keyboard.press("e")
    strike.get_by_label("When").fill("2020-01-10")
    page.keyboard.press("Enter")
    expect(strike.locator(".when")).to_contain_text("10 January 2020")
    page.keyboard.press("y")
    expect(page.get_by_text("1 of 3 decided")).to_be_visible()
    page.keyboard.press("n")
    expect(page.get_by_text("2 of 3 decided")).to_be_visible()
    page.keyboard.press("u")
    expect(page.get_by_text("1 of 3 decided")).to_be_visible()

    with page.expect_download() as taken:
        page.get_by_role("button", name="Save 1 as CSV").click()
    out = tmp_path / "draft.csv"
    taken.value.save_as(out)
    (row,) = csv.DictReader(io.StringIO(out.read_text("utf-8")))
    assert row["quotation"] in REPORT
    assert (row["value"], row["source"]) == ("~1400", "the union")
    assert not read(out).report.problems

    page.get_by_role("button", name="Add 1 to the record").click()
    expect(page.get_by_text("Saved: 1 row.")).to_be_visible()
    expect(page.locator(".draft .row")).to_have_count(2)
    record = (tmp_path / "record.csv").read_text("utf-8").splitlines()
    assert len(record) == 3
    assert "1,400 workers took part on 10 January" in record[-1]
    page.goto(page.url.replace("page=draft", ""))
    expect(page.get_by_text("2 events, 2 sources")).to_be_visible()


@contextmanager
def slow_model(rows: list[dict[str, str]]) -> Iterator[tuple[str, threading.Event, list[str]]]:
    """A model that answers with these rows once it is let: its address, what lets it, and what it was asked."""
    let, asked = threading.Event(), list[str]()

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
            let.wait(30)
            self.send_response(200)
            self.end_headers()
            content = json.dumps(rows)
            self.wfile.write(json.dumps({"choices": [{"message": {"content": content}}]}).encode())

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1/chat/completions", let, asked
    finally:
        let.set()
        server.shutdown()
        server.server_close()


def test_a_model_answers_beside_the_rows_and_only_who_may_edit_has_it_asked(serve, open_page, tmp_path: Path):
    (tmp_path / "record.csv").write_text(RECORD)
    true = {"quotation": "Strike</b> at Talle", "date": "", "title": "A strike at Talle"}
    lie = {"quotation": "Three were killed.", "value": "3", "metric": "killed"}
    with slow_model([true, lie]) as (address, let, asked):
        page = open_page(f"{serve(tmp_path / 'record.csv', DRAFT_MODEL=address)}/?page=draft")
        expect(page.get_by_text("A model at 127.0.0.1 is asked too")).to_be_visible()
        begin(page)
        expect(page.get_by_text("The model at 127.0.0.1 is asked:")).to_be_visible()
        page.locator(".draft .row").first.click()
        page.keyboard.press("n")
        expect(page.get_by_text("1 of 3 decided")).to_be_visible()
        page.get_by_role("button", name="Ask it no longer").click()
        expect(page.get_by_text("The model is asked no longer.")).to_be_visible()
        page.get_by_role("button", name="Another report").click()

        let.set()
        page.get_by_role("textbox", name="The report").fill(REPORT)
        page.get_by_label("Published on").fill("28 February 2020")
        page.get_by_role("button", name="Find the rows").click()
        expect(page.get_by_text("The model proposes 1 more row. Row 2 was left out")).to_be_visible()
        expect(page.locator(".draft .row")).to_have_count(4)
        expect(page.locator(".draft .row", has_text="A strike at Talle")).to_be_visible()
        assert len(asked) == 2

        known = {"DRAFT_MODEL": address, "STREAMLIT_SERVER_ALLOWED_HOSTS": "127.0.0.1 localhost timeline.example"}
        page = open_page(f"{serve(tmp_path / 'record.csv', **known)}/?page=draft")
        expect(page.get_by_text("Nothing leaves this server.")).to_be_visible()
        begin(page)
        assert len(asked) == 2
