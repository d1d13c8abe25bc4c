"""A data set and a View in, a picture as JSON out: the one way from a view to what is drawn."""

import orjson

from components.pictures.frame import USUAL, Frame, stage_of
from components.pictures.overview import overview
from components.pictures.timeline import on_paper, timeline
from components.scales import Scales, scales_of
from data import answers
from data.answers import MOST_MARKS, Answerer, Dataset
from data.view import View

__all__ = ["MOST_MARKS", "USUAL", "Frame", "on_paper", "picture"]


def picture(
    dataset: Dataset, view: View, frame: Frame, on: Scales | None = None, held: Answerer | None = None
) -> bytes:
    """The figure of a view as JSON: `data`, `layout`, and `meta`, which is what the page must know of it.

    on: what `scales_of` answers for this view, if it is at hand; held: who answers for it. Both are the same for every
    window.
    """
    on = on or scales_of(dataset, view)
    stage = stage_of(dataset, view, frame, on)
    draw = overview if frame.figure == "overview" else timeline
    figure, meta = draw(dataset, view, stage, on, held or answers.of(dataset, view, on.grouping))
    layout = {name: value for name, value in figure["layout"].items() if name != "meta"}
    return orjson.dumps({"data": figure["data"], "layout": layout | {"template": None}, "meta": meta})
