"""A person going through the proposals of a report: keep, change, merge, discard, and back again. Each step is a new
value; nothing here writes anything."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal

from data import dates, quantities
from data.draft import compare_with_record
from data.draft.compare_with_record import Comparison, Recorded
from data.draft.document import Document
from data.draft.proposals import Proposal, in_time, place_in_time, propose
from data.errors import BadDate, BadValue, DatelineError

Decision = Literal["", "keep", "drop"]
CHANGEABLE: Final = ("date", "title", "source", "actors", "place", "metric", "value", "unit")
MOST_STEPS: Final = 200
"""Steps that can be taken back."""


@dataclass(frozen=True, slots=True)
class Row:
    """A proposal under review, how it stands to the record, what was decided, and what of it cannot be read."""

    number: int
    proposal: Proposal
    standing: Comparison
    decision: Decision = ""
    problems: Mapping[str, str] = field(default_factory=dict)
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class Review:
    """The rows in order of time; what the record has already is discarded from the start."""

    document: Document
    rows: tuple[Row, ...]
    earlier: tuple[tuple[Row, ...], ...] = ()

    @property
    def open_rows(self) -> tuple[Row, ...]:
        """Those that are shown: all but those that were merged into others, or are in the record by now."""
        return tuple(sorted((row for row in self.rows if not row.is_gone), key=lambda row: place_in_time(row.proposal)))

    @property
    def kept(self) -> tuple[Row, ...]:
        """Those that go into the record."""
        return tuple(row for row in self.open_rows if row.decision == "keep" and not row.problems)

    @property
    def decided(self) -> int:
        """How many are decided."""
        return sum(row.decision != "" for row in self.open_rows)


def begin(
    document: Document, record: Sequence[Recorded] = (), names: Sequence[str] = (),
    admitted: Sequence[Proposal] | None = None,
) -> Review:  # fmt: skip
    """The proposals of a report, each held against the record. names: of actors and places that it has already.
    admitted: rows of another that passed the gate, in the place of those that our own rules find."""
    rows = []
    found = propose(document, names) if admitted is None else [one for one in admitted if one.date]
    for number, proposal in enumerate(in_time(found)):
        standing = compare_with_record.compare(proposal, record)
        rows.append(Row(number, proposal, standing, "drop" if standing.standing == "known" else ""))
    return Review(document, tuple(rows))


def add(review: Review, proposals: Sequence[Proposal], record: Sequence[Recorded] = ()) -> tuple[Review, int]:
    """The review with what another proposes beside what is there, and how many rows that are: the same words with the
    same day and figure are one row, which stays as it is. What was done before cannot be taken back then."""
    rows = list(review.rows)
    for proposal in proposals:
        if proposal.date and not any(_is_same(row.proposal, proposal) for row in rows):
            standing = compare_with_record.compare(proposal, record)
            rows.append(Row(len(rows), proposal, standing, "drop" if standing.standing == "known" else ""))
    return replace(review, rows=tuple(rows), earlier=()), len(rows) - len(review.rows)


def _is_same(one: Proposal, other: Proposal) -> bool:
    is_there = one.start < other.end and other.start < one.end
    return is_there and (one.date, one.value) == (other.date, other.value)


def decide(review: Review, number: int, decision: Decision) -> Review:
    """A row kept, discarded, or open again; one with a cell that cannot be read is not kept."""
    row = review.rows[number]
    if decision == "keep" and row.problems:
        return review
    return _with(review, {number: replace(row, decision=decision)})


def keep_sure(review: Review) -> Review:
    """Every open row kept whose date stands in its own words and that the record does not contradict."""
    sure = [
        row
        for row in review.open_rows
        if row.decision == "" and row.proposal.is_sure and row.standing.standing != "contradicts" and not row.problems
    ]
    return _with(review, {row.number: replace(row, decision="keep") for row in sure})


def change(review: Review, number: int, name: str, text: str) -> Review:
    """A cell as a person writes it. What cannot be read stays as written, with what to write instead."""
    if name not in CHANGEABLE:
        return review
    row = review.rows[number]
    problems = {other: said for other, said in row.problems.items() if other != name}
    if problem := problem_of(name, text):
        problems[name] = problem
    proposal = _with_cells(row.proposal, {name: text.strip()[:2000]})
    decision: Decision = "" if problems and row.decision == "keep" else row.decision
    return _with(review, {number: replace(row, proposal=proposal, problems=problems, decision=decision)})


def _with_cells(proposal: Proposal, cells: Mapping[str, Any]) -> Proposal:
    return replace(proposal, **cells)


def problem_of(name: str, text: str) -> str:
    """Why a cell cannot be as it is written, with what to write instead; "" where it can.

    >>> problem_of("date", "2022-01-05~"), problem_of("title", " ")
    ('', 'A row needs a title. Write in a few words what happened.')
    """
    try:
        if name == "date":
            dates.parse(text)
        elif name == "value" and text.strip():
            quantities.parse(text)
        elif name == "title" and not text.strip():
            return "A row needs a title. Write in a few words what happened."
    except (BadDate, BadValue) as error:
        return str(error)
    return ""


def merge(review: Review, number: int, other: int) -> Review:
    """One row out of two: the cells of the first, filled from the second; both quotations, in the order of the text."""
    one, two = review.rows[number], review.rows[other]
    if number == other or one.is_gone or two.is_gone:
        return review
    first, last = sorted((one.proposal, two.proposal), key=lambda each: each.start)
    cells = {name: getattr(one.proposal, name) or getattr(two.proposal, name) for name in CHANGEABLE}
    if one.proposal.metric != cells["metric"] or not one.proposal.value:
        cells |= {name: getattr(two.proposal, name) for name in ("metric", "value", "unit")}
    quotation = first.quotation if first.quotation == last.quotation else f"{first.quotation} … {last.quotation}"
    merged = replace(
        _with_cells(one.proposal, cells),
        quotation=quotation, start=first.start, end=max(first.end, last.end),
        mentions=(*one.proposal.mentions, *two.proposal.mentions), why=(*one.proposal.why, *two.proposal.why),
    )  # fmt: skip
    decision: Decision = (
        one.decision if one.decision == two.decision else ""
    )  # what was discarded takes nothing with it
    row = replace(one, proposal=merged, decision=decision)
    return _with(review, {number: row, other: replace(two, is_gone=True, decision="drop")})


def without(review: Review, added: Sequence[Row]) -> Review:
    """The review without rows that are in the record by now; what was done before cannot be taken back here."""
    gone = {row.number for row in added}
    rows = tuple(replace(row, is_gone=True) if row.number in gone else row for row in review.rows)
    return replace(review, rows=rows, earlier=())


def undo(review: Review) -> Review:
    """The review before the last step; the same where there was none."""
    if not review.earlier:
        return review
    return replace(review, rows=review.earlier[-1], earlier=review.earlier[:-1])


def _with(review: Review, changed: Mapping[int, Row]) -> Review:
    if not changed:
        return review
    rows = tuple(changed.get(row.number, row) for row in review.rows)
    return replace(review, rows=rows, earlier=(*review.earlier[-MOST_STEPS:], review.rows))


def understood(name: str, text: str) -> str:
    """A date as EDTF, for words of it; "" for any other cell and for what cannot be read."""
    try:
        return dates.parse(text).edtf if name == "date" else ""
    except DatelineError:
        return ""
