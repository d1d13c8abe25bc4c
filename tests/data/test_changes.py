"""What changed: which events are new since a moment, which figures moved, what became of an earlier file's rows."""

from collections.abc import Mapping, Sequence

import pytest

from data import queries
from data.claims import changes, compare_files
from data.errors import BadView
from data.view import View
from tests.factories import make_events, make_tables

FIFTH, SIXTH = {"reported": "2022-01-05"}, {"reported": "2022-01-06"}


def claim(value: str, source: str, **more: object) -> dict[str, object]:
    return {"metric": "detained", "value": value, "source": source, "date": "2022-01-05", **more}


def moves(*rows: Mapping[str, object], asof: str = "", baseline: str = "2022-01-05") -> list[changes.Move]:
    event, member = make_tables(*rows)
    return changes.moves(queries.claims(event, member, View(asof=asof)).to_pyarrow().to_pylist(), baseline)


def test_new_is_what_became_known_after_the_day_that_is_looked_back_from():
    event, member = make_tables(
        {"title": "old", **FIFTH}, {"title": "new", **SIXTH}, {"title": "told late", "date": "1990", **SIXTH}
    )
    found = changes.news(event, member, View(), "2022-01-05").execute()
    assert list(found["title"]) == ["told late", "new"], "it is news when it is told, whenever it happened"


def test_new_keeps_to_the_filters_and_to_what_is_known_as_of_the_later_moment():
    event, member = make_tables(
        {"title": "kept", "category": "a", **SIXTH},
        {"title": "another category", "category": "b", **SIXTH},
        {"title": "not known yet", "category": "a", "reported": "2022-01-07"},
    )
    found = changes.news(event, member, View(category=("a",), asof="2022-01-06"), "2022-01-05").execute()
    assert list(found["title"]) == ["kept"]


def test_a_figure_that_rose_says_from_what_to_what_and_by_whom():
    (move,) = moves(claim("1500", "Ministry", **FIFTH), claim("2000", "Ministry", **SIXTH))
    assert move.before is not None
    assert move.change is not None
    assert (move.before.value, move.now.value, move.now.source) == ("1500", "2000", "Ministry")
    assert (move.change.direction, move.change.value) == ("up", "500")


def test_an_increment_moves_its_own_sources_total():
    (move,) = moves(claim("10", "Police", **FIFTH), claim("+2", "Police", **SIXTH))
    assert move.before is not None
    assert (move.before.value, move.now.value) == ("10", "12")


def test_another_source_is_no_rise_of_the_first_ones_figure():
    (move,) = moves(claim("10", "Police", **FIFTH), claim("40", "Ministry", **SIXTH))
    assert (move.before, move.change) == (None, None)
    assert move.stood is not None
    assert (move.stood.value, move.stood.source) == ("10", "Police")


def test_a_figure_of_which_nothing_was_known_is_new():
    (move,) = moves(claim("10", "Police", **SIXTH))
    assert (move.before, move.stood) == (None, None)


def test_what_stood_still_or_is_not_known_yet_did_not_move():
    rows = (claim("10", "Police", **FIFTH), claim("11", "Police", reported="2022-01-07"))
    assert moves(*rows, asof="2022-01-06") == []
    assert len(moves(*rows)) == 1


def test_a_figure_said_again_is_told_as_the_same():
    (move,) = moves(claim("10", "Police", **FIFTH), claim("10", "Police", **SIXTH))
    assert move.change is not None
    assert move.change.direction == "same"


@pytest.mark.parametrize(
    ("baseline", "asof"),
    [("2022-01-06", "2022-01-05"), ("2022-01-05", "2022-01-05"), ("2022-01-05/..", "2022-01-06")],
)
def test_looking_back_from_no_earlier_moment_is_refused_in_a_sentence(baseline, asof):
    with pytest.raises(BadView, match=r"does not lie before .* Choose an earlier"):
        changes.check_order(baseline, asof)


def compared(before: Sequence[Mapping[str, object]], now: Sequence[Mapping[str, object]]) -> compare_files.Comparison:
    return compare_files.compare(make_events(*before), make_events(*now))


def test_a_changed_cell_says_what_was_there_and_what_is():
    found = compared([{"id": "a", "title": "t", "value": "10"}], [{"id": "a", "title": "t", "value": "12"}])
    (row,) = found.changed
    assert row.cells == (compare_files.Cell("value", "10", "12"),)
    assert (found.withdrawn, found.added, found.same) == ((), (), 0)


def test_rows_of_one_file_only_are_withdrawn_or_added():
    found = compared(
        [{"id": "a", "title": "one"}, {"id": "b"}], [{"id": "b"}, {"id": "c", "title": "three", "place": "x"}]
    )
    assert [row.title for row in found.withdrawn] == ["one"]
    assert [row.title for row in found.added] == ["three"]


def test_a_title_written_again_is_a_changed_row_though_its_made_id_changed_with_it():
    found = compared(
        [{"id": "the-cabinet-1", "title": "The cabinet", "source": "Gazette"}],
        [{"id": "the-cabinet-falls-2", "title": "The cabinet falls", "source": "Gazette"}],
    )
    (row,) = found.changed
    assert row.cells == (compare_files.Cell("title", "The cabinet", "The cabinet falls"),)
    assert not found.withdrawn
    assert not found.added


def test_rows_that_cannot_be_told_apart_are_not_matched_by_guess():
    before = [{"id": "a", "title": "one"}, {"id": "b", "title": "two"}]
    found = compared(before, [{"id": "c", "title": "three"}])
    assert len(found.withdrawn) == 2
    assert len(found.added) == 1


def test_a_column_that_only_one_file_has_is_empty_in_the_other():
    found = compared([{"id": "a"}], [{"id": "a", "x:Region": "North"}])
    assert found.changed[0].cells == (compare_files.Cell("Region", "", "North"),)


def test_notes_are_said_to_have_changed_and_not_shown():
    found = compared([{"id": "a", "notes": "secret"}], [{"id": "a", "notes": "other"}])
    assert found.changed[0].cells == (compare_files.Cell("notes", "", ""),)
