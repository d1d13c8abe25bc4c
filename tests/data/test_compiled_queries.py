"""A question that was compiled for one view answers every other of its shape as if it were compiled for that."""

from dataclasses import replace
from pathlib import Path

import ibis.expr.types as ir
import pytest

from data import queries
from data.dataset import compiled_queries, opening
from data.dataset.dataset import Dataset
from data.view import View
from tests.data.test_queries import QUESTIONS

FIRST = View(
    start="1991-01-01", end="2022-01-06", words="police fire", category=("Government", "Unrest"), place=("Almaty",)
)
SAME_SHAPE = (
    View(start="2019-01-01", end="2022-01-07", words="the said", category=("Protest", "Violence"), place=("Aqtau",)),
    View(start="-0044-01-01", end="9999-01-01", words='o\'c "a; --"', category=("'", "%_\\"), place=("Алматы\n☃",)),
    View(start="1991-01-01", end="2022-01-08", words="1 2", category=("1991", "start"), place=('"x"',)),
)  # fmt: skip
OF_OTHER_SHAPES = (
    View(),
    View(start="2022-01-05T10:00:00", end="2022-01-06T11:00:01"),
    View(category=("",)),
    View(category=("Protest", ""), actor=("Police", ""), tag=("economy",), source=("Interior Ministry",)),
    View(words="police"),
    View(asof="2022-01-05", since="1990", until="2022-01", importance=(1, 3), grade=("A1",), where=(("Nowhere", "x"),)),
)
ASKED = sorted(set(QUESTIONS) - {"eras", "one", "extent", "own values"})


@pytest.fixture(scope="module")
def kazakhstan() -> Dataset:
    return opening.open_file(Path(__file__).parents[2] / "data" / "kazakhstan-2022.csv")


@pytest.mark.parametrize("name", ASKED)
def test_what_is_filled_in_answers_as_what_is_asked_anew(kazakhstan: Dataset, name: str) -> None:
    event, member = kazakhstan.table(), kazakhstan.table("member")
    for view in (FIRST, SAME_SHAPE[1], *OF_OTHER_SHAPES[1::2]):
        found = compiled_queries.answer(kazakhstan, name, view, lambda view: QUESTIONS[name](event, member, view))
        assert found.equals(QUESTIONS[name](event, member, view).to_pyarrow()), view


def test_views_of_one_shape_are_compiled_once() -> None:
    shapes = {compiled_queries.model(view)[0] for view in (FIRST, *SAME_SHAPE)}
    assert len(shapes) == 1
    assert len({*shapes, *(compiled_queries.model(view)[0] for view in OF_OTHER_SHAPES)}) == 1 + len(OF_OTHER_SHAPES)


def test_more_words_than_a_view_has_room_for_marks_are_asked_anew(kazakhstan: Dataset) -> None:
    event, member = kazakhstan.table(), kazakhstan.table("member")
    many = View(words=" ".join(f"{number:x}" for number in range(120)))
    asked = lambda view: queries.how_many(event, member, view)  # noqa: E731
    assert compiled_queries.answer(kazakhstan, "many", many, asked)["count"].to_pylist() == [0]


def test_a_window_that_ends_within_a_day_is_another_shape() -> None:
    """Count tables answer whole days only."""
    whole, part = View(start="2022-01-01", end="2022-01-05"), View(start="2022-01-01", end="2022-01-05T06:00:00")
    assert compiled_queries.model(whole)[0] != compiled_queries.model(part)[0]


def test_the_chosen_event_is_found_whatever_it_is_called(kazakhstan: Dataset) -> None:
    event = kazakhstan.table()
    for id_ in (*event.select("id").execute()["id"], "'; drop table event; --", "mark"):
        found = compiled_queries.answer(kazakhstan, "one", View(event=id_), lambda view: queries.one(event, view.event))
        assert found["id"].to_pylist() == ([id_] if id_ in event.select("id").execute()["id"].tolist() else [])


def test_a_question_that_hides_a_value_in_a_text_is_asked_anew(kazakhstan: Dataset) -> None:
    event = kazakhstan.table()
    for word in ("police", "fire"):
        asked = lambda view: event.filter(event["words"].like(f"%{view.words}%"))  # noqa: E731
        view = replace(View(), words=word)
        assert compiled_queries.answer(kazakhstan, "hidden", view, asked).equals(asked(view).to_pyarrow())


def test_lists_of_any_length_are_filled_in(kazakhstan: Dataset) -> None:
    event, member = kazakhstan.table(), kazakhstan.table("member")
    kept = event.filter(event["start"].notnull()).limit(3).execute()
    moments, lanes = kept["start"].tolist(), kept["category"].tolist()
    places = [queries.place(*one) for one in zip(lanes, moments, strict=True)]

    def ask(view: View, moments: list[int], places: list[str]) -> ir.Table:
        return queries.lone(event, member, view, "category", moments, places)

    for given in ((moments, places), (moments[:1], ["'; --", *places[:1]]), ([-1, *moments], ["nowhere"])):
        found = compiled_queries.answer(kazakhstan, "lone", View(), ask, *given)
        assert found.equals(ask(View(), *given).to_pyarrow())
    assert len(compiled_queries.answer(kazakhstan, "lone", View(), ask, moments, places)) >= 3
    assert len([key for key in kazakhstan.statements if key[0] == "lone"]) == 1
