"""Every chart of the page: one file of this folder each, found by itself."""

from components.pictures.charts._registry import CHARTS, Chart, Given, discover, follow, named

discover(__name__, __path__)

__all__ = ["CHARTS", "Chart", "Given", "follow", "named"]
