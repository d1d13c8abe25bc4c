"""Each filter of a View as a condition on the events: one entry a kind of filter.

A condition is an Ibis expression over the table `event` (and `member`, the line for each name of an event with
many); nothing runs here. A filter with several values keeps what has any of them; two filters keep what has both.
"""

import re
from collections.abc import Callable, Mapping
from functools import reduce
from operator import and_
from typing import Final

import ibis
import ibis.expr.types as ir

from data import dates
from data.text_folding import fold
from data.view import On, View
from data.view.filter_table import Kind

Conditions = Mapping[str, ir.BooleanValue]
"""By field; each own column by itself, as `x:` and its header."""

FOUND: Final = "found"
"""The column of a table that holds only events in which the words of the view were found already
(`data.search.result_tables`)."""

PART: Final = re.compile(r'"([^"]*)"|(\S+)')


def overlaps(event: ir.Table, start: int | None, end: int | None) -> ir.BooleanValue:
    """Whether an event has any part in [start, end); what is open has no limit on that side."""
    begins = ibis.literal(True) if end is None else event["start"].isnull() | (event["start"] < end)
    return begins if start is None else begins & (event["end"].isnull() | (event["end"] > start))


def words_of(text: str) -> list[str]:
    """The words and "quoted phrases" that must all be found, folded; a quote without its twin is no phrase.

    >>> words_of('Café "central square" Nur')
    ['cafe', 'central square', 'nur']
    """
    straight = text.replace("“", '"').replace("”", '"')
    if straight.count('"') % 2:
        straight = " ".join(straight.rsplit('"', 1))
    parts = (fold(phrase or word) for phrase, word in PART.findall(straight))
    return list(dict.fromkeys(part for part in parts if part))


def own(event: ir.Table, name: str) -> ir.StringValue:
    """The user's own column by its `x:` name; one that this file does not have is empty in every event."""
    return event[name] if name in event.columns else ibis.literal("")


def is_known_by(event: ir.Table, asof: str) -> ir.BooleanValue:
    """Whether an event was known at the end of the day (or year, or minute) that is looked from; "" is now."""
    end = dates.parse(asof).end if asof else None
    if end is None:
        return ibis.literal(True)
    return event["known_from"].isnull() | (event["known_from"] < end)


def _words(event: ir.Table, _member: ir.Table, on: On) -> ir.BooleanValue | None:
    if FOUND in event.columns:
        return None
    clauses = [event["words"].contains(word) for word in words_of(on.value)]
    return reduce(and_, clauses) if clauses else None


def _one_of(event: ir.Table, _member: ir.Table, on: On) -> ir.BooleanValue:
    return event[on.filter.column].isin(on.values)


def _named(event: ir.Table, member: ir.Table, on: On) -> ir.BooleanValue:
    lines = member.filter((member["field"] == on.name) & member["value"].isin(on.values))
    matches = event["row"].isin(lines["row"])
    return matches | (event[on.filter.column] == "") if "" in on.values else matches


CONDITIONS: Final[Mapping[Kind, Callable[[ir.Table, ir.Table, On], ir.BooleanValue | None]]] = {
    Kind.WORDS: _words,
    Kind.VALUE: _one_of,
    Kind.NAME: _named,
    Kind.NUMBER: _one_of,
    Kind.SINCE: lambda event, _, on: overlaps(event, dates.parse(on.value).start, None),
    Kind.UNTIL: lambda event, _, on: overlaps(event, None, dates.parse(on.value).end),
    Kind.ASOF: lambda event, _, on: is_known_by(event, on.value),
    Kind.OWN: lambda event, _, on: own(event, on.name).isin(on.values),
}
"""What each kind of filter keeps; None where it hides nothing. The engine has the last word: every kind is here."""


def conditions(event: ir.Table, member: ir.Table, view: View) -> Conditions:
    """The condition of each filter that is on."""
    clauses = ((on.name, CONDITIONS[on.filter.kind](event, member, on)) for on in view.on())
    return {name: condition for name, condition in clauses if condition is not None}
