"""Which source has which colour and shape: lines of marks with their names above a plot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from components import theme
from components.figures.plot_area import USUAL, Stage
from components.figures.text_width import fit
from components.figures.text_width import width as text_width
from components.words import number, one_line, plotly_text

ROW: Final = 20
SIZE: Final = 14
MOST_NAME: Final = 260
"""Pixels of the longest name; the rest is an ellipsis."""


@dataclass(slots=True)
class Legend:
    """Pixels that it takes, the shapes of its marks, and their names."""

    height: int = 0
    shapes: list[dict[str, Any]] = field(default_factory=list)
    names: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def of(cls, sources: Sequence[str], styles: Mapping[str, theme.Style], stage: Stage) -> "Legend":
        """The legend of these sources, in their order; none where nobody is named. styles: of those that have a look of
        their own; the others share the last entry."""
        made = cls()
        named = [source for source in sources if source in styles]
        rest = len(sources) - len(named)
        if len(sources) < 2 and not any(sources):
            return made
        entries = [(styles[source], one_line(source, 60) or "no source named") for source in named]
        if rest:
            entries.append((styles[""], "1 other source" if rest == 1 else f"{number(rest)} other sources"))
        made.lay(entries, stage)
        return made

    def lay(self, entries: Sequence[tuple[theme.Style, str]], stage: Stage) -> None:
        """Put the entries on as many lines as they need."""
        x, row, room = 0.0, 0, stage.width - 12
        placed = []
        for style, name in entries:
            text = fit(name, min(room - 30, MOST_NAME), SIZE) or "…"
            wide = 18 + text_width(text, SIZE) + 20
            if x and x + wide > room:
                x, row = 0.0, row + 1
            placed.append((style, text, x, row))
            x += wide
        self.height = (row + 1) * ROW + 6
        for style, text, left, line in placed:
            self._add(style, text, left - stage.left + 4, USUAL.top + 6 + (row - line) * ROW + ROW / 2, stage)

    def _add(self, style: theme.Style, text: str, x: float, y: float, stage: Stage) -> None:
        """x, y: pixels right of and above the plot's upper left corner."""
        path = theme.outline(style.shape, x + 6, y, style.size, is_up=True)
        self.shapes.append({"type": "path", "xref": "paper", "yref": "paper", "xsizemode": "pixel",
                            "ysizemode": "pixel", "xanchor": 0, "yanchor": 1, "path": path,
                            "fillcolor": style.color, "line": {"width": 0}})  # fmt: skip
        self.names.append({"text": plotly_text(text), "font": {"size": SIZE, "color": stage.colors.ink},
                           "x": 0, "xref": "paper", "xanchor": "left", "xshift": x + 17, "y": 1, "yref": "paper",
                           "yanchor": "middle", "yshift": y, "showarrow": False})  # fmt: skip
