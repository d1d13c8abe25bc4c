"""An event dragged in time: which cells change, and what is said where it cannot be."""

import pytest

from data.corrections.moved_event import moved_event
from data.errors import DatelineError
from tests.data.corrections.records import rules, table, write

ROWS = """id,date,end,title
a,13/01/2022,,A day that shows the order
b,05/05/2022,,Another
c,2022-01-05,2022-01-07,A span in two columns
d,2022-01-05,ongoing,An open one
e,1990,,A year
"""


@pytest.fixture
def move(tmp_path):
    path = write(tmp_path, ROWS)

    def move(name, part="whole", **shift):
        return moved_event(table(path), rules(path), "abcde".index(name) + 1, part, **shift)

    return move


def test_the_cells_that_move_are_told_with_what_they_said(move):
    assert move("b", steps=1).cells == {"date": ("05/05/2022", "06/05/2022")}
    assert move("c", steps=-1).cells == {"date": ("2022-01-05", "2022-01-04"), "end": ("2022-01-07", "2022-01-06")}
    assert move("c", "end", by=1.4 * 86400).cells == {"end": ("2022-01-07", "2022-01-08")}
    assert move("c", "start", steps=2).date.edtf == "2022-01-07/2022-01-07"
    assert move("d", steps=1).cells == {"date": ("2022-01-05", "2022-01-06")}
    assert move("c", by=100).cells == {}


def test_a_date_without_ends_moves_whole_wherever_it_is_held(move):
    moved = move("e", "end", steps=1)
    assert (moved.part, moved.cells) == ("whole", {"date": ("1990", "1991")})


def test_what_cannot_be_moved_says_why(move):
    for name, part, steps, says in (
        ("c", "start", 3, "Then it would end before it starts. Move it the other way."),
        ("d", "end", 1, "It has no end yet"), ("e", "whole", 9_000, "Years go from"), ("e", "whole", 10**7, "too far"),
    ):  # fmt: skip
        with pytest.raises(DatelineError, match=says):
            move(name, part, steps=steps)


def test_a_date_made_of_several_columns_is_written_in_the_form(tmp_path):
    path = write(tmp_path, "title,year,month,day\nOne,2022,1,5\nTwo,2021,3,4\n")
    with pytest.raises(DatelineError, match="put together of several columns"):
        moved_event(table(path), rules(path), 1, steps=1)
    path = write(tmp_path, "title,date,time\nOne,2022-01-31,14:30\nTwo,2021-03-04,09:10\n")
    moved = moved_event(table(path), rules(path), 1, steps=1)
    assert (moved.cells, moved.date.edtf) == ({"date": ("2022-01-31", "2022-02-01")}, "2022-02-01T14:30")
