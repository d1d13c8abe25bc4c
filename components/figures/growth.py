"""How a figure grew: a small line for a card, without axes."""

from typing import Final

import pandas as pd

from components import theme
from components.figures._registry import Plain, figure
from components.figures.canvas import Stage

HEIGHT: Final = 34


@figure(title="Growth", needs=("start", "number"))
def growth(rows: pd.DataFrame, stage: Stage) -> Plain:
    """Draw number by time as steps, for a claim holds until the next one; the last is a dot in the accent."""
    x, y = rows["start"].tolist(), rows["number"].tolist()
    line = {"type": "scatter", "mode": "lines", "x": x, "y": y, "hoverinfo": "skip",
            "line": {"shape": "hv", "color": stage.colors.grey, "width": 1.5}}  # fmt: skip
    dot = {"type": "scatter", "mode": "markers", "x": x[-1:], "y": y[-1:], "hoverinfo": "skip",
           "marker": {"color": stage.colors.accent, "size": 7, "line": {"width": 0}}, "cliponaxis": False}  # fmt: skip
    bare = {"visible": False, "fixedrange": True}
    layout = theme.layout(stage.colors) | {
        "height": HEIGHT, "width": stage.width, "margin": {"l": 2, "r": 6, "t": 4, "b": 4, "pad": 0},
        "xaxis": bare, "yaxis": bare, "hovermode": False, "meta": {"height": HEIGHT},
    }  # fmt: skip
    return {"data": [line, dot], "layout": layout}
