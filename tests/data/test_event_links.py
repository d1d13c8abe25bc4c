"""Links between events: what a cell says, who is on the other end, and that none is dropped in silence."""

import pytest

from data import answers, event_links
from data import settings as settings_files
from data.bulk import load
from data.corrections import row_validation
from data.dataset import opening
from data.engine import connection
from data.errors import BadCell
from data.reading import reader
from data.view import View

RECORD = """id,date,title,links,kind,reported
rise,2022-01-02,Prices rise,"caused: protest (BBC; Reuters); caused: nobody",,
protest,2022-01-04,A protest,"answers: rise; part of: unrest; part of: gone; part of: gone",,
denial,2022-01-05,A denial,contradicts: protest [Ministry]; caused: denial,,2022-01-09
loose,2022-01-06,Loose,nothing at all,,
unrest,2022-01,The unrest,,era,
bad,no day,No event,caused: nobody,,
"""
BROKEN = {(1, "nobody"), (2, "gone"), (3, "denial"), (4, "nothing at all")}


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "linked.csv"
    path.write_text(RECORD)
    return path


@pytest.mark.parametrize(
    ("cell", "advice"),
    [
        ("see page 4", "Write caused, answers"),
        ("caused: a; because: b", "Write caused, answers"),
        ("caused by: a", "Write caused in the row that it names"),
        ("caused:", "Write caused, answers"),
        ("caused: " + "a" * 300, "at most 200"),
    ],
)
def test_a_cell_that_is_no_link_says_what_to_write(cell, advice):
    with pytest.raises(BadCell, match=advice):
        event_links.read(cell)


def test_a_cell_is_written_as_it_is_read():
    text = "caused: the clash (Reuters; AFP); part of: unrest"
    assert (
        event_links.written(event_links.read(text))
        == text
        == event_links.written(event_links.read(event_links.written(event_links.read(text))))
    )


def test_a_link_that_leads_nowhere_is_a_problem_of_its_row_on_both_roads(path, tmp_path):
    careful = reader.read(path, {}, settings_files.of(path)).report.problems
    engine = connection.writing(tmp_path / "tables.db")
    assert load.read(path, {}, settings_files.of(path), engine, lambda _: None)
    fast = engine.execute('select row, "column", value, message, is_fatal from problem').fetchall()
    assert [(each.row, each.column, each.value, each.message, each.is_fatal) for each in careful] == fast
    assert {(each.row, each.value) for each in careful if each.column == "links"} == BROKEN
    assert all("Write" in each.message for each in careful)


def test_a_column_of_addresses_is_no_column_of_links(tmp_path):
    path = tmp_path / "addresses.csv"
    path.write_text("date,title,Links\n2022,Rain,https://example.org/a\n")
    read = reader.read(path, {}, settings_files.of(path))
    assert not read.report.problems
    assert read.events["x:Links"].to_pylist() == ["https://example.org/a"]
    assert any("“Links” is kept as it is" in note for note in read.report.notes)


def linked(path, key, asof=""):
    held = answers.of(opening.open_file(path), View(asof=asof))
    event = held.event(key)
    assert event
    return [row["id"] for row in held.linked(event_links.targets(event_links.of_row(event)), key)]


def test_both_ends_of_a_link_know_the_other(path):
    assert linked(path, "rise") == ["protest"]
    assert linked(path, "protest") == ["unrest", "rise", "denial"], "in the order of time"
    assert linked(path, "unrest") == ["protest"]
    assert linked(path, "loose") == []


def test_what_was_said_later_is_not_linked_yet(path):
    assert linked(path, "protest", asof="2022-01-08") == ["unrest", "rise"]


def test_who_contradicts_is_found_under_the_filters(path):
    dataset = opening.open_file(path)
    assert [row["id"] for row in answers.of(dataset, View()).contradicting()] == ["denial"]
    assert not answers.of(dataset, View(words="rise")).contradicting()


def test_a_row_that_is_changed_may_be_linked_to_any_other():
    rules = row_validation.Rules({"date": "date", "title": "title", "links": "links"}, {})
    row = ["2022", "Rain", "caused: elsewhere"]
    assert row_validation.check(["date", "title", "links"], [], [row], [None], rules) != [""]
