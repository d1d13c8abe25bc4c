"""The rows that a picture shows: of what passes the filters, the most important; and how many there are."""

from typing import Final

import ibis.expr.types as ir
import pandas as pd

from components.figures.events import Event
from components.pictures.bin_sizes import is_days
from components.pictures.questions import EVER, answered
from components.scales import OTHERS, Dataset, Ground
from data import dates, queries
from data.engine import count_tables
from data.queries import Bin
from data.view import View

MOST_MARKS: Final = 300
"""Events in the window that are drawn one by one; of more, how many there are."""


def countable(dataset: Dataset, view: View, lane: str, *, finely: bool = False) -> ir.Table:
    """What to count the events of a view and its window in: a count table where one can tell, with its lanes.

    finely: whether moments within a day matter.
    """
    return count_tables.best(dataset, view, [lane] if lane != "none" else [], window=view.window, finely=finely)


def counted_in(
    dataset: Dataset, view: View, lane: str, window: tuple[int, int], size: Bin, own: tuple[str, ...] = ()
) -> pd.DataFrame:
    """The counts of a window by lane and bin, as `queries.counts` has them."""
    member, picked = dataset.table("member"), None if is_days(size) else dataset.picked(view)
    if picked and (found := picked.counts(lane, window, size.seconds, own, OTHERS)) is not None:
        return pd.DataFrame(found)

    def ask(view: View) -> ir.Table:
        event = countable(dataset, view, lane, finely=not is_days(size))
        return queries.counts(event, member, view, lane, *(view.window or window), size, own, OTHERS)

    return answered(dataset, ("counts", lane, size, own), view, ask, window=window)


def how_many(dataset: Dataset, view: View, window: tuple[int, int] | None = None) -> int:
    """The events that pass the filters and have a part in the window; of all times without one."""
    member = dataset.table("member")
    if picked := dataset.picked(view):
        return len(picked.within(window))

    def ask(view: View) -> ir.Table:
        return queries.how_many(count_tables.best(dataset, view, window=view.window), member, view, view.window)

    return int(answered(dataset, "how many", view, ask, window=window)["count"].iloc[0])


def marks(dataset: Dataset, view: View, on: Ground, window: tuple[int, int], most: int) -> tuple[pd.DataFrame, int]:
    """The rows of a window, the important first, and how many events there are in it."""
    event, member = dataset.table(), dataset.table("member")

    def ask(view: View) -> ir.Table:
        return queries.marks(
            event, member, view, on.lane, *(view.window or EVER), most, count_tables.among(dataset, view)
        )

    rows = answered(dataset, ("marks", on.lane, most), view, ask, window=window)
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
    return on.eras[_known(on, view)].assign(lane="")


def ages(on: Ground, view: View) -> list[Event]:
    """The same as values to draw."""
    return [age for age, known in zip(on.ages, _known(on, view), strict=True) if known]


def _known(on: Ground, view: View) -> list[bool]:
    seen = dates.parse(view.asof).end if view.asof else None
    known_from = on.eras["known_from"].tolist()
    return [seen is None or pd.isna(at) or at < seen for at in known_from]


def own_lanes(on: Ground) -> tuple[str, ...]:
    """The lanes that stand by themselves, where the others share one."""
    return tuple(lane.value for lane in on.lanes if lane.value != OTHERS)
