"""Questions about the events: tables and a View in, an Ibis expression out. Nothing runs here.

`event` has a row for each event; `member` has a line for each name of an event's actors and tags. Times are whole
seconds, ends are exclusive, null is open. An event counts as in a stretch of time when any part of it is.
"""

from collections.abc import Sequence
from functools import reduce
from operator import and_, or_
from typing import Final

import ibis
import ibis.expr.types as ir

from data.queries import time_order
from data.queries.filters import conditions, is_known_by, overlaps
from data.queries.time_order import Place
from data.view import View

MARK: Final = (
    *("row", "id", "date", "start", "end", "precision", "start_qualifier", "end_qualifier", "qualifier"),
    *("title", "category", "source", "reported", "grade", "metric", "value", "unit", "importance"),
    "sequence",
)
"""The columns that are needed to draw and to name an event."""

CLAIM: Final = ("known_from", "low", "high", "is_increment", "is_approximate")
"""The columns that are needed beside them to read a claim."""
MOST_LINKED: Final = 200
"""Events of which it is told how they are linked."""


def matching(event: ir.Table, member: ir.Table, view: View, *, but: str = "") -> ir.Table:
    """The events that pass every filter, whatever the window; `but` names one that is let go."""
    clauses = [clause for name, clause in conditions(event, member, view).items() if name != but]
    return event.filter(reduce(and_, clauses, event["kind"] == "event"))


def visible(
    event: ir.Table, member: ir.Table, view: View, *, most: int | None = None, subset: ir.Table | None = None
) -> ir.Table:
    """The events that the view asks for, oldest first, at most so many.

    subset: a table of the same events with fewer columns (`data.engine.count_tables.best_table`), to choose them in.
    """
    events = in_window(matching(event if subset is None else subset, member, view), view)
    first = in_time_order(events) if most is None else first_in_time(events, most)
    return first if subset is None else in_time_order(in_full(event, first, subset))


def in_full(event: ir.Table, few: ir.Table, subset: ir.Table | None) -> ir.Table:
    """Those few events with all their columns, in any order; they may have been chosen among others with fewer."""
    return few if subset is None else event.semi_join(few.select("row"), "row")


def in_window(events: ir.Table, view: View) -> ir.Table:
    """Those of the events that have a part in the view's window."""
    return events.filter(overlaps(events, *view.window)) if view.window else events


def eras(event: ir.Table, view: View) -> ir.Table:
    """The spans to be drawn behind the events. They are the background: only as-of hides them."""
    return in_time_order(event.filter((event["kind"] == "era") & is_known_by(event, view.asof)))


def in_time_order(events: ir.Table) -> ir.Table:
    """The events, oldest first (`data.queries.time_order`)."""
    return events.order_by(time_order.keys(events))


def first_in_time(events: ir.Table, most: int) -> ir.Table:
    """The first so many of them in time order.

    They are looked for among those with a start and those without, each by itself: an engine that knows what is least
    and most in each part of a plain column need not look at all of them.
    """
    dated, open_ = events.filter(events["start"].notnull()), events.filter(events["start"].isnull())
    early = (dated.order_by(time_order.dated_keys(dated)).limit(most), in_time_order(open_).limit(most))
    return in_time_order(ibis.union(*early)).limit(most)


def one(event: ir.Table, key: str) -> ir.Table:
    """Everything about the event of this id; no row where there is none."""
    return event.filter(event["id"] == key)


def rows(
    event: ir.Table, member: ir.Table, view: View, *, most: int | None = None, by: str = "",
    is_descending: bool = False,
    subset: ir.Table | None = None,
) -> ir.Table:  # fmt: skip
    """The first `most` of the visible events, in time order or by a column.

    subset: see `visible`; it must have the column.
    """
    events = in_window(matching(event if subset is None else subset, member, view), view)
    if most is None or is_descending or by in events.columns:
        page = _in_order(events, by, is_descending).limit(most)
    else:
        page = first_in_time(events, most)
    return page if subset is None else _in_order(in_full(event, page, subset), by, is_descending)


def _in_order(events: ir.Table, by: str, is_descending: bool) -> ir.Table:
    keys = time_order.keys(events)
    if by in events.columns and by != "row":
        keys.insert(0, events[by])
    first_key = keys[0].desc() if is_descending else keys[0]
    return events.order_by(first_key, *keys[1:])


def neighbours(
    event: ir.Table, member: ir.Table, view: View, here: Place, dated: Place, subset: ir.Table | None = None
) -> ir.Table:
    """The event before and the one after a place in time order, as `side` ("previous" or "next"), `id` and `title`.

    here: where the event stands (`time_order.place`), which need not pass the filters; dated: the same place
    `time_order.among_dated`. They are those of all times that pass the filters, so that the window does not change
    them. subset: see `visible`.
    """
    events = matching(event if subset is None else subset, member, view)
    sides = [
        (_nearest(events, here, dated, is_last=True), "previous"),
        (_nearest(events, here, dated, is_last=False), "next"),
    ]
    return ibis.union(*(_as_side(in_full(event, nearest, subset), side) for nearest, side in sides))


def _nearest(events: ir.Table, here: Place, dated: Place, *, is_last: bool) -> ir.Table:
    """The nearest of those that have a start and of those that have none: only a plain column tells where to look."""
    parts = (
        (events.filter(events["start"].notnull()), time_order.dated_keys, dated),
        (events.filter(events["start"].isnull()), time_order.keys, here),
    )
    near = ibis.union(*(_first_there(part, keys(part), place, is_last=is_last) for part, keys, place in parts))
    return near.order_by([key.desc() if is_last else key for key in time_order.keys(near)]).limit(1)


def _first_there(events: ir.Table, keys: Sequence[ir.Value], here: Place, *, is_last: bool) -> ir.Table:
    sides = [
        ((key <= mine if is_last else key >= mine), (key < mine if is_last else key > mine))
        for key, mine in zip(keys, here, strict=True)
    ]
    is_there = sides[-1][1]
    for reaches, is_beyond in reversed(sides[:-1]):
        is_there = reaches & (is_beyond | is_there)
    return events.filter(is_there).order_by([key.desc() if is_last else key for key in keys]).limit(1)


def _as_side(nearest: ir.Table, side: str) -> ir.Table:
    return nearest.select(side=ibis.literal(side), id=nearest["id"], title=nearest["title"])


def linked(event: ir.Table, targets: Sequence[str], key: Sequence[str], ends: Sequence[str], asof: str) -> ir.Table:
    """The rows of these ids and those that name another one, oldest first, as far as they were known.

    key: nothing, or the id that is named. ends: the forms that it has in a cell (`data.event_links.ends_of`).
    """
    known = event.filter(is_known_by(event, asof)).select(*MARK, "kind", "links")
    found = known.filter(known["id"].isin(targets))
    if ends:  # each by itself, so that an engine looks through one plain column at a time
        linking = known.filter((known["links"] != "") & known["links"].contains(key[0]) & known["id"].notin(targets))
        cell = linking["links"] + ";"
        names = reduce(or_, (cell.contains(end) for end in ends))
        found = ibis.union(found, linking.filter(names & linking["id"].notin(key)))
    return in_time_order(found).limit(MOST_LINKED)


def contradicting(event: ir.Table, member: ir.Table, view: View, relations: Sequence[str]) -> ir.Table:
    """The events of the view that are linked to another one in one of these ways, oldest first."""
    events = matching(event, member, view)
    names = reduce(or_, (events["links"].contains(f"{relation}: ") for relation in relations))
    return in_time_order(events.filter(names)).select(*MARK, "kind", "links").limit(MOST_LINKED)


def withdrawn(event: ir.Table) -> ir.Table:
    """The rows that were taken back, oldest first, with the reason."""
    gone = event.filter(event["kind"] == "withdrawn")
    return in_time_order(gone).select("id", "date", "title", "category", "withdrawn").limit(500)


def tallied(events: ir.Table) -> ir.IntegerScalar:
    """How many events there are, in the events themselves or in a count table of `data.engine.count_tables`."""
    if "events" in events.columns:
        return ibis.coalesce(events["events"].sum(), ibis.literal(0)).cast("int64")
    return events.count()


def extent(events: ir.Table) -> ir.Table:
    """One row: `start` and `end` of all that is dated, `open_start`, `open_end`, and `count`. Nulls where none is."""
    is_counted = "events" in events.columns
    first = events["first"] if is_counted else ibis.coalesce(events["start"], events["end"] - 1)
    last = events["last"] if is_counted else ibis.coalesce(events["end"], events["start"] + 1)
    return events.aggregate(
        start=first.min(),
        end=last.max(),
        open_start=ibis.coalesce(events["start"].isnull().any(), ibis.literal(False)),
        open_end=ibis.coalesce(events["end"].isnull().any(), ibis.literal(False)),
        count=tallied(events),
    )


def summary(event: ir.Table, member: ir.Table, view: View, every: ir.Table | None = None) -> ir.Table:
    """One row for the plain cards: the extent of the visible events, of how many (`total`), by how many `sources`.

    every: the table to count all events in, where `event` holds only what some words find.
    """
    events = in_window(matching(event, member, view), view)
    every = event if every is None else every
    everything = every.filter(every["kind"] == "event")
    total = everything.aggregate(n=tallied(everything)).as_scalar()
    sources = events.filter(events["source"] != "").select("source").distinct()  # engines are slow to count distinct
    return extent(events).mutate(sources=sources.aggregate(n=sources.count()).as_scalar(), total=total)


def claims(event: ir.Table, member: ir.Table, view: View, *, window: bool = False) -> ir.Table:
    """The events that claim a figure, oldest first; of all times, for what is claimed does not end with a zoom."""
    events = matching(event, member, view)
    events = in_window(events, view) if window else events
    claims = events.filter(events["metric"] != "").select(*MARK, *CLAIM)
    return in_time_order(claims)


def sources(event: ir.Table, member: ir.Table, view: View, claims: ir.Table | None = None) -> ir.Table:
    """Who says so: `source`, how many `events` of all times, and how many of them are figure `claims`.

    claims: the events that name a figure, if they are kept by themselves; then `event` may be a count table.
    """
    events = matching(event, member, view)
    if claims is None:
        counted = events.group_by("source").aggregate(events=events.count(), claims=(events["metric"] != "").sum())
    else:
        claim_counts = matching(claims, member, view).group_by("source").aggregate(n=lambda rows: rows.count())
        counts = events.group_by("source").aggregate(events=tallied(events)).left_join(claim_counts, "source")
        counted = counts.select("source", "events", claims=ibis.coalesce(counts["n"], 0).cast("int64"))
    return counted.order_by(ibis.desc("events"), "source")
