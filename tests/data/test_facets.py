"""What can be chosen, with counts, and what to let go when nothing is left."""

import math
from collections import Counter
from dataclasses import replace

import ibis.expr.types as ir
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import queries
from data.view import View
from tests.data.reference_queries import (
    FEW,
    VIEWS,
    WINDOWS,
    WORDS,
    asked,
    names_in,
    passing,
    touches,
)
from tests.factories import make_tables


@pytest.mark.parametrize(
    "field", ["category", "place", "source", "grade", "importance", "metric", "precision", "actor", "tag", "x:Region"]
)
@asked
@given(view=VIEWS | FEW)
def test_a_value_is_counted_under_all_the_other_filters(
    event: ir.Table, member: ir.Table, field: str, view: View
) -> None:
    but = "where" if field == "x:Region" else field
    view = replace(view, where=tuple(pair for pair in view.where if pair[0] == "Region"))
    column = {"actor": "actors", "tag": "tags"}.get(field)
    held = Counter(
        value for row in passing(view, but) for value in ({*names_in(row, column)} if column else {str(row[field])})
    )
    answer = queries.facet(event, member, view, field).execute()
    assert list(zip(answer["value"], answer["count"], strict=True)) == sorted(
        held.items(), key=lambda item: (-item[1], item[0])
    )


def test_a_value_can_be_counted_in_the_window_alone(event: ir.Table, member: ir.Table) -> None:
    view = View(start="1989-01-01", end="1990-01-01")
    everything = queries.facet(event, member, view, "category").execute()["count"].sum()
    inside = queries.facet(event, member, view, "category", window=True).execute()["count"].sum()
    assert 0 < inside < everything == len(passing(View()))


@asked
@given(view=VIEWS, window=st.none() | WINDOWS)
def test_each_filter_says_how_many_events_it_alone_holds_back(
    event: ir.Table, member: ir.Table, view: View, window: tuple[int, int] | None
) -> None:
    view = view.with_window(*window) if window else view
    stretch = window or (-math.inf, math.inf)
    expected = []
    for name in dict.fromkeys(name for name, _ in view.chips()):
        if name == "words" and not WORDS[view.words]:
            continue
        rest = view.without(name)
        expected.append((name, sum(touches(row, *stretch) for row in passing(rest))))
    expected += [("window", len(passing(view)))] if window else []
    answer = queries.loosen(event, member, view).execute()
    assert list(zip(answer["field"], answer["count"], strict=True)) == expected


def test_an_own_column_that_sorts_the_events_can_be_chosen() -> None:
    event, _ = make_tables(
        *({"x:Half": "ab"[n % 2], "x:Some": "" if n else "a", "x:Flag": "yes" if n % 3 else "", "x:Number": str(n),
           "x:Same": "a", "x:Blank": "", "x:Few": str(n % 30), "x:Many": str(n % 31)} for n in range(90))
    )  # fmt: skip
    counted = queries.own_values(event).execute()
    assert queries.choosable_columns(event, counted) == ["x:Half", "x:Flag", "x:Few"]


def test_a_file_without_own_columns_has_none_to_choose() -> None:
    event, _ = make_tables({})
    assert queries.choosable_columns(event, queries.own_values(event).execute()) == []
