"""What every chart, page, exporter and filter promises, asked of each one that there is."""

import json
import re
import shutil
import subprocess
import sys
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from components import pictures
from components.exporters import EXPORTERS, Subject, TooMany
from components.pages._cached_answers import Answers
from components.pages._controls import chip_words
from components.pages._registry import discover
from components.pages._sidebar import group
from components.pictures import CHARTS, Frame, charts
from components.pictures.briefing_charts import briefed
from data import queries
from data.dataset import opening
from data.dataset.dataset import Dataset
from data.queries import filters
from data.view import View
from data.view.filter_table import FILTERS, WITH_CHOICES, Kind
from tests.factories import make_subject, make_tables
from tests.filter_samples import HIDDEN, KEPT, LOOSE

ROOT = Path(__file__).parents[1]

HOSTILE = '<a href="https://example.org">%{customdata[0]}</a>'
CLAIM: dict[str, object] = {
    "title": HOSTILE,
    "category": HOSTILE,
    "source": HOSTILE,
    "metric": HOSTILE,
    "unit": HOSTILE,
}
RECORDS: dict[str, list[dict[str, object]]] = {
    "hostile text": [
        CLAIM | {"date": "2022-01-05", "value": "~5"},
        CLAIM | {"date": "2022-01-06~", "value": "+12"},
        CLAIM | {"date": "2022-01", "value": ">20", "source": "Police"},
        {"date": "2022-01", "title": HOSTILE, "kind": "era"},
    ],
    "nothing": [{"date": "2022-01-05", "title": "The one title", "kind": "title"}],
    "all of history": [
        {"date": "-0043-03-15", "title": "A murder", "metric": "stabs", "value": "23"},
        {"date": "199X", "title": "The nineties"},
        {"date": "9999-12-31", "title": "The last day", "metric": "stabs", "value": "1..2"},
    ],
}


def texts(drawn: object, name: str = "") -> list[str]:
    """Every text that Plotly would read as markup: what is written, and what hovers."""
    if isinstance(drawn, dict):
        return [text for key, value in drawn.items() if key not in ("customdata", "meta") for text in texts(value, key)]
    if isinstance(drawn, list):
        return [text for value in drawn for text in texts(value, name)]
    return [drawn] if isinstance(drawn, str) else []


@pytest.fixture(scope="module", params=RECORDS)
def record(request):
    return make_subject(*RECORDS[request.param]).dataset


def picture(dataset: Dataset, name: str, width: int = 1000, view: View = View()) -> dict[str, Any]:  # noqa: B008 - it is frozen
    drawn: dict[str, Any] = json.loads(pictures.picture(dataset, view, Frame(name, width)))
    return drawn


@pytest.mark.parametrize("name", CHARTS)
class TestEveryChart:
    def test_draws_the_same_record_the_same(self, name, record):
        frame = Frame(name, 1000)
        assert pictures.picture(record, View(), frame) == pictures.picture(record, View(), frame)

    @pytest.mark.parametrize("width", [320, 1900])
    def test_tells_the_page_what_it_must_know_on_a_telephone_and_on_a_wall(self, name, record, width):
        meta = picture(record, name, width)["meta"]
        assert len(meta["scale"]["t"]) == len(meta["scale"]["x"]) >= 2
        assert meta["window"][0] < meta["window"][1]
        assert meta["height"] >= 60
        assert meta["alt"].endswith(".")
        assert all(note.endswith(".") for note in meta["notes"])

    def test_shows_text_as_text(self, name, record):
        assert not [text for text in texts(picture(record, name)) if "<a" in text]

    def test_puts_no_data_into_a_template(self, name, record):
        drawn = json.dumps(picture(record, name))
        templates = re.findall(r'"(?:hover|text)template":\s*("(?:[^"\\]|\\.)*"|\[)', drawn)
        assert not [template for template in templates if template == "[" or "example.org" in template]

    def test_knows_nothing_that_was_not_known_yet(self, name):
        later = {"date": "2022-01-05", "reported": "2022-01-09", "title": "Later", "metric": "killed", "value": "9"}
        dataset = make_subject(
            {"date": "2022-01-05", "title": "At once", "metric": "killed", "value": "5"}, later
        ).dataset
        then, now = (picture(dataset, name, view=View(asof=asof))["meta"]["count"] for asof in ("2022-01-06", ""))
        assert (then, now) == (1, 2)

    def test_says_what_it_is_for(self, name, record):
        chart = CHARTS[name]
        assert chart.name == name
        assert chart.explains.endswith(".")
        assert View(chart=chart.value).chart == chart.value
        assert charts.named(View(chart=chart.value)) is chart
        for headline, drawing in briefed(record, View()):
            assert headline
            assert all(tag in ("path", "text") for tag, _ in (*drawing.light, *drawing.dark))


def test_the_link_of_no_chart_is_the_timelines_and_one_of_another_says_what_to_write():
    assert charts.named(View()).title == "Timeline"
    view, said = charts.follow(View(chart="pie", words="tax"))
    assert view == View(words="tax")
    assert said == [
        "In the link, “chart” cannot be “pie”. Write figures or calendar, or leave it out for the timeline."
    ]


THROWN_AWAY = '''
"""A chart for a test."""
from components.pictures.charts._registry import chart
from components.pictures.picture_metadata import told


@chart("dots", title="Dots", order=9, explains="One dot.", briefed="A dot")
def dots(given):
    """A dot."""
    layout = {"height": 80, "margin": {"l": 0, "r": 0, "t": 0, "b": 0}, "font": {"size": 14, "color": "#000000"},
              "xaxis": {"range": [0, 1], "visible": False}, "yaxis": {"range": [0, 1]}, "meta": {"height": 80}}
    dot = {"type": "scatter", "mode": "lines", "x": [0, 1], "y": [0, 1]}
    figure = {"data": [dot], "layout": layout}
    return figure, told(figure, given.stage, given.on, "dots", 1)
'''


def test_a_chart_of_one_new_file_is_in_the_switch_the_route_what_is_taken_away_and_the_briefing(tmp_path):
    """In a copy of the project: the file is all that is added."""
    for part in ("app.py", "components", "data"):
        source = ROOT / part
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / part)
    (tmp_path / "components/pictures/charts/dots.py").write_text(THROWN_AWAY, "utf-8")
    (tmp_path / "look.py").write_text(LOOK, "utf-8")
    done = subprocess.run([sys.executable, "look.py"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    said = json.loads(done.stdout.splitlines()[-1])
    assert said["switch"] == [["Timeline", False], ["Figures", False], ["Calendar", False], ["Dots", True]]
    assert said["route"] == 200
    assert said["notice"] == "Write figures, calendar or dots, or leave it out for the timeline."
    assert said["taken"].startswith("The dots on a light sheet")
    assert said["file"].endswith("-dots")
    assert said["slides"] == ["A dot"]


LOOK = """
import asyncio
import json
from starlette.requests import Request
from components import cache
from components.pages import _controls, _export
from components.pages._cached_answers import Answers
from components.pictures import charts
from components.pictures.briefing_charts import briefed
from components.server import routes
from data.view import View

dataset, view = cache.dataset("data/kazakhstan-2022.csv"), View(chart="dots")
answers = Answers(dataset, view)
pills = [node for node in _controls._charts(charts.named(view))[2:] if node[0] == "button"]
picture = _export._picture(charts.named(view), *_export.PICTURES[0])
asked = {"type": "http", "headers": [], "path_params": {"key": dataset.key},
         "query_string": b"figure=dots&w=800&dark=0&chart=dots"}
said = {
    "switch": [[pill[2], pill[1]["aria-pressed"] == "true"] for pill in pills],
    "route": asyncio.run(routes.picture(Request(asked))).status_code,
    "notice": charts.follow(View(chart="pie"))[1][0].split("”. ")[1],
    "taken": picture[3][2],
    "file": _export.on_a_picture(answers)["stem"],
    "slides": [headline for headline, _ in briefed(dataset, view)],
}
print(json.dumps(said))
"""


@pytest.fixture(scope="module")
def every_form():
    return opening.open_file(ROOT / "data" / "example-of-every-form.csv")


@pytest.fixture(scope="module")
def hostile():
    markup = """<script>alert(1)</script><img src=x onerror=alert(2)>]]>&amp;"'\r\nEND:VEVENT\u202e\x0b"""
    text = dict.fromkeys(("text", "category", "source", "credit", "caption", "alt", "actors", "place"), markup)
    rows = (
        {"date": "2022-01-05", "title": f"=1+1 {markup}", "url": "javascript:alert(3)", "media": "file:///etc", **text},
        {"date": "-0043", "title": "x" * 14_000, "text": "long " * 2_800, "metric": "killed", "value": "~5"},
        {"date": "9999-12-31", "title": "The last day", "kind": "event"},
        {"date": "2022-01-05", "title": f"title {markup}", "kind": "title"},
    )
    return make_subject(*rows, settings="title = '<b>\u2028=1+1'\nhandling = '<script>'").dataset


@pytest.mark.parametrize("name", EXPORTERS)
class TestEveryExporter:
    def test_writes_every_form_the_same_twice(self, name, every_form):
        first, second = (EXPORTERS[name].write(Subject(every_form, View())) for _ in range(2))
        assert first
        assert first == second

    def test_writes_hostile_and_endless_text_of_all_times_the_same_twice(self, name, hostile):
        first, second = (EXPORTERS[name].write(Subject(hostile, View())) for _ in range(2))
        assert first == second

    def test_writes_a_view_of_nothing(self, name, every_form):
        nothing = Subject(every_form, View(words="there is no such word"))
        assert nothing.count == 0
        assert isinstance(EXPORTERS[name].write(nothing), bytes)

    def test_holds_what_is_known_as_of_the_moment_and_no_more(self, name, every_form):
        then = EXPORTERS[name].write(Subject(every_form, View(asof="1887-06")))
        assert then != EXPORTERS[name].write(Subject(every_form, View()))

    def test_says_what_it_is_for(self, name, every_form):
        exporter = EXPORTERS[name]
        assert exporter.name == name
        assert exporter.explains.endswith(".")
        assert exporter.suffix.isalnum()
        assert exporter.file_name(Subject(every_form, View())).startswith("example-of-every-form")

    def test_says_how_many_it_holds_where_there_are_more(self, name, every_form):
        few = replace(EXPORTERS[name], most=3)
        with pytest.raises(TooMany, match=r"at most 3 events, and this view has \d\d"):
            few.write(Subject(every_form, View()))


def test_every_page_has_a_name_of_its_own_and_a_place_in_the_order():
    pages = discover()
    assert pages[0].name == "", "the first page is the bare address"
    assert len({page.name for page in pages}) == len({page.title for page in pages}) == len(pages)
    assert all(View(page=page.name).page == page.name for page in pages)


SHOWS = {
    "start",
    "end",
    "lanes",
    "scale",
    "chart",
    "event",
    "opened",
    "columns",
    "page",
    "baseline",
    "file",
    "brief",
    "recorded",
}
"""The fields of View that hide no event."""


def test_every_field_of_the_view_shows_or_hides():
    assert {field.name for field in fields(View)} - SHOWS == set(FILTERS)
    assert set(filters.CONDITIONS) == set(Kind), "the engine answers every kind of filter"


@pytest.mark.parametrize("name", LOOSE)
def test_every_filter_hides_what_it_should_and_nothing_else(name):
    event, member = make_tables(KEPT, *HIDDEN)
    left = queries.visible(event, member, LOOSE[name]).execute()
    assert KEPT["title"] in set(left["title"])
    assert len(left) < 3


@pytest.mark.parametrize("name", LOOSE)
def test_every_filter_has_a_chip_and_comes_back_from_the_link(name):
    chosen = LOOSE[name]
    assert chosen.is_filtered
    assert View.from_query(chosen.to_query()) == chosen
    assert chosen.cleared() == View()


@pytest.mark.parametrize("name", LOOSE)
def test_every_filter_can_be_set_on_the_page(name, every_form):
    """Those with values by their choices, the others by a field of their own."""
    own = (ROOT / "components/widgets/facets.js").read_text("utf-8")
    assert name in WITH_CHOICES or re.search(rf"\b{name}\b", own)
    if name in WITH_CHOICES:
        offered = {choice.value for choice in group(Answers(every_form, View()), {}, FILTERS[name]).choices}
        assert len(offered) > 1
        assert all(View.from_query([(name, str(value))]).is_filtered for value in offered)


@pytest.mark.parametrize("name", LOOSE)
def test_every_filter_that_is_on_is_said_in_words(name):
    for field, value in LOOSE[name].chips():
        said = chip_words(field, value)
        assert said != value or name == "category"
        assert chip_words(field, "").endswith("none given") or name not in WITH_CHOICES


def test_the_table_says_what_the_page_shows():
    assert chip_words("precision", "day") == "dated to the day"
    assert chip_words("metric", "detained") == "figure: detained"
    assert chip_words("importance", "3") == "key events"
    assert chip_words("asof", "2022-01-05") == "as of 5 January 2022"
    assert chip_words("x:Region", "") == "Region: none given"
