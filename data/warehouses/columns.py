"""A table of somebody else's as our tables `event`, `member`, `raw` and `problem`: expressions, nothing runs.

Every column of `event` is computed from the table's own when it is asked for. A row without a readable date, a title
or a key is no event; any other cell that cannot be read is empty, and `data.warehouses.row_checks` says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import ibis
import ibis.expr.types as ir

from data.dates.span import PRECISIONS
from data.event_links import WHOLE
from data.schema import KINDS
from data.validation import withdrawn
from data.validation.event_columns import LISTS, ORDER, SEARCHED, TEXTS
from data.validation.records_table import OWN
from data.warehouses import cells, split_name_lists, text_folding
from data.warehouses import dates as warehouses_dates
from data.warehouses.dates import Moments

KEY: Final = "dateline key"
WIDEST: Final = 2**62
"""Keys made of text are positive and smaller than this."""


@dataclass(frozen=True)
class Columns:
    """A table of an engine, those of its columns that are looked at, and which of them is what.

    zone: that of the data set, "" where it is not said.
    """

    table: ir.Table
    names: Sequence[str]
    of: Mapping[str, str]
    engine: str
    zone: str = ""

    def has(self, name: str) -> bool:
        """Whether the table has a column of ours."""
        return name in self.of

    def column(self, name: str) -> Any:
        """The table's column that is ours by this name."""
        return self.read[self.of[name]]

    def text(self, name: str) -> Any:
        """A column of ours as text; "" where there is none."""
        return cells.text(self.column(name)) if self.has(name) else ibis.literal("")

    @cached_property
    def headers(self) -> list[str]:
        """The table's columns that can be shown as text."""
        return [name for name in self.names if cells.can_be_text(self.table[name])]

    @cached_property
    def own(self) -> list[str]:
        """The headers that are none of ours."""
        return [name for name in self.headers if name not in set(self.of.values())]

    @cached_property
    def read(self) -> ir.Table:
        """The table with its key, its moments and its figures beside it, each computed once."""
        table = self.table.select(*self.names, **{KEY: self._key})
        for name in ("date", "end", "reported"):
            if self.has(name):
                table = warehouses_dates.beside(table, self.of[name], self.engine, self.zone, may_span=name == "date")
        is_claim = self.has("value") and self.has("metric")
        return cells.figures_beside(table, self.of["value"]) if is_claim else table

    def moments(self, name: str) -> Moments | None:
        """When it began (`date`), ended (`end`), was reported (`reported`); None where no column says so."""
        return warehouses_dates.of(self.read, self.of[name]) if self.has(name) else None

    @cached_property
    def dates(self) -> Moments:
        """When it began."""
        return warehouses_dates.of(self.read, self.of["date"])

    @cached_property
    def title(self) -> Any:
        """On one line."""
        return self.text("title").re_replace(r"\s+", " ").strip()

    @cached_property
    def figure(self) -> cells.Figure | None:
        """The figure that is claimed; none without a column for what it counts."""
        return cells.figure(self.read) if self.has("value") and self.has("metric") else None

    @property
    def key(self) -> Any:
        """A whole number above 0, the same for the same row: what puts rows of one moment in order."""
        return self.read[KEY]

    @property
    def has_number(self) -> bool:
        """Whether the key is a number that people know."""
        return not self.has("id") or bool(self.table[self.of["id"]].type().is_integer())

    @property
    def number(self) -> Any:
        """The key where it is a number, else 0."""
        return self.key if self.has_number else ibis.literal(0, "int64")

    @property
    def _key(self) -> Any:
        if not self.has("id"):
            return self.table.rowid() + 1
        column: Any = self.table[self.of["id"]]
        if column.type().is_integer():
            return column.cast("int64")
        return _hash(column.cast("string"), self.engine)

    @cached_property
    def id(self) -> Any:
        """The key as text, for links."""
        return self.column("id").cast("string") if self.has("id") else self.key.cast("string")

    @cached_property
    def is_event(self) -> Any:
        """Whether a row is an event."""
        has_key = self.column("id").notnull() if self.has("id") else ibis.literal(True)
        return self.dates.is_good & ~cells.is_blank(self.text("title")) & has_key


@ibis.udf.scalar.builtin(database="pg_catalog", signature=(("string", "int64"), "int64"))  # type: ignore[untyped-decorator]
def hashtextextended(text: str, seed: int) -> Any:
    """PostgreSQL's own."""


def _hash(text: Any, engine: str) -> Any:
    hashed = hashtextextended(text, 0) if engine == "postgres" else text.hash()
    return hashed % (WIDEST // 2) + WIDEST // 2


def event(of: Columns) -> ir.Table:
    """The table `event`, as `data.validation.event_columns` has it, with the table's further columns as the user's
    own."""
    values = {**_ours(of), **_when(of), **_figures(of)}
    own = {OWN + name: cells.text(of.read[name]) for name in of.own}
    return of.read.filter(of.is_event).select(**{name: values[name] for name in ORDER}, **own)


def member(of: Columns, event: ir.Table | None = None) -> ir.Table:
    """The table `member`: a line for each name in each event.

    event: the table `event`, for an engine that is asked of it rather than of what that is made of.
    """
    if event is None:
        event = of.read.filter(of.is_event)
        event = event.select(row=of.key, **{name: of.text(name) for name in LISTS if of.has(name)})
    parts = [
        split_name_lists.lines(event, ibis.literal(field), event[name], of.engine)
        for name, field in LISTS.items()
        if of.has(name)
    ]
    if not parts:
        return event.filter(ibis.literal(False)).select("row", field=ibis.literal(""), value=ibis.literal(""))
    lines = ibis.union(*parts) if len(parts) > 1 else parts[0]
    value = lines["value"].strip()
    return lines.filter(value != "").select("row", "field", value=value).distinct()


def raw(of: Columns) -> ir.Table:
    """The table `raw`: every cell as text."""
    columns = {f"c{index}": cells.text(of.read[name]) for index, name in enumerate(of.headers)}
    return of.read.filter(of.id.notnull()).select(row=of.key, **columns)


def _ours(of: Columns) -> dict[str, Any]:
    """What is not made of dates and figures."""
    kind = of.text("kind").lower().strip()
    both = of.has("latitude") and of.has("longitude")
    place = {name: of.column(name).cast("float64") if both else ibis.null("float64")
             for name in ("latitude", "longitude")}  # fmt: skip
    grade = of.text("grade").upper().strip()
    link = {name: ibis.ifelse(cells.is_address(of.text(name)), of.text(name), "") for name in ("url", "media")}
    level = cells.importance(of.column("importance"))[0] if of.has("importance") else ibis.literal(2, "int32")
    number = cells.sequence(of.column("sequence"))[0] if of.has("sequence") else ibis.null("int32")
    return {
        "row": of.key,
        "id": of.id,
        "title": of.title,
        **{name: of.text(name) for name in (*TEXTS, *LISTS)},
        "kind": ibis.ifelse(_is_withdrawn(of), withdrawn.KIND, ibis.ifelse(kind.isin(KINDS), kind, "event")),
        **place,
        **link,
        "links": ibis.ifelse(of.text("links").re_search(WHOLE), of.text("links"), ""),
        "grade": ibis.ifelse(grade.re_search(cells.GRADE), grade, ""),
        "importance": level,
        "sequence": number,
        "words": of.text("words") if of.has("words") else _words(of),
    }


def _is_withdrawn(of: Columns) -> Any:
    """Whether a row says why it was taken back; to engines any text is a reason that is not one of these words."""
    said = of.text("withdrawn").lower().strip()
    return ~said.isin(("", *withdrawn.NOT)) if of.has("withdrawn") else ibis.literal(value=False)


def _words(of: Columns) -> Any:
    texts = [of.text(name) for name in SEARCHED if of.has(name)] + [cells.text(of.read[name]) for name in of.own]
    joined = texts[0]
    for text in texts[1:]:
        joined = joined + " " + text
    return text_folding.fold(joined, of.engine)


def _when(of: Columns) -> dict[str, Any]:
    date, end = of.dates, of.moments("end")
    reported = of.moments("reported")
    happened = ibis.coalesce(date.start, date.end - 1)
    known_from = happened if reported is None else ibis.coalesce(reported.start, happened)
    values = {"start": date.start, "month": date.month, "known_from": known_from, "start_qualifier": date.qualifier,
             "reported": ibis.literal("") if reported is None else ibis.coalesce(reported.edtf, "")}  # fmt: skip
    if end is None:
        return values | {
            "end": date.end, "date": date.edtf, "date_text": date.text, "precision": _precision(date.rank),
            "end_qualifier": date.end_qualifier, "qualifier": _both(date.qualifier, date.end_qualifier),
        }  # fmt: skip
    has = end.is_good & (end.end > date.start) & ~date.is_span
    of_end = ibis.ifelse(has, end.qualifier, date.end_qualifier)
    return values | {
        "end": ibis.ifelse(has, end.end, date.end),
        "date": ibis.ifelse(has, date.edtf + "/" + end.edtf, date.edtf),
        "date_text": ibis.ifelse(end.text == "", date.text, date.text + " – " + end.text),
        "precision": _precision(ibis.ifelse(has, ibis.least(date.rank, end.rank), date.rank)),
        "end_qualifier": of_end,
        "qualifier": _both(date.qualifier, of_end),
    }


def _both(first: Any, last: Any) -> Any:
    """The qualifier of a span, of those of its ends."""
    return ibis.cases((first == last, last), (last == "", first), (first == "", last), else_="%")


def _precision(rank: Any) -> Any:
    return ibis.cases(*((rank == place, name) for place, name in enumerate(PRECISIONS)), else_="")


def _figures(of: Columns) -> dict[str, Any]:
    figure = of.figure
    if figure is None:
        none, no = ibis.null("float64"), ibis.literal(False)
        return {"value": ibis.literal(""), "low": none, "high": none, "is_increment": no, "is_approximate": no}
    names = ("value", "low", "high", "is_increment", "is_approximate")
    return {name: getattr(figure, name) for name in names}
