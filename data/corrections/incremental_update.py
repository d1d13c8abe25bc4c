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
from data.corrections.row_validation import Rules
from data.dataset import changed_rows, opening
from data.dataset.changed_rows import Overlay
from data.dataset.dataset import Dataset
from data.errors import BadDate, Problem
from data.files.changed_table import EDITED, ChangedTable, EditableTable
from data.files.journal_lines import Save
from data.reading_report import Reading, Report
from data.validation import withdrawn
from data.validation.event_columns import BY_NAME
from data.validation.records_table import OWN
from data.validation.validate import Validation

MOST_CHANGED: Final = 2_000
MOST_PROBLEMS: Final = 2_000
SPAN: Final = ("date", "end")
DATED: Final = (*SPAN, "reported")
PLAIN: Final = re.compile(r"[^:]*")
"""Not with a time of day: from all of these the zone, and whether they are days, is found out."""


def patched(old: Dataset, save: Save, table: EditableTable, rules: Rules) -> Dataset | None:
    """The set with the rows that a save changed, added or took from the end; None where the file must be read again.

    table: the file after it. rules: how the file was read before it.
    """
    numbers = sorted({entry.row for entry in save.entries if entry.row})
    rows = [row for row in numbers if row <= table.count]
    if isinstance(table, ChangedTable) and table.unplaced:
        return None
    if not numbers or not _is_simple(old.report, save, table, rules, numbers):
        return None
    wider = rules.wider(table.layout.headers)
    changed = _changed(old, table, wider, numbers, rows)
    if changed is None:
        return None
    overlay, judged, places = changed
    if not _are_dates_as_before(old, save, table, wider, overlay.event):
        return None
    report = _report(old, table, wider, overlay, _problems(old.report, judged, numbers, places))
    key = opening.key_of(save.after, report, old.settings, rules.mapping)
    if old.kept:
        return changed_rows.load_overlay(old, overlay, report, key, save.after)
    events, members, raw = (
        changed_rows.put(old, name, numbers, getattr(overlay, name)) for name in changed_rows.TABLES
    )
    return opening.load(Reading(report, events, members, raw.sort_by("row"), save.after), old.settings, key)


def _is_simple(report: Report, save: Save, table: EditableTable, rules: Rules, numbers: Sequence[int]) -> bool:
    """Whether nothing that changed has a say in how other rows are read, nor they in how it is."""
    own_columns = [entry.column for entry in save.entries if not entry.row]
    known = rules.wider(own_columns).columns.values()
    gone = {entry.row for entry in save.entries if entry.row and entry.after is None}
    has_other_id = any(entry.column == rules.columns.get("id") for entry in save.entries)
    return (
        len(numbers) <= MOST_CHANGED
        and len(report.problems) <= MOST_PROBLEMS
        and not report.together
        and not report.place
        and not profiles.fit(report.headers, rules.mapping)
        and all(row > table.count for row in gone)
        and not (has_other_id and any(problem.column == rules.columns.get("id") for problem in report.problems))
        and all(entry.row or entry.after is not None for entry in save.entries)
        and all(header in known for header in own_columns)
        and all(_is_plain(entry.before, entry.after) for entry in save.entries if _is_date(entry.column, rules))
        and table.layout.headers[: len(report.headers)] == report.headers
    )


def _changed(
    old: Dataset, table: EditableTable, rules: Rules, numbers: Sequence[int], rows: Sequence[int]
) -> tuple[Overlay, Validation, dict[int, int]] | None:
    """What the changed rows are now, how they were judged, and which row of the file each judged one is. None where
    another event has the id of one.

    numbers: of all that changed. rows: of those that are there still.
    """
    cells = [table.cells(row) for row in rows]
    beside = row_validation.context(table, table.width, rows)
    judged = row_validation.judge(table.layout.headers, [*beside, *cells], rules)
    places = {len(beside) + place: row for place, row in enumerate(rows, 1)}
    fresh = _fresh(judged.events, places, changed_rows.schema(old))
    ids = [] if fresh is None else fresh["id"].to_pylist()
    if fresh is None or len(set(ids)) < len(ids) or changed_rows.has_relatives(old, numbers, ids):
        return None
    members = judged.members.filter(pc.is_in(judged.members["row"], pa.array(list(places), pa.int64())))
    member_rows = pa.array([places[row] for row in members["row"].to_pylist()], pa.int64())
    members = members.set_column(members.schema.get_field_index("row"), "row", member_rows)
    return Overlay(numbers, fresh, members, _raw(rows, cells, table.width)), judged, places


def _are_dates_as_before(old: Dataset, save: Save, table: EditableTable, rules: Rules, events: pa.Table) -> bool:
    """Whether a date that nobody touched is read as it was: the few rows beside it may settle 05/01/2022 otherwise than
    the whole column does."""
    come = {entry.row for entry in save.entries if entry.before is None}
    touched: dict[int, set[str]] = {}
    for entry in save.entries:
        if entry.row and entry.row not in come and entry.after is not None:
            touched.setdefault(entry.row, set()).add(entry.column)
    headers = {name: rules.columns.get(name, "") for name in DATED}
    same_reported = [row for row, columns in touched.items() if headers["reported"] not in columns]
    same_span = [row for row, columns in touched.items() if not columns & {headers["date"], headers["end"]}]
    places = [table.place(headers[name]) for name in SPAN if headers[name] in table.layout.headers]
    others = [table.cells(row)[place] for row in touched if row not in same_span for place in places]
    return (
        _is_plain(*others)
        and changed_rows.say_the_same(old, same_span, (*SPAN, "start"), events)
        and changed_rows.say_the_same(old, same_reported, ("reported",), events)
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


def _problems(
    report: Report, judged: Validation, rows: Sequence[int], numbers: Mapping[int, int]
) -> tuple[Problem, ...]:  # fmt: skip
    changed = set(rows)
    kept = [problem for problem in report.problems if problem.row not in changed]
    fresh = [
        Problem(numbers[each.row], each.column, each.value, each.message, each.is_fatal)
        for each in judged.problems
        if each.row in numbers
    ]
    return tuple(sorted([*kept, *fresh], key=lambda problem: problem.row))


def _raw(rows: Sequence[int], cells: Sequence[Sequence[str]], width: int) -> pa.Table:
    """The records as read."""
    columns = {f"c{place}": pa.array([row[place] for row in cells], pa.string()) for place in range(width)}
    return pa.table({"row": pa.array(rows, pa.int64()), **columns})


def _report(
    old: Dataset, table: EditableTable, rules: Rules, overlay: Overlay, problems: tuple[Problem, ...]
) -> Report:  # fmt: skip
    report, before = old.report, changed_rows.kinds(old, overlay.rows)
    now = overlay.event["kind"].to_pylist()
    notes = [note for note in report.notes if not withdrawn.is_note(note) and not note.startswith(EDITED)]
    if isinstance(table, ChangedTable) and (edited := table.edited()):
        notes.append(edited)
    if count := changed_rows.how_many(old, withdrawn.KIND) - before.count(withdrawn.KIND) + now.count(withdrawn.KIND):
        notes.append(withdrawn.note(count))
    return replace(
        report, headers=table.layout.headers, columns=dict(rules.columns), rows=table.count,
        events=report.events - len(before) + len(now), problems=problems, notes=tuple(notes),
    )  # fmt: skip
