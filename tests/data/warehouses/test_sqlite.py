"""A SQLite file of somebody else's, opened where it is: what its columns say, the questions, and what goes wrong."""

# ruff: noqa: F401 - the tests run here because they are here
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import ibis.expr.types as ir
import pytest

from data.dataset import opening
from data.dataset.dataset import Dataset
from data.errors import DatelineError, EngineError
from data.warehouses import warehouse
from tests.data import reference_queries
from tests.data.test_lanes import (
    test_an_event_stands_in_each_of_its_lanes_and_in_the_nameless_one_without,
    test_counts_put_each_event_of_the_stretch_into_one_bin,
)

TEXTS = ("title", "kind", "category", "actors", "tags", "place", "source", "reported", "grade", "metric", "value")
KEPT = ("date", "start", "end", "precision", "qualifier", "month", "known_from", "title", "kind", "category", "place",
        "low", "high", "importance", "reported", "x:Region")  # fmt: skip
MAP = '[columns]\nid = "number"\ndate = "happened"\nimportance = "level"\n'


@pytest.fixture(scope="module")
def rows() -> Iterator[list[reference_queries.Row]]:
    """The usual rows, with dates of every form, under keys that are numbers."""
    before = list(reference_queries.ROWS)
    reference_queries.ROWS[:] = [
        {**row, "id": str(row["row"]), "grade": row["grade"].replace("C", "")} for row in before
    ]
    yield reference_queries.ROWS
    reference_queries.ROWS[:] = before


def described(file: Path, more: str = MAP, table: str = "incidents") -> Path:
    path = file.with_suffix(".toml")
    path.write_text(f'address = "sqlite://{file}"\ntable = "{table}"\nseconds = 1\n{more}', "utf-8")
    return path


@pytest.fixture(scope="module")
def file(rows, tmp_path_factory) -> Path:
    path: Path = tmp_path_factory.mktemp("sqlite") / "events.sqlite"
    names = ("number", "level", *TEXTS, "happened", "Region")
    with sqlite3.connect(path) as made:
        made.execute(f"create table incidents (number integer primary key, {' text, '.join(names[1:])} text)")
        for row in rows:
            cells = [row["row"], row["importance"], *(row[name] or None for name in TEXTS), row["date"]]
            made.execute(
                f"insert into incidents values ({', '.join('?' * len(names))})", [*cells, row["x:Region"] or None]
            )
    made.close()
    return path


@pytest.fixture(scope="module")
def dataset(file) -> Iterator[Dataset]:
    opened = opening.open_file(described(file))
    yield opened
    opened.close()
    warehouse.let_go()


@pytest.fixture(scope="module")
def event(dataset) -> ir.Table:
    return dataset.table()


@pytest.fixture(scope="module")
def member(dataset) -> ir.Table:
    return dataset.table("member")


def test_each_column_says_what_it_says_of_a_file(rows, dataset):
    assert (dataset.report.rows, dataset.report.events, len(dataset.report.problems)) == (len(rows), len(rows), 0)
    found = {row["id"]: row for row in dataset.table().to_pyarrow().to_pylist()}
    for row in rows:
        assert {name: found[row["id"]][name] for name in KEPT} == {name: row[name] for name in KEPT}
    lines = dataset.table("member").to_pyarrow().to_pylist()
    assert {(line["row"], line["value"]) for line in lines} == {
        (row["row"], name)
        for row in rows for field in ("actors", "tags") for name in reference_queries.names_in(row, field)
        if name
    }  # fmt: skip


def test_it_is_asked_from_every_thread_and_nothing_can_be_written(dataset, rows):
    with ThreadPoolExecutor(8) as pool:
        counts = list(pool.map(lambda _: dataset.table().count().execute(), range(40)))
    assert counts == [len(rows)] * 40
    with pytest.raises(EngineError):
        dataset.table().get_backend()._pool.ask(lambda held: held.con.execute("delete from incidents"))


def test_a_file_that_is_not_there_is_not_made(tmp_path):
    path = tmp_path / "nowhere.sqlite"
    with pytest.raises(EngineError, match=r"There is no file “.*nowhere\.sqlite”"):
        opening.open_file(described(path))
    assert not path.exists()
    path.write_bytes(b"not a database" * 100)
    with pytest.raises(EngineError, match=r"nowhere\.sqlite is no SQLite file"):
        opening.open_file(f"sqlite://{path}#incidents")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("mariadb://reader@host/db", r"no way to reach an address of mariadb://\. Write mysql://\."),
        ("nosuch://reader@host/db", r"Write one of postgres://, mysql://, sqlite://"),
        ("postgres://reader@host:54x/db", r"cannot be read\. Write it as in postgres://reader@host:5432/db"),
        ("oracle://reader@host/db", r"oracle:// needs a driver that is not installed here.*ibis-framework\[oracle\]"),
    ],
)
def test_an_address_that_leads_nowhere_says_what_to_write(address, said):
    with pytest.raises(DatelineError, match=said):
        opening.open_file(f"{address}#incidents")
