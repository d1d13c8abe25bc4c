"""The timeline: lanes of marks, bars and labels, as much as the window has room for."""

from collections.abc import Sequence
from typing import Any, Final

from components import theme
from components.figures import eras, lanes_and_axis, marks
from components.figures.events import Event
from components.figures.hover_text import named
from components.figures.layout import Band, arrange
from components.figures.marks import RING
from components.figures.packing import More
from components.figures.plot_area import Stage
from components.figures.traces import Plain, Trace, box
from components.words import number, plotly_text

BESIDE_NAME: Final = -15.0
"""Pixels from the plot's left edge to the mark of a lane's name."""


def marked(events: Sequence[Event], behind: Sequence[Event], stage: Stage) -> Plain:
    """Draw events in their lanes, and eras behind them.

    The figure's `meta` holds what the page must know: height, events in time order with their places, what gave way.
    """
    ages = eras.arrange(behind, stage)
    top = ages.height
    bands = arrange(events, stage, top)
    height = bands[-1].bottom if bands else top + 60
    line, words = lanes_and_axis.known_line(stage)
    layout = theme.layout(stage.colors) | {
        "height": round(height) + stage.top + stage.sizes.bottom,
        "margin": {"l": stage.left, "r": stage.right, "t": stage.top, "b": stage.sizes.bottom, "pad": 0},
        "xaxis": lanes_and_axis.x_axis(stage),
        "yaxis": lanes_and_axis.y_axis(height),
        "shapes": [
            *lanes_and_axis.lane_shapes(bands, stage),
            *line,
            *marks.outlines(bands, stage),
            *_outlined(bands, stage),
        ],
        "annotations": [*lanes_and_axis.lane_names(bands, stage), *lanes_and_axis.top_labels(stage), *words],
        "meta": _meta(bands, stage, round(height) + stage.top + stage.sizes.bottom),
    }
    traces = [
        *eras.washes(ages, stage, top, height),
        *marks.spans(bands, stage),
        *marks.targets(bands, stage),
        *lanes_and_axis.folds(stage, height),
        *marks.whiskers(bands, stage),
        *marks.marks(bands, stage),
        *eras.names(ages, stage),
        *marks.labels(bands, stage),
        *_more(bands, stage),
    ]
    return {"data": traces, "layout": layout}


def _more(bands: Sequence[Band], stage: Stage) -> list[Trace]:
    """A "+3" in a pill wherever something gave way; and one beside the name of a lane that was opened, to close it."""
    found = [
        (stage.axis.at(more.pixel), band.more_y, f"+{number(len(more.keys))}", _more_words(band, more), band)
        for band in bands
        for more in band.more
    ]
    found += [
        (
            stage.axis.at(BESIDE_NAME),
            (band.top + band.bottom) / 2 + stage.sizes.row,
            "–",
            "<i>Click to close it</i>",
            band,
        )
        for band in bands
        if band.lane.value in stage.opened and not stage.is_narrow
    ]
    if not found:
        return []
    x, y, text, told, closed = map(list, zip(*found, strict=True))
    colors, size = stage.colors, min(stage.sizes.row + 3, 24)
    return [
        {"type": "scatter", "mode": "markers+text", "hoverinfo": "text", "cliponaxis": False,
         "x": x, "y": y, "text": text, "hovertext": told,
         "customdata": [[f"more:{band.lane.value}"] for band in closed],
         "textfont": {"size": size // 2, "color": colors.grey, "weight": 600}, "textposition": "middle center",
         "marker": {"symbol": "circle", "size": size, "color": colors.paper,
                    "line": {"color": colors.fold, "width": 1}, "opacity": 1}}
    ]  # fmt: skip


def _outlined(bands: Sequence[Band], stage: Stage) -> list[dict[str, Any]]:
    """The ring of the chosen event around the pill that it is counted in, where it gave way."""
    place = stage.axis.at
    return [
        box(place(more.pixel - RING), place(more.pixel + RING), band.more_y - RING, band.more_y + RING,
            line={"color": stage.colors.accent, "width": 2}) | {"type": "circle"}
        for band in bands
        for more in band.more
        if stage.chosen in {band.hidden[key].id for key in more.keys}
    ]  # fmt: skip


def _more_words(band: Band, more: More) -> str:
    titles = [plotly_text(band.hidden[key].title[:60]) for key in more.keys[:5]]
    rest = [f"and {number(len(more.keys) - 5)} more"] if len(more.keys) > 5 else []
    return "<br>".join([*titles, *rest, "<i>Click to show them all</i>"])


def _meta(bands: Sequence[Band], stage: Stage, height: int) -> dict[str, Any]:
    """What the page must know of the figure; places as the axis has them, y in pixels from the plot's top."""
    listed = [(one.event, marks.seen(one, stage), one.y, band) for band in bands for one in band.shown]
    more = [(band, gone) for band in bands for gone in band.more]
    listed += [(band.hidden[key], gone.pixel, band.more_y, band) for band, gone in more for key in gone.keys]
    listed.sort(key=lambda found: (found[0].moment, found[2]))
    events = [named(event, pixel, y, band.lane, stage) for event, pixel, y, band in listed]
    gave_way = [
        {"lane": band.lane.value, "x": stage.axis.at(gone.pixel), "y": band.more_y,
         "count": len(gone.keys)}
        for band, gone in more
    ]  # fmt: skip
    return {"height": height, "events": events, "more": gave_way, "rows": [band.rows for band in bands]}
