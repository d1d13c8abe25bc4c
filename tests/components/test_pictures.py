"""From a data set and a View to the JSON of a picture."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import orjson
import pytest

from components.dataset_scales import MOST_EXACT_EVENTS, MOST_LANES, lane_order, scales_of
from components.figures.text_width import width as text_width
from components.pictures import MOST_MARKS, Frame, picture
from components.pictures.bin_sizes import bin_size
from data.dataset import opening
from data.dates import seconds, to_iso
from data.view import View
from tests.factories import make_tables

DATA = Path(__file__).parents[2] / "data"
WIDE = Frame("timeline", 1060)
META = {
    *("scale", "window", "whole", "crowd", "dense", "events", "more", "bins", "height", "alt", "count", "mode"),
    "notes",
}  # fmt: skip


@pytest.fixture(scope="module")
def kazakhstan():
    return opening.open_file(DATA / "kazakhstan-2022.csv")


def made(*rows):
    event, member = make_tables(*rows)
    settings = SimpleNamespace(lanes="", categories=(), hide=())
    return SimpleNamespace(
        settings=settings,
        zone="UTC",
        tallies=(),
        is_glimpse=False,
        glimpse=None,
        claims="event",
        result_table=lambda _: "",
        search=lambda _: None,
        statements={},
        in_memory={},
        table=lambda name="event": {"event": event, "member": member}[name],
    )


def drawn(dataset, view: View = View(), frame: Frame = WIDE) -> dict[str, Any]:  # noqa: B008 - a View never changes
    answer: dict[str, Any] = orjson.loads(picture(dataset, view, frame))
    return answer


def labels(answer: dict[str, Any]) -> list[str]:
    return [text for trace in answer["data"] if trace.get("mode") == "text" for text in trace["text"]]


@pytest.mark.parametrize("frame", [WIDE, Frame("timeline", 380, True), Frame("overview", 1060)], ids=str)
def test_a_picture_says_all_that_the_page_must_know(kazakhstan, frame):
    answer = drawn(kazakhstan, frame=frame)
    assert set(answer) == {"data", "layout", "meta"}
    assert set(answer["meta"]) == META
    assert answer["layout"]["template"] is None
    assert answer["layout"]["xaxis"]["type"] == "linear"
    assert answer["meta"]["height"] == answer["layout"]["height"]


def test_the_shipped_set_is_folded_twice_and_fits_in_sixty_kilobytes(kazakhstan):
    answer = drawn(kazakhstan)
    names = answer["layout"]["xaxis"]["ticktext"]
    assert [name for name in names if "<i>" in name and "years" in name] != []
    assert len(answer["meta"]["scale"]["t"]) == 6
    assert len(picture(kazakhstan, View(), WIDE)) < 60_000


@pytest.mark.parametrize("width", [380, 720, 1060, 1400])
def test_the_two_days_are_labelled_at_every_width(kazakhstan, width):
    shown = " ".join(labels(drawn(kazakhstan, frame=Frame("timeline", width))))
    assert "Nazarbayev dismissed" in shown
    assert "CSTO troops deployed" in shown


@pytest.mark.parametrize("width", [720, 1060, 1400])
def test_every_event_of_the_shipped_set_is_on_the_first_picture(kazakhstan, width):
    meta = drawn(kazakhstan, frame=Frame("timeline", width))["meta"]
    assert meta["more"] == []
    assert meta["count"] == len(meta["events"])
    places = [event["x"] for event in meta["events"]]
    first, last = meta["scale"]["x"][0], meta["scale"]["x"][-1]
    assert all(first <= place <= last for place in places)


def test_the_axis_stays_where_it_is_whatever_is_filtered_or_zoomed(kazakhstan):
    whole = drawn(kazakhstan)["meta"]["scale"]
    assert drawn(kazakhstan, View(category=("Casualties",)))["meta"]["scale"] == whole
    assert drawn(kazakhstan, View(start="2022-01-05T00:00:00", end="2022-01-06T00:00:00"))["meta"]["scale"] == whole


def test_one_switch_shows_it_true_to_scale(kazakhstan):
    scale = drawn(kazakhstan, View(scale="true"))["meta"]["scale"]
    assert scale["t"] == scale["x"]
    assert len(scale["t"]) == 2


def test_the_overview_is_always_true_to_scale_and_whole(kazakhstan):
    window = View(start="2022-01-05T00:00:00", end="2022-01-07T00:00:00")
    assert drawn(kazakhstan, window, Frame("overview", 1060)) == drawn(kazakhstan, frame=Frame("overview", 1060))


def test_the_densest_part_holds_the_fifth_and_the_sixth_of_january(kazakhstan):
    start, end = drawn(kazakhstan)["meta"]["dense"]
    assert start < seconds(2022, 1, 5)
    assert seconds(2022, 1, 7) <= end < seconds(2022, 1, 9)
    assert start > seconds(2022, 1, 1)


def test_it_says_as_of_when(kazakhstan):
    words = [note["text"] for note in drawn(kazakhstan)["layout"]["annotations"]]
    assert "as known on 6 January 2022" in words
    earlier = drawn(kazakhstan, View(asof="2022-01-05"))
    assert "as known on 5 January 2022" in [note["text"] for note in earlier["layout"]["annotations"]]
    assert earlier["meta"]["count"] < drawn(kazakhstan)["meta"]["count"]


def test_the_strip_beneath_begins_and_ends_where_the_timeline_does(kazakhstan):
    view = View(category=("Protest",))
    margins = [drawn(kazakhstan, view, Frame(name, 1060))["layout"]["margin"] for name in ("timeline", "overview")]
    assert [margins[0][side] for side in "lr"] == [margins[1][side] for side in "lr"]


def test_nothing_found_is_a_picture_too(kazakhstan):
    answer = drawn(kazakhstan, View(words="xylophone"))
    assert answer["meta"]["count"] == 0
    assert answer["meta"]["events"] == []
    assert answer["meta"]["height"] > 50


def test_an_event_of_two_actors_stands_in_both_lanes():
    dataset = made({"date": "2022-01-05", "title": "They met", "actors": "Ana; Bo"})
    meta = drawn(dataset, View(lanes="actor"))["meta"]
    assert sorted(event["lane"] for event in meta["events"]) == ["Ana", "Bo"]
    assert meta["count"] == 1


def test_more_than_can_be_told_apart_are_counted_and_a_bin_can_be_entered():
    days = [
        {"date": to_iso(seconds(2000) + at * 86400)[:10], "category": f"c{at % 3}"} for at in range(MOST_MARKS + 60)
    ]
    dataset = made(*days)
    answer = drawn(dataset)
    assert answer["meta"]["mode"] == "counts"
    bins = answer["meta"]["bins"]
    assert sum(count for _, _, count in bins["cells"]) + len(answer["meta"]["events"]) == MOST_MARKS + 60
    start, end = bins["periods"][0][:2]
    near = drawn(dataset, View(start=to_iso(start), end=to_iso(end)))
    assert near["meta"]["mode"] == "marks"
    assert 0 < near["meta"]["count"] < MOST_MARKS


def test_a_record_too_large_to_be_looked_at_one_by_one_is_drawn_too(tmp_path):
    rows = "".join(f"2022-01-0{1 + at % 9},event {at}\n" for at in range(MOST_EXACT_EVENTS))
    (tmp_path / "many.csv").write_text(f"date,title\n1700,long ago\n{rows}")
    answer = drawn(opening.open_file(tmp_path / "many.csv"))
    start, end, again, _ = answer["meta"]["scale"]["t"]
    assert start < seconds(1700) < seconds(1701) <= end, "no part of a year is folded away"
    assert again > seconds(2021, 12), "and what is counted needs no room for labels before it"
    assert answer["meta"]["mode"] == "counts"
    assert answer["meta"]["count"] == MOST_EXACT_EVENTS + 1


def test_a_hundred_lanes_are_the_fullest_and_the_others():
    dataset = made(*({"date": f"{1900 + at}", "category": f"Category {at % 100}"} for at in range(150)))
    found = scales_of(dataset, View()).lanes
    assert len(found) == MOST_LANES
    assert found[-1].name == "87 others"
    assert len(drawn(dataset)["meta"]["events"]) == 150


def test_years_before_the_common_era_have_their_place():
    dates = ({"date": "-0330", "title": "Persepolis burns"}, {"date": "-0043-03-15", "title": "Caesar is killed"})
    answer = drawn(made(*dates, {"date": "1066", "title": "Hastings"}))
    assert answer["meta"]["events"][1]["label"].startswith("Caesar is killed, 15 March 44 BCE")
    assert any(name.endswith("BCE") for name in answer["layout"]["xaxis"]["ticktext"])


def test_an_hour_of_a_record_of_centuries_is_drawn_as_exactly_as_any():
    years = [{"date": f"{year}-05-01"} for year in range(1990, 2026)]
    dataset = made({"date": "-0663/-0331"}, *years, {"date": "2018-03-05T11:30:00"})
    answer = drawn(dataset, View(start="2018-03-05T10:00:00", end="2018-03-05T14:00:00"))
    assert len(answer["meta"]["scale"]["t"]) > 2, "folded"
    start, end, *_ = answer["meta"]["scale"]["t"]
    assert end - start > 365 * 86400, "a span of centuries begins in a year, not in a second"
    axis = answer["layout"]["xaxis"]
    above = {note["text"]: note["x"] for note in answer["layout"]["annotations"] if note["xref"] == "x"}
    assert above["5 Mar 2018, 10:00"] >= axis["range"][0], "what stands at the edge is not beyond it"
    assert above["14:00"] <= axis["range"][1]
    at = dict(zip(axis["ticktext"], axis["tickvals"], strict=True))
    pixel = (axis["range"][1] - axis["range"][0]) / 900
    assert at["13:00"] - at["12:00"] == pytest.approx(at["12:00"] - at["11:00"], abs=pixel / 5)
    [event] = answer["meta"]["events"]
    assert event["x"] == pytest.approx((at["11:00"] + at["12:00"]) / 2, abs=pixel / 5)


def test_the_picture_in_a_sentence(kazakhstan):
    assert drawn(kazakhstan)["meta"]["alt"].startswith("Timeline from ")
    assert " in 6 lanes." in drawn(kazakhstan)["meta"]["alt"]


def test_lanes_come_as_the_settings_say_then_the_fullest():
    assert lane_order({"": 1, "a": 2, "b": 9}, ["a"]) == ["a", "b", ""]


@pytest.mark.parametrize("length", [0.5, 7, 3000, 86400, 10**6, 10**8, 10**10, 10**12])
def test_bins_are_never_smaller_than_asked_until_there_is_no_larger(length):
    size = bin_size(length)
    assert (size.seconds or size.months * 30 * 86400) >= min(length * 0.98, 6000 * 30 * 86400)


def test_a_zoom_closes_up_the_rows_of_what_is_elsewhere(kazakhstan):
    days = View(start="2022-01-04T00:00:00", end="2022-01-07T06:00:00")
    whole, near = drawn(kazakhstan)["meta"], drawn(kazakhstan, days)["meta"]
    assert near["height"] < whole["height"] - 100
    above = {event["id"]: event["y"] for event in whole["events"]}
    for lane in {event["lane"] for event in near["events"]}:
        here = sorted((event["y"], above[event["id"]]) for event in near["events"] if event["lane"] == lane)
        assert [y for _, y in here] == sorted(y for _, y in here), "no event passes another"


def test_the_days_are_named_above_the_lanes_too(kazakhstan):
    layout = drawn(kazakhstan)["layout"]
    above = [note["text"] for note in layout["annotations"] if note.get("yref") == "paper" and note["y"] == 1]
    assert {"5 Jan", "6 Jan"} <= set(above)


def test_a_stretch_between_folds_may_hold_nothing_that_passes_the_filters():
    days = [{"date": to_iso(seconds(2020) + at * 86400)[:10], "category": "a"} for at in range(MOST_MARKS + 60)]
    answer = drawn(made({"date": "1700-03-01", "category": "b"}, *days), View(category=("a",)))
    assert len(answer["meta"]["scale"]["t"]) > 2, "folded"
    assert answer["meta"]["count"] == MOST_MARKS + 60


def crowded(*others):
    """Four hundred events of March 2020 in the lane A, and these others."""
    many = [{"date": f"2020-03-{1 + at % 31:02}", "title": f"Many {at}", "category": "A"} for at in range(400)]
    return made(*many, *others)


def test_an_event_alone_in_its_bin_is_drawn_as_itself_in_its_lane():
    answer = drawn(crowded({"date": "2020-06-05", "title": "Lone", "category": "B"}))
    [event] = answer["meta"]["events"]
    assert (event["title"], event["lane"]) == ("Lone", "B")
    lanes = [answer["meta"]["bins"]["lanes"][lane][0] for lane, _, _ in answer["meta"]["bins"]["cells"]]
    assert set(lanes) == {"A"}, "and is counted in no bar beside"
    [marks] = [trace for trace in answer["data"] if trace.get("mode") == "markers"]
    assert marks["customdata"] == [[event["id"]]]
    assert (answer["meta"]["mode"], answer["meta"]["count"]) == ("counts", 401)


def test_an_event_alone_among_counts_is_named_where_nothing_stands_in_the_way():
    lone = [{"date": "2020-10-05", "title": "Far away"}, {"date": "2020-04-02", "title": "Beside the bars"}]
    answer = drawn(crowded(*({**event, "category": "A"} for event in lone)), View(scale="true"))
    assert "Far away" in labels(answer)
    assert "Beside the bars" not in labels(answer)
    assert {event["title"] for event in answer["meta"]["events"]} == {"Far away", "Beside the bars"}


def test_an_event_at_its_hour_is_named_over_the_bar_of_what_has_no_time():
    day = [{"date": "2020-03-10", "category": "A", "title": "Some time"}] * 400
    answer = drawn(made(*day, {"date": "2020-03-10T12:00", "category": "A", "title": "Noon"}),
                   View(start="2020-03-10T00:00:00", end="2020-03-11T00:00:00"))  # fmt: skip
    assert answer["meta"]["mode"] == "counts"
    assert "Noon" in labels(answer)


def test_what_lasts_among_counts_stands_over_the_bars_and_over_what_lasts_meanwhile():
    lasting = [{"date": "2020-05-01/2020-06-20", "title": "Truce"}, {"date": "2020-05-10/2020-07-01", "title": "Talks"},
               {"date": "2020-04-02/2020-04-25", "title": "Strike"}]  # fmt: skip
    bar = [{"date": "2020-04-10", "title": "Counted"}] * 2
    answer = drawn(crowded(*({**event, "category": "B"} for event in (*lasting, *bar))))
    assert {"Truce", "Talks", "Strike"} <= set(labels(answer))
    height = {event["title"]: event["y"] for event in answer["meta"]["events"]}
    assert height["Talks"] < height["Truce"]
    assert height["Strike"] < height["Truce"]


def test_eras_without_room_for_their_names_are_drawn_all_the_same():
    eras = [{"date": f"2020-03-{day:02}/2020-03-{day + 1:02}", "title": f"Government of {day} March", "kind": "era"}
            for day in range(1, 30, 3)]  # fmt: skip
    answer = drawn(crowded(*eras, {"date": "2020-08-01", "category": "A"}))
    [strips] = [trace for trace in answer["data"] if "Government" in str(trace.get("hovertext"))]
    assert len(strips["customdata"]) == len(eras) > len([name for name in labels(answer) if "Government" in name])


def test_what_runs_on_from_before_the_window_is_shown_in_its_lane_and_the_rest_is_counted():
    old = [{"date": "2010/2030", "title": f"Old {at}", "category": "B", "importance": 1 + (at == 3)} for at in range(5)]
    answer = drawn(crowded(*old), View(start="2020-02-01T00:00:00", end="2020-05-01T00:00:00"))
    assert [event["title"] for event in answer["meta"]["events"]] == ["Old 3"], "the most important of them"
    assert "Old 3" in labels(answer)
    assert "and 4 more" in labels(answer)
    assert answer["meta"]["notes"] == ["4 more began before this window and are not counted here."]


def test_the_eras_stand_behind_counts_as_they_do_behind_marks():
    answer = drawn(crowded({"date": "2019/2021", "title": "The long year", "kind": "era"}))
    assert "The long year" in labels(answer)


def test_the_tallest_bar_is_told_in_words():
    words = [
        note["text"] for note in drawn(crowded({"date": "2021-06-05"}), View(scale="true"))["layout"]["annotations"]
    ]
    assert "Tallest bar: 91 a week" in words


def test_the_lane_of_all_others_does_not_make_the_bars_of_the_named_ones_low():
    others = [{"date": f"2020-03-{1 + at % 31:02}", "category": f"Other {at % 90}"} for at in range(900)]
    answer = drawn(crowded(*others, {"date": "2020-12-01", "category": "A"}), View(scale="true"))
    [words] = [note["text"] for note in answer["layout"]["annotations"] if "Tallest bar" in note["text"]]
    assert words == "Tallest bar: 91 a week<br>78 others: 178 a week"
    [bars] = [trace for trace in answer["data"] if trace["type"] == "bar" and trace["marker"].get("cornerradius") == 1]
    high = {at: max(tall for y, tall in zip(bars["y"], bars["width"], strict=True) if top <= y <= floor)
            for at, (_, _, top, floor) in enumerate(answer["meta"]["bins"]["lanes"])}  # fmt: skip
    assert high[0] == high[len(high) - 1] > 2 * high[1]


@pytest.mark.parametrize("width", [380, 700, 1180])
@pytest.mark.parametrize("asof", ["2020-03-14", "2020-03-20", "2020-03-31"])
def test_what_the_bars_stand_for_is_not_written_over_the_moment_that_is_looked_from(width, asof):
    timed = [{"date": f"2020-03-{1 + at % 31:02}T{at % 24:02}:00", "category": f"Other {at % 40}"} for at in range(800)]
    answer = drawn(crowded(*timed), View(asof=asof), Frame("timeline", width))
    layout = answer["layout"]
    [scale] = [note for note in layout["annotations"] if "align" in note]
    [known] = [note for note in layout["annotations"] if "as known on" in note["text"]]
    left, right = layout["xaxis"]["range"]
    room = width - layout["margin"]["l"] - layout["margin"]["r"]

    def reach(note, text, at):
        wide = text_width(text, 13)
        begin = at - {"left": 0, "center": wide / 2, "right": wide}[note["xanchor"]]
        return begin, begin + wide

    lines = scale["text"].split("<br>")
    assert scale["yshift"] + 17 * len(lines) <= layout["margin"]["t"] + 9, "it does not run into the buttons above"
    a, b = reach(scale, lines[-1], scale["x"] * room)
    c, d = reach(known, known["text"], (known["x"] - left) / (right - left) * room)
    assert scale["yshift"] > known["yshift"] or b < c or d < a
    assert all(text_width(line, 13) <= room + layout["margin"]["l"] for line in lines)


@pytest.mark.parametrize("frame", [WIDE, Frame("timeline", 380)], ids=str)
def test_lanes_stay_where_they_are_while_counts_turn_into_marks(frame):
    eras = [{"date": f"{year}/{year + 3}", "title": f"Government {year}", "kind": "era"} for year in (2016, 2017, 2019)]
    old = [{"date": "2020-02/2030", "title": f"Old {at}", "category": "B"} for at in range(9)]
    alone = [{"date": f"2020-0{month}-05", "category": "B"} for month in (6, 7)]
    dataset = crowded(*eras, *old, *alone, {"date": "2016-01-03", "category": "C"})
    windows = [("2016-01-01", "2021-01-01"), ("2020-02-15", "2020-06-01"), ("2020-03-01", "2020-03-09"),
               ("2020-03-02", "2020-03-03"), ("2020-05-30", "2020-08-01"), ("2018-06-01", "2018-07-01")]  # fmt: skip
    found = [drawn(dataset, View(start=f"{a}T00:00:00", end=f"{b}T00:00:00"), frame) for a, b in windows]
    assert [answer["meta"]["mode"] for answer in found] == ["counts", "counts", *["marks"] * 4]
    places = [
        [(note["text"], note["y"]) for note in answer["layout"]["annotations"] if note["text"] in ("A", "B", "C")]
        for answer in found
    ]
    assert len(places[0]) == 3
    assert places == [places[0]] * len(windows)
    assert {answer["meta"]["height"] for answer in found} == {found[0]["meta"]["height"]}


def test_few_lanes_of_a_large_record_are_taller_than_many():
    lanes = [{"date": "2021-01-01", "category": f"Other {at}"} for at in range(9)]
    few, many = (drawn(crowded(*some))["meta"]["bins"]["lanes"] for some in (lanes[:1], lanes))
    heights = [floor - top for _, _, top, floor in (few[0], many[0])]
    assert heights[0] > 2 * heights[1]


def test_what_finds_no_row_for_its_label_is_still_seen_as_itself():
    day = [{"date": f"2020-06-05T{at:02}:00", "title": f"A long story about hour {at}", "category": "B"}
           for at in range(0, 24, 2)]  # fmt: skip
    lanes = [{"date": "2021-01-01", "category": f"Other {at}"} for at in range(9)]
    answer = drawn(crowded(*day, *lanes), View(start="2020-06-05T00:00:00", end="2020-06-06T00:00:00"))
    [marks] = [trace for trace in answer["data"] if trace.get("mode") == "markers"]
    assert len({id for [id] in marks["customdata"]}) == len(day) > len(labels(answer))
    assert answer["meta"]["more"] == []


def test_what_has_no_time_of_day_is_not_counted_at_midnight():
    timed = [{"date": f"2020-03-10T{at % 24:02}:{at % 60:02}"} for at in range(400)]
    answer = drawn(made(*timed, *[{"date": "2020-03-10", "title": "Some time"}] * 50))
    bins = answer["meta"]["bins"]
    days = [
        (bins["periods"][period][4], count) for _, period, count in bins["cells"] if bins["periods"][period][5] == "no"
    ]
    assert days == [("10 March 2020, no time given", 50)]
    [scale] = [note["text"] for note in answer["layout"]["annotations"] if "Tallest bar" in note["text"]]
    assert scale.endswith("pale, at no time given: 50 a day")
    assert answer["meta"]["notes"] == []
    later = drawn(made(*timed, {"date": "2020-03-10"}), View(start="2020-03-10T06:00:00", end="2020-03-10T23:00:00"))
    assert later["meta"]["notes"] == [], "nor does it run on from before within its day"


@pytest.mark.parametrize("year", ["9999", "-9999"])
def test_the_first_and_the_last_year_of_the_calendar_are_drawn(year):
    answer = drawn(made({"date": year}, {"date": "2022"}))
    assert len(answer["meta"]["events"]) == 2
    assert "10,000 BCE" in answer["meta"]["alt"] if year == "-9999" else "9999" in answer["meta"]["alt"]


@pytest.mark.parametrize("date", ["9999", "9999-12-31", "-9999", "2020-03-01/9999-12-31", "-9999/9999", "[9999..]"])
@pytest.mark.parametrize("frame", [WIDE, Frame("overview", 1060)], ids=str)
def test_what_reaches_to_the_first_or_last_year_is_drawn_within_the_moments_that_have_a_name(date, frame, tmp_path):
    path = tmp_path / "far.csv"
    path.write_text(f"date,title\n{date},Rule\n2020-05-01,Short rule\n")
    answer = drawn(opening.open_file(path), frame=frame)
    first, last = answer["meta"]["whole"]
    assert answer["meta"]["count"] == 2
    assert View(start=to_iso(int(first)), end=to_iso(int(last))).window == (first, last)


def test_the_figures_of_a_january_are_drawn_on_that_month_and_not_on_its_year(tmp_path):
    file = tmp_path / "january.csv"
    rows = "".join(f"2022-01-{day:02d},Day {day},dead,{day}\n" for day in range(1, 30))
    file.write_text(f"date,title,metric,value\n{rows}", "utf-8")
    dataset = opening.open_file(file)
    _, end = drawn(dataset, View(chart="figures"), Frame("figures", 1060))["meta"]["whole"]
    assert end < seconds(2022, 2, 2)
    file.write_text("date,title,metric,value\n2019,A year,dead,1\n2022,Another,dead,2\n", "utf-8")
    _, end = drawn(opening.open_file(file), View(chart="figures"), Frame("figures", 1060))["meta"]["whole"]
    assert end >= seconds(2022, 12, 31), "what is known by its year has room for that year"
