"""Of events too many to be held one by one: how many begin and how many end on each day, in each lane."""

from collections.abc import Collection, Mapping
from typing import Final

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.columnar.cumulative_counts import EMPTY, Cumulative, Steps, Times
from data.dates import calendar
from data.queries.events import matching, tallied
from data.queries.lanes import gathered, weight, with_lanes
from data.view import View
from data.view.parameters import NAMES

BEGUN: Final = "begun"
OPEN: Final = "open"
ENDED: Final = "ended"
MOST_ROWS: Final = 1_000_000
"""Days and lanes together; a data set that has more is counted anew for each window."""


def turns(
    event: ir.Table, member: ir.Table, view: View, lane: str, own: Collection[str] = (), rest: str = ""
) -> ir.Table:
    """`count` of the events that begin, have an open start, or end on a day: by `what`, `lane` and `day` (from 1970;
    null where there is neither start nor end), with the `first` moment. At most MOST_ROWS rows and one.

    own, rest: as in `data.queries.lanes.counts`. What has an open start begins, here, at its last moment.
    """
    events = matching(event, member, view)
    moment = ibis.coalesce(events["start"], events["end"] - 1)
    first = events["first"] if "first" in events.columns else moment
    events = events.mutate(
        begun=moment // calendar.DAY, ended=(events["end"] - 1) // calendar.DAY, first=first,
        what=ibis.ifelse(events["start"].isnull(), OPEN, BEGUN),
    )  # fmt: skip
    keep = ("begun", "ended", "first", "what", *(("row",) if own and lane in NAMES else weight(events)))
    in_lanes = with_lanes(events, member, lane, keep=keep)
    in_lanes = gathered(in_lanes, lane, own, rest) if own else in_lanes
    begins = in_lanes.group_by("what", "lane", day=in_lanes["begun"]).aggregate(
        count=tallied(in_lanes), first=in_lanes["first"].min()
    )
    ending = in_lanes.filter(in_lanes["ended"].notnull()).mutate(what=ibis.literal(ENDED))
    ends = ending.group_by("what", "lane", day=ending["ended"]).aggregate(
        count=tallied(ending), first=ending["first"].min()
    )
    return ibis.union(begins, ends).limit(MOST_ROWS + 1)


def cumulative(rows: pa.Table) -> Cumulative:
    """What the rows of `turns` come to, where each event stands in one lane."""
    lanes: Mapping[str, Times] = {
        lane: _times(rows.filter(pc.equal(rows["lane"], lane))) for lane in pc.unique(rows["lane"]).to_pylist()
    }
    return Cumulative(lanes, Times.join(lanes.values()), by_day=True)


def _times(rows: pa.Table) -> Times:
    dated = rows.filter(pc.is_valid(rows["day"])).sort_by([("day", "ascending"), ("first", "ascending")])
    undated = rows.filter(pc.is_null(rows["day"]))
    ended = pc.equal(dated["what"], ENDED)
    is_open = pc.equal(dated["what"], OPEN)
    return Times(
        _steps(dated.filter(pc.invert(ended))), _steps(dated.filter(ended)), _steps(dated.filter(is_open)),
        int(pc.sum(undated["count"]).as_py() or 0),
    )  # fmt: skip


def _steps(rows: pa.Table) -> Steps:
    if not len(rows):
        return EMPTY
    moments = rows["day"].to_numpy().astype(np.int64) * calendar.DAY
    return Steps.of_counts(moments, rows["count"].to_numpy(), rows["first"].to_numpy().astype(np.int64))
