"""What the engine answers about one data set under one View, each question asked once."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from components.exporters import Sheet
from data import queries
from data.store import Dataset
from data.view import View

Row = Mapping[str, Any]


class Answers:
    """The answers for one data set and one View, as plain rows: each question runs when it is first asked."""

    def __init__(self, dataset: Dataset, view: View) -> None:
        self.dataset, self.view = dataset, view
        self._known: dict[str, Any] = {}

    def _asked(self, name: str, ask: Callable[[], Any]) -> Any:
        if name not in self._known:
            self._known[name] = ask()
        return self._known[name]

    @property
    def event(self) -> Any:
        return self.dataset.table("event")

    @property
    def member(self) -> Any:
        return self.dataset.table("member")

    def summary(self) -> Row:
        """Extent and count of what is on screen, of how many, by how many sources."""
        return self._asked("summary", lambda: _rows(queries.summary(self.event, self.member, self.view))[0])

    def summary_table(self) -> pd.DataFrame:
        """The same as a table of one row."""
        return pd.DataFrame([self.summary()])

    def rows(self, *, by: str = "", is_descending: bool = False, most: int = 50) -> list[Row]:
        """The events on screen, in time order or by a column."""
        if by:
            asked = queries.rows(self.event, self.member, self.view, by=by, is_descending=is_descending, most=most)
            return _rows(asked)
        events = queries.visible(self.event, self.member, self.view)
        return _rows((events.order_by(queries.moment(events).desc()) if is_descending else events).limit(most))

    def facet(self, field: str) -> list[Row]:
        """Each value of a field, and how many events have it under all the other filters."""
        return _rows(queries.facet(self.event, self.member, self.view, field))

    def loosen(self) -> list[Row]:
        """For each filter that is on: how many events there would be without it."""
        return _rows(queries.loosen(self.event, self.member, self.view))

    def chosen(self) -> Row | None:
        """Everything about the chosen event; None where there is none of that id."""
        found = _rows(queries.one(self.event, self.view.event)) if self.view.event else []
        return found[0] if found else None

    def neighbours(self) -> dict[str, Row]:
        """The event before the chosen one as "previous", the one after it as "next"."""
        found = _rows(queries.neighbours(self.event, self.member, self.view, self.view.event))
        return {row["side"]: row for row in found}

    def key_events(self, most: int = 12) -> list[Row]:
        """The key events on screen in time order; where none is marked so, the first events."""
        keys = replace(self.view, importance=(3,)) if not self.view.importance else self.view
        found = _rows(queries.visible(self.event, self.member, keys).limit(most))
        return found or self.rows(most=most)

    def categories(self) -> list[str]:
        """Every category of the data set, whatever is filtered."""
        named = self.event.group_by("category").aggregate(first=self.event["row"].min()).order_by("first")
        found: list[str] = self._asked("categories", lambda: [row["category"] for row in _rows(named)])
        return found

    def claims(self) -> Any:
        """The events that claim a figure, as a pandas table."""
        return queries.claims(self.event, self.member, self.view).execute()

    def sources(self) -> list[Row]:
        """Who says so: how many events, and how many claims."""
        return _rows(queries.sources(self.event, self.member, self.view))

    def own_columns(self) -> list[str]:
        """The user's own columns that sort the events into few groups."""
        if not queries.own_columns(self.event):
            return []
        return queries.choosable(self.event, queries.own_values(self.event).execute())

    def is_filled(self, lane: str) -> bool:
        """Whether any event of the data set says something in this column of ours."""
        if lane in ("actor", "tag"):
            lines = self.member.filter(self.member["field"] == lane)
            return bool(_rows(lines.limit(1)))
        column = self.event[lane].cast("string")
        least = 2 if lane == "importance" else 1
        said = self.event.filter(column != "").select(value=column).distinct().limit(2)
        return len(_rows(said)) >= least

    def reported_days(self, most: int = 400) -> list[int]:
        """The days since 1970 on which something became known, oldest first."""
        event = self.event
        said = event.filter(event["known_from"].notnull() & (event["kind"] == "event"))
        days = said.select(day=(said["known_from"] // 86_400)).distinct().order_by("day").limit(most)
        return [row["day"] for row in _rows(days)]

    def records(self) -> Sheet:
        """The events on screen as the file has them, in its order."""
        report = self.dataset.report
        shown = queries.visible(self.event, self.member, self.view).select("row")
        raw = self.dataset.table("raw")
        found = raw.filter(raw["row"].isin(shown["row"])).order_by("row").drop("row")
        cells = zip(*(column.to_pylist() for column in found.to_pyarrow().columns), strict=True)
        return Sheet(report.headers, list(cells), report.encoding, report.delimiter)

    def file_stem(self) -> str:
        """The file's name without its ending."""
        return self.dataset.report.file.rsplit(".", 1)[0] or "events"


def _rows(asked: Any) -> list[Row]:
    rows: list[Row] = asked.to_pyarrow().to_pylist()
    return rows
