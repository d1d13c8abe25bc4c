"""A folder of Parquet files on a cluster, asked at its address: what is in it, its questions, and its end."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from time import monotonic

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from data import queries
from data.dataset import opening
from data.dataset.dataset import Dataset
from data.dates import calendar
from data.errors import EngineError
from data.view import View
from tests.engines import sail_server

pytestmark = pytest.mark.engines

ROWS = [
    {"number": 1, "happened": date(2022, 1, 5), "until": "2022-01-07", "title": "Fuel prices rise", "category": "State",
     "actors": "Police; CSTO", "told": datetime(2022, 1, 5, 20, 0, 5, tzinfo=UTC)},
    {"number": 2, "happened": date(2022, 1, 6), "until": "", "title": "On the square", "category": "Protest",
     "actors": "", "told": None, "metric": "dead", "value": "~2,000"},
    {"number": 3, "happened": None, "until": "", "title": "Some day", "category": "State", "actors": "CSTO"},
    {"number": 4, "happened": date(1991, 12, 16), "until": "1990", "title": "Independence", "category": "State",
     "actors": "", "importance": 3},
]  # fmt: skip
SCHEMA = pa.schema(
    [
        ("number", pa.int64()),
        ("happened", pa.date32()),
        ("told", pa.timestamp("us", "UTC")),
        ("importance", pa.int32()),
        *((name, pa.string()) for name in ("until", "title", "category", "actors", "metric", "value")),
    ]
)
SAID = """zone = "Asia/Almaty"
[columns]
id = "number"
date = "happened"
end = "until"
reported = "told"
"""


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of two files, and the name of what says where they are."""
    tmp_path = tmp_path_factory.mktemp("cluster")
    (tmp_path / "events").mkdir()
    for part in (0, 1):
        held = pa.Table.from_pylist(ROWS[2 * part : 2 * part + 2], schema=SCHEMA)
        pq.write_table(held, tmp_path / "events" / f"part-{part}.parquet")
    return tmp_path / "cluster.toml"


def written(described: Path, address: str) -> Path:
    table = described.parent / "events"
    described = described.with_stem(f"cluster-{address[-5:]}")
    described.write_text(f'address = "{address}"\ntable = "{table}/"\nseconds = 1\n{SAID}', "utf-8")
    return described


@pytest.fixture(scope="module")
def dataset(described: Path, sail: str) -> Iterator[Dataset]:
    opened = opening.open_file(written(described, sail))
    yield opened
    opened.close()


def test_a_folder_on_a_cluster_is_understood_as_a_file_is(dataset):
    assert (dataset.report.rows, dataset.report.events) == (4, 3)
    problems = [(problem.row, problem.column, problem.is_fatal) for problem in dataset.report.problems]
    assert problems == [(3, "happened", True), (4, "until", False)]
    event, member = dataset.table(), dataset.table("member")
    [first, second, third] = queries.visible(event, member, View()).to_pyarrow().to_pylist()
    assert [row["id"] for row in (first, second, third)] == ["4", "1", "2"]
    assert second["date"] == "2022-01-05/2022-01-07"
    assert (second["start"], second["end"]) == (calendar.seconds(2022, 1, 5), calendar.seconds(2022, 1, 8))
    assert second["reported"] == "2022-01-06T02:00:05"
    assert (third["low"], third["is_approximate"], first["importance"]) == (2000, True, 3)
    assert dataset.table("raw").count().to_pyarrow().as_py() == 4


def test_it_answers_the_questions_of_a_page(dataset):
    event, member = dataset.table(), dataset.table("member")
    stretch = calendar.seconds(1990), calendar.seconds(2030)
    counted = queries.counts(event, member, View(), "actor", *stretch, queries.Bin(months=12)).execute()
    assert list(zip(counted["lane"], counted["bin"], counted["count"], strict=True)) == [
        ("", 1991, 1), ("", 2022, 1), ("CSTO", 2022, 1), ("Police", 2022, 1),
    ]  # fmt: skip
    chosen = View(words="PRICES", actor=("CSTO",), asof="2022-01-06")
    marks = queries.marks(event, member, chosen, "category", *stretch, 300).execute()
    assert list(marks["title"]) == ["Fuel prices rise"]
    assert queries.summary(event, member, View()).execute()["count"].iloc[0] == 3


def test_a_cluster_that_has_ended_is_told_within_seconds(described):
    with sail_server.running() as address:
        dataset = opening.open_file(written(described, address))
        event, member = dataset.table(), dataset.table("member")
        assert queries.summary(event, member, View()).execute()["count"].iloc[0] == 3
    began = monotonic()
    with pytest.raises(EngineError, match="does not answer"):
        queries.summary(event, member, View()).execute()
    assert monotonic() - began < 30


def test_a_table_that_is_not_there_is_named(described, sail):
    described.write_text(f'address = "{sail}"\ntable = "incidents"\n{SAID}', "utf-8")
    with pytest.raises(EngineError, match="There is no table “incidents”"):
        opening.open_file(described)
