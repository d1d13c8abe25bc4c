"""What a page shows before any script has run: its head, its cards, and the picture of the asked view, drawn here.

They are the same trees of elements and the same figures as the living page has, in the same style sheets, so that it
takes their place without a shift. It is put into a tree of its own (a closed shadow), where nothing of it meets
anything of Streamlit's, and can neither be clicked nor focused.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache as once
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import orjson

from components import cache
from components.figures import Plain
from components.figures.paint_figure import paint
from components.figures.svg import Drawing
from components.pages import _header
from components.pages._cached_answers import Answers
from components.pages._controls import chips_node, controls_node
from components.pages._sidebar import SIDE_WIDTH
from components.pages.timeline import cards_node, panel_nodes
from components.pictures import OVERVIEW, USUAL, Frame, charts
from components.widgets.category_mark import looks
from components.widgets.tree_html import html_of
from data.dataset.dataset import Dataset
from data.view import View

HERE: Final = Path(__file__).parent
MOST_BYTES: Final = 400_000
"""A page that would be larger goes without; it is some 110,000 for the shipped events, and 20,000 as it is sent."""
USUAL_SIZES: Final = tuple(sorted({(frame.width, frame.height) for frame in USUAL if frame.figure != OVERVIEW}))
GRIP: Final = 10
"""Pixels of the window on the strip, however short its time: as wide as can be taken hold of."""

Size = tuple[int, int]
"""Pixels that a chart is wide, and that it should be high at most; 0 where one scrolls anyway."""

Pair = tuple[Plain, Plain]
"""A figure on light ground, and the same on dark."""


def first_paint(dataset: Dataset, view: View, notices: Sequence[str], sizes: Sequence[Size], *, is_framed: bool) -> str:
    """For the beginning of the page's body; nothing where it would be too much.

    notices: what of the link could not be followed. sizes: those that the picture is drawn for; the widest that fits
    is seen, stretched to where it hangs. is_framed: for a frame of another page.
    """
    answers = Answers(dataset, view)
    if view.page:
        body, rules = "", ""
        head = _header.head_nodes(answers, notices, _header.ways_of_all(answers))
    else:
        head = (
            _header.framed_nodes(answers)
            if is_framed
            else _header.head_nodes(answers, notices, _header.ways_of_all(answers))
        )
        chart, rules = _chart(dataset, view, sizes)
        body = _body(answers, chart, is_framed=is_framed)
    text = _framed(_keyed("top", _sheet(head)) + body, rules, has_side=not is_framed)
    return text if len(text) <= MOST_BYTES else empty()


@once
def empty() -> str:
    """The same of a page of which nothing is known yet: its ground, and its side."""
    return _framed("", "", has_side=True)


def _framed(body: str, rules: str, *, has_side: bool) -> str:
    """The whole of it: what stands in the page, its style, and the script that takes it away."""
    side, holds = _side() if has_side else "", ' data-holds="chart"' if rules else ""
    main = f'<div class="stVerticalBlock">{body}</div>'
    return (
        f'<div id="dateline-first" aria-hidden="true" inert{holds}><template shadowrootmode="closed">'
        f"<style>{_style()}{rules}</style>"
        f'<div class="frame">{side}<div class="main stMain"><div class="stMainBlockContainer">{main}</div></div></div>'
        f"</template></div><style>#dateline-first ~ #root {{ visibility: hidden; }}</style><script>{_script()}</script>"
    )


def _body(answers: Answers, chart: str, *, is_framed: bool) -> str:
    known = looks(answers.categories(), answers.dataset.settings.categories)
    panel = panel_nodes(answers, known) if not is_framed or answers.chosen() is not None else []
    parts = [] if is_framed else [_sheet([controls_node(answers)])]
    body = _keyed("body", _keyed("chart", "".join(parts) + chart) + _keyed("panel", _sheet(panel)))
    if is_framed:
        return body
    return _keyed("cards", _sheet([cards_node(answers), chips_node(answers.view)])) + body


def _chart(dataset: Dataset, view: View, sizes: Sequence[Size]) -> tuple[str, str]:
    """The chart and the strip under it as the host stands on the page, for each width; and their style."""
    frames, strips, rules = "", "", ""
    for at, (width, height) in enumerate(sorted(set(sizes))):
        chart, strip = (
            _figures(dataset, view, Frame(name, width, height=high))
            for name, high in ((charts.named(view).name, height), (OVERVIEW, 0))
        )
        frame, drawing = _drawn(chart, width, at)
        frames += frame
        strip_frame, strip_drawing = _drawn(strip, width, at, _window(strip[0], width, view.window or _whole(chart[0])))
        strips += strip_frame
        rules += _seen_from(width, at) + drawing.style + strip_drawing.style
    bar = '<div class="dateline-bar"><button class="dateline-pill unseen-yet">+</button></div>'
    host = (
        f'<div><div class="dateline-host">{bar}'
        f'<div class="dateline-frame"><div class="dateline-chart">{frames}</div></div>'
        f'<div class="dateline-overview">{strips}</div></div></div>'
    )
    return host, rules


def _seen_from(width: int, at: int) -> str:
    """The style by which the at-th picture is seen where so wide a one fits, in place of the one before."""
    shown = f".of-{at}{{display:block}}"
    return f"@container (min-width: {width}px){{.of-{at - 1}{{display:none}}{shown}}}" if at else shown


def _drawn(pair: Pair, width: int, at: int, more: str = "") -> tuple[str, Drawing]:
    """A figure in its box, and the drawing that has its style. more: what stands in the box beside it."""
    light, dark = (paint(figure, width) for figure in pair)
    drawing = Drawing(light, dark, name=f"{'o' if more else 'c'}{at}")
    style = f'style="height:{light.height:g}px"'
    return f'<div class="drawn-for of-{at}" {style}>{drawing.stretched()}{more}</div>', drawing


def _figures(dataset: Dataset, view: View, frame: Frame) -> Pair:
    light, dark = (_figure(dataset, view, replace(frame, dark=is_dark)) for is_dark in (False, True))
    return light, dark


def _whole(figure: Plain) -> Sequence[int]:
    whole: Sequence[int] = figure["meta"]["whole"]
    return whole


def _figure(dataset: Dataset, view: View, frame: Frame) -> Plain:
    """The very picture that the page will ask for."""
    picture: Plain = orjson.loads(cache.picture(dataset.key, picture_view(view, frame), frame).body)
    return picture


def picture_view(view: View, frame: Frame) -> View:
    """As much of a view as the page asks for a picture with."""
    bare = replace(view, page="", columns=(), baseline="", chart="")
    if frame.figure == OVERVIEW:
        return replace(bare, start="", end="", event="", opened=(), lanes="", scale="")
    return bare


def _window(strip: Plain, width: int, window: Sequence[int]) -> str:
    """The window on the strip, where it will stand."""
    painted = paint(strip, width)
    first, last = strip["layout"]["xaxis"]["range"]
    scale = strip["meta"]["scale"]
    ends = [_place(scale["t"], scale["x"], moment) for moment in window]
    left, right = (min(max((end - first) / (last - first), 0.0), 1.0) for end in ends)
    edge, room = f"{painted.left:g}px", f"(100% - {painted.left + painted.right:g}px)"
    wide = f"max({GRIP}px, {room} * {right - left:.5f})"
    middle = f"{edge} + {room} * {(left + right) / 2:.5f}"
    place = f"max({edge}, min({middle} - {wide} / 2, {edge} + {room} - {GRIP}px))"
    return f'<div class="dateline-overview-window" style="left:{place};width:{wide}"></div>'


def _place(times: Sequence[float], places: Sequence[float], moment: float) -> float:
    """Where a moment stands on an axis that is straight between the moments that are known."""
    for (t0, x0), (t1, x1) in pairwise(zip(times, places, strict=True)):
        if moment <= t1:
            return x0 + (x1 - x0) * (moment - t0) / (t1 - t0)
    return places[-1]


def _side() -> str:
    mark = html_of([["p", {"class": "wordmark"}, ["a", {}, "Date", ["span", {}, "line"]]]])
    return f'<div class="side" style="width:{SIDE_WIDTH}px"><div class="sheet">{mark}</div></div>'


def _sheet(nodes: Iterable[Any]) -> str:
    return f'<div><div class="sheet">{html_of(_flat(nodes))}</div></div>'


def _flat(nodes: Iterable[Any]) -> Iterable[Any]:
    """The nodes of a tree in which some are missing, and some are runs of nodes."""
    for node in nodes:
        if isinstance(node, str) or (isinstance(node, list) and len(node) > 1 and isinstance(node[1], dict)):
            yield node
        elif node is not None:
            yield from _flat(node)


def _keyed(key: str, inside: str) -> str:
    return f'<div class="stVerticalBlock st-key-{key}">{inside}</div>'


@once
def _style() -> str:
    """The page's style, the chart's, and what is of the first paint alone: none of it is waited for."""
    sheets = ("widgets/page.css", "plot/chart_component.css", "pages/first_paint.css")
    return "".join((HERE.parent / sheet).read_text("utf-8") for sheet in sheets)


@once
def _script() -> str:
    return (HERE / "replace_first_picture.js").read_text("utf-8")
