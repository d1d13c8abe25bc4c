"""What is measured, against which floor, and what it shall reach."""

from collections.abc import Mapping
from dataclasses import dataclass, field

SMALL, MIDDLE, LARGE = 1_000, 100_000, 10_000_000
SIZES = (SMALL, MIDDLE, LARGE)


@dataclass(frozen=True, slots=True)
class Goal:
    """One row. `limits`: number of events to the most that is good, times the floor where there is one.

    unit: of the measurement. floor: what it is compared with in the same run, in turns with it. p95: the
    same for the slow ones. at_least: more is better.
    """

    key: str
    what: str
    unit: str
    limits: Mapping[int, float]
    floor: str = ""
    p95: Mapping[int, float] = field(default_factory=dict)
    at_least: bool = False


def _all(limit: float) -> dict[int, float]:
    return dict.fromkeys(SIZES, limit)


FRAGMENT, CHART, EMPTY, READ, TABLE = "fragment", "chart", "empty", "bare read", "tables"
FILTER = "filter"
FLOORS = {
    FRAGMENT: "click to changed text in an empty Streamlit fragment, one click right after another",
    CHART: "first view of a page with a bare `st.plotly_chart` of 20 points",
    EMPTY: "first view of a Streamlit page with one word",
    FILTER: "a filter ticked to its count on the screen",
    READ: "DuckDB’s bare `read_csv` into a table, all text",
}

GOALS = (
    Goal("wheel", "wheel step to redrawn", "ms", _all(2), FRAGMENT, {LARGE: 3}),
    Goal("filter", "filter ticked to redrawn", "ms", {**_all(2), LARGE: 3}, FRAGMENT),
    Goal("words", "words typed to redrawn", "ms", {**_all(2), LARGE: 4}, FRAGMENT),
    Goal("bytes", "bytes to the browser for one redraw", "KB", _all(60)),
    Goal("wheel.moved", "first movement after a wheel step", "frames", _all(1)),
    Goal("drag.moved", "first movement after a drag", "frames", _all(1)),
    Goal("drag.frames", "frames while dragging", "a second", _all(50), at_least=True),
    Goal("first", "first view, the file opened before", "ms", _all(0.6), CHART),
    Goal("first.empty", "first view, beside an empty page", "ms", _all(1.25), EMPTY),
    Goal("paint", "the picture on the screen, the file opened before", "ms", _all(0.25), CHART),
    Goal("slide", "a key press to its slide in the briefing", "ms", _all(1.5), FRAGMENT),
    Goal("follow", "a key press of the briefer to its slide on a follower’s screen", "ms", _all(3), FRAGMENT),
    Goal("edit", "an edit saved to its event on the screen", "ms", {MIDDLE: 2}, FILTER),
    Goal("read", "CSV to first picture, without the server’s start", "ms", {MIDDLE: 2, LARGE: 1.5}, READ),
    Goal("read.whole", "CSV to a picture of all that is in it", "ms", {MIDDLE: 6, LARGE: 5}, READ),
    Goal(TABLE, "memory of a process that only holds the engine’s tables open", "MB", {}),
    Goal("memory", "server memory above the engine’s tables", "MB", {LARGE: 500}),
    Goal("viewer", "server memory for each further viewer", "MB", {LARGE: 5}),
    Goal("cpu.unknown", "server CPU for a picture not yet known", "ms", {SMALL: 4, MIDDLE: 8, LARGE: 40}),
    Goal("cpu.known", "server CPU for a known picture", "ms", _all(1)),
    Goal(
        "capacity",
        "viewers at most, each acting every 5 s, with p95 ≤ 1 s",
        "viewers",
        {MIDDLE: 150, LARGE: 80},
        at_least=True,
    ),
    Goal("action.cpu", "server CPU for an action of a viewer", "ms", {}),
    Goal("crowd", "an action of one of 50 viewers, each acting every 5 s", "ms", {}, p95={MIDDLE: 1000, LARGE: 2000}),
)
PEERS = {
    "vis": "vis-timeline",
    "clustered": "vis-timeline with clusters",
    "timelinejs": "TimelineJS",
    "mosaic": "Mosaic",
}
PEER_SIZES = {"vis": (SMALL,), "clustered": (MIDDLE,), "timelinejs": (SMALL,), "mosaic": SIZES}
ENGINES = {"duckdb": "a DuckDB file", "postgres": "PostgreSQL", "sail": "Sail, two workers"}
QUESTIONS = {
    "open": "opening, with everything counted",
    "whole": "counts by month and category, of all time",
    "days": "counts by day and category, of a year",
    "marks": "the 300 marks of two days",
    "cards": "every claim, for the cards",
    "facet": "the choices of a filter",
    "summary": "the summary of all time",
}
"""What engines elsewhere are asked, in the table of their own."""
