"""A bar of a timeline slide: in pieces between the folds, as strong at each place as what is known there."""

from collections.abc import Iterator
from typing import Final

from components.figures.event_shapes import Body
from components.figures.plot_area import Stage

LEAST_PIXELS: Final = 2.0
"""Pixels: shorter pieces are not drawn."""


def pieces(form: Body, stage: Stage) -> Iterator[tuple[float, float]]:
    """From where to where it is drawn, within the window and outside the folds."""
    left = max(form.left, 0.0)
    for fold in stage.scale.folds:
        first, last = stage.axis.pixel(fold.start) + 3, stage.axis.pixel(fold.end) - 3
        if last > left and first < form.right and last > 0 and first < stage.room:
            if first - left >= LEAST_PIXELS:
                yield left, min(first, stage.room)
            left = max(last, left)
    right = min(form.right, stage.room)
    if right - left >= LEAST_PIXELS:
        yield left, right


def stops(form: Body, left: float, right: float, color: str, strength: float, paper: str) -> list[tuple[float, str]]:
    """The colours of a piece, left to right, mixed with the paper: (0 to 1, #rrggbb) pairs, at least two."""
    inner = [x for x in (form.left_full, form.right_full) if left < x < right]
    return [
        ((x - left) / (right - left), mix(color, paper, strength * _fullness(form, x))) for x in (left, *inner, right)
    ]


def _fullness(form: Body, x: float) -> float:
    if x < form.left_full:
        return max((x - form.left) / (form.left_full - form.left), 0.0)
    if x > form.right_full:
        return max((form.right - x) / (form.right - form.right_full), 0.0)
    return 1.0


def mix(color: str, paper: str, strength: float) -> str:
    """The colour on the paper, so strong from 0 to 1.

    >>> mix("#000000", "#ffffff", 0.2)
    '#cccccc'
    """
    pairs = zip(_parts(color), _parts(paper), strict=True)
    return "#" + "".join(f"{round(front * strength + back * (1 - strength)):02x}" for front, back in pairs)


def _parts(color: str) -> tuple[int, ...]:
    return tuple(int(color[index : index + 2], 16) for index in (1, 3, 5))
