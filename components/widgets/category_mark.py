"""The sign of a category: its shape in its colour, as small as a letter."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from components import theme
from components.widgets.element_tree import Node, el


@dataclass(frozen=True, slots=True)
class Look:
    """How a category is drawn: its shape, its colour on paper, its colour in the dark."""

    shape: str
    light: str
    dark: str


class _Looks(dict[str, Look]):
    """A category that came up since the others were asked for looks as if it were none."""

    def __missing__(self, name: str) -> Look:
        return self[""]


def looks(names: Iterable[str], chosen: Iterable[Any] = ()) -> Mapping[str, Look]:
    """The look of each category, as the settings choose or in our order; "" is no category."""
    categories, settings = list(names), list(chosen)
    dark = theme.styles(categories, settings, dark=True)
    light = theme.styles(categories, settings)
    return _Looks({name: Look(style.shape, style.color, dark[name].color) for name, style in light.items()})


def mark(look: Look) -> Node:
    """The shape in both its colours; the page shows the one that fits."""
    shape = el("path", d=theme.outline(look.shape, 7, 7, 10.5))
    colors = [look.light, look.dark]
    return el("svg", shape, class_="mark", colors=colors, viewBox="0 0 14 14", aria_hidden="true")
