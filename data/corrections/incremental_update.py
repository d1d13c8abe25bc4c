"""A data set after a save, made of the one before it: the file is not read again.

Only where the rest of the file says nothing about the rows that changed, nor they about it: the dates are plain, the
columns are those of before, the ids are free. Everything else is read again, as it always was.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from data import dates, profiles
from data.corrections import row_validation
from data.corrections.journal import Save
from data.corrections.row_validation import Rules
from data.dataset import opening
from data.dataset.dataset import Dataset
from data.errors import BadDate, Problem
from data.files.raw_records import RawTable
from data.report import Reading, Report
from data.validation import withdrawn
from data.validation.event_columns import BY_NAME
from data.validation.records_table import OWN
from data.validation.validate import Validation

MOST_ROWS: Final = 300_000
"""Of more, reading the file again is as fast as copying its tables."""
MOST_CHANGED: Final = 2_000
MOST_PROBLEMS: Final = 2_000
DATED: Final = ("date", "end", "reported")
PLAIN: Final = re.compile(r"[^:]*")
"""Not with a time of day: from all of these the zone, and whether they are days, is found out."""


def patched(old: Dataset, save: Save, table: RawTable, rules: Rules) -> Dataset | None:
    """The set with the rows that a save changed or added; None where the file must be read again.

    table: the file after it. rules: how the file was read before it.
    """
    report = old.report
    rows = sorted({entry.row for entry in save.entries if entry.row})
    if not rows or not _is_simple(report, save, table, rules, len(rows)):
        return None
    cells = [table.cells(row) for row in rows]
    wider = rules.wider(table.layout.headers)
    beside = row_validation.context(table, table.width, rows)
    judged = row_validation.judge(table.layout.headers, [*beside, *cells], wider)
    numbers = {len(beside) + place: row for place, row in enumerate(rows, 1)}
    before = old.table().to_pyarrow()
    kept = before.filter(pc.invert(pc.is_in(before["row"], pa.array(rows, pa.int64()))))
    fresh = _fresh(judged.events, numbers, before.schema)
    if fresh is None or set(fresh["id"].to_pylist()) & set(kept["id"].to_pylist()):
        return None
    events = pa.concat_tables([kept, fresh])
    members = _members(old, judged, rows, numbers)
    new = _report(report, table, wider, events, _problems(report, judged, rows, numbers))
    raw = _raw(old, table, rows, cells)
    settings = old.settings
    return opening.load(
        Reading(new, events, members, raw, save.after),
        settings,
        opening.key_of(save.after, new, settings, rules.mapping),
    )


def _is_simple(report: Report, save: Save, table: RawTable, rules: Rules, count: int) -> bool:
    """Whether nothing that changed has a say in how other rows are read, nor they in how it is."""
    own_columns = [entry.column for entry in save.entries if not entry.row]
    known = rules.wider(own_columns).columns.values()
    return (
        report.rows <= MOST_ROWS
        and count <= MOST_CHANGED
        and len(report.problems) <= MOST_PROBLEMS
        and not report.together
        and not report.place
        and not profiles.fit(report.headers, rules.mapping)
        and all(entry.after is not None for entry in save.entries)
        and all(header in known for header in own_columns)
        and all(_is_plain(entry.before, entry.after) for entry in save.entries if _is_date(entry.column, rules))
        and table.layout.headers[: len(report.headers)] == report.headers
    )


def _is_date(header: str, rules: Rules) -> bool:
    return any(rules.columns.get(name, name) == header for name in DATED)


def _is_plain(*texts: str | None) -> bool:
    """Whether dates can be read by themselves."""
    try:
        return all(PLAIN.fullmatch(text) and dates.parse(text) for text in texts if text)
    except BadDate:
        return False


def _fresh(events: pa.Table, numbers: Mapping[int, int], schema: pa.Schema) -> pa.Table | None:
    """The events among some judged rows, under their numbers and in the columns of the others; None where one of these
    has another id only because the rows beside it have it."""
    is_wanted = pc.is_in(events["row"], pa.array(list(numbers), pa.int64()))
    found = events.filter(is_wanted)
    columns: dict[str, pa.Array | pa.ChunkedArray] = {}
    for field in schema:
        if field.name in found.column_names:
            columns[field.name] = found[field.name].cast(field.type)
        else:
            absent = BY_NAME[field.name].absent if field.name in BY_NAME else ""
            columns[field.name] = pa.array([absent] * len(found), field.type)
    columns["row"] = pa.array([numbers[row] for row in found["row"].to_pylist()], schema.field("row").type)
    if any(name.startswith(OWN) and name not in schema.names for name in found.column_names):
        return None
    return pa.table(columns, schema=schema)


def _members(old: Dataset, judged: Validation, rows: Sequence[int], numbers: Mapping[int, int]) -> pa.Table:
    before = old.table("member").to_pyarrow()
    kept = before.filter(pc.invert(pc.is_in(before["row"], pa.array(rows, pa.int64()))))
    found = judged.members.filter(pc.is_in(judged.members["row"], pa.array(list(numbers), pa.int64())))
    places = pa.array([numbers[row] for row in found["row"].to_pylist()], pa.int64())
    fresh = found.set_column(found.schema.get_field_index("row"), "row", places)
    return pa.concat_tables([kept, fresh.select(kept.column_names).cast(kept.schema)])


def _problems(
    report: Report, judged: Validation, rows: Sequence[int], numbers: Mapping[int, int]
) -> tuple[Problem, ...]:  # fmt: skip
    kept = [problem for problem in report.problems if problem.row not in rows]
    fresh = [
        Problem(numbers[each.row], each.column, each.value, each.message, each.is_fatal)
        for each in judged.problems
        if each.row in numbers
    ]
    return tuple(sorted([*kept, *fresh], key=lambda problem: problem.row))


def _raw(old: Dataset, table: RawTable, rows: Sequence[int], cells: Sequence[Sequence[str]]) -> pa.Table:
    """The records as read, with those that changed, and columns that came."""
    before = old.table("raw").to_pyarrow()
    names = [name for name in before.column_names if name != "row"]
    kept = before.filter(pc.invert(pc.is_in(before["row"], pa.array(rows, pa.int64()))))
    width = max(table.width, len(names))
    empty = pa.array([""] * len(kept), pa.string())
    old_columns = {f"c{place}": kept[f"c{place}"] if place < len(names) else empty for place in range(width)}
    new_columns = {
        f"c{place}": pa.array([row[place] if place < len(row) else "" for row in cells], pa.string())
        for place in range(width)
    }
    old_rows = pa.table({"row": kept["row"].cast(pa.int64()), **old_columns})
    new_rows = pa.table({"row": pa.array(rows, pa.int64()), **new_columns})
    return pa.concat_tables([old_rows, new_rows.cast(old_rows.schema)]).sort_by("row")


def _report(
    report: Report, table: RawTable, rules: Rules, events: pa.Table, problems: tuple[Problem, ...]
) -> Report:  # fmt: skip
    notes = [note for note in report.notes if "withdrawn: the column" not in note]
    if count := pc.sum(pc.equal(events["kind"], withdrawn.KIND)).as_py():
        notes.append(withdrawn.note(count))
    return replace(
        report, headers=table.layout.headers, columns=dict(rules.columns), rows=table.count, events=len(events),
        problems=problems, notes=tuple(notes),
    )  # fmt: skip
