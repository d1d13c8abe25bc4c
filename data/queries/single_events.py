"""Single events among counts: those alone in their bin, those that run on from before, the most important of a bin.

Ibis expressions; nothing runs here. `own` and `rest` are as in `data.queries.lanes.counts`.
"""

from collections.abc import Collection, Sequence

import ibis
import ibis.expr.types as ir

from data.queries import time_order
from data.queries.events import MARK, in_full, matching
from data.queries.filters import overlaps
from data.queries.lanes import TIMED, gathered, with_lanes
from data.view import View


def lone(
    event: ir.Table, member: ir.Table, view: View, lane: str, moments: Sequence[int], places: Sequence[str],
    own: Collection[str] = (), rest: str = "", subset: ir.Table | None = None,
    within: tuple[int, int] | None = None,
) -> ir.Table:  # fmt: skip
    """The events that begin at these moments in these lanes.

    moments, places: the `first` of each bin that holds one event, and its `place`. What has no start is not found.
    subset: see `data.queries.events.visible`. within: a stretch that has all the moments, which spares looking
    elsewhere.
    """
    events = matching(event if subset is None else subset, member, view)
    if within:
        events = events.filter((events["start"] >= within[0]) & (events["start"] < within[1]))
    in_lanes = _in_lanes(in_full(event, events.filter(events["start"].isin(moments)), subset), member, lane, own, rest)
    return in_lanes.filter((in_lanes["start"].cast("string") + "@" + in_lanes["lane"]).isin(places))


def place(lane: str, first: int) -> str:
    """A moment in a lane, as `lone` is told it.

    >>> place("State", 0)
    '0@State'
    """
    return f"{first}@{lane}"


def running(
    event: ir.Table, member: ir.Table, view: View, lane: str, before: int, now: int, own: Collection[str] = (),
    rest: str = "", subset: ir.Table | None = None,
) -> ir.Table:  # fmt: skip
    """Of what began `before` and is not over `now`, the most important in each lane; of equals, what began first.

    subset: see `data.queries.events.visible`.
    """
    events = _running(matching(event if subset is None else subset, member, view), before, now)
    in_lanes = _in_lanes(events, member, lane, own, rest, keep=("row", "start", "end", "sequence", "importance"))
    order = [in_lanes["importance"].desc(), *time_order.dated_keys(in_lanes)]
    ranked = in_lanes.mutate(rank=ibis.row_number().over(group_by="lane", order_by=order))
    first = ranked.filter(ranked["rank"] == 0).select(first="row", lane="lane")
    full = _running(event, before, now)  # said again, for where to look
    joined = full.join(first, full["row"] == first["first"])
    return joined.select(*(full[name] for name in MARK), lane=first["lane"])


def _running(events: ir.Table, before: int, now: int) -> ir.Table:
    return events.filter((events["start"] < before) & (events["end"].isnull() | (events["end"] > now)))


def foremost(
    event: ir.Table, member: ir.Table, view: View, lane: str, value: str, window: tuple[int, int], most: int,
    own: Collection[str] = (), rest: str = "", *, is_timed: bool | None = None, subset: ir.Table | None = None,
) -> ir.Table:  # fmt: skip
    """The first `most` by importance of the events that begin in the window (or, their start open, end in it) in one
    lane: `id`, `date`, `title`. is_timed: only those with a time of day, or only those without. subset: see
    `data.queries.events.visible`."""
    start, end = window
    events = matching(event if subset is None else subset, member, view)
    events = events.filter(overlaps(events, start, end))
    begins = ibis.coalesce(events["start"], events["end"] - 1, ibis.literal(start, "int64"))
    events = in_full(event, events.filter(begins >= start), subset)
    if is_timed is not None:
        events = events.filter(events["precision"].isin(TIMED) == is_timed)
    in_lanes = _in_lanes(events, member, lane, own, rest)
    in_lane = in_lanes.filter(in_lanes["lane"] == value)
    first = in_lane.order_by(in_lane["importance"].desc(), *time_order.keys(in_lane)).limit(most)
    return first.select("id", "date", "title")


def _in_lanes(
    events: ir.Table, member: ir.Table, lane: str, own: Collection[str], rest: str, keep: Sequence[str] = MARK
) -> ir.Table:
    in_lanes = with_lanes(events, member, lane, keep=keep)
    return gathered(in_lanes, lane, own, rest) if own else in_lanes
