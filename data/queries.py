"""Every question about the events, by one name: Ibis expressions, and the little that is made of their answers."""

from data.choices import choosable, days_of_reports, facet, loosen, own_columns, own_values
from data.days import turns
from data.densest import densest, step
from data.filters import FILTERS, PLAIN
from data.held import drawable
from data.lanes import Bin, counts, gathered, how_many, lane_of, marks, starts, widened, with_lanes
from data.selection import (
    BEFORE_ALL,
    MARK,
    claims,
    eras,
    extent,
    in_time_order,
    in_window,
    matching,
    moment,
    neighbours,
    one,
    rows,
    sources,
    summary,
    tallied,
    visible,
)
from data.singled import foremost, lone, place, running

__all__ = [
    "BEFORE_ALL",
    "FILTERS",
    "MARK",
    "PLAIN",
    "Bin",
    "choosable",
    "claims",
    "counts",
    "days_of_reports",
    "densest",
    "drawable",
    "eras",
    "extent",
    "facet",
    "foremost",
    "gathered",
    "how_many",
    "in_time_order",
    "in_window",
    "lane_of",
    "lone",
    "loosen",
    "marks",
    "matching",
    "moment",
    "neighbours",
    "one",
    "own_columns",
    "own_values",
    "place",
    "rows",
    "running",
    "sources",
    "starts",
    "step",
    "summary",
    "tallied",
    "turns",
    "visible",
    "widened",
    "with_lanes",
]
