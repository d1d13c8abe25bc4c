"""What a page shows before any script has run: its head, its cards, and the picture of the asked view, drawn here.

They are the same trees of elements and the same figures as the living page has, in the same style sheets, so that it
takes their place without a shift. It is put into a tree of its own (a closed shadow), where nothing of it meets
anything of Streamlit's, and can neither be clicked nor focused.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache as once
from pathlib import Path
from typing import Any, Final

import orjson

from components import assets, cache
from components.figures.painting import paint
from components.figures.painting_parts import Painting
from components.figures.svg import Drawing
from components.pages import _header
from components.pages._controls import chips_node, controls_node
from components.pages._page_answers import Answers
from components.pages.timeline import cards_node, panel_nodes
from components.pictures import OVERVIEW, USUAL, Frame, charts
from components.pictures.frame import usual_height
from components.widgets.category_mark import looks
from components.widgets.tree_html import html_of
from data.dataset.dataset import Dataset
from data.view import View

HERE: Final = Path(__file__).parent
MOST_BYTES: Final = 400_000
"""A page that would be larger goes without; it is some 90,000 for the shipped events, and 15,000 as it is sent."""
WIDTHS: Final = tuple(sorted({frame.width for frame in USUAL}))
SIDE_WIDTH: Final = 224


def first_paint(dataset: Dataset, view: View, notices: Sequence[str], widths: Sequence[int], *, is_framed: bool) -> str:
    """For the beginning of the page's body; nothing where it would be too much.

    notices: what of the link could not be followed. widths: those that the picture is drawn for; the widest that fits
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
        chart, rules = _chart(dataset, view, widths)
        body = _body(answers, chart, is_framed=is_framed)
    text = _framed(_keyed("top", _sheet(head)) + body, rules, has_side=not is_framed)
    return text if len(text) <= MOST_BYTES else empty()


@once
def empty() -> str:
    """The same of a page of which nothing is known yet: its ground, and its side."""
    return _framed("", "", has_side=True)


def _framed(body: str, rules: str, *, has_side: bool) -> str:
    """The whole of it: what stands in the page, its style, and the script that takes it away."""
    side = _side() if has_side else ""
    main = f'<div class="stVerticalBlock">{body}</div>'
    return (
        '<div id="dateline-first" aria-hidden="true" inert><template shadowrootmode="closed">'
        f'<link rel="stylesheet" href="./{assets.page_style().path}"><style>{_style()}{rules}</style>'
        f'<div class="frame">{side}<div class="main"><div class="stMainBlockContainer">{main}</div></div></div>'
        f"</template></div><style>#dateline-first ~ #root {{ visibility: hidden; }}</style><script>{_script()}</script>"
    )


def _body(answers: Answers, chart: str, *, is_framed: bool) -> str:
    known = looks(answers.categories(), answers.dataset.settings.categories)
    panel = panel_nodes(answers, known) if not is_framed or answers.chosen() is not None else []
    parts = [] if is_framed else [_sheet([controls_node(answers)])]
    body = _keyed("body", _keyed("chart", "".join(parts) + chart) + _keyed("panel", _sheet(panel)))
    if is_framed:
        return body
    chips = chips_node(answers.view)
    return _keyed("cards", _sheet([cards_node(answers)])) + (_sheet([chips]) if chips else "") + body


def _chart(dataset: Dataset, view: View, widths: Sequence[int]) -> tuple[str, str]:
    """The chart and the strip under it as the host stands on the page, for each width; and their style."""
    named = charts.named(view).name
    frames, strips, rules = [], [], []
    for at, width in enumerate(sorted(set(widths))):
        wide = f"@container (min-width: {width}px) {{"
        hidden = f".of-{at - 1}{{display:none}}" if at else ""
        rules.append(f"{wide if at else ''}{hidden}.of-{at}{{display:block}}{'}' if at else ''}")
        whole: Sequence[int] = ()
        for place, figure in ((frames, named), (strips, OVERVIEW)):
            light, dark = (
                _figure(dataset, view, Frame(figure, width, is_dark, usual_height(figure, width)))
                for is_dark in (False, True)
            )
            painted = paint(light, width)
            drawing = Drawing(painted, paint(dark, width), name=f"{figure[0]}{at}")
            inside = drawing.stretched() + (_window(light, painted, view.window or whole) if whole else "")
            whole = light["meta"]["whole"]
            place.append(f'<div class="drawn-for of-{at}" style="height:{painted.height:g}px">{inside}</div>')
            rules.append(drawing.style)
    bar = '<div class="dateline-bar"><button class="dateline-pill unseen-yet">+</button></div>'
    host = (
        f'<div><div class="dateline-host">{bar}'
        f'<div class="dateline-frame"><div class="dateline-chart">{"".join(frames)}</div></div>'
        f'<div class="dateline-overview">{"".join(strips)}</div></div></div>'
    )
    return host, "".join(rules)


def _figure(dataset: Dataset, view: View, frame: Frame) -> Mapping[str, Any]:
    """The very picture that the page will ask for."""
    picture: dict[str, Any] = orjson.loads(cache.picture(dataset.key, picture_view(view, frame), frame).body)
    return picture


def picture_view(view: View, frame: Frame) -> View:
    """As much of a view as the page asks for a picture with."""
    bare = replace(view, page="", columns=(), baseline="", chart="")
    if frame.figure == OVERVIEW:
        return replace(bare, start="", end="", event="", opened=(), lanes="", scale="")
    return bare


def _window(strip: Mapping[str, Any], painted: Painting, window: Sequence[int]) -> str:
    """The window on the strip, where it will stand."""
    first, last = strip["layout"]["xaxis"]["range"]
    scale = strip["meta"]["scale"]
    ends = [_place(scale["t"], scale["x"], moment) for moment in window]
    left, right = (min(max((end - first) / (last - first), 0.0), 1.0) for end in ends)
    room = f"(100% - {painted.left + painted.right:g}px)"
    style = f"left:calc({painted.left:g}px + {room} * {left:.5f});width:calc({room} * {right - left:.5f})"
    return f'<div class="dateline-overview-window" style="{style}"></div>'


def _place(times: Sequence[float], places: Sequence[float], moment: float) -> float:
    """Where a moment stands on an axis that is straight between the moments that are known."""
    for (t0, x0), (t1, x1) in zip(
        zip(times, places, strict=True), list(zip(times, places, strict=True))[1:], strict=False
    ):
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
    """The chart's own style and ours, without comments and empty lines."""
    plot = (HERE.parent / "plot" / "host.css").read_text("utf-8")
    return plot + (HERE / "first_paint.css").read_text("utf-8")


@once
def _script() -> str:
    return (HERE / "first_paint.js").read_text("utf-8")
