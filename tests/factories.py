"""Small tables of events as the engine holds them, for tests: say what matters, the rest is the usual."""

import csv
import math
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from components.exporters import Subject
from data import dates, quantities
from data.dataset import opening
from data.dates import calendar
from data.text_folding import fold
from data.view import View

TEXTS = (
    *("title", "text", "category", "actors", "tags", "place", "source", "url", "reported", "grade", "metric", "value"),
    *("unit", "media", "credit", "caption", "links", "alt", "notes"),
)
EVENT = pa.schema(
    [
        *(("row", pa.int64()), ("id", pa.string()), ("date", pa.string()), ("date_text", pa.string())),
        *(("start", pa.int64()), ("end", pa.int64()), ("precision", pa.string())),
        *((name, pa.string()) for name in ("start_qualifier", "end_qualifier", "qualifier", "title", "text", "kind")),
        *((name, pa.string()) for name in ("category", "actors", "tags", "place")),
        *(("latitude", pa.float64()), ("longitude", pa.float64())),
        *((name, pa.string()) for name in ("source", "url", "reported")),
        ("known_from", pa.int64()),
        *((name, pa.string()) for name in ("grade", "metric", "value")),
        *(("low", pa.float64()), ("high", pa.float64()), ("is_increment", pa.bool_()), ("is_approximate", pa.bool_())),
        *(("unit", pa.string()), ("importance", pa.int32()), ("sequence", pa.int32())),
        *((name, pa.string()) for name in ("media", "credit", "caption", "links", "alt", "notes", "words")),
        ("month", pa.int32()),
    ]
)
MEMBER = pa.schema([("row", pa.int64()), ("field", pa.string()), ("value", pa.string())])


def make_row(number: int, given: Mapping[str, object]) -> dict[str, object]:
    """One row of `event`: what is derived is derived, unless it is given."""
    date = str(given.get("date", "2022-01-05"))
    span = dates.parse(date)
    texts = {name: str(given.get(name, "")) for name in TEXTS}
    own = {name: str(value) for name, value in given.items() if name.startswith("x:")}
    reported = dates.parse(texts["reported"]) if texts["reported"] else span
    known, at = _first_moment(reported), _first_moment(span)
    row: dict[str, object] = {
        "row": number,
        "id": f"e{number}",
        "date": span.edtf,
        "date_text": date,
        **{name: getattr(span, name) for name in ("start", "end", "precision", "start_qualifier", "end_qualifier")},
        "qualifier": span.qualifier,
        "kind": "event",
        "known_from": known,
        "latitude": None,
        "longitude": None,
        **_figure(texts["value"]),
        "importance": 2,
        "sequence": None,
        "words": fold(" ".join([*texts.values(), *own.values()])),
        "month": None if at is None else _month(at),
    }
    return {**row, **texts, "title": texts["title"] or f"Event {number}", **given, "date": span.edtf}


def _first_moment(span: dates.Span) -> int | None:
    """The start, or the last second where the start is open."""
    return span.start if span.start is not None or span.end is None else span.end - 1


def _figure(value: str) -> dict[str, object]:
    if not value:
        return {"low": None, "high": None, "is_increment": False, "is_approximate": False}
    quantity = quantities.parse(value)
    return {name: getattr(quantity, name) for name in ("low", "high", "is_increment", "is_approximate")}


def _month(moment: int) -> int:
    year, month, *_ = calendar.civil(moment)
    return year * 12 + month - 1


def make_events(*given: Mapping[str, object]) -> pa.Table:
    """The table `event` of these rows, sorted as the engine's is; `x:` columns are those of all the rows."""
    made = [make_row(number, row) for number, row in enumerate(given, 1)]
    own = list(dict.fromkeys(name for row in given for name in row if name.startswith("x:")))
    schema = pa.schema([*EVENT, *((name, pa.string()) for name in own)])
    made.sort(key=lambda row: (*_standing(row), row["row"]))
    filled = [{**dict.fromkeys(own, ""), **row} for row in made]
    return pa.Table.from_pylist(filled, schema=schema)


def _standing(row: Mapping[str, Any]) -> tuple[float, bool, float]:
    """The earliest moment, an open start as the morning of the day of its end and before all of that, the latest."""
    start, end = row["start"], math.inf if row["end"] is None else row["end"]
    if start is None:
        return (end - 1) // calendar.DAY * calendar.DAY if row["end"] is not None else -math.inf, False, end
    return start, True, end


def make_members(events: pa.Table) -> pa.Table:
    """The table `member` of a table `event`: one line for each name."""
    lines = [
        {"row": row["row"], "field": field, "value": name}
        for row in events.to_pylist()
        for field, column in (("actor", "actors"), ("tag", "tags"))
        for name in _names(row[column])
    ]
    return pa.Table.from_pylist(lines, schema=MEMBER)


def _names(cell: str) -> Iterable[str]:
    return dict.fromkeys(name.strip() for name in cell.split(";") if name.strip())


def make_tables(*given: Mapping[str, object]) -> tuple[ir.Table, ir.Table]:
    """`event` and `member` in an engine of their own."""
    events = make_events(*given)
    return in_engine(events, make_members(events))


def in_engine(events: pa.Table, members: pa.Table) -> tuple[ir.Table, ir.Table]:
    """Both tables, put into the engine that is tried: a new DuckDB in memory, unless a test says otherwise."""
    return TRIED[-1](events, members)


def _in_duckdb(events: pa.Table, members: pa.Table) -> tuple[ir.Table, ir.Table]:
    engine = ibis.duckdb.connect()
    for name, held in (("event", events), ("member", members)):
        engine.con.register("given", held)
        engine.con.execute(f"CREATE TABLE {name} AS FROM given")
        engine.con.unregister("given")
    return engine.table("event"), engine.table("member")


TRIED: list[Callable[[pa.Table, pa.Table], tuple[ir.Table, ir.Table]]] = [_in_duckdb]
"""How tables are put into an engine; the last one is used."""


def make_subject(*given: Mapping[str, object], view: View | None = None, settings: str = "") -> Subject:
    """What an exporter is given, of a real file `my-events.csv` with these rows and TOML settings."""
    header = list(dict.fromkeys(["date", "title", *(name for row in given for name in row)]))
    with tempfile.TemporaryDirectory(prefix="dateline-test-") as folder:
        path = Path(folder, "my-events.csv")
        path.with_suffix(".toml").write_text(settings, "utf-8")
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, header, restval="")
            writer.writeheader()
            writer.writerows(given)
        return Subject(opening.open_file(path), view or View())
