"""Counts by lane and bin, and the single events that stand among them."""

from collections.abc import Iterator, Sequence
from typing import Final

import ibis.expr.types as ir
import pandas as pd

from components.figures import FIGURES
from components.figures.stage import Stage
from components.ground import OTHERS, Dataset, Ground
from components.pictures.asked import answered
from components.pictures.bins import BIN_WIDTH, bin_size, dated, is_days
from components.pictures.rows import counted_in, eras, own_lanes
from data import calendar, queries, tallies
from data.queries import Bin
from data.view import View

MOST_LONE: Final = 150
"""Bins of one that are drawn as the mark of their event; of more, those that stand farthest from any other."""


def counts(dataset: Dataset, view: View, stage: Stage, on: Ground) -> pd.DataFrame:
    """What the figure `density` draws, by `kind`: each `bin`; how many are `running` on from before the window; the
    `event`s that are alone, in each lane one that is `ongoing`; and each `era`."""
    found = _counted(dataset, view, stage, on)
    begun, ran = found[~found["is_running"]], found[found["is_running"]]
    start = next((first for first, _, _ in _stretches(stage)), stage.window[0])
    alone = _lone(dataset, view, on, begun)
    if len(alone):
        drawn = set(zip(alone["lane"], alone["start"], strict=True))
        bins = zip(begun["lane"], begun["first"], begun["count"], strict=True)
        begun = begun[[count > 1 or (lane, first) not in drawn for lane, first, count in bins]]
    ongoing = _running(dataset, view, on, start) if len(ran) else ran
    kinds = {"bin": begun, "running": ran, "event": alone, "ongoing": ongoing}
    parts = [rows.assign(kind=kind) for kind, rows in kinds.items() if len(rows)] + [eras(on, view)]
    return pd.concat(parts).reindex(columns=FIGURES["density"].needs)


def _lone(dataset: Dataset, view: View, on: Ground, begun: pd.DataFrame) -> pd.DataFrame:
    """The events that are alone in their bin."""
    alone = _loneliest(begun)
    if not len(alone):
        return alone
    event, member, own = dataset.table(), dataset.table("member"), _own(on)
    places = [(lane, int(first)) for lane, first in zip(alone["lane"], alone["first"], strict=True)]

    def ask(view: View, moments: Sequence[int], places: Sequence[str]) -> ir.Table:
        return queries.lone(event, member, view, on.lane, moments, places, own, OTHERS, tallies.among(dataset, view))

    moments, keys = sorted({first for _, first in places}), [queries.place(*place) for place in places]
    return answered(dataset, ("lone", on.lane, own), view, ask, moments, keys)


def _running(dataset: Dataset, view: View, on: Ground, start: int) -> pd.DataFrame:
    """In each lane the most important event that runs on from before."""
    event, member, own = dataset.table(), dataset.table("member"), _own(on)

    def ask(view: View) -> ir.Table:
        among = tallies.among(dataset, view)
        return queries.running(event, member, view, on.lane, *(view.window or (start, start)), own, OTHERS, among)

    day = start // calendar.DAY * calendar.DAY  # what has no time of day does not run on within its day
    return answered(dataset, ("running", on.lane, own), view, ask, window=(day, max(start, day + 1)))


def _loneliest(begun: pd.DataFrame) -> pd.DataFrame:
    """The bins of one, at most MOST_LONE."""
    alone = begun[(begun["count"] == 1) & begun["first"].notna()]
    if len(alone) <= MOST_LONE:
        return alone
    lanes = begun.sort_values(["lane", "start"]).groupby("lane")
    before = (begun["start"] - lanes["end"].shift()).fillna(float("inf"))
    after = (lanes["start"].shift(-1) - begun["end"]).fillna(float("inf"))
    room = pd.concat([before, after], axis=1).min(axis=1)
    return alone.loc[room[alone.index].nlargest(MOST_LONE).index]


def _counted(dataset: Dataset, view: View, stage: Stage, on: Ground) -> pd.DataFrame:
    """Counts by lane and bin; each stretch between folds has bins of its own size.

    What runs on from before a stretch counts in the first of them only.
    """
    parts: list[pd.DataFrame] = []
    for first, last, size in _stretches(stage):
        rows = counted_in(dataset, view, on.lane, (first, last), size, _own(on))
        parts.append(dated(rows[~rows["is_running"]] if parts else rows, size))
    columns = ["lane", "start", "end", "count", "is_running", "is_day", "first"]
    counted = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)
    return counted[columns].astype({"is_running": bool, "is_day": bool})


def _stretches(stage: Stage) -> Iterator[tuple[int, int, Bin]]:
    """What the window shows between folds, with the size of its bins.

    Bins of days and longer are counted in whole days, so that a count table can tell; no day is counted twice.
    """
    done = stage.window[0] // calendar.DAY * calendar.DAY
    for start, end in stage.scale.segments:
        first, last = max(start, stage.window[0]), min(end, stage.window[1])
        if first >= last:
            continue
        pixels = stage.axis.pixel(last) - stage.axis.pixel(first)
        size = bin_size((last - first) / max(pixels, 1) * BIN_WIDTH)
        if is_days(size):
            first, last = max(first // calendar.DAY * calendar.DAY, done), -(-last // calendar.DAY) * calendar.DAY
            done = last
        if first < last:
            yield first, last, size


def _own(on: Ground) -> tuple[str, ...]:
    return own_lanes(on) if on.merged else ()
