"""The timeline along the foot of a slide: what is past, what is told now, what is to come."""

from collections.abc import Iterable, Sequence
from typing import Final

from components import theme
from components.deck import Look, Mark, Strip
from components.pptx.shapes import WIDTH, Box, Pen, outline, outline_of
from components.pptx.text_runs import Run
from components.pptx.text_width import width

LEFT, RIGHT, Y = 64.0, WIDTH - 64.0, 616.0
SIZE, FOLD_SIZE = 16.0, 16.0
MARK, NOW = 12.0, 15.0
WAITS: Final = 0.6
"""How much smaller the mark of an event in reserve is."""
MOST_MARKS: Final = 60
"""Marks that have the colour and the shape of their category; of more, those in reserve are strokes."""
FAR: Final = theme.LIGHT.fold


def strip(pen: Pen, timeline: Strip, number: int, *, is_end: bool = False) -> None:
    """Draw it for the slide of this number, or as of the end; nothing where nothing is told."""
    if not timeline.marks:
        return
    inside = pen.group("Timeline", f"Where this stands among the {len(timeline.marks)} events that are told.")
    now = next((mark for mark in timeline.marks if mark.slide == number), None)
    now_x = _x(now.place) if now else RIGHT if is_end else LEFT
    _line(inside, timeline, now_x)
    _ticks(inside, timeline)
    others = [mark for mark in timeline.marks if mark is not now]
    is_many = len(others) > MOST_MARKS
    for name, is_past in (("Past", True), ("To come", False)):
        marks = [mark for mark in others if (_x(mark.place) <= now_x) is is_past]
        if strokes := [_x(mark.place) for mark in marks if is_many and mark.is_reserve]:
            inside.strokes(strokes, Y - 5, Y + 5, "grey" if is_past else FAR, name)
        told = [mark for mark in marks if not (is_many and mark.is_reserve)]
        _marks(inside, told[:MOST_MARKS], timeline.looks, name, is_past=is_past)
    if now:
        _now(inside, now_x, timeline.looks[now.look])


def _x(place: float) -> float:
    return LEFT + place * (RIGHT - LEFT)


def _line(pen: Pen, timeline: Strip, now_x: float) -> None:
    """A strong line up to now, a light one from there, broken by the folds."""
    edges = [LEFT]
    for fold in timeline.folds:
        middle = (_x(fold.start) + _x(fold.end)) / 2
        edges += [middle - 7, middle + 7]
        for shift in (-3, 3):
            pen.line(middle + shift - 2.5, Y + 7, middle + shift + 2.5, Y - 7, "grey", 1.5, name="Fold")
    edges.append(RIGHT)
    for left, right in zip(edges[::2], edges[1::2], strict=True):
        if left < now_x:
            pen.line(left, Y, min(right, now_x), Y, "ink", 2.5, name="Past")
        if right > now_x:
            pen.line(max(left, now_x), Y, right, Y, FAR, 2, name="To come")


def _ticks(pen: Pen, timeline: Strip) -> None:
    _texts(pen, ((_x(tick.place), tick.label) for tick in timeline.ticks), Y + 16, SIZE, is_fold=False)
    folds = ((_x((fold.start + fold.end) / 2), fold.words) for fold in timeline.folds)
    _texts(pen, folds, Y - 32, FOLD_SIZE, is_fold=True)


def _texts(pen: Pen, texts: Iterable[tuple[float, str]], top: float, size: float, *, is_fold: bool) -> None:
    """Texts around their places, left to right; one that would touch the one before is left out."""
    last_right = 0.0
    for place, text in texts:
        half = width(text, size) / 2 + 2
        middle = min(max(place, half + 4), WIDTH - half - 4)
        if middle - half < last_right + 6:
            continue
        last_right = middle + half
        box = Box(middle - half, top, middle + half, top + size * 1.3)
        pen.words(box, Run(text, size, "grey", italic=is_fold), name="Date", side="center", wraps=False)


def _style(look: Look) -> theme.Style:
    return theme.Style(look.light, look.shape)


def _marks(pen: Pen, marks: Sequence[Mark], looks: Sequence[Look], name: str, *, is_past: bool) -> None:
    """The marks of each category as one shape: full where they are past, hollow where they are to come."""
    for index, look in enumerate(looks):
        contours = [outline_of(look.shape, _x(mark.place), Y, MARK * (WAITS if mark.is_reserve else 1))
                    for mark in marks if mark.look == index]  # fmt: skip
        if contours:
            shape = pen.paths(contours, look.light if is_past else "paper", f"{name}: {look.name or 'events'}")
            outline(shape, "paper" if is_past else look.light, 1 if is_past else 1.5)


def _now(pen: Pen, x: float, look: Look) -> None:
    ring = pen.mark(x, Y, NOW + 13, theme.Style(look.light, "circle"), fill="paper", name="Around now")
    outline(ring, look.light, 2)
    pen.mark(x, Y, NOW, _style(look), fill=look.light, name="Now")
