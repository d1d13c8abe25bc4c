"""A table of somebody else's in PostgreSQL, asked through a description: the questions, and what goes wrong."""

# ruff: noqa: F401 - the tests run here because they are here
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import ibis.expr.types as ir
import psycopg
import pytest

from components.exporters import EXPORTERS, Subject
from data import queries
from data.dataset import opening
from data.dataset.dataset import Dataset
from data.dates import calendar
from data.errors import EngineError
from data.view import View
from data.warehouses import warehouse
from tests.data import reference_queries
from tests.data.test_facets import (
    test_a_value_is_counted_under_all_the_other_filters,
)
from tests.data.test_lanes import (
    test_an_event_stands_in_each_of_its_lanes_and_in_the_nameless_one_without,
    test_counts_put_each_event_of_the_stretch_into_one_bin,
    test_marks_are_the_most_important_events,
)
from tests.data.test_queries import (
    test_a_hostile_view_is_text_to_the_engine,
    test_a_view_shows_the_events_that_pass_every_filter_oldest_first,
    test_rows_come_in_time_order_or_by_a_column_and_as_many_as_are_asked_for,
)

pytestmark = pytest.mark.engines
Row = dict[str, Any]
TEXTS = ("title", "kind", "category", "actors", "tags", "place", "source", "reported", "grade", "metric", "value")
KEPT = ("date", "start", "end", "precision", "qualifier", "month", "known_from", "title", "kind", "category", "place",
        "low", "high", "importance", "reported", "x:Region")  # fmt: skip


def _halves(date: str) -> tuple[str, str]:
    first, _, last = date.partition("/")
    return first, last


def _can_be_said(row: Row) -> bool:
    """Whether a date goes into two columns of plain text."""
    return all(part[:1].isdigit() and "X" not in part and "-21" not in part for part in row["date"].split("/"))


@pytest.fixture(scope="module")
def rows() -> Iterator[list[Row]]:
    """Those of the usual rows that a foreign table can hold, under keys that are numbers."""
    before = list(reference_queries.ROWS)
    reference_queries.ROWS[:] = [
        {**row, "id": str(row["row"]), "grade": row["grade"].replace("C", "")} for row in before if _can_be_said(row)
    ]
    yield reference_queries.ROWS
    reference_queries.ROWS[:] = before


def described(folder: Path, socket: Path, table: str, more: str, user: str = "reader") -> Path:
    path = folder / f"{table}.toml"
    address = f"postgres:///postgres?host={socket}&user={user}"
    path.write_text(f'address = "{address}"\ntable = "public.{table}"\nseconds = 1\n{more}', "utf-8")
    return path


@pytest.fixture(scope="module")
def admin(postgres: Path) -> Iterator[psycopg.Connection]:
    with psycopg.connect(host=str(postgres), user="postgres", dbname="postgres", autocommit=True) as connection:
        connection.execute("create role reader login")
        connection.execute("alter default privileges in schema public grant select on tables to reader")
        yield connection
    warehouse.let_go()


@pytest.fixture(scope="module")
def foreign(rows, admin, postgres, tmp_path_factory) -> Iterator[Dataset]:
    columns = ", ".join(f'"{name}" text' for name in (*TEXTS, "happened", "until", "Region"))
    admin.execute(f"create table usual (number integer primary key, level smallint, {columns})")
    listed = ", ".join(f'"{name}"' for name in ("number", "level", *TEXTS, "happened", "until", "Region"))
    with admin.cursor() as cursor, cursor.copy(f"copy usual ({listed}) from stdin") as out:
        for row in rows:
            texts = [row[name] or None for name in TEXTS]
            first, last = _halves(row["date"])
            out.write_row([row["row"], row["importance"], *texts, first, last or None, row["x:Region"] or None])
    more = '[columns]\nid = "number"\ndate = "happened"\nend = "until"\nimportance = "level"\n'
    opened = opening.open_file(described(tmp_path_factory.mktemp("foreign"), postgres, "usual", more))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def event(foreign) -> ir.Table:
    return foreign.table()


@pytest.fixture(scope="module")
def member(foreign) -> ir.Table:
    return foreign.table("member")


def test_each_column_says_what_it_says_of_a_file(rows, foreign):
    assert (foreign.report.rows, foreign.report.events, len(foreign.report.problems)) == (len(rows), len(rows), 0)
    found = {row["id"]: row for row in foreign.table().to_pyarrow().to_pylist()}
    for row in rows:
        assert {name: found[row["id"]][name] for name in KEPT} == {name: row[name] for name in KEPT}
    lines = foreign.table("member").to_pyarrow().to_pylist()
    assert {(line["row"], line["value"]) for line in lines} == {
        (row["row"], name)
        for row in rows for field in ("actors", "tags") for name in reference_queries.names_in(row, field)
        if name
    }  # fmt: skip


@pytest.fixture(scope="module")
def typed(admin, postgres, tmp_path_factory) -> Path:
    """A description of a table with a column of every type that is read."""
    admin.execute("""create table typed (ref uuid primary key, at timestamptz, until date, headline text, people text[],
        n numeric(10, 3), what text, lat real, lon real, said timestamp, written timestamptz default now(),
        extra jsonb)""")
    admin.execute("""insert into typed (ref, at, until, headline, people, n, what, lat, lon, said) values
        ('00000000-0000-0000-0000-000000000001', '2022-01-05 23:30:15.7Z', '2022-01-08', '<b>Café</b>',
         array['Police', 'Army'], 1.234, 'dead', 43.25, 76.95, '2022-01-09 10:00')""")
    admin.execute("""insert into typed (ref, at, headline) values
        ('00000000-0000-0000-0000-000000000002', 'infinity', 'Never'),
        ('00000000-0000-0000-0000-000000000003', '0044-03-15 00:00Z BC', 'Ides')""")
    more = ('zone = "Asia/Almaty"\nchanged = "written"\n[columns]\nid = "ref"\ndate = "at"\nend = "until"\n'
            'title = "headline"\nactors = "people"\nvalue = "n"\nmetric = "what"\nreported = "said"\n')  # fmt: skip
    return described(tmp_path_factory.mktemp("typed"), postgres, "typed", more)


def test_columns_of_every_type_are_read_in_the_zone_of_the_data_set(typed):
    dataset = opening.open_file(typed)
    [row] = dataset.table().to_pyarrow().to_pylist()
    assert (row["date"], row["precision"]) == ("2022-01-06T05:30:15/2022-01-08", "day")
    assert (row["start"], row["end"]) == (calendar.seconds(2022, 1, 6) + 19815, calendar.seconds(2022, 1, 9))
    assert (row["value"], row["low"], row["actors"], row["reported"]) == (
        "1.2340", 1.234, "Police; Army", "2022-01-09T10:00:00"
    )  # fmt: skip
    assert len(queries.claims(dataset.table(), dataset.table("member"), View(words='"cafe"')).execute()) == 1
    problems = list(dataset.report.problems)
    assert {problem.value for problem in problems} == {"0044-03-15 00:00:00+00 BC", "infinity"}
    assert "00000000-0000-0000-0000-00000000000" in problems[0].message, "its key says which row it is"
    assert b"<b>" in b"".join(EXPORTERS["file"].pieces(Subject(dataset, View())))


def test_a_row_that_is_changed_in_place_makes_another_set(admin, typed):
    before, key = opening.stamp(typed), opening.open_file(typed).key
    admin.execute("update typed set headline = 'Later', written = now() + interval '1 hour' where lat is not null")
    after = _wait_for(lambda: opening.stamp(typed), before)
    assert after != before
    assert opening.open_file(typed).key != key


def _wait_for(ask, other, seconds=10):
    deadline = monotonic() + seconds
    while monotonic() < deadline and ask() == other:
        sleep(0.05)
    return ask()


def test_a_connection_that_was_cut_is_opened_again(admin, typed):
    dataset = opening.open_file(typed)
    assert dataset.table().count().execute() == 1
    admin.execute("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'reader'")
    assert dataset.table().count().execute() == 1


@pytest.mark.usefixtures("foreign")
def test_nothing_can_be_written_even_by_one_who_may(postgres, tmp_path):
    path = described(tmp_path, postgres, "usual", '[columns]\nid = "number"\ndate = "happened"\n', user="postgres")
    pool = opening.open_file(path).table().get_backend()._pool
    with pytest.raises(EngineError):
        pool.ask(lambda held: held.con.execute("delete from usual"))


@pytest.mark.usefixtures("foreign")
def test_a_table_that_may_not_be_read_or_is_not_there_is_said_to_be_so(admin, postgres, tmp_path):
    admin.execute("create table hidden (id int, date date, title text)")
    admin.execute("revoke all on hidden from reader")
    with pytest.raises(EngineError, match="may not be read"):
        opening.open_file(described(tmp_path, postgres, "hidden", ""))
    with pytest.raises(EngineError, match=r"no table “usul”.*Did you mean “usual”"):
        opening.open_file(described(tmp_path, postgres, "usul", ""))
    with pytest.raises(EngineError, match="does not answer"):
        opening.open_file(described(tmp_path, tmp_path, "usual", ""))
