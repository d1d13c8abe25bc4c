"""Names and texts between marks: what goes in comes out, and nothing of it is ever read as SQL."""

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.engine import connection
from data.engine.quoting import identifier, identifiers, literal, literals

HOSTILE = [
    pytest.param("it's", id="an apostrophe"),
    pytest.param("'; drop table event; --", id="an apostrophe that would end it"),
    pytest.param('"; drop table event; --', id="a quotation mark that would end it"),
    pytest.param("''\"\"``", id="each mark twice"),
    pytest.param("a\\'b\\", id="backslashes, which mean nothing"),
    pytest.param("a\0b", id="a NUL"),
    pytest.param("two\r\nlines\t/* and */ -- this", id="line ends and remarks"),
    pytest.param("Ночь 日本 🌩 e\u0301 \u202e", id="letters of all kinds"),
    pytest.param("$1 {x} %s ? :name", id="what other programs fill in"),
    pytest.param(" ", id="a space"),
]
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=50)  # half a letter is no text to the engine


@pytest.fixture(scope="module")
def held():
    with connection.in_memory() as held:
        held.execute("create table event as select 1 as row")
        yield held


@pytest.mark.parametrize("text", [*HOSTILE, pytest.param("", id="nothing")])
def test_a_text_is_what_it_was(text, held):
    assert held.execute(f"select {literal(text)}").fetchall() == [(text,)]
    assert held.execute(f"select {literals([text, 'b'])}").fetchall() == [(text, "b")]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_what_it_was(name, held):
    held.execute(
        f"create or replace temp table named ({identifiers([name, 'b'])}, ".replace(",", " int,", 2) + "c int)"
    )
    assert [row[0] for row in held.execute("describe named").fetchall()] == [name, "b", "c"]
    held.execute(f"select {identifier(name)} from named")


@given(TEXTS)
def test_any_text_is_what_it_was(text):
    with duckdb.connect() as held:
        assert held.execute(f"select {literal(text)} as {identifier(text or 'b')}").fetchall() == [(text,)]


def test_nothing_that_was_quoted_did_anything(held):
    assert held.execute("from event").fetchall() == [(1,)]


@pytest.mark.parametrize(
    ("dialect", "said"),
    [("postgres", '"a""b`c"'), ("sqlite", '"a""b`c"'), ("mysql", '`a"b``c`'), ("spark", '`a"b``c`')],
)
def test_other_engines_have_marks_of_their_own(dialect, said):
    assert identifier('a"b`c', dialect) == said


def test_a_thing_without_a_name_cannot_be_named():
    with pytest.raises(ValueError, match="without a name"):
        identifier("")
