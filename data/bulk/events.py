"""The records that are events, as the engine's table `entry` and the views `event` and `raw` of it."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

import pyarrow as pa

from data.bulk import column_wide_rules, dates, distinct_texts, ids
from data.bulk.csv import RawRecords
from data.bulk.distinct_texts import Columns
from data.bulk.reading_progress import Steps
from data.engine import connection
from data.engine.quoting import identifier, literal
from data.validation import cells, withdrawn
from data.validation.event_columns import BY_NAME, COLUMNS, ORDER, READ, READERS, SEARCHED, TEXTS, EventColumn
from data.validation.records_table import OWN
from data.validation.searched_text import fold_texts

PLAIN_ADDRESS: Final = r"https?://(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[\w/.~%:;,+=&?#!@()*'-]{0,900})?"
QUALIFIERS: Final = ("start_qualifier", "end_qualifier", "qualifier")
ALWAYS: Final = frozenset(column.name for column in COLUMNS if not column.cell) - {"words"}
"""What every event has whatever the columns of the file."""
MOST_KNOWN: Final = 100_000
"""Texts of which their folding is remembered."""
TYPES: Final = {
    pa.string(): "varchar", pa.int64(): "bigint", pa.int32(): "integer", pa.float64(): "double", pa.bool_(): "boolean"
}  # fmt: skip
"""As SQL: the types of the columns."""
REPEATED: Final = (*(column.name for column in READ if column.kind == pa.string()), "reported")
"""The columns that mostly say what the cell of the file does."""
PLAIN_TEXTS: Final[Mapping[object, str]] = {cells.address: PLAIN_ADDRESS}
"""Texts that need no look, by what reads them: they are their own value."""


def build(of: Columns, raw: RawRecords, steps: Steps) -> int:
    """The table `entry` and its view `event`, sorted, each event with an id of its own; how many there are."""
    distinct_texts.define(of.engine, "dateline_fold", _Folder())
    _prepare_records(of, raw)
    steps.step(0.22, named=0.38)
    ids.settle(of)
    steps.step(0.38, understood=0.5, sorted=0.95)
    own = _own(of, raw)
    ours = {**_ours(of), **own}
    names = _raw_names(of, raw, own)
    cells = {name: sql for name, sql in ours.items() if _is_in_file(of, name)}
    cells |= {f"c{place}": f"c{place}" for place, name in enumerate(names) if name == f"c{place}"}
    repeated = _repeated(of, cells)
    cells |= {name: f"nullif({cells[name]}, {cells[other]})" for name, other in repeated.items()}
    read = {name: f"coalesce({identifier(name)}, {identifier(other)})" for name, other in repeated.items()}
    of.engine.execute(
        f"""create table entry as
        with judged as (
            select {", ".join(f"{sql} as {identifier(name)}" for name, sql in cells.items())}
            from told join named using (row){"".join(_joins(of, *of.columns))}{_pair(of)}
        ), sorted as (select * from judged order by {connection.ORDER["event"]})
        select * replace (dateline_seen(row) as row), {_words(of, raw, own)} as words from sorted"""
    )
    _views(of, ours, names, read)
    steps.step(0.95)
    return distinct_texts.count(of.engine, "entry")


def _is_in_file(of: Columns, name: str) -> bool:
    """Whether a column of ours says something else in each row: it is no part of a column that the file lacks."""
    told_by = ("withdrawn",) if name == "kind" else ()
    return name in ALWAYS or name.startswith(OWN) or any(cell in of.columns for cell in (BY_NAME[name].cell, *told_by))


def _repeated(of: Columns, cells: Collection[str]) -> dict[str, str]:
    """Columns that mostly say what another one does, and that one: where they do, they are left empty."""
    of_raw = {f"c{of.headers.index(header)}": name for name, header in of.columns.items() if name in REPEATED}
    return {name: other for name, other in ({"date_text": "date"} | of_raw).items() if name in cells}


def _views(of: Columns, ours: Collection[str], names: Sequence[str], read: Mapping[str, str]) -> None:
    """The views `event` of the events, `placed` with their places too, and `raw` of all records in their order.

    read: as SQL, what is said by the columns of `entry` that do not say it by themselves.
    """
    there = {name: read.get(name, identifier(name)) for name, *_ in of.engine.execute("describe entry").fetchall()}
    event = ", ".join(f"{there.get(name) or absent(BY_NAME[name])} as {identifier(name)}" for name in ours)
    of.engine.execute(f"create view event as select {event} from entry")
    of.engine.execute(f"create view placed as select rowid as spot, {event} from entry")
    cells = ", ".join(f"c{place}" for place in range(len(names)))
    is_lost = distinct_texts.count(of.engine, "named") < distinct_texts.count(of.engine, "record")
    lost = "rowid + 1 not in (select row from named)" if is_lost else "false"
    of.engine.execute(f"create table refused as select rowid + 1 as row, {cells} from record where {lost}")
    said = ", ".join(f"{there[name]} as c{place}" for place, name in enumerate(names))
    of.engine.execute(f"create view raw as select row, {said} from entry union all from refused order by row")


def _prepare_records(of: Columns, raw: RawRecords) -> None:
    """A view `told` of the records with their plain moments and titles, and `dated` of those that are events."""
    title = of.cell("title") if raw.is_single else _one_line(of.cell("title"))
    of.engine.execute(
        f"""create temp view told as select rowid + 1 as row, *, {dates.plain_moment(of.cell("date"))} as moment,
        {dates.plain_moment(of.cell("reported"))} as said, {title} as title from record"""
    )
    of.engine.execute(
        f"""create temp view dated as select * from (
            select row, {_span(of, "date", of.cell("date"))} as date, title, {ids.own_id(of)} as given
            from told{"".join(_joins(of, *(name for name in ("date", "id") if name in of.columns)))}{_pair(of)}
        ) where date is not null and title <> ''"""
    )


def _raw_names(of: Columns, raw: RawRecords, own: Mapping[str, str]) -> list[str]:
    """The column of `entry` that has the cells of each column of the file as they were; one of its own where none has.

    Texts stand as they were in the file unless a cell had spaces around it, or was read as another text.
    """
    names = {header: name for name, header in of.columns.items() if name in TEXTS}
    if raw.is_single:
        names[of.columns["title"]] = "title"
    if "end" not in of.columns:
        names[of.columns["date"]] = "date_text"
    names |= {of.columns[name]: name for name in AS_WRITTEN if name in of.columns and _is_as_written(of, name)}
    names |= {name.removeprefix(OWN): name for name in own}
    changed = of.spaced | of.overrides.keys() | {of.headers.index(of.columns[name]) for name in of.derived}
    return [
        f"c{place}" if place in changed else names.get(header, f"c{place}") for place, header in enumerate(of.headers)
    ]


def _one_line(cell: str) -> str:
    single = f"regexp_replace({cell}, '\\s+', ' ', 'g')"
    return f"case when regexp_matches({cell}, '\\s\\s|[^\\S ]') then {single} else {cell} end"


AS_WRITTEN: Final = tuple(column.name for column in READ if column.kind == pa.string() and column.absent == "")
"""The columns that may say of each cell what it said."""


def _is_as_written(of: Columns, name: str) -> bool:
    """Whether each text of a judged column was read as what it was."""
    return distinct_texts.count(of.engine, f"as_{name} where {identifier(name)} is distinct from text") == 0


def _pair(of: Columns) -> str:
    return f" left join as_pair on first = {of.cell('date')} and last = {of.cell('end')}" if "end" in of.columns else ""


def _joins(of: Columns, *names: str) -> list[str]:
    """Parsed columns of the file, each with the table of what its texts mean."""
    plain = {"date": "moment", "reported": "said"}
    joins = []
    for name in names:
        if name not in ("date", "reported", "id", *READERS):
            continue
        cell = f"case when {plain[name]} is null then {of.cell(name)} end" if name in plain else of.cell(name)
        joins.append(f" left join as_{name} on as_{name}.text = {cell}")
    return joins


def _ours(of: Columns) -> dict[str, str]:
    """As SQL: every column of the engine's table, in its order; the words are filled in later."""
    start, end = (
        _span(of, "start", "epoch(moment)::bigint"),
        _span(of, "end", f"epoch(moment)::bigint + {dates.seconds(of.cell('date'))}"),
    )
    happened = f"coalesce({start}, {end} - 1)"
    reported_text = f"case when said is not null then {of.cell('reported')} end"
    reported = f"{of.part('reported', 'start')}, {of.part('reported', 'end')} - 1"
    date, end_cell = of.cell("date"), of.cell("end")
    sql = {
        "row": "dateline_seen(row)",
        "id": "id",
        "date": _span(of, "date", of.cell("date")),
        "date_text": f"case when {end_cell} = '' then {date} else {date} || ' – ' || {end_cell} end",
        "start": start,
        "end": end,
        "precision": f"coalesce({_span(of, 'precision', dates.precision(of.cell('date')))}, '')",
        **{name: f"coalesce({_span(of, name, literal(''))}, '')" for name in QUALIFIERS},
        "title": "title",
        **{name: of.cell(name) for name in TEXTS},
        **{column.name: _value(of, column) for column in READ},
        **_place(of),
        "kind": _kind(of),
        "reported": f"coalesce({reported_text}, {of.part('reported', 'date')}, '')",
        "known_from": f"coalesce(epoch(said)::bigint, {reported}, {happened})",
        "words": "''",
        "month": _span(of, "month", "year(moment)::bigint * 12 + month(moment) - 1"),
    }
    return {name: sql[name] for name in ORDER}


def _span(of: Columns, part: str, plain: str) -> str:
    """A part of the span: of the pair where there are two dates, by itself where it is plain, else as it was read."""
    alone = f'case when moment is not null then {plain} else as_date."{part}" end'
    if "end" not in of.columns:
        return alone
    return f"case when {of.cell('date')} <> '' and {of.cell('end')} <> '' then as_pair.\"{part}\" else {alone} end"


def absent(column: EventColumn) -> str:
    """As SQL: what a column says where the file says nothing."""
    value = "null" if column.absent is None else literal(str(column.absent))
    return f"{value}::{TYPES[column.kind]}"


def _value(of: Columns, column: EventColumn) -> str:
    """As SQL: what a cell was read as."""
    read = f"coalesce({of.part(column.cell, column.name)}, {absent(column)})::{TYPES[column.kind]}"
    if column.read not in PLAIN_TEXTS:
        return read
    cell = of.cell(column.cell)
    return f"case when {distinct_texts.is_plain(cell, PLAIN_TEXTS[column.read])} then {cell} else {read} end"


def _kind(of: Columns) -> str:
    """As SQL: the kind of a row; one that is withdrawn is of no other."""
    kind = _value(of, BY_NAME["kind"])
    if "withdrawn" not in of.columns:
        return kind
    is_gone = column_wide_rules.is_withdrawn(of.cell("withdrawn"))
    return f"case when {is_gone} then {literal(withdrawn.KIND)} else {kind} end"


def _place(of: Columns) -> dict[str, str]:
    """As SQL: latitude and longitude, both or none."""
    parts = {name: of.part(name, name) for name in ("latitude", "longitude")}
    both = " and ".join(f"{part} is not null" for part in parts.values())
    return {name: f"case when {both} then {part} end::double" for name, part in parts.items()}


def _own(of: Columns, raw: RawRecords) -> dict[str, str]:
    """The user's own columns; those without a name and without a cell are left out."""
    ours = set(of.columns.values())
    cells = {}
    for place, header in enumerate(of.headers):
        is_said = place not in raw.dialect.unnamed or distinct_texts.distinct_texts(of.engine, of.cell_at(place))
        if header not in ours and place not in of.unread and is_said:
            cells[OWN + header] = of.cell_at(place)
    return cells


def _words(of: Columns, raw: RawRecords, own: Mapping[str, str]) -> str:
    """As SQL: all the text of an event in one, folded part by part, so that what is said often is folded once."""
    names = (*(name for name in SEARCHED if name in of.columns), *own)
    parts = (f"nullif({_fold(identifier(name), raw)}, '')" for name in names)
    return f"concat_ws(' ', {', '.join(parts)})"


def _fold(text: str, raw: RawRecords) -> str:
    is_plain = [] if raw.is_ascii else [f"strlen({text}) = length({text})"]
    is_plain += [] if raw.is_single else [f"not regexp_matches({text}, '[\\x00-\\x1f]|  ')"]
    if not is_plain:
        return f"lower({text})"
    return f"case when {' and '.join(is_plain)} then lower({text}) else dateline_fold({text}) end"


class _Folder:
    """Folds texts as `data.validation.searched_text.fold_texts` does, those that it remembers not again."""

    def __init__(self) -> None:
        self._folds: dict[str, str] = {}

    def __call__(self, array: pa.Array) -> pa.Array:
        texts, folds = array.to_pylist(), self._folds
        new = [text for text in set(texts) if text not in folds]
        if len(folds) + len(new) > MOST_KNOWN:  # another thread may still look into the old ones
            folds, new = {}, list(set(texts))
            self._folds = folds
        folds.update(zip(new, fold_texts(new), strict=True))
        return pa.array([folds[text] for text in texts], pa.string())
