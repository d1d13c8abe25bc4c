"""What a link may say of how a file is read."""

import pytest

from data.reading import chosen_columns
from data.reading_report import Report

REPORT = Report("my.xlsx", "utf-8", ",", ("When", "What", "Was"), {"date": "When"}, others=("Other sheet",))


@pytest.mark.parametrize(
    ("name", "value", "is_followed"),
    [
        pytest.param("title", "What", True, id="a column that the file has"),
        pytest.param("title", "what", True, id="in other letters"),
        pytest.param("title", "Whatever", False, id="a column that it has not"),
        pytest.param("order", "day", True, id="an answer that the question has"),
        pytest.param("order", "sideways", False, id="an answer that it has not"),
        pytest.param("encoding", "windows-1251", True, id="an encoding"),
        pytest.param("encoding", "klingon", False, id="no encoding"),
        pytest.param("sheet", "Other sheet", True, id="another sheet"),
        pytest.param("sheet", "No sheet", False, id="no sheet"),
    ],
)
def test_what_the_file_allows_is_followed_and_the_rest_is_said(name, value, is_followed):
    followed, left_out = chosen_columns.follow([(name, value)], REPORT)
    assert followed == (((name, value),) if is_followed else ())
    assert len(left_out) == (not is_followed)
    assert all(value in said and said.endswith((".", "?")) for said in left_out)


def test_what_was_followed_already_is_not_judged_by_the_file_that_it_made():
    assert chosen_columns.follow([("sheet", "This sheet")], REPORT, [("sheet", "This sheet")])[1] == []
