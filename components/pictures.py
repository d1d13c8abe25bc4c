"""A data set and a View in, a picture as JSON out: the one way from a view to what is drawn."""

from dataclasses import dataclass, replace
from typing import Any, Final

import ibis.expr.types as ir
import orjson
import pandas as pd
import plotly.graph_objects as go

from components import theme
from components.figures import FIGURES
from components.figures.arrange import closed_up, usual
from components.figures.events import read
from components.figures.stage import Moment, Stage
from components.format import date_words, number
from components.ground import OTHERS, Dataset, Ground, ground
from data import calendar, dates, queries, tallies
from data.queries import Bin
from data.view import View

MOST_MARKS: Final = 300
"""Events in the window that are drawn one by one; of more, how many there are."""
EVER: Final = (dates.seconds(-9999), dates.seconds(9999))
BIN_WIDTH: Final = 7
"""Pixels of a count's bar."""
SIZES: Final = (
    *(1, 5, 15, 60, 300, 900, 3600, 3 * 3600, 6 * 3600, 12 * 3600),
    *(calendar.DAY, 2 * calendar.DAY, 7 * calendar.DAY, 14 * calendar.DAY),
)
MONTHS: Final = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000)
"""The calendar's own stretches, in seconds and in months."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the picture hangs: which figure, how many pixels wide, on dark or on light."""

    figure: str
    width: int
    dark: bool = False


@dataclass(frozen=True, slots=True)
class Whole:
    """What passes the filters, at whatever time: at most MOST_MARKS rows, how many events there are, in which lanes."""

    rows: pd.DataFrame
    total: int
    lanes: frozenset[str]


def picture(dataset: Dataset, view: View, frame: Frame, on: Ground | None = None, held: Whole | None = None) -> bytes:
    """The figure of a view as JSON: `data`, `layout`, and `meta`, which is what the page must know of it.

    on, held: what `ground` and `whole` answered for this view, if it is at hand; they are the same for every window.
    """
    on = on or ground(dataset, view)
    stage = _stage(dataset, view, frame, on)
    if frame.figure == "overview":
        figure, meta = _overview(dataset, view, stage, on)
    else:
        figure, meta = _timeline(dataset, view, stage, on, held or whole(dataset, view, on))
    body = figure.to_plotly_json()
    body["layout"].pop("meta", None)
    body["layout"]["template"] = None
    return orjson.dumps({"data": body["data"], "layout": body["layout"], "meta": meta})


def _stage(dataset: Dataset, view: View, frame: Frame, on: Ground) -> Stage:
    window = view.window or on.scale.whole
    end = dates.parse(view.asof).end if view.asof else None
    known = Moment(end, f"as known on {date_words(view.asof)}") if end is not None else on.known
    return Stage(
        scale=on.scale,
        window=(window[0], max(window[1], window[0] + 1)),
        width=frame.width,
        lanes=on.lanes,
        all_lanes=on.lanes,
        styles=theme.styles(on.categories, dataset.settings.categories, dark=frame.dark),
        colors=theme.palette(frame.dark),
        known=known,
        record_end=min(on.record_end, end) if end is not None else on.record_end,
        chosen=view.event,
        opened=view.opened,
    )


def whole(dataset: Dataset, view: View, on: Ground) -> Whole:
    """What passes the view's filters, whatever its window, its scale, and the event that it has chosen."""
    event, member = dataset.table(), dataset.table("member")
    counted = _counted(dataset, view, on.lane)
    total = _count(queries.how_many(counted, member, view))
    if total <= MOST_MARKS:
        rows, total = _marks(event, member, view, on, EVER, MOST_MARKS)
        return Whole(rows, total, frozenset(rows["lane"]))
    none = event.limit(0).execute()
    if not view.is_filtered:
        return Whole(none, total, frozenset(lane.value for lane in on.lanes))
    placed = queries.with_lanes(queries.matching(counted, member, view), member, on.lane, keep=("kind",))
    placed = queries.gathered(placed, on.lane, _own_lanes(on), OTHERS) if on.merged else placed
    return Whole(none, total, frozenset(placed.select("lane").distinct().execute()["lane"]))


def _counted(dataset: Dataset, view: View, lane: str, window: tuple[int, int] | None = None) -> ir.Table:
    """What to count the events of a view in: a count table where one can tell, with its lanes."""
    event = dataset.table()
    return tallies.best(dataset, view, [lane], window=window) if lane in event.columns else event


def on_paper(dataset: Dataset, view: View) -> tuple[pd.DataFrame, Stage, int]:
    """For a timeline that nobody can zoom: the rows of the view's window with the eras behind them, a light stage,
    and how many events there are; rows only for the MOST_MARKS most important of them."""
    on = ground(dataset, view)
    stage = replace(_stage(dataset, view, Frame("timeline", 1200), on), chosen="")
    rows, total = _marks(dataset.table(), dataset.table("member"), view, on, stage.window, MOST_MARKS)
    held = frozenset(rows["lane"])
    lanes = tuple(lane for lane in stage.lanes if lane.value in held)
    return _with_eras(rows, on, view), replace(stage, lanes=lanes), total


def _timeline(dataset: Dataset, view: View, stage: Stage, on: Ground, held: Whole) -> tuple[go.Figure, dict[str, Any]]:
    """Marks where they fit, else counts. Lanes stand as long as anything in them passes the filters."""
    event, member = dataset.table(), dataset.table("member")
    stage = replace(stage, lanes=tuple(lane for lane in stage.lanes if lane.value in held.lanes))
    found, total = held.rows, held.total
    if total <= MOST_MARKS:
        _, row_of = usual(found, stage.over(on.scale.whole))
        least, row_of = closed_up(read(found), stage, row_of)
        stage = replace(stage, rows=least, usual=row_of)
    else:
        counted = tallies.best(dataset, view, window=stage.window)
        total = _count(queries.how_many(counted, member, view, stage.window))
        if total > MOST_MARKS:
            figure = FIGURES["density"].draw(_counts(dataset, view, stage, on), stage)
            return figure, _meta(figure, stage, on, "counts", total)
        found, _ = _marks(event, member, view, on, queries.widened(*stage.window), 2 * MOST_MARKS)
    figure = FIGURES["timeline"].draw(_with_eras(found, on, view), stage)
    count = len({entry["id"] for entry in figure.layout.meta["events"]})
    return figure, _meta(figure, stage, on, "marks", count)


def _with_eras(rows: pd.DataFrame, on: Ground, view: View) -> pd.DataFrame:
    behind = _eras(on, view)
    rows = rows.assign(kind="event")
    return pd.concat([rows, behind]) if len(behind) else rows


def _eras(on: Ground, view: View) -> pd.DataFrame:
    """The eras that were known at the moment that is looked from."""
    seen = dates.parse(view.asof).end if view.asof else None
    eras = on.eras
    known = eras if seen is None else eras[eras["known_from"].isna() | (eras["known_from"] < seen)]
    return known.assign(lane="")


def _marks(
    event: ir.Table, member: ir.Table, view: View, on: Ground, window: tuple[int, int], most: int
) -> tuple[pd.DataFrame, int]:
    """The rows of a window, the important first, and how many events there are in it."""
    rows = queries.marks(event, member, view, on.lane, *window, most).execute()
    return _merged(rows, on), int(rows["total"].iloc[0]) if len(rows) else 0


def _merged(rows: pd.DataFrame, on: Ground) -> pd.DataFrame:
    """The rows with those of too many lanes put together; an event stands in that lane once."""
    if not on.merged:
        return rows
    lane = rows["lane"].where(~rows["lane"].isin(list(on.merged)), OTHERS)
    return rows.assign(lane=lane).drop_duplicates(["row", "lane"]) if "row" in rows else rows.assign(lane=lane)


def _counts(dataset: Dataset, view: View, stage: Stage, on: Ground) -> pd.DataFrame:
    """Counts by lane and bin; each stretch between folds has bins of its own size.

    Bins of days and longer are counted in whole days, so that a count table can tell; no day is counted twice.
    """
    parts, own, member = [], _own_lanes(on) if on.merged else (), dataset.table("member")
    done = stage.window[0] // calendar.DAY * calendar.DAY
    for start, end in stage.scale.segments:
        first, last = max(start, stage.window[0]), min(end, stage.window[1])
        if first >= last:
            continue
        pixels = stage.axis.pixel(last) - stage.axis.pixel(first)
        size = bin_size((last - first) / max(pixels, 1) * BIN_WIDTH)
        if is_days(size):
            first, last = max(first // calendar.DAY * calendar.DAY, done), -(-last // calendar.DAY) * calendar.DAY
            done = last
        if first >= last:
            continue
        event = _counted(dataset, view, on.lane, (first, last)) if is_days(size) else dataset.table()
        rows = queries.counts(event, member, view, on.lane, first, last, size, own, OTHERS).execute()
        begin = [size.start(int(number)) for number in rows["bin"]]
        until = [size.start(int(number) + 1) for number in rows["bin"]]
        parts.append(rows.assign(start=begin, end=until))
    counted = pd.concat(parts) if parts else pd.DataFrame(columns=["lane", "start", "end", "count", "is_running"])
    return counted[["lane", "start", "end", "count", "is_running"]]


def _own_lanes(on: Ground) -> tuple[str, ...]:
    """The lanes that stand by themselves, where the others share one."""
    return tuple(lane.value for lane in on.lanes if lane.value != OTHERS)


def _count(asked: ir.Table) -> int:
    return int(asked.execute()["count"].iloc[0])


def _overview(dataset: Dataset, view: View, stage: Stage, on: Ground) -> tuple[go.Figure, dict[str, Any]]:
    """The whole record, true to scale, whatever the window."""
    stage = replace(stage, scale=on.straight, window=on.straight.whole)
    (first, last), size = stage.window, bin_size((stage.window[1] - stage.window[0]) / stage.room * 4)
    event = dataset.table()
    if is_days(size):
        first, last = first // calendar.DAY * calendar.DAY, -(-last // calendar.DAY) * calendar.DAY
        event = _counted(dataset, view, "category", (first, last))
    rows = queries.counts(event, dataset.table("member"), view, "category", first, last, size).execute()
    begin = [size.start(int(number)) for number in rows["bin"]]
    until = [size.start(int(number) + 1) for number in rows["bin"]]
    counted = rows.assign(start=begin, end=until, kind="event").rename(columns={"lane": "category"})
    behind = _eras(on, view).assign(count=1)
    columns = ["kind", "category", "start", "end", "count"]
    table = pd.concat([counted[columns], behind[columns]]) if len(behind) else counted[columns]
    figure = FIGURES["overview"].draw(table, stage)
    return figure, _meta(figure, stage, on, "counts", int(rows["count"].sum()))


def _meta(figure: go.Figure, stage: Stage, on: Ground, mode: str, count: int) -> dict[str, Any]:
    """What the page must know beside the picture."""
    own = dict(figure.layout.meta)
    return {
        "scale": {"t": list(stage.scale.times), "x": list(stage.scale.places)},
        "window": list(stage.window),
        "whole": list(stage.scale.whole),
        "dense": list(on.dense),
        "crowd": list(on.crowd),
        "events": own.get("events", []),
        "more": own.get("more", []),
        "height": own["height"],
        "alt": _alt(stage, count),
        "count": count,
        "mode": mode,
        "notes": own.get("notes", []),
    }


def _alt(stage: Stage, count: int) -> str:
    """The picture in one sentence, for those who do not see it."""
    first, last = (dates.to_iso(moment)[:-9] for moment in (stage.window[0], stage.window[1] - 1))
    events = "1 event" if count == 1 else f"{number(count)} events"
    lanes = "" if len(stage.lanes) < 2 else f" in {len(stage.lanes)} lanes"
    return f"Timeline from {date_words(first)} to {date_words(last)}: {events}{lanes}."


def is_days(size: Bin) -> bool:
    """Whether bins of this size are made of whole days."""
    return size.seconds % calendar.DAY == 0


def bin_size(seconds: float) -> Bin:
    """The calendar's own stretch nearest above so many seconds: an hour, a week, a quarter, a century.

    >>> bin_size(4000), bin_size(40 * 86400)
    (Bin(seconds=10800, months=0), Bin(seconds=0, months=3))
    """
    for size in SIZES:
        if size >= seconds:
            return Bin(size)
    month = 30.44 * calendar.DAY
    return Bin(months=next((count for count in MONTHS if count * month >= seconds), MONTHS[-1]))
