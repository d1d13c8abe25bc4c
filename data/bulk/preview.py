"""What a large delimited file says of its days, found in one pass before it is read: enough for its timeline in counts.

It is no reading: nothing is judged but dates, and what is doubtful is left to the reading that follows.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data import profiles
from data.bulk import column_wide_rules
from data.bulk import dates as bulk_dates
from data.bulk.csv import is_for_the_engine, records_in
from data.bulk.reading_progress import start_steps
from data.dates import calendar
from data.dates.conventions import NOTHING, Conventions, split_mapping
from data.dates.span import Span
from data.engine import connection
from data.engine.count_tables import LEAST
from data.engine.quoting import identifier, literals
from data.errors import DatelineError
from data.files import dialect
from data.files.encoding import decode
from data.files.progress import OnProgress
from data.files.records import Records
from data.files.rewrite_as_rfc4180 import restate
from data.importers._content_types import ending_of
from data.reading_report import Glimpse, Reading, Report
from data.schema import FIGURES, REQUIRED
from data.settings import Settings
from data.validation import cells, date_columns, date_parts, infer_columns, time_columns, zones
from data.validation.candidate_columns import LOOKED_AT
from data.validation.distinct_texts import ParsedCells, integers
from data.validation.event_columns import LISTS
from data.validation.match_headers import match_columns
from data.validation.missing_titles import OTHERS
from data.validation.records_table import OWN, Table
from data.validation.validate import validate

HEAD: Final = 1 << 18
"""Bytes by which it is seen how the file is cut, and which column is which."""
MOST_GROUPS: Final = 1_000_000
"""Groups of a day and a lane. A file with more is read before anything of it is drawn."""
MOST_SPELLED: Final = 50_000
"""Different dates that are not plain: some 50,000 are read in a second."""
NEEDED: Final = ("date", "end", "kind", "title", "withdrawn")
SPECIAL: Final = ("era", "title")
"""Kinds of rows that are no events; few have them, and each is kept with its title."""


@dataclass(frozen=True, slots=True)
class _Head:
    """How a file is cut, which header is which of our columns, and where those are that make a timeline."""

    cut: dialect.Dialect
    skipped: int
    columns: Mapping[str, str]
    places: Mapping[str, int]
    lanes: tuple[str, ...]
    conventions: Conventions = NOTHING

    def cell(self, name: str) -> str:
        """As SQL: a column's cells as written; empty ones where the file has none."""
        return f"c{self.places[name]}" if name in self.places else "''"


def glimpse(
    path: Path, mapping: Mapping[str, str], settings: Settings, on_progress: OnProgress | None = None
) -> Glimpse | None:
    """The days of a file. on_progress: called with how far it is, as a small part of the reading; what it raises is
    raised again.

    None where the file must be read first: it is no delimited text in UTF-8, has fewer events than are worth it, its
    lanes are of names, or its dates are too many or in several columns.
    """
    with suppress(DatelineError, duckdb.Error, OSError):
        chosen, conventions = split_mapping(settings.mapping(mapping))
        head = _head(path, chosen, settings, conventions)
        counted = head and _count_groups(path, head, on_progress or (lambda _: None))
        return _open_preview(path.name, head, counted, settings.zone) if head and counted else None
    return None


def _head(path: Path, mapping: Mapping[str, str], settings: Settings, conventions: Conventions) -> _Head | None:
    if not is_for_the_engine(path) or FIGURES in mapping:
        return None
    with path.open("rb") as file:
        content = file.read(HEAD)
    if ending_of(content):
        return None
    text = decode(content[: content.rfind(b"\n") + 1], path.name)
    if not text.encoding.startswith("utf-8") or restate(text.utf8)[1]:
        return None
    cut = dialect.settle(text.utf8, path.name, mapping)
    lines = text.utf8[cut.start :].decode().splitlines(keepends=True)
    rows = [row for row in dialect.records(lines, cut.delimiter) if len(row) == len(cut.headers)]
    columns, _ = match_columns(cut.headers, mapping, lambda place: {row[place] for row in rows})
    first: Callable[[int], Sequence[str]] = lambda place: [row[place] for row in rows[:LOOKED_AT]]  # noqa: E731
    if not date_parts.of(cut.headers, columns, mapping):
        columns, _ = infer_columns.complete(cut.headers, columns, (), mapping, first)
    lanes = tuple(dict.fromkeys(("category", settings.lanes or "category")))
    headers = {name: columns.get(name, name.removeprefix(OWN)) for name in (*NEEDED, *OTHERS, *lanes)}
    places = {name: cut.headers.index(header) for name, header in headers.items() if header in cut.headers}
    is_split = (
        date_parts.of(cut.headers, columns, mapping)
        or time_columns.of(cut.headers, columns)
        or time_columns.bare_of(cut.headers, columns, lambda header: first(cut.headers.index(header)))
        or profiles.fit(cut.headers, mapping)
    )
    is_known = all(name in columns for name in REQUIRED) and not is_split
    if not is_known or conventions.calendar not in ("", "common") or any(lane in LISTS.values() for lane in lanes):
        return None
    return _Head(cut, text.utf8.count(b"\n", 0, cut.start), columns, places, lanes, conventions)


def _count_groups(path: Path, head: _Head, on_progress: OnProgress) -> pa.Table | None:
    """How many rows there are by day, kind and lane; each date that is not plain is a group of its own."""
    engine = connection.in_memory()
    try:
        with start_steps(engine, on_progress) as steps:
            table = engine.sql(_query(path, head)).to_arrow_table()
            steps.check()
    finally:
        engine.close()
    is_worth_it = len(table) and pc.sum(table["events"]).as_py() >= LEAST and len(table) <= MOST_GROUPS
    return table if is_worth_it and pc.count_distinct(table["date"]).as_py() <= MOST_SPELLED else None


def _query(path: Path, head: _Head) -> str:
    kind, title, end = (head.cell(name) for name in ("kind", "title", "end"))
    lanes = "".join(f", {head.cell(lane)} as {identifier(lane)}" for lane in head.lanes)
    others = ", ".join(head.cell(name) for name in OTHERS)
    over = f"until + {bulk_dates.seconds('last')}"
    is_row = f"ltrim(concat({title}, {others})) <> ''"
    is_row += f" and not {column_wide_rules.is_withdrawn(head.cell('withdrawn'))}" if "withdrawn" in head.places else ""
    return f"""
        with record as (
            select {head.cell("date")} as date, {end} as stop, {kind} as kind{lanes},
            case when lower(trim({kind})) in ({literals(SPECIAL)}) then {title} end as title
            from {records_in(path, head.cut, head.skipped)} where {is_row}
        ), cut as (
            select *, split_part(date, '/', 1) as first, contains(date, '/') as is_span,
            case when is_span then split_part(date, '/', 2) else stop end as last from record
        ), read as (
            select *, epoch({bulk_dates.plain_moment("first")})::bigint as moment,
                case when last < '9998' then epoch({bulk_dates.plain_moment("last")})::bigint end as until
            from cut
        ), told as (
            select *, case when {over} > moment then {over}
            when not is_span then moment + {bulk_dates.seconds("first")} end as over,
            moment is not null and title is null and over is not null
            and (stop = '' or until is not null and not is_span) as is_plain from read
        )
        select kind, title{"".join(f", {identifier(lane)}" for lane in head.lanes)},
            case when not is_plain then date end as date, case when not is_plain then stop end as "end",
            case when is_plain then {_day("moment")} end as day,
            case when is_plain then {_day("over - 1")} end as last_day,
            min(moment) as first, max(moment) as begun, max(over) as last, count(*) as events
        from told group by all"""


def _day(moment: str) -> str:
    """As SQL: the day since 1970; the engine's whole division would round towards it."""
    return f"floor(({moment}) / {calendar.DAY})::bigint"


def _open_preview(name: str, head: _Head, counted: pa.Table, zone: str) -> Glimpse:
    """The groups with their dates read; what has no readable one is left out."""
    kinds = Table(Records([counted["kind"]], len(counted)), ["kind"], {"kind": "kind"}).parse("kind", cells.kind)
    counted = counted.set_column(0, "kind", kinds.array(str, pa.string(), "event"))
    zone = zone or zones.shared_offset(text for text in pc.unique(counted["date"]).to_pylist() if text)
    days = pa.concat_tables([_plain(counted, head.lanes), _spelled(counted, head, zone)])
    days = days.filter(pc.not_equal(days["kind"], "title"))
    count = int(pc.sum(days["events"]).as_py() or 0)
    report = Report(name, "utf-8", head.cut.delimiter, head.cut.headers, dict(head.columns), head.cut.skipped, count,
                    count)  # fmt: skip
    return Glimpse(days, _eras(counted, report, zone, head.conventions))


def _plain(counted: pa.Table, lanes: tuple[str, ...]) -> pa.Table:
    groups = counted.filter(pc.is_valid(counted["day"]))
    day = pc.multiply(groups["day"], calendar.DAY)
    end = pc.multiply(pc.add(groups["last_day"], 1), calendar.DAY)
    month = pa.array(date_columns.months(groups["day"].to_numpy() * calendar.DAY))
    exact = {name: groups[name] for name in ("first", "begun", "last")}
    return _days(groups, lanes, month=month, start=day, end=end, **exact)


def _spelled(counted: pa.Table, head: _Head, zone: str) -> pa.Table:
    groups = counted.filter(pc.is_valid(counted["date"]))
    spans = _spans(groups, zone, head.conventions)
    span = date_columns.columns(spans)
    start, end = span["start"], span["end"]
    first = pc.coalesce(start, pc.subtract(end, 1))
    days = _days(groups, head.lanes, month=span["month"], start=_floor(start), end=pc.negate(_floor(pc.negate(end))),
                 first=first, begun=first, last=pc.coalesce(end, pc.add(start, 1)))  # fmt: skip
    return days.filter(pa.array(spans.has_value()))


def _spans(groups: pa.Table, zone: str, conventions: Conventions) -> ParsedCells[Span]:
    date, end = (pc.utf8_trim_whitespace(groups[name]) for name in ("date", "end"))
    start = date_columns.read(date, "date", zone, conventions, others=(end,))
    ends = date_columns.read(end, "end", zone, conventions, "end", (date,))
    return date_columns.join_spans(start, ends, "end").spans


def _floor(moments: pa.Array) -> pa.Array:
    """The first second of each one's day; null where there is none."""
    seconds = integers(pc.fill_null(moments, 0)) // calendar.DAY * calendar.DAY
    return pc.if_else(pc.is_valid(moments), pa.array(seconds), pa.scalar(None, pa.int64()))


def _days(groups: pa.Table, lanes: tuple[str, ...], **times: pa.ChunkedArray) -> pa.Table:
    """The groups as rows of a count table; of sources nothing is known, and of what was known when."""
    named = {lane: pc.utf8_trim_whitespace(groups[lane]) for lane in lanes}
    columns = {"kind": groups["kind"], **times, **named, "source": pa.array([""] * len(groups), pa.string())}
    return pa.table({**columns, "events": groups["events"]})


def _eras(counted: pa.Table, report: Report, zone: str, conventions: Conventions) -> Reading:
    """The rows that are no events, with nothing but date, kind and title."""
    rows = counted.filter(pc.is_valid(counted["title"]))
    names = ("date", "end", "kind", "title")
    records = Records([rows[name] for name in names], len(rows))
    validation = validate(Table(records, names, dict(zip(names, names, strict=True)), conventions=conventions), zone)
    raw = pa.table({"row": pa.array(np.arange(1, len(rows) + 1))})
    return Reading(report, validation.events, validation.members, raw)
