"""One engine for a file: closed to everything else, and right in every thread."""

import threading
from concurrent.futures import ThreadPoolExecutor

import duckdb
import pytest

from data.dataset import opening
from data.dates import calendar
from data.engine import connection
from data.errors import DatelineError
from tests.data.test_reader import SHIPPED


@pytest.fixture
def dataset():
    opened = opening.open_file(SHIPPED)
    yield opened
    opened.close()


@pytest.fixture
def many(tmp_path):
    path = tmp_path / "events.csv"
    path.write_text("date,title,category\n" + "".join(f"{1900 + n % 100},event {n},{n % 7}\n" for n in range(20_000)))
    opened = opening.open_file(path)
    yield opened
    opened.close()


def test_the_tables_are_there_and_the_events_sorted_the_long_ones_first(dataset):
    events = dataset.table().execute()
    assert len(events) == dataset.report.events
    first = events["start"].fillna(events["end"])
    days = (events["end"] - events["start"]) / calendar.DAY
    kinds = sum(((days <= length) | days.isna()).astype(int) for length in connection.LASTING).where(days.notna(), -1)
    assert kinds.is_monotonic_increasing
    assert len(set(kinds)) > 2
    assert all(group.is_monotonic_increasing for _, group in first.groupby(kinds))
    assert set(dataset.table("member").execute()["field"]) == {"actor", "tag"}
    assert dataset.table("raw").count().execute() == dataset.report.rows


@pytest.mark.parametrize(
    "statement",
    [
        "select * from read_text('/etc/passwd')",
        "select * from '/etc/passwd.csv'",
        "copy event to '/tmp/dateline-should-not-be.csv'",
        "attach '/tmp/dateline-should-not-be.db'",
        "install httpfs",
        "select * from read_csv('https://example.org/a.csv')",
        "set threads = 1",
        "set enable_external_access = true",
        "set lock_configuration = false",
        "reset memory_limit",
    ],
)
def test_nothing_else_can_be_reached_or_set(dataset, statement):
    with pytest.raises(duckdb.Error, match=r"disabled|locked"):
        dataset.table().get_backend().con.execute(statement)


def test_the_programs_own_variables_are_no_tables(dataset):
    secret = dataset.table().to_pyarrow()
    assert secret.num_rows
    with pytest.raises(duckdb.Error):
        dataset.table().get_backend().con.execute("select * from secret")


def test_eight_threads_get_right_answers_all_at_once(many):
    def ask(number):
        events = many.table()
        kept = events.filter(events.category == str(number % 7))
        return number % 7, kept.count().execute(), int(kept.row.sum().execute())

    expected = {k: (len(range(k, 20_000, 7)), sum(n + 1 for n in range(k, 20_000, 7))) for k in range(7)}
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(ask, range(200)))
    assert all((count, total) == expected[category] for category, count, total in answers)


def test_each_thread_has_a_connection_of_its_own_and_keeps_it(dataset):
    with ThreadPoolExecutor(1) as pool:
        theirs = [pool.submit(lambda: dataset.table().get_backend()).result() for _ in range(2)]
    assert theirs[0] is theirs[1]
    assert theirs[0] is not dataset.table().get_backend()


def test_a_closed_dataset_says_so():
    opened = opening.open_file(SHIPPED)
    opened.close()
    with pytest.raises(DatelineError, match="is closed"):
        opened.table()


def test_a_set_is_closed_while_a_question_is_under_way_which_still_gets_its_answer():
    opened = opening.open_file(SHIPPED)
    is_asked, may_answer = threading.Event(), threading.Event()

    def gate(number: int) -> int:
        is_asked.set()
        assert may_answer.wait(60)
        return number

    con = opened.table().get_backend().con
    con.create_function("gate", gate, ["bigint"], "bigint")
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(lambda: con.execute("select gate(7)").fetchall())
        assert is_asked.wait(60)
        try:
            opened.close()
        finally:
            may_answer.set()
        assert answer.result() == [(7,)]
    with pytest.raises(DatelineError, match="is closed"):
        opened.table()


def test_the_key_is_of_content_settings_and_columns(tmp_path):
    path = tmp_path / "events.csv"

    def key(text, settings="", **mapping):
        path.write_text(text)
        path.with_suffix(".toml").write_text(settings)
        opened = opening.open_file(path, mapping)
        opened.close()
        return opened.key

    first = key("date,title,name\n2022,x,y\n")
    assert key("date,title,name\n2022,x,y\n") == first
    others = [
        key("date,title,name\n2022,x,z\n"),
        key("date,title,name\n2022,x,y\n", "title = 'T'"),
        key("date,title,name\n2022,x,y\n", title="name"),
    ]
    assert len({first, *others}) == 4


def test_the_stamp_changes_with_the_file_and_with_its_settings(tmp_path):
    path = tmp_path / "events.csv"
    stamps = [opening.stamp(path)]
    for target, text in ((path, "a"), (path.with_suffix(".toml"), "b"), (path, "longer")):
        target.write_text(text)
        stamps.append(opening.stamp(path))
    assert len(set(stamps)) == 4
    assert opening.stamp(path) == stamps[-1]
