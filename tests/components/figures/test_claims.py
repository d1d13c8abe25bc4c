"""The chart of figures: steps, bands, open ends, one look a source, and the words of each."""

import itertools
from typing import Any

import pytest

from components import theme
from components.figures.claims import claims, looks, nothing, sources_of
from components.figures.claims_layout import margins, panels
from components.figures.plot_area import Stage
from components.figures.svg import elements
from components.figures.time_scale import true_scale
from data import queries
from data.claims import totals_by_source
from data.claims.claims_over_time import stories
from data.dates.calendar import seconds
from data.view import View
from tests.factories import make_tables

JANUARY = seconds(2022, 1), seconds(2022, 2)


def told(*rows: tuple[str, str, str]):
    given = ({"date": date, "value": value, "source": source, "metric": "killed"} for date, value, source in rows)
    return stories(totals_by_source.claims_of(queries.claims(*make_tables(*given), View()).to_pyarrow().to_pylist()))


def stage(found, width: int = 900) -> Stage:
    plain = Stage(true_scale(*JANUARY), JANUARY, width, ())
    return Stage(true_scale(*JANUARY), JANUARY, width, (), sides=margins(found, plain))


def drawn(*rows: tuple[str, str, str], until: int = JANUARY[1], width: int = 900):
    found = told(*rows)
    return claims(found, sources_of(found), until, stage(found, width))


def lines(figure) -> list[dict[str, Any]]:
    return [trace for trace in figure["data"] if trace.get("mode") == "lines"]


def test_a_total_is_a_step_until_its_source_says_otherwise():
    found = told(("2022-01-05", "10", "Police"), ("2022-01-11", "20", "Police"))
    on = stage(found)
    [panel] = panels(found, looks(["Police"], on), JANUARY[1], on)
    first, second = panel.lines[0].levels
    assert first.right == pytest.approx(second.left) == pytest.approx(on.axis.pixel(seconds(2022, 1, 11)))
    assert second.top < first.top, "more stands higher"
    assert second.right == pytest.approx(on.axis.pixel(JANUARY[1]))


def test_the_last_claims_end_where_nothing_more_was_known():
    [line] = lines(drawn(("2022-01-05", "10", "Police"), until=seconds(2022, 1, 8)))
    assert max(line["x"]) == pytest.approx(seconds(2022, 1, 8), abs=3600)


@pytest.mark.parametrize(
    ("value", "is_one", "is_up", "is_down"),
    [("10", True, False, False), ("24..99", False, False, False), (">1000", True, True, False),
     ("<5", True, False, True), ("dozens", True, True, False)],
)  # fmt: skip
def test_what_is_not_one_number_is_no_line_of_one(value, is_one, is_up, is_down):
    found = told(("2022-01-05", value, "Police"))
    [panel] = panels(found, {}, JANUARY[1], stage(found))
    [level] = panel.lines[0].levels
    assert (level.is_one, level.is_up, level.is_down) == (is_one, is_up, is_down)


def test_an_exact_mark_is_filled_and_any_other_is_hollow():
    figure = drawn(("2022-01-05", "10", "Police"), ("2022-01-06", "~10", "Police"), ("2022-01-07", ">10", "Police"))
    marks = next(trace for trace in figure["data"] if trace.get("mode") == "markers")
    color = looks(["Police"], stage(told(("2022-01-05", "1", "Police"))))["Police"].color
    assert [fill == color for fill in marks["marker"]["color"]] == [True, False, False]


def test_each_source_has_one_colour_and_one_shape_and_those_beyond_share_that_of_none():
    names = [f"Source {at}" for at in range(15)]
    styles = looks(names, stage(told(("2022-01-05", "1", "Police"))))
    own = [styles[name] for name in names if name in styles]
    assert len(own) == len(set(own)) == 12
    assert styles[""] == theme.styles([])[""]


def test_the_words_are_those_of_the_source():
    figure = drawn(("2022-01-05", "10", "Police"), ("2022-01-06", "+2", "Police"))
    marks = next(trace for trace in figure["data"] if trace.get("mode") == "markers")
    assert marks["hovertext"][1].startswith("<b>+ 2, 12 in all</b><br>written “+2”<br>Police, 6 January 2022")
    events = figure["layout"]["meta"]["events"]
    assert next(event["label"] for event in events) == "killed: 10, Police, 5 January 2022, Event 1"


def test_hundreds_of_claims_have_small_marks_and_few_traces():
    many = [(f"2022-01-{1 + at % 28:02}", str(at), f"Source {at % 9}") for at in range(400)]
    figure = drawn(*many)
    marks = next(trace for trace in figure["data"] if trace.get("mode") == "markers")
    assert max(marks["marker"]["size"]) < 6
    assert len(figure["data"]) < 60


def test_words_at_the_right_edge_do_not_touch():
    figure = drawn(*((f"2022-01-0{1 + at}", "10", f"Source {at}") for at in range(6)))
    ends = sorted(note["y"] for note in figure["layout"]["annotations"] if note.get("xshift") == 22 and note["x"] == 1)
    assert ends
    assert all(after - before >= 16 for before, after in itertools.pairwise(ends))


def test_an_axis_begins_at_nothing_unless_all_is_far_from_it():
    near, far = (
        told(("2022-01-05", low, "A"), ("2022-01-06", high, "A")) for low, high in (("1", "9"), ("990", "999"))
    )
    first = [panels(found, {}, JANUARY[1], stage(found))[0].ticks[0][1] for found in (near, far)]
    assert first[0] == "0"
    assert first[1] != "0"


def test_nothing_is_a_sentence():
    figure = nothing("No figure <b>here</b>.", stage(told(("2022-01-05", "1", "Police"))))
    assert figure["layout"]["annotations"][0]["text"] == "No figure &lt;b&gt;here&lt;/b&gt;."


def test_a_figure_is_the_same_as_svg_elements_within_its_plot():
    figure = drawn(("2022-01-05", "~10", "A < B"), ("2022-01-06", "2..9", "Police"))
    found = elements(figure, 900)
    assert {tag for tag, _ in found} == {"path", "text"}
    assert "A < B" in [given["text"] for tag, given in found if tag == "text"]
    assert not [given for _, given in found if "nan" in str(given).lower()]
