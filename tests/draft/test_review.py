"""Going through the proposals of a report, step by step and back."""

from dataclasses import replace

from data.draft import review as reviews
from data.draft.compare_with_record import Recorded
from data.draft.document import Document

TEXT = """About 1,400 workers took part on 10 January. The strike lasted until 7 February.

Police said that dozens of people were hurt."""
REPORT = Document(TEXT, "2020-02-28", "The Daily")


def test_each_step_can_be_taken_back():
    begun = reviews.begin(REPORT)
    first, second = begun.rows[0].number, begun.rows[1].number
    kept = reviews.decide(begun, first, "keep")
    dropped = reviews.decide(kept, second, "drop")
    assert (len(dropped.kept), dropped.decided) == (1, 2)
    assert reviews.undo(dropped).rows == kept.rows
    assert reviews.undo(reviews.undo(dropped)).rows == begun.rows
    assert reviews.undo(begun) == begun


def test_a_cell_that_cannot_be_read_says_what_to_write_and_is_not_kept():
    review = reviews.change(reviews.begin(REPORT), 0, "date", "the day after")
    row = review.rows[0]
    assert "the day after" in row.proposal.date
    assert row.problems["date"]
    assert reviews.decide(review, 0, "keep") == review
    mended = reviews.change(review, 0, "date", "2020-01-10")
    assert not mended.rows[0].problems
    assert len(reviews.decide(mended, 0, "keep").kept) == 1
    assert reviews.change(review, 0, "quotation", "Something else") == review, "the words of the text stay"


def test_two_rows_become_one_with_both_quotations():
    begun = reviews.begin(REPORT)
    merged = reviews.merge(begun, 0, 1)
    assert len(merged.open_rows) == len(begun.open_rows) - 1
    quotations = merged.rows[0].proposal.quotation.split(" … ")
    assert len(quotations) == 2
    assert all(quotation in TEXT for quotation in quotations)


def test_what_was_discarded_takes_no_open_row_with_it():
    begun = reviews.decide(reviews.begin(REPORT), 0, "drop")
    assert reviews.merge(begun, 0, 1).rows[0].decision == ""
    both = reviews.decide(begun, 1, "drop")
    assert reviews.merge(both, 0, 1).rows[0].decision == "drop"


def test_what_another_proposes_is_added_once():
    begun = reviews.begin(REPORT)
    again = [row.proposal for row in begun.rows]
    assert reviews.add(begun, again)[1] == 0
    other = replace(again[0], date="2020-01-11")
    added, count = reviews.add(begun, [*again, other])
    assert (count, added.rows[-1].proposal) == (1, other)
    assert [row.number for row in added.rows] == list(range(len(added.rows)))


def test_what_the_record_knows_is_discarded_from_the_start_and_what_is_sure_is_kept_at_once():
    record = [Recorded("a", "2020-01-10", "A strike", "", "The Daily", "gathered", "~1400")]
    review = reviews.begin(REPORT, record)
    assert [row.decision for row in review.rows if row.standing.standing == "known"] == ["drop"]
    sure = reviews.keep_sure(review)
    assert {row.proposal.date for row in sure.kept} == {"../2020-02-07"}
