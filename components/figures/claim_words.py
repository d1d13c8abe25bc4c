"""What is said of a claim that is drawn: under the pointer, to the screen reader, and at the end of its line."""

from collections.abc import Iterator

from components.figures.claims_layout import Level, Line, Panel
from components.figures.hover_text import capital, wrapped
from components.words import date_words, one_line, plotly_text, quantity_words
from data.claims.claims_over_time import Story
from data.claims.totals_by_source import State

LINE = 58


def figure_words(state: State, story: Story) -> str:
    """The figure as worded, with its unit; of an increment, how many in all."""
    unit = one_line(state.claim.unit or story.unit, 40)
    unit = "" if unit == "%" else unit
    said = " ".join(part for part in (quantity_words(state.claim.value), unit) if part)
    total = f", {quantity_words(state.value)} in all" if len(state.parts) > 1 else ""
    least = ", no total was given before" if state.is_at_least and len(state.parts) == 1 else ""
    return said + total + least


def tooltip(state: State, story: Story) -> str:
    """The figure, how it was written, who says so and when, and the event. Escaped for Plotly."""
    claim = state.claim
    head = f"<b>{plotly_text(one_line(figure_words(state, story), 80))}</b>"
    written = f"written “{one_line(claim.value, 60)}”"
    said = ", ".join(part for part in (one_line(claim.source, LINE), date_words(claim.date_said)) if part)
    title = "<br>".join(plotly_text(line) for line in wrapped(one_line(claim.title, 3 * LINE)))
    return "<br>".join([head, plotly_text(written), plotly_text(capital(said)), title])


def label(state: State, story: Story) -> str:
    """The claim for those who do not see it."""
    claim = state.claim
    parts = (f"{one_line(story.label, 80)}: {figure_words(state, story)}", one_line(claim.source, 80),
             date_words(claim.date_said), one_line(claim.title, 120))  # fmt: skip
    return ", ".join(part for part in parts if part)


def ends(panel: Panel, room: float, row: float) -> Iterator[tuple[Line, Level, float]]:
    """What each source says at the right edge of the window, and the y where its words find room, from above down.

    Where they are too many for the panel, those that were said last.
    """
    there = [(line, level) for line in panel.lines if (level := _at_the_edge(line, room))]
    most = max(int((panel.bottom - panel.top) // row) + 1, 1)
    there = sorted(there, key=lambda one: -one[1].state.claim.moment)[:most]
    there.sort(key=lambda one: one[1].middle)
    lowest = panel.bottom - row * (len(there) - 1)
    reached = panel.top - row
    for at, (line, level) in enumerate(there):
        reached = max(min(level.middle, lowest + at * row), reached + row)
        yield line, level, round(reached, 1)


def _at_the_edge(line: Line, room: float) -> Level | None:
    """The level that lasts until the window's right edge, or ended last before it."""
    before = [level for level in line.levels if level.left <= room]
    return before[-1] if before else None
