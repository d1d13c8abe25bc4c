"""What every figure, page, exporter and filter promises, asked of each one that there is."""

import json
import re
from dataclasses import fields, replace
from pathlib import Path

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from components.exporters import EXPORTERS, Subject, TooMany
from components.figures import FIGURES
from components.figures.canvas import Lane, Stage
from components.figures.time_scale import true_scale
from components.pages._answers import Answers
from components.pages._controls import chip_words
from components.pages._registry import discover
from components.pages._sidebar import group
from data import queries
from data.dataset import opening
from data.dates.calendar import seconds
from data.queries import filters
from data.view import View
from data.view.filter_table import FILTERS, WITH_CHOICES, Kind
from tests.factories import make_subject, make_tables
from tests.filter_samples import HIDDEN, KEPT, LOOSE

ROOT = Path(__file__).parents[1]

HOSTILE = '<a href="https://example.org">%{customdata[0]}</a>'
START, END = seconds(2022, 1, 5), seconds(2022, 1, 8)
COLUMNS: dict[str, list[object]] = {
    "id": ["one", "two", "age"],
    "date": ["2022-01-05", "2022-01-06~", "2022-01"],
    "start": [START, seconds(2022, 1, 6), seconds(2022, 1, 1)],
    "end": [seconds(2022, 1, 6), seconds(2022, 1, 7), seconds(2022, 2, 1)],
    "precision": ["day", "day", "month"],
    "start_qualifier": ["", "~", ""],
    "end_qualifier": ["", "~", ""],
    "title": [HOSTILE, "It goes on", HOSTILE],
    "category": [HOSTILE, "state", ""],
    "lane": [HOSTILE, "state", ""],
    "source": [HOSTILE, "", ""],
    "importance": [3, 2, 2],
    "kind": ["event", "event", "era"],
    "count": [12, 30, 1],
    "is_day": [False, True, False],
    "number": [12.0, 30.0, 31.0],
}
"""What figures may ask for; a new column that one needs is given an example here."""


def rows_for(name: str) -> pd.DataFrame:
    return pd.DataFrame({column: COLUMNS[column] for column in FIGURES[name].needs})


def stage(width: int = 1000) -> Stage:
    lanes = (Lane(HOSTILE, HOSTILE, HOSTILE), Lane("state", "state", "state"))
    return Stage(true_scale(seconds(2022, 1, 1), seconds(2022, 2, 1)), (START, END), width, lanes)


def texts(drawn: object, name: str = "") -> list[str]:
    """Every text that Plotly would read as markup: what is written, and what hovers."""
    if isinstance(drawn, dict):
        return [text for key, value in drawn.items() if key not in ("customdata", "meta") for text in texts(value, key)]
    if isinstance(drawn, list):
        return [text for value in drawn for text in texts(value, name)]
    return [drawn] if isinstance(drawn, str) else []


@pytest.mark.parametrize("name", FIGURES)
class TestEveryFigure:
    def test_draws_the_same_rows_the_same_and_leaves_them_as_they_were(self, name):
        rows = rows_for(name)
        first, second = (FIGURES[name].draw(rows, stage()).to_json() for _ in range(2))
        assert first == second
        assert_frame_equal(rows, rows_for(name))

    @pytest.mark.parametrize("width", [320, 1900])
    def test_draws_on_a_telephone_and_on_a_wall(self, name, width):
        assert FIGURES[name].draw(rows_for(name), stage(width)).data

    def test_draws_nothing_as_gladly_as_something(self, name):
        FIGURES[name].draw(rows_for(name).iloc[:0], stage()).to_json()

    def test_shows_text_as_text(self, name):
        drawn = json.loads(FIGURES[name].draw(rows_for(name), stage()).to_json())
        assert not [text for text in texts(drawn) if "<a" in text]

    def test_puts_no_data_into_a_template(self, name):
        drawn = FIGURES[name].draw(rows_for(name), stage()).to_json()
        templates = re.findall(r'"(?:hover|text)template":\s*("(?:[^"\\]|\\.)*"|\[)', drawn)
        assert not [template for template in templates if template == "[" or "example.org" in template]


@pytest.fixture(scope="module")
def every_form():
    return opening.open_file(ROOT / "data" / "every-form.csv")


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
        assert exporter.file_name(Subject(every_form, View())).startswith("every-form")

    def test_says_how_many_it_holds_where_there_are_more(self, name, every_form):
        few = replace(EXPORTERS[name], most=3)
        with pytest.raises(TooMany, match=r"at most 3 events, and this view has \d\d"):
            few.write(Subject(every_form, View()))


def test_every_page_has_a_name_of_its_own_and_a_place_in_the_order():
    pages = discover()
    assert pages[0].name == "", "the first page is the bare address"
    assert len({page.name for page in pages}) == len({page.title for page in pages}) == len(pages)
    assert all(View(page=page.name).page == page.name for page in pages)


SHOWS = {"start", "end", "lanes", "scale", "event", "opened", "columns", "page", "baseline"}
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
