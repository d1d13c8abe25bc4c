"""Events in their lanes, as they are painted: bars, marks, labels, and what the pointer finds."""

from collections.abc import Sequence
from typing import Any, Final

from components import theme
from components.figures.events import Event
from components.figures.hover_text import tooltip
from components.figures.layout import Band
from components.figures.placed_events import Shown, weight
from components.figures.plot_area import Stage
from components.figures.traces import Bars, Labels, Marks, SoftBars, Trace, box, traces_of
from components.words import plotly_text

RING: Final = 11.0
"""Pixels from the middle of the chosen mark to the ring around it, which takes no room: nothing moves for it."""
LIGHTLY: Final = {"year": 0.75, "decade": 0.65, "century": 0.6, "millennium": 0.6, "season": 0.85, "month": 0.85}
"""How much lighter a moment is drawn that is only known to be within so long a span."""
ONE_OF: Final = 0.6
"""How much lighter one of many possible moments is drawn."""


def every(bands: Sequence[Band]) -> list[Shown]:
    """What the lanes show, and what stands beside the window."""
    return [one for band in bands for one in (*band.shown, *band.beyond)]


def strength(event: Event, stage: Stage) -> float:
    """How strongly the event's bar is filled."""
    if event.is_set:
        return stage.colors.tint * ONE_OF
    return stage.colors.tint * (1 if event.is_interval else LIGHTLY.get(event.precision, 1))


def spans(bands: Sequence[Band], stage: Stage) -> list[Trace]:
    """The bars: hard ones in one trace for each colour and strength, then those that fade."""
    hard: dict[str, Bars] = {}
    soft: dict[str, SoftBars] = {}
    for one in every(bands):
        form, color, opacity = one.body, stage.style(one.event.category).color, strength(one.event, stage)
        if form.is_soft:
            bars = soft.setdefault(color, SoftBars(stage.axis, color))
            bars.add(form.ends, one.y, stage.sizes.bar, opacity)
        elif form.is_bar:
            fill = theme.rgba(color, opacity)
            hard.setdefault(fill, Bars(stage.axis, fill)).add(form.left, form.right, one.y, stage.sizes.bar)
    return traces_of([*hard.values(), *soft.values()])


def targets(bands: Sequence[Band], stage: Stage) -> list[Trace]:
    """What the pointer finds: for each event the whole of its row from label to bar, unseen."""
    shown = every(bands)
    if not shown:
        return []
    bars = Bars(stage.axis, "rgba(0,0,0,0)")
    for one in shown:
        bars.add(min(one.left, max(one.body.left, 0)), max(one.right, one.left + 1), one.y, stage.sizes.row + 1)
    [trace] = bars.trace()
    found = {"customdata": [[one.event.id] for one in shown], "hovertext": [tooltip(one.event) for one in shown]}
    return [trace | found | {"hoverinfo": "text"}]


def marks(bands: Sequence[Band], stage: Stage, scale: float = 1) -> list[Trace]:
    """Each event's mark, and the strong edge where it begins. scale: of the marks that stand by themselves."""
    marks = Marks(stage.axis, stage.colors)
    for one in every(bands):
        style, event = stage.style(one.event.category), one.event
        size = 1 if one.body.is_bar or one.label else scale
        if one.body.has_edge:
            marks.add_edge(one.body.left, one.y, style, stage.sizes.bar / 1.4, event.id)
        if (at := mark_place(one)) is not None:
            if not one.body.is_bar and event.is_start_soft:
                marks.add_glow(at, one.y, style, event.id, size)
            marks.add(at, one.y, style, event.id, is_hollow=event.is_uncertain, scale=size)
    return marks.trace()


def mark_place(one: Shown) -> float | None:
    """Where the event's mark stands; None where its label had to be written over it."""
    is_under = one.side == "inside" and one.body.mark is not None and one.text < one.body.mark + 8
    return None if is_under else one.body.mark


def whiskers(bands: Sequence[Band], stage: Stage) -> list[Trace]:
    """A dotted line from end to end of the spans within which one moment lies."""
    by_color: dict[str, tuple[list[float | None], list[float | None]]] = {}
    for one in every(bands):
        if one.event.is_set and one.body.is_bar:
            x, y = by_color.setdefault(stage.style(one.event.category).color, ([], []))
            left = max(_between(one.body.left, one.body.left_full, one.event.start), -0.5 * stage.room)
            right = min(_between(one.body.right, one.body.right_full, one.event.end), 1.5 * stage.room)
            right = min(right, one.text - 8) if one.side == "inside" else right
            x += [stage.axis.at(left), stage.axis.at(right), None]
            y += [one.y, one.y, None]
    return [
        {"type": "scatter", "mode": "lines", "x": x, "y": y, "hoverinfo": "skip",
         "line": {"color": theme.rgba(color, 0.7), "width": 1.5, "dash": "1.5px,4px"}}
        for color, (x, y) in by_color.items()
    ]  # fmt: skip


def _between(end: float, full: float, given: int | None) -> float:
    """Where the date's own end stands: in the middle of what fades around it; an open end has none."""
    return end if given is None else (end + full) / 2


def labels(bands: Sequence[Band], stage: Stage) -> list[Trace]:
    """The labels that found room, key events in semibold."""
    labels = Labels(stage.axis, stage.label_size, stage.colors)
    for band in bands:
        for one in band.shown:
            if one.label:
                labels.add(one.text, one.y, plotly_text(one.label), side=one.side, weight=weight(one.event))
    return labels.trace()


def outlines(bands: Sequence[Band], stage: Stage) -> list[dict[str, Any]]:
    """Dashes around the bars of what is uncertain, and the accent around the chosen event."""
    shapes = []
    for one in every(bands):
        form, place = one.body, stage.axis.at
        if form.is_bar and one.event.is_uncertain and not form.is_soft:
            line = {"color": theme.rgba(stage.style(one.event.category).color, 0.75), "width": 1, "dash": "3px,3px"}
            half = stage.sizes.bar / 2
            shapes.append(box(place(form.left), place(form.right), one.y - half, one.y + half, line=line))
        if one.event.id == stage.chosen:
            around = 3 if form.is_bar else RING - form.width / 2
            height = stage.sizes.bar / 2 + 4 if form.is_bar else RING
            shapes.append(
                box(place(form.left - around), place(form.right + around), one.y - height, one.y + height,
                    line={"color": stage.colors.accent, "width": 2}) | {"type": "rect" if form.is_bar else "circle"}
            )  # fmt: skip
    return shapes


def seen(one: Shown, stage: Stage) -> float:
    """The pixel within the window that stands for the event."""
    middle = (max(one.body.left, 0) + min(one.body.right, stage.room)) / 2
    place = mark_place(one)
    return place if place is not None and 0 <= place <= stage.room else middle
