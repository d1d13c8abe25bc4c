"""Tables of known sources are read by what their columns and codes mean, by either reader alike."""

import csv
import json
from pathlib import Path

import pytest

from data import settings as settings_files
from data.bulk import load
from data.engine import connection
from data.profiles import PROFILES, fit
from data.profiles._registry import profile
from data.reading import reader
from data.schema import NAMES
from tests.data.test_bulk import assert_same

SAMPLES = Path(__file__).parents[1] / "samples" / "sources"
OF = {
    "ACLED": ("acled.csv", "acled-older.csv"),
    "UCDP GED": ("ucdp-ged.csv",),
    "GTD": ("gtd.csv",),
    "GDELT": ("gdelt-1.csv", "gdelt-2.csv"),
    "GDELT mentions": ("gdelt-mentions.csv",),
    "Timesketch": ("timesketch.csv", "plaso.jsonl"),
    "plaso (l2tcsv)": ("plaso-l2tcsv.csv",),
    "Hayabusa": ("hayabusa.csv",),
    "EvtxECmd": ("evtxecmd.csv",),
    "mactime": ("mactime.csv",),
    "USGS earthquakes": ("usgs.csv",),
    "EM-DAT (DisNo.)": ("emdat.csv",),
    "EM-DAT (Dis No)": ("emdat-older.csv",),
    "Correlates of War (disputes)": ("mid.csv",),
    "Correlates of War (wars)": ("cow-wars.csv",),
    "Jira": ("jira.csv",),
    "Linear": ("linear.csv",),
    "the journal of systemd": ("journal.jsonl",),
    "a channel of Slack": ("slack.json",),
    "Trello": ("trello.csv",),
    "PagerDuty": ("pagerduty.csv",),
    "Microsoft Project (Name)": ("ms-project.csv",),
    "Microsoft Project (Task Name)": ("ms-project-tasks.csv",),
}
FILES = [(name, file) for name, files in OF.items() for file in files]


def rows(name):
    return reader.read(SAMPLES / name).events.sort_by("row").to_pylist()


def only(name, *columns):
    return [tuple(row[column] for column in columns) for row in rows(name)]


def test_every_known_source_has_a_sample_of_our_own():
    assert {*OF, "a file converted by Dateline"} == {*PROFILES}, "the last is read back in the round trips"


@pytest.mark.parametrize(("name", "file"), FILES)
def test_both_readers_read_a_known_source_alike_and_lose_no_row(name, file, tmp_path):
    assert_same(SAMPLES / file, tmp_path, is_fast=not file.endswith(".json"))
    report = reader.read(SAMPLES / file).report
    assert any(f"those of {name}," in note for note in report.notes)
    lost = {problem.row for problem in report.problems if problem.is_fatal}
    assert report.rows == report.events + len(lost)
    assert "notes" not in report.columns, "what a source publishes is never the briefer's own"


@pytest.mark.parametrize("file", [file for _, file in FILES])
def test_a_folder_holds_the_same_events_as_the_file_in_it(file, tmp_path):
    (tmp_path / "many").mkdir()
    (tmp_path / "many" / file).write_bytes((SAMPLES / file).read_bytes())
    alone, among = (reader.read(path).events.to_pylist() for path in (SAMPLES / file, tmp_path / "many"))
    assert among == alone


def test_a_week_or_a_month_of_acled_is_as_long_as_that_and_its_notes_are_its_text():
    assert only("acled.csv", "date", "title", "metric", "value", "notes") == [
        ("2022-01-05", "Peaceful protest, Ford", "fatalities", "+0", ""),
        ("2022-01-03/2022-01-09", "Armed clash, Ford", "fatalities", "+3", ""),
        ("2022-01", "Mob violence, Mill", "", "", ""),
    ]
    assert rows("acled.csv")[0]["text"] == "About forty teachers stood by the bridge."
    assert rows("acled.csv")[1]["actors"] == "Police Forces of Samland; Unidentified Group"
    assert only("acled-older.csv", "date", "id") == [("2015-02-23/2015-03-01", "7SAM")]


def test_the_deaths_of_ucdp_are_one_figure_with_its_range_and_its_days_are_all_that_it_may_be():
    assert only("ucdp-ged.csv", "date", "value", "low", "high", "category") == [
        ("2021-03-04", "+5..6", 5, 6, "State-based violence"),
        ("2021-05", "+8", 8, 8, "One-sided violence"),
        ("2021-06-28/2021-07-02", "+0..2", 0, 2, "Non-state violence"),
    ]


def test_a_code_for_unknown_is_neither_a_day_nor_a_number_of_dead():
    assert only("gtd.csv", "date", "value", "actors") == [
        ("1990-01", "+0", "Blue Front"), ("1990-02-04", "", ""), ("1990", "+2", "Blue Front; Red Front"),
    ]  # fmt: skip


def test_gdelt_is_told_by_its_cells():
    for file in ("gdelt-1.csv", "gdelt-2.csv"):
        assert only(file, "date", "title", "latitude") == [
            (f"2022-01-0{day}", "Protest: SAMLAND – GOVERNMENT, Ford, Upper, Samland", 10.5) for day in (5, 6)
        ]
    assert only("gdelt-mentions.csv", "date", "source")[0] == ("2022-01-05T14:45:00", "example.org")


def test_what_forensic_tools_write_for_no_time_is_a_problem_of_its_row():
    for file in ("timesketch.csv", "plaso-l2tcsv.csv", "mactime.csv"):
        report = reader.read(SAMPLES / file).report
        assert [(problem.row, problem.is_fatal) for problem in report.problems] == [(report.rows, True)]
    assert only("plaso.jsonl", "date", "tags")[0] == ("2022-01-05T14:30:15", "evil; staging")
    assert only("hayabusa.csv", "date", "tags")[1] == ("2022-01-05T14:31:00", "Exec; Evas"), (
        "the file has one offset, +06:00, which is its zone"
    )
    assert only("evtxecmd.csv", "date", "title")[1] == ("2022-01-05T14:31:00", "Disk, event 7")


def test_an_earthquake_is_its_strength_and_place_in_geojson_too(tmp_path):
    said = [
        ("2022-01-05T10:15:15", "M 4.5, 10 km N of Ford, Samland"),
        ("2022-01-06T11:15:00", "11 km S of Mill, Samland"),
    ]
    assert only("usgs.csv", "date", "title") == said
    features = [{"type": "Feature", "id": "sm1", "geometry": {"type": "Point", "coordinates": [20.5, 10.5, 10]},
                 "properties": {"mag": 4.5, "place": "10 km N of Ford, Samland", "time": 1641377715123, "updated": 1,
                                "magType": "mb", "type": "earthquake"}}]  # fmt: skip
    (tmp_path / "all.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    [event] = reader.read(tmp_path / "all.geojson").events.to_pylist()
    assert (event["date"], event["title"], event["latitude"]) == (*said[0], 10.5)


def test_the_users_own_choice_of_a_column_comes_before_what_is_known():
    found = reader.read(SAMPLES / "acled.csv", {"title": "sub_event_type"})
    assert found.report.columns["title"] == "sub_event_type"
    assert sorted(found.events["title"].to_pylist()) == ["Armed clash", "Mob violence", "Peaceful protest"]


def test_the_cells_of_a_known_source_are_kept_as_they_were(tmp_path):
    with (SAMPLES / "ucdp-ged.csv").open(newline="") as file:
        header, *cells = csv.reader(file)
    held = connection.writing(tmp_path / "tables.db")
    assert load.read(SAMPLES / "ucdp-ged.csv", {}, settings_files.DEFAULT, held, lambda _: None)
    raw = held.sql("from raw order by row").fetchall()
    held.close()
    assert [list(row[1:]) for row in raw] == cells
    assert len(header) == len(raw[0]) - 1


def test_a_profile_names_only_columns_that_there_are_and_what_must_be_there():
    with pytest.raises(ValueError, match="shoe"):
        profile("Shoes", "size", {"date": "day", "title": "name", "shoe": "size"})
    with pytest.raises(ValueError, match="title"):
        profile("Shoes", "size", {"date": "day"})
    assert "Shoes" not in PROFILES
    assert fit(["date", "title"], {}) is None
    assert all(known.columns.keys() <= {*NAMES} for known in PROFILES.values())


def test_the_dates_of_disasters_and_wars_are_as_exact_as_their_parts():
    assert only("emdat.csv", "date", "title", "value") == [
        ("2015-06-07/2015-06-11", "Riverine flood, Northland", "+12"),
        ("2016-11/2016-11", "Ada (Tropical cyclone), Northland", ""),
        ("1900/1902", "Drought, Northland", "+1250"),
    ]
    assert only("emdat-older.csv", "date") == [("2008-05-12/2008-05-12",)]
    assert only("mid.csv", "date", "title", "category") == [
        ("1902-05/1902-08", "Dispute 2, NRT", "Display of force"),
        ("1913-05-02/1913-10-25", "Dispute 3, SUD", "Use of force"),
    ]
    assert only("cow-wars.csv", "date") == [("1823-04-07/1823-11-13",), ("1911/1912-10-18",), ("2003-03-20/..",)]


def test_what_is_planned_and_what_went_wrong_is_read_with_its_begin_and_end():
    assert only("jira.csv", "date", "title") == [
        ("2022-01-05T14:30/2022-01-09T16:00", "Move the archive"),
        ("2022-01-10T00:00/2022-01-20T00:00", "Paint the hall"),
    ]
    assert only("trello.csv", "date", "tags") == [
        ("2022-01-05T09:00:00/2022-01-08T17:00:00", "hall; pictures"),
        ("2022-01-12T12:00:00", ""),
    ]
    assert only("pagerduty.csv", "date") == [
        ("2022-01-05T14:30:15/2022-01-05T15:10:00",),
        ("2022-01-06T02:00:00/2022-01-06T02:20:00",),
    ]
    assert only("ms-project.csv", "date", "actors") == [
        ("2022-01-05/2022-01-07", "Ann; Ben"),
        ("2022-01-10/2022-01-10", "Ann"),
    ]
    assert only("ms-project-tasks.csv", "date")[0] == ("2022-01-05T08:00/2022-01-07T17:00",)


@pytest.mark.parametrize(
    ("file", "dates"),
    [
        ("notion.csv", ["2022-01-05/2022-01-08", "2022-01-09T14:30", "2022-01-12"]),
        ("outlook.csv", ["2022-01-05/2022-01-07", "2022-01-25T14:30:00/2022-01-25T15:30:00", "2022-01-26"]),
        ("google-calendar.csv", ["2022-01-25/2022-01-28", "2022-01-26T10:00/2022-01-26T11:00"]),
        ("aeon.csv", ["1850-03-05/1850-03-06", "1851/1853", "-0043"]),
        ("office-timeline.csv", ["2022-01-05/2022-01-07", "2022-01-14/2022-01-25", "2022-02-01"]),
    ],
)
def test_what_calendars_and_planners_write_opens_at_once(file, dates):
    assert [date for (date,) in only(file, "date")] == dates
    assert not reader.read(SAMPLES / file).report.problems


@pytest.mark.parametrize(("file", "right"), [
    ("journal.jsonl", [("2022-01-05T09:12:33", "Accepted password for ann", "info"),
                       ("2022-01-05T09:14:00", "Out of memory", "warning")]),
    ("slack.json", [("2022-01-05T09:12:33", "The pump is down", "message"),
                    ("2022-01-05T09:14:00", "Looking into it", "message")]),
    ("linear.csv", [("2022-01-06T08:00:00/2022-01-07T10:00:00", "Mend the pump", "Done"),
                    ("2022-01-08T11:00:00", "Paint the hall", "Todo"),
                    ("2022-01-08T12:00:00/2022-01-09T10:00:00", "Move the wheel", "Canceled")]),
])  # fmt: skip
def test_what_systems_and_teams_log_stands_at_its_moment(file, right):
    assert only(file, "date", "title", "category") == right
