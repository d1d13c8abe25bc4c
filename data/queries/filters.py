"""Each filter of a View as a condition on the events: one entry a field, and none for the fields that hide nothing.

A condition is an Ibis expression over the table `event` (and `member`, the line for each name of an event with
many); nothing runs here. A filter with several values keeps what has any of them; two filters keep what has both.
"""

import re
from collections.abc import Callable, Mapping
from functools import partial, reduce
from operator import and_
from typing import Final

import ibis
import ibis.expr.types as ir

from data import dates
from data.parameters import NAMES, OWN
from data.text import fold
from data.view import View

Conditions = Mapping[str, ir.BooleanValue]
"""By field; each own column by itself, as `x:` and its header."""

PLAIN: Final = frozenset({"start", "end", "lanes", "scale", "event", "opened", "columns", "page", "baseline"})
"""The fields of View that are no filters: they move, draw and choose, but hide nothing."""

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


def known(event: ir.Table, view: View) -> ir.BooleanValue:
    """Whether an event was known at the end of the day (or year, or minute) that the viewer looks from."""
    seen = dates.parse(view.asof).end if view.asof else None
    if seen is None:
        return ibis.literal(True)
    return event["known_from"].isnull() | (event["known_from"] < seen)


def _words(event: ir.Table, _member: ir.Table, view: View) -> Conditions:
    if FOUND in event.columns:
        return {}
    found = [event["words"].contains(word) for word in words_of(view.words)]
    return {"words": reduce(and_, found)} if found else {}


def _one_of(event: ir.Table, _member: ir.Table, view: View, *, field: str) -> Conditions:
    values = getattr(view, field)
    return {field: event[field].isin(values)} if values else {}


def _named(event: ir.Table, member: ir.Table, view: View, *, field: str) -> Conditions:
    values = getattr(view, field)
    if not values:
        return {}
    lines = member.filter((member["field"] == field) & member["value"].isin(values))
    found = event["row"].isin(lines["row"])
    return {field: found | (event[NAMES[field]] == "") if "" in values else found}


def _since(event: ir.Table, _member: ir.Table, view: View) -> Conditions:
    return {"since": overlaps(event, dates.parse(view.since).start, None)} if view.since else {}


def _until(event: ir.Table, _member: ir.Table, view: View) -> Conditions:
    return {"until": overlaps(event, None, dates.parse(view.until).end)} if view.until else {}


def _asof(event: ir.Table, _member: ir.Table, view: View) -> Conditions:
    return {"asof": known(event, view)} if view.asof else {}


def wanted_own(view: View) -> Mapping[str, list[str]]:
    """The values that are wanted of each own column, by its `x:` name."""
    wanted: dict[str, list[str]] = {}
    for header, value in view.where:
        wanted.setdefault(OWN + header, []).append(value)
    return wanted


def _where(event: ir.Table, _member: ir.Table, view: View) -> Conditions:
    return {name: own(event, name).isin(values) for name, values in wanted_own(view).items()}


FILTERS: Final[dict[str, Callable[[ir.Table, ir.Table, View], Conditions]]] = {
    "words": _words,
    "category": partial(_one_of, field="category"),
    "actor": partial(_named, field="actor"),
    "place": partial(_one_of, field="place"),
    "source": partial(_one_of, field="source"),
    "grade": partial(_one_of, field="grade"),
    "tag": partial(_named, field="tag"),
    "importance": partial(_one_of, field="importance"),
    "since": _since,
    "until": _until,
    "asof": _asof,
    "where": _where,
}


def conditions(event: ir.Table, member: ir.Table, view: View) -> Conditions:
    """The condition of each filter that is on."""
    return {name: held for one in FILTERS.values() for name, held in one(event, member, view).items()}
