"""What is the same for every window of a data set: its axis, its lanes, its colours. Worth keeping between pictures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

import ibis
import ibis.expr.types as ir
import pandas as pd

from components.figures.events import Event, read
from components.figures.folding import Piece, begun, ended
from components.figures.scale import Scale, folded_scale, true_scale
from components.figures.stage import Lane, Moment
from components.format import date_words, number
from data import dates, queries, tallies
from data.calendar import DAY
from data.held import Held
from data.picked import Picked
from data.statements import Compiled
from data.view import View

MOST_EXACT: Final = 5000
"""Events whose ends are looked at one by one; of more, how many begin in each of many bins."""
MOST_LANES: Final = 14
BINS: Final = 2000
OTHERS: Final = "\u2026others"
"""The lane of all that have none of their own: no cell can say so, for cells are stripped of nothing but spaces."""
ERA_WEIGHT: Final = 0.25
LONGEST: Final = 0.04
"""Of the record: a span that lasts longer fills no more of it than its ends."""


class Dataset(Protocol):
    """What is asked of a data set."""

    @property
    def settings(self) -> Any: ...
    @property
    def tallies(self) -> Sequence[str]: ...
    @property
    def statements(self) -> Compiled: ...
    @property
    def held(self) -> dict[str, Held]: ...
    @property
    def claims(self) -> str: ...
    @property
    def is_glimpse(self) -> bool: ...
    def table(self, name: str = "event") -> ir.Table: ...
    def found(self, words: str) -> str: ...
    def picked(self, view: View) -> Picked | None: ...


@dataclass(frozen=True, slots=True)
class Ground:
    """scale: places of the axis. straight: the same record true to scale. record_end: its last dated moment.

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


def ground(dataset: Dataset, view: View) -> Ground:
    """The ground of a data set for the lanes and the scale that the view asks for; nothing else of it matters."""
    event, member = dataset.table(), dataset.table("member")
    counted = tallies.best(dataset, View(), ["category"])
    everything = counted.filter(counted["kind"] != "title")
    extent = queries.extent(everything).execute().iloc[0]
    start, end = (0, DAY) if pd.isna(extent["start"]) else (int(extent["start"]), int(extent["end"]))
    straight = true_scale(start, end)
    pieces = _pieces(everything, int(extent["count"]), start, end)
    lane = queries.lane_of(event, view, dataset.settings)
    crowd = _crowd(dataset, start, end)
    values, merged = _lanes(
        tallies.best(dataset, View(), [lane]) if lane in event.columns else event, member, lane, dataset.settings
    )
    eras = queries.eras(event, View()).execute()
    return Ground(
        count=int(extent["count"]),
        scale=straight if view.scale == "true" else folded_scale(pieces),
        straight=straight,
        lane=lane,
        lanes=values,
        merged=merged,
        categories=_named(everything, dataset.settings),
        crowd=crowd,
        dense=_beside(*crowd),
        record_end=end,
        known=_known(event if dataset.is_glimpse else everything),
        eras=eras,
        ages=tuple(read(eras.assign(lane=""))),
    )


def categories(dataset: Dataset) -> tuple[str, ...]:
    """The categories of a data set, in the order in which they get their looks: on the page as in the pictures."""
    counted = tallies.best(dataset, View(), ["category"])
    return _named(counted.filter(counted["kind"] != "title"), dataset.settings)


def _named(everything: ir.Table, settings: Any) -> tuple[str, ...]:
    named = everything.group_by("category").aggregate(n=queries.tallied(everything)).execute()
    held = dict(zip(named["category"].tolist(), named["n"].tolist(), strict=True))
    return tuple(lane_order(held, [entry.name for entry in settings.categories]))


def _pieces(events: ir.Table, count: int, start: int, end: int) -> list[Piece]:
    if not count:
        return []
    if count > MOST_EXACT:
        return _counted_pieces(events, start, end)
    rows = events.select("start", "end", "date", "kind").execute()
    columns = (rows[name].tolist() for name in ("start", "end", "date", "kind"))
    longest = LONGEST * (end - start)
    return [piece for row in zip(*columns, strict=True) for piece in pieces_of(*row, longest=longest)]


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


def _counted_pieces(events: ir.Table, start: int, end: int) -> list[Piece]:
    """What begins in each of many equal bins, with the whole of what is short: near enough to fold long empty
    stretches of a large record."""
    longest = LONGEST * (end - start)
    size = max((end - start) // BINS, 1)
    if size > DAY:  # whole days, which count tables know as well as the events do
        start, size = start // DAY * DAY, size // DAY * DAY
    at = ibis.coalesce(events["start"], events["end"] - 1)
    exact = {"first": at, "begun": at, "last": ibis.coalesce(events["end"], events["start"] + 1)}
    exact = {name: events[name] if name in events.columns else value for name, value in exact.items()}
    moments = events.filter(at.notnull()).mutate(bin=((at - start) // size).cast("int64"), **exact)
    is_short = (moments["kind"] != "era") & (moments["last"] - moments["first"] <= longest)
    found = moments.group_by("bin").aggregate(
        first=moments["first"].min(), last=moments["last"].max(where=is_short),
        begun=moments["begun"].max(where=~is_short), n=queries.tallied(moments),
    )  # fmt: skip
    rows = found.execute()
    columns = (rows[name].tolist() for name in ("first", "last", "begun", "n"))
    return [_counted_piece(*row) for row in zip(*columns, strict=True)]


def _counted_piece(first: float, last: float, moment: float, count: float) -> Piece:
    """last: where the short ones end; moment: where the last of the long ones begins; missing where there is none."""
    ends = [] if pd.isna(last) else [int(last)]
    ends += [] if pd.isna(moment) else [max(begun(int(moment))[1], int(moment) + 1)]
    return Piece(int(first), max(ends), float(count))


def _lanes(event: ir.Table, member: ir.Table, lane: str, settings: Any) -> tuple[tuple[Lane, ...], frozenset[str]]:
    """The lanes of the whole data set, in order, and the values that must share the last one."""
    placed = queries.with_lanes(event.filter(event["kind"] == "event"), member, lane)
    counted = placed.group_by("lane").aggregate(n=queries.tallied(placed)).execute()
    counts = dict(zip(counted["lane"].tolist(), counted["n"].tolist(), strict=True))
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
    wanted = [name for name in dict.fromkeys(chosen) if name in counts]
    rest = sorted((name for name in counts if name not in wanted), key=lambda name: (not name, -counts[name], name))
    return wanted + rest


def _missing(lane: str) -> str:
    return "" if lane == "none" else f"No {lane.removeprefix('x:').lower()}"


def _crowd(dataset: Dataset, start: int, end: int) -> tuple[int, int]:
    """The stretch where most happened; the whole where nothing did."""
    size = queries.step(end - start)
    event = tallies.best(dataset, View()) if size.seconds % DAY == 0 else dataset.table()
    found = queries.starts(event, dataset.table("member"), View(), size).execute()
    return queries.densest(found["bin"].tolist(), found["count"].tolist(), size) or (start, end)


def _beside(start: int, end: int) -> tuple[int, int]:
    """The stretch with room for labels: more of it before, for labels stand left of what is at the right."""
    length = end - start
    return start - round(0.6 * length), end + round(0.15 * length)


def _known(events: ir.Table) -> Moment | None:
    """The last day on which anything was known, in a record that says when it was. events: may be a count table."""
    events = events.filter(events["kind"] != "title")
    is_reported = events["is_reported"] if "is_reported" in events.columns else events["reported"] != ""
    found = events.aggregate(last=events["known_from"].max(), told=is_reported.any()).execute().iloc[0]
    return known_on(int(found["last"])) if found["told"] and not pd.isna(found["last"]) else None


def known_on(moment: int) -> Moment:
    """The end of a moment's day, and what is said of it."""
    day = dates.to_iso(moment)[:-9]
    return Moment((moment // DAY + 1) * DAY, f"as known on {date_words(day)}")
