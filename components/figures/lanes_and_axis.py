"""What stands behind and around the events: lanes and their names, the axis, folds, the moment that is looked from."""

from collections.abc import Sequence
from typing import Any

from components import theme
from components.figures.layout import HEADER, Band
from components.figures.plot_area import MOST_NAME, NAME_SIZE, Stage
from components.figures.text_width import SEMIBOLD, fit
from components.figures.text_width import width as text_width
from components.figures.ticks import AIR, Tick, ticks
from components.figures.traces import Trace
from components.words import plotly_text

AXIS_SIZE = 13
NAME_MARK = 11
ZIGZAG = 5.0
"""Pixels from a fold's edge to its teeth."""
TOOTH = 7.0
"""Pixels from tooth to tooth."""


def lane_shapes(bands: Sequence[Band], stage: Stage) -> list[dict[str, Any]]:
    """A soft band for each lane, and its category's mark beside its name."""
    shapes: list[dict[str, Any]] = [
        {"type": "rect", "xref": "paper", "yref": "y", "x0": 0, "x1": 1, "y0": band.top, "y1": band.bottom,
         "fillcolor": stage.colors.band_other if at % 2 else stage.colors.band, "line": {"width": 0},
         "layer": "below"}
        for at, band in enumerate(bands)
    ]  # fmt: skip
    for band in bands:
        if band.lane.category is not None:
            style = stage.style(band.lane.category)
            x, y = _mark_place(band, stage)
            shapes.append(
                {"type": "path", "xref": "paper", "yref": "y", "xsizemode": "pixel", "ysizemode": "pixel",
                 "xanchor": 0, "yanchor": y, "path": theme.outline(style.shape, x, 0, NAME_MARK, is_up=True),
                 "fillcolor": style.color, "line": {"width": 0}}
            )  # fmt: skip
    return shapes


def _mark_place(band: Band, stage: Stage) -> tuple[float, float]:
    if stage.is_narrow:
        return 8.0, band.top + stage.sizes.pad + HEADER / 2 - 1
    return -15.0, (band.top + band.bottom) / 2


def lane_names(bands: Sequence[Band], stage: Stage) -> list[dict[str, Any]]:
    """Each lane's name at its left; on a narrow screen above its rows."""
    return [_lane_name(band, stage) for band in bands if band.lane.name]


def _lane_name(band: Band, stage: Stage) -> dict[str, Any]:
    most = stage.room - 40 if stage.is_narrow else MOST_NAME
    font = {"size": NAME_SIZE, "color": stage.colors.grey, "weight": SEMIBOLD}
    text = fit(band.lane.name, most, NAME_SIZE, SEMIBOLD) or "…"
    whole = {"hovertext": plotly_text(band.lane.name)} if text != band.lane.name else {}
    name = {
        "text": plotly_text(text),
        **whole,
        "font": font,
        "showarrow": False,
        "xref": "paper",
        "yref": "y",
        "yanchor": "middle",
        "x": 0,
    }
    y = _mark_place(band, stage)[1]
    if stage.is_narrow:
        return {**name, "y": y, "xanchor": "left", "xshift": 16 if band.lane.category is not None else 2}
    return {**name, "y": y, "xanchor": "right", "xshift": -25 if band.lane.category is not None else -10}


def x_axis(stage: Stage) -> dict[str, Any]:
    """The axis in places, with our own ticks; lengths of folds stand among them in italics."""
    edges = (float(stage.left), float(stage.right))
    found = ticks(stage.axis, AXIS_SIZE, edges=edges)
    colors = stage.colors
    folded = f'<i><span style="color:{colors.grey};font-size:{AXIS_SIZE - 1}px">'
    names = [f"{folded}{tick.label}</span></i>" if tick.is_fold and tick.label else tick.label for tick in found]
    return {
        "type": "linear", "range": [stage.axis.first, stage.axis.last], "fixedrange": False,
        "tickmode": "array", "tickvals": [stage.axis.near(tick.place) for tick in found], "ticktext": names,
        "tickfont": {"size": AXIS_SIZE, "color": colors.grey}, "tickangle": 0, "ticks": "", "ticklabelstandoff": 6,
        "showgrid": True, "gridcolor": colors.hairline, "gridwidth": 1, "zeroline": False, "showline": False,
        "automargin": False,
    }  # fmt: skip


def top_labels(stage: Stage) -> list[dict[str, Any]]:
    """What the axis says at its foot, said again above the lanes: a tall picture is seen from its top first."""
    font = {"size": AXIS_SIZE, "color": stage.colors.grey}
    found = ticks(stage.axis, AXIS_SIZE, edges=(float(stage.left), float(stage.right)), with_folds=False)
    known = known_words(stage) if stage.has_one_line else None
    return [
        {"text": tick.label, "font": font, "x": _within(tick.place, stage), "xref": "x", "xanchor": "center", "y": 1,
         "yref": "paper", "yanchor": "bottom", "yshift": 1, "showarrow": False}
        for tick in found
        if tick.label and not (known and _meets(tick, known, stage))
    ]  # fmt: skip


def _meets(tick: Tick, known: tuple[str, float, float], stage: Stage) -> bool:
    """Whether a tick's words would touch those of the moment that is looked from, which stand in the same line."""
    pixel, half = stage.axis.pixel(stage.scale.to_time(tick.place)), text_width(tick.label, AXIS_SIZE) / 2
    return pixel + half + AIR > known[1] and pixel - half - AIR < known[2]


def _within(place: float, stage: Stage) -> float:
    """The place as short as may be, but not on the other side of an edge: no word is drawn there."""
    short, axis = stage.axis.near(place), stage.axis
    return min(max(short, axis.first), axis.last) if axis.first <= place <= axis.last else short


def y_axis(height: float) -> dict[str, Any]:
    """Pixels from the top down; nobody zooms it."""
    return {"type": "linear", "range": [height, 0], "fixedrange": True, "visible": False}


def folds(stage: Stage, height: float) -> list[Trace]:
    """Each fold as a strip torn out of the picture: paper between two ragged edges."""
    x: list[float | None] = []
    y: list[float | None] = []
    for fold in stage.scale.folds:
        left, right = stage.axis.pixel(fold.start), stage.axis.pixel(fold.end)
        if right < -0.6 * stage.room or left > 1.6 * stage.room:
            continue
        middle, half = (left + right) / 2, max((right - left) / 2 - 3, 4)
        strip = _ragged(middle - half, height) + list(reversed(_ragged(middle + half, height)))
        x += [*(stage.axis.at(point[0]) for point in strip), None]
        y += [*(round(point[1], 1) for point in strip), None]
    if not x:
        return []
    return [
        {"type": "scatter", "mode": "lines", "x": x, "y": y, "fill": "toself", "hoverinfo": "skip",
         "fillcolor": stage.colors.paper, "line": {"color": stage.colors.fold, "width": 1}}
    ]  # fmt: skip


def _ragged(pixel: float, height: float) -> list[tuple[float, float]]:
    count = int(height / TOOTH) + 3
    return [(pixel + (ZIGZAG / 2 if at % 2 else -ZIGZAG / 2), (at - 1) * TOOTH) for at in range(count)]


def known_words(stage: Stage) -> tuple[str, float, float] | None:
    """How the words of the moment that is looked from hang on their line, and from and to which pixel they reach; None
    where it is not in the window."""
    if stage.known is None or not 0 <= (pixel := stage.axis.pixel(stage.known.seconds)) <= stage.room:
        return None
    wide = text_width(stage.known.words, AXIS_SIZE, SEMIBOLD)
    if pixel < wide / 2:
        return "left", pixel, pixel + wide
    if pixel + wide / 2 > stage.room + stage.right - 2:
        return "right", pixel - wide, pixel
    return "center", pixel - wide / 2, pixel + wide / 2


def known_line(stage: Stage) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The dashed line at the moment that is looked from, and its words above; nothing where it is not in the window."""
    known, found = stage.known, known_words(stage)
    if known is None or found is None:
        return [], []
    anchor = found[0]
    place = stage.axis.near(stage.scale.to_place(known.seconds))
    line = {"type": "line", "xref": "x", "yref": "paper", "x0": place, "x1": place, "y0": 0, "y1": 1, "layer": "below",
            "line": {"color": stage.colors.accent, "width": 1.5, "dash": "3px,3px"}}  # fmt: skip
    words = {"text": plotly_text(known.words), "x": place, "xref": "x", "xanchor": anchor, "y": 1, "yref": "paper",
             "yanchor": "bottom", "yshift": 1 if stage.has_one_line else 20, "showarrow": False,
             "font": {"size": AXIS_SIZE, "color": stage.colors.accent, "weight": SEMIBOLD}}  # fmt: skip
    return [line], [words]
