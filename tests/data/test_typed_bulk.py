"""The bulk reader finds in Parquet and in lines of JSON what the careful one finds there, and what the CSV says."""

import csv
import io
import json
import random
from datetime import UTC, date, datetime
from decimal import Decimal

import pyarrow as pa
import pytest
from pyarrow import parquet

from data.errors import BadFile
from data.files import limits
from data.reading import build_tables, reader
from data.settings import DEFAULT
from tests.data.test_bulk import CELLS, assert_same, written

DAYS = [date(2022, 1, 5), date(1, 1, 1), None]
TIMES = [datetime(2022, 1, 6, 14, 30), datetime(2022, 1, 6, 14, 30, 5, 999_999), datetime(1850, 3, 1), None]
TYPED = {
    "title": (pa.string(), ["Rain", "Rain", "", None, "Ночь", "a  b"]),
    "end": (pa.timestamp("ns"), [datetime(2022, 2, 1), datetime(2023, 2, 1), None]),
    "actors": (pa.list_(pa.string()), [["Police", "Army"], [], None, ["One", None]]),
    "tags": (pa.dictionary(pa.int32(), pa.string()), ["a;b", "c", None]),
    "value": (pa.float64(), [2000.0, 12.5, float("nan"), 1e300, None]),
    "importance": (pa.int8(), [1, 2, 3, 7, None]),
    "latitude": (pa.float32(), [43.1, 91.0, None]),
    "longitude": (pa.decimal128(6, 2), [Decimal("76.90"), None]),
    "reported": (pa.timestamp("s", "Asia/Almaty"), [datetime(2022, 1, 7, 6, tzinfo=UTC), None]),
    "metric": (pa.large_string(), ["detained", "", None]),
    "is it": (pa.bool_(), [True, False, None]),
    "more": (pa.struct({"a": pa.int64()}), [{"a": 1}, None]),
    "bytes": (pa.binary(), [b"x", b"\xff", None]),
}
JSON: dict[str, list[object]] = {
    "date": ["2022-01-05", "2022-01-05T14:30", 2022, 2022.0, None, "never", ["2022"]],
    "title": ["Rain", "Rain", "Ночь", "a\tb", 'say "so"', "", 12, True],
    "actors": [["Police", "Army"], "One; Two", [], None, [1, None, 10**20], [["deep"]]],
    "value": [2000, 2000.0, 12.5, -0.0, "dozens", 10**20, float("nan"), 1e300, False],
    "metric": ["detained", None],
    "own / key": [{"a": 1.50}, {}, "x", None],
}


@pytest.mark.parametrize("dates", [
    pytest.param((pa.date32(), DAYS), id="days"),
    pytest.param((pa.timestamp("us"), TIMES), id="times"),
    pytest.param((pa.timestamp("ns", "Asia/Almaty"), [time and time.replace(tzinfo=UTC) for time in TIMES]),
                 id="times in a zone, before there were zones too"),
    pytest.param((pa.timestamp("ms"), [datetime(2022, 1, 5), datetime(1850, 1, 1), None]), id="days as midnights"),
    pytest.param((pa.int32(), [2022, 20220105, 79, -43, None]), id="years and days as numbers"),
    pytest.param((pa.string(), CELLS["date"]), id="texts"),
])  # fmt: skip
def test_both_roads_find_the_same_in_typed_columns(dates, tmp_path):
    chance, path = random.Random(1), tmp_path / "made.parquet"
    columns = {"date": dates, **TYPED}
    table = {
        name: pa.array([chance.choice(values) for _ in range(400)], kind) for name, (kind, values) in columns.items()
    }
    parquet.write_table(pa.table(table), path, row_group_size=150)
    path.with_suffix(".toml").write_text('zone = "Asia/Almaty"')
    assert_same(path, tmp_path, is_fast=True)


def test_both_roads_find_the_same_in_lines_of_json(tmp_path):
    chance, path = random.Random(1), tmp_path / "made.ndjson"
    rows = [{name: chance.choice(values) for name, values in JSON.items() if chance.random() > 0.1} for _ in range(400)]
    path.write_text("\n\n".join(json.dumps(row, ensure_ascii=chance.random() > 0.5) for row in rows))
    assert_same(path, tmp_path, is_fast=True)


@pytest.mark.parametrize("suffix", [".parquet", ".ndjson"])
def test_what_is_all_text_is_read_as_the_csv_of_it_is(suffix, tmp_path):
    path, other = tmp_path / "made.csv", tmp_path / f"other{suffix}"
    path.write_text(written(5, 400, columns=tuple(name for name in CELLS if name)), newline="")
    headers, *rows = csv.reader(io.StringIO(path.read_text(), newline=""))
    if suffix == ".parquet":
        parquet.write_table(pa.table(dict(zip(headers, zip(*rows, strict=True), strict=True))), other)
    else:
        other.write_text("\n".join(json.dumps(dict(zip(headers, row, strict=True))) for row in rows))
    assert_same(other, tmp_path, is_fast=True)
    found, said = reader.read(other), reader.read(path)
    assert found.events.equals(said.events)
    assert found.report.problems == said.report.problems


@pytest.mark.parametrize("line", [
    pytest.param('{"date": "2022", "title": "a", "date": "2023"}', id="a key that is there twice"),
    pytest.param('{"date": "2022", "title": "a\\u0000b"}', id="a NUL"),
    pytest.param('{"date": "2022", "title": "a\\ud800"}', id="half of a character"),
    pytest.param('{"date": "2022", "title": "a", "": "b"}', id="a key without a name"),
])  # fmt: skip
def test_lines_in_doubt_take_the_careful_road(line, tmp_path):
    path = tmp_path / "doubtful.jsonl"
    path.write_text(f'{{"date": "2022", "title": "x"}}\n{line}\n')
    assert_same(path, tmp_path, is_fast=False)


def test_a_table_that_unfolds_into_very_much_is_refused_however_it_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "LEAST_WHOLE", 100_000)
    path = tmp_path / "folded.parquet"
    parquet.write_table(pa.table({"date": ["2022"] * 10_000, "title": ["x" * 100] * 10_000}), path)
    for read in (reader.read, lambda file: build_tables.build(file, tmp_path / "tables", {}, DEFAULT)):
        with pytest.raises(BadFile, match="unfolds into far more"):
            read(path)
