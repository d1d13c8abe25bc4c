"""A chart as a picture that stands alone: between its title and its sources, with no page around it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any, Final

import resvg_py

from components import theme
from components.figures import Plain
from components.figures.font_files import NAMES, face_of, has_all, plain_file
from components.figures.paint_figure import paint
from components.figures.svg import Drawing
from components.figures.text_width import REGULAR, SEMIBOLD
from components.figures.text_width import width as text_width
from components.words.safe_text import clean

BOLD: Final = 700
EDGE: Final = 32
BAND: Final = 30
MOST_LINES: Final = 6
CARD: Final = (1200, 630)
"""Pixels of the picture that other programs show beside a link."""
MOST_PIXELS: Final = 16_000
COLORS: Final = theme.LIGHT

Captions = Mapping[str, str]
"""What is written on a picture, none of it escaped: title, subtitle, asof, handling, sources, credit; all optional."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An SVG of this size. text: all that is written in it."""

    body: str
    width: int
    height: int
    text: str

    def svg(self) -> bytes:
        """The file, with its letters in it."""
        return _document(self, face_of(self.text)).encode()

    def png(self, scale: float = 1.0) -> bytes:
        """The same in points, so many for each of its pixels; fewer where no program could hold so many."""
        scale = min(scale, MOST_PIXELS / self.width, MOST_PIXELS / self.height)
        font = plain_file()
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=_document(self, ""),
                zoom=scale,
                font_files=[str(font)] if font else [],
                skip_system_fonts=font is not None and has_all(self.text),
            )
        )


def picture_of(figure: Plain, width: int, captions: Captions) -> Picture:
    """The figure, made for this width on light ground, with what a picture must say where there is no page."""
    said = {name: clean(text) for name, text in captions.items()}
    painted = paint(figure, width)
    lines = _Lines(width)
    lines.band(said.get("handling", ""))
    lines.y += EDGE / 2
    lines.write(said.get("title", ""), 30, BOLD, COLORS.ink)
    lines.write(said.get("subtitle", ""), 17, REGULAR, COLORS.grey)
    lines.write(said.get("asof", ""), 15, SEMIBOLD, COLORS.accent)
    top = lines.y + 12
    lines.y = top + painted.height + 12
    lines.write(said.get("sources", ""), 13, REGULAR, COLORS.grey)
    lines.write(said.get("credit", ""), 13, REGULAR, COLORS.grey)
    lines.y += EDGE / 2
    lines.band(said.get("handling", ""))
    chart = f'<g transform="translate(0 {top:g})">{Drawing(painted).fixed(width)}</g>'
    title = f"<title>{escape(said['title'])}</title>" if said.get("title") else ""
    text = "".join([*said.values(), *_texts(figure)])
    return Picture(title + _ground(width, lines.y) + chart + lines.body, width, round(lines.y), text)


def card_of(figure: Plain, width: int, captions: Captions) -> Picture:
    """The picture of a link: the title large, and the figure under it as large as there is room for."""
    said = {name: clean(text) for name, text in captions.items()}
    painted, (wide, high) = paint(figure, width), CARD
    lines = _Lines(wide)
    lines.band(said.get("handling", ""))
    lines.y += EDGE / 2
    lines.write(said.get("title", ""), 54, BOLD, COLORS.ink, most=2)
    lines.write(said.get("subtitle", ""), 26, REGULAR, COLORS.grey, most=1)
    lines.write(said.get("asof", ""), 22, SEMIBOLD, COLORS.accent, most=1)
    top = lines.y + 16
    scale = min((wide - EDGE) / width, max((high - top - EDGE / 2) / painted.height, 0.45))
    left = (wide - width * scale) / 2
    place = f"translate({left:.1f} {top:.1f}) scale({scale:.4f})"
    chart = f'<g transform="{place}">{Drawing(painted).fixed(width)}</g>'
    text = "".join([*said.values(), *_texts(figure)])
    return Picture(_ground(wide, high) + chart + lines.body, wide, high, text)


def _document(picture: Picture, face: str) -> str:
    style = f"<style>{face}</style>" if face else ""
    size = f'width="{picture.width}" height="{picture.height}" viewBox="0 0 {picture.width} {picture.height}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {size} font-family="{escape(NAMES)}">'
        f"{style}{picture.body}</svg>\n"
    )


def _ground(width: float, height: float) -> str:
    return f'<rect width="{width:g}" height="{round(height)}" fill="{COLORS.paper}"/>'


def _texts(figure: Plain) -> Iterator[str]:
    """Whatever is written in a figure, and its tags."""
    for trace in figure["data"]:
        yield from map(str, trace.get("text", ()))
    layout: Mapping[str, Any] = figure["layout"]
    yield from map(str, layout["xaxis"].get("ticktext", ()))
    yield from (note["text"] for note in layout.get("annotations", ()))


class _Lines:
    """Lines of words under each other, broken where they need it."""

    def __init__(self, width: float) -> None:
        self._width, self.y, self.body = width, 0.0, ""

    def band(self, label: str) -> None:
        """The handling label across the picture, where there is one."""
        if label:
            self.body += (
                f'<rect y="{self.y:g}" width="{self._width:g}" height="{BAND}" fill="{COLORS.ink}"/>'
                f'<text x="{self._width / 2:g}" y="{self.y + 20:g}" text-anchor="middle" font-size="15" '
                f'font-weight="{BOLD}" letter-spacing="1" fill="{COLORS.paper}">{escape(label)}</text>'
            )
            self.y += BAND

    def write(self, text: str, size: float, weight: int, fill: str, most: int = MOST_LINES) -> None:
        """The text from the edge, on as many lines as it needs, the last with an ellipsis where they are not enough."""
        broken = list(_broken(text, self._width - 2 * EDGE, size, weight))
        for at, line in enumerate(broken[:most]):
            self.y += size * 1.25
            more = "…" if at == most - 1 and len(broken) > most else ""
            self.body += (
                f'<text x="{EDGE}" y="{self.y:g}" font-size="{size:g}" font-weight="{weight}" '
                f'fill="{fill}">{escape(line + more)}</text>'
            )


def _broken(text: str, room: float, size: float, weight: int) -> Iterator[str]:
    """The text in lines that fit, broken between words, and within one that no line can hold."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if line and text_width(longer, size, weight) > room:
            yield line
            longer = word
        while text_width(longer, size, weight) > room and len(longer) > 1:
            fits = max(int(len(longer) * room / text_width(longer, size, weight)), 1)
            yield longer[:fits]
            longer = longer[fits:]
        line = longer
    if line:
        yield line
