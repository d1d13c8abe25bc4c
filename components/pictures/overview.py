"""The strip of the whole record."""

from dataclasses import replace
from typing import Any

import pandas as pd

from components.figures import FIGURES, Plain
from components.figures.stage import Stage
from components.ground import Dataset, Ground
from components.pictures.bins import bin_size, dated, is_days
from components.pictures.rows import counted_in, eras
from components.pictures.told import told
from data import calendar
from data.view import View


def overview(dataset: Dataset, view: View, stage: Stage, on: Ground) -> tuple[Plain, dict[str, Any]]:
    """The whole record, true to scale, whatever the window."""
    stage = replace(stage, scale=on.straight, window=on.straight.whole)
    (first, last), size = stage.window, bin_size((stage.window[1] - stage.window[0]) / stage.room * 4)
    if is_days(size):
        first, last = first // calendar.DAY * calendar.DAY, -(-last // calendar.DAY) * calendar.DAY
    rows = counted_in(dataset, view, "category", (first, last), size)
    counted = dated(rows, size).assign(kind="event").rename(columns={"lane": "category"})
    behind = eras(on, view).assign(count=1)
    columns = ["kind", "category", "start", "end", "count"]
    table = pd.concat([counted[columns], behind[columns]]) if len(behind) else counted[columns]
    figure = FIGURES["overview"].plain(table, stage)
    return figure, told(figure, stage, on, "counts", int(rows["count"].sum()))
