"""Each figure through time as people claimed it: a panel a figure, a line a source, and never a sum of two.

A total is a step that lasts until its source says otherwise; an increment rises from the last total. A range is a
band; "more than" fades upwards from its line, "less than" downwards, "about" has a soft line. What a source says in a
day, a month or a year has a bar as long as that beside its mark.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from components import theme
from components.figures import lanes_and_axis
from components.figures.claim_words import ends, label, tooltip
from components.figures.claims_layout import (
    END_ROW,
    END_SIZE,
    TICK_SIZE,
    Level,
    Line,
    Panel,
    height,
    panels,
    said_within,
)
from components.figures.legend import Legend
from components.figures.plot_area import USUAL, Stage
from components.figures.text_width import SEMIBOLD, fit
from components.figures.text_width import width as text_width
from components.figures.traces import Bars, Marks, Plain, Trace, traces_of
from components.words import one_line, plotly_text, quantity_words
from data.claims.claims_over_time import Story

BAND: Final = 0.16
FADES: Final = (0.2, 0.15, 0.1, 0.06, 0.03)
"""How strong each strip of an open end is, from its line outwards."""
FADE: Final = 5.0
"""Pixels of a strip."""
SOFT: Final = ((9.0, 0.12), (5.0, 0.16))
"""Pixels across and strength of what lies around the line of an approximate number."""
WITHIN: Final = 0.4
MOST_SOURCES: Final = 12
"""Sources that have a colour and a shape of their own."""


def sources_of(stories: Sequence[Story]) -> list[str]:
    """Every source, those with the most claims first."""
    counts: dict[str, int] = {}
    for story in stories:
        for one in story.series:
            counts[one.source] = counts.get(one.source, 0) + len(one.states)
    return sorted(counts, key=lambda name: -counts[name])


def looks(sources: Sequence[str], stage: Stage) -> dict[str, theme.Style]:
    """One colour and shape for each source; beyond MOST_SOURCES, and where nobody is named, that of none."""
    named = [source for source in sources if source][:MOST_SOURCES]
    return theme.styles(named, dark=stage.colors.is_dark)


def claims(stories: Sequence[Story], sources: Sequence[str], until: int, stage: Stage) -> Plain:
    """Draw the stories. sources: all of the record, so that none changes its look with a filter.

    until: the moment up to which the last claims are drawn. The figure's `meta` holds the claims in order of time.
    """
    styles = looks(sources, stage)
    found = panels(stories, styles, until, stage)
    tall = height(found)
    legend = Legend.of(sources_of(stories), styles, stage)
    top = USUAL.top + legend.height
    line, words = lanes_and_axis.known_line(stage)
    end_marks, end_words = _ends(found, stage)
    layout = theme.layout(stage.colors) | {
        "height": round(tall) + top + USUAL.bottom,
        "margin": {"l": stage.left, "r": stage.right, "t": top, "b": USUAL.bottom, "pad": 0},
        "xaxis": lanes_and_axis.x_axis(stage),
        "yaxis": lanes_and_axis.y_axis(tall),
        "shapes": [*_rules(found, stage), *line, *legend.shapes, *end_marks],
        "annotations": [*_names(found, stage), *end_words, *lanes_and_axis.top_labels(stage), *words,
                        *legend.names],
        "meta": {"height": round(tall) + top + USUAL.bottom, "events": _told(found, stage)},
    }  # fmt: skip
    traces = [*_bands(found, stage), *lanes_and_axis.folds(stage, tall), *_steps(found, stage), *_withins(found, stage),
              *_marks(found, stage)]  # fmt: skip
    return {"data": traces, "layout": layout}


def nothing(said: str, stage: Stage) -> Plain:
    """A sentence where no figure is claimed."""
    font = {"size": 15, "color": stage.colors.grey}
    words = {"text": plotly_text(said), "font": font, "x": 0, "xref": "paper", "xanchor": "left", "y": 0.5,
             "yref": "paper", "yanchor": "middle", "showarrow": False, "align": "left"}  # fmt: skip
    bare = {"type": "linear", "visible": False, "fixedrange": True}
    layout = theme.layout(stage.colors) | {
        "height": 96, "margin": {"l": 2, "r": 2, "t": 8, "b": 8, "pad": 0}, "annotations": [words], "shapes": [],
        "xaxis": bare | {"range": [stage.axis.first, stage.axis.last]}, "yaxis": bare | {"range": [1, 0]},
        "meta": {"height": 96},
    }  # fmt: skip
    return {"data": [], "layout": layout}


def _every(found: Sequence[Panel]) -> Iterator[tuple[Panel, Line, Level]]:
    return ((panel, line, level) for panel in found for line in panel.lines for level in line.levels)


def _bands(found: Sequence[Panel], stage: Stage) -> list[Trace]:
    """What is not one number: from its least to its most, or fading where there is no bound."""
    soft: dict[tuple[str, float], Bars] = {}

    def add(level: Level, color: str, strength: float, top: float, bottom: float) -> None:
        bars = soft.setdefault((color, strength), Bars(stage.axis, theme.rgba(color, strength), corner=0))
        bars.add(level.left, level.right, (top + bottom) / 2, bottom - top)

    for panel, line, level in _every(found):
        color, bounds = line.style.color, level.state.bounds
        if not level.is_one:
            add(level, color, BAND, level.top, level.bottom)
        for at, strength in enumerate(FADES):
            if level.is_up:
                add(level, color, strength, max(level.top - FADE * (at + 1), panel.top - FADE), level.top - FADE * at)
            if level.is_down:
                add(level, color, strength, level.bottom + FADE * at, level.bottom + FADE * (at + 1))
        if bounds.is_approximate and level.is_one:
            for across, strength in SOFT:
                add(level, color, strength, level.top - across / 2, level.top + across / 2)
    return traces_of(soft.values())


def _steps(found: Sequence[Panel], stage: Stage) -> Iterator[Trace]:
    """One trace for each colour: the lines of numbers, and the edges of ranges."""
    lines: dict[str, tuple[list[float | None], list[float | None]]] = {}
    for panel in found:
        for line in panel.lines:
            x, y = lines.setdefault(line.style.color, ([], []))
            _step(line.levels, x, y, stage)
    for color, (x, y) in lines.items():
        yield {"type": "scatter", "mode": "lines", "x": x, "y": y, "hoverinfo": "skip",
               "line": {"color": color, "width": 1.75}}  # fmt: skip


def _step(levels: Sequence[Level], x: list[float | None], y: list[float | None], stage: Stage) -> None:
    before: Level | None = None
    for level in levels:
        left, right = stage.axis.at(level.left), stage.axis.at(level.right)
        if level.is_one:
            is_on = before is not None and before.is_one
            x += [*(() if is_on or not x else (None,)), left, right]
            y += [*(() if is_on or not y else (None,)), level.top, level.top]
        else:
            x += [*((None,) if x else ()), left, right, None, left, right]
            y += [*((None,) if y else ()), level.top, level.top, None, level.bottom, level.bottom]
        before = level


def _withins(found: Sequence[Panel], stage: Stage) -> list[Trace]:
    """The time within which each claim was made, where that can be seen."""
    bars: dict[str, Bars] = {}
    for _, line, level in _every(found):
        start, end = (stage.axis.pixel(moment) for moment in said_within(level.state))
        if end - start > 3:
            bar = bars.setdefault(line.style.color, Bars(stage.axis, theme.rgba(line.style.color, WITHIN), corner=1))
            bar.add(start, end, level.middle, 5)
    return traces_of(bars.values())


def _marks(found: Sequence[Panel], stage: Stage) -> Iterator[Trace]:
    """The claims: filled where they are one number, hollow where they are not; smaller where they are many."""
    for panel in found:
        marks, said = Marks(stage.axis, stage.colors), []
        size = min(0.85, max(0.36, 0.05 * stage.room / max(panel.story.claims, 1)))
        for line in panel.lines:
            for level in line.levels:
                pixel, bounds = stage.axis.pixel(level.state.claim.moment), level.state.bounds
                if pixel < level.left - 1:  # it was made far left of the window, and only lasts until here
                    continue
                is_exact = level.is_one and not (bounds.is_approximate or level.is_up or level.is_down)
                marks.add(pixel, level.middle, line.style, level.state.claim.id, is_hollow=not is_exact, scale=size)
                said.append(tooltip(level.state, panel.story))
        yield from (trace | {"hoverinfo": "text", "hovertext": said} for trace in marks.trace())


def _rules(found: Sequence[Panel], stage: Stage) -> list[dict[str, Any]]:
    """A hairline at each number that an axis names, a stronger one at nothing."""
    names = [(y, name) for panel in found for y, name in panel.ticks]
    return [
        {"type": "line", "xref": "paper", "yref": "y", "x0": 0, "x1": 1, "y0": y, "y1": y, "layer": "below",
         "line": {"color": stage.colors.fold if name == "0" else stage.colors.hairline, "width": 1}}
        for y, name in names
    ]  # fmt: skip


def _names(found: Sequence[Panel], stage: Stage) -> list[dict[str, Any]]:
    """The figure's name and unit over each panel, and the numbers of its axis beside it."""
    colors = stage.colors
    plain = {"xref": "paper", "yref": "y", "x": 0, "showarrow": False}
    grey = {"size": TICK_SIZE, "color": colors.grey}
    ticks = [
        plain | {"text": name, "font": grey, "y": y, "xanchor": "right", "xshift": -6, "yanchor": "middle"}
        for panel in found for y, name in panel.ticks
    ]  # fmt: skip
    room = stage.room + stage.right - 8
    return ticks + [name for panel in found for name in _name(panel, room, stage)]


def _name(panel: Panel, room: float, stage: Stage) -> list[dict[str, Any]]:
    plain = {"xref": "paper", "yref": "y", "x": 0, "showarrow": False, "xanchor": "left", "yanchor": "bottom",
             "y": panel.top - 6}  # fmt: skip
    start = 4 - stage.left
    name = fit(one_line(panel.story.label, 80), room * 0.7, 15, SEMIBOLD) or "…"
    unit = fit(one_line(panel.story.unit, 60), room * 0.25, 13)
    found = [plain | {"text": plotly_text(name), "xshift": start,
                      "font": {"size": 15, "color": stage.colors.ink, "weight": SEMIBOLD}}]  # fmt: skip
    if unit:
        beside = start + text_width(name, 15, SEMIBOLD) + 8
        found.append(plain | {"text": plotly_text(unit), "xshift": beside,
                              "font": {"size": 13, "color": stage.colors.grey}})  # fmt: skip
    return found


def _ends(found: Sequence[Panel], stage: Stage) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """What each source says at the right edge of the window, in its own words, behind its mark."""
    if stage.is_narrow:
        return [], []
    shapes: list[dict[str, Any]] = []
    words: list[dict[str, Any]] = []
    font = {"size": END_SIZE, "color": stage.colors.ink}
    for panel in found:
        for line, level, y in ends(panel, stage.room, END_ROW):
            path = theme.outline(line.style.shape, 12, 0, line.style.size * 0.85, is_up=True)
            text = plotly_text(fit(quantity_words(level.state.value), stage.right - 26, END_SIZE) or "…")
            shapes.append({"type": "path", "xref": "paper", "yref": "y", "xsizemode": "pixel", "ysizemode": "pixel",
                           "xanchor": 1, "yanchor": y, "path": path, "fillcolor": line.style.color,
                           "line": {"width": 0}})  # fmt: skip
            words.append({"text": text, "font": font, "x": 1, "xref": "paper", "xanchor": "left", "xshift": 22, "y": y,
                          "yref": "y", "yanchor": "middle", "showarrow": False})  # fmt: skip
    return shapes, words


def _told(found: Sequence[Panel], stage: Stage) -> list[dict[str, Any]]:
    """What the page must know of each claim, in order of time."""
    every = sorted(_every(found), key=lambda one: (one[2].state.claim.moment, one[2].state.claim.row))
    return [
        {"id": level.state.claim.id, "x": stage.axis.near(stage.scale.to_place(level.state.claim.moment)),
         "y": round(level.middle, 1), "lane": panel.story.metric, "title": level.state.claim.title[:300],
         "label": label(level.state, panel.story)}
        for panel, _, level in every
    ]  # fmt: skip
