"""The calendar: how many events began on each day, or in each month or year, of the window."""

from dataclasses import replace
from typing import Any, Final

from components.figures import Plain, calendar_grid
from components.figures.calendar import Full, calendar, filled
from components.figures.calendar_grid import Grid
from components.figures.claims import nothing
from components.pictures.charts._registry import Given, chart
from components.pictures.picture_metadata import told
from components.words import number
from components.words.times_and_durations import stretch_words
from data import answers
from data.queries.calendar_counts import CalendarCounts, wider_than

MARGIN, RIGHT = 76, 4
LEAST_BRIEFED: Final = 60
"""Events; fewer are told one by one, and a calendar of them says no more."""
LEAST_CELLS: Final = 5
COMING: Final = "The calendar comes as soon as the file has been read."


def pages(given: Given) -> list[tuple[str, Plain]]:
    """One slide, where there are many events and more than a few cells of the calendar are filled."""
    if given.dataset.is_glimpse:
        return []
    figure, meta = drawn(given)
    is_worth_it = meta["count"] >= LEAST_BRIEFED and len(meta["cells"]) >= LEAST_CELLS
    figure["layout"]["meta"]["alt"] = meta["alt"]
    return [("When events began", figure)] if is_worth_it else []


@chart(
    "calendar",
    title="Calendar",
    order=3,
    explains="How many events began on each day; of a long record, in each month or year. A click goes there.",
    gaps=False,
    briefed="on the calendar",
    pages=pages,
)
def drawn(given: Given) -> tuple[Plain, dict[str, Any]]:
    """Days by weeks where they find room, else months by years, years by decades; it is not zoomed by hand."""
    stage = replace(given.stage, scale=given.on.straight, lanes=(), all_lanes=(), sides=(MARGIN, RIGHT))
    window = given.view.window or _extent(given)
    stage = replace(stage, window=window)
    if given.dataset.is_glimpse:  # of a file that is being read, no more is known than on which days
        figure = nothing(COMING, stage)
        return figure, told(figure, stage, given.on, "calendar", 0) | {"alt": COMING, "isFixed": True}
    grid = calendar_grid.grid(window, stage.room)
    counts = answers.of(given.dataset, given.view).by_calendar(grid.unit, grid.within)
    full = filled(grid, counts.exact, counts.wider)
    figure = calendar(grid, full, _said(grid), stage)
    own = {"alt": _alt(grid, full, counts), "notes": _notes(grid, counts), "isFixed": True,
           "cells": figure["layout"]["meta"]["cells"]}  # fmt: skip
    return figure, told(figure, stage, given.on, "calendar", counts.total) | own


def _extent(given: Given) -> tuple[int, int]:
    """The record from its first moment to its last, without the air of its axis."""
    first, last = given.on.straight.whole
    end = max(min(given.on.record_end, last), first + 1)
    return first + (last - end), end


def _said(grid: Grid) -> str:
    stretch = f"{'on' if grid.unit == 'day' else 'in'} each {grid.unit}"
    return f"Events that began {stretch}, {stretch_words(*grid.within)}"


def _alt(grid: Grid, full: list[Full], counts: CalendarCounts) -> str:
    """The calendar in words: how many events, and when the most began."""
    said = f"Calendar of {stretch_words(*grid.within)} by {grid.unit}: {_events(counts.total)} began."
    exact = [one for one in full if not one.cell.is_wider]
    if not exact:
        return said
    most = max(exact, key=lambda one: one.events)
    when = f"{'on' if grid.unit == 'day' else 'in'} {most.cell.words}"
    return f"{said} The most, {number(most.events)}, {when}."


def _notes(grid: Grid, counts: CalendarCounts) -> list[str]:
    """What stands in no cell of the calendar's own unit, and why."""
    wider = wider_than(grid.unit)
    by_wider = sum(count for by in counts.wider.values() for count in by.values())
    said = []
    if by_wider:
        said.append(f"{_events(by_wider)} known only by the {wider}, or about a {grid.unit}: the row “{wider} only”.")
    if counts.loose:
        said.append(f"{_events(counts.loose)} known less finely than by the {wider}: in no cell.")
    if counts.unbegun:
        said.append(f"{_events(counts.unbegun)} without a known beginning: in no cell.")
    return said


def _events(count: int) -> str:
    return "1 event" if count == 1 else f"{number(count)} events"
