"""The rows that a picture shows: of what passes the filters, the most important; and how many there are."""

from dataclasses import dataclass
from typing import Final

import ibis.expr.types as ir
import pandas as pd

from components.ground import OTHERS, Dataset, Ground
from data import dates, queries, tallies
from data.view import View

MOST_MARKS: Final = 300
"""Events in the window that are drawn one by one; of more, how many there are."""
EVER: Final = (dates.seconds(-9999), dates.seconds(9999))


@dataclass(frozen=True, slots=True)
class Whole:
    """What passes the filters, at whatever time: at most MOST_MARKS rows, how many events there are, in which lanes."""

    rows: pd.DataFrame
    total: int
    lanes: frozenset[str]


def whole(dataset: Dataset, view: View, on: Ground) -> Whole:
    """What passes the view's filters, whatever its window, its scale, and the event that it has chosen."""
    event, member = dataset.table(), dataset.table("member")
    counted = countable(dataset, view, on.lane)
    total = count(queries.how_many(counted, member, view))
    if total <= MOST_MARKS:
        rows, total = marks(event, member, view, on, EVER, MOST_MARKS)
        return Whole(rows, total, frozenset(rows["lane"]))
    none = event.limit(0).execute()
    if not view.is_filtered:
        return Whole(none, total, frozenset(lane.value for lane in on.lanes))
    placed = queries.with_lanes(queries.matching(counted, member, view), member, on.lane, keep=("kind",))
    placed = queries.gathered(placed, on.lane, own_lanes(on), OTHERS) if on.merged else placed
    return Whole(none, total, frozenset(placed.select("lane").distinct().execute()["lane"]))


def countable(dataset: Dataset, view: View, lane: str, window: tuple[int, int] | None = None) -> ir.Table:
    """What to count the events of a view in: a count table where one can tell, with its lanes."""
    event = dataset.table()
    return tallies.best(dataset, view, [lane], window=window) if lane in event.columns else event


def marks(
    event: ir.Table, member: ir.Table, view: View, on: Ground, window: tuple[int, int], most: int
) -> tuple[pd.DataFrame, int]:
    """The rows of a window, the important first, and how many events there are in it."""
    rows = queries.marks(event, member, view, on.lane, *window, most).execute()
    return _merged(rows, on), int(rows["total"].iloc[0]) if len(rows) else 0


def _merged(rows: pd.DataFrame, on: Ground) -> pd.DataFrame:
    """The rows with those of too many lanes put together; an event stands in that lane once."""
    if not on.merged:
        return rows
    lane = rows["lane"].where(~rows["lane"].isin(list(on.merged)), OTHERS)
    return rows.assign(lane=lane).drop_duplicates(["row", "lane"]) if "row" in rows else rows.assign(lane=lane)


def with_eras(rows: pd.DataFrame, on: Ground, view: View) -> pd.DataFrame:
    """The rows as events, and the eras behind them."""
    behind = eras(on, view)
    rows = rows.assign(kind="event")
    return pd.concat([rows, behind]) if len(behind) else rows


def eras(on: Ground, view: View) -> pd.DataFrame:
    """The eras that were known at the moment that is looked from."""
    seen = dates.parse(view.asof).end if view.asof else None
    behind = on.eras
    known = behind if seen is None else behind[behind["known_from"].isna() | (behind["known_from"] < seen)]
    return known.assign(lane="")


def own_lanes(on: Ground) -> tuple[str, ...]:
    """The lanes that stand by themselves, where the others share one."""
    return tuple(lane.value for lane in on.lanes if lane.value != OTHERS)


def count(asked: ir.Table) -> int:
    """The number that is asked for."""
    return int(asked.execute()["count"].iloc[0])
