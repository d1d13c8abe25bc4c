"""Where events stand too close to be told apart: how many there are, in each lane, along the axis; and, as themselves,
those that are alone in their bin, and the most important of those that run on from before.
"""

from collections.abc import Sequence
from typing import Any, Final

from components import theme
from components.figures import eras, lanes_and_axis, marks, single_events_among_counts
from components.figures.count_bars import Counted, Counts, bars, most_of, scale, told
from components.figures.event_shapes import body
from components.figures.events import Event
from components.figures.hover_text import named
from components.figures.layout import HEADER, Band, inside_from
from components.figures.placed_events import Shown, weight
from components.figures.plot_area import Lane, Stage
from components.figures.single_events_among_counts import Floor
from components.figures.text_width import fit
from components.figures.text_width import width as text_width
from components.figures.traces import Labels, Plain, Trace
from components.words import number, one_line

LONE: Final = 0.75
"""How much smaller the mark of a lone event is than on the timeline: it stands in the width of a bar."""
REST_SIZE: Final = 13


def counted(found: Counts, behind: Sequence[Event], stage: Stage) -> Plain:
    """Draw each bin as a bar, all to one scale, single events as the timeline does, and eras behind them.

    Among bins shorter than a day, what has no time of day is one pale bar for its day, to a scale of its own. The
    figure's `meta` has the bins by lane and period, for the page to enter.
    """
    ages = eras.arrange(behind, stage)
    lanes = _lanes(found, stage, ages.height)
    bands = [lane.band for lane in lanes]
    height = bands[-1].bottom if bands else 60.0
    line, words = lanes_and_axis.known_line(stage)
    layout = theme.layout(stage.colors) | {
        "height": round(height) + stage.top + stage.sizes.bottom,
        "margin": {"l": stage.left, "r": stage.right, "t": stage.top, "b": stage.sizes.bottom, "pad": 0},
        "xaxis": lanes_and_axis.x_axis(stage),
        "yaxis": lanes_and_axis.y_axis(height),
        "shapes": [
            *lanes_and_axis.lane_shapes(bands, stage),
            *_floors(lanes, stage),
            *line,
            *marks.outlines(bands, stage),
        ],
        "annotations": [
            *lanes_and_axis.lane_names(bands, stage),
            *lanes_and_axis.top_labels(stage),
            *words,
            *scale(lanes, stage),
        ],
        "meta": _meta(lanes, stage, round(height) + stage.top + stage.sizes.bottom),
    }
    traces = [
        *eras.washes(ages, stage, ages.height, height),
        *bars(lanes, stage),
        *marks.spans(bands, stage),
        *marks.targets(bands, stage),
        *lanes_and_axis.folds(stage, height),
        *marks.marks(bands, stage, LONE),
        *eras.names(ages, stage),
        *marks.labels(bands, stage),
        *_rests(lanes, stage),
    ]
    return {"data": traces, "layout": layout}


def _lanes(counts: Counts, stage: Stage, top: float) -> list[Counted]:
    """Lanes of one height: a row for what runs on from before, if anything does, and the bars under it.

    They are as tall as on a steady timeline, so that a lane stays where it is when counts turn into marks.
    """
    found, keys = _by_lane(counts.alone), _by_lane(counts.keys)
    bins, ran, ongoing = counts.bins, counts.running, {event.lane: event for event in counts.ongoing}
    header, rows, row, pad = HEADER if stage.is_narrow else 0, stage.rows_each, stage.sizes.row, stage.sizes.pad
    tall, tallest = 2 * pad + header + rows * row, max(rows - bool(ran) - bool(counts.keys), 1) * row
    most = most_of(stage.lanes, bins)
    tops = [top + at * tall for at in range(len(stage.lanes))]
    floors = [
        Floor(above + tall - pad, tallest, bins.get(lane.value, ()), most[lane.is_rest])
        for lane, above in zip(stage.lanes, tops, strict=True)
    ]
    return [
        _lane(lane, above, floor, ran.get(lane.value, 0), found.get(lane.value, ()), ongoing.get(lane.value), stage,
              keys.get(lane.value, ()))
        for lane, above, floor in zip(stage.lanes, tops, floors, strict=True)
    ]  # fmt: skip


def _by_lane(events: Sequence[Event]) -> dict[str, list[Event]]:
    found: dict[str, list[Event]] = {}
    for event in events:
        found.setdefault(event.lane, []).append(event)
    return found


def _lane(
    lane: Lane, top: float, floor: Floor, ran: int, alone: Sequence[Event], ongoing: Event | None, stage: Stage,
    keys: Sequence[Event],
) -> Counted:  # fmt: skip
    named = {event.id for event in keys}
    shown = single_events_among_counts.arrange([event for event in alone if event.id not in named], floor, stage)
    shown += single_events_among_counts.over(keys, floor, stage)
    if ongoing is not None:
        shown.append(_ongoing(ongoing, floor.y - floor.tallest - stage.sizes.row / 2, stage, _rest_width(ran - 1)))
    bottom = floor.y + stage.sizes.pad
    band = Band(lane, top, bottom, round((bottom - top) / stage.sizes.row), tuple(shown), (), (), floor.y, {})
    return Counted(band, floor.y, floor.tallest, floor.bins, ran - (ongoing is not None))


def _ongoing(event: Event, y: float, stage: Stage, taken: float) -> Shown:
    """The event in the row of what runs on, with as much of its label as there is room."""
    form = body(event, stage)
    left, right = max(form.left, 0.0), min(form.right, stage.room)
    begin = left + max(inside_from(form, stage.room), 0)
    label = fit(one_line(event.title, 200), stage.room - taken - begin - 16, stage.label_size, weight(event))
    return Shown(event, form, y, "inside", label or "", begin, left, right)


def _rest_words(rest: int) -> str:
    return f"and {number(rest)} more" if rest > 0 else ""


def _rest_width(rest: int) -> float:
    return text_width(_rest_words(rest), REST_SIZE) if rest > 0 else 0.0


def _rests(lanes: Sequence[Counted], stage: Stage) -> list[Trace]:
    """At the right of each lane's first row, how many more run on from before the window."""
    labels = Labels(stage.axis, REST_SIZE, stage.colors)
    for lane in lanes:
        if lane.rest > 0:
            y = lane.floor - lane.tallest - stage.sizes.row / 2
            labels.add(stage.room - 6, y, _rest_words(lane.rest), side="left", color=stage.colors.grey)
    return labels.trace()


def _floors(lanes: Sequence[Counted], stage: Stage) -> list[dict[str, Any]]:
    """The line that the bars of a lane stand on."""
    return [
        {"type": "line", "xref": "paper", "yref": "y", "x0": 0, "x1": 1, "y0": lane.floor, "y1": lane.floor,
         "line": {"color": stage.colors.hairline, "width": 1}, "layer": "below"}
        for lane in lanes
    ]  # fmt: skip


def _meta(lanes: Sequence[Counted], stage: Stage, height: int) -> dict[str, Any]:
    """What the page must know: the single events in time order, the bins, and what no bar counts."""
    events = [
        named(one.event, marks.seen(one, stage), one.y, lane.band.lane, stage)
        for lane in lanes
        for one in lane.band.shown
    ]
    events.sort(key=lambda one: (one["x"], one["y"]))
    running = sum(max(lane.rest, 0) for lane in lanes)
    return {"height": height, "events": events, "more": [], "notes": _notes(running), "bins": told(lanes, stage)}


def _notes(running: int) -> list[str]:
    return [f"{number(running)} more began before this window and are not counted here."] if running else []
