"""What a proposed row is to the record that is there: known, another source for it, a contradiction, or new."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from data import dates, quantities
from data.draft.proposals import Proposal
from data.errors import BadDate, BadValue
from data.text_folding import fold

Standing = Literal["new", "known", "adds a source", "contradicts"]

ALIKE: Final = 0.5
"""The share of the shorter text's words that two rows of one day have in common when they tell the same."""
_TOLERANCE: Final = 0.1
"""Of an approximate number: about 2,000 does not exclude 2,150."""
_DAY: Final = 86_400
_WORD: Final = re.compile(r"\w{4,}")


@dataclass(frozen=True, slots=True)
class Recorded:
    """A row of the record, as its cells are written."""

    id: str
    date: str
    title: str
    text: str = ""
    source: str = ""
    metric: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a proposal stands to the record, and to which of its rows ("" for none)."""

    standing: Standing
    id: str = ""
    title: str = ""


def compare(proposal: Proposal, record: Iterable[Recorded]) -> Comparison:
    """How a proposal stands to the record. A contradiction counts before a second source, that before what is known.

    A figure is compared with those of its metric that were claimed within a day; what has none with the rows of its
    days that tell the same in most of their words.
    """
    comparisons = [found for row in record if (found := _against(proposal, row))]
    order: Sequence[Standing] = ("contradicts", "adds a source", "known")
    return min(comparisons, key=lambda one: order.index(one.standing), default=Comparison("new"))


def _against(proposal: Proposal, row: Recorded) -> Comparison | None:
    if not _is_same_time(proposal.date, row.date):
        return None
    if proposal.metric and row.metric:
        standing = _figures(proposal, row)
    else:
        standing = _told(proposal, row) if bool(proposal.metric) == bool(row.metric) else None
    return Comparison(standing, row.id, row.title) if standing else None


def _figures(proposal: Proposal, row: Recorded) -> Standing | None:
    if fold(proposal.metric) != fold(row.metric):
        return None
    try:
        ours, theirs = _bounds(proposal.value), _bounds(row.value)
    except BadValue:
        return None
    if ours[1] < theirs[0] or theirs[1] < ours[0]:
        return "contradicts"
    return "known" if _is_same_source(proposal, row) else "adds a source"


def _bounds(value: str) -> tuple[float, float]:
    figure = quantities.parse(value)
    low = float("-inf") if figure.low is None else figure.low
    high = float("inf") if figure.high is None else figure.high
    if figure.is_approximate and not figure.is_worded:
        low, high = low - abs(low) * _TOLERANCE, high + abs(high) * _TOLERANCE
    return low, high


def _told(proposal: Proposal, row: Recorded) -> Standing | None:
    ours = _words(f"{proposal.title} {proposal.quotation}")
    theirs = _words(f"{row.title} {row.text}")
    if not ours or not theirs or len(ours & theirs) < max(3, ALIKE * min(len(ours), len(theirs))):
        return None
    return "known" if _is_same_source(proposal, row) else "adds a source"


def _words(text: str) -> set[str]:
    """The words that carry meaning, by their first letters: "resigns" and "resigned" are one."""
    return {word[:6] for word in _WORD.findall(fold(text))}


def _is_same_source(proposal: Proposal, row: Recorded) -> bool:
    ours, theirs = fold(proposal.source), fold(row.source)
    return bool(ours) and (ours in theirs or theirs in ours)


def _is_same_time(one: str, other: str) -> bool:
    """Whether the days of two dates meet, or are a day apart; an open end is not taken for all time."""
    try:
        first, second = (dates.parse(each) for each in (one, other))
    except BadDate:
        return False
    starts = [span.start if span.start is not None else span.end for span in (first, second)]
    ends = [span.end if span.end is not None else span.start for span in (first, second)]
    if None in starts or None in ends:
        return False
    return max(starts) <= min(ends) + _DAY  # type: ignore[type-var, operator]
