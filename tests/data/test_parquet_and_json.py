"""Parquet and lines of JSON say the same as the CSV of the same events."""

import json
from datetime import UTC, date, datetime

import pyarrow as pa
import pytest
from pyarrow import parquet

from data.errors import BadFile
from data.importers import _typed_values
from data.reading import reader

ROWS = [
    {"date": "2022-01-05", "title": "Rain", "actors": ["Police", "Army"], "value": 2000, "metric": "detained"},
    {"date": "2022-13-01", "title": "<b>Snow</b>", "own": {"a": 1}},
]


def test_lines_of_json_are_events_and_what_is_wrong_names_its_row(tmp_path):
    path = tmp_path / "events.ndjson"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    found = reader.read(path)
    (event,) = found.events.to_pylist()
    assert (event["date"], event["actors"], event["low"]) == ("2022-01-05", "Police; Army", 2000)
    assert [(problem.row, problem.value) for problem in found.report.problems] == [(2, "2022-13-01")]
    assert found.raw.to_pylist()[1]["c5"] == '{"a": 1}'


def test_a_line_that_is_no_object_is_named(tmp_path):
    path = tmp_path / "events.jsonl"
    path.write_text('{"date": "2022", "title": "x"}\n[1]\n')
    with pytest.raises(BadFile, match=r"Line 2 of events\.jsonl"):
        reader.read(path)
    path.write_text('{"date": "2022", "title": "x"}\n\n{"date": \n')
    with pytest.raises(BadFile, match=r"Line 3 of events\.jsonl is no JSON"):
        reader.read(path)


def test_typed_columns_of_parquet_become_dates_and_figures(tmp_path):
    path = tmp_path / "events.parquet"
    table = pa.table(
        {
            "date": [datetime(2022, 1, 6, 14, 30, tzinfo=UTC), datetime(2022, 1, 6, 14, 30, 5, tzinfo=UTC), None],
            "title": ["One", "Two", "Three"],
            "reported": [date(2022, 1, 7), None, None],
            "importance": [3.0, None, 1.0],
        }
    )
    parquet.write_table(table, path)
    found = reader.read(path)
    first, second = found.events.to_pylist()
    assert (first["date"], first["precision"], first["reported"]) == ("2022-01-06T14:30", "minute", "2022-01-07")
    assert (second["date"], second["precision"], second["importance"]) == ("2022-01-06T14:30:05", "second", 2)
    assert [problem.row for problem in found.report.problems] == [3]


@pytest.mark.parametrize(("values", "cells"), [
    pytest.param(pa.array([date(2022, 1, 5), date(43, 1, 1)]), ["2022-01-05", "0043-01-01"], id="days"),
    pytest.param(pa.array([datetime(2022, 1, 5), datetime(2022, 1, 5, 14, 30)]),
                 ["2022-01-05T00:00", "2022-01-05T14:30"], id="midnight among times is a time"),
    pytest.param(pa.array([datetime(2022, 1, 5, 8, 30)], pa.timestamp("ns", "Asia/Kolkata")),
                 ["2022-01-05T14:00+05:30"], id="a zone is an offset"),
    pytest.param(pa.array([datetime(1850, 1, 5, 12)], pa.timestamp("s", "Asia/Almaty")), ["1850-01-05T12:00Z"],
                 id="before there were zones"),
    pytest.param(pa.array([2022, None], pa.int16()), ["2022", ""], id="years"),
    pytest.param(pa.array([2022.0, 43.25, float("nan"), 1e300]), ["2022", "43.25", "", "1e+300"], id="figures"),
    pytest.param(pa.array([43.1], pa.float32()), ["43.1"], id="a short figure stays short"),
    pytest.param(pa.array([["Police", None, "Army"], [], None]), ["Police; ; Army", "", ""], id="lists of names"),
    pytest.param(pa.array(["a", "a", None]).dictionary_encode(), ["a", "a", ""], id="categories"),
    pytest.param(pa.array([0], pa.timestamp("s", "Mars/Phobos")), ["1970-01-01T00:00Z"], id="a zone that nobody knows"),
    pytest.param(pa.array([2**62, 0], pa.timestamp("s")), [f"{2**62} seconds from 1970", "1970-01-01T00:00"],
                 id="beyond all calendars"),
    pytest.param(pa.array([2**31 - 1, 0], pa.date32()), [f"{2**31 - 1} days from 1970", "1970-01-01"], id="such days"),
    pytest.param(pa.array([2**62, 5_400], pa.duration("ns")), ["1281023:53:38", "0:00:00"], id="lengths of time"),
    pytest.param(pa.array([70], pa.time32("s")), ["00:01:10"], id="times of day"),
    pytest.param(pa.array([b"\xff\xfe", b"x"]), ["\ufffd\ufffd", "x"], id="bytes"),
])  # fmt: skip
def test_a_typed_column_is_read_as_a_person_would_write_it(values, cells):
    column = pa.chunked_array([values])
    assert _typed_values.texts(column).to_pylist() == cells


def test_what_only_calls_itself_parquet_is_refused(tmp_path):
    path = tmp_path / "events.parquet"
    path.write_text("date,title\n2022,x\n")
    with pytest.raises(BadFile, match="is no Parquet file"):
        reader.read(path)


def test_a_list_of_objects_is_read_as_lines_of_them_are(tmp_path):
    path = tmp_path / "events.json"
    path.write_text('[{"date": "2022-01-05", "title": "Rain"},\n {"date": null, "title": "Sun", "tags": ["a", "b"]}]')
    found = reader.read(path).report
    assert (found.rows, found.events, found.headers) == (2, 1, ("date", "title", "tags"))
    path.write_text('{"date": "2022-01-05", "title": "Rain"}\n{"date": "2022-01-06", "title": "Sun"}\n')
    assert reader.read(path).report.events == 2


@pytest.mark.parametrize("content", ['{"name": "a settings file"}', '["2022"]', "[]", "12"])
def test_json_of_another_shape_is_refused_with_what_to_write(tmp_path, content):
    path = tmp_path / "events.json"
    path.write_text(content)
    with pytest.raises(BadFile, match="Write the events as a list"):
        reader.read(path)


@pytest.mark.parametrize("ending", [".json", ".ndjson"])
def test_a_key_that_stands_twice_in_an_object_is_a_problem_of_its_row(ending, tmp_path):
    path = tmp_path / f"events{ending}"
    rows = ['{"date": "2022", "title": "a"}', '{"date": "2022", "title": "b", "own": {"a": 1, "a": 2}}',
            '{"date": "2022", "title": "c", "date": "2023"}']  # fmt: skip
    path.write_text(f"[{','.join(rows)}]" if ending == ".json" else "\n".join(rows))
    found = reader.read(path)
    assert found.events["date"].to_pylist() == ["2022", "2022", "2023"]
    assert [(problem.row, problem.message[:18]) for problem in found.report.problems] == [
        (2, "The key “a” stands"), (3, "The key “date” sta"),
    ]  # fmt: skip


def test_a_key_that_stands_twice_in_a_document_of_a_known_shape_is_noted(tmp_path):
    path = tmp_path / "events.json"
    path.write_text('{"events": [{"date": "2022", "title": "a", "title": "b"}]}')
    assert any("“title” stands twice" in note for note in reader.read(path).report.notes)


def test_a_number_of_thousands_of_digits_is_what_is_written(tmp_path):
    path = tmp_path / "events.json"
    path.write_text(f'[{{"date": "2022", "title": "a", "own": {"9" * 5_000}}}]')
    assert reader.read(path).raw["c2"].to_pylist() == ["9" * 5_000]


@pytest.mark.parametrize("content", ["{" * 100_000, '{"a": ' + "[" * 100_000, '{"date": 1,,}'])
def test_what_is_no_json_is_said_without_the_words_of_a_library(content, tmp_path):
    path = tmp_path / "events.ndjson"
    path.write_text(content)
    with pytest.raises(BadFile, match=r"^Line 1 of events\.ndjson is no JSON: (it is nested|something else)"):
        reader.read(path)
