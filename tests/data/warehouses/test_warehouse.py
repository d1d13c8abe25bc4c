"""A DuckDB file of somebody else's, with columns and types of its own, opened where it is."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import numpy as np
import pytest

from components.exporters import EXPORTERS, Subject
from data import dates, queries
from data.dataset import opening
from data.dates import calendar
from data.errors import BadColumns, BadSettings, EngineError
from data.validation import date_columns
from data.view import View

COLUMNS = (
    "id integer, happened timestamp, until_day date, headline varchar, desk varchar, actors varchar[], region varchar"
)
ROWS = """
    (7, '2022-01-05 08:30:15.7', null, 'Café on the Straße', 'Protest', ['Police', 'Army'], 'North'),
    (8, '1969-12-31 23:59:59', '1970-01-02', 'Rain', null, ['Police'], 'South'),
    (9, '2022-01-06 00:00:00', '2022-01-01', 'Ends before it starts', 'State', [], 'South'),
    (10, null, null, 'No date', 'State', null, 'South'),
    (11, 'infinity', null, 'At the end of time', 'State', null, 'South'),
    (12, '2022-01-07 10:00:00', null, '  ', 'State', null, 'South')
"""
MAP = '[columns]\ndate = "happened"\nend = "until_day"\ntitle = "Headline"\ncategory = "desk"\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "incidents.duckdb"
    with duckdb.connect(str(path)) as made:
        made.execute(f"create table incidents ({COLUMNS})")
        made.execute(f"insert into incidents values {ROWS}")
    path.with_suffix(".toml").write_text(f'title = "Incidents"\n{MAP}', "utf-8")
    return path


@pytest.fixture
def dataset(file: Path):
    opened = opening.open_file(file)
    yield opened
    opened.close()


def test_its_rows_become_events_by_the_map_beside_it(dataset):
    rows = {row["id"]: row for row in dataset.table().to_pyarrow().to_pylist()}
    assert dataset.settings.title == "Incidents"
    assert set(rows) == {"7", "8", "9"}
    first = rows["7"]
    assert (first["start"], first["end"]) == (1641371415, 1641371416), "a timestamp covers its second"
    assert (first["date"], first["precision"], first["month"]) == ("2022-01-05T08:30:15", "second", 2022 * 12)
    assert (first["category"], first["actors"], first["x:region"]) == ("Protest", "Police; Army", "North")
    assert (rows["8"]["start"], rows["8"]["end"]) == (-1, calendar.seconds(1970, 1, 3)), "its last day is part of it"
    assert (rows["8"]["date"], rows["8"]["precision"]) == ("1969-12-31T23:59:59/1970-01-02", "day")
    assert rows["9"]["end"] == rows["9"]["start"] + 1


def test_what_cannot_be_read_is_counted_and_listed_and_nothing_is_lost(dataset):
    report = dataset.report
    assert (report.rows, report.events, len(report.problems)) == (6, 3, 4)
    said = [(problem.row, problem.column, problem.is_fatal) for problem in report.problems]
    assert said == [(9, "until_day", False), (10, "happened", True), (11, "happened", True), (12, "headline", True)]
    assert "before the start" in report.problems[0].message


def test_words_names_and_own_columns_are_asked_as_of_any_file(dataset):
    event, member = dataset.table(), dataset.table("member")
    found = lambda view: queries.visible(event, member, view).execute()["id"].tolist()  # noqa: E731
    assert found(View(words="CAFE strasse")) == ["7"]
    assert found(View(actor=("Police",))) == ["8", "7"]
    assert found(View(actor=("",))) == ["9"]
    assert found(View(where=(("region", "South"),))) == ["8", "9"]
    assert found(View(start="2022-01-05", end="2022-01-06")) == ["7"]


def test_every_cell_can_be_taken_away_as_it_is(dataset):
    taken = b"".join(EXPORTERS["file"].pieces(Subject(dataset, View()))).decode()
    assert taken.splitlines()[0] == "id,happened,until_day,headline,desk,actors,region"
    assert "Police; Army" in taken
    assert len(taken.splitlines()) == 4


def test_it_is_read_only_closed_to_the_file_system_and_right_in_every_thread(dataset, file):
    before = file.read_bytes()
    with ThreadPoolExecutor(8) as pool:
        counts = list(pool.map(lambda _: dataset.table().count().execute(), range(40)))
    assert counts == [3] * 40
    for statement in ("drop table incidents", "select * from read_text('/etc/passwd')"):
        with pytest.raises(EngineError):
            dataset.table().get_backend()._pool.ask(lambda held, said=statement: held.con.execute(said))
    assert file.read_bytes() == before


def test_a_file_that_is_put_in_its_place_is_another_set(file, dataset):
    stamp = opening.stamp(file)
    newer = file.with_name("newer.duckdb")
    with duckdb.connect(str(newer)) as made:
        made.execute("create table incidents as select 1 as id, date '2022-01-05' as happened, null::date as until_day,"
                     " 'New' as headline, '' as desk")  # fmt: skip
    os.replace(newer, file)
    assert opening.stamp(file) != stamp
    other = opening.open_file(file)
    assert other.key != dataset.key
    assert other.table().to_pyarrow().column("date").to_pylist() == ["2022-01-05"]
    assert dataset.table().count().execute() == 3, "who looks at the old one still can"
    other.close()


def test_without_a_map_our_own_names_do_and_rows_without_a_key_are_numbered(tmp_path):
    path = tmp_path / "plain.duckdb"
    with duckdb.connect(str(path)) as made:
        made.execute("create table a (Date varchar, title varchar, value varchar, metric varchar, url varchar)")
        made.execute("""insert into a values ('2024-02-29~', 'leap', '~2,000', 'hurt', 'javascript:alert(1)'),
            ('2023-02-29', 'no such day', '', '', ''), ('2022-01-06 14:30', 'time', 'dozens', 'hurt', 'https://a.org/b'),
            ('0987', 'old', '1.234', 'hurt', '')""")
        made.execute("create table b (x integer)")
    with pytest.raises(EngineError, match=r"2 tables.*plain\.duckdb#a.*a, b"):
        opening.open_file(path)
    with pytest.raises(EngineError, match=r"no table “c”.*a, b"):
        opening.open_file(f"{path}#c")
    with pytest.raises(BadColumns):
        opening.open_file(f"{path}#b")
    opened = opening.open_file(f"duckdb://{path}#a")
    rows = opened.table().order_by("start").to_pyarrow().to_pylist()
    assert [(row["id"], row["date"], row["precision"], row["qualifier"]) for row in rows] == [
        ("4", "0987", "year", ""), ("3", "2022-01-06T14:30", "minute", ""), ("1", "2024-02-29~", "day", "~")
    ]  # fmt: skip
    assert [(row["value"], row["low"], row["high"], row["url"]) for row in rows] == [
        ("", None, None, ""), ("dozens", 24, None, "https://a.org/b"), ("~2,000", 2000, 2000, "")
    ]  # fmt: skip
    assert {(problem.row, problem.column) for problem in opened.report.problems} == {
        (1, "url"), (2, "Date"), (4, "value")
    }  # fmt: skip
    assert any("number of its row" in note for note in opened.report.notes)
    opened.close()


SPANS = ("1990/2019", "1990~/2019-05?", "2022-01/2022-01-05", "2022-01-06T14:30/2022-01-07", "2022-01-06/..", "1990/",
         "../2022", "/1969-12", "../2022-01-05T10:00")  # fmt: skip
NO_SPANS = ("2022/2021", "../..", "/", "1990/2000/2010", "199X/2000", "2022/never")


def test_a_span_in_one_cell_is_what_it_is_in_a_file(tmp_path):
    path = tmp_path / "spans.duckdb"
    with duckdb.connect(str(path)) as made:
        made.execute("create table spans (id varchar, date varchar, finish varchar, title varchar)")
        made.executemany("insert into spans values (?, ?, null, 'x')", [[text, text] for text in (*SPANS, *NO_SPANS)])
        made.execute("insert into spans values ('both', '1990/1991', '1992', 'x')")
    path.with_suffix(".toml").write_text('[columns]\nend = "finish"\n', "utf-8")
    opened = opening.open_file(path)
    found = {row["id"]: row for row in opened.table().to_pyarrow().to_pylist()}
    for text in SPANS:
        span, row = dates.parse(text), found[text]
        said = (
            span.edtf,
            span.start,
            span.end,
            span.precision,
            span.start_qualifier,
            span.end_qualifier,
            span.qualifier,
        )
        names = ("date", "start", "end", "precision", "start_qualifier", "end_qualifier", "qualifier")
        assert tuple(row[name] for name in names) == said
        moment = span.start if span.start is not None else (span.end or 0) - 1
        assert (row["known_from"], row["month"]) == (moment, int(date_columns.months(np.array([moment]))[0]))
    assert {*found} == {*SPANS, "both"}
    assert found["both"]["date"] == "1990/1991"
    assert {problem.value for problem in opened.report.problems} == {*NO_SPANS, "1992"}
    opened.close()


@pytest.mark.parametrize(
    ("written", "said"),
    [
        pytest.param('address = "postgres://me:secret@h/d"\ntable = "t"', "password in the address", id="a password"),
        pytest.param('address = "postgres://h/d?password=secret"\ntable = "t"', "password", id="one in the query"),
        pytest.param('address = "postgres://h/d"', "which table", id="no table"),
        pytest.param('table = "t"', "where the events are", id="no address"),
        pytest.param('address = "a.csv"', "no address of an engine", id="a file of another kind"),
        pytest.param('address = "x.duckdb"\n[columns]\ndat = "a"', "Did you mean “date”", id="no column of ours"),
        pytest.param('address = "x.duckdb"\nseconds = 0', "from 1 to 86400", id="no seconds"),
        pytest.param('address = "x.duckdb"\ntitel = "a"', "Did you mean “title”", id="no setting of ours"),
        pytest.param('address = "x.duckdb"', "There is no file", id="no file"),
        pytest.param('address = "nosuch://h/d"\ntable = "t"', "no way to reach", id="no such engine"),
        pytest.param('address = "mysql://me:${NOT_SET_ANYWHERE}@h/d"\ntable = "t"', "NOT_SET_ANYWHERE", id="not set"),
    ],
)
def test_what_is_wrong_with_a_description_is_said_without_its_secret(tmp_path, written, said):
    path = tmp_path / "warehouse.toml"
    path.write_text(written, "utf-8")
    with pytest.raises((BadSettings, EngineError), match=said) as mistake:
        opening.open_file(path)
    assert "secret" not in str(mistake.value)


def test_a_column_that_is_not_there_is_named(file):
    file.with_suffix(".toml").write_text('[columns]\ndate = "happend"\n', "utf-8")
    with pytest.raises(BadSettings, match=r"no column “happend”.*Did you mean “happened”"):
        opening.open_file(file)


def test_a_file_that_is_no_database_is_said_to_be_none(tmp_path):
    path = tmp_path / "broken.duckdb"
    path.write_bytes(b"not a database" * 100)
    with pytest.raises(EngineError, match=r"broken\.duckdb is no DuckDB file"):
        opening.open_file(path)


@pytest.mark.parametrize("place", [0, 8, 40, 4_096, 4_200, 8_192, 12_288, 12_300])
def test_a_database_that_is_damaged_is_not_said_to_be_written_by_another_program(place, file):
    with file.open("r+b") as content:
        content.seek(place)
        content.write(b"\xff" * 64)
    said = ""
    try:
        opening.open_file(file)
    except EngineError as error:
        said = str(error)
    assert not said or "damaged" in said
