"""What the pointer and the screen reader are told about an event."""

from functools import lru_cache
from typing import Any, Final

from components.figures.events import Event
from components.figures.plot_area import Lane, Stage
from components.words import date_words, one_line, plotly_text

LINE: Final = 58
"""Letters in a line of a tooltip."""
MOST_KEPT: Final = 4096
"""Events of whom it is known what is told: the next window shows most of them again."""


@lru_cache(maxsize=MOST_KEPT)
def tooltip(event: Event) -> str:
    """Title, date in words, who says so. Escaped: every letter of it is shown as it was written."""
    title = "<br>".join(f"<b>{plotly_text(line)}</b>" for line in wrapped(one_line(event.title, 3 * LINE)))
    said = one_line(event.source, LINE)
    return "<br>".join([title, plotly_text(capital(date_words(event.date))), *([plotly_text(said)] if said else [])])


@lru_cache(maxsize=MOST_KEPT)
def sentence(event: Event, lane: str) -> str:
    """The event for those who do not see it: title, date, source, lane."""
    parts = (one_line(event.title, 200), date_words(event.date), one_line(event.source, 80), lane)
    return ", ".join(part for part in parts if part)


def named(event: Event, pixel: float, y: float, lane: Lane, stage: Stage) -> dict[str, Any]:
    """What the page must know of an event that is drawn: its place on the axis, y in pixels from the plot's top."""
    return {
        "id": event.id, "x": stage.axis.at(pixel), "y": round(y, 1), "lane": lane.value,
        "title": event.title[:300], "label": sentence(event, lane.name),
    }  # fmt: skip


def wrapped(text: str, letters: int = LINE) -> list[str]:
    """The text in lines of at most so many letters, broken between words where it can be.

    >>> wrapped("Troops to stay until security is restored", 22)
    ['Troops to stay until', 'security is restored']
    """
    lines: list[str] = []
    while len(text) > letters:
        at = text.rfind(" ", letters // 2, letters + 1)
        at = at if at > 0 else letters
        lines.append(text[:at].strip())
        text = text[at:].strip()
    return [*lines, text]


def capital(text: str) -> str:
    """The text with a capital letter at its beginning."""
    return text[:1].upper() + text[1:]
