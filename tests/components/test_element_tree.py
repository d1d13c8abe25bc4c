"""Pieces of page: a tree of plain elements, and what can be clicked in it."""

from typing import Any

import pytest

from components.cards.sparkline import sparkline
from components.widgets.element_tree import act, el, go
from data.view import View


def test_what_is_none_is_left_out():
    assert el("p", "a", None, [None, "b"], class_=None) == ["p", {}, "a", "b"]


def test_runs_of_nodes_are_laid_out_in_their_place():
    assert el("ul", [el("li", "1"), el("li", "2")]) == ["ul", {}, ["li", {}, "1"], ["li", {}, "2"]]


def test_what_turns_or_breaks_text_is_left_out():
    assert el("p", "a\u202eb\ud800") == ["p", {}, "ab\ufffd"]
    assert el("img", alt="a\u202eb") == ["img", {"alt": "ab"}]


def test_a_way_is_a_link_to_the_view_and_says_what_it_changes():
    assert go(View(words="x"), "Go", event="e1") == ["a", {"href": "?words=x&event=e1", "go": {"event": "e1"}}, "Go"]


def test_a_value_too_long_for_a_link_leads_nowhere():
    assert go(View(), "Go", source=("x" * 501,)) == ["span", {}, "Go"]


def test_a_button_says_whether_it_is_on():
    button: Any = act("Folded", is_on=True, scale="")
    assert button[1]["aria-pressed"] == "true"


@pytest.mark.parametrize("growth", [[], [(0, 5.0)], [(0, 5.0), (0, 6.0)]])
def test_what_did_not_grow_in_time_has_no_line(growth):
    assert sparkline(growth) is None


def test_a_line_ends_at_its_last_number():
    svg: Any = sparkline([(0, 0.0), (10, 10.0)])
    assert svg[3][1]["cx"] == "61.5"
    assert svg[3][1]["cy"] == "2.5"
