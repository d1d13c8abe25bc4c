"""The column that sorts the events, where none is called a category."""

from collections.abc import Sequence

import pytest

from data.validation import best_category

PEOPLE = ["Lea", "Tom", "Ada", "Ivo", "Lea", "Tom"]
STREAMS = ["Research", "Research", "Design", "Design", "Build", "Build"]


@pytest.mark.parametrize(
    ("columns", "found"),
    [
        pytest.param({"Owner": PEOPLE, "Workstream": STREAMS, "Status": ["done", "open"] * 3}, "Workstream", id="best"),
        pytest.param({"Owner": PEOPLE, "Status": ["done", "open"] * 3}, "Status", id="status rather than nothing"),
        pytest.param({"Owner": PEOPLE}, None, id="not by people"),
        pytest.param({"Wing": ["north", "south"] * 3}, "Wing", id="few values under any name"),
        pytest.param({"Wing": ["a", "b", "c", "d", "a", "b"]}, None, id="many values only under a name that says so"),
        pytest.param({"System": ["api", "db", "api", "cache", "dns", "api"]}, "System", id="as here"),
        pytest.param({"Region": ["north", "south", "", "", "", ""]}, None, id="said in too few rows"),
        pytest.param({"Region": ["north"] * 6}, None, id="one value sorts nothing"),
        pytest.param({"Region": ["north", "south"]}, None, id="of two rows nobody knows"),
        pytest.param({"Level": ["1", "2", "3", "1", "2", "1"]}, None, id="numbers are no groups"),
        pytest.param({"Theme": ["x; y", "y; z", "x; y", "y; z", "x; y", "y; z"]}, None, id="lists are no groups"),
    ],
)
def test_the_column_that_sorts_the_events_best_is_found(columns: dict[str, Sequence[str]], found: str | None) -> None:
    cells = list(columns.values())
    assert best_category.find(list(columns), (), lambda place: cells[place]) == found


def test_what_is_used_already_is_left() -> None:
    assert best_category.find(["Workstream"], ["Workstream"], lambda _: STREAMS) is None
