"""A data set and a View in, a picture as JSON out: the one way from a view to what is drawn."""

from collections.abc import Callable
from functools import partial
from typing import Final

import orjson

from components.dataset_scales import Scales, scales_of
from components.pictures.charts import CHARTS, Given
from components.pictures.overview import overview
from components.pictures.size_and_theme import USUAL, Frame, stage_of
from components.pictures.timeline import on_paper
from data import answers
from data.answers import MOST_MARKS, Answerer, Dataset
from data.view import View

__all__ = ["CHARTS", "MOST_MARKS", "OVERVIEW", "USUAL", "Frame", "on_paper", "picture"]

OVERVIEW: Final = "overview"
"""The strip of the whole record, which stands under every chart."""


def picture(
    dataset: Dataset, view: View, frame: Frame, on: Scales | None = None, held: Callable[[], Answerer] | None = None
) -> bytes:
    """The figure of a view as JSON: `data`, `layout`, and `meta`, which is what the page must know of it.

    on: what `scales_of` answers for this view, if it is at hand; held: gives who answers for it, if that is kept. Both
    are the same for every window. Raises KeyError where no chart is called as the frame says.
    """
    on = on or scales_of(dataset, view)
    stage = stage_of(dataset, view, frame, on)
    found = held or partial(answers.of, dataset, view, on.grouping)
    if frame.figure == OVERVIEW:
        figure, meta = overview(dataset, view, stage, on, found())
    else:
        figure, meta = CHARTS[frame.figure].draw(Given(dataset, view, stage, on, found))
    layout = {name: value for name, value in figure["layout"].items() if name != "meta"}
    return orjson.dumps({"data": figure["data"], "layout": layout | {"template": None}, "meta": meta})
