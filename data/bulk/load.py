"""A file without a doubt in it (text, Parquet, lines of JSON), turned into the engine's tables by set operations."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa

from data import profiles
from data.bulk import (
    changes,
    column_wide_rules,
    combined_cells,
    dates,
    distinct_texts,
    ids,
    json_lines,
    linked_rows,
    parquet,
)
from data.bulk import events as bulk_events
from data.bulk.csv import RawRecords, cut
from data.bulk.distinct_texts import Columns, parse_column
from data.bulk.events import PLAIN_TEXTS
from data.bulk.reading_progress import Steps, start_steps
from data.dates.conventions import Conventions, split_mapping
from data.engine import connection
from data.engine.quoting import literal
from data.event_links import targets
from data.files.journal_lines import Save
from data.files.progress import OnProgress
from data.importers import importer_of
from data.importers.parquet_and_json import read_json_lines, read_parquet
from data.reading_report import Report
from data.schema import FIGURES, REQUIRED
from data.settings import Settings
from data.validation import all_day, date_parts, infer_columns, time_columns, zones
from data.validation.candidate_columns import LOOKED_AT
from data.validation.event_columns import LISTS, MOST_TOLD, PAIRS, READ, READERS
from data.validation.match_headers import match_columns
from data.validation.validate import EMPTY, NO_DATE, NO_TITLE

FIRST_READ: Final = 10
"""The step of the first column that is read cell by cell: dates, and what is missing, come before it in a row."""
STEPS: Final = 3
"""Of each such column, as many as it may have kinds of problems."""
NAMES: Final = "dateline_names"
"""The part of a cell of names that has them one by one."""


def read(
    path: Path,
    mapping: Mapping[str, str],
    settings: Settings,
    engine: duckdb.DuckDBPyConnection,
    on_progress: OnProgress,
    written: Sequence[Save] = (),
) -> tuple[Report, str] | None:
    """The tables `event`, `member`, `raw` and `problem` of a file; its report without the problems, and its digest.

    written: the changes beside it.

    None, and half of the tables, where the file must be read the careful way.
    """
    chosen, conventions = split_mapping(settings.mapping(mapping))
    if FIGURES in chosen:
        return None
    with start_steps(engine, on_progress) as steps:
        raw = _cut(path, chosen, engine, steps)
        raw = raw and changes.lay_over(raw, path.name, written, engine)
        steps.check()
        return _tables(raw, path.name, chosen, conventions, settings, engine, steps) if raw else None


def _cut(
    path: Path, mapping: Mapping[str, str], engine: duckdb.DuckDBPyConnection, steps: Steps
) -> RawRecords | None:  # fmt: skip
    """The records of a file; None where its importer alone can read it."""
    read = importer_of(path)
    if read is read_parquet:
        return parquet.cut(path, engine, steps)
    if read is read_json_lines:
        return json_lines.cut(path, path.name, engine, steps)
    return cut(path, path.name, mapping, engine, steps)


def _tables(
    raw: RawRecords,
    name: str,
    mapping: Mapping[str, str],
    conventions: Conventions,
    settings: Settings,
    engine: duckdb.DuckDBPyConnection,
    steps: Steps,
) -> tuple[Report, str] | None:
    steps.step(0.12)
    headers = raw.dialect.headers
    columns, notes, fitted = _match(headers, mapping, engine)
    if conventions.calendar not in ("", "common") or any(name not in columns for name in REQUIRED):
        return None
    if all_day.marking(headers) is not None and not fitted:
        return None
    spaced = distinct_texts.find_spaced(engine, len(headers), is_single=raw.is_single)
    of = Columns(engine, headers, columns, spaced, conventions=conventions)
    if not conventions.calendar and column_wide_rules.may_be_of_another_calendar(of):
        return None
    if not fitted and column_wide_rules.has_years_beside(of):
        return None
    if fitted:
        combined_cells.put_fitted(of, fitted)
    notes = (
        *notes,
        *column_wide_rules.sentinel_notes(of),
        *column_wide_rules.put_days(of),
        *column_wide_rules.put_plain_texts(of),
    )
    notes = (*notes, *column_wide_rules.put_titles(of), *column_wide_rules.put_heading_date(of))
    if of.derived:
        raw = replace(raw, is_ascii=False, is_single=False)  # of the cells that are written now nothing is known
    zone = settings.zone or column_wide_rules.zone(of)
    notes = _notes([*raw.dialect.notes, *notes], _judge_columns(of, zone))
    notes = (*notes, *column_wide_rules.withdrawn_notes(of))
    events = bulk_events.build(of, raw, steps)
    _rest(of)
    said_zone, zone_notes = zones.of_times(zone, is_timed=_is_timed(engine))
    report = Report(
        name, raw.encoding, raw.dialect.delimiter, headers, columns, raw.dialect.skipped, raw.count,
        events, notes=(*notes, *zone_notes), together=tuple(headers[place] for place in sorted(of.unread)),
        zone=said_zone, ending=raw.ending,
    )  # fmt: skip
    return report, raw.digest


def _match(
    headers: Sequence[str], mapping: Mapping[str, str], engine: duckdb.DuckDBPyConnection
) -> tuple[dict[str, str], tuple[str, ...], profiles.Fit | None]:
    """Which header is which column, the notes on it, and the known source that it is of; no column at all where a date
    stands in several of them, for the careful reader alone puts those together."""
    if fitted := profiles.fit(headers, mapping):
        return fitted.columns, fitted.notes, fitted
    columns, notes = match_columns(
        headers, mapping, lambda place: ["", *distinct_texts.distinct_texts(engine, f"c{place}")]
    )
    if date_parts.of(headers, columns, mapping):
        return {}, (), None
    first: Callable[[int], Sequence[str]] = lambda place: distinct_texts.first(engine, place, LOOKED_AT)  # noqa: E731
    columns, notes = infer_columns.complete(headers, columns, notes, mapping, first)
    clocks = time_columns.of(headers, columns) or time_columns.bare_of(
        headers, columns, lambda header: first(headers.index(header))
    )
    return ({}, (), None) if clocks else (columns, notes, None)


def _is_timed(engine: duckdb.DuckDBPyConnection) -> bool:
    """Whether an event has a time of day."""
    query = "select 1 from entry where precision in ('hour', 'minute', 'second') limit 1"
    return bool(engine.execute(query).fetchall())


def _notes(notes: list[str], notes_by_name: list[list[str]]) -> tuple[str, ...]:
    date_notes, end_notes, reported_notes = notes_by_name
    notes += date_notes
    notes += [note for note in end_notes if note not in date_notes]
    notes += [note for note in reported_notes if note not in notes]
    return tuple(notes)


def _judge_columns(of: Columns, zone: str) -> list[list[str]]:
    """A table of each column that has to be understood, and the problems in the order of `data.validation.validate`."""
    notes = [dates.read(of, "date", zone, 1, fatal=True), dates.read(of, "end", zone, 2)]
    if "end" in of.columns:
        dates.join(of, zone, 3)
    _say_what_is_missing(of)
    notes.append(dates.read(of, "reported", zone, 6))
    for place, (name, read) in enumerate(READERS.items()):
        step = FIRST_READ + STEPS * place
        parse_column(of, name, read, _parts(name), step, PLAIN_TEXTS.get(read, ""))
        sides = [side for pair in PAIRS if pair.second == name for side in pair.sides()]
        for further, side in enumerate(sides, step + 1):
            _say_lonely(of, further, *side)
    ids.prepare(of)
    linked_rows.say(of)
    return notes


def _parts(name: str) -> distinct_texts.Parts:
    """What the columns of ours take from each cell of a column of the file; and the names in it, where it has some."""
    parts = {column.name: (column.kind, column.part) for column in READ if column.cell == name}
    parts |= {NAMES: (pa.list_(pa.string()), list)} if name in LISTS else {}
    return parts | ({linked_rows.TARGETS: (pa.list_(pa.string()), targets)} if name == "links" else {})


def _say_what_is_missing(of: Columns) -> None:
    date, title = of.cell("date"), of.cell("title")
    empty = " and ".join(f"trim(c{place}, {literal(distinct_texts.SPACES)}) = ''" for place in range(len(of.headers)))
    is_empty = f"({date} = '' and {title} = '' and {empty})"
    of.problems.append(
        f"select rowid + 1 as row, '' as column, '' as value, {literal(EMPTY)} as message, true as is_fatal, 4 as step"
        f" from record where {is_empty}"
    )
    of.say(4, "date", f"{date} = '' and not {is_empty}", literal(NO_DATE), fatal=True)
    of.say(5, "title", f"{title} = '' and not {is_empty}", literal(NO_TITLE), fatal=True)


def _say_lonely(of: Columns, step: int, name: str, other: str, message: str) -> None:
    """A problem for each record that has a cell in one column and none in the other that belongs to it."""
    if name in of.columns:
        text = _with_cell(message.replace("{name}", name).replace("{other}", other), of.cell(name))
        of.say(step, other if other in of.columns else name, f"{of.cell(name)} <> '' and {of.cell(other)} = ''", text)


def _with_cell(message: str, cell: str) -> str:
    """As SQL: a sentence with what the cell says in it, if it has a place for that."""
    before, place, after = message.partition("{cell}")
    if not place:
        return literal(message)
    short = f"left({cell}, {MOST_TOLD - 1}) || '…'"
    shown = f"'“' || case when length({cell}) > {MOST_TOLD} then {short} else {cell} end || '”'"
    return f"{literal(before)} || {shown} || {literal(after)}"


def _rest(of: Columns) -> None:
    """The names in the events, and the problems in the order of the file."""
    is_all = distinct_texts.count(of.engine, "named") == distinct_texts.count(of.engine, "record")
    condition = "" if is_all else " where record.rowid + 1 in (select row from named)"
    lines = " union all ".join(
        f"""select record.rowid + 1 as row, '{field}' as field, unnest({NAMES}) as value from record
        join as_{name} on text = {of.cell(name)}{condition}"""
        for name, field in LISTS.items()
    )
    of.engine.execute(f"create table member as select * from ({lines}) order by {connection.ORDER['member']}")
    of.engine.execute(
        f"""create table problem as select row, "column", value, message, is_fatal
        from ({" union all ".join(of.problems)}) order by row, step"""
    )
