"""The briefer's notes are in nothing that anybody can fetch: looked for in every route and every kind of file."""

import io
import zipfile
from typing import Any
from urllib.parse import quote

import pytest

from components import cache
from components.cache import persistent_uploads
from components.exporters import EXPORTERS
from tests.components.asgi_client import Answer
from tests.components.asgi_client import ask as ask_here
from tests.components.whole_app import bound_to, every_route, whole_app

NOTE = "Only-The-Briefer-Knows"
SECRET = "a" * 42 + "b"
ROWS = (
    "date,title,text,category,metric,value,source,kind,notes\n"
    f"2022,Unrest,,,,,,title,{NOTE}\n"
    f"2022-01-05,Dismissed,He goes,Government,,,Ministry,,{NOTE}\n"
    f"2022-01-06,Detained,They are held,Casualties,detained,2000,Police,,{NOTE}\n"
)
QUERIES = {
    "/picture/": ["figure=timeline&w=800&dark=0", "figure=figures&w=800&dark=0", "figure=calendar&w=800&dark=0"],
    "/apart/": ["from=event:dismissed&to=date:2022-01-09", "from=date:2022&to=date:2022-01-09"],
    "/titles/": ["lane=&from=2022-01-05T00:00:00&to=2022-01-08T00:00:00&time="],
}


def ask(app: Any, path: str, query: str = "", **headers: Any) -> Answer:
    """As somebody who does not sit at the machine."""
    return ask_here(app, path, query, x_forwarded_for="198.51.100.7", **headers)


MAPPINGS = ["", "column:notes=text", "column:text=notes", "column:title=notes&column:notes=title", "event=dismissed"]


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    path = tmp_path_factory.mktemp("notes") / "events.csv"
    path.write_text(ROWS)
    return path


@pytest.fixture(scope="module")
def app(shared):
    with bound_to(None), whole_app(shared) as app:
        yield app


def holds_note(body: bytes) -> bool:
    """Whether it is in there, packed or not."""
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as file:
            return any(holds_note(file.read(name)) for name in file.namelist())
    return NOTE.encode() in body


def test_no_route_tells_the_notes_whatever_it_is_asked(app, shared):
    key, answered = cache.dataset(shared).key, set[str]()
    paths = {path for method, path in every_route(app, key) if method == "GET"}
    for path in sorted(paths):
        usual = next((queries for start, queries in QUERIES.items() if path.startswith(start)), [""])
        for query in (f"{one}&{mapping}".strip("&") for one in usual for mapping in MAPPINGS):
            found = ask(app, path, query)
            assert not holds_note(found.body), (path, query)
            if found.status == 200:
                answered.add(path.split("/")[1])
    for kind in EXPORTERS:
        assert not holds_note(ask(app, f"/export/{key}/{kind}").body), kind
    feeds = {"events.csv", "events.json", "events.ics"}
    assert {"picture", "titles", "apart", "export", "assets", "briefing", *feeds} <= answered


@pytest.mark.parametrize("word", [NOTE, f'"{NOTE}"', "briefer"])
def test_nobody_can_find_out_what_they_say_by_searching(app, word):
    assert b"Dismissed" not in ask(app, "/events.csv", f"words={quote(word)}").body


def test_they_are_in_the_files_of_who_wrote_them(shared):
    uploaded = cache.upload("mine.csv", ROWS.encode())
    persistent_uploads.note_reading(uploaded.key, SECRET)
    with bound_to(None), whole_app(shared) as app:
        own = f"/export/{uploaded.key}/pptx"
        assert holds_note(ask(app, own, cookie=f"dateline_viewer={SECRET}").body), "one's own file"
        assert not holds_note(ask(app, own).body), "who follows its briefing knows its key, too"
        assert not holds_note(ask(app, own, cookie=f"dateline_viewer={SECRET[::-1]}").body)
        key = cache.dataset(shared).key
        assert not holds_note(ask(app, f"/export/{key}/pptx").body)
    with bound_to("127.0.0.1"), whole_app(shared) as app:
        own = f"/export/{cache.dataset(shared).key}/pptx"
        assert holds_note(ask_here(app, own).body), "at one's own machine"
        assert not holds_note(ask(app, own).body), "over a proxy, whatever name it gives"
    cache.forget(uploaded.key)
