"""Counts by lane and bin."""

import pandas as pd

from components.figures.stage import Stage
from components.ground import OTHERS, Dataset, Ground
from components.pictures.bins import BIN_WIDTH, bin_size, dated, is_days
from components.pictures.rows import countable, own_lanes
from data import calendar, queries
from data.view import View


def counts(dataset: Dataset, view: View, stage: Stage, on: Ground) -> pd.DataFrame:
    """Counts by lane and bin; each stretch between folds has bins of its own size.

    Bins of days and longer are counted in whole days, so that a count table can tell; no day is counted twice.
    """
    parts, own, member = [], own_lanes(on) if on.merged else (), dataset.table("member")
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
        if first >= last:
            continue
        event = countable(dataset, view, on.lane, (first, last)) if is_days(size) else dataset.table()
        rows = queries.counts(event, member, view, on.lane, first, last, size, own, OTHERS).execute()
        parts.append(dated(rows, size))
    counted = pd.concat(parts) if parts else pd.DataFrame(columns=["lane", "start", "end", "count", "is_running"])
    return counted[["lane", "start", "end", "count", "is_running"]]
