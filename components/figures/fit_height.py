"""Sizes for a picture that should not be higher than what the window of the browser has room for."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from components.figures import eras
from components.figures.events import Event
from components.figures.layout import usual
from components.figures.plot_area import MOST_ROWS, SMALLEST, Sizes, Stage

HIGHEST_ROW: Final = 26
ROOMY: Final = 22
"""Pixels of a row that larger letters have room in."""
LEAST_SHOWN: Final = 20
"""Rows of all lanes together that are shown, however low the window: the rest is counted."""
LEAST_STEADY: Final = 2
STEADY_ROW: Final = 19
"""Pixels of a row, nearly, where lanes are as high in every window."""

Rows = Mapping[str, int]
RowOf = Mapping[tuple[str, str], int]


def fitted(events: Sequence[Event], behind: Sequence[Event], stage: Stage) -> tuple[Stage, Rows, RowOf]:
    """The stage in the largest sizes in which the whole record fits into its height, and what `usual` says of it there.

    The sizes are those of the whole in every window, so that a zoom makes no row higher.
    """
    whole = stage.over(stage.scale.whole)
    if not stage.height:
        return stage, *usual(events, whole)
    tried = replace(whole, sizes=SMALLEST)
    tried = replace(tried, most_rows=min(max(_rows_that_fit(behind, tried), LEAST_SHOWN), stage.most_rows))
    rows, row_of = usual(events, tried)
    sizes = _grown(rows, behind, tried)
    if sizes.row >= ROOMY:
        large = replace(tried, sizes=replace(sizes, label=0))
        more, others = usual(events, large)
        grown = _grown(more, behind, large)
        if grown.row >= ROOMY:
            return replace(stage, sizes=grown, most_rows=tried.most_rows), more, others
    return replace(stage, sizes=sizes, most_rows=tried.most_rows), rows, row_of


def steady(behind: Sequence[Event], stage: Stage) -> Stage:
    """The stage on which every lane is as high in every window, and all of them fit into its height."""
    stage = replace(stage, is_steady=True)
    if not stage.height or stage.is_narrow:
        return stage
    stage = replace(stage, sizes=SMALLEST)
    lane = _free(behind, stage) / max(len(stage.lanes), 1)
    rows = min(max(round(lane / STEADY_ROW), LEAST_STEADY), MOST_ROWS)
    return replace(stage, sizes=_with_row(stage.sizes, int(lane / rows)), steady_rows=rows)


def _free(behind: Sequence[Event], stage: Stage) -> float:
    """Pixels for the rows of all lanes together."""
    ages = eras.arrange(behind, stage.over(stage.scale.whole))
    around = stage.top + stage.sizes.bottom + ages.height
    return stage.height - around - 2 * stage.sizes.pad * len(stage.lanes)


def _rows_that_fit(behind: Sequence[Event], stage: Stage) -> int:
    return int(_free(behind, stage) / stage.sizes.row)


def _grown(rows: Rows, behind: Sequence[Event], stage: Stage) -> Sizes:
    return _with_row(stage.sizes, int(_free(behind, stage) / max(sum(rows.values()), 1)))


def _with_row(sizes: Sizes, row: int) -> Sizes:
    """The same sizes with rows as high as that, within reason, and bars that suit them."""
    high = min(max(row, SMALLEST.row), HIGHEST_ROW)
    return replace(sizes, row=high, bar=min(round(high * 0.66), 16))
