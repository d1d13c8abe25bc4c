"""Calendars and shapes of JSON as other programs write them: each part a row, the bad ones named, no date finer."""

import json
from pathlib import Path

import pytest

from data.errors import BadFile
from data.importers import _recurrence
from data.importers._json_shapes import SHAPES, ShapeRows, read_shape, shape
from data.reading import reader

SAMPLES = Path(__file__).parents[1] / "samples" / "sources"


def only(path, *columns):
    events = reader.read(path).events.sort_by("row").to_pylist()
    return [tuple(row[column] for column in columns) for row in events]


def bad_rows(path):
    report = reader.read(path).report
    lost = {problem.row for problem in report.problems if problem.is_fatal}
    assert report.rows == report.events + len(lost)
    return [problem.row for problem in report.problems]


def test_a_calendar_gives_its_days_whole_its_times_with_their_offset_and_each_repetition():
    path = SAMPLES / "calendar.ics"
    events = only(path, "title", "date")
    assert events[:2] == [("Camp", "2023-06-01/2023-06-03"), ("Board", "2023-06-05T08:00/2023-06-05T09:30")]
    assert events[2:4] == [
        ("Round", "2023-03-20T08:00/2023-03-20T08:15"), ("Round, a day late", "2023-04-04T08:00"),
    ]  # fmt: skip
    bins = [date for title, date in events if title == "Bins"]
    assert (bins[0], bins[-1], len(bins)) == ("2023-01-02", "2024-01-02", 13)
    report = reader.read(path).report
    assert "read up to a bound: “Bins”, to 2024-01-02." in "\n".join(report.notes)
    assert report.problems == ()
    assert only(path, "actors", "latitude", "text")[:2] == [
        ("", 43.25, ""),
        ("Ann Lee; bo@example.org", None, "Minutes, later"),
    ]


def test_no_rule_makes_more_repetitions_than_a_bound(tmp_path):
    text = (SAMPLES / "calendar.ics").read_text().replace("FREQ=MONTHLY", "FREQ=DAILY;UNTIL=20990101")
    (tmp_path / "long.ics").write_text(text)
    assert sum(title == "Bins" for (title,) in only(tmp_path / "long.ics", "title")) == _recurrence.MOST_REPEATS
    (tmp_path / "odd.ics").write_text(text.replace("FREQ=DAILY", "FREQ=SECONDLY"))
    assert sum(title == "Bins" for (title,) in only(tmp_path / "odd.ics", "title")) == 1


def test_a_calendar_that_repeats_without_measure_has_a_bound_as_a_whole(monkeypatch):
    monkeypatch.setattr(_recurrence, "MOST_ROWS", 3)
    found = reader.read(SAMPLES / "calendar.ics")
    assert found.report.rows == 5
    assert any("“Bins”, its first date alone" in note for note in found.report.notes)


def test_a_broken_part_of_a_calendar_is_a_problem_of_its_row_and_spoils_no_other():
    assert only(SAMPLES / "broken.ics", "title", "date")[0] == ("Good", "2023-06-01")
    assert 2 in bad_rows(SAMPLES / "broken.ics")


def test_what_is_no_calendar_is_refused_with_a_reason(tmp_path):
    (tmp_path / "a.ics").write_text("date,title\n2022,Rain\n")
    with pytest.raises(BadFile, match="no calendar"):
        reader.read(tmp_path / "a.ics")


def test_a_timeline_of_timelinejs_gives_its_slides_and_eras_as_fine_as_their_dates_are():
    path = SAMPLES / "timeline.json"
    assert ("Water", "1850/1899", "era") in only(path, "title", "date", "kind")
    assert only(path, "title", "date", "category", "text")[-3:] == [
        ("It is built", "1851", "Works", "By two brothers (https://example.org)."),
        ("It burns", "1863-08-09T05:30/1863-08-10", "", ""),
        ("A coin is lost", "-0043", "", ""),
    ]
    assert bad_rows(path)[-1] == 6


def test_features_are_events_at_their_points_and_an_area_is_no_point():
    path = SAMPLES / "places.geojson"
    assert only(path, "title", "latitude", "longitude", "id")[0] == ("A tree falls", 43.25, 76.9, "a")
    assert only(path, "title", "date", "latitude")[1] == ("A flood", "2022-01", None)
    assert bad_rows(path) == [3]
    assert any(note.startswith("1 features are no points") for note in reader.read(path).report.notes)


def test_a_date_of_wikidata_is_as_exact_as_it_says():
    assert only(SAMPLES / "wikidata.json", "title", "date") == [("First fair", "1850"), ("Second fair", "1851-05-02")]
    assert bad_rows(SAMPLES / "wikidata.json") == [3]


def test_an_object_with_one_list_of_objects_is_that_list():
    path = SAMPLES / "incidents.json"
    assert only(path, "title", "date") == [
        ("Wheel stands still", "2023-06-03T02:11:00/2023-06-03T04:00:00"), ("Stone is dull", "2023-06-04T02:11:00"),
    ]  # fmt: skip
    report = reader.read(path).report
    assert "The list “incidents” is read. Not read: “page”." in report.notes
    assert "fields.room" in report.headers


def test_an_incident_of_a_status_page_has_what_was_said_of_it_as_its_text(tmp_path):
    said = [{"created_at": f"2023-06-03T0{hour}:00:00Z", "status": status, "body": "Words."}
            for hour, status in ((4, "resolved"), (2, "investigating"))]  # fmt: skip
    incident = {"id": "i", "name": "It stops", "created_at": "2023-06-03T02:00:00Z", "impact": "major",
                "resolved_at": "2023-06-03T04:00:00Z", "incident_updates": said}  # fmt: skip
    (tmp_path / "a.json").write_text(json.dumps({"page": {}, "incidents": [incident]}))
    [(title, text, category)] = only(tmp_path / "a.json", "title", "text", "category")
    assert (title, category) == ("It stops", "major")
    assert text.index("investigating") < text.index("resolved")


def test_a_message_of_a_chat_is_its_first_line_and_its_parts_are_one_text(tmp_path):
    messages = [
        {"id": 1, "type": "message", "date": "2022-01-05T14:30:15", "date_unixtime": "1", "from": "Ann",
         "text": ["Look at\n", {"type": "link", "text": "https://example.org"}]},
        {"id": 2, "type": "service", "date": "2022-01-05T14:31:00", "date_unixtime": "2", "actor": "Bo",
         "action": "join_group", "text": ""},
    ]  # fmt: skip
    (tmp_path / "result.json").write_text(json.dumps({"name": "Mill", "type": "group", "messages": messages}))
    assert only(tmp_path / "result.json", "title", "text", "actors", "id") == [
        ("Look at", "Look at\nhttps://example.org", "Ann", "Mill 1"), ("join_group", "", "Bo", "Mill 2"),
    ]  # fmt: skip


def test_of_several_lists_the_one_with_dates_and_titles_is_read(tmp_path):
    board = {"labels": [{"id": n} for n in range(9)], "cards": [{"name": "Rain", "start": "2022-01-05"}]}
    (tmp_path / "board.json").write_text(json.dumps(board))
    assert only(tmp_path / "board.json", "title", "date") == [("Rain", "2022-01-05")]


@pytest.mark.parametrize("key", ["messages", "features", "data", "results", "items"])
def test_the_name_of_the_list_does_not_matter_nor_how_deep_it_lies(key, tmp_path):
    rows = [{"date": "2022", "title": "Rain"}, {"date": "never", "title": "Sun"}]
    for number, document in enumerate(({key: rows, "ok": True}, {"answer": {key: rows}})):
        path = tmp_path / f"{number}.json"
        path.write_text(json.dumps(document))
        assert only(path, "title", "date") == [("Rain", "2022")]
        assert bad_rows(path) == [2]


@pytest.mark.parametrize("name", ["calendar.ics", "timeline.json", "places.geojson", "wikidata.json", "plaso.jsonl"])
@pytest.mark.parametrize("ending", [".txt", ".csv", ""])
def test_what_a_file_is_is_told_by_its_content_whatever_it_is_called(name, ending, tmp_path):
    other = tmp_path / f"export{ending}"
    other.write_bytes((SAMPLES / name).read_bytes())
    assert reader.read(other).events.equals(reader.read(SAMPLES / name).events)


@pytest.mark.parametrize("text", ["{}", '{"a": 1}', '{"a": []}', '{"a": [1, 2]}', "[1]", '"x"'])
def test_json_without_a_list_of_objects_says_what_to_write(text, tmp_path):
    (tmp_path / "a.json").write_text(text)
    with pytest.raises(BadFile, match="Write"):
        reader.read(tmp_path / "a.json")


def test_every_shape_leaves_what_is_not_its_own_to_the_others():
    for name, (_, read) in SHAPES.items():
        assert read({}) is None, name
        assert read({"events": "x", "features": 1, "head": [], "results": None, "title": []}) is None, name
    with pytest.raises(ValueError, match="already"):
        shape("GeoJSON")(lambda _: ShapeRows([]))
    assert read_shape({"a": 1}) is None
