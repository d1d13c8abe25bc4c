"""What is the same for every window of a data set: its axis, its lanes, its colours. Worth keeping between pictures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from components.figures.events import Event, read
from components.figures.folding import Piece, begun, ended
from components.figures.plot_area import Lane, Moment
from components.figures.time_scale import Scale, folded_scale, true_scale
from components.words import date_words, number
from data import answers, dates, queries
from data.answers import OTHERS, Dataset, Grouping
from data.dataset.extent import Facts
from data.dates.calendar import DAY, clamp
from data.view import View

MOST_EXACT_EVENTS: Final = 5000
"""Events whose ends are looked at one by one; of more, how many begin in each of many bins."""
MOST_LANES: Final = 14
BINS: Final = 2000
ERA_WEIGHT: Final = 0.25
LONGEST_SHARE: Final = 0.04
"""Of the data set: a span that lasts longer fills no more of it than its ends."""


@dataclass(frozen=True, slots=True)
class Scales:
    """scale: places of the axis. straight: the same data set true to scale. record_end: its last dated moment.

    known: the last day on which anything was known, if anything says when it was reported. merged: the values that
    share the last lane, because there are too many.
    """

    count: int
    """Events and eras."""
    scale: Scale
    straight: Scale
    lane: str
    lanes: tuple[Lane, ...]
    merged: frozenset[str]
    categories: tuple[str, ...]
    crowd: tuple[int, int]
    """Where most happened."""
    dense: tuple[int, int]
    """The window that shows the crowd, with room for labels beside it."""
    record_end: int
    known: Moment | None
    eras: pd.DataFrame
    ages: tuple[Event, ...]
    """The eras as values to draw."""

    @property
    def grouping(self) -> Grouping:
        """How the events stand in lanes, for who answers."""
        return Grouping(self.lane, tuple(lane.value for lane in self.lanes), self.count)


def scales_of(dataset: Dataset, view: View) -> Scales:
    """The scales of a data set for the lanes and the scale that the view asks for; nothing else of it matters."""
    facts = answers.of(dataset, View()).facts
    count, first, last = facts.extent()
    start, end = (0, DAY) if first is None or last is None else (first, last)
    straight = true_scale(start, end)
    pieces = _pieces(facts, count, start, end)
    lane = queries.lane_of(facts.columns(), view, dataset.settings)
    crowd = _crowd(facts, start, end, is_timed=bool(dataset.zone))
    values, merged = _lanes(facts.lanes(lane), lane, dataset.settings)
    eras, known = facts.eras(), facts.last_known()
    return Scales(
        count=count,
        scale=straight if view.scale == "true" else folded_scale(pieces),
        straight=straight,
        lane=lane,
        lanes=values,
        merged=merged,
        categories=_category_names(facts, dataset.settings),
        crowd=crowd,
        dense=_with_label_room(*crowd),
        record_end=end,
        known=None if known is None else known_on(known),
        eras=eras,
        ages=tuple(read(eras.assign(lane=""))),
    )


def categories(dataset: Dataset) -> tuple[str, ...]:
    """The categories of a data set, in the order in which they get their looks: on the page as in the pictures."""
    return _category_names(answers.of(dataset, View()).facts, dataset.settings)


def _category_names(facts: Facts, settings: Any) -> tuple[str, ...]:
    return tuple(lane_order(facts.categories(), [entry.name for entry in settings.categories]))


def _pieces(facts: Facts, count: int, start: int, end: int) -> list[Piece]:
    if count > MOST_EXACT_EVENTS:
        return _counted_pieces(facts, start, end)
    longest = LONGEST_SHARE * (end - start)
    return [piece for row in facts.each() for piece in pieces_of(*row, longest=longest)] if count else []


def pieces_of(start: float | None, end: float | None, date: str, kind: str, *, longest: float) -> list[Piece]:
    """The stretches that an event fills: the whole of a short span, of a long one only its ends.

    longest: seconds; a span that lasts longer, and an era, fills no more than the year, month or day of its ends.
    """
    first = None if pd.isna(start) else int(start)
    last = None if pd.isna(end) else int(end)
    lasts = kind == "era" or "/" in date or date.startswith(("[", "{"))
    if first is not None and last is not None and (not lasts or (last - first <= longest and kind != "era")):
        return [Piece(first, last)]
    weight = ERA_WEIGHT if kind == "era" else 0.5
    ends = [Piece(*begun(first), weight)] if first is not None else []
    return ends + ([Piece(*ended(last), weight)] if last is not None else [])


def _counted_pieces(facts: Facts, start: int, end: int) -> list[Piece]:
    """What begins in each of many equal bins, with the whole of what is short: near enough to fold long empty
    stretches of a large data set."""
    longest = int(LONGEST_SHARE * (end - start))
    size = max((end - start) // BINS, 1)
    if size > DAY:  # whole days, which count tables know as well as the events do
        start, size = start // DAY * DAY, size // DAY * DAY
    return [_counted_piece(*row) for row in facts.beginnings(start, size, longest)]


def _counted_piece(first: int, short: int | None, long: int | None, count: int) -> Piece:
    """short: where the short ones end; long: where the last of the long ones begins."""
    ends = [] if short is None else [short]
    ends += [] if long is None else [max(begun(long)[1], long + 1)]
    return Piece(first, max(ends), float(count))


def _lanes(counts: Mapping[str, int], lane: str, settings: Any) -> tuple[tuple[Lane, ...], frozenset[str]]:
    """The lanes of the whole data set, in order, and the values that must share the last one."""
    chosen = [entry.name for entry in settings.categories] if lane == "category" else []
    ordered = lane_order(counts, chosen)
    own, rest = (ordered, []) if len(ordered) <= MOST_LANES else (ordered[: MOST_LANES - 1], ordered[MOST_LANES - 1 :])
    names = [Lane(value, value or _missing(lane), value if lane == "category" else None) for value in own]
    if rest:
        names.append(Lane(OTHERS, f"{number(len(rest))} others", is_rest=True))
    return tuple(names), frozenset(rest)


def lane_order(counts: Mapping[str, int], chosen: Iterable[str]) -> list[str]:
    """As the settings order them; then the fullest first; what has no value comes last.

    >>> lane_order({"": 9, "b": 1, "a": 1, "c": 5, "z": 1}, ["z"])
    ['z', 'c', 'a', 'b', '']
    """
    first = [name for name in dict.fromkeys(chosen) if name in counts]
    rest = sorted((name for name in counts if name not in first), key=lambda name: (not name, -counts[name], name))
    return first + rest


def _missing(lane: str) -> str:
    return "" if lane == "none" else f"No {lane.removeprefix('x:').lower()}"


def _crowd(facts: Facts, start: int, end: int, *, is_timed: bool) -> tuple[int, int]:
    """The stretch where most happened, in whole days where no time of day is known; the whole where nothing did."""
    size = queries.step(end - start if is_timed else max(end - start, queries.BY_DAY))
    return queries.densest(*facts.starts(size), size) or (start, end)


def _with_label_room(start: int, end: int) -> tuple[int, int]:
    """The stretch with room for labels: more of it before, for labels stand left of what is at the right."""
    length = end - start
    return clamp(start - round(0.6 * length)), clamp(end + round(0.15 * length))


def known_on(moment: int) -> Moment:
    """The end of a moment's day, and what is said of it."""
    day = dates.to_iso(moment)[:-9]
    return Moment((moment // DAY + 1) * DAY, f"as known on {date_words(day)}")
