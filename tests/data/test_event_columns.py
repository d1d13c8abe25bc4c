"""The one declaration of the table `event`, and both readers held to it: the same columns, types and empty values."""

import pyarrow as pa
import pytest

from data.bulk import events, load
from data.engine import connection
from data.reading import reader
from data.schema import NAMES
from data.settings import DEFAULT
from data.validation.event_columns import BY_NAME, COLUMNS, LISTS, ORDER, PAIRS, READERS, SEARCHED, TEXTS

FILLED = {
    "date": "2022-01-05", "end": "2022-01-07", "title": "Rain", "kind": "era", "actors": "Police; Army", "tags": "a;b",
    "latitude": "43.25", "longitude": "76.9", "url": "https://example.org/É", "reported": "2022-01-06", "grade": "b2",
    "metric": "detained", "value": "~2000", "importance": "3", "sequence": "-4", "id": "rain",
    "media": "https://example.org/a", "links": "caused: flood (Police)",
}  # fmt: skip
"""A cell of each column that says something; every other column has its name."""


def careful(path):
    return reader.read(path, {}, DEFAULT).events


def in_bulk(path):
    held = connection.writing(path.with_suffix(".db"))
    assert load.read(path, {}, DEFAULT, held, lambda _: None)
    return held.sql("from event").to_arrow_table()


def written(tmp_path, *names):
    path = tmp_path / "events.csv"
    cells = [FILLED.get(name, name) for name in names]
    path.write_text(f"{','.join(names)}\n{','.join(cells)}\n", "utf-8")
    return path


@pytest.mark.parametrize("read", [careful, in_bulk])
@pytest.mark.parametrize("names", [("date", "title"), NAMES], ids=["two columns", "every column"])
class TestEitherReader:
    def test_gives_the_columns_that_are_declared(self, read, names, tmp_path):
        found = read(written(tmp_path, *names))
        assert found.schema.names == list(ORDER)
        assert {field.name: field.type for field in found.schema} == {each.name: each.kind for each in COLUMNS}

    def test_says_what_is_declared_where_the_file_says_nothing(self, read, names, tmp_path):
        found = read(written(tmp_path, *names)).to_pylist()[0]
        if names == NAMES:
            same = {name for name, column in BY_NAME.items() if column.cell and found[name] == column.absent}
            assert same == {"is_increment"}
        else:
            assert {name: found[name] for name, column in BY_NAME.items() if column.cell} == {
                name: column.absent for name, column in BY_NAME.items() if column.cell
            }


def test_every_column_of_a_file_becomes_one_of_the_table():
    assert {column.cell for column in COLUMNS} - {""} == {*NAMES} - {"date", "end", "title", "id"}
    assert not {*TEXTS} & {*READERS}


def test_what_goes_together_and_what_is_searched_is_declared_before():
    assert {*SEARCHED, *LISTS} <= {*ORDER}
    assert {name for pair in PAIRS for name in (pair.first, pair.second)} <= {*READERS, *TEXTS}
    assert all(pair.second in READERS for pair in PAIRS), "or nothing would be said of it"


def test_the_engine_has_a_word_for_every_type():
    assert {column.kind for column in COLUMNS} <= {*events.TYPES}
    types = ", ".join(f"null::{word}" for word in events.TYPES.values())
    with connection.in_memory() as held:
        assert held.sql(f"select {types}").to_arrow_table().schema.types == list(events.TYPES)


def test_a_column_that_is_no_part_of_another_has_its_own_name():
    shared = {column.cell for column in COLUMNS if column.cell and column.cell != column.name}
    assert shared == {"value"}
    assert pa.types.is_string(BY_NAME["value"].kind)
