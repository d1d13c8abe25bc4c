"""What a data set is as a whole, in the few numbers that its axis and its lanes rest on.

FactsFromEngine(dataset)   asks its engine, in count tables where there are any
FactsFromPreview(glimpse)    counts the days of a glimpse, which are few: no engine need be made for it
"""

from collections.abc import Callable, Collection, Hashable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple, Protocol

import ibis
import ibis.expr.types as ir
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data import queries
from data.columnar import day_counts
from data.columnar.cumulative_counts import Moments
from data.dataset import compiled_queries
from data.dates.calendar import DAY
from data.engine import count_tables
from data.queries.lanes import MONDAY, Bin
from data.reading_report import Glimpse
from data.view import View


class Extent(NamedTuple):
    """How many events and eras, and the first and the last moment of those that are dated; None where none is."""

    of: int
    start: int | None
    end: int | None


class Beginnings(NamedTuple):
    """What begins in one stretch: the first moment, how far the short ones reach, where the last long one begins, and
    how many events and eras. Short is what lasts no longer than `longest` and is no era; None where there is none."""

    first: int
    short: int | None
    long: int | None
    events: int


class Facts(Protocol):
    """What is asked of a whole data set. Counts of values are of the events in each; of no value, under ""."""

    def columns(self) -> Collection[str]: ...
    def extent(self) -> Extent: ...
    def categories(self) -> dict[str, int]: ...
    def lanes(self, lane: str) -> dict[str, int]: ...
    def beginnings(self, start: int, size: int, longest: int) -> list[Beginnings]: ...
    def starts(self, size: Bin) -> tuple[list[int], list[int]]: ...
    def each(self) -> Iterator[tuple[float | None, float | None, str, str]]: ...
    def eras(self) -> pd.DataFrame: ...
    def last_known(self) -> int | None: ...


@dataclass(frozen=True)
class FactsFromEngine:
    """The facts of a data set, from its engine."""

    dataset: compiled_queries.Dataset

    def _asked(self, question: Hashable, table: Callable[[], ir.Table]) -> pa.Table:
        """The rows of a question to the whole data set, compiled once (`data.dataset.compiled_queries`)."""
        return compiled_queries.answer(self.dataset, ("facts", question), View(), lambda _: table())

    @cached_property
    def _everything(self) -> ir.Table:
        events = count_tables.best_table(self.dataset, View(), ["category"])
        return events.filter(events["kind"].isin(("event", "era")))

    def columns(self) -> Collection[str]:
        """The columns of its events."""
        return tuple(self.dataset.table().columns)

    def extent(self) -> Extent:
        """How many there are, and from when to when."""
        [row] = self._asked("extent", lambda: queries.extent(self._everything)).to_pylist()
        return Extent(int(row["count"]), *(None if row[name] is None else int(row[name]) for name in _ENDS))

    def categories(self) -> dict[str, int]:
        """How many events and eras there are in each category."""
        return self._counted("categories", lambda: self._everything, "category")

    def lanes(self, lane: str) -> dict[str, int]:
        """How many events there are in each lane."""

        def ask() -> ir.Table:
            event = self.dataset.table()
            event = count_tables.best_table(self.dataset, View(), [lane]) if lane in event.columns else event
            events = event.filter(event["kind"] == "event")
            return queries.with_lanes(events, self.dataset.table("member"), lane)

        return self._counted(f"lanes {lane}", ask, "lane")

    def _counted(self, question: str, table: Callable[[], ir.Table], column: str) -> dict[str, int]:
        def ask() -> ir.Table:
            events = table()
            return events.group_by(column).aggregate(n=queries.tallied(events))

        counts = self._asked(question, ask)
        return dict(zip(counts[column].to_pylist(), counts["n"].to_pylist(), strict=True))

    def beginnings(self, start: int, size: int, longest: int) -> list[Beginnings]:
        """What begins in each stretch of so many seconds, counted from a moment."""
        ask = lambda: self._bins(start, size, longest)  # noqa: E731
        return _beginnings(self._asked(("beginnings", start, size, longest), ask))

    def _bins(self, start: int, size: int, longest: int) -> ir.Table:
        events = self._everything
        moment = ibis.coalesce(events["start"], events["end"] - 1)
        exact = {"first": moment, "begun": moment, "last": ibis.coalesce(events["end"], events["start"] + 1)}
        exact = {name: events[name] if name in events.columns else value for name, value in exact.items()}
        moments = events.filter(moment.notnull()).mutate(bin=((moment - start) // size).cast("int64"), **exact)
        is_short = (moments["kind"] != "era") & (moments["last"] - moments["first"] <= longest)
        bins = moments.group_by("bin").aggregate(
            first=moments["first"].min(), short=moments["last"].max(where=is_short),
            long=moments["begun"].max(where=~is_short), n=queries.tallied(moments),
        )  # fmt: skip
        return bins.select("first", "short", "long", "n")

    def starts(self, size: Bin) -> tuple[list[int], list[int]]:
        """The bins in which events begin, in order, and how many in each."""
        event = count_tables.best_table(self.dataset, View()) if size.seconds % DAY == 0 else self.dataset.table()
        bins = queries.starts(event, self.dataset.table("member"), View(), size).execute()
        return bins["bin"].tolist(), bins["count"].tolist()

    def each(self) -> Iterator[tuple[float | None, float | None, str, str]]:
        """The start, end, date and kind of each event and era."""
        rows = self._everything.select("start", "end", "date", "kind").execute()
        return zip(*(rows[name].tolist() for name in ("start", "end", "date", "kind")), strict=True)

    def eras(self) -> pd.DataFrame:
        """The eras, with all their columns, oldest first."""
        eras: pd.DataFrame = queries.eras(self.dataset.table(), View()).execute()
        return eras

    def last_known(self) -> int | None:
        """The last moment at which anything became known, in a data set that says when it was; else None."""

        def ask() -> ir.Table:
            events = self._everything
            is_reported = events["is_reported"] if "is_reported" in events.columns else events["reported"] != ""
            return events.aggregate(last=events["known_from"].max(), told=is_reported.any())

        [row] = self._asked("last known", ask).to_pylist()
        return int(row["last"]) if row["told"] and row["last"] is not None else None


_ENDS: Final = ("start", "end")


def _beginnings(bins: pa.Table) -> list[Beginnings]:
    return [Beginnings(*row) for row in zip(*(column.to_pylist() for column in bins.columns), strict=True)]


@dataclass(frozen=True)
class FactsFromPreview:
    """The facts of a file that is still being read, from its days."""

    glimpse: Glimpse

    @cached_property
    def _events(self) -> pa.Table:
        return self.glimpse.days.filter(pc.equal(self.glimpse.days["kind"], "event"))

    def columns(self) -> Collection[str]:
        """The columns of its events that are known."""
        return tuple(self.glimpse.days.column_names)

    def extent(self) -> Extent:
        """How many there are, and from when to when."""
        days = self.glimpse.days
        return Extent(pc.sum(days["events"]).as_py() or 0, pc.min(days["first"]).as_py(), pc.max(days["last"]).as_py())

    def categories(self) -> dict[str, int]:
        """How many events and eras there are in each category."""
        return _summed(self.glimpse.days, "category")

    def lanes(self, lane: str) -> dict[str, int]:
        """How many events there are in each lane."""
        return _summed(self._events, lane)

    def beginnings(self, start: int, size: int, longest: int) -> list[Beginnings]:
        """What begins in each stretch of so many seconds, counted from a moment."""
        moments, days = _dated(self.glimpse.days)
        lasts = pc.less_equal(pc.subtract(days["last"], days["first"]), longest)
        is_short = pc.and_(pc.not_equal(days["kind"], "era"), lasts)
        short, long = pc.if_else(is_short, days["last"], None), pc.if_else(is_short, None, days["begun"])
        bins = {
            "bin": (moments - start) // size,
            "first": days["first"],
            "short": short,
            "long": long,
            "n": days["events"],
        }
        most = [("first", "min"), ("short", "max"), ("long", "max"), ("n", "sum")]
        counts = pa.table(bins).group_by("bin", use_threads=False).aggregate(most)
        return _beginnings(counts.select(["first_min", "short_max", "long_max", "n_sum"]))

    def starts(self, size: Bin) -> tuple[list[int], list[int]]:
        """The bins in which events begin, in order, and how many in each."""
        moments, days = _dated(self._events)
        bins = _numbers(days["month"]) // size.months if size.months else (moments - MONDAY) // size.seconds
        table = pa.table({"bin": bins, "events": days["events"]})
        counts = table.group_by("bin", use_threads=False).aggregate([("events", "sum")]).sort_by("bin")
        return counts["bin"].to_pylist(), counts["events_sum"].to_pylist()

    def each(self) -> Iterator[tuple[float | None, float | None, str, str]]:
        """None: no event is known by itself."""
        return iter(())

    def eras(self) -> pd.DataFrame:
        """The eras, with all their columns, oldest first."""
        events = self.glimpse.eras.events
        eras: pd.DataFrame = events.filter(pc.equal(events["kind"], "era")).to_pandas()
        moment = eras["start"].fillna(eras["end"]).fillna(-np.inf)
        return eras.assign(moment=moment).sort_values(["moment", "row"], ignore_index=True).drop(columns="moment")

    def last_known(self) -> None:
        """Who said what when is not known yet."""

    def turns(self, lane: str, own: Collection[str], rest: str) -> pa.Table:
        """On which days events begin and end in each lane: the rows of `data.columnar.day_counts.turns`."""
        days, lanes = self._events, _lane(self._events, lane)
        if own:
            lanes = pc.if_else(pc.is_in(lanes, pa.array(sorted(own), pa.string())), lanes, rest)
        is_open = pc.is_null(days["start"])
        begins = _turns(
            pc.if_else(is_open, day_counts.OPEN, day_counts.BEGUN), lanes, pc.coalesce(days["start"], _last(days)), days
        )
        ended = pc.is_valid(days["end"])
        ends = _turns(pa.array([day_counts.ENDED] * len(days), pa.string()), lanes, _last(days), days, ended)
        return pa.concat_tables([begins, ends])


def _turns(
    what: pa.Array, lanes: pa.Array, moments: pa.ChunkedArray, days: pa.Table, which: pa.ChunkedArray | None = None
) -> pa.Table:
    day = pc.if_else(pc.is_valid(moments), pa.array(_numbers(pc.fill_null(moments, 0)) // DAY), None)
    table = pa.table({"what": what, "lane": lanes, "day": day, "count": days["events"], "first": days["first"]})
    table = table if which is None else table.filter(which)
    turns = table.group_by(["what", "lane", "day"], use_threads=False).aggregate([("count", "sum"), ("first", "min")])
    return turns.rename_columns({"count_sum": "count", "first_min": "first"})


def _numbers(column: pa.ChunkedArray) -> Moments:
    """A column without nulls."""
    numbers: Moments = column.cast(pa.int64()).to_numpy()
    return numbers


def _lane(days: pa.Table, lane: str) -> pa.ChunkedArray:
    if lane not in days.column_names:
        return pa.array([""] * len(days), pa.string())
    return pc.fill_null(days[lane].cast(pa.string()), "")


def _last(days: pa.Table) -> pa.ChunkedArray:
    """The last second of each; null where its end is open."""
    return pc.subtract(days["end"], 1)


def _dated(days: pa.Table) -> tuple[Moments, pa.Table]:
    """The moments at which what is dated begins, and its rows."""
    moments = pc.coalesce(days["start"], _last(days))
    days = days.filter(pc.is_valid(moments))
    return _numbers(pc.drop_null(moments)), days


def _summed(days: pa.Table, column: str) -> dict[str, int]:
    table = pa.table({"value": _lane(days, column), "events": days["events"]})
    sums = table.group_by("value", use_threads=False).aggregate([("events", "sum")])
    return dict(zip(sums["value"].to_pylist(), sums["events_sum"].to_pylist(), strict=True))
