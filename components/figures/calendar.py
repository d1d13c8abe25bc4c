"""A calendar of how many events began when: a cell for each day, month or year, as dark as it is full.

Weeks are columns and weekdays rows; where that would take too much room, years by months, then decades by years.
What is known only by its month stands in a row of its own under the days, and so on.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from components import theme
from components.figures.calendar_grid import Cell, Grid
from components.figures.plot_area import Stage
from components.figures.text_width import SEMIBOLD
from components.figures.text_width import width as text_width
from components.figures.traces import Plain, Trace
from components.words import number

SIZE: Final = 13
STRENGTHS: Final = (0.19, 0.33, 0.49, 0.67, 1.0)
"""How much of the accent the cells have, from few events to many: words on all but the last are ink."""
EMPTY: Final = 0.24
NUMBERED: Final = 19
"""Pixels of a cell from which its number is written in it."""
KEY: Final = 12
"""Pixels of a cell of the key."""
TOP, BOTTOM, RIGHT = 58, 8, 6


class Full(NamedTuple):
    """A cell with what begins in it: how many in all and in each category, the most first."""

    cell: Cell
    events: int
    by: Sequence[tuple[str, int]]


def filled(grid: Grid, exact: Mapping[int, Mapping[str, int]], wider: Mapping[int, Mapping[str, int]]) -> list[Full]:
    """The cells of a grid in which anything begins, oldest first: those of its unit, then those of the next."""
    held = ((cell, (wider if cell.is_wider else exact).get(cell.start)) for cell in grid.cells)
    return [Full(cell, sum(by.values()), _most_first(by)) for cell, by in held if by]


def _most_first(by: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(by.items(), key=lambda pair: (-pair[1], pair[0]))


def calendar(grid: Grid, full: Sequence[Full], said: str, stage: Stage) -> Plain:
    """Draw the grid and its full cells. said: what is counted, written above.

    The figure's `meta` has `cells` for the page to name and enter: edges in pixels, count, span, words, categories.
    """
    most = max((one.events for one in full), default=0)
    steps, has_wider = Steps.up_to(most), any(one.cell.is_wider for one in full)
    layout = theme.layout(stage.colors) | {
        "height": round(grid.height) + TOP + BOTTOM,
        "margin": {"l": stage.left, "r": stage.right, "t": TOP, "b": BOTTOM, "pad": 0},
        "hovermode": False,
        "xaxis": {"type": "linear", "range": [0, stage.room], "fixedrange": True, "visible": False},
        "yaxis": {"type": "linear", "range": [grid.height, 0], "fixedrange": True, "visible": False},
        "annotations": [*_row_names(grid, stage, has_wider=has_wider), *_column_names(grid, stage), _said(said, stage)],
        "shapes": [],
        "meta": {"height": round(grid.height) + TOP + BOTTOM, "cells": [_told(one) for one in full]},
    }
    _add_key(layout, steps, stage)
    traces = [*_cells(grid, full, steps, stage), *_numbers(full, steps, stage)]
    return {"data": traces, "layout": layout}


@dataclass(frozen=True, slots=True)
class Steps:
    """The least count of each strength."""

    least: tuple[int, ...]
    most: int

    @classmethod
    def up_to(cls, most: int) -> "Steps":
        """As many strengths as there are different counts, at most all; each step as many times the one before.

        >>> Steps.up_to(3).least, Steps.up_to(100).least
        ((1, 2, 3), (1, 3, 6, 16, 40))
        """
        few = len(STRENGTHS)
        if most <= few:
            return cls(tuple(range(1, most + 1)), most)
        wanted = (round(most ** (at / few)) for at in range(few))
        found: list[int] = []
        for count in wanted:
            found.append(max(count, found[-1] + 1 if found else 1))
        return cls(tuple(found), most)

    def of(self, count: int) -> int:
        """Which of STRENGTHS a count has: few steps are spread over all of them."""
        step = max(at for at, least in enumerate(self.least) if count >= least or at == 0)
        return self.strength(step)

    def strength(self, step: int) -> int:
        """Which of STRENGTHS a step has."""
        return step if len(self.least) == 1 else round(step * (len(STRENGTHS) - 1) / (len(self.least) - 1))

    @property
    def names(self) -> list[str]:
        """Each step in numbers: "1", "2–4"."""
        ends = (*(least - 1 for least in self.least[1:]), self.most)[: len(self.least)]
        pairs = zip(self.least, ends, strict=True)
        return [number(least) if least == end else f"{number(least)}–{number(end)}" for least, end in pairs]


def _cells(grid: Grid, full: Sequence[Full], steps: Steps, stage: Stage) -> Iterator[Trace]:
    """All cells of one strength are one trace."""
    there = {one.cell for one in full}
    yield from _boxes((cell for cell in grid.cells if cell not in there and not cell.is_wider), _empty(stage))
    for strength in range(len(STRENGTHS)):
        same = (one.cell for one in full if steps.of(one.events) == strength)
        yield from _boxes(same, theme.rgba(stage.colors.accent, STRENGTHS[strength]))


def _empty(stage: Stage) -> str:
    return theme.rgba(stage.colors.fold, EMPTY)


def _boxes(cells: Iterator[Cell], fill: str) -> list[Trace]:
    x: list[float | None] = []
    y: list[float | None] = []
    for cell in cells:
        x += [cell.left, cell.right, cell.right, cell.left, None]
        y += [cell.top, cell.top, cell.bottom, cell.bottom, None]
    if not x:
        return []
    return [{"type": "scatter", "mode": "none", "x": x[:-1], "y": y[:-1], "fill": "toself", "fillcolor": fill,
             "hoverinfo": "skip"}]  # fmt: skip


def _numbers(full: Sequence[Full], steps: Steps, stage: Stage) -> list[Trace]:
    """The count in each cell that is large enough for it."""
    room = [(one, one.cell.right - one.cell.left) for one in full]
    shown = [one for one, wide in room if wide >= NUMBERED and text_width(number(one.events), 12) <= wide - 2]
    if not shown:
        return []
    is_last = [steps.of(one.events) == len(STRENGTHS) - 1 for one in shown]
    colors = [stage.colors.paper if last else stage.colors.ink for last in is_last]
    return [
        {"type": "scatter", "mode": "text", "hoverinfo": "skip", "text": [number(one.events) for one in shown],
         "x": [(one.cell.left + one.cell.right) / 2 for one in shown],
         "y": [(one.cell.top + one.cell.bottom) / 2 for one in shown],
         "textposition": "middle center", "textfont": {"size": 12, "color": colors}}
    ]  # fmt: skip


def _row_names(grid: Grid, stage: Stage, *, has_wider: bool) -> list[dict[str, Any]]:
    """Those of the rows, that of what is known less finely only where anything is."""
    font = {"size": SIZE - 1, "color": stage.colors.grey}
    return [
        {"text": name, "font": font, "x": 0, "xref": "paper", "xanchor": "right", "xshift": -6, "y": y, "yref": "y",
         "yanchor": "middle", "showarrow": False}
        for name, y, is_wider in grid.row_names
        if has_wider or not is_wider
    ]  # fmt: skip


def _column_names(grid: Grid, stage: Stage) -> list[dict[str, Any]]:
    font = {"size": SIZE, "color": stage.colors.grey}
    return [
        {"text": name, "font": font, "x": x, "xref": "x", "xanchor": "left", "xshift": -1, "y": y, "yref": "y",
         "yanchor": "bottom", "showarrow": False}
        for name, x, y in grid.column_names
    ]  # fmt: skip


def _said(said: str, stage: Stage) -> dict[str, Any]:
    font = {"size": 14, "color": stage.colors.ink, "weight": SEMIBOLD}
    return {"text": said, "font": font, "x": 0, "xref": "paper", "xanchor": "left", "xshift": -stage.left + 2, "y": 1,
            "yref": "paper", "yanchor": "bottom", "yshift": 30, "showarrow": False}  # fmt: skip


def _add_key(layout: Plain, steps: Steps, stage: Stage) -> None:
    """What the strengths stand for: at the left under what is counted."""
    x = -stage.left + 2.0
    font = {"size": SIZE - 1, "color": stage.colors.grey}
    named = [("none", _empty(stage))]
    named += [(name, theme.rgba(stage.colors.accent, STRENGTHS[steps.strength(at)]))
              for at, name in enumerate(steps.names)]  # fmt: skip
    for name, fill in named:
        path = f"M{x:.1f},12L{x + KEY:.1f},12L{x + KEY:.1f},{12 + KEY}L{x:.1f},{12 + KEY}Z"
        layout["shapes"].append(
            {"type": "path", "xref": "paper", "yref": "paper", "xsizemode": "pixel", "ysizemode": "pixel",
             "xanchor": 0, "yanchor": 1, "path": path, "fillcolor": fill, "line": {"width": 0}}
        )  # fmt: skip
        layout["annotations"].append(
            {"text": name, "font": font, "x": 0, "xref": "paper", "xanchor": "left", "xshift": x + KEY + 3, "y": 1,
             "yref": "paper", "yanchor": "middle", "yshift": 12 + KEY / 2, "showarrow": False}
        )  # fmt: skip
        x += KEY + text_width(name, SIZE - 1) + 18


def _told(one: Full) -> list[Any]:
    """What the page must know of a cell: left, top, right, bottom, count, start, end, words, categories with counts."""
    cell = one.cell
    edges = [round(edge, 1) for edge in (cell.left, cell.top, cell.right, cell.bottom)]
    return [*edges, one.events, cell.start, cell.end, cell.words, [list(pair) for pair in one.by]]
