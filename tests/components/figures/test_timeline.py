"""What the marks mean: each form of date looks like what is known of it."""

from typing import Any

import pandas as pd
import pytest

from components import theme
from components.figures import packing
from components.figures.event_shapes import body
from components.figures.events import read
from components.figures.layout import arrange
from components.figures.placed_events import KEY
from components.figures.plot_area import Lane, Moment, Stage
from components.figures.text_width import width as text_width
from components.figures.time_scale import true_scale
from components.figures.timeline import marked
from components.figures.traces import Bars, traces_of
from data import dates
from data.dates import seconds

WHOLE = (seconds(2018), seconds(2024))


def stage(**changes) -> Stage:
    given: dict[str, Any] = {
        "scale": true_scale(seconds(1990), seconds(2024)), "window": WHOLE, "width": 1060,
        "lanes": (Lane("Unrest", "Unrest", "Unrest"),), "styles": theme.styles(["Unrest"]),
        "record_end": seconds(2023),
    }  # fmt: skip
    return Stage(**(given | changes))


def rows(*written: str, **fields) -> pd.DataFrame:
    """A row for each date as written."""
    found = []
    for number, text in enumerate(written):
        span = dates.parse(text)
        row = {
            "id": f"e{number}", "date": span.edtf, "start": span.start, "end": span.end, "precision": span.precision,
            "start_qualifier": span.start_qualifier, "end_qualifier": span.end_qualifier, "title": f"Event {number}",
            "category": "Unrest", "lane": "Unrest", "source": "Agency", "importance": 2, "kind": "event",
        }  # fmt: skip
        found.append(row | fields)
    return pd.DataFrame(found)


def shape_of(text: str, on: Stage | None = None):
    on = on or stage()
    [event] = read(rows(text))
    return body(event, on), on.axis


def drawn(table: pd.DataFrame, on: Stage | None = None) -> dict[str, Any]:
    is_era = table["kind"] == "era"
    return marked(read(table[~is_era]), read(table[is_era]), on or stage())


def marks(picture: dict[str, Any]) -> dict[str, Any]:
    return next(trace for trace in picture["data"] if trace.get("mode") == "markers")


def test_a_year_covers_its_whole_width():
    form, axis = shape_of("2019")
    assert form.is_bar
    assert form.left == pytest.approx(axis.pixel(seconds(2019)))
    assert form.right == pytest.approx(axis.pixel(seconds(2020)))


@pytest.mark.parametrize("text", ["2019", "2019-04", "201X"])
def test_no_date_is_a_point_on_its_first_day(text):
    form, axis = shape_of(text)
    span = dates.parse(text)
    assert form.mark == pytest.approx((axis.pixel(span.start) + axis.pixel(span.end)) / 2)


def test_a_day_too_narrow_for_a_bar_is_a_mark_in_its_middle():
    form, axis = shape_of("2022-01-05")
    assert not form.is_bar
    assert form.mark == pytest.approx(axis.pixel(seconds(2022, 1, 5, 12)))


def test_what_lasts_begins_with_a_strong_edge_and_a_moment_does_not():
    assert shape_of("2019/2021")[0].has_edge
    assert not shape_of("2019")[0].has_edge
    assert not shape_of("2019~/2021")[0].has_edge


def test_an_approximate_end_is_soft_on_both_sides_of_it():
    form, axis = shape_of("2019/2021~")
    assert form.left_full == form.left
    assert form.right_full < axis.pixel(seconds(2022)) < form.right


def test_an_open_end_fades_towards_the_end_of_the_record():
    form, axis = shape_of("2019/..")
    assert form.right == pytest.approx(axis.pixel(seconds(2023)))
    assert form.right_full < form.right
    assert form.left_full == form.left


def test_an_open_start_fades_in_before_its_end():
    form, axis = shape_of("../2020")
    assert form.right == pytest.approx(axis.pixel(seconds(2021)))
    assert form.left < form.left_full < form.right
    assert not form.has_edge


def test_one_of_many_moments_is_lighter_soft_and_has_a_dotted_line():
    form, _ = shape_of("[2019..2021]")
    assert form.left_full > form.left
    assert form.right_full < form.right
    dotted = [trace for trace in drawn(rows("[2019..2021]"))["data"] if "dash" in trace.get("line", {})]
    assert len(dotted) == 1


def test_soft_ends_are_drawn_without_seams():
    [soft] = [trace for trace in drawn(rows("2019~/2021~"))["data"] if "fillgradient" in trace]
    stops = [stop for stop, _ in soft["fillgradient"]["colorscale"]]
    assert stops == sorted(stops)
    assert stops[0] == 0
    assert stops[-1] == 1


@pytest.mark.parametrize("text", ["[..2019-02]", "[2019-01-01..2019-02-01]", "2019-03~", "../2018-02", "2023-12-30/.."])
def test_fades_of_narrow_bars_do_not_cross(text):
    form, _ = shape_of(text)
    assert form.left <= form.left_full <= form.right_full + 1e-6 <= form.right + 1e-6


def test_an_uncertain_date_is_hollow_and_its_title_is_not_doubted():
    picture = drawn(rows("2022-01-05?", "2022-01-05"))
    assert marks(picture)["marker"]["color"][0] == theme.LIGHT.band
    assert marks(picture)["marker"]["color"][1] != theme.LIGHT.band
    [labels] = [trace for trace in picture["data"] if trace.get("mode") == "text"]
    assert not [text for text in labels["text"] if "?" in text]


def test_an_uncertain_bar_has_a_dashed_outline():
    outlines = [shape for shape in drawn(rows("2019?"))["layout"]["shapes"] if shape.get("line", {}).get("dash")]
    assert len(outlines) == 1


def test_a_title_is_shown_as_written():
    title = '<b>Bold</b> & <a href="javascript:alert(1)">%{customdata[0]}</a>'
    picture = drawn(rows("2022-01-05", title=title))
    [labels] = [trace for trace in picture["data"] if trace.get("mode") == "text"]
    assert labels["text"][0].startswith("&lt;b&gt;Bold&lt;/b&gt; &amp; &lt;a href=")
    assert not [trace for trace in picture["data"] if "texttemplate" in trace or "hovertemplate" in trace]
    [target] = [trace for trace in picture["data"] if trace.get("hovertext")]
    assert "<b>&lt;b&gt;Bold" in target["hovertext"][0]


def test_a_title_of_100_000_letters_takes_one_label():
    picture = drawn(rows("2022-01-05", title="A" * 100_000))
    assert len(str(picture)) < 20_000
    [labels] = [trace for trace in picture["data"] if trace.get("mode") == "text"]
    assert labels["text"][0].endswith("…")


def test_hover_says_what_when_and_who():
    [target] = [trace for trace in drawn(rows("2022-01-05~"))["data"] if trace.get("hovertext")]
    assert target["hovertext"] == ["<b>Event 0</b><br>About 5 January 2022<br>Agency"]
    assert target["customdata"] == [["e0"]]


def test_colour_goes_by_category_whatever_the_lanes_are():
    styles = theme.styles(["State", "Unrest"])
    picture = drawn(rows("2022-01-05", lane="Almaty"), stage(lanes=(Lane("Almaty", "Almaty"),), styles=styles))
    assert marks(picture)["marker"]["color"] == [styles["Unrest"].color]


def test_the_chosen_event_wears_the_accent():
    picture = drawn(rows("2022-01-05", "2023-01-05"), stage(chosen="e1"))
    rings = [shape for shape in picture["layout"]["shapes"] if shape["line"].get("color") == theme.LIGHT.accent]
    assert len(rings) == 1


def test_the_line_of_what_is_known_stands_only_where_the_window_shows_it():
    known = Moment(seconds(2022, 1, 7), "as known on 6 January 2022")
    assert "as known" in str(drawn(rows("2022"), stage(known=known))["layout"]["annotations"])
    assert "as known" not in str(
        drawn(rows("2022"), stage(known=known, window=(seconds(1995), seconds(2005))))["layout"]["annotations"]
    )


def test_what_gives_way_is_counted_and_opens_its_lane():
    crowd = rows(*["2022-01-05"] * 60)
    picture = drawn(crowd)
    more = [trace for trace in picture["data"] if trace.get("customdata") == [["more:Unrest"]]]
    assert len(more) == 1
    meta = picture["layout"]["meta"]
    assert len(meta["events"]) == 60
    hidden = sum(gone["count"] for gone in meta["more"])
    assert more[0]["text"] == [f"+{hidden}"]
    opened = drawn(crowd, stage(opened=("Unrest",)))["layout"]["meta"]
    assert sum(gone["count"] for gone in opened["more"]) < hidden


def test_lanes_and_events_keep_their_rows_while_one_zooms():
    crowd = read(rows(*(f"2022-01-{day:02}" for day in range(1, 20))))
    whole = arrange(crowd, stage(), 0)
    least = {band.lane.value: band.rows for band in whole}
    near = stage(rows=least, window=(seconds(2022, 1, 5), seconds(2022, 1, 9)))
    assert arrange(crowd, near, 0)[0].bottom == whole[0].bottom


def test_where_most_titles_would_be_cut_some_are_whole_and_the_others_are_marks():
    title = "The council votes on the harbour once more"
    crowd = read(rows(*(f"2022-{month:02}-{day:02}" for month in range(1, 13) for day in (1, 8, 15, 22)), title=title))
    crowd[30] = crowd[30]._replace(importance=KEY)
    year = stage(width=900, height=400, most_rows=8, window=(seconds(2022), seconds(2023)))
    [band] = arrange(crowd, year, 0)
    labels = [one.label for one in band.shown if one.event.importance < KEY]
    assert set(labels) == {title, ""}
    assert labels.count(title) > 6
    assert len(band.hidden) < len(crowd) / 3
    assert next(one.label for one in band.shown if one.event.importance == KEY)


@pytest.mark.parametrize("width", [340, 1060])
def test_a_title_is_cut_only_where_its_row_is_full(width):
    title = "The council of the northern district votes on the harbour once more"
    crowd = read(rows(*(f"2022-{month:02}-{day:02}" for month in range(1, 9) for day in (1, 11, 21)), title=title))
    crowd = [event._replace(importance=KEY) for event in crowd]  # of others that are many, some are whole
    year = stage(width=width, height=400, most_rows=8, window=(seconds(2022), seconds(2023)))
    [band] = arrange(crowd, year, 0)
    cut = [one for one in band.shown if one.label and one.label != title]
    assert cut
    for one in cut:
        row = [(other.left, other.right) for other in band.shown if other.y == one.y and other is not one]
        assert all(right + packing.GAP <= one.left or one.right + packing.GAP <= left for left, right in row)
        more = len(one.label.removesuffix("…").split()) + 1
        longer = text_width(" ".join(title.split()[:more]) + "…", year.label_size)
        place = (one.text, one.text + longer) if one.side == "right" else (one.text - longer, one.text)
        is_free = all(right + packing.GAP <= place[0] or place[1] + packing.GAP <= left for left, right in row)
        is_counted = any(abs(gone.pixel - sum(place) / 2) < longer for gone in band.more)
        assert not is_free or place[0] < 0 or place[1] + 1 > year.room or (one.y == band.more_y and is_counted)


def test_eras_stand_behind_with_their_names_at_the_top():
    picture = drawn(rows("2019/2021~", kind="era", title="The long year"))
    assert "The long year" in str([trace.get("text") for trace in picture["data"]])
    assert picture["layout"]["meta"]["events"] == []


def test_a_telephone_has_the_lanes_names_inside():
    layout = drawn(rows("2022-01-05"), stage(width=380))["layout"]
    assert layout["margin"]["l"] < 10
    assert layout["annotations"][0]["xanchor"] == "left"
    assert layout["yaxis"]["fixedrange"] is True


def test_bars_of_many_colours_are_one_trace_each_bar_in_its_own():
    one, other = Bars(stage().axis, "red"), Bars(stage().axis, "blue")
    one.add(0, 10, 1, 16)
    other.add(20, 40, 2, 16)
    other.add(50, 60, 3, 16)
    [trace] = traces_of([one, other])
    assert trace["marker"]["color"] == ["red", "blue", "blue"]
    assert trace["y"] == [1, 2, 3]


def test_the_figure_is_one_that_plotly_knows():
    import plotly.graph_objects as go

    picture = drawn(rows("2019", "2022-01-05?", "[2019..2021]", "2019/..", "2020~"), stage(chosen="e1"))
    layout = {name: value for name, value in picture["layout"].items() if name != "meta"}
    go.Figure(data=picture["data"], layout=layout)


@pytest.mark.parametrize("start", [seconds(1990), seconds(2022, 1, 1)], ids=["among decades", "among days"])
def test_what_only_has_an_end_is_marked_within_its_last_day(start):
    form, axis = shape_of("../2022-01-06", stage(window=(start, seconds(2022, 1, 8))))
    assert axis.pixel(seconds(2022, 1, 6)) - 1 <= form.mark <= axis.pixel(seconds(2022, 1, 7))
