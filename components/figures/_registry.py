"""Every figure there is: one chart, one file, found by itself."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from components.figures.canvas import Stage

Plain = dict[str, Any]
"""A figure as Plotly's JSON has it: `data` and `layout`, of plain values."""
Draw = Callable[[pd.DataFrame, Stage], Plain]


@dataclass(frozen=True, slots=True)
class FigureKind:
    """A chart: its name in words, the columns it asks for, and the function that draws it."""

    title: str
    needs: tuple[str, ...]
    plain: Draw

    def draw(self, rows: pd.DataFrame, stage: Stage) -> go.Figure:
        """The same as Plotly's own object, which takes a copy of everything."""
        return go.Figure(self.plain(rows, stage), _validate=False)


FIGURES: Final[dict[str, FigureKind]] = {}


def figure(*, title: str, needs: tuple[str, ...]) -> Callable[[Draw], Draw]:
    """Register a function under its own name: rows and a Stage in, a figure's JSON out, the rows unchanged."""

    def register(draw: Draw) -> Draw:
        FIGURES[draw.__name__] = FigureKind(title, needs, draw)
        return draw

    return register


def discover() -> None:
    """Import every module beside this one, so that each registers what it draws."""
    for path in sorted(Path(__file__).parent.glob("[!_]*.py")):
        import_module(f"components.figures.{path.stem}")
