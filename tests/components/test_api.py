"""The record for programs: what is answered, what is refused, and what never leaves."""

import json
from contextlib import closing
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import pytest

from components.api import answers
from components.api.assistants import Tools
from components.api.atom_feed import NAMESPACE
from components.api.description import OPERATIONS
from components.exporters import Subject
from components.server.api import ASKED
from data.corrections.row_validation import Rules
from data.corrections.save import Cell, Correction, save
from data.dataset import opening
from data.view import View
from tests.browser.running_app import SHIPPED, running_app

RECORD = """id,date,title,metric,value,unit,source,reported,notes,quotation
first,2022-01-05,"<script>alert(1)</script>",detained,1500,people,Ministry,2022-01-05,SECRET-NOTE,about 1500
more,2022-01-06,More are held,detained,2000,people,Ministry,2022-01-06,SECRET-NOTE,about 2000
other,2022-01-06,A count by others,detained,900,people,Gazette,2022-01-06,,
"""
SETTINGS = 'title = "Held"\napi = ["https://partner.example"]\n'


@pytest.fixture(scope="module")
def host(tmp_path_factory):
    folder = tmp_path_factory.mktemp("api")
    record = folder / "record.csv"
    record.write_text(RECORD)
    (folder / "record.toml").write_text(SETTINGS)
    change = Correction("Ada", "a typing error", [Cell(2, "title", "More are held", "More held")])
    save(record, change, Rules({}, {}, "", frozenset()))
    change = Correction("Ada", "", [Cell(2, "notes", "SECRET-NOTE", "SECRET-NOTE too")])
    save(record, change, Rules({}, {}, "", frozenset()))
    with running_app(folder / "log.txt", EVENTS=str(record)) as serving:
        yield serving.url.removeprefix("http://")


def get(host: str, path: str, **headers: str) -> tuple[HTTPResponse, bytes]:
    with closing(HTTPConnection(host, timeout=60)) as line:
        line.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = line.getresponse()
        return answer, answer.read()


def ask(host: str, path: str) -> Any:
    answer, body = get(host, path)
    assert answer.status == 200, body
    return json.loads(body)


def test_every_answer_names_row_source_day_and_as_of(host):
    found = ask(host, "/api/events?limit=2")
    assert (found["record"], found["count"], found["next"]) == ("Held", 3, 2)
    assert found["events"][0] | {"row": 1, "source": "Ministry", "date": "2022-01-05"} == found["events"][0]
    assert len(ask(host, "/api/events?limit=2&after=2")["events"]) == 1
    (figure,) = ask(host, "/api/figures?asof=2022-01-05")["figures"]
    assert (figure["value"], figure["source"], figure["said"], figure["row"]) == ("1500", "Ministry", "2022-01-05", 1)
    now = ask(host, "/api/figures")["figures"][0]
    assert {state["value"] for state in now["disagreement"]["claims"]} == {"2000", "900"}, "never added"
    moved = ask(host, "/api/changes?since=2022-01-05")
    assert sorted(move["now"]["value"] for move in moved["figures_moved"]) == ["2000", "900"]
    assert {event["id"] for event in moved["events"]} == {"more", "other"}
    assert ask(host, "/api/sources")["sources"][0] == {"source": "Ministry", "events": 2, "figures": 2}
    assert ask(host, "/api/link?asof=2022-01-05")["link"] == f"http://{host}/?asof=2022-01-05"
    assert ask(host, "/api/record")["events"] == 3


def test_an_event_comes_with_its_quotation_and_its_history(host):
    found = ask(host, "/api/events/more")
    assert found["quotation"] == "about 2000"
    noted, titled = found["history"]
    assert (noted["who"], noted["cells"]) == ("Ada", [])
    assert titled["why"] == "a typing error"
    assert titled["cells"] == [{"column": "title", "before": "More are held", "after": "More held"}]


@pytest.mark.parametrize("header", ["internal", "Remark"])
def test_a_change_of_the_notes_is_told_to_nobody_whatever_their_column_is_called(tmp_path, header):
    record = tmp_path / "record.csv"
    record.write_text(f"id,date,title,{header}\nfirst,2022-01-05,Held,SECRET-NOTE\n")
    record.with_suffix(".toml").write_text(f'[columns]\nnotes = "{header}"\n')
    change = Correction("Ada", "", [Cell(1, header, "SECRET-NOTE", "SECRET-NOTE too")])
    save(record, change, Rules({}, {}, "", frozenset()))
    dataset = opening.open_file(record)
    found = Tools(lambda: dataset, str(record)).get_event("first")
    assert found["history"][0]["cells"] == []
    assert "SECRET-NOTE" not in json.dumps(found)


def test_the_notes_of_the_briefer_are_in_nothing(host):
    paths = [f"/api{one.path.replace('{id}', 'more')}" for one in OPERATIONS if one.path != "/changes"]
    for path in [*paths, "/api/changes?since=2022-01-05", "/feed.atom"]:
        assert b"SECRET-NOTE" not in get(host, path)[1], path


def test_what_was_answered_before_is_not_sent_again(host):
    answer, _ = get(host, "/api/events")
    again, body = get(host, "/api/events", If_None_Match=answer.headers["ETag"])
    assert (again.status, body) == (304, b"")


def test_a_page_of_another_site_may_ask_only_where_the_settings_name_it(host):
    answer, _ = get(host, "/api/events", Origin="https://partner.example", Sec_Fetch_Site="cross-site")
    assert (answer.status, answer.headers["Access-Control-Allow-Origin"]) == (200, "https://partner.example")
    answer, _ = get(host, "/api/events", Origin="https://other.example", Sec_Fetch_Site="cross-site")
    assert answer.status == 403
    answer, _ = get(host, "/events.json", Origin="https://partner.example", Sec_Fetch_Site="cross-site")
    assert answer.status == 403


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/api/events?limit=0", 400, "Ask for 1 to 1,000"),
        ("/api/events?limit=many", 400, "whole number"),
        ("/api/events?after=99999", 400, "events.json has all"),
        ("/api/changes", 400, "since=2022-01-05"),
        ("/api/changes?since=when", 400, "when"),
        ("/api/events?category", 400, ""),
        (f"/api/events/{quote('no such/one')}", 404, "no event of that id"),
        ("/api/nothing", 404, "/api lists them"),
    ],
)
def test_what_cannot_be_answered_says_what_to_ask(host, path, status, said):
    answer, body = get(host, path)
    assert answer.status == status
    assert said in body.decode()


def test_the_description_is_of_what_there_is(host):
    described = ask(host, "/api/openapi.json")
    assert described["paths"].keys() == {f"/api{one.path}" for one in OPERATIONS}
    assert {one.path for one in OPERATIONS} == ASKED.keys()
    names = {parameter["name"] for parameter in described["paths"]["/api/events"]["get"]["parameters"]}
    assert {"category", "source", "asof", "limit", "after"} <= names
    _, page = get(host, "/api")
    assert b"/api/figures" in page


def test_the_feed_tells_what_became_known_last(host):
    answer, body = get(host, "/feed.atom")
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    titles = [
        entry.findtext(f"{{{NAMESPACE}}}title") for entry in ElementTree.fromstring(body).iter(f"{{{NAMESPACE}}}entry")
    ]
    assert set(titles) == {"More held", "A count by others"}
    assert b"<script>" not in body


def test_a_picture_is_of_the_view(host):
    answer, body = get(host, "/api/picture.svg?category=none")
    assert answer.status == 200
    assert body.lstrip().startswith(b"<")
    assert get(host, "/api/picture.png")[1].startswith(b"\x89PNG")


def test_figures_are_those_of_the_cards_of_the_page():
    dataset = opening.open_file(Path(SHIPPED), {})
    for asof in ("", "2022-01-05", "2022-01-06"):
        view = View(asof=asof)
        cards = Subject(dataset, view).cards
        told = answers.figures(dataset, view)["figures"]
        assert [(one["label"], one["value"], one["source"] or "") for one in told] == [
            (card.label, card.value, card.source) for card in cards
        ]
